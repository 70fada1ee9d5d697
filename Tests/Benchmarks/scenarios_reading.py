"""Lists, searches and comparisons, which read the index alone."""
import json
import subprocess

import peers
import stores
from measure import Ratio, paired, run
from scenario import Scenario


class BesideSQLite(Scenario):
    """A question to the store, and the same to SQLite with an index on what is asked."""

    peer, at_most, aim = "SQLite with an index on it", 1.5, 0.7
    question, sql = (), ""

    def measure(self, setting):
        store = stores.filled(setting)

        def load():
            path = setting.fresh("questions") / "cases.sqlite"
            run(peers.python("sqlite_store.py", "load", path, setting.data.cases()))
            return path

        database = setting.once("questions", load)
        return paired(
            setting.pairs, lambda _: run(setting.at(store, *self.question)),
            lambda _: run(peers.python("sqlite_store.py", self.sql, database)))


class List(BesideSQLite):
    name, question, sql = "ls, all", ("ls", "--jsonl"), "all"


class FindKeyword(BesideSQLite):
    name, sql = "find by keyword", "by-keyword"
    question = ("find", "keyword = new", "--jsonl")


class FindField(BesideSQLite):
    name, sql = "find by field", "by-field"
    question = ("find", "topic = money and level = 3", "--jsonl")


def recorded(setting):
    """A store with two runs of all cases."""

    def make():
        directory = setting.fresh("runs")
        run(setting.at(directory, "init"))
        stores.add(setting, directory, setting.data.cases())
        run(setting.at(directory, "experiment", "add", "solve", "--verdict", "/passed",
                       "--score", "/score"))
        for name in "ab":
            run(setting.at(
                directory, "run", "record", "solve", "--basis", "/case", setting.data.outputs(name)))
        return directory

    return setting.once("runs", make)


class Compare(Scenario):
    name, peer, at_most, aim = "compare two runs", "a Python script over the raw JSONL", 0.2, 0.05

    def measure(self, setting):
        store = recorded(setting)
        files = [setting.data.outputs(name) for name in "ab"]
        ids = setting.once("run ids", lambda: run_ids(setting, store))
        return paired(
            setting.pairs, lambda _: run(setting.at(store, "compare", *ids)),
            lambda _: run(peers.python("compare_jsonl.py", *files)))


def run_ids(setting, store):
    answer = subprocess.run(
        [str(part) for part in setting.at(store, "run", "ls", "--json")], capture_output=True,
        check=True)
    return [item["id"] for item in json.loads(answer.stdout)["items"]][:2]


class Memory(Scenario):
    """The largest resident set of a command, in MB."""

    peer, at_most, aim, unit = "no peer", 350, 150, "MB"
    is_long = True
    count = 1_000_000

    def command(self, setting, store):
        raise NotImplementedError

    def measure(self, setting):
        store = stores.filled(setting, self.count)
        cost = run(self.command(setting, store))
        return Ratio([cost.memory / 1e6], [1])


class FsckMemory(Memory):
    name = "memory: fsck of 1,000,000"

    def command(self, setting, store):
        return setting.at(store, "fsck")


class ListMemory(Memory):
    name = "memory: ls of 1,000,000"

    def command(self, setting, store):
        return setting.at(store, "ls", "--jsonl")


class AddMemory(Memory):
    name = "memory: add of 1,000,000"

    def measure(self, setting):
        directory = setting.fresh("memory")
        run(setting.at(directory, "init"))
        cost = stores.add(setting, directory, setting.data.cases(self.count))
        return Ratio([cost.memory / 1e6], [1])


ALL = [List(), FindKeyword(), FindField(), Compare(), AddMemory(), FsckMemory(), ListMemory()]
