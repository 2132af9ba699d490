"""The file `mkdocs.yml` as nodes with their places, read without MkDocs and without a surprise.

MkDocs takes a wider YAML than briefings do: anchors, aliases and tags of its own. Here nothing
is made of a tag, and an alias neither leads into itself nor stands for more than a file can hold.
"""

import io
import os
from dataclasses import dataclass
from functools import reduce
from os.path import relpath
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from generator.core.diagnostics import Collector, Diagnostic, Span
from generator.input.inheritance import (
    EnvironmentTagError,
    laid_over,
    with_environment,
    with_merge_keys,
)
from generator.input.text_source import MAX_BYTES

__all__ = ["ConfigFile", "ConfigurationError", "read_config"]

_Mark: TypeAlias = Any  # the C parser and the other have classes of their own for it
_Problem: TypeAlias = tuple[str, str, _Mark]
"""Code, message and place."""

_DEPTH = 50
_NODES = 200_000
"""How much a file may hold once each alias is written out."""
_PARENTS = 20
"""How many files may inherit from one another."""


class ConfigurationError(Exception):
    """What is wrong with the configuration, each problem with its place."""

    def __init__(self, found: tuple[Diagnostic, ...], root: Path) -> None:
        super().__init__("; ".join(f"{one.span.path}: {one.message}" for one in found))
        self.found = found
        self.root = root
        """The folder that the paths are relative to."""


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """A configuration that was read, with all that it inherits and takes from the environment."""

    root: Path
    """The site's folder: the one it is in."""
    path: str
    """Its own name, as problems show it."""
    top: yaml.Node
    """Its mapping; each node knows the file that it was written in."""
    inherited: tuple[Path, ...] = ()
    """The files that it inherits from."""

    def find(self, *keys: str, top: yaml.Node | None = None) -> yaml.Node | None:
        """The value under keys that lead into one another; of two the same, the last."""
        node: yaml.Node | None = top or self.top
        for key in keys:
            node = child(node, key)
        return node

    def span(self, node: yaml.Node | None) -> Span:
        """The place of a node: a value where it begins and ends, a collection's first line."""
        if node is None:
            return Span(path=self.path)
        start, end = node.start_mark, node.end_mark
        ends_there = isinstance(node, yaml.ScalarNode) and start.line == end.line
        return Span(
            path=start.name,
            line=start.line + 1,
            column=start.column + 1,
            end_line=start.line + 1,
            end_column=end.column + 1 if ends_there else start.column + 1,
        )

    def plugin(self, name: str) -> yaml.Node | None:
        """What stands under a plugin; None if the file does not name it, or nothing is there."""
        plugins = self.find("plugins")
        if isinstance(plugins, yaml.SequenceNode):
            options = [found for one in plugins.value if (found := child(one, name)) is not None]
            return options[-1] if options else None
        return child(plugins, name)


