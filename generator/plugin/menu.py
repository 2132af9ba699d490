"""What of the menu is for contributors, and not for readers."""

from collections.abc import Iterator
from typing import Any

from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

__all__ = ["manual_pages"]


def manual_pages(nav: Navigation, title: str) -> frozenset[str]:
    """Source paths of the pages in the section of this title, at the top of the menu."""
    sections = (one for one in nav.items if isinstance(one, Section) and one.title == title)
    return frozenset(page.file.src_uri for section in sections for page in _pages(section))


def _pages(item: Any) -> Iterator[Page]:  # noqa: ANN401 - MkDocs has no type for an entry
    if isinstance(item, Page):
        yield item
    for child in item.children or ():
        yield from _pages(child)
