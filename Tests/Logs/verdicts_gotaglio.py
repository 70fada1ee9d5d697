"""What a run log of GoTaglio says of each case, read by itself."""
import json, sys

said = {}
for result in json.load(open(sys.argv[1], encoding="utf-8"))["results"]:
    steps = [result] + result.get("turns", [])
    assessed = [s["stages"]["assess"] for s in steps if "assess" in s.get("stages", {})]
    word = ("failed" if any(assessed) else "passed") if assessed else None
    if "exception" in result or not result["succeeded"]: word = "errors"
    case = result["case"].get("uuid") or json.dumps(result["case"], sort_keys=True)
    said.setdefault(case, []).append(word)
print(json.dumps([said]))
