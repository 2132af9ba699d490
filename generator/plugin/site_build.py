"""One build: what is known of each page and file from the first decision to the published site."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.content.model import Artifact
from generator.core.visible import visible
from generator.incremental.page_cache import KeptPage, PageCache
from generator.incremental.page_workers import PageWorkers
from generator.plugin.configuration import search_entries, stamp
from generator.plugin.generated_file import GeneratedFile
from generator.plugin.menu import manual_pages
from generator.plugin.platform import log
from generator.plugin.searching import Searching
from generator.render.navigation import documentation
from generator.runtime.cache import PAGES, open_cache
from generator.runtime.workers import WorkerError

if TYPE_CHECKING:
    from generator.input.config import Project

__all__ = ["SiteBuild"]

SHARED_WITH = frozenset({"briefings", "search", "material/search"})
"""Plugins known to keep nothing of a page that another process would miss."""


class SiteBuild:
    """The state of one build; the next has one of its own."""

    def __init__(
        self, config: MkDocsConfig, project: "Project", artifacts: Iterable[Artifact]
    ) -> None:
        self._config = config
        self._project = project
        self.artifacts = {artifact.path: artifact for artifact in artifacts}
        """By path."""
        self.search = Searching(config, project.settings, wanted=project.search)
        self.workers = PageWorkers([], 1, set())
        self.cache = PageCache()
        self._manual: frozenset[str] = frozenset()
        self._contents: dict[str, bytes] = {}
        """Articles that wait to be put into the theme's template."""

    @property
    def documentation(self) -> str:
        """The title of the section of the menu that is for contributors."""
        return self._project.documentation or documentation(self._project.settings)

    @property
    def is_shareable(self) -> bool:
        """Whether no plugin wants to see more of pages than each of them as it is built."""
        return set(self._config.plugins) <= SHARED_WITH

    def artifact_of(self, page: Page) -> Artifact | None:
        """What a page was made from; None for one that the owner keeps."""
        generated = page.file.generated_by is not None
        return self.artifacts.get(page.file.src_uri) if generated else None

    def is_manual(self, page: Page) -> bool:
        """Whether a page is for contributors, so that readers do not find it."""
        return page.file.src_uri in self._manual

    # Before pages are read.

    def add_files(self, files: Files) -> None:
        """Add the artifacts; a file of the same path in `docs/` stands instead of ours."""
        for artifact in self.artifacts.values():
            if files.get_file_from_path(artifact.path) is None:
                files.append(self._file(artifact))
            else:
                log.info("docs/%s stands in place of the generated page", visible(artifact.path))

    def _file(self, artifact: Artifact) -> File:
        if artifact.is_page:  # whose text is written when it is read
            return File.generated(self._config, artifact.path, content="")
        file = GeneratedFile.generated(self._config, artifact.path, content="")
        assert isinstance(file, GeneratedFile)  # noqa: S101 - MkDocs' types do not tell
        file._content = None  # noqa: SLF001 - MkDocs wants one to begin with
        file.data = artifact.data
        file.put = partial(self._put, artifact)
        return file

    def _put(self, artifact: Artifact, file: GeneratedFile) -> None:
        self.cache.put_in_place(artifact, file.dest_uri, Path(file.dest_dir))

    def begin_pages(self, nav: Navigation, files: Files) -> list[Page]:
        """Date every page by its artifact, never by the clock; return all in order."""
        self._manual = manual_pages(nav, self.documentation)
        dates = (artifact.updated for artifact in self.artifacts.values())
        newest = max((day for day in dates if day), default=date(1970, 1, 1))
        pages = [file.page for file in files.documentation_pages() if file.page is not None]
        for page in pages:
            artifact = self.artifact_of(page)
            page.update_date = ((artifact and artifact.updated) or newest).isoformat()
        return pages

    def take_up_cache(self, folder: Path, nav: Navigation, last: Path) -> None:
        """Take up what the last build left in a folder, and in the `last` site."""
        if self.is_shareable:
            cache = open_cache(folder, PAGES, log.info)
            # What a search plugin wants of a page is in the cache alone.
            site = last if search_entries(self._config) is None else None
            known = stamp(self._config, nav, self._project.settings)
            self.cache = PageCache.begin(cache, known, site)

    def share_out(self, pages: list[Page], shown: set[str], files: Files, jobs: int) -> None:
        """Split this process; each goes on with its own pages and files, and looks for kept ones.

        `shown` are the pages in the menu.
        """
        made = [file.src_uri for file in files if isinstance(file, GeneratedFile)]
        self.workers = PageWorkers(pages, jobs if self.is_shareable else 1, shown, made)
        self.workers.fork()
        for page in self.workers.mine() if self.cache.cache else ():
            path, artifact = page.file.src_uri, self.artifact_of(page)
            if artifact is None or not self.workers.can_reuse(path):
                continue
            place, site = page.file.dest_uri, Path(page.file.dest_dir)
            kept = self.cache.find(path, artifact.fingerprint, place, site)
            if kept is not None:
                self.workers.reuse(path, *kept)

    def ask_before_work(self, files: Files) -> None:
        """Let MkDocs, in a dirty build, work on what this process has to bring about and no more.

        MkDocs asks this of each file before it reads, builds or copies it.
        """
        for file in files:
            file.is_modified = partial(  # type: ignore[method-assign]
                self.workers.is_ours, file.src_uri, is_page=file.is_documentation_page()
            )

    # Page by page.

    def put_away(self, page: Page, html: str, files: Files, indexed: str) -> str:
        """Put an article away until its page is built; return what MkDocs is to hold meanwhile.

        One flag in a text makes Python keep four bytes for each of its letters, and MkDocs reads
        all pages before it builds the first. `indexed` is what the search is to know of it.
        """
        if self.workers.is_mine(page.file) and not self.is_manual(page):
            self.search.set_aside(page, indexed, self.artifact_of(page), files, self.cache)
        if self.artifact_of(page) is None or not self.is_shareable:
            return html
        self._contents[page.file.src_uri] = html.encode()
        page.markdown = ""
        return ""

    def take_out(self, page: Page) -> None:
        """Take out again what was put away."""
        kept = self._contents.pop(page.file.src_uri, None)
        if kept is not None:
            page.content = kept.decode()

    def keep(self, page: Page, output: str) -> None:
        """Keep a page that is finished."""
        path = page.file.src_uri
        if self.is_shareable:
            page.content = None
        entries = self.workers.built(path, search_entries(self._config))
        known = self.workers.links(path)
        kept = KeptPage(output, entries, known.anchors, known.links)
        self.cache.keep(path, kept, self.search.slim_of(page))
        if self.workers.left == 0 and self.workers.team.leads:
            # The last moment before MkDocs looks at the links of all pages.
            self._take_over()

    def _take_over(self) -> None:
        try:
            warnings = self.workers.take_over(search_entries(self._config), self.cache.kept)
        except WorkerError as error:
            raise Abort(visible(error)) from error
        if warnings and self._config.strict:
            log.warning("%d of the warnings above come from another process", warnings)

    # When all are built.

    def hand_in(self, warnings: int) -> None:
        """End a process that has done its share; the first one goes on."""
        if not self.workers.team.leads:
            self.cache.flush()
            self.workers.hand_in(warnings, self.cache.kept)

    def places(self) -> dict[str, str]:
        """Make the index; return the keys of all that can be linked into the next site, by place.

        Raises `LostError` if the cache no longer holds what the index is made from.
        """
        pages = self._page_places()
        places = {pages[path]: key for path, key in self.cache.kept.pages.items()}
        places |= self.cache.kept.files
        if self.search.is_ours:
            places |= self.search.index(self.workers.pages(), self.artifacts, self.cache)
        return places

    def made(self) -> set[str]:
        """The places of all pages, and of all files that are made."""
        files = (artifact.path for artifact in self.artifacts.values() if not artifact.is_page)
        return {*self._page_places().values(), *files}

    def _page_places(self) -> dict[str, str]:
        return {page.file.src_uri: page.file.dest_uri for page in self.workers.pages()}

    def end(self, places: dict[str, str]) -> None:
        """Leave to the next build what it can take over."""
        self.cache.end(Path(self._config.site_dir), places, self.workers.links)
