"""One copy of a store on disk, looked at through the executable and through its files."""
import json
import pathlib
import shutil

import objects
from proof import require


class Store:
    """A project's directory with a store in it."""

    def __init__(self, taglio, project):
        self.taglio, self.project = taglio, pathlib.Path(project)
        self.directory = self.project / ".taglio"

    @classmethod
    def make(cls, taglio, project):
        store = cls(taglio, project)
        taglio.run("/", "init", str(project)).expect()
        return store

    def copy(self, project):
        """A copy of the whole directory, made file by file."""
        shutil.copytree(self.project, project)
        return Store(self.taglio, project)

    def run(self, *arguments):
        return self.taglio.run(self.project, *arguments)

    def document(self, *arguments):
        return self.run("--json", *arguments).expect().document

    # What it says

    def state(self):
        return self.run("state").expect().output

    def commits(self):
        return {commit["id"] for commit in self.document("log")["commits"]}

    def cases(self):
        """Keys of cases, without their source, and the ids of their heads."""
        return {name_of(item["key"]): item["head"] for item in self.document("ls")["items"]}

    def require_unharmed(self, situation):
        """Requires that fsck finds no error; warnings may stand, of what is derived."""
        self.require_findings(situation, lambda finding: finding["severity"] == "error")

    def require_sound(self, situation, allowed=("leftover", "unreferenced", "stray")):
        """Requires that fsck finds nothing but what may lie about."""
        self.require_findings(situation, lambda finding: finding["name"] not in allowed)

    def require_findings(self, situation, is_wrong):
        answer = self.run("--json", "fsck").expect(0, 4)
        found = [finding for finding in answer.document["findings"] if is_wrong(finding)]
        texts = [f"{f['name']} {f['file']}: {f['detail']}" for f in found[:3]]
        require(not found and answer.code == 0, f"{situation}: fsck finds {'; '.join(texts)}")

    # What is there

    def path_of(self, identity):
        return self.directory / "objects" / identity[:2] / identity[2:]

    def fields_of(self, identity):
        return objects.fields(self.path_of(identity))

    def object_files(self):
        """The files that have names of objects, sorted."""
        fanouts = sorted(self.directory.glob("objects/[0-9a-f][0-9a-f]"))
        return [file for fanout in fanouts for file in sorted(fanout.iterdir())
                if len(file.name) == 62 and not file.name.startswith(".")]

    def temporaries(self):
        return [str(path) for path in self.directory.rglob(".tmp-*")]


def name_of(key):
    return key[1] if isinstance(key, list) else key


def write_records(path, records):
    """Writes JSON Lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
