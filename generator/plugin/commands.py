"""`briefing build` and `briefing serve`: what MkDocs' own commands do, with our defaults."""

import logging
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config

from generator.plugin.hooks import BriefingsPlugin

__all__ = ["build_site", "serve_site"]


def _log_to_terminal(level: int) -> None:
    """Show what MkDocs says, as its own command does; it speaks through logging."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the architecture page says it once
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)-8s %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.handlers = [handler]
    # In a dirty build MkDocs asks each file whether to build it, which is how pages are shared
    # out and taken from the cache. It warns of the name's dangers, none of which come about.
    logging.getLogger("mkdocs.commands.build").addFilter(_not_of_dirtiness)
    logger.setLevel(level)
    logger.propagate = False


def build_site(  # noqa: PLR0913 - the options of the command
    config_file: Path,
    *,
    site_dir: Path | None,
    as_of: datetime | None,
    strict: bool,
    jobs: int = 1,
    cache: Path | None = None,
) -> str:
    """Build the site as `mkdocs build` does; say what was done. Raises `SystemExit`."""
    _log_to_terminal(logging.WARNING)
    options: dict[str, Any] = {"strict": True} if strict else {}
    if site_dir is not None:
        options["site_dir"] = str(site_dir)
    config = load_config(str(config_file), **options)
    if as_of is not None:
        config.plugins["briefings"].config.as_of = as_of
    plugin = config.plugins["briefings"]
    assert isinstance(plugin, BriefingsPlugin)  # noqa: S101 - the name is ours
    plugin.jobs, plugin.cache = jobs, cache
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build.build(config, dirty=jobs > 1 or cache is not None)
    finally:
        config.plugins.on_shutdown()
    pages, built = plugin.counted()
    return f"The site is in {config.site_dir}; {built:,} of its {pages:,} pages were built now"


def _not_of_dirtiness(record: logging.LogRecord) -> bool:
    return "'dirty' build" not in str(record.msg)


def serve_site(config_file: Path, *, address: str | None) -> None:
    """Serve the site as `mkdocs serve` does, until interrupted."""
    _log_to_terminal(logging.INFO)
    options: dict[str, Any] = {"dev_addr": address} if address else {}
    mkdocs_serve.serve(str(config_file), build_type="dirty", **options)
