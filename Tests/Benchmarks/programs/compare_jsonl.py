"""Compares two runs from their raw files, as people do without a store."""
import json
import sys


def verdicts(path):
    with open(path, encoding="utf-8") as file:
        return {row["case"]: row["passed"] for row in map(json.loads, file)}


one, other = verdicts(sys.argv[1]), verdicts(sys.argv[2])
both = one.keys() & other.keys()
print("better", sum(other[key] and not one[key] for key in both))
print("worse", sum(one[key] and not other[key] for key in both))
print("same", sum(one[key] == other[key] for key in both))
