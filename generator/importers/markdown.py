"""Reads folders of Markdown with front matter, in YAML or TOML: Jekyll, Hugo, MkDocs, Obsidian."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from generator.diagnostics import Collector
from generator.importers.files import Found, UnreadableError, read_bounded, walk
from generator.importers.publicity import judge, opted_in, withheld_by_place
from generator.importers.records import ArchiveError, Record, Refusal, Value, visible
from generator.importers.signs import FOLDERS, OPT_IN, key_of
from generator.source import Mapping as MappingNode
from generator.source import Node, Scalar, Sequence, parse

__all__ = ["read_markdown"]

_SUFFIXES = frozenset({".md", ".markdown"})
_LARGEST = 1_000_000
"""Bytes of a file; the longest text that a briefing takes has fewer."""
_LARGEST_TOML = 32_768
"""Bytes of front matter in TOML."""
_LONGEST_KEY = 1_000
"""Characters, those of what it stands in included."""
_MOST_VALUES = 5_000
_LONG_KEY = re.compile(
    r"""(?<![\w-]) (?: (?: [\w-]+ | "[^"\n]*" | '[^'\n]*' ) [ \t]*\.[ \t]* ){32}""", re.VERBOSE
)
"""A key in TOML of more parts than there is a use for; the time to read one grows as the square."""
_OPT_IN = re.compile(
    rb"^[\"']?(dg[-_]?publish|publish)[\"']?[ \t]*[:=][ \t]*[\"']?(?:true|yes|on|1)\b",
    re.MULTILINE | re.IGNORECASE,
)
_HEAD_END = re.compile(rb"^(?:---|\+\+\+)[ \t]*\r?$", re.MULTILINE)

_Plain: TypeAlias = "str | list[_Plain] | dict[str, _Plain]"


def read_markdown(folder: Path) -> Iterator[Record | Refusal]:
    """Files with front matter; links are not followed. Raises `ArchiveError`."""
    if not folder.is_dir():
        raise ArchiveError(f"{folder} is not a folder")
    found = [one for one in walk(folder) if _is_wanted(one)]
    customs = _customs(folder, found)
    for one in found:
        origin = "/".join(one.parts) or "."
        if one.problem:
            yield Refusal(origin=origin, reason=one.problem)
        elif hidden := next((part for part in one.parts if part.startswith(".")), None):
            yield Refusal(origin=origin, reason=f"it is hidden, or in a hidden folder ({hidden})")
        else:
            yield _read(origin, one, customs)


def _is_wanted(one: Found) -> bool:
    """Whether a file is Markdown, or may hide some."""
    if one.path.suffix.lower() in _SUFFIXES:
        return True
    return bool(one.problem) and (not one.path.is_symlink() or one.path.is_dir())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Customs:
    """What holds for all files of an archive, or of a folder in it."""

    top: str
    """Why nothing in it is public."""
    opt_in: frozenset[str]
    """The keys of which one marks each public file."""
    sections: Mapping[tuple[str, ...], str]
    """Why nothing in a folder is, by its path."""


def _customs(folder: Path, found: list[Found]) -> _Customs:
    """Look at every file for what it says of others. What cannot be read is named later."""
    above = folder.absolute().parts
    inside = next((name for name in above if name.casefold() in {"_drafts", ".trash"}), "")
    if above[-1].casefold() in FOLDERS:
        inside = above[-1]
    opt_in: set[str] = set()
    sections: dict[tuple[str, ...], str] = {}
    for one in found:
        try:
            data = b"" if one.problem else read_bounded(one.path, _LARGEST)
        except UnreadableError:
            continue
        ends = list(_HEAD_END.finditer(data, 0, _LARGEST_TOML))[:2]
        head = data[: ends[-1].start()] if ends else b""
        opt_in |= {key_of(match[1].decode()) for match in _OPT_IN.finditer(head)}
        if one.path.stem == "_index" and isinstance(record := _parsed("", data, ""), Record):
            said = judge(record.values, texts=(), dates=(), now=datetime.now(UTC))
            if said.withheld or said.embargo:
                reason = said.withheld[0] if said.withheld else f"embargoed until {said.embargo}"
                sections[one.parts[:-1]] = f"its section is not public: {reason}"
    top = f"it lies in a folder {visible(inside)}" if inside else ""
    return _Customs(top=top, opt_in=frozenset(opt_in & OPT_IN), sections=sections)


