"""What an event log of OpenAI Evals says of each sample, read by itself."""
import json, sys

events = {}
for row in map(json.loads, open(sys.argv[1], encoding="utf-8")):
    if "sample_id" in row: events.setdefault(row["sample_id"], []).append(row)
def word(rows):
    if any(e["type"] == "error" for e in rows): return "errors"
    right = [e["data"]["correct"] for e in rows if e["type"] == "match"]
    return ("passed" if all(right) else "failed") if right else None
print(json.dumps([{sample: [word(rows)] for sample, rows in events.items()}]))
