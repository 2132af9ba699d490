"""The MkDocs plugin: hands the artifacts to MkDocs in memory and holds it to our rules.

What it decides is decided elsewhere; this is a shell.
"""

import logging
import signal
import sys
import threading
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup
from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator.build import Checked, check_folder
from generator.content.model import Artifact
from generator.core.diagnostics import Severity, has_errors
from generator.core.report import as_text, summary
from generator.core.visible import visible
from generator.incremental.page_cache import KeptPage, PageCache
from generator.incremental.page_workers import PageWorkers
from generator.plugin.columns import in_columns
from generator.plugin.configuration import (
    amend,
    check_links,
    check_published,
    read,
    root_of,
    search_entries,
    stamp,
)
from generator.plugin.logs import make_logs_harmless
from generator.plugin.menu import manual_pages
from generator.plugin.moving import taken_on
from generator.plugin.preview import Preview, RefusedError, check_address
from generator.plugin.searching import Searching
from generator.plugin.staging import Staging
from generator.render.html_allowlist import clean
from generator.render.navigation import documentation
from generator.render.templating import words_in
from generator.runtime.cache import BRIEFINGS, CACHE, PAGES, open_cache
from generator.runtime.files import remove_empty
from generator.runtime.progress import Progress, Silent, Terminal
from generator.runtime.run_options import RunOptions
from generator.runtime.workers import WorkerError
from generator.search.index import LostError

if TYPE_CHECKING:
    from generator.input.config import Project
    from generator.runtime.replacing import Guard

__all__ = ["BriefingsPlugin"]

log = logging.getLogger("mkdocs.plugins.briefings")

SHARED_WITH = frozenset({"briefings", "search", "material/search"})
"""Plugins known to keep nothing of a page that another process would miss."""


class BriefingsConfig(base.Config):  # type: ignore[no-untyped-call]  # MkDocs types it not
    """Options in `mkdocs.yml`, so that MkDocs knows them; `generator.input.config` reads them."""

    # Of any type, so that a value is judged once, and alike by `check` and by a build.
    folder = c.Optional(c.Type(object))
    language = c.Optional(c.Type(object))
    as_of = c.Optional(c.Type(object))
    page_size = c.Optional(c.Type(object))
    all_countries = c.Optional(c.Type(object))
    kinds = c.Optional(c.Type(object))
    catalogs = c.Optional(c.Type(object))
    map_view = c.Optional(c.Type(object))
    search = c.Optional(c.Type(object))
    documentation = c.Optional(c.Type(object))
    front_page = c.Optional(c.Type(object))
    lead = c.Optional(c.Type(object))


