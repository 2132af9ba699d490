"""Text to nodes that know their place: YAML 1.2 core, and Markdown with front matter.

The C parser of PyYAML gives events; they are composed here without recursion, so that
neither depth nor size of the input can end in anything but a diagnostic. Scalars stay
text until a field types them: `NO` is two letters, `010` three digits, `12:30` a text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.core.diagnostics import Collector, Span
from generator.input.syntax_errors import explain_all, has_conflict
from generator.input.text_source import (
    BIDI,
    CONTROL,
    Place,
    decode,
    line_at,
    line_starts,
    place_at,
    span_between,
)
from generator.input.yaml_strict import Breach, Strictness

__all__ = ["Document", "Mapping", "Node", "Scalar", "Sequence", "parse"]

MAX_DEPTH = 20
MAX_VALUES = 20_000
"""Keys, values and ends of lists in a briefing; one with 300 sources has about 5,000."""

FREE_TEXTS = frozenset(
    {"title", "summary", "text", "basis", "note", "outcome", "place", "publisher", "authors"}
    | {"name", "aliases", "weak_aliases", "previous_names", "names", "scope_note", "indicators"}
    | {"headquarters", "body"}
)
"""Fields of running text or names, in which a number sign may be part of what is meant."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""How YAML 1.2 core writes "no value" in a plain scalar."""

_LOST = re.compile(r"[ \t]++(#(?![\s#!-])[^\n]*+)")
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


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


def parse(path: str, data: bytes, found: Collector, most: int | None = None) -> Document | None:
    """Read one file; `.md` takes front matter and a body, everything else YAML alone.

    Of more than `most` keys and values nothing is kept.
    Returns None when there is nothing to go on with; every reason is in `found`.
    """
    text = decode(path, data, found)
    if text is None or has_conflict(path, text, found):
        return None
    if not text.strip():
        found.report("empty-file", "The file is empty", Span(path=path))
        return None
    if not path.endswith(".md"):
        root = _compose(path, text, 0, found, most)
        return None if root is None else Document(path=path, text=text, root=root)
    fences = list(_FENCE.finditer(text))
    if len(fences) < 2 or fences[0].start() != 0:  # noqa: PLR2004 - an opening and a closing one
        begun = bool(fences) and fences[0].start() == 0
        problem = "The front matter has no end" if begun else "The file has no front matter"
        found.report("no-front-matter", problem, Span(path=path))
        return None
    head, tail = fences[0].end() + 1, fences[1]
    root = _compose(path, text[head : tail.start()], 1, found, most)
    if root is None:
        return None
    line = text.count("\n", 0, tail.start()) + 1
    rest = text[tail.end() + 1 :]
    body = Scalar((line, 0), (line + rest.count("\n"), 0), rest, ".md")
    if "body" in root.items:
        key = root.items["body"][0]
        span = span_between(path, key.start, key.end)
        found.report("duplicate-key", "body stands in the front matter and below it", span)
    root.items["body"] = (body, body)
    return Document(path=path, text=text, root=root)


