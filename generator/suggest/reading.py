"""What of an input is text to be read: plain text, Markdown, HTML, or a briefing.

Markup is blanked out rather than taken away, so that a place in what is read is the same place
in the input. All patterns here take time linear in the input, whatever it is.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from generator.core.diagnostics import Collector
from generator.input.yaml_source import Document, Mapping, Node, Scalar, Sequence, parse
from generator.suggest.outline import Outline, outline_of

__all__ = ["Form", "Reading", "article_of", "decode", "form_of", "read", "without_markdown"]


class Form(StrEnum):
    """How an input is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    BRIEFING = "briefing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text as long as the input, blank where the input is markup, and its parts."""

    text: str
    outline: Outline
    document: Document | None = None
    """The briefing, if it is one."""


_NOT_A_LINE_END = re.compile(r"[^\r\n]")
_HTML_BLOCK = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|svg|noscript)\b.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
_CHARACTER = re.compile(
    r"&(?:amp|#38);|&(?:nbsp|#160);|&(?:rsquo|#8217|#39|apos|shy|#173);|&#?\w{1,12};"
)
_FENCED = re.compile(r"^(`{3,}|~{3,}).*?(?:^\1|\Z)", re.DOTALL | re.MULTILINE)
_MARKDOWN = re.compile(
    r"""
      `[^`\n]{0,500}`                 # code
    | (?<=\])\([^()\s]*(?:[ ]"[^"\n]{0,300}")?\)  # where a link leads
    | ^[ ]{0,3}\[[^\]\n]{0,300}\]:[^\n]*          # and where one leads by reference
    | \[\^[^\]\n]{0,100}\]            # a footnote
    | \{[^{}\n]{0,300}\}              # attributes
    """,
    re.VERBOSE | re.MULTILINE,
)
_EMPHASIS = re.compile(
    r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|^#{1,6}[ ]|\[\[|\]\]", re.MULTILINE
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+")
_TITLE_TAG = re.compile(r"<(title|h1)\b[^<>]*>([^<]*)", re.IGNORECASE)
_HEADING = re.compile(r"^#[ ]([^\n]*)$", re.MULTILINE)
_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<!doctype html|<html\b)|<(?:p|div|h1|article|body)\b[^<>]*>", re.IGNORECASE
)
_UNSEEN = "\u00ad"
"""What fills the place of markup within a word: a soft hyphen, which hides no name."""
_GAPS = re.compile(r"\n{2,}")
_SNIFFED = 5_000
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n")


def decode(data: bytes) -> tuple[str, bool]:
    """The text, and whether all of it was UTF-8; what was not is U+FFFD."""
    try:
        return data.decode("utf-8"), True
    except UnicodeDecodeError:
        return data.decode("utf-8", errors="replace"), False


def form_of(name: str, text: str) -> Form:
    """How an input is written, by its name if that says so, else by how it begins."""
    suffix = name.rpartition(".")[2].lower()
    if suffix in {"yml", "yaml"} or _FRONT_MATTER.match(text):
        return Form.BRIEFING
    if suffix in {"html", "htm", "xhtml"} or _LOOKS_LIKE_HTML.search(text, 0, _SNIFFED):
        return Form.HTML
    return Form.MARKDOWN if suffix in {"md", "markdown"} else Form.TEXT


def read(path: str, text: str, found: Collector, form: Form | None = None) -> Reading | None:
    """Blank out the markup of an input. None and a diagnostic if a briefing cannot be read."""
    form = form or form_of(path, text)
    if form is Form.BRIEFING:
        return _read_briefing(path, text, found)
    title: tuple[int, int] | None = None
    if form is Form.HTML:
        titles = [match.span(2) for match in _TITLE_TAG.finditer(text)]
        title = titles[-1] if titles else None
        shown = _without_html(text)
    else:
        if form is Form.MARKDOWN and (heading := _HEADING.search(text)):
            title = heading.span(1)
        shown = without_markdown(text) if form is Form.MARKDOWN else text
    shown = (
        _ADDRESS.sub(_blank, shown) if "@" in shown or "www." in shown or "://" in shown else shown
    )
    return Reading(text=shown, outline=outline_of(shown, title))


