"""Reads archives: a folder of Markdown with front matter, an RSS or Atom feed, a CSV table."""

import csv
import io
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from generator.diagnostics import Collector
from generator.importers.mapping import value_of
from generator.importers.records import Record, Refusal, Value
from generator.source import MAX_BYTES, Mapping, Node, parse

__all__ = ["FORMS", "ArchiveError", "read_archive"]

_LARGEST = 200_000_000
"""Bytes of a feed or a table; more are not read."""


class ArchiveError(Exception):
    """An archive cannot be read at all; the message says why and what to do."""


def read_archive(path: Path, form: str | None = None) -> Iterator[Record | Refusal]:
    """Read an archive of a form, or of the one its name shows. Raises `ArchiveError`."""
    if form is None:
        form = "markdown" if path.is_dir() else _BY_SUFFIX.get(path.suffix.lower())
    if form is None:
        raise ArchiveError(f"{path} is no folder, and its name ends in none of .xml, .rss, .csv …")
    return FORMS[form](path)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise ArchiveError(f"{path} has more than {_LARGEST:,} bytes; cut it into pieces")
        return path.read_bytes()
    except OSError as error:
        raise ArchiveError(f"{path} cannot be read: {error.strerror}") from None


def read_markdown(folder: Path) -> Iterator[Record | Refusal]:
    """Files with front matter, of Jekyll, Hugo or MkDocs; links are not followed."""
    if not folder.is_dir():
        raise ArchiveError(f"{folder} is not a folder")
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in {".md", ".markdown"} or path.is_symlink():
            continue
        origin = path.relative_to(folder).as_posix()
        try:
            data = path.read_bytes()
        except OSError as error:
            yield Refusal(origin=origin, reason=f"it cannot be read: {error.strerror}")
            continue
        yield _record_of(origin, data, path.stem)


def _record_of(origin: str, data: bytes, stem: str) -> Record | Refusal:
    if data.lstrip(b"\xef\xbb\xbf").startswith(b"+++"):
        return _with_toml(origin, data, stem)
    found = Collector()
    document = parse(f"{origin}.md", data, found)
    if document is None:
        first = next(iter(found))
        return Refusal(origin=origin, reason=f"line {first.span.line}: {first.message}")
    values = dict(_flat("", document.root))
    body = values.pop("body", "")
    return Record(
        origin=origin, values=values, body=body if isinstance(body, str) else "", stem=stem
    )


def _flat(prefix: str, node: Mapping) -> Iterator[tuple[str, Value]]:
    for name, (_, inner) in node.items.items():
        if isinstance(inner, Mapping):
            yield from _flat(f"{prefix}{name}.", inner)
        elif (value := _text_of(inner)) is not None:
            yield f"{prefix}{name}", value


def _text_of(node: Node) -> Value | None:
    value = value_of(node)
    return None if value in ("", "~", "null") else value


def _with_toml(origin: str, data: bytes, stem: str) -> Record | Refusal:
    """Front matter as Hugo may have it, between lines of three plus signs."""
    if len(data) > MAX_BYTES:
        return Refusal(origin=origin, reason=f"it has {len(data):,} bytes")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        _, head, body = text.split("+++\n", 2)
        table = tomllib.loads(head)
    except (ValueError, RecursionError) as error:
        return Refusal(origin=origin, reason=f"its front matter is not TOML: {error}")
    return Record(origin=origin, values=dict(_flat_table("", table)), body=body, stem=stem)


def _flat_table(prefix: str, table: dict[str, object]) -> Iterator[tuple[str, Value]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat_table(f"{prefix}{name}.", value)
        elif isinstance(value, list):
            yield f"{prefix}{name}", [str(item) for item in value]
        else:
            yield f"{prefix}{name}", str(value).lower() if isinstance(value, bool) else str(value)


_ITEMS = ("{*}item", "{*}entry")
_HTML = frozenset({"encoded", "content", "description", "summary"})


def read_feed(path: Path) -> Iterator[Record | Refusal]:
    """Items of RSS 2.0 and 1.0, entries of Atom (RFC 4287)."""
    data = _read(path)
    _refuse_entities(path, data)
    try:
        root = ET.fromstring(data)  # noqa: S314 - what declares an entity was refused above
    except (ET.ParseError, ValueError, LookupError) as error:
        raise ArchiveError(f"{path} is not XML: {error}") from None
    items = [item for name in _ITEMS for item in root.iterfind(f".//{name}")]
    if not items:
        raise ArchiveError(f"{path} is XML, and no feed: it has neither items nor entries")
    for number, item in enumerate(items, start=1):
        values: dict[str, Value] = {}
        for child in item:
            name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
            text = "".join(child.itertext()).strip()
            if (
                name == "link"
                and child.get("href")
                and child.get("rel", "alternate") == "alternate"
            ):
                text = str(child.get("href"))
            elif name == "category" and not text:
                text = child.get("term", "")
            if not text or not name:
                continue
            before = values.get(name)
            if before is None:
                values[name] = text
            elif name == "category":
                values[name] = [*([before] if isinstance(before, str) else before), text]
        body = next((str(values.pop(n)) for n in ("encoded", "content") if n in values), "")
        body = body or str(values.get("description") or values.get("summary") or "")
        origin = f"{path.name}, item {number}"
        yield Record(origin=origin, values=values, body=body, is_html=True)


def _refuse_entities(path: Path, data: bytes) -> None:
    """Raise `ArchiveError` for XML that defines entities: they can name files and grow for ever."""

    def refuse(*_: object) -> int:
        raise ArchiveError(f"{path} declares entities of its own, which are not taken; remove them")

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own signature
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise ArchiveError(f"{path} is not XML: {error}") from None


def read_table(path: Path) -> Iterator[Record | Refusal]:
    """Rows of a CSV file with a line of names at its head (RFC 4180), in UTF-8."""
    try:
        text = _read(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ArchiveError(
            f"{path} is not text in UTF-8 (byte {error.start}); save it anew"
        ) from None
    if "\x00" in text:
        raise ArchiveError(f"{path} holds a NUL byte; it is no table")
    csv.field_size_limit(MAX_BYTES)
    head = text.partition("\n")[0]
    dialect = _Semicolon if head.count(";") > head.count(",") else csv.excel
    rows = csv.reader(io.StringIO(text, newline=""), dialect, strict=True)
    try:
        names = [name.strip() for name in next(rows, [])]
        if not any(names) or len(set(names)) != len(names):
            raise ArchiveError(f"{path} has no line of different names at its head")
        for row in rows:
            if any(value.strip() for value in row):
                yield _row(f"{path.name}, line {rows.line_num}", names, row)
    except csv.Error as error:  # where a row ends can no longer be told
        yield Refusal(origin=f"{path.name}, line {rows.line_num}", reason=f"{error}")


def _row(origin: str, names: list[str], row: list[str]) -> Record | Refusal:
    if len(row) != len(names):
        reason = f"it has {len(row)} values, and the head has {len(names)} names"
        return Refusal(origin=origin, reason=reason)
    values = {n: v.strip() for n, v in zip(names, row, strict=True) if n and v.strip()}
    return Record(origin=origin, values=values)


class _Semicolon(csv.excel):
    """As spreadsheets write it where the comma is the decimal sign."""

    delimiter = ";"


FORMS = {"markdown": read_markdown, "feed": read_feed, "csv": read_table}
_BY_SUFFIX = {".xml": "feed", ".rss": "feed", ".atom": "feed", ".csv": "csv"}
