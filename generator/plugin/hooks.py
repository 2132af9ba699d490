"""The MkDocs plugin: hands the artifacts to MkDocs in memory and holds it to our rules.

What it decides is decided elsewhere; this is a shell.
"""

import logging
import signal
import sys
import threading
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator.build import Checked, check_folder
from generator.core.diagnostics import Severity, has_errors
from generator.core.report import as_text, summary
from generator.core.visible import visible
from generator.plugin.columns import in_columns
from generator.plugin.configuration import (
    amend,
    check_links,
    check_published,
    read,
    root_of,
)
from generator.plugin.logs import make_logs_harmless
from generator.plugin.moving import taken_on
from generator.plugin.options import BriefingsConfig
from generator.plugin.platform import SERIES, log
from generator.plugin.preview import Preview, RefusedError, check_address
from generator.plugin.site_build import SiteBuild
from generator.plugin.staging import Staging
from generator.render.html_allowlist import clean
from generator.render.templating import words_in
from generator.runtime.cache import BRIEFINGS, CACHE, open_cache
from generator.runtime.files import remove_empty
from generator.runtime.progress import Progress, Silent, Terminal
from generator.runtime.run_options import RunOptions
from generator.runtime.workers import WorkerError
from generator.search.index import LostError

if TYPE_CHECKING:
    from datetime import datetime

    from generator.input.config import Project
    from generator.runtime.replacing import Guard

__all__ = ["BriefingsPlugin"]


