"""The last look at a page's HTML: what is not known to be harmless does not pass.

Markdown is made safe where it is read; this holds even if a Markdown extension that a
site's owner adds finds a meaning in a contributor's text that nobody foresaw.
"""

import nh3

__all__ = ["clean"]

_TAGS = {
    *("a", "abbr", "blockquote", "br", "cite", "code", "dd", "del", "div", "dl", "dt", "em"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "ins", "kbd", "li", "mark", "ol", "p", "pre"),
    *("q", "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead"),
    *("tr", "u", "ul", "wbr"),
}

_ATTRIBUTES = {
    "*": {"id", "lang", "dir"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"align", "style"},
    "th": {"align", "style"},
}

_CLASSES = {
    "a": {
        *("entity", "primary", "about", "mentions", "cite", "headerlink"),
        *("footnote-ref", "footnote-backref"),
    },
    "div": {"admonition", "abstract", "info", "warning", "note", "footnote"},
    "p": {"admonition-title", "entities", "legend", "letters", "neighbours", "meta"},
    "sup": set(),
}


def clean(html: str) -> str:
    """Return the HTML without any element, attribute, class or address that is not listed."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        filter_style_properties={"text-align"},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        clean_content_tags={"script", "style"},
    )
