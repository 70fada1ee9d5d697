"""Bit flips and truncations: each is noticed where it is, and healed from a copy."""
import os
import subprocess

import objects
import samples
from program import Taglio
from proof import Row, require, say
from store import Store, write_records


class BatchReader:
    """One `cat-file --batch` that answers for as long as it is asked."""

    def __init__(self, store):
        self.process = store.taglio.start(
            store.project, "cat-file", "--batch", stdin=subprocess.PIPE, stderr=None)

    def read(self, identity):
        """The payload, or None where the answer is that the object is damaged."""
        self.process.stdin.write(f"{identity}\n".encode())
        self.process.stdin.flush()
        header = self.process.stdout.readline().decode().split()
        require(header and header[0] == identity, f"cat-file --batch answers {header}")
        if header[1:] == ["damaged"]:
            return None
        require(len(header) == 3, f"cat-file --batch answers {header}")
        payload = self.process.stdout.read(int(header[2]))
        self.process.stdout.read(1)
        return payload

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        require(self.process.wait() in (0, 4), "cat-file --batch failed")


class Harm:
    """One bit of one file that is another, or the end of it that is gone."""

    def __init__(self, path, generator):
        self.path = path
        self.identity = path.parent.name + path.name
        self.good = path.read_bytes()
        if generator.random() < 0.75:
            place = generator.randrange(8 * len(self.good))
            self.what = f"bit {place} of {self.identity}"
            bad = bytearray(self.good)
            bad[place // 8] ^= 1 << place % 8
        else:
            length = generator.randrange(len(self.good))
            self.what = f"{self.identity} cut to {length} bytes"
            bad = self.good[:length]
        put(path, bad)

    def is_healed(self):
        return self.path.read_bytes() == self.good

    def changes_nothing(self, payload):
        """zlib pads its last block with bits that nobody reads."""
        return payload is not None and payload == objects.read(self.path)[1]


def put(path, content):
    """Puts a file in place of another, as a disk that forgets would not do, but in one step."""
    aside = path.with_name("aside")
    aside.write_bytes(content)
    os.replace(aside, path)


class Damage(Row):
    name = "damage"
    must_show = "100 % detected; 100 % healed from a copy"
    round = 100

    def prove(self, setting):
        generator = setting.generator(self.name)
        directory = setting.directory / self.name
        store = sample_store(Taglio.of(setting, self.name), directory / "store", generator)
        copy = store.copy(directory / "copy")
        self.originals = {path: objects.read(path)[1] for path in store.object_files()}
        count = setting.choose(300, 10_000)
        harmless = 0
        for number in range(count // self.round):
            situation = f"seed {setting.seed}, round {number}"
            harmless += self.harm_and_heal(store, copy, generator, situation)
            if number % 20 == 19:
                say(f"  damage: {(number + 1) * self.round} of {count}")
        store.require_sound("at the end", allowed=())
        require(store.state() == copy.state(), "the state after all is another one")
        return f"{count} flips and cuts in {len(self.originals)} objects", (
            f"{count - harmless} detected at the object and by fsck, all healed; "
            f"{harmless} changed padding bits only, same contents")

    def harm_and_heal(self, store, copy, generator, situation):
        reader = BatchReader(store)
        harmed, harmless = [], 0
        for path in generator.sample(sorted(self.originals), self.round):
            harm = Harm(path, generator)
            payload = reader.read(harm.identity)
            if payload is None:
                harmed.append(harm)
                continue
            require(payload == self.originals[path] and harm.changes_nothing(payload),
                    f"{situation}: {harm.what} is not noticed")
            put(path, harm.good)
            harmless += 1
        reader.close()
        self.check(store, harmed, situation)
        store.run("fsck", "--repair", "--from", str(copy.project)).expect()
        for harm in harmed:
            require(harm.is_healed(), f"{situation}: {harm.what} is not healed")
        return harmless

    def check(self, store, harmed, situation):
        report = store.run("--json", "fsck").expect(4).document
        named = {f["object"] for f in report["findings"] if f["severity"] == "error"}
        missed = [harm.what for harm in harmed if harm.identity not in named]
        require(not missed, f"{situation}: fsck does not name {missed[:3]}")


def sample_store(taglio, project, generator):
    """Cases, edits, labels, names and removals, each by a commit of its own."""
    store = Store.make(taglio, project)
    for number in range(4):
        write_records(project / f"{number}.jsonl", samples.cases(generator, f"c{number}", 100))
        store.run("add", f"{number}.jsonl", "--key", "id").expect()
    for number in range(20):
        key = f"c{number % 4}-{number}"
        store.run("edit", key, "--set", f"/input=\"{samples.text(generator, 20)}\"").expect()
        store.run("edit", key, "--label", f"title={samples.text(generator, 2)}").expect()
    store.run("rm", "c0-99", "c1-99").expect()
    return store
