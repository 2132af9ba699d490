"""HTML of feeds to Markdown and to plain text, in bounded time.

What a browser would make of it is found first, by html5ever through nh3, so that what follows
sees closed, known elements only; but for that, and for recursion, elements are not nested deeper
than people do.
"""

import re

import nh3
from bs4 import BeautifulSoup
from markdownify import MarkdownConverter

__all__ = ["HtmlError", "markdown_of_html", "text_of_html"]

_DEEPEST = 100
"""Levels of elements."""
_MOST = 5_000
"""Elements. Some that close each other wrongly, and items of lists, take time by the square."""
_LONGEST = 400_000
"""Characters, markup included; a briefing's text has half of them at most."""
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,30})")
_VOID = frozenset({"br", "hr", "img"})
_TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "div", "dl"),
    *("dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img"),
    *("ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strong"),
    *("sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"),
}
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}}
_UNSAFE = {"script", "style", "iframe", "object", "embed", "form", "noscript", "template", "svg"}
_GAP = re.compile(r"\s{100,}")
"""White space over which patterns behind this would take time by the square."""


class HtmlError(Exception):
    """HTML that is not taken; the message says why."""


def _soup(html: str) -> BeautifulSoup:
    if len(html) > _LONGEST:
        raise HtmlError(
            f"its HTML has {len(html):,} characters, and at most {_LONGEST:,} are taken"
        )
    if sum(not match[1] for match in _TAG.finditer(html)) > _MOST:
        raise HtmlError(f"its HTML has more than {_MOST:,} elements")
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_filter,
        link_rel=None,
        clean_content_tags=_UNSAFE,
        url_schemes={"http", "https", "mailto"},
    )
    depth = 0
    for match in _TAG.finditer(clean):
        depth += 0 if match[2] in _VOID else -1 if match[1] else 1
        if depth > _DEEPEST:
            raise HtmlError(f"its HTML has more than {_DEEPEST} elements one in the other")
    short = _GAP.sub(lambda gap: gap[0][:100], clean)
    return BeautifulSoup(
        f"<div>{short}</div>", "html.parser"
    )  # it warns of a text that is an address


def _filter(_: str, name: str, value: str) -> str | None:
    if name == "start" and not re.fullmatch("[0-9]{1,6}", value):
        return None
    return value


def markdown_of_html(html: str) -> str:
    """HTML as Markdown; what could run in it is left out. Raises `HtmlError`."""
    return str(MarkdownConverter(heading_style="ATX", bullets="-").convert_soup(_soup(html)))


def text_of_html(html: str) -> str:
    """What HTML says, without markup. Raises `HtmlError`."""
    return _soup(html).get_text(" ")
