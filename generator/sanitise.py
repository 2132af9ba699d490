"""A body's Markdown made safe: nothing in it can run, load, or follow a path.

Works on the Markdown itself, so that every builder that reads it is protected: what could
be live is taken out or turned into text, and each such place is reported. Where the result
depends on code being recognised as code, it is rendered once and looked at (`audit`).
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

import markdown

from generator.limits import find_excess
from generator.prose import blocks, code_spans, covers, fences

__all__ = ["Finding", "Sanitised", "escape", "sanitise"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was changed or refused, with offsets into the text as written."""

    code: str
    message: str
    hint: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    new: str
    code: str | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class _Pass:
    """The edits of one pass in order, and where the new text of each begins in what came out."""

    edits: tuple[_Edit, ...]
    begins: tuple[int, ...]

    def before(self, offset: int) -> int:
        """Where a place of what came out stood in what went in."""
        index = bisect_right(self.begins, offset) - 1
        if index < 0:
            return offset
        edit, into = self.edits[index], offset - self.begins[index]
        return edit.start if into < len(edit.new) else edit.end + into - len(edit.new)


@dataclass(frozen=True, slots=True)
class Sanitised:
    """Safe Markdown, what was found on the way, and the way back to the text as written."""

    text: str
    findings: tuple[Finding, ...] = ()
    passes: tuple[_Pass, ...] = ()

    def origin(self, offset: int) -> int:
        """Where a place of the safe text stood in the text as written."""
        for edited in reversed(self.passes):
            offset = edited.before(offset)
        return offset


def sanitise(text: str) -> Sanitised:
    """Return the text made safe; an empty text if it cannot be read in bounded time."""
    excess = find_excess(text)
    if excess is not None:
        start, end, message = excess
        return Sanitised("", (Finding("body-too-complex", message, "", start, end),))
    passes: list[_Pass] = []
    findings: list[Finding] = []
    result = text
    for run in PASSES:
        edits = tuple(sorted(run(result), key=lambda edit: edit.start))
        if not edits:
            continue
        back = Sanitised(result, (), tuple(passes))
        for edit in edits:
            if edit.code:
                start, end = back.origin(edit.start), back.origin(edit.end)
                findings.append(Finding(edit.code, edit.message, "", start, end))
        result, edited = _apply(result, edits)
        passes.append(edited)
    excess = find_excess(result)  # where something was taken out, blocks have become one
    if excess is not None:
        back = Sanitised(result, (), tuple(passes))
        start, end = back.origin(excess.start), back.origin(excess.end)
        findings.append(Finding("body-too-complex", excess.message, "", start, end))
        return Sanitised("", tuple(findings))
    if _needs_audit(result) and not audit(result):
        message = "Parts of the text could be read as live HTML; all of it is shown as plain text"
        findings.append(Finding("live-html", message, "", 0, len(text)))
        plain = "\n\n".join(escape(part) for part in re.split(r"\n\s*\n", text))
        return Sanitised(plain, tuple(findings), ())
    return Sanitised(result, tuple(findings), tuple(passes))


def _apply(text: str, edits: tuple[_Edit, ...]) -> tuple[str, _Pass]:
    parts: list[str] = []
    begins: list[int] = []
    position = length = 0
    for edit in edits:
        kept = text[position : edit.start]
        parts += [kept, edit.new]
        begins.append(length + len(kept))
        length += len(kept) + len(edit.new)
        position = edit.end
    return "".join([*parts, text[position:]]), _Pass(edits, tuple(begins))


