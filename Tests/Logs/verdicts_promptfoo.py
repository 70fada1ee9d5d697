"""What results of promptfoo say of each test, one column after the other, read by themselves."""
import csv, json, sys

words = {"PASS": "passed", "FAIL": "failed", "ERROR": "errors"}
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
print(json.dumps([{test: [words[word]] for test, word in column} for column in columns]))
