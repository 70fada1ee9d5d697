"""Copies over ssh that are killed at random moments and begun again."""
import subprocess

import samples
from loopback import Loopback
from program import LONGEST, Killed, Taglio, duration_of
from proof import Row, Unavailable, require
from store import Store, write_records


class Pair:
    """Two copies that both make commits; everything that either acknowledged is remembered."""
    size = 400

    def __init__(self, taglio, directory):
        self.here = Store.make(taglio, directory / "here")
        self.there = Store.make(taglio, directory / "there")
        self.commits = set()
        self.number = 0

    def work(self, generator):
        """News on both sides, and an edit of one case on both, which forks it."""
        self.number += 1
        for side in (self.here, self.there):
            name = f"{side.project.name}-{self.number}"
            write_records(side.project / f"{name}.jsonl", samples.cases(generator, name, self.size))
            self.remember(side.document("add", f"{name}.jsonl", "--key", "id"))
        if self.number > 1:
            for side in (self.here, self.there):
                value = f"/input=\"{side.project.name}\""
                self.remember(side.document("edit", f"here-{self.number - 1}-0", "--set", value))

    def remember(self, document):
        self.commits.add(document["commit"])

    def require_half(self, situation):
        """What must hold after a copy that was cut off: nothing is called damaged."""
        for side in (self.here, self.there):
            side.run("status").expect()
            side.require_sound(situation, allowed=(
                "copy-not-finished", "leftover", "stray", "unreferenced"))

    def require_equal(self, situation):
        for side in (self.here, self.there):
            lost = self.commits - side.commits()
            require(not lost, f"{situation}: {side.project.name} lacks {sorted(lost)[:3]}")
            side.require_sound(situation)
        require(self.here.state() == self.there.state(), f"{situation}: two states")


class CopyRow(Row):
    """Kills a way of copying in both directions, then repeats it until it ends well."""
    quick, full = 3, 50

    def prove(self, setting):
        generator = setting.generator(self.name)
        taglio = Taglio.of(setting, self.name)
        self.require_here(taglio)
        with Loopback(setting.directory / self.name) as ssh:
            pair = Pair(taglio, setting.directory / self.name)
            self.prepare(pair, ssh, generator)
            wanted = setting.choose(self.quick, self.full)
            hits = trials = 0
            while hits < wanted:
                require(trials < 4 * wanted + 20, f"only {hits} of {trials} kills met a process")
                hits += self.trial(pair, ssh, generator, f"seed {setting.seed}, kill {trials}")
                trials += 1
        return f"{hits} kills of a running copy ({trials} tried)", (
            f"converged each time, {len(pair.commits)} commits on both sides, fsck clean")

    def trial(self, pair, ssh, generator, situation):
        pair.work(generator)
        ways = self.ways(pair, ssh)
        generator.shuffle(ways)
        process = subprocess.Popen(
            ways[0], env=self.environment(pair, ssh), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        was_hit, _ = self.killed.run(process, generator)
        pair.require_half(situation)
        self.copy(pair, ssh)
        pair.require_equal(situation)
        return was_hit

    def prepare(self, pair, ssh, generator):
        """Measures how long one way takes when there is news."""
        pair.work(generator)
        duration = duration_of(lambda: self.copy(pair, ssh), times=1)
        self.killed = Killed(duration / len(self.ways(pair, ssh)))
        pair.require_equal("undisturbed")

    def copy(self, pair, ssh):
        for way in self.ways(pair, ssh):
            answer = subprocess.run(
                way, env=self.environment(pair, ssh), stdin=subprocess.DEVNULL,
                capture_output=True, check=False, timeout=LONGEST)
            errors = answer.stderr.decode(errors="replace").strip()
            require(answer.returncode == 0, f"{way[0]} ended with {answer.returncode}: {errors}")

    def environment(self, pair, ssh):
        return pair.here.taglio.environment | {"RSYNC_RSH": ssh.command}

    def require_here(self, taglio):
        """Raises Unavailable where this version of taglio cannot do it."""

    def ways(self, pair, ssh):
        """The command lines that, one after the other, make both copies equal."""
        raise NotImplementedError


class Rsync(CopyRow):
    name = "rsync"
    must_show = "converges, fsck clean"

    def ways(self, pair, ssh):
        here, there = (f"{side.directory}/objects/" for side in (pair.here, pair.there))
        rsync = ["rsync", "-a", "--ignore-existing", "--exclude=.tmp-*"]
        return [[*rsync, here, f"loopback:{there}"], [*rsync, f"loopback:{there}", here]]


class SyncOverSSH(CopyRow):
    name = "sync-ssh"
    must_show = Rsync.must_show

    def require_here(self, taglio):
        if not taglio.knows("sync"):
            raise Unavailable("this version has no command sync")

    def prepare(self, pair, ssh, generator):
        pair.here.run("remote", "add", "origin", f"loopback:{pair.there.project}").expect()
        super().prepare(pair, ssh, generator)

    def ways(self, pair, ssh):
        return [[pair.here.taglio.executable, "-C", str(pair.here.project), "sync"]]
