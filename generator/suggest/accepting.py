"""Writes accepted suggestions into a briefing, and leaves every other byte as it was."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as AnySequence

from generator.core.diagnostics import Collector
from generator.input.yaml_source import Document, Mapping, Node, Scalar, Sequence, parse
from generator.registry.registry import Registry

__all__ = ["AcceptError", "accept", "annotated_with"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


class AcceptError(Exception):
    """A briefing cannot be written to; the message says why, and what to do by hand."""


def accept(path: str, data: bytes, additions: AnyMapping[str, AnySequence[str]]) -> bytes:
    """The bytes of a briefing with ids added to its lists of annotations.

    `additions` are ids by field. Comments, order and line ends stay. Raises `AcceptError` if
    the file is written in a way to which nothing can be added safely.
    """
    before = _read(path, data)
    text = data.decode("utf-8")
    line_end = "\r\n" if "\r\n" in text else "\n"
    lines = [match[0] for match in _LINE.finditer(text) if match[0]]
    inserts: list[tuple[int, int, str]] = []
    for field, ids in additions.items():
        if ids:
            inserts.append(_insert(before, lines, field, ids, line_end))
    for line, column, piece in sorted(inserts, reverse=True):
        if line >= len(lines):
            lines.append(piece)
        else:
            lines[line] = lines[line][:column] + piece + lines[line][column:]
    changed = "".join(lines).encode("utf-8")
    _compare(before, _read(path, changed), additions, path)
    return changed


def annotated_with(document: Document, registry: Registry) -> dict[str, frozenset[str]]:
    """Ids of the entities in each list of annotations, however the briefing writes them."""
    return {
        kind.field: frozenset(
            key.partition("/")[2]
            for text in _references(document.root.get(kind.field))
            for key in registry.find(text, kind.name)
        )
        for kind in registry.kinds
    }


def _references(node: Node | None) -> Iterator[str]:
    for item in node.items if isinstance(node, Sequence) else ():
        reference = item.get("id") if isinstance(item, Mapping) else item
        if isinstance(reference, Scalar):
            yield reference.text


def _read(path: str, data: bytes) -> Document:
    found = Collector()
    document = parse(path, data, found)
    if document is None:
        first = next(iter(found))
        raise AcceptError(f"{path}:{first.span.line}: {first.message}. {first.hint}")
    return document


def _insert(
    document: Document, lines: list[str], field: str, ids: AnySequence[str], line_end: str
) -> tuple[int, int, str]:
    """Line, column and text of what adds ids to a field."""
    node = document.root.get(field)
    mark = 1 if lines[0].startswith("\ufeff") else 0
    if node is None:
        return _new_field(document, lines, f"{field}: [{', '.join(ids)}]{line_end}")
    if not isinstance(node, Sequence):
        raise AcceptError(f"{document.path}: {field} is not a list; make it one first")
    line, column = node.end
    close = column - 1 + (mark if line == 0 else 0)
    if line < len(lines) and lines[line][close : close + 1] == "]":
        before = lines[line][:close]
        lead = ", " if node.items else ""
        if not before.strip():
            # What is put before a bracket in the column of its key would not be indented.
            last, at = node.items[-1].end if node.items else (node.start[0], node.start[1] + 1)
            return last, at + (mark if last == 0 else 0), lead + ", ".join(ids)
        if node.items and before.rstrip().endswith(","):
            lead = "" if before.endswith(" ") else " "
        return line, close, lead + ", ".join(ids)
    indent = " " * node.start[1]
    after = _line_after(_last(node).end, lines)
    return after, 0, "".join(f"{indent}- {one}{line_end}" for one in ids)


def _last(node: Node) -> Node:
    """The scalar or bracketed list with which a node ends; a block's own end is further on."""
    while isinstance(node, (Sequence, Mapping)) and node.items:
        if isinstance(node, Sequence):
            inner = node.items[-1]
        else:
            _, inner = next(reversed(node.items.values()))
        if inner.end[0] == node.end[0] and inner.end < node.end:
            return node  # a bracket closes it on the same line
        node = inner
    return node


def _line_after(end: tuple[int, int], lines: list[str]) -> int:
    """The line below the one on which a value ends."""
    line, column = end
    return line + 1 if column > 0 and line < len(lines) else line


def _new_field(document: Document, lines: list[str], piece: str) -> tuple[int, int, str]:
    """A field that was not there stands before the sources, else before the body, else last."""
    for name in ("judgements", "sources", "body"):
        if name in document.root.items:
            key, value = document.root.items[name]
            if isinstance(value, Scalar) and value.style == ".md":
                break
            return _above_comments(key.start[0], lines), 0, piece
    if lines[0].lstrip("\ufeff").startswith("---") and document.path.endswith(".md"):
        close = next(i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
        return close, 0, piece
    if lines and not lines[-1].endswith(("\n", "\r")):
        piece = "\n" + piece
    return len(lines), 0, piece


def _above_comments(line: int, lines: list[str]) -> int:
    while line > 0 and lines[line - 1].lstrip().startswith("#"):
        line -= 1
    return line


def _compare(
    before: Document, after: Document, additions: AnyMapping[str, AnySequence[str]], path: str
) -> None:
    """Raise unless the new text says what the old one did, and the additions."""
    old, new = _value(before.root), _value(after.root)
    assert isinstance(old, dict)  # noqa: S101 - a root is a mapping
    for field, ids in additions.items():
        if ids:
            old[field] = [*old.get(field, []), *ids]
    if old != new:
        wanted = "; ".join(f"{field}: {', '.join(ids)}" for field, ids in additions.items() if ids)
        raise AcceptError(f"{path} is written in an unusual way. Please add by hand: {wanted}")


def _value(node: object) -> object:
    if isinstance(node, Mapping):
        return {key: _value(value) for key, (_, value) in node.items.items()}
    if isinstance(node, Sequence):
        return [_value(item) for item in node.items]
    assert isinstance(node, Scalar)  # noqa: S101 - there are three kinds of nodes
    return node.text
