"""`briefing build` and `briefing serve`: what MkDocs' own commands do, with our defaults."""

import logging
import os
import re
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from click import ClickException
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from generator.core.diagnostics import Collector
from generator.input.mkdocs_file import ConfigurationError, read_config
from generator.plugin.hooks import BriefingsPlugin
from generator.plugin.platform import logger_of
from generator.plugin.preview import Preview, check_address
from generator.runtime.replacing import mark_site
from generator.search.index import LostError

__all__ = ["build_site", "serve_site"]

_OF_SETTING = re.compile(r"Config value '([^']*)': (.*)", re.DOTALL)
"""How MkDocs says what is wrong with a setting."""


def _log_to_terminal(level: int) -> None:
    """Show what MkDocs says, as its own command does; it speaks through logging."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the architecture page says it once
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)-8s %(message)s"))
    logger = logger_of()
    logger.handlers = [handler]
    # In a dirty build MkDocs asks each file whether to build it, which is how pages are shared
    # out and taken from the cache. It warns of the name's dangers, none of which come about.
    logger_of("commands.build").addFilter(_not_of_dirtiness)
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
    """Build the site as `mkdocs build` does; say what was done.

    Raises `SystemExit`, and `ConfigurationError` before anything is built.
    """
    _log_to_terminal(logging.WARNING)
    options: dict[str, Any] = {"strict": True} if strict else {}
    if site_dir is not None:
        options["site_dir"] = str(site_dir)
    try:
        return _build(config_file, options, as_of, jobs, cache)
    except LostError as error:
        logger_of().info("%s; building all anew", error)
        return _build(config_file, options, as_of, jobs, cache)


def _build(
    config_file: Path,
    options: dict[str, Any],
    as_of: datetime | None,
    jobs: int,
    cache: Path | None,
) -> str:
    config = _load(config_file, options)
    plugin = _plugin_of(config)
    if as_of is not None:
        plugin.as_of = as_of
    plugin.jobs, plugin.cache = jobs, cache
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build.build(config, dirty=jobs > 1 or cache is not None)
    finally:
        config.plugins.on_shutdown()
    pages, built = plugin.counted()
    done = f"The site is in {config.site_dir}; {built:,} of its {pages:,} pages were built now"
    return f"{done}. Of the briefings {plugin.withheld}" if plugin.withheld else done


def _load(config_file: Path, options: dict[str, Any]) -> MkDocsConfig:
    """The configuration as MkDocs reads it, with our plugin; raises `ConfigurationError`."""
    errors: list[tuple[str, str]] = []

    def hear(record: logging.LogRecord) -> bool:
        """Keep what MkDocs says of a setting, instead of its line without a place."""
        match = _OF_SETTING.fullmatch(record.getMessage())
        if match and record.levelno >= logging.ERROR:
            errors.append((match[1], match[2]))
            return False
        return True

    logger = logger_of("config")
    logger.addFilter(hear)
    try:
        config = load_config(str(config_file), **options)
    except Abort as error:
        if not errors:
            raise
        raise _wrong(config_file, [("bad-setting", *one) for one in errors]) from error
    except (ClickException, OSError):
        raise  # with a message of MkDocs' own
    except Exception as error:  # it takes many a wrong type for a right one, and falls over it
        message = f"MkDocs cannot use this configuration ({type(error).__name__}: {error})"
        raise _wrong(config_file, [("bad-setting", "", message)]) from error
    finally:
        logger.removeFilter(hear)
    if "briefings" not in config.plugins:
        message = "The plugin briefings is not among the plugins"
        raise _wrong(config_file, [("missing-plugin", "plugins", message)])
    return config


def _wrong(config_file: Path, problems: list[tuple[str, str, str]]) -> ConfigurationError:
    """An error for problems, each a code, the setting it is in, and a message."""
    file, found = read_config(config_file), Collector()
    for code, setting, message in problems:
        node = file.find(setting) if setting else None
        said = " ".join(message.split())  # some of MkDocs' have several lines
        found.report(code, f"{setting}: {said}" if setting else said, file.span(node))
    return ConfigurationError(tuple(found), file.root)


def _not_of_dirtiness(record: logging.LogRecord) -> bool:
    return "'dirty' build" not in str(record.msg)


def serve_site(config_file: Path, *, address: str | None, drafts: bool = False) -> None:
    """Serve the site as `mkdocs serve` does, until interrupted; no mistake ends it.

    With `drafts` it shows what is not published, too, and keeps nothing for later runs.
    """
    _log_to_terminal(logging.INFO)
    options: dict[str, Any] = {"dev_addr": address} if address else {}
    with TemporaryDirectory(prefix="mkdocs_") as site:
        mark_site(Path(site))
        _serve(config_file, {**options, "site_dir": site}, Path(site), drafts=drafts)


def _serve(config_file: Path, options: dict[str, Any], site: Path, *, drafts: bool) -> None:
    config = _load(config_file, options)
    host, port = config.dev_addr
    check_address(host, port)
    mount = urlsplit(config.site_url or "/").path
    first: list[MkDocsConfig] = [config]

    def build() -> None:
        """Build as `mkdocs serve` does: the first time with what is read already."""
        now = first.pop() if first else _load(config_file, options)
        now.site_url = server.url
        plugin = _plugin_of(now)
        plugin.is_guarded, plugin.shows_drafts = True, drafts
        mkdocs_build.build(now, serve_url=server.url, dirty=not drafts)

    # What a dirty build keeps would hold the drafts.
    config.plugins.on_startup(command="serve", dirty=not drafts)
    preview = Preview(site, mount)
    builder = preview.guarded(build)
    server = LiveReloadServer(
        builder=builder, host=host, port=port, root=str(site), mount_path=mount
    )
    server.error_handler = partial(_error_page, site)
    preview.wrap(server)
    try:
        builder()
        for place in (config.docs_dir, str(config_file)):
            server.watch(place)
        server = config.plugins.on_serve(server, config=config, builder=builder)
        for place in config.watch:
            server.watch(place)
        try:
            server.serve()  # type: ignore[no-untyped-call]  # MkDocs types it not
        except OSError:
            check_address(host, port)  # taken since it was looked at
            raise
        except KeyboardInterrupt:
            logger_of().info("Shutting down...")
        finally:
            server.shutdown()
    finally:
        config.plugins.on_shutdown()


def _error_page(site: Path, code: int) -> bytes | None:
    """The site's own page for an error, if it has one."""
    page = site / f"{code}.html"
    return page.read_bytes() if page.is_file() else None


def _plugin_of(config: MkDocsConfig) -> BriefingsPlugin:
    plugin = config.plugins["briefings"]
    assert isinstance(plugin, BriefingsPlugin)  # noqa: S101 - the name is ours
    return plugin
