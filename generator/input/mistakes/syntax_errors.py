"""What the parser of YAML refused, in words for whoever wrote the file."""

import yaml

from generator.core.diagnostics import Collector
from generator.input.mistakes.cause import Cause
from generator.input.mistakes.likely_cause import conflict_in, later_parts, likely_cause
from generator.input.text_source import point

__all__ = ["explain_all", "has_conflict"]

MAX_LINES = 20_000
"""Of a longer text only the first mistake is told."""

_SYNTAX_HINTS = {
    "mapping values are not allowed": (
        "A text with a colon and a space in it stands in quotation marks; "
        "or a line above is indented differently."
    ),
    "unexpected end": "A quotation mark or bracket that begins here is never closed.",
    "expected ',' or ']'": "A list that begins with [ ends with ], with commas between.",
    "expected ',' or '}'": "A mapping that begins with { ends with }, with commas between.",
    "expected <block end>": "Lines of one list or mapping begin in the same column.",
    "could not find expected ':'": "A key is followed by a colon and a space.",
    "cannot start any token": "A text that begins with this character stands in quotation marks.",
}
"""Cures by what libyaml says; it speaks of tokens, which no contributor should have to know."""


def has_conflict(path: str, text: str, found: Collector) -> bool:
    """Whether git left marks in a text; they are one problem, and nothing else is looked for."""
    conflict = conflict_in(text)
    if conflict is not None:
        _tell(path, 0, conflict, found)
    return conflict is not None


def explain_all(
    path: str, text: str, first_line: int, error: yaml.MarkedYAMLError, found: Collector
) -> int:
    """Report why the parser stopped, and where else it would have; return the first line told.

    Counted from 1 in the file: what was found below it by other means may only follow from it.
    """
    lines = text.split("\n")
    told, sure = _explain(path, lines, first_line, error, found)
    # What follows an open quotation mark is no field: it would be blamed for nothing.
    if sure and len(lines) <= MAX_LINES:
        _look_further(path, lines, first_line, told, found)
    return first_line + told + 1


def _explain(
    path: str, lines: list[str], first_line: int, error: yaml.MarkedYAMLError, found: Collector
) -> tuple[int, bool]:
    """Report why the parser stopped; the line told, from 0, and whether it parts what it spoils."""
    problem = error.problem or "the text cannot be read"
    mark = error.problem_mark or error.context_mark
    if "unexpected end" in problem and error.context_mark:
        mark = error.context_mark  # where that began which has no end
    line, column = (mark.line, mark.column) if mark else (0, 0)
    began = error.context_mark.line if error.context_mark else line
    span = point(path, (first_line + line, column))
    if "nesting depth" in problem:
        found.report("yaml-depth", "Values are nested a thousand deep here", span)
    elif cause := likely_cause(lines, line, began):
        _tell(path, first_line, cause, found)
        return cause.line, True
    else:
        hint = next((hint for part, hint in _SYNTAX_HINTS.items() if part in problem), None)
        found.report("yaml-syntax", f"The text is not YAML: {problem}", span, hint)
    return line, "unexpected end" not in problem


def _look_further(
    path: str, lines: list[str], first_line: int, told: int, found: Collector
) -> None:
    """Report what is wrong in the fields below the one that was told."""
    for begin, part in later_parts(lines, told):
        try:
            for _ in yaml.parse(part, Loader=yaml.CSafeLoader):
                pass
        except yaml.MarkedYAMLError as error:
            _explain(path, part.split("\n"), first_line + begin, error, found)
        except yaml.YAMLError:
            return


def _tell(path: str, first_line: int, cause: Cause, found: Collector) -> None:
    span = point(path, (first_line + cause.line, cause.column))
    found.report(cause.code, cause.message, span, cause.hint)
