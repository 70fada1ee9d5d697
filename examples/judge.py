#!/usr/bin/env python3
"""Judges the outputs of the bot: judge.py EXPECTED < OUTPUTS > VERDICTS.

OUTPUTS is what `taglio export RUN` writes, EXPECTED an envelope with the cases. A verdict names the
version that was answered, so that it is known for ever what was judged.
"""
import json
import sys


def items(cart):
    """How many of each dish; of "nothing" none."""
    parts = [] if cart == "nothing" else cart.split(", ")
    return {dish: int(number) for number, dish in (part.split(" ", 1) for part in parts)}


with open(sys.argv[1], encoding="utf-8") as file:
    lines = [json.loads(line) for line in file]
expected = {line["id"]: line["fields"]["expected"] for line in lines
            if line["kind"] == "case" and "expected" in line["fields"]}

for line in sys.stdin:
    row = json.loads(line)
    verdict = {"case": row["basis"]}
    if "error" in row["output"]:
        verdict["error"] = row["output"]["error"]
    else:
        wanted, got = items(expected[row["basis"]]["cart"]), items(row["output"]["cart"])
        dishes = wanted.keys() | got.keys()
        right = sum(wanted.get(dish) == got.get(dish) for dish in dishes)
        verdict["passed"] = wanted == got
        verdict["score"] = right / len(dishes) if dishes else 1.0
    print(json.dumps(verdict))
