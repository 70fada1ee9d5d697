"""SIGKILL at random moments of real processes: nothing acknowledged is lost.

A moment is drawn evenly from the time that the command takes undisturbed. Moments that came after
the end of the process are not counted; what such a command acknowledged is.
"""
import shutil

import samples
from program import Killed, Taglio, duration_of
from proof import Row, Unavailable, require, say
from store import Store, write_records


class Ledger:
    """What was acknowledged: commits, and the fields that each case must have."""

    def __init__(self):
        self.commits = set()
        self.fields = {}
        self.verified = set()

    def check(self, store, situation, batch=None):
        """Requires everything acknowledged, and `batch` whole or not at all.

        `batch` are the fields, by key, of a command that did not come to acknowledge them.
        """
        commits = store.commits()
        lost = self.commits - commits
        require(not lost, f"{situation}: acknowledged commits are gone: {sorted(lost)[:3]}")
        unknown = commits - self.commits
        require(len(unknown) <= (batch is not None), f"{situation}: {len(unknown)} strange commits")
        expected = self.fields | (batch if unknown else {})
        cases = store.cases()
        require(cases.keys() == expected.keys(),
                f"{situation}: {len(cases)} cases, expected {len(expected)}")
        for key, identity in cases.items():
            if (key, identity) in self.verified:
                continue
            require(store.fields_of(identity) == expected[key], f"{situation}: {key} differs")
            self.verified.add((key, identity))


def look(store, ledger, situation, batch=None):
    """What must hold after a kill, before anything is repeated."""
    store.run("status").expect()
    ledger.check(store, situation, batch)
    store.require_sound(situation)
    store.run("gc", "--yes", "--older-than", "0s").expect()
    require(not store.temporaries(), f"{situation}: gc leaves {store.temporaries()[:3]}")


class KillRow(Row):
    """Kills one kind of command until enough of them were hit while they ran."""
    quick, full = 0, 0
    trials_per_store = 2
    bench = None

    def prove(self, setting):
        generator = setting.generator(self.name)
        wanted = setting.choose(self.quick, self.full)
        hits = trials = unseen = 0
        killed = None
        while hits < wanted:
            require(trials < 4 * wanted + 20, f"only {hits} of {trials} kills met a process")
            if trials % self.trials_per_store == 0:
                bench = self.make(setting, trials, generator, killed)
                killed = bench.killed
            was_hit, was_whole = bench.trial(generator, f"seed {setting.seed}, kill {trials}")
            hits, trials, unseen = hits + was_hit, trials + 1, unseen + (was_hit and was_whole)
            if trials % 50 == 0:
                say(f"  {self.name}: {hits} of {wanted}")
        return f"{hits} kills of a running process ({trials} tried)", (
            f"0 acknowledged commits lost, 0 stores that do not open; {unseen} had done their work")

    def make(self, setting, number, generator, killed):
        taglio = Taglio.of(setting, self.name)
        self.require_here(taglio)
        directory = setting.directory / self.name / "stores"
        size = setting.choose(1_000, 5_000)
        return self.bench(taglio, directory, number, generator, size, killed)

    def require_here(self, taglio):
        """Raises Unavailable where this version of taglio cannot do it."""


class GrowingStore:
    """A store that grows by so many cases at a time, and what it acknowledged."""

    def __init__(self, taglio, directory, number, size):
        self.size = size
        shutil.rmtree(directory, ignore_errors=True)
        self.store = Store.make(taglio, directory)
        self.ledger = Ledger()
        self.number = number

    def batch(self, generator):
        self.number += 1
        records = samples.cases(generator, f"b{self.number}", self.size)
        self.file = f"batch-{self.number}.jsonl"
        write_records(self.store.project / self.file, records)
        return {r["id"]: {k: v for k, v in r.items() if k != "title"} for r in records}

    @property
    def arguments(self):
        return ["--json", "add", self.file, "--key", "id"]

    def add(self, batch):
        self.acknowledge(self.store.run(*self.arguments).expect(), batch)

    def acknowledge(self, answer, batch):
        commit = answer.document["commit"]
        if commit:
            self.ledger.commits.add(commit)
        self.ledger.fields |= batch


