"""Edits that leave no address, picture or attribute in Markdown that could be live."""

import re
from collections.abc import Iterator

from generator.markdown.edits import Edit
from generator.markdown.escaping import escape
from generator.markdown.liveness import (
    DESTINATION,
    LINE_LEAD,
    bare_notes,
    definitions,
    images,
    is_safe_address,
    opens_template,
)
from generator.markdown.spans import Code

__all__ = [
    "named_footnotes",
    "no_contents",
    "pictures_as_links",
    "plain_braces",
    "plain_marks",
    "safe_definitions",
    "safe_links",
]

# ---- links and images ---------------------------------------------------------------

_EMPTY_LABEL = re.compile(r"\[\s*\]")
_DESTINATION = re.compile(DESTINATION, re.VERBOSE)
_REMOTE = re.compile(r"\[[^\[\]\n]*\]\(\s*<?https?://", re.IGNORECASE)
_TO_CITE = re.compile(r"\[\^[^\[\]\n]*\]|\[\[")
_MARK_BEFORE = re.compile(r"(?<!\\)!\Z")
_BRACKET = re.compile(r"\\.|[\[\]]|\n[ \t]*\n", re.DOTALL)


def pictures_as_links(text: str) -> Iterator[Edit]:
    """An image becomes a link to it; `safe_links` then decides whether the link may stay.

    Before a citation or a `[[name]]` the mark is the end of a sentence.
    """
    code = Code(text)
    for place in images(text):
        bracket = place + 1
        if code.holds(place):
            continue
        if _TO_CITE.match(text, bracket):
            yield Edit(place, bracket, r"\!")
        elif _REMOTE.match(text, bracket):
            yield _picture(text, place, "remote-image", "A picture on another server")
        else:
            yield _picture(text, place, "local-image", "A picture named by a path")


def _picture(text: str, place: int, code: str, message: str) -> Edit:
    """Take the mark of a picture away; one before it would be the mark again, and is text."""
    before = _MARK_BEFORE.search(text, max(0, place - 2), place)
    if before:
        return Edit(before.start(), place + 1, r"\!", code, message)
    return Edit(place, place + 1, "", code, message)


def safe_links(text: str) -> Iterator[Edit]:
    """Links whose address is not safe become their text; what cannot be read is no link."""
    if "](" not in text:
        return
    code = Code(text)
    opened: list[int] = []
    position = 0
    for match in _BRACKET.finditer(text):
        place = match.end() - 1
        if match.start() < position or code.holds(place):
            continue
        if match[0][0] == "\n":
            opened.clear()
        elif match[0] == "[":
            opened.append(place)
        elif match[0][-1] == "]":
            begin = opened.pop() if opened and len(match[0]) == 1 else None
            if text[place + 1 : place + 2] == "(":
                edits, position = _link_edits(text, begin, place)
                yield from edits


def _link_edits(text: str, begin: int | None, place: int) -> tuple[list[Edit], int]:
    """Edits of the link whose brackets stand at two places, and where to read on."""
    target = _DESTINATION.match(text, place + 1)
    if target is None or begin is None:
        message = "An address cannot be read"
        code = "unsafe-address" if text[place - 1] != "\\" else None
        return [Edit(place + 1, place + 2, r"\(", code, message)], place + 2
    if not is_safe_address(target["address"]):
        message = f"The address {target['address'][:40]} was removed"
        edits = [Edit(begin, begin + 1, "")]
        edits.append(Edit(place, target.end(), "", "unsafe-address", message))
        return edits, target.end()
    # The title is read on: another reader may not take it for one.
    empty = _EMPTY_LABEL.match(text, begin)
    return ([Edit(place, place, escape(target["address"]))] if empty else []), place + 2


def safe_definitions(text: str) -> Iterator[Edit]:
    """Definitions of addresses that are not safe are text, and no footnote reads as one."""
    code = Code(text)
    for place, address in definitions(text):
        if code.holds(place):
            continue
        named = ":" in address
        message = f"The address {address[:40]} was removed" if named else ""
        yield Edit(place, place + 1, r"\[", "unsafe-address" if named else None, message)
    for start, end in bare_notes(text):
        if not code.holds(start):
            yield Edit(end, end, " <wbr>")