def _read(origin: str, one: Found, customs: _Customs) -> Record | Refusal:
    try:
        data = read_bounded(one.path, _LARGEST)
    except UnreadableError as error:
        return Refusal(origin=origin, reason=str(error))
    *folders, name = one.parts
    within = (customs.sections.get(tuple(folders[:depth])) for depth in range(len(one.parts)))
    withheld = customs.top or withheld_by_place(folders, name) or next(filter(None, within), "")
    record = _parsed(origin, data, one.path.stem, withheld)
    if isinstance(record, Record) and not withheld and customs.opt_in:
        opted = {key_of(key) for key in opted_in(record.values)}
        if not opted & customs.opt_in:
            return replace(record, withheld="it lacks the mark that others have to be public")
    return record


def _parsed(origin: str, data: bytes, stem: str, withheld: str = "") -> Record | Refusal:
    """A record of a file's bytes."""
    try:
        if data.lstrip(b"\xef\xbb\xbf").startswith(b"+++"):
            head, body = _toml(data)
        else:
            head, body = _yaml(origin, data)
        values = _flat(head)
    except _NoFrontMatterError as error:
        return Refusal(origin=origin, reason=str(error))
    return Record(origin=origin, values=values, body=body, stem=stem, withheld=withheld)


class _NoFrontMatterError(Exception):
    """A file has no front matter that can be read; the message says why."""


def _yaml(origin: str, data: bytes) -> tuple[dict[str, _Plain], str]:
    found = Collector()
    document = parse(f"{origin}.md", data, found)
    if document is None:
        first = next(iter(found))
        raise _NoFrontMatterError(f"line {first.span.line}: {first.message}")
    head = {key: _plain(node) for key, (_, node) in document.root.items.items() if key != "body"}
    _, body = document.root.items["body"]
    return head, body.text if isinstance(body, Scalar) else ""


def _plain(node: Node) -> _Plain:
    """A node without its places; the reader of YAML has bounded its depth."""
    if isinstance(node, Scalar):
        return "" if node.is_null else node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    assert isinstance(node, MappingNode)  # noqa: S101 - there is no fourth kind
    return {key: _plain(inner) for key, (_, inner) in node.items.items()}


def _toml(data: bytes) -> tuple[dict[str, _Plain], str]:
    """Front matter as Hugo and Zola have it, between lines of three plus signs."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        if text.count("+++\n") < 2:  # noqa: PLR2004 - one before and one behind
            raise _NoFrontMatterError("its front matter has no end")
        _, head, body = text.split("+++\n", 2)
        if len(head) > _LARGEST_TOML:
            raise _NoFrontMatterError(f"its front matter has {len(head):,} characters")
        if _LONG_KEY.search(head):
            raise _NoFrontMatterError("its front matter has a key of more than 32 parts")
        return {key: _of_toml(value) for key, value in tomllib.loads(head).items()}, body
    except RecursionError:
        raise _NoFrontMatterError("its front matter is nested too deep") from None
    except ValueError as error:
        raise _NoFrontMatterError(f"its front matter is not TOML: {visible(str(error))}") from None


def _of_toml(value: object) -> _Plain:
    """A value as text. Raises `ValueError` for a number of more digits than Python writes."""
    if isinstance(value, dict):
        return {key: _of_toml(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_of_toml(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _flat(head: dict[str, _Plain]) -> dict[str, Value]:
    """Values by keys joined with dots; lists of texts stay lists, of others each item has a number.

    What is said twice is a list, so that no second value hides the first. Raises
    `_NoFrontMatterError` for more values than an article has.
    """
    values: dict[str, Value] = {}
    waiting: list[tuple[str, _Plain]] = list(reversed(head.items()))
    while waiting:
        key, value = waiting.pop()
        if len(key) > _LONGEST_KEY or len(values) > _MOST_VALUES:
            raise _NoFrontMatterError("its front matter has too many values, or too long a key")
        if isinstance(value, dict) and value:
            waiting += [(f"{key}.{name}", inner) for name, inner in reversed(value.items())]
        elif isinstance(value, list) and not all(isinstance(item, str) for item in value):
            waiting += [(f"{key}.{number}", inner) for number, inner in enumerate(value)][::-1]
        else:
            texts = [value] if isinstance(value, str) else [str(item) for item in value or ()]
            before = values.get(key)
            if before is not None:
                values[key] = [*([before] if isinstance(before, str) else before), *texts]
            else:
                values[key] = value if isinstance(value, str) else texts
    return values
