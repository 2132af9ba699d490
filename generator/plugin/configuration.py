"""The configuration of MkDocs: what this plugin needs of it, and what pages depend on in it."""

import json
import logging
import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from generator.core.diagnostics import Collector, Span
from generator.core.report import as_text
from generator.input.config import Project, read_project
from generator.input.mkdocs_file import ConfigurationError, read_config
from generator.plugin.platform import NAME, RELEASE, log
from generator.plugin.preview import RefusedError
from generator.render.navigation import default_navigation
from generator.runtime.cache import digest_of, digest_of_files, program
from generator.runtime.replacing import Guard, ReplaceError, is_site, judge, judge_addition
from generator.schema.settings import Settings

__all__ = [
    "amend",
    "check_links",
    "check_published",
    "read",
    "root_of",
    "search_entries",
    "stamp",
]

EXTENSIONS = ("attr_list", "footnotes", "admonition", "pymdownx.details")
"""Markdown extensions that the templates use, besides the three MkDocs always loads."""

_NOT_OF_PAGES = frozenset({"site_dir", "docs_dir", "strict", "config_file_path", "dev_addr"})
"""Settings that no page shows; folders differ from machine to machine."""


def root_of(config: MkDocsConfig) -> Path:
    """The site's folder: that of its configuration."""
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent


def read(config: MkDocsConfig, as_of: datetime | None, cache: Path | None) -> Project:
    """What this site's owner decided; raise `Abort` if it cannot be used.

    It is read from the same files that MkDocs read, so that both shells understand them alike and
    what is wrong is said with its place. What came to MkDocs by an option or by another plugin is
    taken from there: name and address, the form of addresses, and the two folders.
    """
    try:
        project = read_project(Path(config.config_file_path or "mkdocs.yml"), as_of)
        project = replace(
            project,
            docs=Path(config.docs_dir),
            settings=replace(
                project.settings,
                site_name=config.site_name,
                site_url=config.site_url or "",
                directory_urls=config.use_directory_urls,
            ),
        )
        try:
            judge(Path(config.site_dir), project.guards(cache=cache), is_site)
        except ReplaceError as error:
            is_there = Path(config.site_dir) == Path(os.path.abspath(project.site))  # noqa: PTH100 - as MkDocs does
            found, name = Collector(), "site_dir" if is_there else "--site-dir"
            span = project.site_span if is_there else Span(path=project.site_span.path)
            found.report(error.code, f"{name}: {error}", span)
            raise ConfigurationError(tuple(found), project.root) from error
    except ConfigurationError as error:
        raise _abort(error) from error
    return project


def check_links(config: MkDocsConfig, files: Files, kept: tuple[Guard, ...]) -> None:
    """Raise `Abort` for files of `docs` that are links to what the site must not show.

    MkDocs follows links. One may lead to a file elsewhere in the site's folder, such as its
    README, but not out of it, nor to briefings, the cache or a repository.
    """
    root, docs, found = root_of(config), Path(config.docs_dir).resolve(), Collector()
    secret = tuple(one for one in kept if one.is_closed and one.path.resolve() != docs)
    for file in files:
        if file.src_dir != config.docs_dir or file.abs_src_path is None:
            continue
        place = Path(file.abs_src_path).resolve()
        if place.is_relative_to(docs):
            continue
        try:
            outside = not place.is_relative_to(root)
            judge_addition(place, secret)
        except ReplaceError:
            outside = True
        if outside:
            shown = (docs.relative_to(root) if docs.is_relative_to(root) else docs) / file.src_uri
            span = Span(path=shown.as_posix())
            found.report("symbolic-link", "This link leads to what is not to be shown", span)
    if tuple(found):
        raise _abort(ConfigurationError(tuple(found), root))


def check_published(config: MkDocsConfig, files: Files, generated: Iterable[str]) -> None:
    """Raise `Abort` if settings of MkDocs leave out of the site all pages of briefings."""
    ours = [file for path in generated if (file := files.get_file_from_path(path)) is not None]
    pages = [file for file in ours if file.is_documentation_page()]
    left_out = [file.src_uri for file in pages if file.inclusion.is_excluded()]  # type: ignore[no-untyped-call]  # MkDocs types it not
    if not left_out:
        return
    if len(left_out) < len(pages):
        log.warning(
            "%d generated pages, %s first, are left out of the site by exclude_docs or draft_docs",
            len(left_out),
            left_out[0],
        )
        return
    written = read_config(Path(config.config_file_path or "mkdocs.yml"))
    node = written.find("exclude_docs") or written.find("draft_docs")
    found = Collector()
    message = "exclude_docs or draft_docs leaves every page of the briefings out of the site"
    found.report("nothing-published", message, written.span(node))
    raise _abort(ConfigurationError(tuple(found), written.root))


def _abort(error: ConfigurationError) -> Abort:
    sys.stderr.write(as_text(error.found, error.root) + "\n")
    said = "The configuration cannot be used; nothing was built"
    return RefusedError(said, error.found, error.root)


def amend(config: MkDocsConfig, settings: Settings) -> None:
    """Set what the generated pages need and a site's owner should not have to know."""
    for extension in EXTENSIONS:
        if extension not in config.markdown_extensions:
            config.markdown_extensions.append(extension)
    _amend_theme(config)
    if config.nav is None:
        docs = Path(config.docs_dir)
        own = [path.name for path in docs.glob("*.md")]
        config.nav = default_navigation(settings, own)
    if config.validation.links.anchors == logging.INFO:  # what MkDocs does by default
        config.validation.links.anchors = logging.WARNING
    config.validation.nav.omitted_files = logging.DEBUG  # the navigation is short on purpose


def _amend_theme(config: MkDocsConfig) -> None:
    """Put our templates, styles and scripts behind the owner's own, before the theme's."""
    theme = str(resources.files("generator").joinpath("theme"))
    if theme not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, theme)
    for style in ("assets/briefing-maps.css", "assets/briefings.css"):
        if style not in config.extra_css:
            config.extra_css.insert(0, style)
    for script in ("assets/briefing-search.js", "assets/briefing-page.js"):
        if script not in config.extra_javascript:
            config.extra_javascript.append(script)
    features = config.theme["features"] = list(config.theme.get("features") or ())
    if "navigation.tabs" not in features:
        features.append("navigation.tabs")  # the pages have no menu beside them
    config.theme["font"] = False  # fonts come from another server otherwise


def stamp(config: MkDocsConfig, nav: Navigation, settings: Settings) -> str:
    """A digest of all that every page depends on besides its own content."""
    folders = (config.theme.custom_dir, settings.catalogs)
    own = [digest_of_files(Path(folder)) for folder in folders if folder]
    menu = [
        (page.file.src_uri, page.url, "" if page.file.generated_by else page.file.content_string)
        for page in nav.pages
    ]
    options = {name: dict(plugin.config) for name, plugin in config.plugins.items()}
    theme = {name: config.theme[name] for name in config.theme}
    chosen = {name: value for name, value in config.items() if name not in _NOT_OF_PAGES}
    # What is no plain value, such as a compiled pattern, is told by its type alone.
    written = json.dumps(
        [chosen, theme, options], sort_keys=True, default=lambda value: type(value).__name__
    )
    return digest_of(program(), NAME, RELEASE, own, menu, written)


def search_entries(config: MkDocsConfig) -> list[Any] | None:
    """The list in which Material's search plugin, or MkDocs' own, keeps what it will write."""
    plugin = config.plugins.get("material/search") or config.plugins.get("search")
    index = getattr(plugin, "search_index", None)
    entries: list[Any] | None = getattr(index, "entries", getattr(index, "_entries", None))
    return entries