def _outside_code(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for start, end in code_spans(text):
        if start > position:
            yield position, start
        position = max(position, end)
    if position < len(text):
        yield position, len(text)


# ---- HTML ---------------------------------------------------------------------------

_ALLOWED_TAGS = frozenset(
    {"abbr", "br", "cite", "del", "ins", "kbd", "mark", "q", "s", "small", "sub", "sup", "u", "wbr"}
)
_WITH_CONTENT = frozenset(
    {
        *("applet", "audio", "button", "canvas", "embed", "form", "frameset", "iframe", "math"),
        *("noembed", "noframes", "noscript", "object", "option", "plaintext", "script", "select"),
        *("style", "svg", "template", "textarea", "title", "video", "xmp"),
    }
)
_MARKUP = re.compile(
    r"""
      (?P<comment><!--.*?-->|<!--.*\Z)
    | (?P<other><[!?][^>]*>)
    | <(?P<auto>(?:https?://|mailto:)[^\s<>"'`\\{}|^]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>
    | <(?P<close>/?)(?P<name>[a-zA-Z][\w:.-]*)(?P<rest>(?:[^<>"']|"[^"]*"|'[^']*')*)>
    | <
    """,
    re.VERBOSE | re.DOTALL,
)
_TITLE = re.compile(r"""\s+title="([^"<>&{}\[\]`*_\\\n|]*)"\s*""")


def _html(text: str) -> Iterator[_Edit]:
    if "<" not in text:
        return
    done = 0
    for start, end in _outside_code(text):
        for match in _MARKUP.finditer(text, start, end):
            if match.start() < done:
                continue
            edit = _markup_edit(text, match)
            if edit is not None:
                done = edit.end
                yield edit


def _markup_edit(text: str, match: re.Match[str]) -> _Edit | None:
    start, end = match.span()
    if match["comment"] or match["other"]:
        return _Edit(start, end, "", "live-html", "A comment or declaration was removed")
    if match["auto"]:
        return None
    if not match["name"]:
        return _Edit(start, end, "&lt;")
    if match["name"].casefold() in _ALLOWED_TAGS:
        return _kept_tag(match)
    return _removed_tag(text, match)


def _kept_tag(match: re.Match[str]) -> _Edit | None:
    """An allowed tag without its attributes; only an abbreviation may explain itself."""
    name = match["name"].casefold()
    title = _TITLE.fullmatch(match["rest"]) if name == "abbr" else None
    kept = f' title="{title[1]}"' if title else ""
    clean = f"</{name}>" if match["close"] else f"<{name}{kept}>"
    if clean == match[0]:
        return None
    code = "live-html" if match["rest"].strip(" /") and not title else None
    return _Edit(*match.span(), clean, code, f"Attributes of <{name}> were removed")


def _removed_tag(text: str, match: re.Match[str]) -> _Edit:
    """A tag that is not allowed, with its content where that is not text to read."""
    start, end = match.span()
    name = match["name"].casefold()
    if name in _WITH_CONTENT and not match["close"]:
        closing = re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE).search(text, end)
        stop = closing.end() if closing else end
        return _Edit(start, stop, "", "live-html", f"<{name}> and what is in it was removed")
    return _Edit(start, end, "", "live-html", f"<{match['close']}{name}> was removed")


# ---- links and images ---------------------------------------------------------------

_DESTINATION = re.compile(
    r"""\(\s?(?P<address>[^\s()<>"'`\\]+(?:\([^\s()<>"'`\\]*\)[^\s()<>"'`\\]*)*)
        (?:[ ]+(?P<title>"[^"\n<>{}]*"|'[^'\n<>{}]*'))?\s?\)""",
    re.VERBOSE,
)
_SAFE_ADDRESS = re.compile(r"""(?:https?://[^\s<>"'`\\]|mailto:[^\s<>"'`\\])""", re.IGNORECASE)
_EMPTY_LABEL = re.compile(r"\[\s*\]")
_IMAGE = re.compile(r"(?<!\\)!(?=\[)")
_IMAGE_ADDRESS = re.compile(r"\[[^\[\]\n]*\]\(\s*<?(https?://)?", re.IGNORECASE)
_DEFINITION = re.compile(r"\[(?!\^)([^\[\]\n]*)\]:[ \t]*\n?[ \t]*(\S*)")


def is_safe_address(address: str) -> bool:
    """Whether an address leads to a web page or a mailbox and nowhere else."""
    return _SAFE_ADDRESS.match(address) is not None


def _images(text: str) -> Iterator[_Edit]:
    """An image becomes a link to it; `_links` then decides whether the link may stay."""
    if "![" not in text:
        return
    for start, end in _outside_code(text):
        for match in _IMAGE.finditer(text, start, end):
            after = _IMAGE_ADDRESS.match(text, match.end())
            remote = after is not None and after[1]
            code = "remote-image" if remote else "local-image"
            message = "A picture on another server" if remote else "A picture named by a path"
            yield _Edit(match.start(), match.end(), "", code, message)


