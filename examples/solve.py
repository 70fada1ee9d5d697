#!/usr/bin/env python3
"""Answers questions about numbers by adding or multiplying all that it finds.

Reads a case from standard input and writes the output of a run; TAGLIO_CONFIG holds what `--set` said.
"""
import json
import math
import os
import re
import sys

case = json.load(sys.stdin)
operation = json.loads(os.environ["TAGLIO_CONFIG"])["operation"]
numbers = [float(number) for number in re.findall(r"[0-9]+(?:\.[0-9]+)?", case["question"])]
answer = math.prod(numbers) if operation == "times" else sum(numbers)
print(json.dumps({"answer": answer, "correct": answer == case["answer"]}))