class BriefingsPlugin(BasePlugin[BriefingsConfig]):  # type: ignore[no-untyped-call]  # as above
    """Builds the briefings into the site."""

    def __init__(self) -> None:
        super().__init__()
        self._serving = False
        self._progress = Terminal()
        self._staging = Staging()
        self._project: Project
        """What the owner decided, read anew for each build."""
        self._kept: tuple[Guard, ...] = ()
        """What no folder may hold that is replaced."""
        self._build: SiteBuild
        """Made anew for each build."""
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
        workers = self._build.workers
        pages = len(workers.pages())
        return pages, pages - workers.reused

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
        """Check everything before MkDocs touches the last site."""
        if self.cache is not None:
            self.cache = root_of(config) / self.cache
        project = read(config, self.as_of, self.cache)
        settings = replace(project.settings, shows_drafts=self.shows_drafts)
        self._project = replace(project, settings=settings)
        self._kept = self._project.guards(cache=self.cache)
        checked = self._check(config)
        self._build = SiteBuild(config, self._project, checked.artifacts())
        amend(config, settings)
        if not self._serving:
            self._staging.begin(config, self._kept)
        return config

    def _check(self, config: MkDocsConfig) -> Checked:
        """What the folder holds; raise `RefusedError` unless all of it can be published."""
        cache = open_cache(self.cache, BRIEFINGS, log.info) if self.cache else None
        run_options = RunOptions(progress=self._progress, cache=cache, jobs=self.jobs)
        project = self._project
        try:
            checked = check_folder(project.root, project.settings, project.folder, run_options)
        except WorkerError as error:
            raise Abort(visible(error)) from error
        found = [one for one in checked.diagnostics if one.severity is not Severity.HINT]
        if found:
            sys.stderr.write(as_text(found, root_of(config)) + "\n")
            log.info("Briefings: %s", summary(found))
        self.withheld = checked.withheld
        if self.withheld:
            log.info("Of the briefings %s", self.withheld)
        if has_errors(found, strict=bool(config.strict)):
            said = f"Briefings: {summary(found)}; nothing was built"
            raise RefusedError(said, found, root_of(config))
        return checked

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add what is made of the briefings to what the owner keeps."""
        for file in files:
            if not file.src_uri.isascii() and not _is_text(file.src_uri):
                said = f"docs/{visible(file.src_uri)} cannot be published"
                raise Abort(f"{said}: its name is not text in UTF-8; give the file another one")
        check_links(config, files, self._kept)
        self._build.add_files(files)
        return files

    @event_priority(-100)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Share the work out, now that all pages are known."""
        check_published(config, files, self._build.artifacts)
        pages = self._build.begin_pages(nav, files)
        if self.cache is not None:
            # A preview has another address than the site, and so have its pages.
            folder = self.cache / "preview" if self._serving else self.cache
            self._build.take_up_cache(folder, nav, self._staging.last or Path(config.site_dir))
        self._build.share_out(pages, {page.file.src_uri for page in nav.pages}, files, self.jobs)
        if self.jobs > 1 or self.cache is not None:
            self._build.ask_before_work(files)
        workers = self._build.workers
        progress: Progress = self._progress if workers.team.leads else Silent()
        self._steps = progress.over(range(workers.left), "Building pages")
        return nav

    def on_env(
        self,
        env: jinja2.Environment,
        *,
        config: MkDocsConfig,
        files: Files,
    ) -> jinja2.Environment:
        """Make the theme's own templates safe for titles that look like markup."""
        build = self._build
        build.workers.reading = False
        if not build.workers.team.leads:
            config.theme.static_templates = set()
            config.extra_templates = []
            config.validation.links.anchors = logging.DEBUG  # the leader checks them all
        build.search.take_template(env)
        # `striptags` turns &lt;script&gt; back into a tag, and themes print its result raw.
        strip = Markup.striptags
        env.filters["striptags"] = lambda text: escape(strip(Markup(text)))  # noqa: S704 - never printed as markup
        env.globals["briefings_message"] = words_in(self._project.settings).message
        env.globals["briefings_search"] = build.search.is_ours
        env.globals["briefings_documentation"] = build.documentation
        return env

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Write a page's Markdown now, in the process that builds it."""
        artifact = self._build.artifact_of(page)
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
        artifact = self._build.artifact_of(page)
        if self._build.is_manual(page):
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
        if self._build.artifact_of(page) is None:
            return self._build.put_away(page, html, files, html)
        article = clean(html)
        # The front matter of an artifact names a checked language, so it needs no escaping.
        named = {name: page.meta.get(name) for name in ("lang", "dir")}
        told = "".join(f' {name}="{value}"' for name, value in named.items() if value)
        shown = in_columns(article)
        return self._build.put_away(
            page, f"<div{told}>{shown}</div>" if told else shown, files, article
        )

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
        context["mkdocs_version"] = SERIES
        self._build.take_out(page)
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Name the theme's search dialog for those who hear the page; keep count."""
        next(self._steps, None)
        output = self._build.search.with_field(output, page.url)
        if self._build.artifact_of(page) is not None:
            output = taken_on(output, page, config)
        self._build.keep(page, output)
        return output

    @event_priority(100)
    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Name in these pages, too, what both programs have in common."""
        context["mkdocs_version"] = SERIES
        return context

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Do the same for pages made from a template alone, such as 404.html."""
        return self._build.search.with_field(output_content, None)

    @event_priority(100)
    def _end_share(self, *, config: MkDocsConfig) -> None:
        """End the processes that have done their share, before a plugin sums up."""
        self._build.hand_in(self._staging.warnings)

    @event_priority(-100)
    def _publish(self, *, config: MkDocsConfig) -> None:
        """Put the finished site in the place of the last one, after every other plugin."""
        places = self._build.places()
        if self._serving:
            self._refresh({*self._build.made(), *places}, Path(config.site_dir))
        elif not self._staging.publish(config):
            return
        self._build.end(places)

    def _refresh(self, places: set[str], site: Path) -> None:
        """Take out of a preview what it no longer consists of."""
        for place in self._shown - places:
            (site / place).unlink(missing_ok=True)
            remove_empty((site / place).parent, site)
        self._shown = places

    on_post_build = CombinedEvent(_end_share, _publish)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing half built."""
        build = getattr(self, "_build", None)  # none where the first build was refused
        if build is not None:
            team = build.workers.team
            if not team.leads:
                log.error("%s", visible(error))
                team.give_up()
            team.dismiss()
        self._staging.abandon()
        if build is not None and isinstance(error, LostError):
            build.cache.forget()  # so that the next build finds nothing, and makes all anew
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
