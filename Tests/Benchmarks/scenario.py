"""What a scenario is, and the rows that it gives."""
import dataclasses
import pathlib

from measure import Failed, Missing


@dataclasses.dataclass
class Setting:
    """What all scenarios share."""

    taglio: pathlib.Path
    program: pathlib.Path  # taglio-bench
    directory: pathlib.Path
    data: object
    pairs: int
    count: int
    is_quick: bool
    made: dict = dataclasses.field(default_factory=dict)
    numbers: dict = dataclasses.field(default_factory=dict)

    def fresh(self, name):
        """A directory that nobody used yet: a file system is slower where much was deleted."""
        number = self.numbers[name] = self.numbers.get(name, 0) + 1
        path = self.directory / f"{name}-{number}"
        path.mkdir(parents=True)
        return path

    def once(self, name, make):
        """What `make` gives, made at the first call."""
        if name not in self.made:
            self.made[name] = make()
        return self.made[name]

    def at(self, directory, *arguments):
        """A call of taglio in a store's directory."""
        return [self.taglio, "-C", directory, *arguments]


@dataclasses.dataclass
class Row:
    """A line of the table."""

    name: str
    peer: str
    at_most: float
    aim: float
    unit: str  # "ratio", "MB" or "bytes"
    value: float = None
    low: float = None
    high: float = None
    ours: float = None  # seconds, median
    theirs: float = None
    note: str = ""

    @property
    def verdict(self):
        if self.value is None:
            return "not here"
        if self.value <= self.aim:
            return "aim"
        return "met" if self.value <= self.at_most else "MISSED"


class Scenario:
    """One comparison. Subclasses name it and give `measure(setting)`, which returns a `Ratio`."""

    name = peer = ""
    at_most = aim = 0.0
    unit = "ratio"
    is_long = False  # left out of a short run

    def measure(self, setting):
        raise NotImplementedError

    def row(self, setting):
        row = Row(self.name, self.peer, self.at_most, self.aim, self.unit)
        if self.is_long and setting.is_quick:
            row.note = "left out of a short run"
            return row
        try:
            self.fill(row, self.measure(setting))
        except (Missing, Failed) as problem:
            row.note = str(problem)
        return row

    def fill(self, row, ratio):
        row.value = ratio.median
        row.low, row.high = ratio.spread
        row.ours = sorted(ratio.ours)[len(ratio.ours) // 2]
        row.theirs = sorted(ratio.theirs)[len(ratio.theirs) // 2]
