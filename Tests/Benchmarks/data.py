"""The cases that are measured with: equal for equal seeds, 0.3 to 5 KB each."""
import json
import random

WORDS = """a about answer apples are box bread by carries comes costs day does each eggs every farm
five garden gives goes hours how if in is left makes many more much of on other pay per sells she
takes than the there three train two walks week what when which with year""".split()
TOPICS = ["algebra", "geometry", "money", "reading", "science", "time"]


def text(generator, words):
    return " ".join(generator.choices(WORDS, k=words))


def case(generator, number):
    """A record as people have them: a key, what goes in, what is expected, labels.

    Most are short and a few are long, as with real questions and documents.
    """
    words = min(int(generator.lognormvariate(4.3, 0.8)), 800)
    return {
        "id": f"case-{number:07}",
        "input": {"question": text(generator, max(words, 20)) + "?"},
        "expected": {"answer": generator.randrange(10_000), "reason": text(generator, 15)},
        "level": generator.randrange(10),
        "topic": generator.choice(TOPICS),
        "keywords": sorted(generator.sample(["checked", "easy", "hard", "new"], 2)),
        "title": text(generator, 4),
    }


def output(generator, number):
    """What a run gave for a case; `passed` for two of three."""
    return {
        "case": f"case-{number:07}",
        "answer": generator.randrange(10_000),
        "passed": generator.random() < 0.67,
        "score": round(generator.random(), 3),
        "text": text(generator, 40),
    }


def write_lines(path, records):
    with open(path, "w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")


class Data:
    """The files of a run of the benchmark, made once below a directory."""

    def __init__(self, directory, count, seed):
        self.directory, self.count, self.seed = directory, count, seed
        directory.mkdir(parents=True, exist_ok=True)

    def cases(self, count=None):
        """A JSON Lines file of the first `count` cases."""
        count = count or self.count
        return self._made(f"cases-{count}.jsonl", lambda: self._cases(count, edited=False))

    def plain(self):
        """Cases with nothing that is a label."""
        def records():
            for record in self._cases(self.count, edited=False):
                yield {name: record[name] for name in ["id", "input", "expected"]}

        return self._made("plain.jsonl", records)

    def edited(self):
        """The same cases, one of a hundred of them edited."""
        return self._made("edited.jsonl", lambda: self._cases(self.count, edited=True))

    def outputs(self, run):
        def records():
            generator = random.Random(f"{self.seed} output {run}")
            for number in range(self.count):
                yield output(generator, number)

        return self._made(f"outputs-{run}.jsonl", records)

    def files(self):
        """One file for each case, and a list of their paths: what git reads."""
        directory = self.directory / "files"
        paths = self.directory / "paths.txt"
        if not paths.exists():
            directory.mkdir()
            names = []
            with open(self.cases(), encoding="utf-8") as file:
                for number, line in enumerate(file):
                    place = directory / f"{number // 1000:04}"
                    place.mkdir(exist_ok=True)
                    (place / f"{number:07}.json").write_text(line, encoding="utf-8")
                    names.append(str(place / f"{number:07}.json"))
            paths.write_text("\n".join(names) + "\n", encoding="utf-8")
        return paths

    def _cases(self, count, edited):
        generator = random.Random(f"{self.seed} cases")
        for number in range(count):
            record = case(generator, number)
            if edited and number % 100 == 50:
                record["expected"]["answer"] += 1
            yield record

    def _made(self, name, records):
        path = self.directory / name
        if not path.exists():
            write_lines(path, records())
        return path
