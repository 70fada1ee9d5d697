"""The table of all rows: for a terminal, for a page, for a program, as a picture."""
import dataclasses
import html
import json

import machine


def figure(row, value):
    if value is None:
        return "–"
    return f"{value:.0f}" if row.unit != "ratio" or value >= 100 else f"{value:.3g}"


def seconds(value):
    return "–" if value is None else f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"


def cells(row):
    if row.value is None:
        return [row.name, row.peer, "–", row.note, "–", f"{row.at_most:g}", f"{row.aim:g}", row.verdict]
    sides = f"{seconds(row.ours)} / {seconds(row.theirs)}" if row.unit == "ratio" else row.unit
    spread = f"{figure(row, row.low)}–{figure(row, row.high)}"
    return [row.name, row.peer, figure(row, row.value), spread, sides,
            f"{row.at_most:g}", f"{row.aim:g}", row.verdict]


COLUMNS = ["scenario", "beside", "ratio", "spread", "taglio / peer", "at most", "aim", ""]


def as_text(rows, about, about_data):
    table = [COLUMNS, *map(cells, rows)]
    widths = [max(len(line[column]) for line in table) for column in range(len(COLUMNS))]
    lines = [machine.text(about), about_data, ""]
    for line in table:
        lines.append("  ".join(text.ljust(width) for text, width in zip(line, widths)).rstrip())
    return "\n".join(lines)


def as_markdown(rows, about, about_data):
    lines = [f"Measured on {machine.text(about)}. {about_data}", "",
             "| " + " | ".join(COLUMNS) + " |", "|" + " --- |" * len(COLUMNS)]
    for row in rows:
        lines.append("| " + " | ".join(text.replace("|", "\\|") for text in cells(row)) + " |")
    return "\n".join(lines)


def as_json(rows, about, about_data):
    entries = [{**dataclasses.asdict(row), "verdict": row.verdict} for row in rows]
    return json.dumps({"data": about_data, "machine": about, "rows": entries}, sort_keys=True)


def as_svg(rows, about):
    """Bars of the ratios, each beside its limit, on a scale where the limit is at 100."""
    rows = [row for row in rows if row.value is not None and row.at_most < 99]
    height, left, width = 26, 330, 860
    scale = (width - left - 120) / 1.5
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{len(rows) * height + 60}"'
        ' font-family="sans-serif" font-size="12">',
        f"<title>taglio beside its peers, {about['date']}</title>",
        '<rect width="100%" height="100%" fill="white"/>',
        f'<line x1="{left + scale}" y1="10" x2="{left + scale}" y2="{len(rows) * height + 20}"'
        ' stroke="#b00020" stroke-dasharray="4 3"/>',
        f'<text x="{left + scale}" y="{len(rows) * height + 36}" text-anchor="middle">at most</text>',
    ]
    for place, row in enumerate(rows):
        y = 16 + place * height
        share = min(row.value / row.at_most, 1.5)
        colour = "#b00020" if row.value > row.at_most else "#2e7d32"
        lines.append(
            f'<text x="{left - 8}" y="{y + 13}" text-anchor="end">{html.escape(row.name)}</text>'
            f'<rect x="{left}" y="{y}" width="{share * scale:.0f}" height="17" fill="{colour}"/>'
            f'<text x="{left + share * scale + 6:.0f}" y="{y + 13}">{figure(row, row.value)}'
            f" of {row.at_most:g}</text>")
    return "\n".join([*lines, "</svg>"]) + "\n"
