"""Cases to fill stores with: equal for equal generators."""

WORDS = """a about answer apples are box bread by carries comes costs day does each eggs every farm
five garden gives goes hours how if in is left makes many more much of on other pay per sells she
takes than the there three train two walks week what when which with year""".split()


def text(generator, words):
    return " ".join(generator.choice(WORDS) for _ in range(words))


def case(generator, key):
    """A record as people have them: a key, a question, what is expected, a label."""
    return {
        "id": key,
        "input": text(generator, generator.randrange(8, 60)) + "?",
        "expected": {"answer": generator.randrange(10_000), "reason": text(generator, 12)},
        "title": text(generator, 3),
    }


def cases(generator, prefix, count):
    return [case(generator, f"{prefix}-{number}") for number in range(count)]
