"""Pages at addresses that entities and briefings had before, each leading to where they are."""

from collections.abc import Iterator

from generator.content.model import Artifact, Site
from generator.render.page import HIDDEN, Page
from generator.render.urls import page_of

__all__ = ["render"]


def render(site: Site) -> Iterator[Artifact]:
    """A short page for every id that leads elsewhere; over several it leads to the last at once."""
    for entity in site.entities.values():
        if entity.merged_into:
            yield _moved(site, entity.key, _last(site, entity.key))
        for old in dict.fromkeys(entity.redirects):
            key = f"{entity.kind}/{old}"
            if key not in site.entities:
                yield _moved(site, key, _last(site, entity.key))
    for briefing in (*site.briefings.values(), *site.withdrawn.values()):
        for old in dict.fromkeys(briefing.redirects):
            yield _moved(site, f"briefing/{old}", briefing.key)


def _last(site: Site, key: str) -> str:
    """The entity that a merged one has come to in the end."""
    seen = {key}
    while (after := site.entities[key].merged_into) and after not in seen:
        seen.add(after)
        key = after
    return key


def _moved(site: Site, old: str, new: str) -> Artifact:
    title = site.briefing(new).title if new.startswith("briefing/") else site.entities[new].name
    return Page(
        path=page_of(old),
        title=title,
        template="moved.md.jinja",
        settings=site.settings,
        front={**HIDDEN, "moved_to": page_of(new)},
        values=lambda: {"title": title, "target": page_of(new)},
    ).artifact()
