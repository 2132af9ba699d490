"""The search in the pages that MkDocs builds: its field, and what is set aside for the indexer."""

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from generator.content.model import Artifact, Searchable
from generator.core.messages import N_
from generator.core.visible import visible
from generator.incremental.page_cache import PageCache
from generator.plugin.configuration import search_entries
from generator.render.templating import words_in
from generator.runtime.cache import digest_of
from generator.schema.settings import Settings
from generator.search.index import LostError, SearchError, build_index, shard_of, slim_page

__all__ = ["Searching"]

SLIM = ".slim"
"""Where pages wait for the indexer, in the folder of the site; gone before it is published."""

_DIALOG = 'data-md-component="search" role="dialog"'
"""How Material writes the dialog of its own search, which has no name of its own."""


class Searching:
    """The search of one build."""

    def __init__(self, config: MkDocsConfig, settings: Settings, *, wanted: bool) -> None:
        self._config = config
        self._settings = settings
        self._wanted = wanted
        self._field = jinja2.Template("")

    @property
    def is_ours(self) -> bool:
        """Whether the site has this search, not that of a plugin in `mkdocs.yml`."""
        return self._wanted and search_entries(self._config) is None

    def take_template(self, env: jinja2.Environment) -> None:
        """Take the search's part of the header from the theme."""
        self._field = env.get_template("partials/briefing-search-field.html")

    def with_field(self, html: str, url: str | None) -> str:
        """Put a field for the search into the header, or name the dialog that a plugin put there.

        `url` is the page's own address; None for one that is shown at any address.
        """
        label = escape(words_in(self._settings).message(N_("Search")))
        if not self.is_ours:
            return html.replace(_DIALOG, f'{_DIALOG} aria-label="{label}"', 1)
        page = "search/" if self._config.use_directory_urls else "search.html"
        base = urlsplit(self._config.site_url or "/").path
        action = get_relative_url(page, url) if url is not None else f"{base.rstrip('/')}/{page}"
        head, end, tail = html.partition("</nav>")
        field = self._field.render(action=escape(action), label=label)
        return f"{head}{field}{end}{tail}"

    def slim_of(self, page: Page) -> Path:
        """The file of the slim copy of a page, whether it is there or not."""
        return Path(self._config.site_dir) / SLIM / page.file.dest_uri

    def set_aside(
        self, page: Page, html: str, artifact: Artifact | None, files: Files, reuse: PageCache
    ) -> None:
        """Keep a slim copy of a page for the indexer."""
        known = artifact.search if artifact else Searchable()
        if not self.is_ours or known is None:
            return
        title = artifact.title if artifact else str(page.title)
        pages = ((name, files.get_file_from_path(path)) for name, path in known.chips)
        known = replace(known, chips=tuple((name, file.url) for name, file in pages if file))
        text = slim_page(title, html, known, self._settings.language)
        reuse.kept.slims[page.file.src_uri] = digest_of(text)
        slim = self.slim_of(page)
        slim.parent.mkdir(parents=True, exist_ok=True)
        slim.write_text(text, "utf-8", newline="\n")

    def index(
        self, pages: Iterable[Page], artifacts: Mapping[str, Artifact], reuse: PageCache
    ) -> dict[str, str]:
        """Make the index from the slim pages, here and in the cache; see `build_index`."""
        shards: dict[str, dict[str, str]] = {}
        dates = (one.search.date for one in artifacts.values() if one.search)
        newest = max(dates, default="")[:4]
        for page in pages:
            path = page.file.src_uri
            if path in reuse.kept.slims:
                artifact = artifacts.get(path) if page.file.generated_by else None
                known = (artifact and artifact.search) or Searchable()
                shard = shards.setdefault(shard_of(known, len(artifacts), newest), {})
                shard[page.file.dest_uri] = path
        site = Path(self._config.site_dir)
        language = self._settings.language.partition("-")[0]
        try:
            return build_index(site / SLIM, site, language, reuse, shards)
        except LostError:
            raise  # whoever called can build without what was kept
        except SearchError as error:
            raise Abort(visible(error)) from error
        finally:
            shutil.rmtree(site / SLIM, ignore_errors=True)