def _links(text: str) -> Iterator[_Edit]:
    if "](" not in text:
        return
    for start, end in _outside_code(text):
        opened: list[int] = []
        position = start
        for match in re.finditer(r"\\.|[\[\]]", text[start:end], re.DOTALL):
            place = start + match.start()
            if place < position or match[0][0] == "\\":
                continue
            if match[0] == "[":
                opened.append(place)
                continue
            begin = opened.pop() if opened else None
            if text[place + 1 : place + 2] != "(":
                continue
            target = _DESTINATION.match(text, place + 1, end)
            if target is None or begin is None:
                yield _Edit(
                    place + 1, place + 2, r"\(", "unsafe-address", "An address cannot be read"
                )
                continue
            if is_safe_address(target["address"]):
                if _EMPTY_LABEL.match(text, begin):
                    yield _Edit(place, place, escape(target["address"]))
                position = target.end()
                continue
            message = f"The address {target['address'][:40]} was removed"
            yield _Edit(begin, begin + 1, "")
            yield _Edit(place, target.end(), "", "unsafe-address", message)
            position = target.end()


def _definitions(text: str) -> Iterator[_Edit]:
    if "]:" not in text:
        return
    for start, end in _outside_code(text):
        for match in _DEFINITION.finditer(text, start, end):
            if is_safe_address(match[2]):
                continue
            message = f"The address {match[2][:40]} was removed" if ":" in match[2] else ""
            yield _Edit(
                match.start(),
                match.start() + 1,
                r"\[",
                "unsafe-address" if message else None,
                message,
            )


# ---- the rest -----------------------------------------------------------------------

_ATTRIBUTES = re.compile(r"\{:?[ ]*(?:[#.][\w-]|[\w:-]+=)[^{}\n]*\}")
_LINE_MARKS = re.compile(
    r"""^(?P<lead>[ \t>]*(?:[*+-][ \t]+|\d+\.[ \t]+)*)
        (?:(?P<bang>!!!)|(?P<question>\?\?\?)
          |(?P<tab>===[!+]?[ ]*")|(?P<slash>///)|(?P<heading>\#(?!\#)[ \t]*(?=\S)))""",
    re.VERBOSE | re.MULTILINE,
)
_SETEXT = re.compile(r"^[ ]{0,3}(?P<line>=+)[ \t]*$", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^(?![\w.-]{1,80}\])")
_INFO = re.compile(r"[A-Za-z0-9_+-]*")


def _braces(text: str) -> Iterator[_Edit]:
    """Braces would set attributes; as text they set nothing and no template reads them."""
    if "{" not in text:
        return
    lists = {match.start() for match in _ATTRIBUTES.finditer(text)}
    for start, end in _outside_code(text):
        for match in re.finditer(r"(?<!\\)\{", text[start:end]):
            place = start + match.start()
            code = "attribute-list" if place in lists else None
            yield _Edit(place, place + 1, r"\{", code, "Attributes in braces are shown as text")


def _marks(text: str) -> Iterator[_Edit]:
    """What Markdown extensions would act on, at the beginning of a line."""
    code = code_spans(text)
    signs = {"bang": r"\!!!", "question": "&#63;??", "slash": "&#47;//"}
    for match in _LINE_MARKS.finditer(text):
        place = match.end("lead")
        if covers(code, place):
            continue
        kind = match.lastgroup or ""
        found = match[kind]
        if kind == "heading":
            yield _Edit(place, place, "#", "heading-level", "A heading of the first level")
        elif kind == "tab":
            new = "&#61;" + found[1:]
            yield _Edit(place, place + len(found), new, "unsupported-markup", "=== opens a tab")
        elif kind in signs:
            message = f"{found} is shown as text"
            yield _Edit(place, place + len(found), signs[kind], "unsupported-markup", message)
    for match in _SETEXT.finditer(text):
        start, end = match.span("line")
        before = text[text.rfind("\n", 0, max(0, match.start() - 1)) + 1 : match.start()]
        if before.strip() and not covers(code, start):
            new = match["line"].replace("=", "-")
            yield _Edit(start, end, new, "heading-level", "A heading of the first level")


