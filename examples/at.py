#!/usr/bin/env python3
"""Prints what stands at a JSON Pointer in the document on standard input; "nothing" for nothing."""
import json
import sys

value = json.load(sys.stdin)
for step in sys.argv[1].split("/")[1:]:
    step = step.replace("~1", "/").replace("~0", "~")
    if isinstance(value, list):
        value = value[int(step)] if step.isdecimal() and int(step) < len(value) else "nothing"
    else:
        value = value.get(step, "nothing") if isinstance(value, dict) else "nothing"
print(value if isinstance(value, str) else json.dumps(value))
