"""What a browser makes of HTML, held against a list of what is harmless."""

import re

from selectolax.lexbor import LexborHTMLParser

ELEMENTS = {
    *("a", "abbr", "blockquote", "br", "cite", "code", "dd", "del", "div", "dl", "dt", "em"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "ins", "kbd", "li", "mark", "ol", "p", "pre"),
    *("q", "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead"),
    *("tr", "u", "ul", "wbr", "details", "summary", "figure", "figcaption", "img", "object"),
    *("html", "head", "body"),  # the parser puts these around everything
}
ATTRIBUTES = {"class", "dir", "href", "id", "lang", "start", "style", "title"}
ATTRIBUTES |= {"alt", "aria-label", "data", "data-due", "data-late", "height", "loading", "src"}
ATTRIBUTES |= {"type", "width"}
PICTURE = re.compile(r"(?:\.\./)*assets/(?:flags|maps)/[a-z0-9-]+\.svg(?:#[a-z]+)?")
"""Where pictures lie that we made; one from elsewhere would tell another host of a reader."""
ADDRESS = re.compile(r"(?i)(?:https?://|mailto:|#)")
SCHEME = re.compile(r"(?i)[a-z][a-z0-9+.-]*:")
STYLE = re.compile(r"text-align: ?(?:left|center|right);?")
_SPACE = re.compile(r"[\x00-\x20]+")


def live(html: str, *, relative: bool = False) -> list[str]:
    """Each element, attribute and address that is on no list, as an HTML5 parser sees it.

    With `relative`, addresses without a scheme pass, as those of a site's own pages are.
    """
    found: list[str] = []
    root = LexborHTMLParser(html).root
    for node in root.traverse(include_text=False) if root else ():
        if node.tag not in ELEMENTS:
            found.append(f"<{node.tag}>")
        for name, value in node.attributes.items():
            text = _SPACE.sub("", value or "")
            if (
                name not in ATTRIBUTES
                or (name == "href" and not is_safe(text, relative=relative))
                or (name in {"src", "data"} and not PICTURE.fullmatch(value or ""))
                or (name == "type" and value != "image/svg+xml")
                or (name == "style" and not STYLE.fullmatch(value or ""))
            ):
                found.append(f"<{node.tag} {name}={value!r}>")
    return found


def is_safe(address: str, *, relative: bool) -> bool:
    return bool(ADDRESS.match(address)) or (relative and not SCHEME.match(address))
