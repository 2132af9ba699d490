"""Shares the pages of a site out over processes, and brings what they find out together.

Knows nothing of MkDocs but the few attributes of its pages that `BuiltPage` names.
"""

from collections.abc import Sequence
from typing import Any, NoReturn, Protocol

from generator.incremental.plan import Source, plan
from generator.incremental.records import Kept, PageLinks, WorkerReport
from generator.runtime.workers import Workers

__all__ = ["BuiltPage", "PageWorkers"]


class SourceFile(Protocol):
    """The file of a page."""

    src_uri: str


class BuiltPage(Protocol):
    """What is known of a page once it is built, and checked after all of them are."""

    file: Any
    present_anchor_ids: set[str] | None
    links_to_anchors: Any


class PageWorkers:
    """One process's part in a build."""

    def __init__(
        self, pages: Sequence[BuiltPage], jobs: int, shown: set[str], files: Sequence[str] = ()
    ) -> None:
        """Prepare for these pages, in order; `shown` are the files of those in the menu.

        `files` are the paths of what is made and is no page.
        """
        self._plan = plan([page.file.src_uri for page in pages], shown, jobs, files)
        self.team = Workers(self._plan.workers)
        self.reading = True
        """Whether pages are read, before they are put into the theme's templates."""
        self._pages = {page.file.src_uri: page for page in pages}
        self._mine = set(self._pages)
        self._shown = shown
        self._entries: dict[str, list[Any]] = {}
        self._reused: set[str] = set()
        self.reused = 0
        """How many pages were taken from an earlier build, of the leader those of all."""
        self.left = len(self._mine)
        """How many pages this process still has to build."""

    def fork(self) -> None:
        """Split this process; each of them goes on with its own share of the pages."""
        self.team.fork()
        self._mine = set(self._plan.of(self.team.number))
        self.left = len(self._mine)

    def is_ours(self, path: str, *, is_page: bool) -> bool:
        """Whether this process works on a file now.

        Pages in the menu are read by all, since they lend other pages their title. What is
        not made but copied is left to the leader.
        """
        if not is_page:
            return self.team.number == self._plan.files.get(path, 0)
        return (path in self._mine and path not in self._reused) or (
            self.reading and path in self._shown
        )

    def pages(self) -> list[Any]:
        """All pages in order."""
        return list(self._pages.values())

    def mine(self) -> list[Any]:
        """The pages that this process has to bring about, in order."""
        return [page for path, page in self._pages.items() if path in self._mine]

    def can_reuse(self, path: str) -> bool:
        """Whether a page may be taken from an earlier build."""
        return self._plan.parts[path].source is Source.CACHE_OR_BUILD

    def reuse(self, path: str, links: PageLinks, entries: list[Any]) -> None:
        """Take a page as it was kept: its file is in place, its links are still to be checked."""
        self.left -= 1
        self._reused.add(path)
        self.reused += 1
        self._entries[path] = entries
        self._take_links(path, links)

    def _take_links(self, path: str, known: PageLinks) -> None:
        self._pages[path].present_anchor_ids = set(known.anchors)
        self._pages[path].links_to_anchors = {
            self._pages[target].file: marks
            for target, marks in known.links.items()
            if target in self._pages
        }

    def links(self, path: str) -> PageLinks:
        """The anchors of a page, and the anchors that it links to, by file."""
        page = self._pages[path]
        marks = {file.src_uri: marks for file, marks in (page.links_to_anchors or {}).items()}
        return PageLinks(sorted(page.present_anchor_ids or ()), marks)

    def is_mine(self, file: SourceFile) -> bool:
        """Whether this process builds a page, not only reads it."""
        return file.src_uri in self._mine

    def built(self, path: str, entries: list[Any] | None) -> list[Any]:
        """Count a page that is done, and return what it has for the list of a search plugin.

        It is taken out of the list and put back in the order of the site by `take_over`.
        """
        self.team.stop_if_alone()
        self.left -= 1
        if entries is None:
            return []
        self._entries[path] = list(entries)
        entries.clear()
        return self._entries[path]

    def take_over(self, entries: list[Any] | None, kept: Kept) -> int:
        """Take in what the others did, as if it had been done here; return their warnings.

        What is `kept` is completed with theirs.

        Raises `WorkerError` if one of them has failed.
        """
        warnings = 0
        reports: list[WorkerReport] = self.team.collect()
        for report in reports:
            warnings += report.warnings
            self._entries.update(report.entries)
            kept.update(report.kept)
            self.reused += report.reused
            for path, links in report.pages.items():
                self._take_links(path, links)
        if entries is not None:
            entries += [entry for path in self._pages for entry in self._entries.get(path, ())]
        return warnings

    def hand_in(self, warnings: int, kept: Kept) -> NoReturn:
        """Tell the leader of the pages built here, and end this process."""
        self.team.hand_in(
            WorkerReport(
                pages={path: self.links(path) for path in sorted(self._mine)},
                entries=self._entries,
                kept=kept,
                reused=len(self._reused),
                warnings=warnings,
            )
        )
