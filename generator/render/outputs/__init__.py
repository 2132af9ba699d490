"""The outputs of a site, one module each: a function from the site to artifacts."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from generator.content.model import Artifact, Site
from generator.render.outputs import (
    archive,
    briefings,
    entities,
    flags,
    home,
    indexes,
    maps,
    methodology,
    redirects,
    reference,
    search,
)

__all__ = ["OUTPUTS", "Output"]

Output: TypeAlias = Callable[[Site], Iterable[Artifact]]

OUTPUTS: tuple[Output, ...] = (
    home.render,
    briefings.render,
    entities.render,
    indexes.render,
    archive.render,
    maps.render,
    redirects.render,
    methodology.render,
    reference.render,
    search.render,
    flags.render,
)
