#!/usr/bin/env python3
"""Stands in for a bot that takes orders: reads what somebody says, and answers with a cart.

A worker of `taglio run exec --worker`: one case a line comes in, one answer a line goes out.
`--set numbers=digits` has it understand 2, `--set numbers=words` two as well.
"""
import json
import os
import re
import sys

MENU = [
    "crème brûlée", "espresso", "funghi", "gnocchi", "gyoza", "jalapeño pizza", "lemonade",
    "margherita", "minestrone", "panna cotta", "piña colada", "tiramisù",
]
WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def cart(text, numbers):
    count = r"\d+" if numbers == "digits" else r"\d+|" + "|".join(WORDS)
    found = {}
    for dish in MENU:
        for match in re.finditer(rf'(?:\b({count})[\s:"]*)?{dish}', text.lower()):
            number = match[1] or "1"
            found[dish] = found.get(dish, 0) + (WORDS.get(number) or int(number))
    return ", ".join(f"{number} {dish}" for dish, number in sorted(found.items()))


numbers = json.loads(os.environ["TAGLIO_CONFIG"])["numbers"]
for line in sys.stdin:
    text = json.loads(line)["input"]["text"]
    answer = {"cart": cart(text, numbers)}
    if not answer["cart"]:
        answer = {"error": {"kind": "menu", "message": "nothing in it is on the menu"}}
    print(json.dumps(answer), flush=True)
