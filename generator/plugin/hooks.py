"""The MkDocs plugin: hands the artifacts to MkDocs in memory and holds it to our rules.

What it decides is decided elsewhere; this is a shell.
"""

import logging
import shutil
import sys
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

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
from mkdocs.utils import CountHandler, get_relative_url
from mkdocs.utils.templates import TemplateContext

from generator.build import Checked, check_folder
from generator.cache import BRIEFINGS, CACHE, PAGES, digest_of, open_cache
from generator.clean import clean
from generator.diagnostics import has_errors
from generator.messages import N_
from generator.model import Artifact, Searchable, Settings
from generator.plugin.configuration import amend, root_of, search_entries, stamp
from generator.progress import Progress, Silent, Terminal
from generator.report import as_text, summary
from generator.reuse import Reuse
from generator.search import SearchError, build_index, shard_of, slim_page
from generator.settings import parse_moment, parse_page_size
from generator.sharing import Sharing
from generator.team import TeamError
from generator.templating import words_in
from generator.write import WriteError, only_one, swap

__all__ = ["BriefingsPlugin"]

log = logging.getLogger("mkdocs.plugins.briefings")

SLIM = ".slim"
"""Where pages wait for the indexer, in the folder of the site; gone before it is published."""

_SEARCH_DIALOG = 'data-md-component="search" role="dialog"'
"""How Material writes the dialog, which has no name of its own."""


SHARED_WITH = frozenset({"briefings", "search", "material/search"})
"""Plugins known to keep nothing of a page that another process would miss."""


class BriefingsConfig(base.Config):  # type: ignore[no-untyped-call]  # MkDocs types it not
    """Options in `mkdocs.yml`."""

    folder = c.Type(str, default="briefings")
    language = c.Optional(c.Type(str))
    as_of = c.Optional(c.Type((str, datetime)))
    page_size = c.Type(int, default=50)
    catalogs = c.Optional(c.Dir(exists=True))
    search = c.Type(bool, default=True)


