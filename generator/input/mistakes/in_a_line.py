"""Mistakes that show in one line: a sign that is missing, or that YAML takes for another."""

import re

from generator.input.mistakes.cause import (
    CURLY,
    FIELD,
    INVISIBLE,
    Cause,
    cause_at,
    cut,
    marked,
    quoted,
)

__all__ = [
    "after_the_end",
    "apostrophe",
    "colon_in_text",
    "comma_at_end",
    "curly_marks",
    "hidden_space",
    "missing_comma",
    "no_colon",
    "no_space_after_colon",
    "no_space_after_hyphen",
    "odd_beginning",
    "odd_sign",
    "percent_at_margin",
    "semicolon",
    "slashes",
    "tab",
]

SIGNS = "".join(INVISIBLE)
_HIDDEN = re.compile(rf"^[ -]*([{SIGNS}])|^[ ]*(?:- )?[\w-]+:([{SIGNS}])")
_HEADED = re.compile(r"(?P<head>[ ]*+(?:- )?[\w-]++:[ ]++|[ ]*+- ++)(?P<value>\S.*)")
_IN_BRACKETS = re.compile(r"[\[{,:] *+(?P<value>[@`%*&!|>][^,\[\]{}]*+)")
_NO_SPACE = re.compile(r"(?P<head>[ ]*+(?:- )?[A-Za-z_]++:)(?P<value>[^\s:/].*)")
_HYPHEN = re.compile(r"(?P<head>[ ]*+-)(?P<value>[^\s-].*)")
_NO_COLON = re.compile(r"(?P<head>[ ]*+(?:- )?)(?P<key>[a-z_]++) ++(?P<value>\S.*)")
_ODD = re.compile(r"[@`%*&!]|[>|?-] ")
_BULLET = re.compile(r"[ ]*+(?P<sign>[\u2022\u2013\u2014\u2212*]) ")
_COLON = re.compile(r"[ ]*+(?:- )?[a-z_]++ *+(?P<sign>[\uff1a=])")
_FIELDS = frozenset(
    {"title", "date", "updated", "type", "status", "lang", "authors", "summary", "countries"}
    | {"organisations", "people", "topics", "judgements", "events", "watch", "relations"}
    | {"sources", "body", "id", "text", "url", "publisher", "published", "name", "aliases"}
)
"""Fields by which a line without a colon is known."""


def hidden_space(lines: list[str], number: int) -> Cause | None:
    """An invisible space before a line's text, or behind its colon."""
    match = _HIDDEN.match(lines[number])
    if match is None:
        return None
    sign = match[1] or match[2]
    return cause_at(
        number,
        match.end() - 1,
        f"An invisible character stands here: a {INVISIBLE[sign]} (U+{ord(sign):04X})",
        "Delete it, and type a space with the space bar.",
    )


def tab(lines: list[str], number: int) -> Cause | None:
    """A tab before a line's text."""
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


def curly_marks(lines: list[str], number: int) -> Cause | None:
    """Curly quotation marks, which YAML takes for letters."""
    field = FIELD.match(lines[number])
    if field is None or field["value"][0] not in CURLY:
        return None
    sign = field["value"][0]
    return cause_at(
        number,
        field.start("value"),
        f"The text begins with {sign}, which YAML does not take for a quotation mark",
        f"Put the text into straight ones: {quoted(field['head'], field['value'].strip(CURLY))}",
    )


def apostrophe(lines: list[str], number: int) -> Cause | None:
    """An apostrophe in a text that stands between two of them."""
    field = FIELD.match(lines[number])
    value = field["value"].rstrip() if field else ""
    within = re.match(r"'(?:[^']|'')*+'(?=\w)", value)
    if field is None or within is None:
        return None
    text = value[1:].removesuffix("'")
    return cause_at(
        number,
        field.start("value") + within.end() - 1,
        "The apostrophe ends the text that begins with '",
        f"Use double quotation marks: {quoted(field['head'], text)}",
    )


def after_the_end(lines: list[str], number: int) -> Cause | None:
    """Words behind a closing quotation mark or bracket."""
    field = FIELD.match(lines[number])
    if field is None:
        return None
    value = field["value"]
    closed = re.match(
        r"(?:\"[^\"\\]*+\"|'[^']*+'|\[[^\[\]]*+\]|\{[^{}]*+\})[ ]*+(?=[^\s,#:\]}])", value
    )
    if closed is None:
        return None
    return cause_at(
        number,
        field.start("value") + closed.end(),
        f"The text goes on after the {closed[0].rstrip()[-1]} that ends it",
        f"Put the whole text in quotation marks: {quoted(field['head'], _bare(value))}",
    )


def _bare(value: str) -> str:
    """A text without the quotation marks around it, if it holds the same within."""
    text = value.rstrip()
    sign = text[0]
    inner = text[1:-1]
    return inner if sign in "\"'" and text[-1] == sign and sign in inner.strip(sign) else text


def missing_comma(lines: list[str], number: int) -> Cause | None:
    """Two fields in braces without a comma between."""
    match = re.search(r"\{[^{}]*?[\w\"'](?P<gap> ++)[\w-]++: ", lines[number])
    if match is None or "," in match[0].rpartition(": ")[0].rpartition(": ")[2]:
        return None
    return cause_at(
        number,
        match.start("gap"),
        "A comma is missing between two fields in { }",
        "Write a comma here, as in {id: KZ, role: primary}.",
    )


