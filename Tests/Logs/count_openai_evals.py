"""Counts an event log of OpenAI Evals by itself: what `taglio summarize` says has to agree."""
import json, sys

events = {}
for row in map(json.loads, open(sys.argv[1], encoding="utf-8")):
    if "sample_id" in row: events.setdefault(row["sample_id"], []).append(row)
errors = sum(any(e["type"] == "error" for e in es) for es in events.values())
matched = [[e["data"]["correct"] for e in es if e["type"] == "match"] for es in events.values()]
passed, failed = sum(all(m) for m in matched if m), sum(not all(m) for m in matched if m)
print(json.dumps([dict(cases=len(events), passed=passed, failed=failed, errors=errors)]))
