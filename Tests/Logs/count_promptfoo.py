"""Counts results of promptfoo by themselves: what `taglio summarize` says of them has to agree."""
import csv, json, sys

if sys.argv[1].endswith(".csv"):
    head, *rows = csv.reader(open(sys.argv[1], encoding="utf-8", newline=""))
    marks = [i for i, name in enumerate(head) if name == "Status"]
    marks = marks or [head.index("RESULT") for name in head if "{{" in name]
    columns = [[(i, row[mark]) for i, row in enumerate(rows)] for mark in marks]
else:
    results = json.load(open(sys.argv[1], encoding="utf-8"))["results"]["results"]
    word = lambda r: "ERROR" if r["failureReason"] == 2 else "PASS" if r["success"] else "FAIL"
    places = sorted({r["promptIdx"] for r in results})
    columns = [[(r["testIdx"], word(r)) for r in results if r["promptIdx"] == p] for p in places]
print(json.dumps([dict(cases=len({i for i, _ in c}), passed=sum(w == "PASS" for _, w in c),
    failed=sum(w == "FAIL" for _, w in c), errors=sum(w == "ERROR" for _, w in c)) for c in columns]))
