"""Runs the scenarios and prints their table; called by Tests/benchmark.sh."""
import argparse
import pathlib
import shutil
import sys
import tempfile

import data
import growth
import machine
import scenarios_bulk
import scenarios_reading
import scenarios_short
import table
from scenario import Setting

SCENARIOS = [*scenarios_short.ALL, *scenarios_bulk.ALL, *scenarios_reading.ALL]
FORMS = {"text": table.as_text, "markdown": table.as_markdown, "json": table.as_json}


def say(text):
    print(text, file=sys.stderr, flush=True)


def options():
    parser = argparse.ArgumentParser(
        prog="Tests/benchmark.sh", description="Measures taglio beside its peers, in one run.")
    parser.add_argument("--cases", type=int, help="how many cases; 100,000, in a short run 20,000")
    parser.add_argument("--pairs", type=int, help="how many times both sides take turns")
    parser.add_argument("--seed", type=int, default=1, help="what the cases are made from")
    parser.add_argument("--growth", action="store_true",
                        help="instead, how commands cost more in larger stores; --cases: the largest")
    parser.add_argument("--quick", action="store_true", help="a short run, to see that it runs")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", dest="form", action="store_const", const="json")
    form.add_argument("--markdown", dest="form", action="store_const", const="markdown")
    parser.add_argument("--svg", type=pathlib.Path, help="also draw the ratios into this file")
    parser.add_argument("--directory", type=pathlib.Path, help="where stores are made")
    parser.add_argument("--taglio", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--program", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO",
                        help="only scenarios whose name or peer contains this")
    return parser.parse_args()


def main():
    chosen = options()
    count = chosen.cases or (20_000 if chosen.quick else 100_000)
    directory = pathlib.Path(tempfile.mkdtemp(prefix="taglio-benchmark-", dir=chosen.directory))
    setting = Setting(
        taglio=chosen.taglio.resolve(), program=chosen.program.resolve(), directory=directory,
        data=data.Data(directory / "data", count, chosen.seed),
        pairs=chosen.pairs or (1 if chosen.quick else 5), count=count, is_quick=chosen.quick)
    about = machine.description(directory, setting.taglio)
    if chosen.growth:
        figures = growth.measured(setting, chosen.cases or growth.SIZES[-1])
        form = growth.as_json if chosen.form == "json" else growth.as_markdown
        print(form(*figures, about))
        shutil.rmtree(directory)
        return 0
    about_data = f"{count:,} cases, seed {chosen.seed}, {setting.pairs} pairs."
    rows = []
    try:
        for scenario in SCENARIOS:
            name = f"{scenario.name} / {scenario.peer}"
            if chosen.scenarios and not any(part in name for part in chosen.scenarios):
                continue
            say(f"{name} …")
            rows.append(scenario.row(setting))
            say(f"  {' '.join(table.cells(rows[-1])[2:])}")
    except KeyboardInterrupt:
        say("interrupted")
    print(FORMS[chosen.form or "text"](rows, about, about_data))
    if chosen.svg:
        chosen.svg.write_text(table.as_svg(rows, about), encoding="utf-8")
    shutil.rmtree(directory)
    return 0


if __name__ == "__main__":
    sys.exit(main())
