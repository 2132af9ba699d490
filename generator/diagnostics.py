"""Problems as data: where, which, what and how to mend it.

A problem is found in one place and shown in another (`generator.report`), so what is
found is a frozen record with no text layout in it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.codes import CODES, Severity

__all__ = ["Collector", "Diagnostic", "Severity", "Span", "has_errors"]


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
    """One problem in a contributor's input."""

    code: str
    """A key of `generator.codes.CODES`; never changes its meaning between releases."""
    message: str
    """What was found, naming it; one sentence without a final full stop."""
    hint: str
    """How to mend it."""
    span: Span

    @property
    def severity(self) -> Severity:
        """How grave every problem of this code is."""
        return CODES[self.code].severity


class Collector:
    """Gathers diagnostics, so that one run shows every problem."""

    def __init__(self) -> None:
        self._found: list[Diagnostic] = []

    def report(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        """Add one problem; without a hint the code's general cure is given."""
        cure = CODES[code].cure if hint is None else hint
        self._found.append(Diagnostic(code=code, message=message, hint=cure, span=span))

    def extend(self, found: Iterable[Diagnostic]) -> None:
        """Add what another step found."""
        self._found.extend(found)

    def __iter__(self) -> Iterator[Diagnostic]:
        """All problems by file, line and column, each once."""
        return iter(
            sorted(
                dict.fromkeys(self._found),
                key=lambda d: (d.span.path, d.span.line, d.span.column, d.code, d.message),
            )
        )


def has_errors(found: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """Whether these problems stop a build; `strict` lets warnings stop it too."""
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(d.severity in grave for d in found)
