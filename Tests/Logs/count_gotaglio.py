"""Counts a run log of GoTaglio by itself: what `taglio summarize` says of it has to agree."""
import json, sys

counts = dict(cases=set(), passed=0, failed=0, errors=0)
for result in json.load(open(sys.argv[1], encoding="utf-8"))["results"]:
    counts["cases"].add(json.dumps(result["case"].get("uuid") or result["case"], sort_keys=True))
    steps = [result] + result.get("turns", [])
    assessed = [s["stages"]["assess"] for s in steps if "assess" in s.get("stages", {})]
    if "exception" in result or not result["succeeded"]: counts["errors"] += 1
    elif assessed: counts["failed" if any(assessed) else "passed"] += 1
print(json.dumps([dict(counts, cases=len(counts["cases"]))]))
