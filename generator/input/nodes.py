"""The values of a document, each with its place: what the parser of YAML or of Markdown found."""

from dataclasses import dataclass
from functools import cached_property

from generator.core.diagnostics import Span
from generator.input.text_source import Place, line_at, line_starts, place_at, span_between

__all__ = ["Document", "Mapping", "Node", "Scalar", "Sequence"]

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""How YAML 1.2 core writes "no value" in a plain scalar."""


class Node:
    """One value of a document; the three kinds below are all there are."""

    __slots__ = ("end", "start")

    def __init__(self, start: Place, end: Place) -> None:
        self.start = start
        self.end = end


class Scalar(Node):
    """A text: plain, quoted (`'` or `"`), a block (`|` or `>`), or a Markdown body (`.md`)."""

    __slots__ = ("_starts", "style", "text")

    def __init__(self, start: Place, end: Place, text: str, style: str | None) -> None:
        super().__init__(start, end)
        self.text = text
        self.style = style
        self._starts: list[int] | None = None

    def place_of(self, offset: int) -> Place:
        """Line and column of a character of the text, among the text's own lines."""
        if self._starts is None:
            self._starts = line_starts(self.text)
        return place_at(self._starts, offset)

    def line(self, row: int) -> str | None:
        """One of the text's own lines; None if it has fewer."""
        if self._starts is None:
            self._starts = line_starts(self.text)
        return line_at(self.text, self._starts, row)

    @property
    def is_null(self) -> bool:
        """Whether this is how YAML writes "no value"."""
        return not self.style and self.text in NULLS


class Sequence(Node):
    """A list of nodes."""

    __slots__ = ("items",)

    def __init__(self, start: Place, end: Place) -> None:
        super().__init__(start, end)
        self.items: list[Node] = []


class Mapping(Node):
    """Keys and values in file order; a key that stood twice is reported and kept once."""

    __slots__ = ("items",)

    def __init__(self, start: Place, end: Place) -> None:
        super().__init__(start, end)
        self.items: dict[str, tuple[Scalar, Node]] = {}

    def get(self, key: str) -> Node | None:
        """Return the value of a key, or None."""
        pair = self.items.get(key)
        return pair[1] if pair else None


@dataclass(frozen=True, kw_only=True)
class Document:
    """One file as read: its path, its text and its root node."""

    path: str
    text: str
    """Line ends are `\\n`, without a byte-order mark."""
    root: Mapping

    def span(self, node: Node) -> Span:
        """Where a node stands."""
        return span_between(self.path, node.start, node.end)

    def find(self, location: tuple[str | int, ...], *, key: bool = False) -> Node:
        """The node at a path of keys and indexes, or the nearest one above it that exists.

        With `key`, the key's own node where the last step is a key of a mapping.
        """
        node: Node = self.root
        for depth, step in enumerate(location):
            if isinstance(node, Mapping) and step in node.items:
                name, value = node.items[str(step)]
                node = name if key and depth == len(location) - 1 else value
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            else:
                break
        return node

    def span_within(self, node: Node, start: int, end: int) -> Span:
        """Where characters `start` to `end` of a scalar's text stand in the file.

        Exact for blocks (`|`), Markdown bodies and one-line scalars without escapes; the
        scalar's own span otherwise.
        """
        if not isinstance(node, Scalar):
            return self.span(node)
        first = self._place(node, start)
        last = self._place(node, end)
        if first is None or last is None:
            return self.span(node)
        return span_between(self.path, first, last)

    @cached_property
    def _starts(self) -> list[int]:
        return line_starts(self.text)

    def _place(self, node: Scalar, offset: int) -> Place | None:
        row, column = node.place_of(offset)
        if node.style == ".md":
            return node.start[0] + row, column
        if node.style == "|":
            line = node.start[0] + 1 + row
            raw, shown = line_at(self.text, self._starts, line), node.line(row)
            if raw is not None and shown is not None and raw.endswith(shown):
                return line, len(raw) - len(shown) + column
            return None
        if node.start[0] == node.end[0] and row == 0:
            quote = 1 if node.style in {"'", '"'} else 0
            if node.end[1] - node.start[1] - 2 * quote == len(node.text):
                return node.start[0], node.start[1] + quote + column
        return None
