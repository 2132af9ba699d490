"""What a person most likely did where the parser of YAML gave up.

The parser speaks of tokens, and often of a line below the one to change. These functions look at
the text around the place: each knows one mistake that people make who do not program.
"""

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from generator.input.mistakes import between_lines, in_a_line
from generator.input.mistakes.cause import Cause
from generator.input.mistakes.unclosed import unclosed_bracket, unclosed_quote

__all__ = ["conflict_in", "later_parts", "likely_cause"]

_Rule: TypeAlias = Callable[[list[str], int], Cause | None]
_CONFLICT = re.compile(r"(?m)^(?:<{7}|>{7}|\|{7})(?: .*)?$")


def conflict_in(text: str) -> Cause | None:
    """The first mark that git left where two changes collide."""
    match = _CONFLICT.search(text)
    if match is None:
        return None
    return Cause(
        "merge-conflict",
        "Git could not join two changes here, and left its marks in the file",
        "Keep of both versions what is right, and delete the lines that begin with <<<<<<<, "
        "======= and >>>>>>>.",
        text.count("\n", 0, match.start()),
        0,
    )


def likely_cause(lines: list[str], line: int, began: int) -> Cause | None:
    """The mistake for which the parser stopped in `line`, reading what began in `began`."""
    near = [
        number
        for number in dict.fromkeys([line, between_lines.line_above(lines, line), began])
        if 0 <= number < len(lines) and not between_lines.within_block(lines, number)
    ]
    if sure := _first(_SURE, lines, near):
        return sure
    if cause := unclosed_quote(lines, line) or unclosed_bracket(lines, began):
        return cause
    return _first(_LIKELY, lines, near)


def _first(rules: tuple[_Rule, ...], lines: list[str], near: list[int]) -> Cause | None:
    found = (cause for rule in rules for number in near if (cause := rule(lines, number)))
    return next(found, None)


_SURE: tuple[_Rule, ...] = (
    in_a_line.tab,
    in_a_line.hidden_space,
    between_lines.prose,
    in_a_line.slashes,
    in_a_line.curly_marks,
    in_a_line.apostrophe,
    in_a_line.semicolon,
    in_a_line.missing_comma,
    in_a_line.odd_sign,
    in_a_line.comma_at_end,
)
_LIKELY: tuple[_Rule, ...] = (
    in_a_line.after_the_end,
    in_a_line.percent_at_margin,
    in_a_line.odd_beginning,
    in_a_line.no_space_after_hyphen,
    in_a_line.no_space_after_colon,
    in_a_line.no_colon,
    in_a_line.colon_in_text,
    between_lines.missing_hyphen,
    between_lines.below_its_text,
    between_lines.bare_line,
    between_lines.one_space_off,
)
"""What is looked for before and after marks that are not closed: from the surer to the likelier."""


def later_parts(lines: list[str], after: int) -> Iterator[tuple[int, str]]:
    """The fields at the margin below a line, each with the number of its first line."""
    begins = [n for n in range(after + 1, len(lines)) if re.match(r"[a-z_]++:(?: |$)", lines[n])]
    for begin, end in zip(begins, [*begins[1:], len(lines)], strict=False):
        yield begin, "\n".join(lines[begin:end]) + "\n"
