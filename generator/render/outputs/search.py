"""The page of the search, and the words that its script shows."""

import json
from collections.abc import Iterator

from generator.content.model import Artifact, Site
from generator.core.messages import N_
from generator.render.page import HIDDEN, Page
from generator.render.templating import words_in
from generator.render.urls import ARCHIVE, SEARCH, SEARCH_WORDS, index_page
from generator.schema.kinds import kinds_of

__all__ = ["render"]

WORDS = {
    "search": N_("Search"),
    "one": N_("1 result"),
    "many": N_("%(num)s results"),
    "none": N_("Nothing was found. Try other words, or take a filter away."),
    "more": N_("More results"),
    "all": N_("Show all"),
    "clear": N_("Take all filters away"),
    "filters": N_("Filters"),
    "sort": N_("Sort by"),
    "relevance": N_("Relevance"),
    "date": N_("Date"),
    "waiting": N_("Searching …"),
    "failed": N_("The search could not be loaded. Please try again later."),
}


def render(site: Site) -> Iterator[Artifact]:
    """The page of the search, and its words as JSON for the script."""
    words = words_in(site.settings)
    kinds = kinds_of(site.settings)
    title = words.message(N_("Search"))
    indexes = [(kind.plural, index_page(kind.field)) for kind in kinds]
    yield Page(
        path=SEARCH,
        title=title,
        template="search.md.jinja",
        settings=site.settings,
        front=HIDDEN,
        values=lambda: {"title": title, "archive": ARCHIVE, "indexes": indexes},
    ).artifact()
    facets = {  # in the order in which they are offered
        "kind": N_("Kind of page"),
        **{kind.field: kind.plural for kind in kinds},
        "type": N_("Type"),
        "year": N_("Year"),
        "trend": N_("Trend"),
    }
    shown = {
        "words": {name: words.message(text) for name, text in WORDS.items()},
        "facets": {name: words.message(text) for name, text in facets.items()},
        "language": site.settings.language,
    }
    text = json.dumps(shown, ensure_ascii=False, indent=1) + "\n"
    yield Artifact(path=SEARCH_WORDS, media_type="application/json", write=lambda: text)
