"""The body of a briefing: safe Markdown, and the places where it points elsewhere."""

from dataclasses import dataclass

__all__ = ["Body", "Citation", "Mention", "Placed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place in a body's text that names an entity or a briefing."""

    target: str
    """Key of what is named."""
    text: str
    """Markdown of the link's text."""
    explicit: bool
    """Whether the author wrote `[[…]]`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A place in a body's text that cites a source."""

    source: str
    """Id of the source in the briefing's list."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What stands in place of a stretch of the text."""

    start: int
    end: int
    piece: Mention | Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Markdown and what stands in it, in order and without overlap."""

    text: str
    placed: tuple[Placed, ...] = ()
