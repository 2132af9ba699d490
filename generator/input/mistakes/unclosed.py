"""Quotation marks and brackets that are never closed: told where they begin.

The parser reads on to the next mark or field, and tells of that one.
"""

import re
from collections.abc import Iterator

from generator.input.mistakes.between_lines import indent_of, line_below, within_block
from generator.input.mistakes.cause import (
    CURLY,
    FIELD,
    KEY,
    MOST_LINES,
    Cause,
    cause_at,
    cut,
    quoted,
)

__all__ = ["unclosed_bracket", "unclosed_quote"]

_CLOSED = re.compile(r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+'")
_PAIRS = {"[": "]", "{": "}"}
_PARTS = re.compile(r"(?<=[\[{,: ])(?:\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+')|[\[\]{}]|(?<= )#.*")


def unclosed_quote(lines: list[str], line: int) -> Cause | None:
    """The first text down to a line that begins with a quotation mark and does not end."""
    for number in range(max(0, line - MOST_LINES), min(line + 1, len(lines))):
        field = FIELD.match(lines[number])
        if field is None or not field["head"].strip() or field["value"][0] not in "\"'":
            continue
        if _CLOSED.match(field["value"]) or not _next_begins_anew(lines, number):
            continue
        if within_block(lines, number):
            continue
        text = field["value"][1:].rstrip()
        curly = text[-1:] if text[-1:] in CURLY else ""
        what = f"begins with {field['value'][0]} and ends with {curly}" if curly else "has no end"
        return cause_at(
            number,
            field.start("value"),
            f"The text in quotation marks {what}"
            + (", which YAML does not take for a quotation mark" if curly else ""),
            f"Close it: {quoted(field['head'], text.rstrip(CURLY))}",
        )
    return None


def _next_begins_anew(lines: list[str], number: int) -> bool:
    """Whether what follows a line can be no more of its text."""
    below = line_below(lines, number)
    if below is None:
        return True
    begins = KEY.match(lines[below]) or lines[below].lstrip(" ").startswith("- ")
    return bool(begins) and indent_of(lines[below]) <= indent_of(lines[number])


def unclosed_bracket(lines: list[str], began: int) -> Cause | None:
    """A bracket opened in a line and not closed before the next field."""
    field = FIELD.match(lines[began]) if 0 <= began < len(lines) else None
    if field is None or field["value"][0] not in _PAIRS:
        return None
    opened: list[tuple[int, int, str]] = []
    for number, column, sign in _brackets(lines, began, field.start("value")):
        if sign in _PAIRS:
            opened.append((number, column, sign))
        elif opened and sign == _PAIRS[opened[-1][2]]:
            opened.pop()
        else:
            break
        if not opened:
            return None
    if not opened:
        return None
    number, column, sign = opened[-1]
    whole = f"{field['head'].strip()} {cut(field['value'].rstrip())}{_PAIRS[sign]}"
    plain = (
        field["value"].rstrip()[-1] != "," and sum(field["value"].count(one) for one in "[]{}") == 1
    )
    return cause_at(
        number,
        column,
        f"The {sign} that begins here is never closed",
        f"Write {whole}" if plain else f"Write {_PAIRS[sign]} where it ends, before the next one.",
    )


def _brackets(lines: list[str], began: int, column: int) -> Iterator[tuple[int, int, str]]:
    """Brackets from a place to the next field, those in quotation marks and comments left out."""
    for number in range(began, min(began + MOST_LINES, len(lines))):
        line = lines[number]
        anew = KEY.match(line) or line.lstrip(" ").startswith("- ")
        if number > began and anew and indent_of(line) <= indent_of(lines[began]):
            return
        for part in _PARTS.finditer(line, column if number == began else 0):
            if len(part[0]) == 1 and part[0] != "#":
                yield number, part.start(), part[0]
