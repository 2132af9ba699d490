"""The short, fixed navigation of a site whose owner gave none."""

from generator.core.messages import N_
from generator.render.templating import words_in
from generator.render.urls import ARCHIVE, HOME, METHODOLOGY, index_page
from generator.schema.kinds import kinds_of
from generator.schema.settings import Settings

__all__ = ["default_navigation"]


def default_navigation(settings: Settings) -> list[dict[str, str]]:
    """Titles and pages, in order, as MkDocs' `nav` takes them; never a list of all pages."""
    words = words_in(settings)
    entries = [
        (N_("Home"), HOME),
        (N_("Briefings"), ARCHIVE),
        *((kind.plural, index_page(kind.field)) for kind in kinds_of(settings)),
        (N_("Methodology"), METHODOLOGY),
    ]
    return [{words.message(title): page} for title, page in entries]
