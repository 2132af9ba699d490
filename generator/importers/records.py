"""What an archive holds, before anything is made of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["Record", "Refusal", "Value"]

Value: TypeAlias = str | list[str]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A piece of an archive of which nothing was made."""

    origin: str
    reason: str
