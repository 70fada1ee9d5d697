"""Commands over everything: taking in, checking, reading all."""
import os
import re
import shutil
import subprocess

import peers
import stores
from measure import Cost, Ratio, paired, run
from scenario import Scenario


class Add(Scenario):
    """A first `add`, flushed per batch, beside another way to keep the same cases."""

    name = "add"

    def measure(self, setting):
        return paired(setting.pairs, lambda _: self.ours(setting), self.other(setting))

    def ours(self, setting):
        directory = setting.fresh("add")
        run(setting.at(directory, "init"))
        return stores.add(setting, directory, setting.data.cases())

    def other(self, setting):
        raise NotImplementedError


class AddBesideGit(Add):
    peer, at_most, aim = "git hash-object -w --stdin-paths, which does not flush", 0.45, 0.25

    def other(self, setting):
        paths = setting.data.files()

        def git(_):
            directory = peers.new_git(setting.fresh("hash-object") / "repository")
            return run(peers.git(directory, "hash-object", "-w", "--stdin-paths"), stdin=paths)

        return git


class AddBesideService(Add):
    peer, at_most, aim = "a service's upsert with SQLAlchemy, 1,000 at a time", 0.12, 0.05

    def other(self, setting):
        peers.require("sqlalchemy", "pydantic")

        def service(_):
            database = setting.fresh("service") / "cases.sqlite"
            return run(peers.python("service_upsert.py", database, setting.data.cases()))

        return service


class AddBesideSQLite(Add):
    peer, at_most, aim = "Python's sqlite3, one transaction (no target)", 99.0, 99.0

    def other(self, setting):
        def load(_):
            database = setting.fresh("sqlite") / "cases.sqlite"
            return run(peers.python("sqlite_store.py", "load", database, setting.data.cases()))

        return load


class AddBesideFloor(Add):
    peer, at_most, aim = "floor: create, rename, flush as many bytes", 1.6, 1.2

    def other(self, setting):
        floor = setting.once("floor", lambda: peers.compiled_floor(setting.directory))
        sizes = setting.directory / "sizes.txt"
        objects = stores.filled(setting) / ".taglio/objects"
        sizes.write_text("".join(
            f"{entry.stat().st_size}\n" for fan in os.scandir(objects) if fan.is_dir()
            for entry in os.scandir(fan)))
        return lambda _: run([floor, "create", setting.fresh("floor"), sizes, "2"])


class AddAgain(Scenario):
    """A second `add` of a store's file beside its first."""

    name, peer, at_most, aim = "add again, nothing changed", "first add", 0.15, 0.09

    def path(self, setting):
        return setting.data.cases()

    def measure(self, setting):
        stored = []

        def first(_):
            directory = setting.fresh("again")
            run(setting.at(directory, "init"))
            stored.append(directory)
            return stores.add(setting, directory, setting.data.cases())

        return paired(
            setting.pairs,
            lambda turn: (first(turn), stores.add(setting, stored[-1], self.path(setting)))[1],
            first)


class AddEdited(AddAgain):
    name, at_most, aim = "add again, 1 % edited", 0.20, 0.12

    def path(self, setting):
        return setting.data.edited()


class Fsck(Scenario):
    name, peer, at_most, aim = "fsck", "git fsck, loose blobs", 0.30, 0.15

    def measure(self, setting):
        store, git = stores.filled(setting), stores.git_blobs(setting)
        return paired(
            setting.pairs, lambda _: run(setting.at(store, "fsck")),
            lambda _: run(peers.git(git, "fsck", "--no-dangling")))


class Batch(Scenario):
    name, peer, at_most, aim = "cat-file --batch, random", "git cat-file --batch", 0.25, 0.15

    def measure(self, setting):
        store, git, ids = stores.filled(setting), stores.git_blobs(setting), stores.ids(setting)
        return paired(
            setting.pairs, lambda _: run(setting.at(store, "cat-file", "--batch"), stdin=ids),
            lambda _: run(peers.git(git, "cat-file", "--batch"), stdin=git / "ids"))


