"""One mistake as it is told, and what all who look for one need."""

import re
from dataclasses import dataclass

__all__ = [
    "CURLY",
    "FIELD",
    "INVISIBLE",
    "KEY",
    "MOST_LINES",
    "Cause",
    "cause_at",
    "cut",
    "hidden_in",
    "marked",
    "quoted",
]

INVISIBLE = {
    "\u00a0": "no-break space",
    "\u1680": "Ogham space",
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u202f": "narrow no-break space",
    "\u205f": "mathematical space",
    "\u2060": "word joiner",
    "\u3000": "ideographic space",
    "\ufeff": "byte-order mark",
    **{chr(code): "wide or narrow space" for code in range(0x2000, 0x200B)},
}
"""Spaces that are none, and signs without width, by name."""
CURLY = "\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\u201a"
"""Quotation marks that YAML takes for letters."""
FIELD = re.compile(r"(?P<head>[ ]*+(?:-[ ]++)*+(?:[\w-]++:[ ]++)?)(?P<value>\S.*)")
"""A line as what stands before its text, and the text."""
KEY = re.compile(r"[ ]*+(?:-[ ]++)*+[\w-]++:(?:[ ]|$)")
_LONGEST = 80
MOST_LINES = 400
"""Lines above or below that are looked through for what an odd line belongs to."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A mistake: line and column from 0, in plain words, and what to type."""

    code: str
    message: str
    hint: str
    line: int
    column: int


def cause_at(number: int, column: int, message: str, hint: str) -> Cause:
    """A mistake that breaks the syntax of YAML."""
    return Cause("yaml-syntax", message, hint, number, column)


def cut(text: str) -> str:
    """A text, or its beginning if it is long."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def marked(value: str) -> str:
    """A text in quotation marks, as it may be typed."""
    text = cut(value.strip())
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return f"'{text.replace(chr(39), 2 * chr(39))}'"


def quoted(head: str, value: str) -> str:
    """A line as it may be typed, its text in quotation marks."""
    return f"{head.strip()} {marked(value)}"


def hidden_in(text: str) -> str | None:
    """The name of the first invisible space in a text."""
    sign = next((sign for sign in text if sign in INVISIBLE), None)
    return f"a {INVISIBLE[sign]} (U+{ord(sign):04X})" if sign else None