_NO_FOOTNOTE = re.compile(r"\[\^(?![\w.-]{1,80}\])")


def named_footnotes(text: str) -> Iterator[Edit]:
    """What begins like a footnote and has no id is text."""
    if "[^" not in text:
        return
    code = Code(text)
    for match in _NO_FOOTNOTE.finditer(text):
        escaped = text[match.start() - 1 : match.start()] == "\\"
        if not (escaped or code.holds(match.start())):
            yield Edit(match.start(), match.start() + 1, r"\[")


# ---- what extensions read -----------------------------------------------------------

_ATTRIBUTES = re.compile(r"\{:?[ ]*(?:[#.][\w-]|[\w:-]+=)[^{}\n]*\}")
_BRACE = re.compile(r"(?P<escaped>\\\{)|\\.|[{}]", re.DOTALL)
_MARKS = re.compile(
    rf"""{LINE_LEAD}
        (?:(?P<bang>!!!)|(?P<question>\?\?\?)|(?P<tab>===[!+]?[ ]*")|(?P<slash>///)
          |(?P<colon>:::)|(?P<heading>\#(?!\#)[ \t]*(?=\S)))""",
    re.VERBOSE | re.MULTILINE,
)
_SETEXT = re.compile(r"^[ ]{0,3}(?P<line>=+)[ \t]*$", re.MULTILINE)
_SPELT = {"bang": r"\!!!", "question": "&#63;??", "slash": "&#47;//", "colon": "&#58;::"}


def plain_braces(text: str) -> Iterator[Edit]:
    """Braces would set attributes; as text they set nothing and no template reads them.

    A closing one would end the attributes of a citation before it.
    """
    if "{" not in text and "}" not in text:
        return
    code = Code(text)
    lists = {match.start() for match in _ATTRIBUTES.finditer(text)}
    for match in _BRACE.finditer(text):
        brace = match.end() - 1
        if text[brace] not in "{}" or code.holds(brace):
            continue
        if text[brace] == "}":
            if len(match[0]) == 1:
                yield Edit(brace, brace + 1, r"\}")
            continue
        found = "attribute-list" if brace in lists and not match["escaped"] else None
        message = "Attributes in braces are shown as text"
        if opens_template(text, brace):
            yield Edit(*match.span(), "&#123;", found, message)
        elif not match["escaped"]:
            yield Edit(*match.span(), r"\{", found, message)


def no_contents(text: str) -> Iterator[Edit]:
    """The marker that Python-Markdown replaces by a table of contents, wherever it stands."""
    if "[TOC]" not in text:
        return
    code = Code(text)
    for match in re.finditer(r"(?<!\\)\[TOC\]", text):
        place = match.start()
        if not code.holds(place):
            yield Edit(place, place + 1, r"\[", "unsupported-markup", "[TOC] is shown as text")


def plain_marks(text: str) -> Iterator[Edit]:
    """What Markdown extensions would act on, at the beginning of a line."""
    code = Code(text)
    for match in _MARKS.finditer(text):
        place = match.end("lead")
        if code.holds(place):
            continue
        kind = match.lastgroup or ""
        found = match[kind]
        if kind == "heading":
            yield Edit(place, place, "#", "heading-level", "A heading of the first level")
        elif kind == "tab":
            new = "&#61;" + found[1:]
            yield Edit(place, place + len(found), new, "unsupported-markup", "=== opens a tab")
        else:
            message = f"{found} is shown as text"
            yield Edit(place, place + len(found), _SPELT[kind], "unsupported-markup", message)
    for match in _SETEXT.finditer(text):
        start, end = match.span("line")
        before = text[text.rfind("\n", 0, max(0, match.start() - 1)) + 1 : match.start()]
        if before.strip() and not code.holds(start):
            new = match["line"].replace("=", "-")
            yield Edit(start, end, new, "heading-level", "A heading of the first level")