def child(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """The value of a key in a mapping; None for what is none."""
    if isinstance(node, yaml.MappingNode):
        for name, value in reversed(node.value):
            if isinstance(name, yaml.ScalarNode) and name.value == key:
                return value  # type: ignore[no-any-return]  # the stubs do not type node.value
    return None


def read_config(config: Path) -> ConfigFile:
    """Read a configuration, and lay it over those that it inherits from, as MkDocs does.

    Raises `FileNotFoundError` if there is none, and `ConfigurationError` for a file that is not
    YAML with a mapping, that contains itself, or inherits from itself or from what is not there.
    """
    if not config.exists():
        raise FileNotFoundError(config)
    root = config.resolve().parent
    chain = _chain(config, root)
    trees = [file.top for _, file in reversed(chain)]
    inherited = tuple(place for place, _ in chain[1:])
    # From the last parent on: a text between two mappings keeps them apart.
    return ConfigFile(root, chain[0][1].path, reduce(laid_over, trees), inherited)


def _read(config: Path, root: Path) -> ConfigFile:
    shown = relpath(config.absolute(), root).replace("\\", "/")
    shown = shown.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    found = Collector()
    node = _compose(config, shown, found)
    if node is not None and not tuple(found):
        try:
            node = with_environment(node, os.environ)
        except EnvironmentTagError as error:
            found.report("bad-setting", str(error), _at(shown, error.node.start_mark))
    if node is None or tuple(found):
        raise ConfigurationError(tuple(found), root)
    return ConfigFile(root, shown, node)


class _Named(io.StringIO):
    """A text that tells the parser of its file, which then stands in every mark."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.name = name


def _compose(config: Path, shown: str, found: Collector) -> yaml.Node | None:
    """The mapping in a file; None and a word to `found` if there is none that can be used."""
    text = _text_of(config, shown, found)
    if text is None:
        return None
    node = None
    try:
        problem = _unsound(text)
        node = None if problem else yaml.compose(_Named(text, shown), Loader=yaml.CSafeLoader)
        if node is not None:
            with_merge_keys(node)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or str(error).partition("\n")[0]
        problem = "yaml-syntax", f"This is not YAML: {said}", mark
    if problem:
        code, message, mark = problem
        found.report(code, message, _at(shown, mark))
    elif node is None:
        hint = "Write at least site_name and plugins: [briefings]."
        found.report("empty-file", "The configuration is empty", Span(path=shown), hint)
    elif not isinstance(node, yaml.MappingNode):
        hint = "Write settings as “name: value”, beginning with site_name."
        message = "The configuration is not a mapping from names to settings"
        found.report("wrong-type", message, Span(path=shown), hint)
    return node


def _text_of(config: Path, shown: str, found: Collector) -> str | None:
    """The text of a regular file; None and a word to `found` if it is none, or not to be read."""
    place = Span(path=shown)
    try:
        if not config.is_file():
            found.report("unreadable-file", "This is not a regular file", place)
        elif (size := config.stat().st_size) > MAX_BYTES:
            found.report("file-too-large", f"The file has {size:,} bytes", place)
        else:
            return config.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found.report("not-utf8", f"Byte {error.start + 1} is not UTF-8", place)
    except OSError as error:
        found.report("unreadable-file", error.strerror or "It cannot be read", place)
    return None


def _at(shown: str, mark: _Mark | None) -> Span:
    if mark is None:
        return Span(path=shown)
    line, column = mark.line + 1, mark.column + 1
    return Span(path=shown, line=line, column=column, end_line=line, end_column=column)


def _unsound(text: str) -> _Problem | None:
    """What keeps a text from being made into nodes and walked through, if anything does."""
    walk = _Walk()
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        problem = walk.take(event)
        if problem:
            return *problem, event.start_mark
    return None


class _Walk:
    """How far the events of a text have led."""

    def __init__(self) -> None:
        self._documents = 0
        self._count = 0
        """Of nodes, each alias written out."""
        self._sizes: dict[str | None, int] = {}
        """Name of an anchor to how many nodes an alias of it stands for."""
        self._open: list[tuple[str | None, int]] = []
        """Of the collections we are in, with the count when each began."""

    def take(self, event: yaml.Event) -> tuple[str, str] | None:
        """Go on by one event; return the code and the message of a problem if it is one."""
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
            case yaml.AliasEvent():
                if any(event.anchor == name for name, _ in self._open):
                    return "configuration-circle", f"What is called &{event.anchor} contains itself"
                self._count += self._sizes.get(event.anchor, 1)
            case yaml.ScalarEvent():
                self._count += 1
                self._sizes[event.anchor] = 1
            case yaml.CollectionStartEvent():
                self._open.append((event.anchor, self._count))
                self._count += 1
            case yaml.CollectionEndEvent():
                name, before = self._open.pop()
                self._sizes[name] = self._count - before
        if self._documents > 1:
            return "yaml-documents", "The configuration goes on in a second document"
        if len(self._open) > _DEPTH:
            return "bad-setting", "This is nested too deep"
        if self._count > _NODES:
            return "bad-setting", "Aliases make this too large"
        return None


def _chain(config: Path, root: Path) -> list[tuple[Path, ConfigFile]]:
    """A configuration and those that it inherits from, one after the other.

    Raises `ConfigurationError` if they are no chain.
    """
    seen = {config.resolve()}
    here, read, found = config, _read(config, root), Collector()
    files = [(here, read)]
    while (node := read.find("INHERIT")) is not None:
        span = read.span(node)
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip() or "\0" in node.value:
            found.report("wrong-type", "INHERIT is the path of a file", span)
            break
        here = Path(os.path.normpath(here.parent / node.value))  # as MkDocs does
        if here.resolve() in seen or len(seen) > _PARENTS:
            message = f"{node.value} inherits from this file, or from too many"
            found.report("configuration-circle", message, span)
            break
        if not here.is_file():
            hint = "Write the path of the file, as seen from the folder of this one."
            message = f"There is no file {node.value} to inherit from"
            found.report("unreadable-file", message, span, hint)
            break
        seen.add(here.resolve())
        read = _read(here, root)
        files.append((here, read))
    if tuple(found):
        raise ConfigurationError(tuple(found), root)
    return files