class BriefingsPlugin(BasePlugin[BriefingsConfig]):  # type: ignore[no-untyped-call]  # as above
    """Builds the briefings into the site."""

    def __init__(self) -> None:
        super().__init__()
        self._serving = False
        self._progress = Terminal()
        self._artifacts: dict[str, Artifact] = {}
        """By path."""
        self._newest: date | None = None
        self._staging = Staging()
        self._project: Project
        """What the owner decided, read anew for each build."""
        self._kept: tuple[Guard, ...] = ()
        """What no folder may hold that is replaced."""
        self._search: Searching
        """Made anew for each build, as are the three below."""
        self._sharing = PageWorkers([], 1, set())
        self._reuse = PageCache()
        self._manual: frozenset[str] = frozenset()
        """Pages for contributors, which readers do not find."""
        self._contents: dict[str, bytes] = {}
        """Articles that wait to be put into the theme's template."""
        self._steps = Silent().over(range(0), "")
        self._shown: set[str] = set()
        """Places of the files that the preview consists of."""
        self.cache: Path | None = None
        """Where earlier builds left what they made, for our own commands and dirty builds."""
        self.as_of: datetime | None = None
        """Embargoes that end until then are over; None: what the configuration says."""
        self.withheld = ""
        """How many briefings the last build withheld, and why."""
        self.shows_drafts = False
        """Whether what is not published is shown, too; `briefing serve` alone sets it."""
        self.is_guarded = False
        """Whether whoever serves takes care of builds that fail."""
        self.jobs = 1
        """How many processes build; `briefing build` sets it."""

    def counted(self) -> tuple[int, int]:
        """How many pages the site has, and how many of them were not taken from the cache."""
        pages = len(self._sharing.pages())
        return pages, pages - self._sharing.reused

    @property
    def _dirty(self) -> bool:
        """Whether MkDocs will ask of each file whether to work on it."""
        return self.jobs > 1 or self.cache is not None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this process serves; also keeps this object over rebuilds."""
        self._serving = command == "serve"
        make_logs_harmless()
        if self._serving and threading.current_thread() is threading.main_thread():
            # So that the folder of a preview goes, however it is ended; a shell's background
            # process hears no Ctrl-C.
            signal.signal(signal.SIGTERM, signal.default_int_handler)
        if dirty:
            self.cache = Path(CACHE)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check and render everything before MkDocs touches the last site."""
        if self.cache is not None:
            self.cache = root_of(config) / self.cache
        project = read(config, self.as_of, self.cache)
        settings = replace(project.settings, shows_drafts=self.shows_drafts)
        self._project = replace(project, settings=settings)
        kept = self._kept = self._project.guards(cache=self.cache)
        checked = self._check(config)
        found = [one for one in checked.diagnostics if one.severity is not Severity.HINT]
        if found:
            sys.stderr.write(as_text(found, root_of(config)) + "\n")
            log.info("Briefings: %s", summary(found))
        self.withheld = checked.withheld
        if self.withheld:
            log.info("Of the briefings %s", self.withheld)
        if not has_errors(found, strict=bool(config.strict)):
            self._artifacts = {artifact.path: artifact for artifact in checked.artifacts()}
        else:
            said = f"Briefings: {summary(found)}; nothing was built"
            raise RefusedError(said, found, root_of(config))
        dates = (artifact.updated for artifact in self._artifacts.values())
        self._newest = max((day for day in dates if day), default=None)
        self._search = Searching(config, self._project.settings, wanted=self._project.search)
        amend(config, self._project.settings)
        if not self._serving:
            self._staging.begin(config, kept)
        return config

    def _check(self, config: MkDocsConfig) -> Checked:
        cache = open_cache(self.cache, BRIEFINGS, log.info) if self.cache else None
        run_options = RunOptions(progress=self._progress, cache=cache, jobs=self.jobs)
        try:
            return check_folder(
                self._project.root, self._project.settings, self._project.folder, run_options
            )
        except WorkerError as error:
            raise Abort(visible(error)) from error

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the artifacts; a page of the same path in `docs/` stands instead of ours."""
        for file in files:
            if not file.src_uri.isascii() and not _is_text(file.src_uri):
                said = f"docs/{visible(file.src_uri)} cannot be published"
                raise Abort(f"{said}: its name is not text in UTF-8; give the file another one")
        check_links(config, files, self._kept)
        for artifact in self._artifacts.values():
            if files.get_file_from_path(artifact.path) is None:
                # The text of a page is written when it is read; that of another file is now.
                text = "" if artifact.is_page else artifact.content
                files.append(File.generated(config, artifact.path, content=text))
            else:
                log.info("docs/%s stands in place of the generated page", visible(artifact.path))
        return files

    @event_priority(-100)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Date every page by its artifact, never by the clock, and share the pages out."""
        check_published(config, files, self._artifacts)
        self._manual = manual_pages(nav, self._documentation)
        pages = [file.page for file in files.documentation_pages() if file.page is not None]
        for page in pages:
            artifact = self._of(page)
            updated = (artifact.updated if artifact else None) or self._newest or date(1970, 1, 1)
            page.update_date = updated.isoformat()
        shareable = self._shareable(config)
        self._reuse = PageCache()
        if self.cache is not None and shareable:
            # A preview has another address than the site, and so have its pages.
            folder = self.cache / "preview" if self._serving else self.cache
            cache = open_cache(folder, PAGES, log.info)
            # What a search plugin wants of a page is in the cache alone.
            last = self._staging.last or Path(config.site_dir)
            site = last if search_entries(config) is None else None
            self._reuse = PageCache.begin(cache, stamp(config, nav, self._project.settings), site)
        jobs = self.jobs if shareable else 1
        self._sharing = PageWorkers(pages, jobs, {page.file.src_uri for page in nav.pages})
        self._sharing.fork()
        self._take_from_cache()
        if self._dirty:
            for file in files:
                # MkDocs asks this of each file before it reads, builds or copies it.
                file.is_modified = partial(  # type: ignore[method-assign]
                    self._sharing.is_ours, file.src_uri, is_page=file.is_documentation_page()
                )
        progress: Progress = self._progress if self._sharing.team.leads else Silent()
        self._steps = progress.over(range(self._sharing.left), "Building pages")
        return nav

    @property
    def _documentation(self) -> str:
        """The title of the section of the menu that is for contributors."""
        return self._project.documentation or documentation(self._project.settings)

    def _shareable(self, config: MkDocsConfig) -> bool:
        """Whether no plugin wants to see more of pages than each of them as it is built."""
        return set(config.plugins) <= SHARED_WITH

    def _take_from_cache(self) -> None:
        """Put every page of this process's share in place that was made before."""
        for page in self._sharing.mine() if self._reuse.cache else ():
            path, artifact = page.file.src_uri, self._of(page)
            if artifact is None or not self._sharing.can_reuse(path):
                continue
            place = page.file.dest_uri
            kept = self._reuse.find(path, artifact.fingerprint, place, Path(page.file.dest_dir))
            if kept is not None:
                self._sharing.reuse(path, *kept)

    def on_env(
        self,
        env: jinja2.Environment,
        *,
        config: MkDocsConfig,
        files: Files,
    ) -> jinja2.Environment:
        """Make the theme's own templates safe for titles that look like markup."""
        # `striptags` turns &lt;script&gt; back into a tag, and themes print its result raw.
        self._sharing.reading = False
        if not self._sharing.team.leads:
            config.theme.static_templates = set()
            config.extra_templates = []
            config.validation.links.anchors = logging.DEBUG  # the leader checks them all
        self._search.take_template(env)
        strip = Markup.striptags
        env.filters["striptags"] = lambda text: escape(strip(Markup(text)))  # noqa: S704 - never printed as markup
        env.globals["briefings_message"] = words_in(self._project.settings).message
        env.globals["briefings_search"] = self._search.is_ours
        env.globals["briefings_documentation"] = self._documentation
        return env

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Write a page's Markdown now, in the process that builds it."""
        artifact = self._of(page)
        return artifact.content if artifact else None

    def on_page_markdown(
        self,
        markdown: str,
        *,
        page: Page,
        config: MkDocsConfig,
        files: Files,
    ) -> str:
        """Give a page the title of its artifact."""
        artifact = self._of(page)
        if page.file.src_uri in self._manual:
            page.meta.setdefault("search", {"exclude": True})
        if artifact is not None:
            # Themes print a page's title and description as HTML.
            if "title" not in vars(page):  # a title in the navigation is the owner's
                page.title = escape(artifact.title)
            if "description" in page.meta:
                page.meta["description"] = escape(page.meta["description"])
            page.edit_url = None
        return markdown

    def on_page_content(
        self,
        html: str,
        *,
        page: Page,
        config: MkDocsConfig,
        files: Files,
    ) -> str:
        """Let only known elements, attributes and addresses through; name another language."""
        artifact = self._of(page)
        if artifact is not None:
            html = clean(html)
        if self._sharing.is_mine(page.file) and page.file.src_uri not in self._manual:
            self._search.set_aside(page, html, artifact, files, self._reuse)
        # The front matter of an artifact names a checked language, so it needs no escaping.
        named = {name: page.meta.get(name) for name in ("lang", "dir")} if artifact else {}
        told = "".join(f' {name}="{value}"' for name, value in named.items() if value)
        html = in_columns(html) if artifact else html
        html = f"<div{told}>{html}</div>" if told else html
        if artifact is None or not self._shareable(config):
            return html
        # Put away until the page is built: one flag in a text makes Python keep four bytes for
        # each of its letters, and MkDocs reads all pages before it builds the first.
        self._contents[page.file.src_uri] = html.encode()
        page.markdown = ""
        return ""

    @event_priority(100)
    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,
        nav: Navigation,
    ) -> TemplateContext:
        """Take out again what `on_page_content` has put away."""
        kept = self._contents.pop(page.file.src_uri, None)
        if kept is not None:
            page.content = kept.decode()
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Name the theme's search dialog for those who hear the page; keep count."""
        next(self._steps, None)
        path = page.file.src_uri
        if self._shareable(config):
            page.content = None
        output = self._search.with_field(output, page.url)
        if self._of(page) is not None:
            output = taken_on(output, page, config)
        entries = self._sharing.built(path, search_entries(config))
        known = self._sharing.links(path)
        kept = KeptPage(output, entries, known.anchors, known.links)
        self._reuse.keep(path, kept, self._search.slim_of(page))
        if self._sharing.left == 0 and self._sharing.team.leads:
            # The last hook before MkDocs looks at the links of all pages.
            self._take_over(config)
        return output

    def _take_over(self, config: MkDocsConfig) -> None:
        try:
            warnings = self._sharing.take_over(
                search_entries(config), self._reuse.keys, self._reuse.slims
            )
        except WorkerError as error:
            raise Abort(visible(error)) from error
        if warnings and config.strict:
            log.warning("%d of the warnings above come from another process", warnings)

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Do the same for pages made from a template alone, such as 404.html."""
        return self._search.with_field(output_content, None)

    def _of(self, page: Page) -> Artifact | None:
        generated = page.file.generated_by is not None
        return self._artifacts.get(page.file.src_uri) if generated else None

    @event_priority(100)
    def _end_share(self, *, config: MkDocsConfig) -> None:
        """End the processes that have done their share, before a plugin sums up."""
        if not self._sharing.team.leads:
            self._reuse.flush()
            self._sharing.hand_in(self._staging.warnings, self._reuse.keys, self._reuse.slims)

    @event_priority(-100)
    def _publish(self, *, config: MkDocsConfig) -> None:
        """Put the finished site in the place of the last one, after every other plugin."""
        pages = {page.file.src_uri: page.file.dest_uri for page in self._sharing.pages()}
        places = {pages[path]: key for path, key in self._reuse.keys.items()}
        if self._search.is_ours:
            places |= self._search.index(self._sharing.pages(), self._artifacts, self._reuse)
        if self._serving:
            self._refresh({*pages.values(), *places}, Path(config.site_dir))
        elif not self._staging.publish(config):
            return
        self._reuse.end(Path(config.site_dir), places, self._sharing.links)

    def _refresh(self, places: set[str], site: Path) -> None:
        """Take out of a preview what it no longer consists of."""
        for place in self._shown - places:
            (site / place).unlink(missing_ok=True)
            remove_empty((site / place).parent, site)
        self._shown = places

    on_post_build = CombinedEvent(_end_share, _publish)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing half built."""
        team = self._sharing.team
        if not team.leads:
            log.error("%s", visible(error))
            team.give_up()
        team.dismiss()
        self._staging.abandon()
        if isinstance(error, LostError):
            self._reuse.forget()  # so that the next build finds nothing, and makes all anew
            if self._serving:
                raise Abort(f"{error}; start again") from error
        if isinstance(error, OSError):
            raise Abort(f"The site cannot be written: {error.strerror}") from error

    @event_priority(-100)  # others may compare the server's builder with the one they are given
    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: Any,  # noqa: ANN401
    ) -> LiveReloadServer:
        """Reload the browser when a briefing or an entities file is saved; outlive mistakes."""
        for path in (self._project.root / self._project.folder, *self._project.inherited):
            server.watch(str(path))
        if not self.is_guarded:
            check_address(*config.dev_addr)
            preview = Preview(Path(config.site_dir))
            preview.has_pages()
            preview.attach(server)
        return server


def _is_text(path: str) -> bool:
    """Whether a path can be written down; a file system may give bytes that are no text."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