def odd_sign(lines: list[str], number: int) -> Cause | None:
    """A sign that only looks like the hyphen or the colon that is meant."""
    match = _BULLET.match(lines[number]) or _COLON.match(lines[number])
    if match is None:
        return None
    sign = match["sign"]
    meant, name = (":", "colon") if match.re is _COLON else ("-", "hyphen")
    return cause_at(
        number,
        match.start("sign"),
        f"YAML does not take {sign} for a {name}",
        f"Type {meant} and a space in its place.",
    )


def odd_beginning(lines: list[str], number: int) -> Cause | None:
    """A text whose first sign means something else to YAML."""
    field = _HEADED.match(lines[number])
    if field is None:
        return None
    if not _ODD.match(field["value"]):
        return _odd_in_brackets(number, field)
    sign = field["value"][0]
    return cause_at(
        number,
        field.start("value"),
        f"A text cannot begin with {sign} without quotation marks",
        f"Write it so: {quoted(field['head'], field['value'])}",
    )


def _odd_in_brackets(number: int, field: re.Match[str]) -> Cause | None:
    item = _IN_BRACKETS.match(field["value"]) or (
        _IN_BRACKETS.search(field["value"]) if field["value"][0] in "[{" else None
    )
    if item is None:
        return None
    return cause_at(
        number,
        field.start("value") + item.start("value"),
        f"A text cannot begin with {item['value'][0]} without quotation marks",
        f"Write it so: {marked(item['value'])}",
    )


def percent_at_margin(lines: list[str], number: int) -> Cause | None:
    """A line that begins with %, which YAML keeps for itself."""
    if not lines[number].startswith("%"):
        return None
    return cause_at(
        number,
        0,
        "A line cannot begin with %",
        "If it goes on with the text above, type two spaces before it; a remark begins with #.",
    )


def slashes(lines: list[str], number: int) -> Cause | None:
    """A remark after two slashes, as programs have them."""
    match = re.match(r"[ ]*+(?P<sign>//|--|;)[ ]?(?P<text>.*)", lines[number])
    if match is None or not match["text"] or match["text"].startswith("-"):
        return None
    return cause_at(
        number,
        match.start("sign"),
        f"A remark does not begin with {match['sign']} in YAML",
        f"Write # {cut(match['text'].strip())}",
    )


def semicolon(lines: list[str], number: int) -> Cause | None:
    """A semicolon between two fields in braces."""
    match = re.search(r"\{[^{};]*+(?P<sign>;) *+[\w-]++:", lines[number])
    if match is None:
        return None
    braces = re.search(r"\{[^{}]*+\}?", lines[number])
    assert braces is not None  # noqa: S101 - the match above has one
    return cause_at(
        number,
        match.start("sign"),
        "A semicolon stands between two fields in { }, where YAML takes a comma",
        f"Write {cut(braces[0].replace(';', ','))}",
    )


def comma_at_end(lines: list[str], number: int) -> Cause | None:
    """A comma behind a text in quotation marks, as in JSON."""
    field = re.fullmatch(
        r"(?P<head>[ ]*+(?:- )?[\w-]++: ++)(?P<value>\"[^\"]*+\"|'[^']*+')(?P<sign>,) *+",
        lines[number],
    )
    if field is None:
        return None
    return cause_at(
        number,
        field.start("sign"),
        "A comma stands behind the text in quotation marks",
        f"Delete it: {field['head'].strip()} {cut(field['value'])}",
    )


def no_space_after_colon(lines: list[str], number: int) -> Cause | None:
    """A colon that is followed by its text at once."""
    match = _NO_SPACE.fullmatch(lines[number])
    if match is None:
        return None
    return cause_at(
        number,
        match.end("head"),
        "A space is missing after the colon",
        f"Write {match['head'].strip()} {cut(match['value'])}",
    )


def no_space_after_hyphen(lines: list[str], number: int) -> Cause | None:
    """A hyphen that is followed by its text at once."""
    match = _HYPHEN.fullmatch(lines[number])
    if match is None:
        return None
    return cause_at(
        number,
        match.end("head"),
        "A space is missing after the hyphen",
        f"Write - {cut(match['value'])}",
    )


def no_colon(lines: list[str], number: int) -> Cause | None:
    """A field's name without a colon behind it."""
    match = _NO_COLON.fullmatch(lines[number])
    if match is None or match["key"] not in _FIELDS:
        return None
    return cause_at(
        number,
        match.end("key"),
        f"A colon is missing after {match['key']}",
        f"Write {match['head'].lstrip()}{match['key']}: {cut(match['value'])}",
    )


def colon_in_text(lines: list[str], number: int) -> Cause | None:
    """A colon within a text, with a space behind it."""
    field = FIELD.match(lines[number])
    if field is None or ":" not in field["head"] or field["value"][0] in "\"'[{|>":
        return None
    colon = re.search(r":(?= |$)", field["value"])
    if colon is None:
        return None
    return cause_at(
        number,
        field.start("value") + colon.start(),
        "The text holds a colon with a space after it, which YAML takes for a new field",
        f"Put the text in quotation marks: {quoted(field['head'], field['value'])}",
    )
