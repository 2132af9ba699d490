"""Reads from HTML and CSS what a page names: its anchors, its links, and what it loads.

The parser follows the HTML standard's own algorithm, so that what is found here is what a browser
finds, also in broken markup; the content of ``noscript`` is read as a browser without scripts does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from selectolax.lexbor import LexborHTMLParser


class Role(StrEnum):
    """Who follows a reference."""

    LINK = "link"
    """The reader, by a click, or nobody: ``a``, a form's address, ``link rel=canonical``."""
    LOAD = "load"
    """The browser by itself: images, scripts, styles, fonts, frames, refreshes, pings."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """One address in a page or style sheet."""

    target: str
    """The address as written, entities and CSS escapes decoded."""
    role: Role


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """What one HTML document names."""

    anchors: frozenset[str]
    """Each ``id``, and each ``name`` of an ``a``: what a fragment can point to."""
    duplicate_ids: tuple[str, ...]
    """Each ``id`` that stands more than once, sorted."""
    references: tuple[Reference, ...]
    """Links and loads, in no order that matters, as often as they stand."""
    bases: tuple[str, ...]
    """The address of each ``base`` element; relative references do not heed it."""


LOADING_RELS: Final = frozenset(
    {
        *("stylesheet", "icon", "shortcut", "mask-icon", "manifest", "modulepreload"),
        *("apple-touch-icon", "apple-touch-icon-precomposed"),
        *("preload", "prefetch", "preconnect", "dns-prefetch", "prerender", "expect"),
    }
)
"""Values of ``link rel`` on which a browser connects by itself."""
LOADING_ATTRIBUTES: Final = ("src", "poster", "background", "lowsrc", "dynsrc")
SOURCE_SETS: Final = ("srcset", "imagesrcset")
PAINTED: Final = (
    *("fill", "stroke", "filter", "mask", "clip-path", "cursor"),
    *("marker-start", "marker-mid", "marker-end"),
)
"""SVG attributes whose value is CSS."""
LINKING_TAGS: Final = frozenset({"a", "area"})


def read_page(html: str) -> Page:
    """Return what the document *html* names. Content of ``template`` is inert and left out."""
    document = LexborHTMLParser(html)
    ids: dict[str, int] = {}
    for node in document.css("[id]"):
        name = node.attributes.get("id") or ""
        ids[name] = ids.get(name, 0) + 1
    named = (node.attributes.get("name") for node in document.css("a[name]"))
    return Page(
        anchors=frozenset(ids) | {name for name in named if name},
        duplicate_ids=tuple(sorted(name for name, count in ids.items() if count > 1)),
        references=tuple(references(document)),
        bases=tuple(node.attributes.get("href") or "" for node in document.css("base")),
    )


def references(document: LexborHTMLParser) -> Iterator[Reference]:
    """Yield every reference in *document*, those in a frame's ``srcdoc`` included."""
    for node in document.css("*"):
        tag = node.tag or ""
        if tag == "style":
            yield from map(load, css_urls(node.text()))
        attributes = {name.lower(): value or "" for name, value in node.attributes.items()}
        if attributes:
            yield from map(load, loaded(tag, attributes))
            yield from hypertext(tag, attributes)
            if "srcdoc" in attributes:
                yield from references(LexborHTMLParser(attributes["srcdoc"]))


def loaded(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    """Yield the addresses that a browser fetches for one element, whatever the element is."""
    for name, value in attributes.items():
        if name in LOADING_ATTRIBUTES or (tag, name) == ("object", "data"):
            yield value
        elif name in SOURCE_SETS:
            yield from source_set(value)
        elif name == "style" or name in PAINTED:
            yield from css_urls(value)
        elif name == "ping":
            yield from value.split()
    if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
        yield from refresh_target(attributes.get("content", ""))


def hypertext(tag: str, attributes: dict[str, str]) -> Iterator[Reference]:
    """Yield the references in ``href`` and in what a form is sent to."""
    for name in ("href", "xlink:href"):
        if name in attributes and tag != "base":
            yield Reference(target=attributes[name], role=href_role(tag, attributes))
    for name in ("action", "formaction"):
        if name in attributes:
            yield Reference(target=attributes[name], role=Role.LINK)


def load(target: str) -> Reference:
    """Return a reference that the browser follows by itself."""
    return Reference(target=target, role=Role.LOAD)


def href_role(tag: str, attributes: dict[str, str]) -> Role:
    """Return who follows the ``href`` of an element: any but a link's is an SVG's own load."""
    if tag in LINKING_TAGS:
        return Role.LINK
    if tag == "link":
        loading = LOADING_RELS.intersection(attributes.get("rel", "").lower().split())
        return Role.LOAD if loading else Role.LINK
    return Role.LOAD


def source_set(value: str) -> list[str]:
    """Return the addresses in a ``srcset``; a comma inside an address does not end it (HTML)."""
    return [match["alone"] or match["described"] for match in CANDIDATE.finditer(value)]


def refresh_target(content: str) -> list[str]:
    """Return the address, if any, of a ``meta`` refresh."""
    match = re.match(r"""[\s\d.]*[;,\s]\s*(?:url\s*=\s*)?["']?([^"']+)""", content, re.IGNORECASE)
    return [match[1]] if match else []


CANDIDATE: Final = re.compile(
    r"(?P<alone>[^\s,]\S*?),*(?=\s*\Z|(?<=,)\s)"  # ended by its own comma, or by the value's end
    r"|(?P<described>[^\s,]\S*)[^,]*"  # or followed by a descriptor up to the next comma
)
CSS_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
CSS_ESCAPE: Final = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|([^\n]))")
CSS_NAMESPACE: Final = re.compile(r"@namespace\b[^;]*;", re.IGNORECASE)
CSS_STRING: Final = r""""[^"]*"|'[^']*'"""
CSS_URL: Final = re.compile(
    rf"(?:url|src)\(\s*(?P<quoted>{CSS_STRING})"
    rf"|url\(\s*(?P<bare>[^\s\"')]+)"
    rf"|@import\s*(?P<imported>{CSS_STRING})",
    re.IGNORECASE,
)


CSS_IMAGE_SET: Final = re.compile(r"image-set\(((?:[^()]|\([^()]*\))*)\)", re.IGNORECASE)
CSS_FUNCTION: Final = re.compile(r"[\w-]+\([^()]*\)")


def css_urls(css: str) -> list[str]:
    """Return every address that the style sheet, or the declarations, *css* loads."""
    text = CSS_NAMESPACE.sub("", CSS_COMMENT.sub("", css))
    text = CSS_ESCAPE.sub(lambda m: chr(min(int(m[1], 16), 0x10FFFF)) if m[1] else m[2], text)
    found = [m["quoted"] or m["bare"] or m["imported"] for m in CSS_URL.finditer(text)]
    for choice in CSS_IMAGE_SET.finditer(text):
        # Each plain string in it is an address; one inside type() is not.
        found += re.findall(CSS_STRING, CSS_FUNCTION.sub("", choice[1]))
    return [url.strip("\"'") for url in found]
