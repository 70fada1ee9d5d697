"""What a log of Inspect says of each sample, read by itself."""
import json, sys, zipfile

if zipfile.is_zipfile(sys.argv[1]):
    z = zipfile.ZipFile(sys.argv[1])
    samples = [json.loads(z.read(n)) for n in z.namelist() if n.startswith("samples/")]
else:
    samples = json.load(open(sys.argv[1], encoding="utf-8")).get("samples") or []
def word(sample):
    value = [v["value"] for v in (sample.get("scores") or {}).values()][:1]
    if sample.get("error"): return "errors"
    return "passed" if value in (["C"], [1]) else "failed" if value in (["I"], ["N"], ["P"], [0]) else None
said = {}
for sample in samples: said.setdefault(str(sample["id"]), []).append(word(sample))
print(json.dumps([said]))
