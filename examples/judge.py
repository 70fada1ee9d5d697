#!/usr/bin/env python3
"""Judges the outputs of the bot: judge.py EXPECTED < OUTPUTS > VERDICTS.

OUTPUTS is what `taglio export RUN` writes, EXPECTED an envelope with the cases. A verdict names the
version that was answered, so that it is known for ever what was judged.
"""
import json
import sys


def items(cart):
    return dict(reversed(item.split(" ", 1)) for item in cart.split(", ")) if cart else {}


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
        right = sum(got.get(dish) == number for dish, number in wanted.items())
        verdict["passed"] = wanted == got
        verdict["score"] = right / len(wanted.keys() | got.keys())
    print(json.dumps(verdict))
