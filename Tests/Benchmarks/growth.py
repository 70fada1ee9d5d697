"""How the cost of commands follows the size of the store: the second table of Docs/performance.md."""
import json
import statistics

import data
import machine
import stores
from measure import run
from table import seconds

SIZES = [1_000, 10_000, 100_000, 1_000_000]
TIMES = 5


class Store:
    """A store of some size, a clone of it, and what is asked of one case in the middle."""

    def __init__(self, setting, count):
        self.setting, self.count, self.number = setting, count, 0
        self.directory = stores.filled(setting, count)
        self.clone = setting.fresh(f"clone-{count}") / "clone"
        run([setting.taglio, "clone", self.directory, self.clone])
        self.key = f"case-{count // 2:07}"

    def at(self, *arguments, store=None):
        return self.setting.at(store or self.directory, *arguments)

    def one_more(self, store=None):
        """The call that adds one case that nobody has."""
        self.number += 1
        path = self.setting.directory / f"one-{self.count}-{self.number}.jsonl"
        data.write_lines(path, [{"id": f"new-{self.number}", "input": f"question {self.number}"}])
        return self.at("add", path, "--key", "id", "--source", "more", store=store)

    def synced(self):
        """The call that brings one case from a clone."""
        run(self.one_more(store=self.clone))
        return self.at("sync", store=self.clone)


# What a row is called, what makes the call that is timed, whether it is of one record, how often.
COMMANDS = [
    ("add of one case", Store.one_more, True, TIMES),
    ("show of a key", lambda store: store.at("show", store.key), True, TIMES),
    ("log of a key", lambda store: store.at("log", store.key), True, TIMES),
    ("sync of one case", Store.synced, True, TIMES),
    ("status", lambda store: store.at("status"), False, TIMES),
    ("ls of all", lambda store: store.at("ls", "--jsonl"), False, 1),
    ("fsck", lambda store: store.at("fsck"), False, 1),
]


def measured(setting, largest):
    """Seconds by command and size: medians of wall times, one call before them not counted."""
    sizes = [size for size in SIZES if size <= largest]
    figures = {name: {} for name, _, _, _ in COMMANDS}
    for size in sizes:
        store = Store(setting, size)
        for name, command, _, times in COMMANDS:
            walls = [run(command(store)).wall for _ in range(times + 1)]
            figures[name][size] = statistics.median(walls[1:])
    return sizes, figures


def as_markdown(sizes, figures, about):
    heads = " | ".join(f"{size:,}" for size in sizes)
    lines = [f"Measured on {machine.text(about)}.", "",
             f"| | of one record | {heads} | largest / smallest |", "|" + " --- |" * (len(sizes) + 3)]
    for name, _, is_one, _ in COMMANDS:
        row = figures[name]
        cells = " | ".join(seconds(row[size]) for size in sizes)
        ratio = row[sizes[-1]] / row[sizes[0]]
        lines.append(f"| {name} | {'yes' if is_one else ''} | {cells} | {ratio:.3g} |")
    return "\n".join(lines)


def as_json(sizes, figures, about):
    return json.dumps({"machine": about, "seconds": figures, "sizes": sizes}, sort_keys=True)