class BriefingsPlugin(BasePlugin[BriefingsConfig]):  # type: ignore[no-untyped-call]  # as above
    """Builds the briefings into the site."""

    def __init__(self) -> None:
        super().__init__()
        self._serving = False
        self._progress = Terminal()
        self._good: tuple[Artifact, ...] = ()
        """The artifacts of the last folder without errors."""
        self._artifacts: dict[str, Artifact] = {}
        self._newest: date | None = None
        self._target: Path | None = None
        self._warnings = CountHandler()
        self._sharing = Sharing([], 1, set())
        self._steps = Silent().over(range(0), "")
        self._field = jinja2.Template("")
        """The search's part of the header."""
        self._lock = -1
        """Held by the one build that may write beside the site."""
        self._reuse = Reuse()
        self._contents: dict[str, bytes] = {}
        """Articles that wait to be put into the theme's template."""
        self.cache: Path | None = None
        """Where earlier builds left their pages; our own commands set it."""
        self._shown: set[str] = set()
        """Places of the files that the preview consists of."""
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
        if dirty:
            self.cache = Path(CACHE)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check and render everything before MkDocs touches the last site."""
        if self.cache is not None:
            self.cache = root_of(config) / self.cache
        checked = self._check(config)
        found = checked.diagnostics
        if found:
            sys.stderr.write(as_text(found, root_of(config)) + "\n")
            log.info("Briefings: %s", summary(found))
        if not has_errors(found, strict=bool(config.strict)):
            self._good = checked.artifacts()
        elif self._good and self._serving:
            log.error("The last good briefings stay in the preview until this is mended")
        else:
            raise Abort(f"Briefings: {summary(found)}; nothing was built")
        self._artifacts = {artifact.path: artifact for artifact in self._good}
        self._newest = max((a.updated for a in self._good if a.updated), default=None)
        amend(config, self._settings(config))
        if not self._serving:
            self._stage(config)
        return config

    def _check(self, config: MkDocsConfig) -> Checked:
        try:
            return check_folder(
                root_of(config),
                self._settings(config),
                self.config.folder,
                self._progress,
                cache=open_cache(self.cache, BRIEFINGS, log.info) if self.cache else None,
                jobs=self.jobs,
            )
        except TeamError as error:
            raise Abort(str(error)) from error

    def _settings(self, config: MkDocsConfig) -> Settings:
        language = self.config.language or config.theme.get("language") or "en"
        return Settings(
            site_name=config.site_name,
            language=str(language),
            as_of=parse_moment(self.config.as_of),
            page_size=parse_page_size(self.config.page_size),
            catalogs=self.config.catalogs,
        )

    def _stage(self, config: MkDocsConfig) -> None:
        """Let MkDocs write beside the site; `on_post_build` puts it in the site's place."""
        self._target = Path(config.site_dir)
        config.site_dir = str(self._target.with_name(f"{self._target.name}.building"))
        try:
            self._lock = only_one(self._target.parent, _say_wait)
            shutil.rmtree(config.site_dir, ignore_errors=True)
            Path(config.site_dir).mkdir(parents=True)
        except OSError as error:
            raise Abort(f"{config.site_dir} cannot be written: {error.strerror}") from error
        self._warnings = CountHandler()
        self._warnings.setLevel(logging.WARNING)
        logging.getLogger("mkdocs").addHandler(self._warnings)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the artifacts; a page of the same path in `docs/` stands instead of ours."""
        for artifact in self._artifacts.values():
            if files.get_file_from_path(artifact.path) is None:
                # The text of a page is written when it is read; that of another file is now.
                text = "" if artifact.path.endswith(".md") else artifact.content
                files.append(File.generated(config, artifact.path, content=text))
            else:
                log.info("docs/%s stands in place of the generated page", artifact.path)
        return files

    @event_priority(-100)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Date every page by its artifact, never by the clock, and share the pages out."""
        pages = [file.page for file in files.documentation_pages() if file.page is not None]
        for page in pages:
            artifact = self._of(page)
            updated = (artifact.updated if artifact else None) or self._newest or date(1970, 1, 1)
            page.update_date = updated.isoformat()
        shareable = self._shareable(config)
        self._reuse = Reuse()
        if self.cache is not None and shareable:
            # A preview has another address than the site, and so have its pages.
            folder = self.cache / "preview" if self._serving else self.cache
            cache = open_cache(folder, PAGES, log.info)
            # What a search plugin wants of a page is in the cache alone.
            last = self._target or Path(config.site_dir)
            site = last if search_entries(config) is None else None
            self._reuse = Reuse.begin(cache, stamp(config, nav), site)
        jobs = self.jobs if shareable else 1
        self._sharing = Sharing(pages, jobs, {page.file.src_uri for page in nav.pages})
        self._take_from_cache(files)
        if self._dirty:
            for file in files:
                # MkDocs asks this of each file before it reads, builds or copies it.
                file.is_modified = partial(  # type: ignore[method-assign]
                    self._sharing.is_ours, file.src_uri, is_page=file.is_documentation_page()
                )
        progress: Progress = self._progress if self._sharing.team.leads else Silent()
        self._steps = progress.over(range(self._sharing.left), "Building pages")
        return nav

    def _shareable(self, config: MkDocsConfig) -> bool:
        """Whether no plugin wants to see more of pages than each of them as it is built."""
        return set(config.plugins) <= SHARED_WITH

    def _take_from_cache(self, files: Files) -> None:
        """Put every page of this process's share in place that was made before."""
        for page in self._sharing.mine() if self._reuse.cache else ():
            path, artifact = page.file.src_uri, self._of(page)
            if artifact is None or not self._sharing.can_reuse(path):
                continue
            place = page.file.dest_uri
            kept = self._reuse.find(path, artifact.fingerprint, place, Path(page.file.dest_dir))
            if kept is not None:
                self._sharing.reuse(path, kept)

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
        self._field = env.get_template("partials/briefing-search-field.html")
        strip = Markup.striptags
        env.filters["striptags"] = lambda text: escape(strip(Markup(text)))  # noqa: S704 - never printed as markup
        env.globals["briefings_message"] = words_in(self._settings(config)).message
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
        self._keep_for_search(page, html, config, files)
        # The front matter of an artifact names a checked language, so it needs no escaping.
        lang = page.meta.get("lang") if artifact else None
        html = f'<div lang="{lang}">{html}</div>' if lang else html
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

    def _keep_for_search(self, page: Page, html: str, config: MkDocsConfig, files: Files) -> None:
        """Set a slim copy of a page aside for the indexer."""
        artifact = self._of(page)
        known = artifact.search if artifact else Searchable()
        if not self._searches(config) or known is None or not self._sharing.is_mine(page.file):
            return
        title = artifact.title if artifact else str(page.title)
        language = self._settings(config).language
        pages = ((name, files.get_file_from_path(path)) for name, path in known.chips)
        known = replace(known, chips=tuple((name, file.url) for name, file in pages if file))
        text = slim_page(title, html, known, language)
        self._reuse.slims[page.file.src_uri] = digest_of(text)
        slim = Path(config.site_dir) / SLIM / page.file.dest_uri
        slim.parent.mkdir(parents=True, exist_ok=True)
        slim.write_text(text, "utf-8")

    def _searches(self, config: MkDocsConfig) -> bool:
        """Whether the search of the site is ours, not that of a plugin in `mkdocs.yml`."""
        return self.config.search and search_entries(config) is None

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Name the theme's search dialog for those who hear the page; keep count."""
        next(self._steps, None)
        path = page.file.src_uri
        if self._shareable(config):
            page.content = None
        output = self._with_search(output, page.url, config)
        entries = self._sharing.built(path, search_entries(config))
        anchors, links = self._sharing.links(path)
        slim = Path(config.site_dir) / SLIM / page.file.dest_uri
        kept = {"html": output, "slim": slim, "entries": entries}
        self._reuse.keep(path, {**kept, "anchors": anchors, "links": links})
        if self._sharing.left == 0 and self._sharing.team.leads:
            # The last hook before MkDocs looks at the links of all pages.
            self._take_over(config)
        return output

    def _take_over(self, config: MkDocsConfig) -> None:
        try:
            warnings = self._sharing.take_over(
                search_entries(config), self._reuse.keys, self._reuse.slims
            )
        except TeamError as error:
            raise Abort(str(error)) from error
        if warnings and config.strict:
            log.warning("%d of the warnings above come from another process", warnings)

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Do the same for pages made from a template alone, such as 404.html."""
        return self._with_search(output_content, None, config)

    def _with_search(self, html: str, url: str | None, config: MkDocsConfig) -> str:
        """Put a field for the search into the header, or name the dialog that a plugin put there.

        `url` is the page's own address; None for one that is shown at any address.
        """
        label = escape(words_in(self._settings(config)).message(N_("Search")))
        if not self._searches(config):
            return html.replace(_SEARCH_DIALOG, f'{_SEARCH_DIALOG} aria-label="{label}"', 1)
        page = "search/" if config.use_directory_urls else "search.html"
        base = urlsplit(config.site_url or "/").path
        action = get_relative_url(page, url) if url is not None else f"{base.rstrip('/')}/{page}"
        head, end, tail = html.partition("</nav>")
        field = self._field.render(action=escape(action), label=label)
        return f"{head}{field}{end}{tail}"

    def _of(self, page: Page) -> Artifact | None:
        generated = page.file.generated_by is not None
        return self._artifacts.get(page.file.src_uri) if generated else None

    @event_priority(100)
    def _end_share(self, *, config: MkDocsConfig) -> None:
        """End the processes that have done their share, before a plugin sums up."""
        if not self._sharing.team.leads:
            self._reuse.flush()
            warnings = sum(count for _, count in self._warnings.get_counts())
            self._sharing.hand_in(warnings, self._reuse.keys, self._reuse.slims)

    @event_priority(-100)
    def _publish(self, *, config: MkDocsConfig) -> None:
        """Put the finished site in the place of the last one, after every other plugin."""
        pages = {page.file.src_uri: page.file.dest_uri for page in self._sharing.pages()}
        places = {pages[path]: key for path, key in self._reuse.keys.items()}
        if self._searches(config):
            places.update(self._index(config))
        if self._target is None:
            self._refresh({*pages.values(), *places}, Path(config.site_dir))
            self._reuse.end(Path(config.site_dir), places, self._sharing.links)
            return
        target, self._target = self._target, None
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        if config.strict and self._warnings.get_counts():
            shutil.rmtree(config.site_dir, ignore_errors=True)
            return  # MkDocs itself says why, and ends with an error.
        try:
            swap(Path(config.site_dir), target)
        except WriteError as error:
            raise Abort(str(error)) from error
        config.site_dir = str(target)
        self._reuse.end(target, places, self._sharing.links)

    def _refresh(self, places: set[str], site: Path) -> None:
        """Take out of a preview what it no longer consists of."""
        for place in self._shown - places:
            (site / place).unlink(missing_ok=True)
        self._shown = places

    def _index(self, config: MkDocsConfig) -> dict[str, str]:
        """Make the index of the search from the slim pages, here and in the cache."""
        slim = Path(config.site_dir) / SLIM
        shards: dict[str, dict[str, str]] = {}
        years = [a.search.date[:4] for a in self._good if a.search and a.search.date]
        newest = int(max(years, default="0"))
        for page in self._sharing.pages():
            if page.file.src_uri in self._reuse.slims:
                artifact = self._of(page)
                known = (artifact and artifact.search) or Searchable()
                shard = shards.setdefault(shard_of(known, len(self._artifacts), newest), {})
                shard[page.file.dest_uri] = page.file.src_uri
        language = self._settings(config).language.partition("-")[0]
        try:
            return build_index(slim, Path(config.site_dir), language, self._reuse, shards)
        except SearchError as error:
            raise Abort(str(error)) from error
        finally:
            shutil.rmtree(slim, ignore_errors=True)

    on_post_build = CombinedEvent(_end_share, _publish)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing half built."""
        team = self._sharing.team
        if not team.leads:
            log.error("%s", error)
            team.give_up()
        team.dismiss()
        if self._target is not None:
            logging.getLogger("mkdocs").removeHandler(self._warnings)
            half = self._target.with_name(f"{self._target.name}.building")
            shutil.rmtree(half, ignore_errors=True)
            self._target = None
        if isinstance(error, OSError):
            raise Abort(f"The site cannot be written: {error.strerror}") from error

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: Any,  # noqa: ANN401
    ) -> LiveReloadServer:
        """Reload the browser when a briefing or an entities file is saved."""
        server.watch(str(root_of(config) / self.config.folder))
        return server


def _say_wait() -> None:
    sys.stderr.write("Another build is at work in this folder; waiting for it to end\n")
