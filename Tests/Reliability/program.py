"""Running the executable as a person or a script does, with settings of its own."""
import json
import os
import signal
import subprocess
import time

from proof import Broken, require

LONGEST = 600  # seconds after which a command counts as hanging


class Answer:
    """What a command that ended has said."""

    def __init__(self, arguments, code, output, errors):
        self.arguments, self.code, self.output, self.errors = arguments, code, output, errors

    @property
    def document(self):
        return json.loads(self.output)

    @property
    def message(self):
        return self.errors.decode(errors="replace").strip()

    def expect(self, *codes):
        """Returns itself where it ended with one of these codes."""
        require(
            self.code in (codes or (0,)),
            f"taglio {' '.join(self.arguments)} ended with {self.code}: {self.message}")
        return self


class Taglio:
    """The executable, with nothing of the user's settings or environment."""

    def __init__(self, executable, home):
        self.executable = str(executable)
        home.mkdir(parents=True, exist_ok=True)
        self.environment = {
            "HOME": str(home), "PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8",
            "TAGLIO_AUTHOR": "reliability",
        }

    @classmethod
    def of(cls, setting, row):
        """With a home of its own below the row's directory."""
        return cls(setting.taglio, setting.directory / row / "home")

    def start(self, directory, *arguments, **options):
        options.setdefault("stdout", subprocess.PIPE)
        options.setdefault("stderr", subprocess.PIPE)
        return subprocess.Popen(
            [self.executable, "-C", str(directory), *arguments],
            env=self.environment, stdin=options.pop("stdin", subprocess.DEVNULL), **options)

    def run(self, directory, *arguments):
        process = self.start(directory, *arguments)
        try:
            output, errors = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise Broken(f"taglio {' '.join(arguments)} in {directory} does not end") from None
        return Answer(arguments, process.returncode, output, errors)

    def knows(self, command):
        """Whether there is such a command in this version."""
        return self.run("/", command, "--help").code == 0


class Killed:
    """A process that is killed, with its group, at a moment drawn from how long it takes.

    The duration is learnt: from a process that ended before its moment it is known better.
    """

    def __init__(self, duration):
        self.duration = duration

    def run(self, process, generator):
        """Kills a process that leads its group, unless it ends before.

        Returns whether it was still running, and what it answered.
        """
        began = time.monotonic()
        try:
            output, errors = process.communicate(timeout=generator.uniform(0, self.duration))
            self.duration = (self.duration + time.monotonic() - began) / 2
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            output, errors = process.communicate(timeout=LONGEST)
        was_hit = process.returncode == -signal.SIGKILL
        return was_hit, Answer(process.args[3:], process.returncode, output, errors)


def duration_of(work, times=3):
    """The median of how long something takes."""
    measured = []
    for _ in range(times):
        began = time.monotonic()
        work()
        measured.append(time.monotonic() - began)
    return sorted(measured)[times // 2]
