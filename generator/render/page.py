"""A page: its template and what it is given, which is also all that it depends on.

The values of a page are plain data. So one description serves twice: a template makes the text of
it, and written down it tells whether the text would come out as before. Nobody keeps a second
list of what a page reads, and nobody can forget an entry of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.content.model import Artifact, Briefing, Searchable, Site
from generator.render.templating import page_text
from generator.schema.settings import Settings

__all__ = ["HIDDEN", "Page"]

HIDDEN: Mapping[str, Any] = {"search": {"exclude": True}}
"""Front matter of a page that the search leaves out, since it finds what the page lists."""

ALONE: Mapping[str, Any] = {"hide": ["navigation", "toc"]}
"""Front matter of a page that the theme shows without a column on either side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A Markdown page before it is written."""

    path: str
    title: str
    template: str
    settings: Settings
    values: Callable[[], Mapping[str, object]]
    """Gathers what the template is given: plain data, no `Site` and no function."""
    front: Mapping[str, Any] = field(default_factory=dict)
    """Front matter."""
    is_manual: bool = False
    """Whether it is one for contributors, with the menu and a list of contents beside it."""

    def text(self) -> str:
        """The Markdown of the page."""
        front = self.front if self.is_manual else {**self.front, **ALONE}
        return page_text(self.template, self.settings, self.path, front, **self.values())

    def depends(self) -> str:
        """A text that differs whenever the page would. Raises `TypeError` for what is no data."""
        given = {name: _told(name, value) for name, value in self.values().items()}
        return repr((self.template, self.settings, self.front, self.is_manual, given))

    def artifact(
        self, *, updated: date | None = None, search: Searchable | None = None
    ) -> Artifact:
        """The page as an output."""
        return Artifact(
            path=self.path,
            title=self.title,
            write=self.text,
            depends=self.depends,
            updated=updated,
            search=search,
        )


def _told(name: str, value: object) -> object:
    if isinstance(value, Briefing):
        return value.digest
    if callable(value) or isinstance(value, Site):
        raise TypeError(f"{name} is no plain data, so nobody can tell whether it has changed")
    return value
