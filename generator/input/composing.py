"""Events of YAML to nodes, and what is refused or lost on the way.

Composed without recursion, so that neither depth nor size of the input can end in anything but a
diagnostic.
"""

from collections.abc import Iterator

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

from generator.core.diagnostics import Collector
from generator.input.mistakes.cause import quoted
from generator.input.mistakes.lost_text import lost_comment, lost_heading, lost_hyphen
from generator.input.nodes import Mapping, Node, Scalar, Sequence
from generator.input.text_source import (
    BIDI,
    CONTROL,
    Place,
    line_starts,
    place_at,
    span_between,
)
from generator.input.yaml_strict import Breach, Strictness

__all__ = ["Composer"]

MAX_DEPTH = 20


class Composer:
    """Builds nodes from events with a stack of its own instead of recursion."""

    def __init__(
        self, path: str, text: str, first_line: int, found: Collector, most: int | None
    ) -> None:
        self._path = path
        self._text = text
        self._first = first_line
        self._found = found
        self.doubtful = Collector()
        """What the parser lets pass: rules of YAML broken, text lost. If it stops later this may be
        no more than what follows from the reason."""
        self._most = most
        self._stack: list[tuple[Node, Scalar | None]] = []
        self._key: Scalar | None = None
        self._root: Node | None = None
        self._starts: list[int] | None = None
        self._joined: Mapping | None = None
        """An entry that the next one was joined to."""
        self.failed = False

    def run(self, events: Iterator[yaml.Event]) -> Node | None:
        """The root of the first document; None if there is none, or too deep or long to be kept."""
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
                self._fail_text("yaml-alias", "aliases", event)
                self._add(Scalar(*self._places(event), f"*{event.anchor}", "*"))
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
        place = self._place(breach.offset)
        span = span_between(self._path, place, (place[0], place[1] + 1))
        self.doubtful.report(breach.code, breach.message, span, breach.hint)

    def _place(self, offset: int) -> Place:
        if self._starts is None:
            self._starts = line_starts(self._text)
        line, column = place_at(self._starts, offset)
        return line + self._first, column

    def _fail(self, code: str, message: str, event: yaml.Event, hint: str | None = None) -> None:
        self.failed = True
        self._found.report(code, message, span_between(self._path, *self._places(event)), hint)

    def _fail_text(self, code: str, what: str, event: ScalarEvent | AliasEvent) -> None:
        """Refuse what begins with a sign that YAML keeps for itself, and was hardly meant so."""
        assert event.start_mark is not None  # noqa: S101 - as in _places
        assert event.end_mark is not None  # noqa: S101 - as above
        written = self._text[event.start_mark.index : event.end_mark.index].split("\n")[0]
        head = f"{self._key.text}:" if self._key else "-"
        message = f"A text cannot begin with {written[:1]} without quotation marks"
        hint = f"Write it so: {quoted(head, written)}; {what} of YAML are not accepted."
        self._fail(code, message, event, hint)

    def _check(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
        if isinstance(event, ScalarEvent) and (event.anchor or event.tag):
            code, what = ("yaml-alias", "anchors") if event.anchor else ("yaml-tag", "tags")
            self._fail_text(code, what, event)
        elif event.anchor is not None:
            self._fail("yaml-alias", f"&{event.anchor} is a YAML anchor", event)
        elif event.tag is not None:
            self._fail("yaml-tag", f"{event.tag} is a YAML tag", event)
        if isinstance(event, ScalarEvent) and event.style == '"':
            self._check_escapes(event)

    def _look_for_lost_text(self, event: ScalarEvent) -> None:
        """Warn of what stands in the file and will not be where it was meant to be."""
        key = self._key or (self._stack[-1][1] if self._stack else None)
        if key is None or event.style in {"'", '"'}:
            return
        assert event.start_mark is not None  # noqa: S101 - as in _places
        assert event.end_mark is not None  # noqa: S101 - as above
        start, end = event.start_mark.index, event.end_mark.index
        losses = (
            (lost_heading(self._text, end, key.text),)
            if event.style
            else (
                lost_comment(self._text, end, key.text, event.value),
                lost_hyphen(self._text, start, end, self._column_of_hyphen())
                if event.end_mark.line > event.start_mark.line
                else None,
            )
        )
        for loss in losses:
            if loss is not None:
                span = span_between(self._path, self._place(loss.start), self._place(loss.end))
                self.doubtful.report(loss.code, loss.message, span, loss.hint)

    def _column_of_hyphen(self) -> int | None:
        """Where the entries of the list begin that is open."""
        open_one = self._stack[-1][0] if self._stack else None
        return open_one.start[1] if isinstance(open_one, Sequence) else None

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
            self._report_twice(parent, key, node)
        else:
            parent.items[key.text] = (key, node)

    def _report_twice(self, parent: Mapping, key: Scalar, node: Node) -> None:
        if parent is self._joined:
            return  # of the entry that has no hyphen all fields may stand twice
        span = span_between(self._path, key.start, key.end)
        first, before = next(iter(parent.items)), parent.items[key.text][1]
        holder = self._stack[-2][0] if len(self._stack) > 1 else None
        message, hint = f"{key.text} stands twice", None
        if isinstance(holder, Sequence) and key.text == first and key.start[0] > parent.start[0]:
            self._joined = parent
            message = f"A hyphen is missing before {key.text}, with which a new entry begins"
            text = f" {node.text}" if isinstance(node, Scalar) else ""
            hint = f"Write - {key.text}:{text} with the hyphen in the column of the one above."
        elif isinstance(before, Sequence) and isinstance(node, Sequence):
            hint = f"Move the entries below it to those of {key.text} above, and delete the line."
        self._found.report("duplicate-key", message, span, hint)
