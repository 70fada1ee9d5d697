"""Many processes that write to one store at once, while others read and one checks.

Each `add` changes two cases, the halves of a pair, to one number, as field and as label. A reader
that ever sees two numbers in a pair has seen half a commit.
"""
import collections
import itertools
import threading

from program import Taglio
from proof import Broken, Row, require
from store import Store, name_of, write_records


class Fair:
    """The store, and what was acknowledged so far."""

    def __init__(self, store, writers, commits):
        self.store, self.commits = store, commits
        self.pairs = max(1, writers // 4)
        self.lock = threading.Lock()
        self.acknowledged = set()
        self.numbers = collections.Counter()
        self.failures = []
        self.is_over = threading.Event()

    def prepare(self, writers):
        """Brings in the pairs and a case for each writer."""
        for pair in range(self.pairs):
            self.add_pair(pair, 0, f"pair-{pair}-first.jsonl")
        records = [{"id": f"own-{w}", "input": "x", "n": 0} for w in range(writers)]
        write_records(self.store.project / "own.jsonl", records)
        self.acknowledge(self.store.document("add", "own.jsonl", "--key", "id"))

    def add_pair(self, pair, number, file):
        halves = [{"id": f"pair-{pair}-{half}", "input": str(number), "title": str(number)}
                  for half in "ab"]
        write_records(self.store.project / file, halves)
        self.acknowledge(self.store.document(
            "add", file, "--key", "id", "--source", f"pair-{pair}", "-m", f"number {number}"))

    def acknowledge(self, document):
        require(document["commit"], f"no commit was made: {document}")
        with self.lock:
            self.acknowledged.add(document["commit"])

    def seen(self):
        with self.lock:
            return set(self.acknowledged)

    # What runs at once

    def write(self, writer):
        for step in range(1, self.commits + 1):
            number = writer * 100_000 + step
            if step % 3 == 1:
                self.add_pair(writer % self.pairs, number, f"writer-{writer}.jsonl")
            elif step % 3 == 2:
                field = f"/n={number}"
                self.acknowledge(self.store.document("edit", f"own-{writer}", "--set", field))
            else:
                self.acknowledge(
                    self.store.document("edit", f"own-{writer}", "--label", f"title={number}"))

    def read_list(self):
        before = self.seen()
        items = self.store.document("ls")["items"]
        values = {name_of(i["key"]): (i["summary"], i["labels"].get("title")) for i in items}
        for pair in range(self.pairs):
            one, other = values[f"pair-{pair}-a"], values[f"pair-{pair}-b"]
            require(one == other and one[0] == one[1],
                    f"half a commit in pair {pair}: {one} and {other}")
        require(not any(i["further_heads"] for i in items), "a case has two heads")
        return before

    def read_log(self):
        before = self.seen()
        commits = self.store.document("log")["commits"]
        ids = {commit["id"] for commit in commits}
        missing = before - ids
        require(not missing, f"acknowledged before and not in the log: {sorted(missing)[:3]}")
        parents = {parent for commit in commits for parent in commit["parents"]}
        require(parents <= ids, "the log shows a commit without its parents")

    def read_case(self):
        for half in "ab":
            shown = self.store.document("show", f"pair-0-{half}")
            number = shown["immutable_fields"]["input"]
            require(shown["labels"]["title"] == number and shown["contents"] == "here",
                    f"show sees {shown['immutable_fields']} with {shown['labels']}")

    def check(self):
        self.store.require_sound("while others write")


class Crowd:
    """Threads that each run commands until all writers are done; the first failure is kept."""

    def __init__(self, fair):
        self.fair = fair
        self.looks = collections.Counter()

    def thread(self, work, *arguments):
        def guarded():
            try:
                work(*arguments)
            except (Broken, KeyError, ValueError) as error:
                self.fair.failures.append(f"{work.__name__}: {error}")
                self.fair.is_over.set()
        return threading.Thread(target=guarded)

    def loop(self, work):
        for _ in itertools.count():
            work()
            self.looks[work.__name__] += 1
            if self.fair.is_over.is_set():
                return

    def run(self, writers):
        readers = [self.fair.read_list, self.fair.read_log, self.fair.read_case, self.fair.check]
        loops = [self.thread(self.loop, work) for work in readers]
        threads = [self.thread(self.fair.write, writer) for writer in range(writers)]
        for thread in loops + threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.fair.is_over.set()
        for thread in loops:
            thread.join()
        require(not self.fair.failures, "; ".join(self.fair.failures[:3]))
        return self.looks


class Writers(Row):
    name = "writers"
    must_show = "all commits there, fsck clean, no reader saw a half commit"

    def prove(self, setting):
        writers, commits = setting.choose((6, 12), (16, 200))
        store = Store.make(Taglio.of(setting, self.name), setting.directory / self.name / "store")
        fair = Fair(store, writers, commits)
        fair.prepare(writers)
        prepared = len(fair.acknowledged)
        looks = Crowd(fair).run(writers)
        made = len(fair.acknowledged) - prepared
        require(made == writers * commits, f"{made} commits were acknowledged")
        require(store.commits() == fair.acknowledged, "the log and what was acknowledged differ")
        store.require_sound("at the end", allowed=())
        readings = looks["read_list"] + looks["read_log"] + looks["read_case"]
        return f"{writers} processes × {commits} commits", (
            f"{made} commits there, {looks['check']} looks by fsck clean, "
            f"{readings} readings, 0 failed, 0 half commits")
