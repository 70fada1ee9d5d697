"""The proofs that run inside the tests of the package: their lines `proof: …` are collected.

A line is `proof: TOPIC WHAT name=value …`; values that are numbers are added up.
"""
import collections
import os
import subprocess

from proof import Row, Unavailable, require

MUST_BE_ZERO = {"crashes", "failures", "leftovers", "lost", "unequal", "unopenable"}


class LinesRow(Row):
    """Runs a program and adds up what its lines of one topic say."""

    def __init__(self, name, topic, must_show):
        self.name, self.topic, self.must_show = name, topic, must_show

    def program(self, setting):
        """The command line, and variables for its environment."""
        raise NotImplementedError

    def prove(self, setting):
        arguments, variables = self.program(setting)
        answer = subprocess.run(
            arguments, cwd=setting.project, env=os.environ | variables, capture_output=True,
            text=True, check=False)
        output = answer.stdout + answer.stderr
        require(answer.returncode == 0, failures(output))
        sums, parts = self.collect(output)
        if not parts:
            raise Unavailable(f"nothing here prints \"proof: {self.topic}\"")
        wrong = sorted(name for name in MUST_BE_ZERO if sums[name])
        require(not wrong, f"not zero: {', '.join(wrong)}")
        done = [f"{sums[name]} {name}" for name in sums if name not in MUST_BE_ZERO]
        zeros = [f"0 {name}" for name in sums if name in MUST_BE_ZERO]
        kinds = [f"{len(parts)} kinds"] if len(parts) > 1 else []
        return ", ".join(kinds + done), ", ".join(zeros)

    def collect(self, output):
        """The sums of all figures, and the different things that were tried."""
        sums, parts = collections.Counter(), set()
        for line in output.splitlines():
            words = line.split()
            if words[:2] != ["proof:", self.topic]:
                continue
            parts.add(" ".join(word for word in words[2:] if "=" not in word))
            for name, _, value in (word.partition("=") for word in words[2:] if "=" in word):
                if value.isdigit():
                    sums[name] += int(value)
        return sums, parts


class TestsRow(LinesRow):
    """Tests that a filter chooses, with variables that say how much is tried."""

    def __init__(self, name, topic, tests, must_show, quick, full):
        super().__init__(name, topic, must_show)
        self.tests, self.variables = tests, {False: quick, True: full}

    def program(self, setting):
        variables = self.variables[setting.is_full]
        return [*setting.tests, "--filter", self.tests], {
            name: value.format(seed=setting.seed) for name, value in variables.items()}


class FuzzRow(LinesRow):
    """The fuzzer, which takes hours and therefore runs only where it is named."""

    def program(self, setting):
        script = setting.project / "Tests/fuzz.sh"
        if not script.exists():
            raise Unavailable("there is no Tests/fuzz.sh in this version")
        if self.name not in setting.named:
            raise Unavailable("takes long, runs only where it is named")
        return [str(script), str(setting.choose(10, 600))], {}


def failures(output):
    """The first lines that say what went wrong."""
    lines = [line for line in output.splitlines()
             if "recorded an issue" in line or "error:" in line]
    return "; ".join(lines[:3]) or output.strip()[-200:]


def histories(variable, count):
    return {variable: str(count), "TAGLIO_SEED": "{seed}"}


ROWS = [
    TestsRow(
        "crash", "crash", "CrashPointTests",
        "0 acknowledged commits lost, 0 stores that do not open",
        quick={}, full={"TAGLIO_CRASH_STATES": "all"}),
    TestsRow(
        "faults", "fault", "TaglioFaultTests.FaultTests",
        "0 acknowledged commits lost, store usable afterwards",
        quick={}, full={"TAGLIO_FAULTS": "all"}),
    TestsRow(
        "histories", "histories", "HistoryTests", "each step equals the reference, equal state",
        quick=histories("TAGLIO_HISTORIES", 100), full=histories("TAGLIO_HISTORIES", 1000)),
    TestsRow(
        "copies", "copies", "FileCopyTests",
        "equal state to the byte on all copies, 0 objects lost",
        quick=histories("TAGLIO_COPIES", 20), full=histories("TAGLIO_COPIES", 1000)),
    FuzzRow("fuzz", "fuzz", "0 crashes, 0 hangs, memory bounded"),
]
