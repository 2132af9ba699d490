"""What `mkdocs.yml` says that concerns the generator, read without MkDocs."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click
import yaml

from generator.model import Settings
from generator.own_kinds import parse_kinds

__all__ = ["Project", "parse_moment", "parse_page_size", "read_project"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A site's folder and what its owner decided."""

    root: Path
    config: Path
    folder: str
    docs: Path
    settings: Settings


def parse_moment(text: object) -> datetime | None:
    """A date-time with a zone from `as_of`; None if it is not given.

    Raises `click.UsageError` for anything else: an embargo must not end by a misreading.
    """
    if text is None or text == "":
        return None
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise click.UsageError(
            f"as_of is {str(text)!r}, not a date-time with a zone like 2024-11-27T09:00:00+05:00"
        )
    return moment


def parse_page_size(text: object) -> int:
    """How many briefings a list shows on a page; raise `click.UsageError` for no such number."""
    try:
        size = int(str(text))
    except ValueError:
        size = 0
    if size < 2:  # noqa: PLR2004 - pages are filled by halves
        raise click.UsageError(f"page_size is {str(text)!r}, not a number of 2 or more")
    return size


def read_project(config: Path, as_of: datetime | None = None) -> Project:
    """Read the configuration; raise `click.UsageError` if there is none that can be read."""
    try:
        node = yaml.compose(config.read_text("utf-8"), Loader=yaml.CSafeLoader)
    except FileNotFoundError:
        raise click.UsageError(
            f"There is no {config}. Change into the site's folder, or name its "
            "configuration with --config-file."
        ) from None
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise click.UsageError(f"{config} cannot be read: {error}") from None
    plugin = _plugin_options(node)
    theme = _value(node, "theme")
    language = _text(plugin, "language") or _text(theme, "language") or "en"
    moment = _text(plugin, "as_of")
    return Project(
        root=config.resolve().parent,
        config=config,
        folder=_text(plugin, "folder") or "briefings",
        docs=config.resolve().parent / (_text(node, "docs_dir") or "docs"),
        settings=Settings(
            site_name=_text(node, "site_name") or "Briefings",
            language=language,
            as_of=as_of or parse_moment(moment),
            own_kinds=parse_kinds(_plain(_value(plugin, "kinds"))),
            page_size=parse_page_size(_text(plugin, "page_size") or 50),
            catalogs=_text(plugin, "catalogs"),
        ),
    )


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == key:
                return value  # type: ignore[no-any-return]  # the stubs do not type node.value
    return None


def _text(node: yaml.Node | None, key: str) -> str | None:
    """A scalar's text; a value taken from the environment (`!ENV`) counts as not given."""
    value = _value(node, key)
    if isinstance(value, yaml.ScalarNode) and not value.tag.startswith("!"):
        return str(value.value) or None
    return None


def _plain(node: yaml.Node | None) -> object:
    """A node as mappings, lists and texts."""
    if isinstance(node, yaml.MappingNode):
        return {str(name.value): _plain(value) for name, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return node.value if isinstance(node, yaml.ScalarNode) else None


def _plugin_options(node: yaml.Node | None) -> yaml.Node | None:
    plugins = _value(node, "plugins")
    if isinstance(plugins, yaml.MappingNode):
        return _value(plugins, "briefings")
    for item in plugins.value if isinstance(plugins, yaml.SequenceNode) else ():
        if (options := _value(item, "briefings")) is not None:
            return options
    return None
