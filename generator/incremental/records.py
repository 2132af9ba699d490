"""What is known of a page once it is made: what processes tell each other, and the cache keeps."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

__all__ = ["Kept", "Links", "PageLinks", "WorkerReport"]

Links: TypeAlias = dict[str, dict[str, str]]
"""Path of a page to the anchors in it that are linked to, and how each link is written."""


@dataclass(frozen=True, slots=True)
class PageLinks:
    """What MkDocs checks of a page after all are built."""

    anchors: list[str]
    links: Links


@dataclass(frozen=True, slots=True)
class Kept:
    """Digests of what a build can leave to the next, by the path of what was made."""

    pages: dict[str, str] = field(default_factory=dict)
    """Keys of pages in the cache."""
    slims: dict[str, str] = field(default_factory=dict)
    """Digests of what the search reads of pages."""
    files: dict[str, str] = field(default_factory=dict)
    """Keys in the cache of what is no page, such as pictures."""

    def update(self, other: "Kept") -> None:
        """Take in what another process has kept."""
        self.pages.update(other.pages)
        self.slims.update(other.slims)
        self.files.update(other.files)


@dataclass(frozen=True, slots=True)
class WorkerReport:
    """What a process tells the leader once it has done its share."""

    pages: dict[str, PageLinks]
    """By path."""
    entries: dict[str, list[Any]]
    """What the pages have for the list of a search plugin, by path."""
    kept: Kept
    reused: int
    """How many pages were taken from the cache."""
    warnings: int