def article_of(text: str, reading: Reading, form: Form) -> str:
    """The text below its title, as Markdown: as it is written, or what HTML shows."""
    _, end = reading.outline.title
    if form is not Form.HTML:
        return text[end:].strip()
    shown = reading.text[end:].replace(_UNSEEN, "")
    lines = (" ".join(line.split()) for line in shown.split("\n"))
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()


def _blank(match: re.Match[str]) -> str:
    return _NOT_A_LINE_END.sub(" ", match[0])


def _character(match: re.Match[str]) -> str:
    said = match[0]
    if said in {"&amp;", "&#38;"}:
        return "&".ljust(len(said))
    if said in {"&rsquo;", "&#8217;", "&#39;", "&apos;"}:
        return "\u2019".ljust(len(said), _UNSEEN)
    if said in {"&shy;", "&#173;"}:
        return _UNSEEN * len(said)
    return " " * len(said)


def _without_html(text: str) -> str:
    text = _HTML_BLOCK.sub(_blank, text)
    text = _TAG.sub(_blank, text)
    return _CHARACTER.sub(_character, text) if "&" in text else text


def without_markdown(text: str) -> str:
    """Markdown with its markup, code and link addresses blanked out."""
    text = _FENCED.sub(_blank, text)
    text = _MARKDOWN.sub(_blank, text)
    text = _TAG.sub(_blank, text)
    return _EMPHASIS.sub(_blank, text)


_READ = (
    ("title",),
    ("summary",),
    ("body",),
    ("judgements", "text"),
    ("watch", "text"),
    ("events", "text"),
)
"""The fields of a briefing that are running text."""


def _read_briefing(path: str, text: str, found: Collector) -> Reading | None:
    # The reader goes by the name; a YAML file may begin with three hyphens as well.
    is_yaml = path.lower().endswith((".yml", ".yaml", ".md")) or not _FRONT_MATTER.match(text)
    document = parse(
        path if is_yaml else f"{path}.md", text.encode("utf-8", errors="replace"), found
    )
    if document is None:
        return None
    places = _Places(text)
    spans: dict[str, tuple[int, int]] = {}
    parts = [(0, 0)]
    for field, *inner in _READ:
        for node in _scalars(document.root.get(field), inner):
            span = places.span(node)
            spans.setdefault(field, span)
            parts.append(span)
    parts.sort()
    shown = []
    position = 0
    for start, end in parts:
        if start < position:
            continue
        shown += [
            _NOT_A_LINE_END.sub(" ", text[position:start]),
            without_markdown(text[start:end]),
        ]
        position = end
    shown.append(_NOT_A_LINE_END.sub(" ", text[position:]))
    whole = "".join(shown)
    body = spans.get("body", (0, len(text)))
    return Reading(
        text=_ADDRESS.sub(_blank, whole),
        outline=Outline(
            title=spans.get("title", (0, 0)),
            dateline=(body[0], body[0]),
            lead=spans.get("summary", (0, 0)),
            body=body,
        ),
        document=document,
    )


def _scalars(node: Node | None, inner: list[str]) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [] if inner else [node]
    if isinstance(node, Sequence) and inner:
        found = [item.get(inner[0]) for item in node.items if isinstance(item, Mapping)]
        return [item for item in found if isinstance(item, Scalar)]
    return []


class _Places:
    """Lines and columns of a text to offsets into it."""

    def __init__(self, text: str) -> None:
        self._begins = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
        self._mark = 1 if text.startswith("\ufeff") else 0
        self._end = len(text)

    def span(self, node: Node) -> tuple[int, int]:
        return self._offset(*node.start), self._offset(*node.end)

    def _offset(self, line: int, column: int) -> int:
        if line >= len(self._begins):
            return self._end
        return min(self._end, self._begins[line] + column + (0 if line else self._mark))
