"""The short, fixed navigation of a site whose owner gave none."""

from collections.abc import Collection
from typing import Any

from generator.core.messages import N_
from generator.render.templating import words_in
from generator.render.urls import (
    ARCHIVE,
    DIAGNOSTICS,
    FIELDS,
    HOME,
    MAP,
    METHODOLOGY,
    index_page,
)
from generator.schema.kinds import kinds_of
from generator.schema.settings import Settings

__all__ = ["default_navigation", "documentation"]

ABOUT = "about.md"


def documentation(settings: Settings) -> str:
    """The title of the section that is for contributors, and not in the menu of readers."""
    return words_in(settings).message(N_("For contributors"))


def default_navigation(settings: Settings, own: Collection[str] = ()) -> list[dict[str, Any]]:
    """Titles and pages, in order, as MkDocs' `nav` takes them; never a list of all pages.

    `own` are the pages that the owner wrote; one that tells who the desk is has a place of its own.
    """
    words = words_in(settings)
    entries = [
        (N_("Home"), HOME),
        (N_("Briefings"), ARCHIVE),
        *((kind.plural, index_page(kind.field)) for kind in kinds_of(settings)),
        (N_("Map"), MAP),
        (N_("Methodology"), METHODOLOGY),
        *(((N_("About"), ABOUT),) if ABOUT in own else ()),
    ]
    for_readers: list[dict[str, Any]] = [{words.message(title): page} for title, page in entries]
    return [*for_readers, {documentation(settings): [FIELDS, DIAGNOSTICS]}]