def _compose(
    path: str, text: str, first_line: int, found: Collector, most: int | None
) -> Mapping | None:
    """Compose the events of one document into its root mapping."""
    composer = _Composer(path, text, first_line, found, most)
    try:
        root = composer.run(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        explain_all(path, text, first_line, error, found)
        return None
    except yaml.YAMLError as error:  # the reader's errors carry an offset only
        found.report("yaml-syntax", f"The text is not YAML: {error}", Span(path=path))
        return None
    if composer.failed:
        return None
    if root is None or (isinstance(root, Scalar) and root.is_null):
        found.report("empty-file", "The file has no fields", Span(path=path))
        return None
    if not isinstance(root, Mapping):
        span = span_between(path, root.start, root.end)
        found.report(
            "wrong-type", "The file is not a mapping of fields", span, "Begin it with `title: …`."
        )
        return None
    return root


class _Composer:
    """Builds nodes from events with a stack of its own instead of recursion."""

    def __init__(
        self, path: str, text: str, first_line: int, found: Collector, most: int | None
    ) -> None:
        self._path = path
        self._text = text
        self._first = first_line
        self._found = found
        self._most = most
        self._stack: list[tuple[Node, Scalar | None]] = []
        self._key: Scalar | None = None
        self._root: Node | None = None
        self._starts: list[int] | None = None
        self.failed = False

    def run(self, events: Iterator[yaml.Event]) -> Node | None:
        documents = 0
        for event in self._no_more_than_allowed(self._looked_at(events)):
            if isinstance(event, ScalarEvent):
                self._check(event)
                self._look_for_lost_text(event)
                self._add(Scalar(*self._places(event), event.value, event.style))
            elif isinstance(event, MappingStartEvent):
                self._check(event)
                self._open(Mapping(*self._places(event)))
            elif isinstance(event, SequenceStartEvent):
                self._check(event)
                self._open(Sequence(*self._places(event)))
            elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
                node, self._key = self._stack.pop()
                node.end = self._places(event)[1]
                self._attach(node)
            elif isinstance(event, AliasEvent):
                name = f"*{event.anchor}"
                self._fail("yaml-alias", f"{name} is a YAML alias", event)
                self._add(Scalar(*self._places(event), name, "*"))
            elif isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._fail("yaml-documents", "A second document begins here", event)
                    break
            if self.failed and len(self._stack) >= MAX_DEPTH:
                break
        return self._root

    def _no_more_than_allowed(self, events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
        for number, event in enumerate(events):
            if self._most is not None and number > self._most:
                message = f"The file has more than {self._most:,} keys and values"
                self._fail("file-too-large", message, event)
                return
            yield event

    def _places(self, event: yaml.Event) -> tuple[Place, Place]:
        start, end = event.start_mark, event.end_mark
        assert start is not None  # noqa: S101 - the C parser marks every event
        assert end is not None  # noqa: S101 - as above
        return (start.line + self._first, start.column), (end.line + self._first, end.column)

    def _looked_at(self, events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
        """The events; a rule broken that leaves no doubt of what is meant is only reported."""
        strictness = Strictness(self._text)
        for event in events:
            for breach in strictness.see(event):
                self._report(breach)
            yield event

    def _report(self, breach: Breach) -> None:
        if self._starts is None:
            self._starts = line_starts(self._text)
        line, column = place_at(self._starts, breach.offset)
        place = (line + self._first, column)
        span = span_between(self._path, place, (place[0], column + 1))
        self._found.report(breach.code, breach.message, span, breach.hint)

    def _fail(self, code: str, message: str, event: yaml.Event) -> None:
        self.failed = True
        self._found.report(code, message, span_between(self._path, *self._places(event)))

    def _check(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
        if event.anchor is not None:
            self._fail("yaml-alias", f"&{event.anchor} is a YAML anchor", event)
        if event.tag is not None:
            self._fail("yaml-tag", f"{event.tag} is a YAML tag", event)
        if isinstance(event, ScalarEvent) and event.style == '"':
            self._check_escapes(event)

    def _look_for_lost_text(self, event: ScalarEvent) -> None:
        """Warn where a number sign that was meant as a letter begins a comment."""
        key = self._key or (self._stack[-1][1] if self._stack else None)
        if event.style or key is None or key.text not in FREE_TEXTS:
            return
        assert event.end_mark is not None  # noqa: S101 - as in _places
        match = _LOST.match(self._text, event.end_mark.index)
        if match is None:
            return
        line, column = event.end_mark.line + self._first, event.end_mark.column
        width = match.end() - match.start()
        lost = match[1].rstrip()
        whole = f"{event.value} {lost}".strip()
        quoted = f'"{whole}"' if '"' not in whole and "\\" not in whole else "quotation marks"
        place = column + width - len(match[1])
        span = span_between(self._path, (line, place), (line, place + len(lost)))
        message = f"“{lost}” is not in the text of {key.text}: YAML takes it for a comment"
        hint = f"Put the whole text in quotation marks: {quoted}"
        self._found.report("lost-text", message, span, hint)

    def _check_escapes(self, event: ScalarEvent) -> None:
        """What may not stand in a file may not come into a value by its number either."""
        assert event.start_mark is not None  # noqa: S101 - as in _places
        assert event.end_mark is not None  # noqa: S101 - as above
        written = self._text[event.start_mark.index : event.end_mark.index]
        span = span_between(self._path, *self._places(event))
        for code, what, signs in (
            ("control-character", "control", CONTROL),
            ("bidi-control", "invisible", BIDI),
        ):
            match = signs.search(event.value)
            if match and match[0] not in written:
                message = f"The text holds the {what} character U+{ord(match[0]):04X} as an escape"
                self._found.report(code, message, span)

    def _open(self, node: Node) -> None:
        if len(self._stack) >= MAX_DEPTH:
            span = span_between(self._path, node.start, node.end)
            self._found.report("yaml-depth", f"Values are nested {MAX_DEPTH + 1} deep here", span)
            self.failed = True
        self._stack.append((node, self._key))
        self._key = None

    def _add(self, node: Scalar) -> None:
        if self._stack and isinstance(self._stack[-1][0], Mapping) and self._key is None:
            self._key = node
            return
        self._attach(node)

    def _attach(self, node: Node) -> None:
        """Give a finished node to the collection that is open."""
        if not self._stack:
            self._root = node
            return
        parent = self._stack[-1][0]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif isinstance(parent, Mapping):
            self._put(parent, node)

    def _put(self, parent: Mapping, node: Node) -> None:
        key, self._key = self._key, None
        if key is None:  # a mapping or list used as a key
            self.failed = True
            span = span_between(self._path, node.start, node.end)
            self._found.report("wrong-type", "A key must be one word", span, "Use a field's name.")
            self._key = Scalar(node.start, node.end, "", "?")
            return
        if key.text in parent.items:
            span = span_between(self._path, key.start, key.end)
            self._found.report("duplicate-key", f"{key.text} stands twice", span)
        else:
            parent.items[key.text] = (key, node)
