"""The A-Z index of each kind, with how many briefings name each entity."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import groupby

from generator.content.model import Artifact, Entity, Site
from generator.core.folding import unaccented
from generator.render.excerpt import excerpt
from generator.render.page import HIDDEN, Page
from generator.render.templating import words_in
from generator.render.urls import index_page
from generator.schema.kinds import Kind, kinds_of

__all__ = ["render"]


def render(site: Site) -> Iterator[Artifact]:
    """One index page for each kind."""
    for kind in kinds_of(site.settings):
        yield Page(
            path=index_page(kind.field),
            title=words_in(site.settings).message(kind.plural),
            template="index.md.jinja",
            settings=site.settings,
            front=HIDDEN,
            values=partial(_values, site, kind),
        ).artifact()


def _values(site: Site, kind: Kind) -> Mapping[str, object]:
    entities = [
        entity
        for entity in site.entities.values()
        if entity.kind == kind.name and entity.merged_into is None
    ]
    keys = [entity.key for entity in entities]
    return {
        "title": words_in(site.settings).message(kind.plural),
        "site": excerpt(site, keys),
        "letters": [
            (letter, [entity.key for entity in group])
            for letter, group in groupby(entities, key=_letter)
        ],
        "counts": {key: len(site.backlinks.get(key, ())) for key in keys},
    }


def _letter(entity: Entity) -> str:
    """The letter an entity is filed under: its first, without accents."""
    return unaccented(entity.name).strip()[:1].upper()
