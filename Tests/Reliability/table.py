"""The table of all rows: for a terminal, for a page, for a program."""
import json

import machine


def as_text(outcomes, about, setting):
    columns = ["row", "", "how many", "result", "seconds"]
    rows = [[o.name, o.verdict, o.count, o.result, f"{o.seconds:.1f}"] for o in outcomes]
    widths = [max(len(row[i]) for row in [columns, *rows]) for i in range(3)]
    lines = [machine.text(about), f"scale: {scale(setting)}, seed {setting.seed}", ""]
    for row in [columns, *rows]:
        start = "  ".join(text.ljust(width) for text, width in zip(row, widths))
        lines.append(f"{start}  {row[3]}  ({row[4]} s)" if row is not columns else start)
        if row is not columns:
            continue
        lines.append("-" * (sum(widths) + 4))
    for outcome in outcomes:
        if outcome.verdict == "failed":
            lines.append(f"\n{outcome.name} failed; to see it again:\n  {outcome.command}")
    return "\n".join(lines)


def as_markdown(outcomes, about, setting):
    """The table of Docs/reliability.md."""
    lines = [
        f"Measured on {machine.text(about)}. Scale: {scale(setting)}.", "",
        "| row | how many | must show | result | seconds | command |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for o in outcomes:
        result = o.result if o.verdict == "passed" else f"**{o.verdict}**: {o.result}"
        cells = [o.name, o.count, o.must_show, result, f"{o.seconds:.0f}", f"`{o.command}`"]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def as_json(outcomes, about, setting):
    document = {
        "machine": about,
        "rows": [vars(outcome) for outcome in outcomes],
        "scale": scale(setting),
        "seed": setting.seed,
    }
    return json.dumps(document, sort_keys=True, ensure_ascii=False)


def scale(setting):
    return "full" if setting.is_full else "quick"