def _contents(text: str) -> Iterator[_Edit]:
    """The marker that Python-Markdown replaces by a table of contents, wherever it stands."""
    if "[TOC]" not in text:
        return
    for start, end in _outside_code(text):
        for match in re.finditer(r"(?<!\\)\[TOC\]", text[start:end]):
            place = start + match.start()
            yield _Edit(place, place + 1, r"\[", "unsupported-markup", "[TOC] is shown as text")


def _infos(text: str) -> Iterator[_Edit]:
    """The words after an opening fence: the name of a language at most."""
    for _, _, start, end in fences(text):
        info = text[start:end]
        name = _INFO.match(info)
        kept = name[0] if name else ""
        if kept != info.strip():
            yield _Edit(start, end, kept, "unsupported-markup", "Only a language's name is kept")


def _footnotes(text: str) -> Iterator[_Edit]:
    """What begins like a footnote and cannot be one is text."""
    if "[^" not in text:
        return
    for start, end in _outside_code(text):
        for match in _FOOTNOTE.finditer(text, start, end):
            yield _Edit(match.start(), match.start() + 1, r"\[")


PASSES: tuple[Callable[[str], Iterable[_Edit]], ...] = (
    _infos,
    _html,
    _images,
    _links,
    _definitions,
    _footnotes,
    _braces,
    _contents,
    _marks,
)
"""In this order: what is taken out first can no longer hide what comes after."""


# ---- a second look ------------------------------------------------------------------

EXTENSIONS = ("toc", "tables", "fenced_code", "footnotes", "attr_list", "admonition")
"""What the site's Markdown is rendered with."""

_OUTPUT_TAGS = _ALLOWED_TAGS | {
    *("a", "blockquote", "code", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li"),
    *("ol", "p", "pre", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
_OUTPUT_ATTRIBUTES = {"href", "title", "id", "class", "style", "start"}


def _needs_audit(text: str) -> bool:
    """Whether safety hangs on code being recognised: a `<` outside the known tags is left."""
    if "<" not in text:
        return False
    return any("<" in text[start:end] for start, end in code_spans(text)) or any(
        "<" in text[block.start : block.end] and text[block.start] in " \t"
        for block in blocks(text)
    )


class _Audit(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.clean = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name not in _OUTPUT_ATTRIBUTES or (
                name == "href" and not (value or "").startswith(("#", "http", "mailto:"))
            ):
                self.clean = False
        self.clean = self.clean and tag in _OUTPUT_TAGS

    def handle_comment(self, data: str) -> None:  # noqa: ARG002 - any comment is one too many
        self.clean = False

    def handle_decl(self, decl: str) -> None:  # noqa: ARG002 - as above
        self.clean = False

    def handle_pi(self, data: str) -> None:  # noqa: ARG002 - as above
        self.clean = False


def audit(text: str) -> bool:
    """Render a text and say whether only harmless HTML came out."""
    parser = _Audit()
    parser.feed(markdown.markdown(text, extensions=list(EXTENSIONS)))
    parser.close()
    return parser.clean


# ---- plain text ---------------------------------------------------------------------

_ANYWHERE = re.compile(r"[\\`*{\[\]<|]|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
_AT_START = re.compile(r"(?:#|>|[-+=~:/!?]|\d+(?=\.(?:\s|$))|\^)")
_ENTITY = {"<": "&lt;", "|": "&#124;", "&": "&amp;", "=": "&#61;", "~": "&#126;", "/": "&#47;"}


def escape(text: str) -> str:
    """Plain text as Markdown that shows exactly this text, in one line.

    Only what Markdown would read as markup is escaped, so that ordinary text stays readable.
    """
    line = " ".join(text.split())
    line = _ANYWHERE.sub(lambda match: _ENTITY.get(match[0], "\\" + match[0]), line)
    first = _AT_START.match(line)
    if first:
        mark = first[0]
        if mark.isdigit():
            line = f"{mark}\\{line[len(mark) :]}"
        elif mark in ":?^":
            line = f"&#{ord(mark)};{line[1:]}"
        else:
            line = _ENTITY.get(mark, "\\" + mark) + line[1:]
    return line[:-1] + "\\#" if line.endswith("#") and not line.endswith("\\#") else line
