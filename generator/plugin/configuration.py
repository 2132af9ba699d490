"""The configuration of MkDocs: what this plugin needs of it, and what pages depend on in it."""

import json
import logging
from importlib import resources
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation

from generator.cache import digest_of, digest_of_files, program
from generator.model import Settings
from generator.navigation import default_navigation

__all__ = ["amend", "root_of", "search_entries", "stamp"]

EXTENSIONS = ("attr_list", "footnotes", "admonition")
"""Markdown extensions that the templates use, besides the three MkDocs always loads."""

_NOT_OF_PAGES = frozenset({"site_dir", "docs_dir", "strict", "config_file_path", "dev_addr"})
"""Settings that no page shows; folders differ from machine to machine."""


def root_of(config: MkDocsConfig) -> Path:
    """The site's folder: that of its configuration."""
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent


def amend(config: MkDocsConfig, settings: Settings) -> None:
    """Set what the generated pages need and a site's owner should not have to know."""
    for extension in EXTENSIONS:
        if extension not in config.markdown_extensions:
            config.markdown_extensions.append(extension)
    theme = str(resources.files("generator").joinpath("theme"))
    if theme not in config.theme.dirs:
        # Behind the owner's own overrides, before the theme itself.
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, theme)
    if "assets/briefings.css" not in config.extra_css:
        config.extra_css.insert(0, "assets/briefings.css")
    script = "assets/briefing-search.js"
    if script not in config.extra_javascript:
        config.extra_javascript.append(script)
    config.theme["font"] = False  # fonts come from another server otherwise
    if config.nav is None:
        config.nav = default_navigation(settings)
    if config.validation.links.anchors == logging.INFO:  # what MkDocs does by default
        config.validation.links.anchors = logging.WARNING
    config.validation.nav.omitted_files = logging.DEBUG  # the navigation is short on purpose


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
    return digest_of(program(), own, menu, written)


def search_entries(config: MkDocsConfig) -> list[Any] | None:
    """The list in which Material's search plugin, or MkDocs' own, keeps what it will write."""
    plugin = config.plugins.get("material/search") or config.plugins.get("search")
    index = getattr(plugin, "search_index", None)
    entries: list[Any] | None = getattr(index, "entries", getattr(index, "_entries", None))
    return entries
