"""What a page shows of others: how an entity is called, and the line of a briefing in a list.

A page is given these and no site, so it cannot show of another what it does not depend on.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from generator.content.model import Briefing, Site
from generator.schema.vocabulary import Type

__all__ = ["Chip", "Excerpt", "Line", "excerpt", "line"]


class Chip(NamedTuple):
    """An entity as others name it."""

    key: str
    name: str
    label: str
    """The name, after the kind's symbol if it has one."""


class Line(NamedTuple):
    """A briefing as lists show it."""

    key: str
    title: str
    date: dt.date
    type: Type | None


class Excerpt(NamedTuple):
    """Entities and briefings that a page names, by key; to name another is a `KeyError`."""

    entities: Mapping[str, Chip]
    briefings: Mapping[str, Line]


def excerpt(site: Site, entities: Iterable[str] = (), briefings: Iterable[str] = ()) -> Excerpt:
    """An excerpt with these keys; withdrawn briefings are among those that can be named."""
    return Excerpt(
        {key: chip(site, key) for key in entities},
        {key: line(site.briefing(key)) for key in briefings},
    )


def chip(site: Site, key: str) -> Chip:
    """How an entity is called."""
    entity = site.entities[key]
    return Chip(key, entity.name, entity.label)


def line(briefing: Briefing) -> Line:
    """How a briefing is listed."""
    return Line(briefing.key, briefing.title, briefing.date, briefing.type)
