"""Diagnostics as text with a caret, as JSON, and as annotations of a CI run."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from generator.core.diagnostics import Diagnostic, Severity
from generator.core.visible import harmless, visible, visible_json

__all__ = ["FORMATS", "quoted", "summary"]

_WIDTH = 100
"""How much of a long line is shown around the place, in characters."""


def as_text(found: Sequence[Diagnostic], root: Path) -> str:
    """One block a problem: place, severity, code, message, the line with a caret, the hint."""
    lines_of = lru_cache(maxsize=1)(_read_lines)  # problems come file by file
    blocks = []
    for item in found:
        span = item.span
        place = f"{visible(span.path)}:{span.line}:{span.column}"
        head = f"{place}: {item.severity}[{item.code}] "
        block = [head + visible(item.message)]
        lines = lines_of(root / span.path)
        if 0 < span.line <= len(lines):
            block += _excerpt(lines[span.line - 1], item)
        block.append(f"  hint: {visible(item.hint)}")
        blocks.append("\n".join(block) + "\n")
    return harmless("\n".join(blocks))


def quoted(item: Diagnostic, root: Path) -> list[str]:
    """The line that a problem stands in, and a caret below; nothing where there is none."""
    lines = _read_lines(root / item.span.path)
    return _excerpt(lines[item.span.line - 1], item) if 0 < item.span.line <= len(lines) else []


def _read_lines(path: Path) -> list[str]:
    """The lines of a file for quoting; none if it is unreadable, a link or far too large."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > 5_000_000:  # noqa: PLR2004 - as the reader's limit
        return []
    try:
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return []
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _excerpt(line: str, item: Diagnostic) -> list[str]:
    span = item.span
    start = max(0, span.column - 1 - _WIDTH // 2) if len(line) > _WIDTH else 0
    shown = visible(line[start : start + _WIDTH])
    if not shown.strip():
        return []
    offset = len(visible(line[start : span.column - 1]))
    length = span.end_column - span.column if span.end_line == span.line else len(line)
    carets = "^" * max(1, min(length, len(shown) - offset))
    number = str(span.line)
    return [f"  {number} | {shown}", f"  {' ' * len(number)} | {' ' * offset}{carets}"]


def as_json(found: Sequence[Diagnostic], _: Path) -> str:
    """One array of objects with code, severity, path, lines, columns, message and hint.

    An object with `more` stands for as many problems that are not told one by one.
    """
    return visible_json(
        json.dumps(
            [
                {
                    "code": item.code,
                    "severity": item.severity.value,
                    "path": item.span.path,
                    "line": item.span.line,
                    "column": item.span.column,
                    "end_line": item.span.end_line,
                    "end_column": item.span.end_column,
                    "message": item.message,
                    "hint": item.hint,
                    **({"more": item.more} if item.more else {}),
                }
                for item in found
            ],
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def as_github(found: Sequence[Diagnostic], _: Path) -> str:
    """Workflow commands that GitHub shows beside the lines of a pull request."""
    lines = []
    for item in found:
        span = item.span
        place = (
            f"file={_property(span.path)},line={span.line},col={span.column},"
            f"endLine={span.end_line},endColumn={span.end_column}"
        )
        text = f"{item.message}. {item.hint}"
        lines.append(
            f"::{_COMMANDS[item.severity]} {place},title={_property(item.code)}::{_data(text)}\n"
        )
    return "".join(lines)


def _data(text: str) -> str:
    """Text as the runner reads it: its line ends in its own signs, other controls by number."""
    lines = (harmless(line, begins_line=False) for line in text.split("\n"))
    return "%0A".join(line.replace("%", "%25") for line in lines)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Sequence[Diagnostic], Path], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}


def summary(found: Iterable[Diagnostic], files: int | None = None) -> str:
    """How many problems of each severity there are, and in how many files they were looked for."""
    counts: Counter[Severity] = Counter()
    for item in found:
        counts[item.severity] += item.count
    shown = [Severity.ERROR, Severity.WARNING, *([Severity.HINT] if counts[Severity.HINT] else [])]
    counted = ", ".join(_count(counts[severity], severity.value) for severity in shown)
    return counted if files is None else f"{_count(files, 'file')}: {counted}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
