"""Runs the proofs of reliability and prints their table; called by Tests/reliability.sh."""
import argparse
import pathlib
import random
import shlex
import shutil
import sys
import tempfile

import copying
import damage
import fulldisk
import kills
import machine
import runs
import swift
import table
import writers
from proof import Setting, say

ROWS = [
    *swift.ROWS, kills.KillAdd(), kills.KillReindex(), kills.KillSync(), runs.KillRun(),
    writers.Writers(), damage.Damage(), copying.Rsync(), copying.SyncOverSSH(), fulldisk.FullDisk(),
]
FORMS = {"text": table.as_text, "markdown": table.as_markdown, "json": table.as_json}


def options():
    names = [row.name for row in ROWS]
    parser = argparse.ArgumentParser(
        prog="Tests/reliability.sh",
        description="Kills, copies, damages and starves stores, and shows that nothing is lost.")
    scale = parser.add_mutually_exclusive_group()
    scale.add_argument("--quick", action="store_true", help="few of each, the default")
    scale.add_argument("--full", action="store_true", help="as many as Docs/reliability.md has")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", dest="form", action="store_const", const="json",
                      help="print one document")
    form.add_argument("--markdown", dest="form", action="store_const", const="markdown",
                      help="print the table of Docs/reliability.md")
    parser.add_argument("--seed", type=int, help="repeat a run; a random one by default")
    parser.add_argument("--directory", type=pathlib.Path, help="where stores are made")
    parser.add_argument("--taglio", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--tests", type=shlex.split, required=True, help=argparse.SUPPRESS)
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"one of: {', '.join(names)}")
    chosen = parser.parse_args()
    unknown = [name for name in chosen.rows if name not in names]
    if unknown:
        parser.error(f"there is no row {unknown[0]}; there are {', '.join(names)}")
    return chosen


def main():
    chosen = options()
    seed = chosen.seed if chosen.seed is not None else random.SystemRandom().randrange(1, 1 << 31)
    directory = pathlib.Path(tempfile.mkdtemp(prefix="taglio-reliability-", dir=chosen.directory))
    project = pathlib.Path(__file__).resolve().parents[2]
    setting = Setting(
        chosen.taglio.resolve(), project, directory, chosen.full, seed, chosen.tests, chosen.rows)
    about = machine.description(directory)
    say(f"seed {seed}; stores in {directory}")
    outcomes = []
    status = run(setting, outcomes)
    print(FORMS[chosen.form or "text"](outcomes, about, setting))
    if status == 1:
        say(f"the stores are kept in {directory}")
    else:
        shutil.rmtree(directory)
    return status


def run(setting, outcomes):
    """Runs the rows that are wanted; an interruption ends it, and what is done is shown."""
    try:
        for row in ROWS:
            if setting.named and row.name not in setting.named:
                continue
            say(f"{row.name} …")
            outcomes.append(row.run(setting))
            say(f"{row.name}: {outcomes[-1].verdict} ({outcomes[-1].seconds:.0f} s)")
    except KeyboardInterrupt:
        say("interrupted")
        return 130
    return 1 if any(outcome.verdict == "failed" for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
