"""What a person most likely did where the parser of YAML gave up.

The parser speaks of tokens, and often of a line below the one to change. These functions look at
the text around the place: each knows one mistake that people make who do not program.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

__all__ = ["Cause", "conflict_in", "hidden_in", "later_parts", "likely_cause"]


@dataclass(frozen=True, slots=True)
class Cause:
    """A mistake: line and column from 0, in plain words, and what to type."""

    code: str
    message: str
    hint: str
    line: int
    column: int


_CONFLICT = re.compile(r"(?m)^(?:<{7}|>{7}|\|{7})(?: .*)?$")
_INVISIBLE = {
    "\u00a0": "no-break space",
    "\u1680": "Ogham space",
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u202f": "narrow no-break space",
    "\u205f": "mathematical space",
    "\u2060": "word joiner",
    "\u3000": "ideographic space",
    "\ufeff": "byte-order mark",
    **{chr(code): "wide or narrow space" for code in range(0x2000, 0x200B)},
}
_SIGNS = "".join(_INVISIBLE)
_HIDDEN = re.compile(rf"^[ -]*([{_SIGNS}])|^[ ]*(?:- )?[\w-]+:([{_SIGNS}])")
_FIELD = re.compile(r"(?P<head>[ ]*+(?:-[ ]++)*+(?:[\w-]++:[ ]++)?)(?P<value>\S.*)")
_HEADED = re.compile(r"(?P<head>[ ]*+(?:- )?[\w-]++:[ ]++|- )(?P<value>\S.*)")
_KEY = re.compile(r"[ ]*+(?:-[ ]++)*+[\w-]++:(?:[ ]|$)")
_NO_SPACE = re.compile(r"(?P<head>[ ]*+(?:- )?[A-Za-z_]++:)(?P<value>[^\s:/].*)")
_HYPHEN = re.compile(r"(?P<head>[ ]*+-)(?P<value>[^\s-].*)")
_NO_COLON = re.compile(r"(?P<head>[ ]*+(?:- )?)(?P<key>[a-z_]++) ++(?P<value>\S.*)")
_BLOCK = re.compile(r"(?P<key>[\w-]++): *+[|>]")
_PLAIN = re.compile(r"(?P<key>[\w-]++): ++[^\s|>\[{\"'].*")
_ODD = re.compile(r"[@`%*&!]|[>|?-] ")
_BULLET = re.compile(r"[ ]*+(?P<sign>[\u2022\u2013\u2014\u2212*]) ")
_COLON = re.compile(r"[ ]*+(?:- )?[a-z_]++ *+(?P<sign>[\uff1a=])")
_FIELDS = frozenset(
    {"title", "date", "updated", "type", "status", "lang", "authors", "summary", "countries"}
    | {"organisations", "people", "topics", "judgements", "events", "watch", "relations"}
    | {"sources", "body", "id", "text", "url", "publisher", "published", "name", "aliases"}
)
"""Fields by which a line without a colon is known."""
_CURLY = "\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\u201a"
_LONGEST = 80
_MOST = 400
"""Lines above that are looked through for what an odd line belongs to."""


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


def hidden_in(text: str) -> str | None:
    """The name of the first invisible space in a text."""
    sign = next((sign for sign in text if sign in _INVISIBLE), None)
    return f"a {_INVISIBLE[sign]} (U+{ord(sign):04X})" if sign else None


def likely_cause(lines: list[str], line: int, began: int) -> Cause | None:
    """The mistake for which the parser stopped in `line`, reading what began in `began`."""
    near = list(dict.fromkeys([line, _line_above(lines, line), began]))
    for rule in _RULES:
        for number in near:
            if 0 <= number < len(lines) and (cause := rule(lines, number)):
                return cause
    return None


def _line_above(lines: list[str], line: int) -> int:
    """The next line above that is not empty."""
    for number in range(min(line, len(lines)) - 1, max(-1, line - _MOST), -1):
        if lines[number].strip():
            return number
    return -1


def _cause(number: int, column: int, message: str, hint: str) -> Cause:
    return Cause("yaml-syntax", message, hint, number, column)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _quoted(head: str, value: str) -> str:
    """A line as it may be typed, its text in quotation marks."""
    text = _cut(value.strip())
    if '"' not in text and "\\" not in text:
        return f'{head.strip()} "{text}"'
    return f"{head.strip()} '{text.replace(chr(39), 2 * chr(39))}'"


def _hidden_space(lines: list[str], number: int) -> Cause | None:
    match = _HIDDEN.match(lines[number])
    if match is None:
        return None
    sign = match[1] or match[2]
    return _cause(
        number,
        match.end() - 1,
        f"An invisible character stands here: a {_INVISIBLE[sign]} (U+{ord(sign):04X})",
        "Delete it, and type a space with the space bar.",
    )


def _tab(lines: list[str], number: int) -> Cause | None:
    match = re.match(r"[ -]*+(?:[\w-]++:)?[ ]*+\t", lines[number])
    if match is None:
        return None
    return Cause(
        "yaml-tab",
        "The line is indented with a tab",
        "Delete the tab and type two spaces for each step.",
        number,
        match.end() - 1,
    )


def _curly_marks(lines: list[str], number: int) -> Cause | None:
    field = _FIELD.match(lines[number])
    if field is None or field["value"][0] not in _CURLY:
        return None
    sign = field["value"][0]
    return _cause(
        number,
        field.start("value"),
        f"The text begins with {sign}, which YAML does not take for a quotation mark",
        f"Put the text into straight ones: {_quoted(field['head'], field['value'].strip(_CURLY))}",
    )


def _apostrophe(lines: list[str], number: int) -> Cause | None:
    field = _FIELD.match(lines[number])
    value = field["value"].rstrip() if field else ""
    within = re.match(r"'(?:[^']|'')*+'(?=\w)", value)
    if field is None or within is None:
        return None
    text = value[1:].removesuffix("'")
    return _cause(
        number,
        field.start("value") + within.end() - 1,
        "The apostrophe ends the text that begins with '",
        f"Use double quotation marks: {_quoted(field['head'], text)}",
    )


def _after_the_end(lines: list[str], number: int) -> Cause | None:
    """Words behind a closing quotation mark or bracket."""
    field = _FIELD.match(lines[number])
    if field is None:
        return None
    value = field["value"]
    closed = re.match(
        r"(?:\"[^\"\\]*+\"|'[^']*+'|\[[^\[\]]*+\]|\{[^{}]*+\})[ ]*+(?=[^\s,#:\]}])", value
    )
    if closed is None:
        return None
    return _cause(
        number,
        field.start("value") + closed.end(),
        f"The text goes on after the {closed[0].rstrip()[-1]} that ends it",
        f"Put the whole text in quotation marks: {_quoted(field['head'], value)}",
    )


def _missing_comma(lines: list[str], number: int) -> Cause | None:
    match = re.search(r"\{[^{}]*?[\w\"'](?P<gap> ++)[\w-]++: ", lines[number])
    if match is None or "," in match[0].rpartition(": ")[0].rpartition(": ")[2]:
        return None
    return _cause(
        number,
        match.start("gap"),
        "A comma is missing between two fields in { }",
        "Write a comma here, as in {id: KZ, role: primary}.",
    )


def _odd_sign(lines: list[str], number: int) -> Cause | None:
    """A sign that only looks like the hyphen or the colon that is meant."""
    match = _BULLET.match(lines[number]) or _COLON.match(lines[number])
    if match is None:
        return None
    sign = match["sign"]
    meant, name = (":", "colon") if match.re is _COLON else ("-", "hyphen")
    return _cause(
        number,
        match.start("sign"),
        f"YAML does not take {sign} for a {name}",
        f"Type {meant} and a space in its place.",
    )


def _odd_beginning(lines: list[str], number: int) -> Cause | None:
    field = _HEADED.match(lines[number])
    if field is None or not _ODD.match(field["value"]):
        return None
    sign = field["value"][0]
    return _cause(
        number,
        field.start("value"),
        f"A text cannot begin with {sign} without quotation marks",
        f"Write it so: {_quoted(field['head'], field['value'])}",
    )


def _no_space_after_colon(lines: list[str], number: int) -> Cause | None:
    match = _NO_SPACE.fullmatch(lines[number])
    if match is None:
        return None
    return _cause(
        number,
        match.end("head"),
        "A space is missing after the colon",
        f"Write {match['head'].strip()} {_cut(match['value'])}",
    )


def _no_space_after_hyphen(lines: list[str], number: int) -> Cause | None:
    match = _HYPHEN.fullmatch(lines[number])
    if match is None:
        return None
    return _cause(
        number,
        match.end("head"),
        "A space is missing after the hyphen",
        f"Write - {_cut(match['value'])}",
    )


def _no_colon(lines: list[str], number: int) -> Cause | None:
    match = _NO_COLON.fullmatch(lines[number])
    if match is None or match["key"] not in _FIELDS:
        return None
    return _cause(
        number,
        match.end("key"),
        f"A colon is missing after {match['key']}",
        f"Write {match['head'].strip()} {match['key']}: {_cut(match['value'])}".replace("  ", " "),
    )


def _colon_in_text(lines: list[str], number: int) -> Cause | None:
    field = _FIELD.match(lines[number])
    if field is None or ":" not in field["head"] or field["value"][0] in "\"'[{|>":
        return None
    colon = re.search(r":(?= |$)", field["value"])
    if colon is None:
        return None
    return _cause(
        number,
        field.start("value") + colon.start(),
        "The text holds a colon with a space after it, which YAML takes for a new field",
        f"Put the text in quotation marks: {_quoted(field['head'], field['value'])}",
    )


def _below_its_text(lines: list[str], number: int) -> Cause | None:
    """A line at the margin that belongs to the text of a field above."""
    if (
        not lines[number].strip()
        or _KEY.match(lines[number])
        or lines[number].lstrip(" ")[0] in "\t-#"
    ):
        return None
    for above in range(number - 1, max(-1, number - _MOST), -1):
        if block := _BLOCK.match(lines[above]):
            return _cause(
                number,
                0,
                f"The line stands too far left, and so outside the text of {block['key']}",
                f"Type two spaces before every line of {block['key']}, this one too.",
            )
        if lines[number][0] != " " and (plain := _PLAIN.match(lines[above])):
            return _cause(
                above,
                plain.end("key") + 1,
                f"The text of {plain['key']} goes on over several lines without a sign for it",
                f"Write {plain['key']}: | and the text below it, each line after two spaces.",
            )
        if _KEY.match(lines[above]):
            return None
    return None


def _one_space_off(lines: list[str], number: int) -> Cause | None:
    """A field that does not begin in the column of the field above."""
    above = _line_above(lines, number)
    if above < 0 or not _KEY.match(lines[number]) or not _KEY.match(lines[above]):
        return None
    mine, other = _indent(lines[number]), _column_of_key(lines[above])
    here = _column_of_key(lines[number])
    if here == other or abs(here - other) > 3:  # noqa: PLR2004 - more is another level
        return None
    many = abs(here - other)
    return _cause(
        number,
        mine,
        f"The line begins {many} {'space' if many == 1 else 'spaces'} "
        f"{'right' if here > other else 'left'} of the field above it",
        f"{'Delete' if here > other else 'Add'} {many} at its beginning: fields of one group "
        "begin in the same column.",
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _column_of_key(line: str) -> int:
    match = re.match(r"[ ]*+(?:-[ ]++)*+", line)
    return match.end() if match else 0


def _prose(lines: list[str], number: int) -> Cause | None:
    if any(_KEY.match(line) for line in lines[:_MOST]):
        return None
    return _cause(
        number,
        0,
        "The file holds running text, and no field",
        "Begin each field in a line of its own, as in title: …, and put the text below body: |",
    )


_RULES: tuple[Callable[[list[str], int], Cause | None], ...] = (
    _tab,
    _hidden_space,
    _prose,
    _curly_marks,
    _apostrophe,
    _missing_comma,
    _odd_sign,
    _after_the_end,
    _odd_beginning,
    _no_space_after_hyphen,
    _no_space_after_colon,
    _no_colon,
    _colon_in_text,
    _below_its_text,
    _one_space_off,
)
"""From what is sure to what is likely."""


def later_parts(lines: list[str], after: int) -> Iterator[tuple[int, str]]:
    """The fields at the margin below a line, each with the number of its first line."""
    begins = [n for n in range(after + 1, len(lines)) if re.match(r"[a-z_]++:(?: |$)", lines[n])]
    for begin, end in zip(begins, [*begins[1:], len(lines)], strict=False):
        yield begin, "\n".join(lines[begin:end]) + "\n"
