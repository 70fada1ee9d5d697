"""Running commands for their time and memory, and comparing two that took turns."""
import dataclasses
import os
import statistics
import subprocess
import sys
import threading
import time


class Missing(Exception):
    """A peer that is not on this machine, or a command that this version does not have."""


class Failed(Exception):
    """A command that ended with an error: its time says nothing."""


@dataclasses.dataclass
class Cost:
    wall: float  # seconds
    cpu: float  # seconds, user and system
    memory: int  # bytes: the most anonymous memory where /proc tells it, else the largest resident set


def run(command, cwd=None, stdin=None, env=None, codes=(0,)):
    """Runs a command to its end, with nothing of what it writes kept."""
    options = {"cwd": cwd, "env": env, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    with open(stdin or os.devnull, "rb") as source:
        began = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], stdin=source, **options)
        watch = Watch(process.pid)
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stderr.close()
    if process.returncode not in codes:
        tail = errors.decode(errors="replace").strip()[-400:]
        raise Failed(f"{' '.join(map(str, command))[:200]} ended with {process.returncode}: {tail}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(wall, usage.ru_utime + usage.ru_stime, watch.most or usage.ru_maxrss * unit)


class Watch:
    """Looks every 20 ms how much anonymous memory a process has, until it has ended.

    What is mapped from files does not count: the system can write it out at any time.
    """

    def __init__(self, process):
        self.process, self.most = process, 0
        threading.Thread(target=self.look, daemon=True).start()

    def look(self):
        try:
            while True:
                time.sleep(0.02)
                with open(f"/proc/{self.process}/status", encoding="ascii") as file:
                    now = [line for line in file if line.startswith("RssAnon:")]
                if not now:
                    return
                self.most = max(self.most, int(now[0].split()[1]) * 1024)
        except OSError:
            return


def repeated(times, command, **options):
    """The cost of one of several runs in a row, for commands too short to time by themselves."""
    costs = [run(command, **options) for _ in range(times)]
    return Cost(
        sum(cost.wall for cost in costs) / times, sum(cost.cpu for cost in costs) / times,
        max(cost.memory for cost in costs))


@dataclasses.dataclass
class Ratio:
    """How one side stood to the other, pair by pair."""

    ours: list  # seconds, or bytes
    theirs: list

    @property
    def ratios(self):
        return [one / other for one, other in zip(self.ours, self.theirs)]

    @property
    def median(self):
        return statistics.median(self.ratios)

    @property
    def spread(self):
        return min(self.ratios), max(self.ratios)


def paired(pairs, ours, theirs):
    """Lets both take turns, A B A B …, each called with the number of its turn.

    One pair before the first is not counted: it fills the caches.
    """
    ratio = Ratio([], [])
    for turn in range(-1, pairs):
        one, other = ours(turn), theirs(turn)
        if turn >= 0:
            ratio.ours.append(one.wall)
            ratio.theirs.append(other.wall)
    return ratio
