"""Mistakes that show where a line is seen with those above it: how far right it begins."""

import re

from generator.input.mistakes.cause import KEY, Cause, cause_at

__all__ = ["below_its_text", "line_above", "one_space_off", "prose"]

_BLOCK = re.compile(r"(?P<key>[\w-]++): *+[|>]")
_PLAIN = re.compile(r"(?P<key>[\w-]++): ++[^\s|>\[{\"'].*")
MOST_LINES = 400
"""Lines above that are looked through for what an odd line belongs to."""


def line_above(lines: list[str], line: int) -> int:
    """The next line above that is not empty."""
    for number in range(min(line, len(lines)) - 1, max(-1, line - MOST_LINES), -1):
        if lines[number].strip():
            return number
    return -1


def below_its_text(lines: list[str], number: int) -> Cause | None:
    """A line at the margin that belongs to the text of a field above."""
    if (
        not lines[number].strip()
        or KEY.match(lines[number])
        or lines[number].lstrip(" ")[0] in "\t-#"
    ):
        return None
    for above in range(number - 1, max(-1, number - MOST_LINES), -1):
        if block := _BLOCK.match(lines[above]):
            return cause_at(
                number,
                0,
                f"The line stands too far left, and so outside the text of {block['key']}",
                f"Type two spaces before every line of {block['key']}, this one too.",
            )
        if lines[number][0] != " " and (plain := _PLAIN.match(lines[above])):
            return cause_at(
                above,
                plain.end("key") + 1,
                f"The text of {plain['key']} goes on over several lines without a sign for it",
                f"Write {plain['key']}: | and the text below it, each line after two spaces.",
            )
        if KEY.match(lines[above]):
            return None
    return None


def one_space_off(lines: list[str], number: int) -> Cause | None:
    """A field that does not begin in the column of the field above."""
    above = line_above(lines, number)
    if above < 0 or not KEY.match(lines[number]) or not KEY.match(lines[above]):
        return None
    mine, other = _indent(lines[number]), _column_of_key(lines[above])
    here = _column_of_key(lines[number])
    if here == other or abs(here - other) > 3:  # noqa: PLR2004 - more is another level
        return None
    many = abs(here - other)
    return cause_at(
        number,
        mine,
        f"The line begins {many} {'space' if many == 1 else 'spaces'} "
        f"{'right' if here > other else 'left'} of the field above it",
        f"{'Delete' if here > other else 'Add'} {many} at its beginning: fields of one group "
        "begin in the same column.",
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _column_of_key(line: str) -> int:
    match = re.match(r"[ ]*+(?:-[ ]++)*+", line)
    return match.end() if match else 0


def prose(lines: list[str], number: int) -> Cause | None:
    """A file without any field."""
    if any(KEY.match(line) for line in lines[:MOST_LINES]):
        return None
    return cause_at(
        number,
        0,
        "The file holds running text, and no field",
        "Begin each field in a line of its own, as in title: …, and put the text below body: |",
    )
