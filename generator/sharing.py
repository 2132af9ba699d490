"""Shares the pages of a site out over processes, and brings what they find out together.

Knows nothing of MkDocs but the few attributes of its pages that `BuiltPage` names.
"""

from collections.abc import Sequence
from typing import Any, NoReturn, Protocol

from generator.team import Team

__all__ = ["PAGES_A_JOB", "BuiltPage", "Sharing"]

PAGES_A_JOB = 25
"""Fewer pages than these are not worth another process."""


class SourceFile(Protocol):
    """The file of a page."""

    src_uri: str


class BuiltPage(Protocol):
    """What is known of a page once it is built, and checked after all of them are."""

    file: Any
    present_anchor_ids: set[str] | None
    links_to_anchors: Any


class Sharing:
    """One process's part in a build."""

    def __init__(self, pages: Sequence[BuiltPage], jobs: int, shown: set[str]) -> None:
        """Fork for a site of these pages, in order; `shown` are the files of those in the menu."""
        self.team = Team(max(1, min(jobs, len(pages) // PAGES_A_JOB)))
        self.reading = True
        """Whether pages are read, before they are put into the theme's templates."""
        self._pages = {page.file.src_uri: page for page in pages}
        self._mine = set(self.team.share(list(self._pages)))
        self._shown = shown
        self._entries: dict[str, list[Any]] = {}
        self.left = len(self._mine)
        """How many pages this process still has to build."""

    def is_ours(self, path: str, *, is_page: bool) -> bool:
        """Whether this process works on a file now.

        Pages in the menu are read by all, since they lend other pages their title.
        """
        if not is_page:
            return self.team.leads
        return path in self._mine or (self.reading and path in self._shown)

    def is_mine(self, file: SourceFile) -> bool:
        """Whether this process builds a page, not only reads it."""
        return file.src_uri in self._mine

    def built(self, path: str, entries: list[Any] | None) -> None:
        """Count a page that is done, and take its `entries` out of the list for the search."""
        self.team.stop_if_alone()
        self.left -= 1
        if self.team.size > 1 and entries is not None:
            self._entries[path] = list(entries)
            entries.clear()

    def take_over(self, entries: list[Any] | None) -> int:
        """Take in what the others did, as if it had been done here; return their warnings.

        Raises `TeamError` if one of them has failed.
        """
        warnings = 0
        for report in self.team.collect():
            warnings += report["warnings"]
            self._entries.update(report["entries"])
            for path, anchors, links in report["pages"]:
                self._pages[path].present_anchor_ids = set(anchors)
                self._pages[path].links_to_anchors = {
                    self._pages[target].file: marks
                    for target, marks in links.items()
                    if target in self._pages
                }
        if entries is not None:
            entries += [entry for path in self._pages for entry in self._entries.get(path, ())]
        return warnings

    def hand_in(self, warnings: int) -> NoReturn:
        """Tell the leader of the pages built here, and end this process."""
        pages = [
            (
                path,
                sorted(self._pages[path].present_anchor_ids or ()),
                {
                    file.src_uri: marks
                    for file, marks in (self._pages[path].links_to_anchors or {}).items()
                },
            )
            for path in sorted(self._mine)
        ]
        self.team.hand_in({"pages": pages, "entries": self._entries, "warnings": warnings})
