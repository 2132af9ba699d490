"""What is known of a page once it is made: what processes tell each other, and the cache keeps."""

from dataclasses import dataclass
from typing import Any, TypeAlias

__all__ = ["Links", "PageLinks", "WorkerReport"]

Links: TypeAlias = dict[str, dict[str, str]]
"""Path of a page to the anchors in it that are linked to, and how each link is written."""


@dataclass(frozen=True, slots=True)
class PageLinks:
    """What MkDocs checks of a page after all are built."""

    anchors: list[str]
    links: Links


@dataclass(frozen=True, slots=True)
class WorkerReport:
    """What a process tells the leader once it has done its share."""

    pages: dict[str, PageLinks]
    """By path, as are the three below."""
    entries: dict[str, list[Any]]
    """What the pages have for the list of a search plugin."""
    keys: dict[str, str]
    """Of pages in the cache."""
    slims: dict[str, str]
    """Digests of what the search reads of them."""
    reused: int
    """How many pages were taken from the cache."""
    warnings: int