class Reindex(Scenario):
    name, peer, at_most, aim = "reindex", "taglio fsck", 1.0, 0.7

    def measure(self, setting):
        store = stores.filled(setting)
        return paired(
            setting.pairs, lambda _: run(setting.at(store, "reindex")),
            lambda _: run(setting.at(store, "fsck")))


class TakingIn(Scenario):
    """The first command after `rsync` brought 100 commits."""

    name, peer, at_most, aim = "taking in 100 commits", "the same in a store of 1,000", 2.0, 1.2

    def measure(self, setting):
        large = self.copies(setting, setting.count)
        small = self.copies(setting, 1000)
        return paired(
            setting.pairs, lambda turn: self.take_in(setting, *large, turn),
            lambda turn: self.take_in(setting, *small, turn))

    def copies(self, setting, count):
        """A store as it was, and a copy with 100 commits more."""
        old = stores.filled(setting, count)
        new = setting.fresh(f"hundred-{count}")
        shutil.copytree(old, new, dirs_exist_ok=True)
        for number in range(100):
            run(setting.at(new, "edit", f"case-{number:07}", "--set", f"/level={number + 10}"))
        return old, new

    def take_in(self, setting, old, new, turn):
        target = setting.fresh("taking-in")
        shutil.copytree(old, target, dirs_exist_ok=True)
        # The copy is a store of its own, whose index is made anew before the new files come.
        run(setting.at(target, "status"))
        for fan in os.scandir(new / ".taglio/objects"):
            there = target / ".taglio/objects" / fan.name
            there.mkdir(exist_ok=True)
            for entry in os.scandir(fan):
                if not (there / entry.name).exists():
                    shutil.copy2(entry.path, there / entry.name)
        return run(setting.at(target, "status"))


class IndexSize(Scenario):
    """The bytes of the index of a store whose cases have no labels, for each object."""

    name, peer, at_most, aim = "index, bytes for each object", "no labels, no outputs", 250, 140
    unit = "bytes"

    def measure(self, setting):
        directory = setting.fresh("index")
        run(setting.at(directory, "init"))
        stores.add(setting, directory, setting.data.plain())
        objects = sum(
            len(os.listdir(fan)) for fan in os.scandir(directory / ".taglio/objects") if fan.is_dir())
        return Ratio([(directory / ".taglio/index").stat().st_size], [objects])


class Inside(Scenario):
    """Work inside a process; both sides print the seconds that it took."""

    command = script = ""

    def file(self, setting):
        raise NotImplementedError

    def measure(self, setting):
        path = self.file(setting)
        return paired(
            setting.pairs, lambda _: printed([setting.program, self.command, path]),
            lambda _: printed(peers.python(self.script, path)))


def printed(command):
    answer = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True)
    return Cost(float(re.match(r"[0-9.e-]+", answer.stdout).group()), 0, 0)


class Canonicalise(Inside):
    name, peer, at_most, aim = "parse and canonicalise", "orjson OPT_SORT_KEYS", 0.5, 0.35
    command, script = "canonicalise", "orjson_canonical.py"

    def file(self, setting):
        peers.require("orjson")
        return setting.data.cases()


class Blake2b(Inside):
    name, peer, at_most, aim = "BLAKE2b-256 of 64 MB", "Python's hashlib", 1.0, 0.8
    command, script = "blake2b", "hashlib_blake2b.py"

    def file(self, setting):
        def make():
            path = setting.directory / "64MB"
            path.write_bytes(bytes(range(256)) * (1 << 18))
            return path

        return setting.once("64 MB", make)


ALL = [
    AddBesideGit(), AddBesideService(), AddBesideSQLite(), AddBesideFloor(), AddAgain(), AddEdited(),
    Fsck(), Batch(), Reindex(), TakingIn(), IndexSize(), Canonicalise(), Blake2b(),
]
