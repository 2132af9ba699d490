"""What could be live in Markdown, found without reading the Markdown.

Readers of Markdown do not agree on where code begins and ends, and an extension changes it.
So nothing here asks: a place counts wherever it stands, in code as well. A text without such a
place gives no element but `TAGS`, code and what Markdown itself makes, no attribute but the title
of an abbreviation, no picture, and no address but of the web or of a mailbox, whoever reads it.
Every search is linear in the length of the text.
"""

import re
from collections.abc import Iterator

__all__ = [
    "AUTOLINK",
    "DESTINATION",
    "LINE_LEAD",
    "TAGS",
    "TITLE",
    "bare_notes",
    "definitions",
    "images",
    "is_inert",
    "is_safe_address",
    "live_places",
    "opens_template",
]

TAGS = frozenset(
    {"abbr", "br", "cite", "del", "ins", "kbd", "mark", "q", "s", "small", "sub", "sup", "u", "wbr"}
)
"""Elements that an author may write."""

AUTOLINK = r"""(?:https?://[^\s<>"'`\\{}|^]+|(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"""
"""An address that may stand in angle brackets."""
TITLE = r'title="[^"<>&{}\[\]`*_\\\n|]*"'
"""The one attribute an author may set, that of an abbreviation."""
DESTINATION = r"""\([ ]?(?P<address>[^\s()<>"'`\\]+(?:\([^\s()<>"'`\\]*\)[^\s()<>"'`\\]*)*)
    (?:[ ]+(?P<title>"[^"\n<>{}`\\]*"|'[^'\n<>{}`\\]*'))?[ ]?\)"""
"""What follows the text of a link, its address and perhaps a title, in verbose syntax.

No code in the title: what stands for code in an attribute can end the attribute.
"""
LINE_LEAD = r"^(?P<lead>(?:[ \t]|>|(?:[*+:-]|\d+\.|\[\^[\w.-]+\]:)[ \t])*+)"
"""What may stand before a block on its first line: quotations, lists, definitions."""

_SAFE_ADDRESS = re.compile(r"""(?:https?://|mailto:)[^\s<>"'`\\]""", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_ELEMENT = re.compile(
    rf"""<(?![ =\d]|/?(?:{"|".join(sorted(TAGS))}|code|pre)>|abbr[ ]{TITLE}>|{AUTOLINK}>)""",
    re.VERBOSE,
)
_LINK = re.compile(rf"\](?={DESTINATION})", re.VERBOSE)
_IMAGE = re.compile(r"(?<!\\)(?:\\\\)*+(?P<bang>!)\[")
_LABEL = re.compile(r"(?<![\\\w])\[(?P<label>[^\[\]]*)\]:")
_NOTE = re.compile(r"\^[\w.-]{1,80}")
_TARGET = re.compile(r"[ \t]*\n?[ \t]*(?:>[ \t]+)*<?(?P<address>\S*)")
_FIRST_LINE = re.compile(r"[ \t]*\n?[ \t>]*(?P<line>(?P<word>\S++)[^\n]*)")
_QUOTES = "\"'("
_BRACE = re.compile(r"(?P<escaped>\\\{)|\\.|(?P<plain>\{)", re.DOTALL)
_EXTENSION = re.compile(rf'{LINE_LEAD}(?:!!!|\?\?\?|===[!+]?[ ]*"|///|:::)', re.MULTILINE)


def is_safe_address(address: str) -> bool:
    """Whether an address leads to a web page or a mailbox and nowhere else."""
    return _SAFE_ADDRESS.match(address) is not None


def is_inert(text: str) -> bool:
    """Whether nothing in a text could be live, whoever reads it as Markdown."""
    return next(live_places(text), None) is None


def live_places(text: str) -> Iterator[int]:
    """Offsets of what could be live, in order of kind."""
    for pattern in (_CONTROL, _ELEMENT, _EXTENSION):
        for match in pattern.finditer(text):
            yield match.start() if pattern is not _EXTENSION else match.end("lead")
    yield from _links(text)
    yield from images(text)
    for start, _ in definitions(text):
        yield start
    for start, _ in bare_notes(text):
        yield start
    yield from _braces(text)


def _links(text: str) -> Iterator[int]:
    """A bracket that closes with an address behind it that is unsafe or cannot be read."""
    place = text.find("](")
    while place >= 0:
        link = _LINK.match(text, place)
        if link is None or not is_safe_address(link["address"]):
            yield place
        place = text.find("](", place + 1)


def images(text: str) -> Iterator[int]:
    """The exclamation mark of what reads as a picture."""
    if "![" in text:
        for match in _IMAGE.finditer(text):
            yield match.start("bang")


def definitions(text: str) -> Iterator[tuple[int, str]]:
    """Definitions of addresses that are not safe, as (start, address), wherever they stand.

    What defines a footnote is none, though where footnotes are not known it reads as one: see
    `bare_notes`.
    """
    if "]:" not in text:
        return
    for match in _LABEL.finditer(text):
        target = _TARGET.match(text, match.end())
        address = target["address"] if target else ""
        if not (_NOTE.fullmatch(match["label"]) or is_safe_address(address)):
            yield match.start(), address


def bare_notes(text: str) -> Iterator[tuple[int, int]]:
    """First lines of footnotes that are one word, with or without a title, as (start, end).

    Where footnotes are not known, `[^1]: word` defines the address of what is cited, and so does
    `[^1]: word (title)`.
    """
    if "[^" not in text:
        return
    for match in _LABEL.finditer(text):
        first = _FIRST_LINE.match(text, match.end())
        if first is None or not _NOTE.fullmatch(match["label"]):
            continue
        word, rest = first["word"], first["line"][len(first["word"]) :].strip()
        titled = rest[:1] in _QUOTES or any(quote in word for quote in _QUOTES)
        if not is_safe_address(word) and (not rest or (titled and rest[-1] in "\"')")):
            yield first.span("line")


def _braces(text: str) -> Iterator[int]:
    """Braces that could set attributes, or that a reader of templates would follow."""
    if "{" not in text:
        return
    close = line_end = -1
    for match in _BRACE.finditer(text):
        place = match.end()
        if match[0][-1] != "{":
            continue
        if opens_template(text, place - 1):
            yield place - 1
        elif match["plain"]:
            if close < place and (close := text.find("}", place)) < 0:
                close = len(text)
            if line_end < place and (line_end := text.find("\n", place)) < 0:
                line_end = len(text)
            if close < line_end:
                yield place - 1


def opens_template(text: str, brace: int) -> bool:
    """Whether a reader of templates takes this brace and the next sign for its own.

    It minds no backslash before them.
    """
    return text[brace + 1 : brace + 2] in {"{", "%", "#", "!"}
