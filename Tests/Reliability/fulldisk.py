"""A full disk: each command with each amount of remaining space, page by page.

Whatever happens, nothing is lost, the store can be read and checked while the disk is full, and the
same command works once there is space.
"""
import contextlib
import dataclasses
import os
import shutil
import subprocess

import samples
from program import Taglio
from proof import Row, Unavailable, require, say
from store import Store, write_records

PAGE = 4096


@contextlib.contextmanager
def small_disk(directory, size):
    """A file system in memory of this size, at `directory`."""
    directory.mkdir(parents=True)
    answer = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "tmpfs", str(directory)],
        capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        raise Unavailable(f"no tmpfs can be mounted: {answer.stderr.strip()}")
    try:
        yield directory
    finally:
        subprocess.run(["umount", str(directory)], check=True)


@dataclasses.dataclass
class Operation:
    """A command, and whether the store it is given is damaged on purpose."""
    name: str
    arguments: list
    harms: bool = False


def operations(base, first_commit):
    return [
        Operation("add", ["add", "more.jsonl", "--key", "id"]),
        Operation("edit", ["edit", "c-1", "--set", "/expected=7", "--label", "title=Seven"]),
        Operation("reindex", ["reindex"]),
        Operation("undo", ["undo", first_commit]),
        Operation("label", ["edit", "c-2", "--label", "title=Two"]),
        Operation("rm", ["rm", "c-3", "c-4"]),
        Operation("name", ["name", "commits/first", first_commit]),
        Operation("gc", ["gc", "--yes", "--older-than", "0s"]),
        Operation("repair", ["fsck", "--repair", "--from", str(base.project)], harms=True),
    ]


class FullDisk(Row):
    name = "full-disk"
    must_show = "nothing lost, a clear error, readable and checkable while full"

    def prove(self, setting):
        generator = setting.generator(self.name)
        base, first = base_store(
            Taglio.of(setting, self.name), setting.directory / self.name / "base", generator)
        self.before, self.commits = base.state(), base.commits()
        step = setting.choose(8, 1)
        chosen = operations(base, first)[:setting.choose(3, None)]
        runs = refused = 0
        with small_disk(setting.directory / self.name / "disk", 16 << 20) as disk:
            self.bench = Bench(base, disk)
            for operation in chosen:
                limit = self.bench.pages_needed(operation)
                for pages in range(0, limit, step):
                    refused += self.trial(operation, pages)
                    runs += 1
                say(f"  full-disk: {operation.name} with 0 to {limit - 1} pages")
        return f"{runs} commands: {len(chosen)} kinds, every {4 * step} KiB", (
            f"{refused} refused with \"no space\" and exit code 1, the others done; "
            f"nothing lost, all repeated with space")

    def trial(self, operation, pages):
        """Returns whether the command was refused."""
        situation = f"{operation.name} with {pages} pages left"
        store = self.bench.reset(operation)
        self.bench.fill(pages)
        answer = store.run(*operation.arguments)
        self.require_clear(answer, situation)
        self.require_readable(store, operation, situation)
        if answer.code != 0 and "nothing was changed" in answer.message:
            require(store.commits() == self.commits, f"{situation}: says that nothing was changed")
        self.bench.empty()
        store.run(*operation.arguments).expect()
        self.require_whole(store, situation)
        store.require_sound(f"{situation}, repeated with space", allowed=())
        return answer.code != 0

    def require_clear(self, answer, situation):
        if answer.code == 0:
            return
        require(answer.code == 1 and "space" in answer.message.lower(),
                f"{situation}: ended with {answer.code}: {answer.message}")
        require("help: " in answer.message, f"{situation}: no way out in: {answer.message}")

    def require_readable(self, store, operation, situation):
        require(not store.temporaries(), f"{situation}: left {store.temporaries()[:3]}")
        store.run("status").expect()
        store.run("show", "c-0").expect()
        store.run("--json", "ls").expect()
        self.require_whole(store, situation)
        if not operation.harms:
            store.require_unharmed(f"{situation}, while full")

    def require_whole(self, store, situation):
        """All commits from before, and at most the one of the command."""
        commits = store.commits()
        lost = self.commits - commits
        require(not lost, f"{situation}: lost {sorted(lost)[:3]}")
        require(len(commits - self.commits) <= 1, f"{situation}: made more than one commit")
        if commits == self.commits:
            require(store.state() == self.before, f"{situation}: the state is another one")


class Bench:
    """A store on the small disk, and the file that takes up its space."""

    def __init__(self, base, disk):
        self.base, self.disk, self.ballast = base, disk, disk / "ballast"

    def reset(self, operation):
        self.empty()
        shutil.rmtree(self.disk / "store", ignore_errors=True)
        store = self.base.copy(self.disk / "store")
        store.run("status").expect()
        if operation.harms:
            harm(store)
        return store

    def fill(self, pages):
        free = os.statvfs(self.disk).f_bavail
        with open(self.ballast, "wb") as file:
            os.posix_fallocate(file.fileno(), 0, (free - pages) * PAGE)

    def empty(self):
        self.ballast.unlink(missing_ok=True)

    def pages_needed(self, operation):
        """More pages than the command takes, with all it writes beside what it replaces."""
        store = self.reset(operation)
        free = os.statvfs(self.disk).f_bavail
        store.run(*operation.arguments).expect()
        taken = max(0, free - os.statvfs(self.disk).f_bavail)
        derived = sum(
            -(-file.stat().st_size // PAGE) for file in store.directory.rglob("*")
            if file.is_file() and "objects" not in file.parts)
        return taken + 2 * derived + 8


def harm(store):
    """Damages three objects."""
    for path in store.object_files()[::20][:3]:
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content[:-3])


def base_store(taglio, project, generator):
    """A small store with a few commits; returns it with the one of them that can be undone."""
    store = Store.make(taglio, project)
    write_records(project / "cases.jsonl", samples.cases(generator, "c", 40))
    store.run("add", "cases.jsonl", "--key", "id").expect()
    edit = ["edit", "c-9", "--set", "/expected=9", "--label", "title=Nine"]
    commit = store.document(*edit)["commit"]
    store.run("edit", "c-8", "--label", "title=Eight").expect()
    write_records(project / "more.jsonl", samples.cases(generator, "m", 12))
    return store, commit
