"""SIGKILL of runs at random moments: what was committed stays, and the rest is done once.

Half of the kills meet `run exec`, half a `run resume` of what was left.
"""
import hashlib
import json
import shutil

import objects
import samples
from program import Killed, Taglio, duration_of
from proof import Row, Unavailable, require, say
from store import Store, write_records

CASES = 200
# Slow enough that some outputs are committed before the last ones.
COMMAND = ["sh", "-c", "sleep 0.02; cat"]


class RunStore:
    """A store with a suite of cases and an experiment, and at most one run."""

    def __init__(self, taglio, directory):
        shutil.rmtree(directory, ignore_errors=True)
        self.store = Store.make(taglio, directory)

    @classmethod
    def make(cls, taglio, directory, generator):
        made = cls(taglio, directory)
        records = samples.cases(generator, "c", CASES)
        write_records(made.store.project / "cases.jsonl", records)
        run = made.store.run
        run("add", "cases.jsonl", "--key", "id").expect()
        run("suite", "create", "all", *[record["id"] for record in records]).expect()
        run("experiment", "add", "echo").expect()
        return made

    def copy(self, directory):
        shutil.rmtree(directory, ignore_errors=True)
        copied = RunStore.__new__(RunStore)
        copied.store = self.store.copy(directory)
        return copied

    def exec(self):
        return ["run", "exec", "echo", "--suite", "all", "-j", "2", "--json", "--", *COMMAND]

    def resume(self):
        return ["run", "resume", "latest", "-j", "2", "--json", "--", *COMMAND]

    def state(self):
        return json.loads(self.store.state())

    def run_id(self):
        """The id of the run; nothing where it was not begun."""
        for run in self.state()["runs"]:
            kind, payload = objects.read(self.store.path_of(run))
            if kind == "run" and json.loads(payload)["metadata"]:
                return run
        return None

    def outputs(self, run):
        """The ids of the outputs of a run that commits list, and the trial of each."""
        found = {}
        for lineage in self.state()["lineages"].values():
            for version in lineage["versions"]:
                kind, payload = objects.read(self.store.path_of(version))
                record = json.loads(payload)
                if kind == "case" and record["creator"] == run and record["previous"] is None:
                    found[version] = (record["basis"], record["ordinal"])
        return found


class KillRun(Row):
    name = "kill-run"
    must_show = "0 outputs lost, 0 twice, every seal verifies"

    def prove(self, setting):
        taglio = Taglio.of(setting, self.name)
        for command in ("run", "suite", "experiment"):
            if not taglio.knows(command):
                raise Unavailable(f"this version has no command {command}")
        self.generator = setting.generator(self.name)
        self.directory = setting.directory / self.name
        self.template = RunStore.make(taglio, self.directory / "template", self.generator)
        whole = self.template.copy(self.directory / "whole")
        self.killed = Killed(duration_of(lambda: whole.store.run(*whole.exec()).expect(), times=1))
        wanted = setting.choose(3, 20)
        hits = trials = kept = 0
        while hits < wanted:
            require(trials < 4 * wanted + 20, f"only {hits} kills met a process")
            met, before = self.trial(f"seed {setting.seed}, trial {trials}", trials)
            hits, trials, kept = hits + met, trials + 1, kept + before
            say(f"  {self.name}: {hits} of {wanted}")
        return f"{hits} kills of a running process, {CASES} cases each", (
            f"0 outputs lost, 0 twice, every seal verifies; {kept} outputs were there before")

    def trial(self, situation, number):
        """Kills `run exec`, then `run resume`, then lets it finish.

        Returns how many kills met a process, and how many outputs the last one found.
        """
        bench = self.template.copy(self.directory / f"store-{number % 2}")
        met = self.kill(bench, bench.exec())
        run = bench.run_id()
        if run is None:
            bench.store.require_sound(situation)
            bench.store.run(*bench.exec()).expect()
            self.require_finished(bench, bench.run_id(), {}, situation)
            return met, 0
        before = self.look(bench, run, {}, f"{situation}, run exec")
        if run not in bench.state()["seals"]:
            met += self.kill(bench, bench.resume())
            before = self.look(bench, run, before, f"{situation}, run resume")
        if run not in bench.state()["seals"]:
            bench.store.run(*bench.resume()).expect()
        self.require_finished(bench, run, before, situation)
        return met, len(before)

    def kill(self, bench, arguments):
        process = bench.store.taglio.start(
            bench.store.project, *arguments, start_new_session=True)
        was_hit, answer = self.killed.run(process, self.generator)
        if not was_hit:
            answer.expect()
        return was_hit

    def look(self, bench, run, before, situation):
        """What must hold after a kill; returns the outputs that are there."""
        bench.store.require_sound(situation)
        outputs = bench.outputs(run)
        lost = before.keys() - outputs.keys()
        require(not lost, f"{situation}: {len(lost)} outputs are gone")
        require(len(set(outputs.values())) == len(outputs), f"{situation}: a trial is there twice")
        return outputs

    def require_finished(self, bench, run, before, situation):
        outputs = self.look(bench, run, before, f"{situation}, finished")
        require(len(outputs) == CASES, f"{situation}: {len(outputs)} outputs")
        seal = bench.state()["seals"][run]
        lines = "".join(f"{identity}\n" for identity in sorted(outputs))
        digest = hashlib.blake2b(lines.encode(), digest_size=32).hexdigest()
        require(seal["digest"] == digest, f"{situation}: the seal's digest does not verify")
        require(seal["count"] == CASES and seal["status"] == "complete", f"{situation}: {seal}")
