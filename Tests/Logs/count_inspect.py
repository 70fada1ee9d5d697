"""Counts a log of Inspect by itself: what `taglio summarize` says of it has to agree."""
import json, sys, zipfile

if zipfile.is_zipfile(sys.argv[1]):
    z = zipfile.ZipFile(sys.argv[1])
    samples = [json.loads(z.read(n)) for n in z.namelist() if n.startswith("samples/")]
else:
    samples = json.load(open(sys.argv[1], encoding="utf-8")).get("samples") or []
values = [(s, [v["value"] for v in (s.get("scores") or {}).values()][:1]) for s in samples]
errors = sum(bool(s.get("error")) for s in samples)
passed = sum(v in (["C"], [1]) for s, v in values if not s.get("error"))
failed = sum(v in (["I"], ["N"], ["P"], [0]) for s, v in values if not s.get("error"))
cases = len({str(s["id"]) for s in samples})
print(json.dumps([dict(cases=cases, passed=passed, failed=failed, errors=errors)]))
