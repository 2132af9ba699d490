"""What YAML drops or joins without a word, where a person meant it to be there.

Each function is given the whole text and where a value begins and ends in it.
"""

import re
from dataclasses import dataclass

from generator.input.mistakes.cause import marked

__all__ = ["FREE_TEXTS", "Loss", "lost_comment", "lost_heading", "lost_hyphen"]

FREE_TEXTS = frozenset(
    {"title", "summary", "text", "basis", "note", "outcome", "place", "publisher", "authors"}
    | {"name", "aliases", "weak_aliases", "previous_names", "names", "scope_note", "indicators"}
    | {"headquarters", "body"}
)
"""Fields of running text or names, in which a number sign may be part of what is meant."""

_COMMENT = re.compile(r"[ \t]*+(?<![^\s])(#(?![\s#!-])[^\n]*+)")
_HEADING = re.compile(r"(?:[ \t]*+\n)*+[ \t]*+(#{2,6} [^\n]*+)")
_HYPHEN = re.compile(r"\n[ ]*+(- [^\n]*+)")


@dataclass(frozen=True, slots=True)
class Loss:
    """Offsets of what is lost, in plain words, and what to type."""

    code: str
    message: str
    hint: str
    start: int
    end: int


def lost_comment(text: str, end: int, key: str, value: str) -> Loss | None:
    """A number sign that was meant as a letter, behind a plain value of running text."""
    match = _COMMENT.match(text, end)
    if match is None or key not in FREE_TEXTS:
        return None
    lost = match[1].rstrip()
    return Loss(
        "lost-text",
        f"“{lost}” is not in the text of {key}: YAML takes it for a comment",
        "Put the whole text in quotation marks: " + marked(f"{value} {lost}"),
        match.start(1),
        match.start(1) + len(lost),
    )


def lost_heading(text: str, end: int, key: str) -> Loss | None:
    """A heading of Markdown left of the block it belongs to."""
    match = _HEADING.match(text, end)
    if match is None or key != "body":
        return None
    lost = match[1].rstrip()
    return Loss(
        "lost-text",
        f"“{lost}” is not in the text of {key}: it stands too far left, and YAML takes it for a "
        "comment",
        f"Begin it in the same column as the first line of {key}.",
        match.start(1),
        match.start(1) + len(lost),
    )


def lost_hyphen(text: str, start: int, end: int, column: int | None) -> Loss | None:
    """A line of a plain value that looks like an entry of a list, in which others begin there."""
    match = _HYPHEN.search(text, start, end)
    if match is None:
        return None
    cure = (
        "Put the whole text in quotation marks, if it is one."
        if column is None
        else f"Begin it in column {column + 1}, as the hyphen above; or put the whole text in "
        "quotation marks, if it is one."
    )
    return Loss(
        "joined-lines",
        "The line begins with a hyphen, and YAML reads it as more of the text above",
        cure,
        match.start(1),
        match.end(1),
    )
