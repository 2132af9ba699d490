"""The A-Z index of each kind, with how many briefings name each entity."""

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from generator.content.model import Artifact, Entity, Site
from generator.render.templating import page_writer, words_in
from generator.render.urls import index_page, page_of
from generator.schema.kinds import kinds_of

__all__ = ["render"]


def render(site: Site) -> Iterator[Artifact]:
    """One index page for each kind."""
    words = words_in(site.settings)
    for kind in kinds_of(site.settings):
        entities = [
            entity
            for entity in site.entities.values()
            if entity.kind == kind.name and entity.merged_into is None
        ]
        page = index_page(kind.field)
        write = page_writer(
            "index.md.jinja",
            site.settings,
            page,
            {"search": {"exclude": True}},
            site=site,
            title=words.message(kind.plural),
            page_of=page_of,
            letters=[(letter, list(group)) for letter, group in groupby(entities, key=_letter)],
            counts={entity.key: len(site.backlinks.get(entity.key, ())) for entity in entities},
        )
        yield Artifact(
            path=page,
            title=words.message(kind.plural),
            write=write,
            inputs=tuple(entity.key for entity in entities),
        )


def _letter(entity: Entity) -> str:
    """The letter an entity is filed under: its first, without accents."""
    return unicodedata.normalize("NFKD", entity.name).strip()[:1].upper()
