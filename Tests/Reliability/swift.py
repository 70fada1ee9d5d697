"""The proofs that run inside the tests of the package: their lines `proof: …` are collected."""
import collections
import os
import re
import subprocess

from proof import Row, Unavailable, require

LINE = re.compile(r"^proof: ([a-z]+)((?: [^ =]+)*)((?: [a-z]+=\d+)+)\s*$", re.MULTILINE)
MUST_BE_ZERO = {"failures", "leftovers", "lost", "unequal", "unopenable"}


class SwiftRow(Row):
    """Runs tests by a filter and adds up what their lines of one topic say."""

    def __init__(self, name, topic, tests, must_show, full, quick):
        self.name, self.topic, self.tests, self.must_show = name, topic, tests, must_show
        self.environments = {True: full, False: quick}

    def prove(self, setting):
        variables = self.environments[setting.is_full]
        variables = {k: v.format(seed=setting.seed) for k, v in variables.items()}
        answer = subprocess.run(
            [*setting.tests, "--filter", self.tests], cwd=setting.project,
            env=os.environ | variables, capture_output=True, text=True, check=False)
        output = answer.stdout + answer.stderr
        require(answer.returncode == 0, self.failures(output))
        sums, parts = self.collect(output)
        if not parts:
            raise Unavailable(f"no test that matches {self.tests} prints \"proof: {self.topic}\"")
        wrong = {name for name in MUST_BE_ZERO & sums.keys() if sums[name]}
        require(not wrong, f"not zero: {', '.join(sorted(wrong))}")
        done = ", ".join(f"{sums[k]} {k}" for k in sums if k not in MUST_BE_ZERO)
        zeros = ", ".join(f"{sums[k]} {k}" for k in sums if k in MUST_BE_ZERO)
        named = f" ({len(parts)} kinds)" if len(parts) > 1 else ""
        return done + named, zeros or "no failure"

    def collect(self, output):
        """The sums of all figures, and the different things that were tried."""
        sums, parts = collections.Counter(), set()
        for topic, what, figures in LINE.findall(output):
            if topic != self.topic:
                continue
            parts.add(what.strip())
            for figure in figures.split():
                name, value = figure.split("=")
                sums[name] += int(value)
        return sums, parts

    @staticmethod
    def failures(output):
        lines = [line for line in output.splitlines() if "recorded an issue" in line
                 or "error:" in line]
        return "; ".join(lines[:3]) or output.strip().splitlines()[-1]


ROWS = [
    SwiftRow(
        "crash", "crash", "Crash", "0 acknowledged commits lost, 0 stores that do not open",
        full={"TAGLIO_CRASH_STATES": "all"}, quick={}),
    SwiftRow(
        "faults", "fault", "Fault", "0 acknowledged commits lost, no files pile up",
        full={"TAGLIO_FAULTS": "all"}, quick={}),
    SwiftRow(
        "histories", "histories", "HistoryTests", "equal state to the byte on all copies",
        full={"TAGLIO_HISTORIES": "1000", "TAGLIO_SEED": "{seed}"},
        quick={"TAGLIO_HISTORIES": "100", "TAGLIO_SEED": "{seed}"}),
    SwiftRow(
        "copies", "copies", "FileCopyTests",
        "equal state to the byte on all copies, 0 objects lost",
        full={"TAGLIO_COPIES": "1000", "TAGLIO_SEED": "{seed}"},
        quick={"TAGLIO_COPIES": "20", "TAGLIO_SEED": "{seed}"}),
]
