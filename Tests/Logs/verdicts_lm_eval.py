"""What samples of lm-eval say of each document, read by themselves.

The first filter of a document counts. Without a file of samples there is nothing to tell."""
import json, sys

said = {}
for path in sys.argv[2:]:
    for row in map(json.loads, open(path, encoding="utf-8")):
        word = "passed" if row[row["metrics"][0]] == 1 else "failed"
        said.setdefault(row["doc_id"], [word])
print(json.dumps([said]))
