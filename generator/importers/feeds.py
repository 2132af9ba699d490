"""Reads feeds: RSS 2.0 and 1.0, Atom (RFC 4287), and WordPress' exports, which are RSS."""

import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from generator.importers.files import UnreadableError, read_bounded
from generator.importers.publicity import is_sign
from generator.importers.records import ArchiveError, Record, Refusal, Value

__all__ = ["read_feed"]

_LARGEST = 200_000_000
"""Bytes of a feed; more are not read."""
_DEEPEST = 100
"""Levels of elements; a feed has some ten, an entry with XHTML in it a few more."""
_ITEMS = frozenset({"item", "entry"})
_BODIES = ("encoded", "content")
_MANY = frozenset({"category", "author", "creator"})
"""Elements of which there can be several, all of which count."""


def read_feed(path: Path) -> Iterator[Record | Refusal]:
    """Items and entries of a feed. Raises `ArchiveError`."""
    try:
        data = read_bounded(path, _LARGEST, follow=True)
    except UnreadableError as error:
        raise ArchiveError(f"{path}: {error}") from None
    _look_through(path, data)
    number = 0
    above: list[ET.Element] = []
    for event, element in ET.iterparse(io.BytesIO(data), ("start", "end")):  # noqa: S314 - looked through above
        if event == "start":
            above.append(element)
            continue
        above.pop()
        if _name(element) in _ITEMS and not any(_name(one) in _ITEMS for one in above):
            number += 1
            yield _record(f"{path.name}, item {number}", element)
        if above and not any(_name(one) in _ITEMS for one in above):
            above[-1].remove(element)  # or else the whole feed would be held in memory
    if not number:
        raise ArchiveError(f"{path} is XML, and no feed: it has neither items nor entries")


def _look_through(path: Path, data: bytes) -> None:
    """Raise `ArchiveError` for what is no XML, or XML that is a trap.

    Entities can name files and grow for ever; elements in elements end at the depth of a stack.
    """
    depth = 0

    def refuse(*_: object) -> int:
        raise ArchiveError(f"{path} declares entities of its own, which are not taken; remove them")

    def enter(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            line = parser.CurrentLineNumber
            raise ArchiveError(f"{path}, line {line}: elements are nested deeper than {_DEEPEST}")

    def leave(_: object) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    parser.StartElementHandler = enter
    parser.EndElementHandler = leave
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own signature
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise ArchiveError(f"{path} is not XML: {error}") from None


def _name(element: ET.Element) -> str:
    """The name of an element without its namespace; comments have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _record(origin: str, item: ET.Element) -> Record:
    values: dict[str, Value] = {}
    for child in item:
        name, text = _value(child)
        if not name or not (text or is_sign(name)):
            continue
        before = values.get(name)
        if before is None:
            values[name] = text
        elif name in _MANY or is_sign(name):
            values[name] = [*([before] if isinstance(before, str) else before), text]
    body = next((_first(values.pop(name)) for name in _BODIES if name in values), "")
    body = body or _first(values.get("description") or values.get("summary") or "")
    return Record(origin=origin, values=values, body=body, is_html=True)


def _first(value: Value) -> str:
    return value if isinstance(value, str) else value[0]


def _value(child: ET.Element) -> tuple[str, str]:
    """The name of an element and its text, or what stands for it in an attribute or inside."""
    name = _name(child)
    inner = {_name(one): "".join(one.itertext()).strip() for one in child}
    if name == "link" and child.get("href"):
        return (
            ("link", child.get("href", ""))
            if child.get("rel", "alternate") == "alternate"
            else ("", "")
        )
    if name in _MANY and "name" in inner:  # of a person in Atom, who has a mailbox as well
        return name, inner["name"]
    if name == "control" and "draft" in inner:  # the Atom Publishing Protocol (RFC 5023)
        return "draft", inner["draft"]
    if name == "encoded" and "excerpt" in str(child.tag):  # WordPress' own summary
        return "excerpt", "".join(child.itertext()).strip()
    text = "".join(child.itertext()).strip()
    return name, text or child.get("term", "") or (child.get("state", "") if is_sign(name) else "")
