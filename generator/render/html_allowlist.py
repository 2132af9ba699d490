"""The last look at a page's HTML: what is not known to be harmless does not pass.

Markdown is made safe where it is read; this holds even if a Markdown extension that a
site's owner adds finds a meaning in a contributor's text that nobody foresaw.
"""

import re

import nh3

from generator.schema.vocabulary import Confidence, Likelihood, Trend, Type

__all__ = ["clean"]

_TAGS = {
    *("a", "abbr", "blockquote", "br", "cite", "code", "dd", "del", "details", "div", "dl", "dt"),
    *("em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "ins", "kbd"),
    *("li", "mark", "object", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub"),
    *("summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul", "wbr"),
}

_ATTRIBUTES = {
    "*": {"id", "lang", "dir"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"alt", "height", "loading", "src", "width"},
    "object": {"aria-label", "data", "type"},
    "ol": {"start"},
    "strong": {"data-due", "data-late"},
    "td": {"align", "style"},
    "th": {"align", "style"},
}

_TRENDS = {trend.value for trend in Trend}
_CLASSES = {
    "a": {
        *("entity", "primary", "cite", "headerlink"),
        *("footnote-ref", "footnote-backref"),
    },
    "details": {"note"},
    "div": {"admonition", "info", "warning", "note", "footnote"},
    "em": _TRENDS,
    "h1": {"cards", "masthead", "tree"},
    "h2": {"bars", "cards", "facts", "lead", "months", "rail", "timeline", "wide"},
    "h3": {"bars", "cards"},
    "figure": {"briefing-map"},
    "img": {"flag", "briefing-map", "briefing-locator"},
    "p": {
        *("admonition-title", "assessment", "basis", "byline", "confidence", "entities", "kicker"),
        *("legend", "likelihood", "meta", "neighbours", "standfirst", "title", "withdrawn"),
        *_TRENDS,
        *(term.value.replace(" ", "-") for of in (Type, Likelihood, Confidence) for term in of),
    },
    "strong": {*_TRENDS, "grade", "bar", *(f"w{width}" for width in range(5, 101, 5))},
    "sup": set(),
}
"""What the stylesheet knows; docs/components.md shows each."""

_OWN_PICTURE = re.compile(r"(?:\.\./)*assets/(?:flags|maps)/[a-z0-9-]+\.svg(?:#[a-z]+)?")
"""Where pictures lie that we made; no other is shown, whoever wrote its address."""


def _checked(tag: str, attribute: str, value: str) -> str | None:
    """The value of an attribute, unless it would show what is not a picture of ours."""
    if (tag, attribute) in {("img", "src"), ("object", "data")}:
        return value if _OWN_PICTURE.fullmatch(value) else None
    if (tag, attribute) == ("object", "type"):
        return value if value == "image/svg+xml" else None
    return value


def clean(html: str) -> str:
    """Return the HTML without any element, attribute, class or address that is not listed."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        attribute_filter=_checked if "<img" in html or "<object" in html else None,
        filter_style_properties={"text-align"},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        clean_content_tags={"script", "style"},
    )
