"""The page of the docs on performance, made from `bench/results.json`.

`python bench/page.py` writes it after a measurement; a test holds the two together.
"""

import json
from pathlib import Path
from typing import Any

__all__ = ["PAGE", "RESULTS", "page"]

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
PAGE = HERE.parent / "docs/performance.md"

Row = dict[str, Any]
_SHORT = 10
"""Seconds below which hundredths are shown."""


def page(results: dict[str, Any]) -> str:
    """The page as Markdown."""
    rows: list[Row] = results["rows"]
    machine = results["machine"]
    ours = [row for row in rows if row["tool"] == "briefing"]
    built = next(row for row in ours if row["name"] == "pages")
    parts = [
        "# Performance",
        (
            f"Measured in one run of `python bench/measure.py --count {results['count']}` on "
            f"{machine['cores']} cores, {machine['system']}, Python {machine['python']}: "
            f"{results['count']:,} made-up briefings of 300 to 900 words, with names and links "
            f"distributed as on real desks, which make {built['pages']:,} pages. The others build "
            "the Markdown of the same pages. Times are medians in seconds of wall clock; memory is "
            "that of the largest process. Other machines, and other hours on the same one, give "
            "other figures; what can be compared is within a column of one table."
        ),
        "## From nothing",
        _table(
            ("Tool", "Version", "Seconds", "Memory in MB", "Search"),
            [
                (
                    _tool(row),
                    row["version"],
                    _number(row["seconds"]),
                    f"{row['megabytes']:,}",
                    search,
                )
                for row, search in _cold(rows)
            ],
        ),
        "## After a change",
        _table(
            ("What changed", "Tool", "Seconds", "Memory in MB"),
            [
                (row["name"], _tool(row), _number(row["seconds"]), f"{row['megabytes']:,}")
                for row in rows
                if "version" in row and not row["name"].startswith("cold build")
            ],
        ),
        "MkDocs alone, and Hugo with Pagefind, build everything again after any change.",
        "## The first search of a reader",
        _table(
            ("Search", "Seconds from key to results", "Kilobytes", "Requests"),
            [
                (
                    _tool(row),
                    _number(row["seconds"]),
                    f"{row['kilobytes']:,}",
                    f"{row['requests']:g}",
                )
                for row in rows
                if row["name"] == "first search"
            ],
        ),
        (
            "Chromium on the machine that serves the site, the query typed into the header. What "
            "comes after the first results, such as the counts of the filters, is in the kilobytes "
            "and not in the seconds."
        ),
        f"The largest page of ours has {built['largest'] / 1000:.0f} KB of HTML.",
    ]
    return "\n\n".join(parts) + "\n"


def _cold(rows: list[Row]) -> list[tuple[Row, str]]:
    search = {"briefing": "Pagefind", "MkDocs": "Material's", "Zensical": "its own"}
    return [
        (row, search.get(row["tool"], "Pagefind"))
        for row in rows
        if row["name"].startswith("cold build")
    ]


def _tool(row: Row) -> str:
    names = {"briefing": "this project", "MkDocs": "MkDocs with Material alone"}
    name = str(names.get(row["tool"], row["tool"]))
    of = str(row["name"]).partition("cold build of ")[2]
    return f"{name}, {of} briefings" if of else name


def _number(seconds: float) -> str:
    return f"{seconds:.{2 if seconds < _SHORT else 1}f}"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(page(json.loads(RESULTS.read_text("utf-8"))), "utf-8")
