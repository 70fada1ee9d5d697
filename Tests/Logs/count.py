"""Counts what logs say of cases: count.py SCRIPT LOG [-- LOG], where SCRIPT reads a log by itself.

`taglio summarize` of the imported runs has to agree, and `taglio compare` on what became of the
cases that the last two of them judge."""
import itertools, json, subprocess, sys

def verdict(words):  # A case passed where more than half of its judged trials did.
    judged = [word == "passed" for word in words if word]
    return sum(judged) * 2 > len(judged) if judged else None

script, *files = sys.argv[1:]
logs = [list(log) for end, log in itertools.groupby(files, "--".__eq__) if not end]
runs = [run for log in logs for run in json.loads(subprocess.check_output(["python3", script, *log]))]
words = [list(itertools.chain.from_iterable(run.values())) for run in runs]
counts = [dict(cases=len(run), **{kind: said.count(kind) for kind in ("passed", "failed", "errors")})
    for run, said in zip(runs, words)]
a, b = [{case: verdict(said) for case, said in run.items()} for run in ([{}] + runs)[-2:]]
both = [(a[case], b[case]) for case in a if None not in (a[case], b.get(case))]
changes = dict(better=both.count((False, True)), worse=both.count((True, False)))
print(json.dumps(dict(runs=counts, changes=dict(changes, same=len(both) - sum(changes.values())))))
