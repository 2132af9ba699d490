"""Pages at addresses that entities had before, each leading to the entity."""

from collections.abc import Iterator

from generator.content.model import Artifact, Site
from generator.render.templating import page_writer
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
    target = site.entities[new]
    write = page_writer(
        "moved.md.jinja",
        site.settings,
        page_of(old),
        {"search": {"exclude": True}},
        target=target,
        page_of=page_of,
    )
    return Artifact(path=page_of(old), title=target.name, write=write, inputs=(new,))
