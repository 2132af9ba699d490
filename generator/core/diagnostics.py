"""Problems as data: where, which, what and how to mend it.

A problem is found in one place and shown in another (`generator.core.report`), so what is
found is a frozen record with no text layout in it.
"""

from bisect import insort
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from generator.core.codes import CODES, Severity

__all__ = ["SHOWN", "Collector", "Diagnostic", "Hint", "Severity", "Span", "has_errors"]

SHOWN = 20
"""Problems of one code in one file that are told one by one; the rest is counted."""
_LONGEST = 1_000
"""Characters of a message or a hint; of a longer one the middle is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of one file; lines and columns count from 1, columns in code points.

    The end is exclusive: an empty stretch has `end_column == column`.
    """

    path: str
    """As the user would type it: relative to the folder of `mkdocs.yml`, with slashes."""
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One problem in a contributor's input, or the number of those that are not told."""

    code: str
    """A key of `generator.core.codes.CODES`; never changes its meaning between releases."""
    message: str
    """What was found, naming it; one sentence without a final full stop."""
    hint: str
    """How to mend it."""
    span: Span
    more: int = 0
    """How many problems of this code in this file stand behind it, the first of them at `span`;
    0 for a problem that is told itself."""

    @property
    def severity(self) -> Severity:
        """How grave every problem of this code is."""
        return CODES[self.code].severity

    @property
    def count(self) -> int:
        """How many problems this is."""
        return self.more or 1


Hint: TypeAlias = str | Callable[[], str | None] | None
"""A cure, or how to find one where that takes time; None for the code's general one."""
_Place: TypeAlias = tuple[int, int, str]
"""Line, column and message: the order in which problems of one code are told."""


class _Kept:
    """The first problems of one code in one file, and how many there are beside them."""

    __slots__ = ("after", "hints", "more", "places", "spans")

    def __init__(self) -> None:
        self.places: list[_Place] = []
        self.spans: dict[_Place, Span] = {}
        self.hints: dict[_Place, Hint] = {}
        self.more = 0
        self.after: Span | None = None
        """Where the first stands of those that are counted only."""

    def add(self, message: str, span: Span, hint: Hint) -> None:
        place = (span.line, span.column, message)
        if len(self.places) >= SHOWN and place > self.places[-1]:
            self.count(1, span)
            return
        if place in self.spans:
            return
        insort(self.places, place)
        self.spans[place], self.hints[place] = span, hint
        if len(self.places) > SHOWN:
            last = self.places.pop()
            self.count(1, self.spans.pop(last))
            del self.hints[last]

    def count(self, number: int, first: Span) -> None:
        self.more += number
        if self.after is None or _start(first) < _start(self.after):
            self.after = first

    def told(self, code: str) -> Iterator[Diagnostic]:
        cure = CODES[code].cure
        for place in self.places:
            hint = self.hints[place]
            found = hint() if callable(hint) else hint
            yield Diagnostic(
                code=code,
                message=place[2],
                hint=cure if found is None else _cut(found),
                span=self.spans[place],
            )
        if self.after is not None:
            message = f"And {self.more:,} more of {code} in this file, the first of them here"
            yield Diagnostic(code=code, message=message, hint=cure, span=self.after, more=self.more)


def _start(span: Span) -> tuple[int, int]:
    return span.line, span.column


def _cut(text: str) -> str:
    """A text without its middle if it is too long to be read; a name may be a whole file."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST * 2 // 3]} … {text[-_LONGEST // 4 :]}"


class Collector:
    """Gathers diagnostics, so that one run shows every problem.

    Of one code in one file it keeps the first few and counts the rest, so that no input, however
    broken, takes more memory or paper than a reader has patience for.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], _Kept] = {}
        """By path and code."""

    def report(self, code: str, message: str, span: Span, hint: Hint = None) -> None:
        """Add one problem; without a hint the code's general cure is given.

        A hint that takes time to find is a function, called only for what will be told.
        """
        self._of(span.path, code).add(_cut(message), span, hint)

    def count(self, code: str, number: int, first: Span) -> None:
        """Add problems that are not told one by one, the first of which stands at `first`."""
        if number:
            self._of(first.path, code).count(number, first)

    def extend(self, found: Iterable[Diagnostic]) -> None:
        """Add what another step found."""
        for one in found:
            if one.more:
                self.count(one.code, one.more, one.span)
            else:
                self.report(one.code, one.message, one.span, one.hint)

    def _of(self, path: str, code: str) -> _Kept:
        return self._kept.setdefault((path, code), _Kept())

    def __iter__(self) -> Iterator[Diagnostic]:
        """All problems by file, line and column, each once."""
        told = (one for (_, code), kept in self._kept.items() for one in kept.told(code))
        return iter(
            sorted(
                told,
                key=lambda d: (d.span.path, d.span.line, d.span.column, d.code, d.message),
            )
        )


def has_errors(found: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """Whether these problems stop a build; `strict` lets warnings stop it too."""
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(d.severity in grave for d in found)
