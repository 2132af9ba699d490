"""What an archive holds, before anything is made of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["ArchiveError", "Record", "Refusal", "Value", "visible"]

Value: TypeAlias = str | list[str]
_SHOWN = 80
"""Characters of a value that a message repeats."""


def visible(text: str, most: int = _SHOWN) -> str:
    """A text on one line, cut, with what a terminal or CI would obey written as escapes."""
    cut = text[: most + 1]
    plain = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in cut)
    return plain if len(cut) <= most else plain[:most] + "…"


class ArchiveError(Exception):
    """An archive cannot be read at all; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One article of an archive."""

    origin: str
    """Where it stands in the archive, for people: a path, or a file and a number."""
    values: Mapping[str, Value]
    """What the archive says of it, by its own names; of what is nested, joined by dots."""
    body: str = ""
    is_html: bool = False
    """Whether the body is HTML; else it is Markdown."""
    stem: str = ""
    """The name of its file without an ending, if it has one of its own."""
    withheld: str = ""
    """Why it is not public by where it stands in the archive; empty if nothing there says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A piece of an archive of which nothing was made."""

    origin: str
    reason: str

    def __str__(self) -> str:
        """One line, harmless on a terminal."""
        return f"{visible(self.origin, 1000)}: {visible(self.reason, 1000)}"