class AddBench(GrowingStore):
    """A store that takes in a batch with each trial.

    How long a command takes is measured once, and handed on to the benches that follow.
    """

    def __init__(self, taglio, directory, number, generator, size, killed=None):
        super().__init__(taglio, directory, number, size)
        self.killed = killed or Killed(
            duration_of(lambda: self.add(self.batch(generator)), times=2))

    def trial(self, generator, situation):
        """Returns whether the kill met a running process, and whether its work was done by then."""
        batch = self.batch(generator)
        process = self.store.taglio.start(
            self.store.project, *self.arguments, start_new_session=True)
        was_hit, answer = self.killed.run(process, generator)
        if answer.code == 0:
            self.acknowledge(answer, batch)
        look(self.store, self.ledger, situation, None if answer.code == 0 else batch)
        was_whole = self.store.commits() - self.ledger.commits
        self.ledger.commits |= was_whole
        self.add(batch)
        self.ledger.check(self.store, f"{situation}, repeated")
        return was_hit, bool(was_whole)


class KillAdd(KillRow):
    name = "kill-add"
    must_show = "0 acknowledged commits lost, 0 stores that do not open"
    quick, full = 5, 200
    bench = AddBench


class ReindexBench(GrowingStore):
    """A store whose index is made anew in each trial."""

    def __init__(self, taglio, directory, number, generator, size, killed=None):
        super().__init__(taglio, directory, number, size)
        self.add(self.batch(generator))
        self.add(self.batch(generator))
        self.before = self.store.state()
        self.killed = killed or Killed(duration_of(lambda: self.store.run("reindex").expect()))

    def trial(self, generator, situation):
        process = self.store.taglio.start(self.store.project, "reindex", start_new_session=True)
        was_hit, _ = self.killed.run(process, generator)
        look(self.store, self.ledger, situation)
        require(self.store.state() == self.before, f"{situation}: the state is another one")
        self.store.run("reindex").expect()
        self.store.require_sound(f"{situation}, repeated", allowed=())
        return was_hit, False


class KillReindex(KillRow):
    name = "kill-reindex"
    must_show = KillAdd.must_show
    quick, full = 5, 150
    trials_per_store = 75
    bench = ReindexBench


class SyncBench:
    """Two copies, both with news for the other in each trial."""

    def __init__(self, taglio, directory, number, generator, size, killed=None):
        shutil.rmtree(directory, ignore_errors=True)
        self.here = GrowingStore(taglio, directory / "here", number, size)
        self.there = GrowingStore(taglio, directory / "there", number + 10_000, size)
        self.here.store.run("remote", "add", "origin", str(self.there.store.project)).expect()
        self.killed = killed or Killed(duration_of(self.sync, times=1))
        self.join()

    def sync(self):
        self.here.store.run("sync").expect()

    def join(self):
        """From now on both must have what either of them acknowledged."""
        ours, theirs = self.here.ledger, self.there.ledger
        ours.commits |= theirs.commits
        ours.fields |= theirs.fields
        theirs.commits, theirs.fields = set(ours.commits), dict(ours.fields)

    def trial(self, generator, situation):
        for side in (self.here, self.there):
            side.add(side.batch(generator))
        process = self.here.store.taglio.start(
            self.here.store.project, "sync", start_new_session=True)
        was_hit, answer = self.killed.run(process, generator)
        for side, other in ((self.here, self.there), (self.there, self.here)):
            news = other.ledger.fields.keys() - side.ledger.fields.keys()
            batch = {key: other.ledger.fields[key] for key in news}
            look(side.store, side.ledger, f"{situation}, {side.store.project.name}", batch)
        self.sync()
        self.join()
        for side in (self.here, self.there):
            side.ledger.check(side.store, f"{situation}, {side.store.project.name} repeated")
        require(self.here.store.state() == self.there.store.state(), f"{situation}: two states")
        return was_hit, answer.code == 0


class KillSync(KillRow):
    name = "kill-sync"
    must_show = KillAdd.must_show
    quick, full = 5, 150
    bench = SyncBench

    def require_here(self, taglio):
        if not taglio.knows("sync"):
            raise Unavailable("this version has no command sync")
