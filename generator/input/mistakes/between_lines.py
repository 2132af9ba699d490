"""Mistakes that show where a line is seen with those above it: how far right it begins."""

import re

from generator.input.mistakes.cause import KEY, MOST_LINES, Cause, cause_at, cut, quoted

__all__ = [
    "bare_line",
    "below_its_text",
    "indent_of",
    "line_above",
    "line_below",
    "missing_hyphen",
    "one_space_off",
    "prose",
    "within_block",
]

_BLOCK = re.compile(r"[ ]*+(?:- )*+(?P<key>[\w-]++): *+[|>][-+0-9]*+[ \t]*+(?:#.*)?$")
_PLAIN = re.compile(r"(?P<key>[\w-]++): ++[^\s|>\[{\"'].*")
_ENTRY = re.compile(r"[ ]*+- ++(?P<key>[\w-]++): ")
_NOT_TEXT = ("#", "-", "\t", '"', "'", "[", "{", "}", "]", "%")


def line_above(lines: list[str], line: int) -> int:
    """The next line above that is not empty."""
    for number in range(min(line, len(lines)) - 1, max(-1, line - MOST_LINES), -1):
        if lines[number].strip():
            return number
    return -1


def line_below(lines: list[str], line: int) -> int | None:
    """The next line below that is not empty; None if there is none."""
    for number in range(line + 1, min(len(lines), line + MOST_LINES)):
        if lines[number].strip():
            return number
    return None


def within_block(lines: list[str], number: int) -> bool:
    """Whether a line is of the text of a block above, in which nothing can be wrong."""
    head, outside, _ = _block_above(lines, number)
    return head is not None and outside is None


def _block_above(lines: list[str], number: int) -> tuple[int | None, int | None, int]:
    """Where the last block above begins, the first line outside of it, and its lines' spaces."""
    for above in range(number - 1, max(-1, number - MOST_LINES), -1):
        if not _BLOCK.match(lines[above]):
            continue
        first = line_below(lines, above)
        if first is None:
            break
        least = max(indent_of(lines[first]), indent_of(lines[above]) + 1)
        outside = (
            row
            for row in range(first, number + 1)
            if lines[row].strip() and indent_of(lines[row]) < least and not _remark(lines[row])
        )
        return above, next(outside, None), least
    return None, None, 0


def _remark(line: str) -> bool:
    """Whether a line is a comment, and hardly a heading of Markdown."""
    return line.lstrip(" ").startswith("#") and not line.lstrip(" ").startswith("##")


def below_its_text(lines: list[str], number: int) -> Cause | None:
    """A line at the margin that belongs to the text of a field above."""
    line = lines[number]
    if not line.strip() or KEY.match(line) or line.lstrip(" ")[0] in "\t#":
        return None
    head, outside, least = _block_above(lines, number)
    if head is not None and outside is not None and not _fields_between(lines, outside, number):
        key = _BLOCK.match(lines[head])["key"]  # type: ignore[index]  # it matched above
        return cause_at(
            outside,
            0,
            f"The line stands too far left, and so outside the text of {key}",
            f"Type {_spaces(least - indent_of(lines[outside]))} more before it: every line of "
            f"{key} begins at least as far right as the first.",
        )
    above = line_above(lines, number)
    if above < 0 or line[0] in " -" or not (plain := _PLAIN.match(lines[above])):
        return None
    return cause_at(
        above,
        plain.end("key") + 1,
        f"The text of {plain['key']} goes on over several lines without a sign for it",
        f"Write {plain['key']}: | and the text below it, each line after two spaces.",
    )


def _fields_between(lines: list[str], first: int, last: int) -> bool:
    return any(KEY.match(lines[number]) for number in range(first, last + 1))


def missing_hyphen(lines: list[str], number: int) -> Cause | None:
    """A line in the column of the hyphens above that has none, where an entry begins."""
    line = lines[number]
    if not line.strip() or line.lstrip(" ").startswith(_NOT_TEXT):
        return None
    column = indent_of(line)
    above = line_above(lines, number)
    while above >= 0 and indent_of(lines[above]) > column:
        above = line_above(lines, above)
    if above < 0 or indent_of(lines[above]) != column or lines[above][column:][:2] != "- ":
        return None
    entry = _ENTRY.match(lines[above])
    key = re.match(r"[ ]*+(?P<key>[\w-]++):(?: |$)", line)
    if key and not (entry and entry["key"] == key["key"]):
        return None
    return cause_at(
        number,
        column,
        f"A hyphen is missing before {key['key'] if key else 'this entry of the list'}",
        f"Write - {cut(line.strip())}",
    )


def bare_line(lines: list[str], number: int) -> Cause | None:
    """A line of text at the margin with a field below it, and no field it could belong to."""
    line, below = lines[number], line_below(lines, number)
    if not line.strip() or line[0] == " " or line.startswith(_NOT_TEXT) or KEY.match(line):
        return None
    if below is None or not KEY.match(lines[below]):
        return None
    title = line_above(lines, number) < 0 and not any(one.startswith("title:") for one in lines)
    return cause_at(
        number,
        0,
        "The line holds text, and no field before it",
        f"Write {quoted('title:', line)}"
        if title
        else "Write the field that it is the text of before it, like summary: …; a remark begins "
        "with #.",
    )


def one_space_off(lines: list[str], number: int) -> Cause | None:
    """A field that does not begin in the column of the field above."""
    above = line_above(lines, number)
    if above < 0 or not KEY.match(lines[number]) or not KEY.match(lines[above]):
        return None
    mine, other = indent_of(lines[number]), _column_of_key(lines[above])
    here = _column_of_key(lines[number])
    if here == other or abs(here - other) > 3:  # noqa: PLR2004 - more is another level
        return None
    many = abs(here - other)
    return cause_at(
        number,
        mine,
        f"The line begins {_spaces(many)} {'right' if here > other else 'left'} of the field above "
        "it",
        f"{'Delete' if here > other else 'Add'} {many} at its beginning: fields of one group "
        "begin in the same column.",
    )


def _spaces(many: int) -> str:
    return f"{many} {'space' if many == 1 else 'spaces'}"


def indent_of(line: str) -> int:
    """The spaces at the beginning of a line."""
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
