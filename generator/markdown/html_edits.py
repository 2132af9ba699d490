"""Edits that leave no HTML in Markdown but what an author may write."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from generator.markdown.edits import Edit
from generator.markdown.liveness import AUTOLINK, TAGS, TITLE, live_places
from generator.markdown.spans import Code, code_spans, fences

__all__ = ["code_as_html", "plain_infos", "safe_tags", "without_controls"]

# ---- signs and code -----------------------------------------------------------------

_BREAK = re.compile(r"\r\n?")
_SPACE = re.compile("[\x0b\x0c\x1c-\x1f]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")


def without_controls(text: str) -> Iterator[Edit]:
    """Signs that Python-Markdown drops or takes for its own; a text without them is its own."""
    for pattern, new in ((_BREAK, "\n"), (_SPACE, " "), (_CONTROL, "")):
        for match in pattern.finditer(text):
            yield Edit(*match.span(), new)


_INFO = re.compile(r"[A-Za-z0-9_+-]*")


def plain_infos(text: str) -> Iterator[Edit]:
    """The words after an opening fence: the name of a language at most."""
    for _, _, start, end in fences(text):
        info = text[start:end]
        name = _INFO.match(info)
        kept = name[0] if name else ""
        if kept != info.strip():
            yield Edit(start, end, kept, "unsupported-markup", "Only a language's name is kept")


_SIGN = re.compile(r"""[!"#$%&'*+/:<=>@\[\\\]^_`{|}~]""")
_NAMED = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_LINE_START = re.compile(r"(\n[ \t>]*)")
_BLANK_LINE = re.compile(r"\n[ \t]*(?=\n)")


def code_as_html(text: str) -> Iterator[Edit]:
    """Code with what would be live if it were none becomes HTML, which is code to all readers."""
    places = sorted(live_places(text))
    if not places:
        return
    fenced = {start for start, *_ in fences(text)}
    for start, end in code_spans(text):
        index = bisect_left(places, start)
        if index < len(places) and places[index] < end:
            code = text[start:end]
            yield Edit(start, end, _block(code) if start in fenced else _span(code))


def _block(fence: str) -> str:
    """Fenced code as an element without a blank line, so that it stays one block."""
    code = _spelt(fence[fence.index("\n") + 1 : fence.rindex("\n") + 1])
    return f"\n<pre><code>{_BLANK_LINE.sub('&#10;', code)}</code></pre>\n"


def _span(code: str) -> str:
    """Code between backticks as an element; the `>` of a quotation it runs through stay."""
    ticks = len(code) - len(code.lstrip("`"))
    parts = _LINE_START.split(code[ticks:-ticks].strip())
    spelt = (part if index % 2 else _spelt(part) for index, part in enumerate(parts))
    return f"<code>{''.join(spelt)}</code>"


def _spelt(code: str) -> str:
    """Code with every sign as an entity, so that nothing in it is read as Markdown."""
    return _SIGN.sub(lambda match: _NAMED.get(match[0], f"&#{ord(match[0])};"), code)


# ---- HTML ---------------------------------------------------------------------------

_WITH_CONTENT = frozenset(
    {
        *("applet", "audio", "button", "canvas", "embed", "form", "frameset", "iframe", "math"),
        *("noembed", "noframes", "noscript", "object", "option", "plaintext", "script", "select"),
        *("style", "svg", "template", "textarea", "title", "video", "xmp"),
    }
)
_MARKUP = re.compile(
    rf"""
      (?P<comment><!--.*?-->|<!--.*\Z)
    | (?P<other><[!?][^>]{{0,1000}}+>)
    | <(?P<auto>{AUTOLINK})>
    | (?P<code><pre><code>[^<]*</code></pre>|<code>[^<]*</code>)
    | <(?P<close>/?)(?P<name>[a-zA-Z][\w:.-]{{0,60}}+)
      (?P<rest>(?:[^<>"']{{1,1000}}+|"[^"]{{0,1000}}+"|'[^']{{0,1000}}+'){{0,60}}+)>
    | <
    """,
    re.VERBOSE | re.DOTALL,
)
"""What is too long for a tag is none, and its `<` is shown: no place is looked at twice."""
_ABBREVIATION = re.compile(rf"\s+{TITLE}\s*")


def safe_tags(text: str) -> Iterator[Edit]:
    """Tags and comments, from left to right; the search goes on where the last edit ended."""
    if "<" not in text:
        return
    closings = _Closings(text)
    position = 0
    for start, end in Code(text).outside(len(text)):
        position = max(position, start)
        while position < end and (position := text.find("<", position, end)) >= 0:
            match = _MARKUP.match(text, position, end)
            assert match is not None  # noqa: S101 - the last alternative always matches
            edit = _markup_edit(match, closings)
            if edit is not None:
                yield edit
            position = edit.end if edit else match.end()
        position = max(position, end)


class _Closings:
    """Where the closing tags of elements end, each name looked up once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: dict[str, list[int]] = {}

    def after(self, name: str, place: int) -> int:
        """The end of the first closing tag behind a place, or the place itself."""
        ends = self._ends.get(name)
        if ends is None:
            tags = re.finditer(rf"</{re.escape(name)}\s*>", self._text, re.IGNORECASE)
            ends = self._ends[name] = [tag.end() for tag in tags]
        index = bisect_right(ends, place)
        return ends[index] if index < len(ends) else place


def _markup_edit(match: re.Match[str], closings: _Closings) -> Edit | None:
    start, end = match.span()
    if match["comment"] or match["other"]:
        return Edit(start, end, "", "live-html", "A comment or declaration was removed")
    if match["auto"] or match["code"]:
        return None
    if not match["name"]:
        return Edit(start, start + 1, "&lt;")
    name = match["name"].casefold()
    if name in TAGS:
        return _kept_tag(match, name)
    if name in _WITH_CONTENT and not match["close"]:
        stop = closings.after(name, end)
        return Edit(start, stop, "", "live-html", f"<{name}> and what is in it was removed")
    return Edit(start, end, "", "live-html", f"<{match['close']}{name}> was removed")


def _kept_tag(match: re.Match[str], name: str) -> Edit | None:
    """An allowed tag without its attributes; only an abbreviation may explain itself."""
    explains = name == "abbr" and not match["close"] and _ABBREVIATION.fullmatch(match["rest"])
    kept = f" {match['rest'].strip()}" if explains else ""
    clean = f"<{match['close']}{name}{kept}>"
    if clean == match[0]:
        return None
    code = "live-html" if match["rest"].strip(" /") and not explains else None
    return Edit(*match.span(), clean, code, f"Attributes of <{name}> were removed")
