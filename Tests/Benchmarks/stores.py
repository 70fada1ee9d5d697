"""Stores that several scenarios read: made once, and only read after that."""
import random
import subprocess

import peers
from measure import run


def filled(setting, count=None):
    """A store with the cases of the data, all of them or `count`."""
    count = count or setting.count

    def make():
        directory = setting.fresh(f"store-{count}")
        run(setting.at(directory, "init"))
        add(setting, directory, setting.data.cases(count))
        return directory

    return setting.once(f"filled {count}", make)


def add(setting, directory, path):
    return run(setting.at(
        directory, "add", path, "--key", "id", "--source", "cases"))


def git_blobs(setting):
    """A git repository with as many loose blobs, and their ids in a file."""

    def make():
        directory = peers.new_git(setting.fresh("git") / "repository")
        with open(setting.data.files(), "rb") as paths:
            ids = peers.git_output(directory, "hash-object", "-w", "--stdin-paths", stdin=paths)
        (directory / "ids").write_bytes(shuffled(ids))
        return directory

    return setting.once("git blobs", make)


def git_tree(setting):
    """A git repository with the cases as committed files."""

    def make():
        directory = peers.new_git(setting.fresh("git-tree") / "repository")
        stream = b"commit refs/heads/main\ncommitter a <a@example.org> 0 +0000\ndata 1\nx\n"
        with open(setting.data.cases(), "rb") as file:
            stream += b"".join(
                b"M 100644 inline cases/case-%07d\ndata %d\n%s\n" % (number, len(line), line)
                for number, line in enumerate(file))
        peers.git_output(directory, "fast-import", "--quiet", input=stream)
        return directory

    return setting.once("git tree", make)


def ids(setting):
    """A file with the ids of all cases of the filled store, in a random order."""

    def make():
        answer = subprocess.run(
            [str(part) for part in setting.at(filled(setting), "find", "--ids")],
            capture_output=True, check=True)
        path = setting.directory / "ids.txt"
        path.write_bytes(shuffled(answer.stdout))
        return path

    return setting.once("ids", make)


def shuffled(text):
    lines = text.splitlines(keepends=True)
    random.Random(7).shuffle(lines)
    return b"".join(lines)


def keys(setting, count):
    """Keys of random cases."""
    generator = random.Random(11)
    return [f"case-{generator.randrange(setting.count):07}" for _ in range(count)]
