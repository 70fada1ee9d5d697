"""Commands that answer one question: what it costs to start, and to read one thing."""
import itertools

import peers
import stores
from measure import Cost, paired, repeated, run
from scenario import Scenario

TIMES = 20


def mean(costs):
    return Cost(sum(cost.wall for cost in costs) / len(costs), 0, 0)


class Version(Scenario):
    name, peer, at_most, aim = "--version", "git --version", 1.5, 0.8

    def measure(self, setting):
        return paired(
            setting.pairs, lambda _: repeated(TIMES, [setting.taglio, "--version"]),
            lambda _: repeated(TIMES, ["git", "--version"]))


class CatFile(Scenario):
    name, peer, at_most, aim = "cat-file -p, one process each", "git cat-file -p", 1.3, 0.8

    def measure(self, setting):
        store, git = stores.filled(setting), stores.git_blobs(setting)
        ours = itertools.cycle(stores.ids(setting).read_text().split())
        theirs = itertools.cycle((git / "ids").read_text().split())

        def one(_):
            return mean([run(setting.at(store, "cat-file", "-p", next(ours))) for _ in range(TIMES)])

        def other(_):
            return mean([run(peers.git(git, "cat-file", "-p", next(theirs))) for _ in range(TIMES)])

        return paired(setting.pairs, one, other)


class Show(Scenario):
    name, peer, at_most, aim = "show KEY", "git show REV:path", 2.0, 1.0

    def measure(self, setting):
        store, git = stores.filled(setting), stores.git_tree(setting)
        keys = stores.keys(setting, TIMES)
        return paired(
            setting.pairs,
            lambda _: mean([run(setting.at(store, "show", key)) for key in keys]),
            lambda _: mean([run(peers.git(git, "show", f"main:cases/{key}")) for key in keys]))


class Edit(Scenario):
    name, peer, at_most, aim = "one edit, store of 1,000,000", "of 1,000", 2.0, 1.2
    is_long = True
    large = 1_000_000

    def measure(self, setting):
        large, small = stores.filled(setting, self.large), stores.filled(setting, 1000)
        return paired(
            max(setting.pairs, 9), lambda turn: self.edit(setting, large, turn),
            lambda turn: self.edit(setting, small, turn))

    def edit(self, setting, store, turn):
        key = f"case-{turn + 100:07}"
        return run(setting.at(store, "edit", key, "--set", f"/expected/answer={20_000 + turn}"))


ALL = [Version(), CatFile(), Show(), Edit()]
