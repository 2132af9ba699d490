"""Flags of the countries that the site names, each a file that all pages share."""

from collections.abc import Iterator
from functools import partial

from generator.content.model import Artifact, Site
from generator.render.urls import flag
from generator.schema.flags import flags

__all__ = ["render"]


def render(site: Site) -> Iterator[Artifact]:
    """A picture for each entity that has a flag."""
    for entity in site.entities.values():
        if entity.flag is not None:
            yield Artifact(
                path=flag(entity.flag),
                media_type="image/svg+xml",
                write=partial("{}\n".format, flags()[entity.flag]),
            )
