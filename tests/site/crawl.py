"""Checks a built tree of HTML for references that lead nowhere, or to another host."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from tests.site.references import Page, Reference, Role, css_urls, load, read_page

LOCAL: Final = "http://site.invalid"
"""The origin of a tree whose own is not known."""
NO_PAGE: Final = "no/such/page/"
"""Where 404.html is seen from: it is shown at any address, so relative references fail in it."""


class Kind(StrEnum):
    """What can be wrong with a built page."""

    DEAD_LINK = "dead link"
    DEAD_ANCHOR = "dead anchor"
    OUTSIDE = "link out of the site's own folder"
    DUPLICATE_ID = "duplicate id"
    OTHER_HOST = "loads from another host"
    BASE = "base element, which moves every relative link"


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Problem:
    """One thing wrong with one file of the tree."""

    page: str
    """The file's path in the tree, with slashes."""
    kind: Kind
    target: str
    """The reference as written, or the id that stands twice."""

    def __str__(self) -> str:
        """Return the problem as one line of a report."""
        return f"{self.page}: {self.kind}: {self.target}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Tree:
    """A built site as its server would publish it."""

    files: frozenset[str]
    """Paths with slashes, in the exact letter case: a server tells ``A`` from ``a``."""
    pages: dict[str, Page]
    origin: str
    base: str
    """The path under which the tree is published: ``/`` or ``/project/``."""

    def address(self, file: str) -> str:
        """Return the URL from which the relative references in *file* are resolved."""
        path = NO_PAGE if file == "404.html" else file
        return self.origin + self.base + path


def problems(tree: Path, base: str) -> list[Problem]:
    """Return all that is wrong with the built site in *tree*, sorted by file.

    *base* is where the tree will be published: a path such as ``/project/``, or a whole URL such
    as ``https://example.org/project/``, whose own absolute links are then followed as well. A
    folder answers only with its closing slash, as on servers that do not redirect.

    Raises ``ValueError`` where *base* does not end in a slash or *tree* has no page: a crawl that
    saw nothing proves nothing.
    """
    site = read_tree(tree, base)
    found: list[Problem] = []
    for file, page in site.pages.items():
        found += [Problem(page=file, kind=Kind.DUPLICATE_ID, target=i) for i in page.duplicate_ids]
        found += [Problem(page=file, kind=Kind.BASE, target=b) for b in page.bases]
        for reference in page.references:
            found += judge(site, file, reference)
    for file in site.files:
        if file.endswith(".css"):
            css = (tree / file).read_text("utf-8", errors="replace")
            for url in css_urls(css):
                # A bare fragment names a part of whatever page uses the style sheet.
                if not url.startswith("#"):
                    found += judge(site, file, load(url))
    return sorted(set(found))


def read_tree(tree: Path, base: str) -> Tree:
    """Read every page of *tree*; raises ``ValueError`` as :func:`problems` does."""
    if not base.endswith("/"):
        raise ValueError(f"the base {base!r} does not end in a slash")
    files = frozenset(p.relative_to(tree).as_posix() for p in tree.rglob("*") if p.is_file())
    pages = {
        file: read_page((tree / file).read_text("utf-8"))
        for file in files
        if file.endswith((".html", ".htm"))
    }
    if not pages:
        raise ValueError(f"no HTML in {tree}")
    parts = urlsplit(base)
    origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else LOCAL
    return Tree(files=files, pages=pages, origin=origin, base=parts.path)


def judge(site: Tree, file: str, reference: Reference) -> Iterator[Problem]:
    """Yield what is wrong with one *reference* in *file*: nothing, or one problem."""
    target = tidy(reference.target)
    try:
        url = urlsplit(urljoin(site.address(file), target))
    except ValueError:  # such as an unclosed bracket in the host
        kind: Kind | None = Kind.DEAD_LINK
    else:
        same_page = target[:1] in {"", "#"}
        kind = judge_url(site, file, url, reference.role, same_page=same_page)
    if kind:
        yield Problem(page=file, kind=kind, target=reference.target)


def judge_url(
    site: Tree, file: str, url: SplitResult, role: Role, *, same_page: bool
) -> Kind | None:
    """Return what is wrong with *url*, the whole address of a reference in *file*."""
    if f"{url.scheme}://{url.netloc}" != site.origin:
        elsewhere = role is Role.LOAD and bool(url.netloc)
        return Kind.OTHER_HOST if elsewhere else None
    if same_page:
        return judge_fragment(site.pages.get(file), url.fragment)
    path = unquote(url.path)
    if not path.startswith(site.base):
        return Kind.OUTSIDE
    named = path.removeprefix(site.base)
    named = f"{named}index.html" if named.endswith("/") or not named else named
    if named not in site.files:
        return Kind.DEAD_LINK
    return judge_fragment(site.pages.get(named), url.fragment)


def judge_fragment(page: Page | None, fragment: str) -> Kind | None:
    """Return whether *fragment* is missing from *page*; what is no page has no anchors to check."""
    anchor = fragment.partition(":~:")[0]
    if page is None or not anchor or anchor.lower() == "top":
        return None
    alive = anchor in page.anchors or unquote(anchor) in page.anchors
    return None if alive else Kind.DEAD_ANCHOR


def tidy(target: str) -> str:
    """Return *target* as a browser reads an address: trimmed, slashes upright (WHATWG URL)."""
    target = re.sub(r"[\t\n\r]", "", target.strip("".join(map(chr, range(0x21)))))
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", target)
    if scheme and scheme[1].lower() not in {"http", "https", "ftp", "ws", "wss", "file"}:
        return target
    address, *rest = re.split(r"([?#])", target, maxsplit=1)
    return address.replace("\\", "/") + "".join(rest)
