"""Pages at addresses that entities had before, each leading to the entity."""

from collections.abc import Iterator, Mapping

from generator.content.model import Artifact, Site
from generator.render.page import HIDDEN, Page
from generator.render.urls import page_of

__all__ = ["render"]


def render(site: Site) -> Iterator[Artifact]:
    """A short page for every id that leads elsewhere."""
    for entity in site.entities.values():
        if entity.merged_into:
            yield _moved(site, entity.key, entity.merged_into)
        for old in entity.redirects:
            key = f"{entity.kind}/{old}"
            if key not in site.entities:
                yield _moved(site, key, entity.key)


def _moved(site: Site, old: str, new: str) -> Artifact:
    name = site.entities[new].name

    def values() -> Mapping[str, object]:
        return {"title": name, "target": page_of(new)}

    return Page(
        path=page_of(old),
        title=name,
        template="moved.md.jinja",
        settings=site.settings,
        front=HIDDEN,
        values=values,
    ).artifact()
