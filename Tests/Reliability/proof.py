"""What a row of the table is: a proof that is run, or a reason why it cannot be run here."""
import dataclasses
import pathlib
import random
import shlex
import sys
import time
import traceback


class Broken(Exception):
    """Something that must hold does not; the message says what, where, and how to see it again."""


class Unavailable(Exception):
    """The row cannot run on this machine; the message says what is missing."""


@dataclasses.dataclass
class Setting:
    """What all rows are run with."""
    taglio: pathlib.Path
    project: pathlib.Path
    directory: pathlib.Path
    is_full: bool
    seed: int
    tests: list
    named: list

    def generator(self, name):
        """One for each row, so that a row alone repeats what it did among all."""
        return random.Random(f"{self.seed} {name}")

    def choose(self, quick, full):
        return full if self.is_full else quick


@dataclasses.dataclass
class Outcome:
    """How a row ended: `passed`, `failed` or `not here`."""
    name: str
    verdict: str
    count: str
    result: str
    must_show: str
    seconds: float
    command: str


class Row:
    """One proof. A subclass sets `name` and `must_show`, and does the work in `prove`."""
    name = ""
    must_show = ""

    def prove(self, setting):
        """Returns how many things were done and what came out, as two texts.

        Raises Broken where something does not hold, Unavailable where it cannot run here.
        """
        raise NotImplementedError

    def run(self, setting):
        began = time.monotonic()
        count, verdict = "0", "passed"
        try:
            count, result = self.prove(setting)
        except Unavailable as reason:
            verdict, result = "not here", str(reason)
        except Broken as reason:
            verdict, result = "failed", str(reason)
        except Exception as error:  # pylint: disable=broad-except
            traceback.print_exc()
            verdict, result = "failed", f"{type(error).__name__}: {error}"
        seconds = time.monotonic() - began
        return Outcome(
            self.name, verdict, count, result, self.must_show, seconds, self.command(setting))

    def command(self, setting):
        scale = "--full" if setting.is_full else "--quick"
        return shlex.join(["Tests/reliability.sh", scale, "--seed", str(setting.seed), self.name])


def require(condition, message):
    if not condition:
        raise Broken(message)


def say(text):
    """Progress, for a person who waits."""
    print(text, file=sys.stderr, flush=True)
