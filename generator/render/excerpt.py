"""What a page shows of others: how an entity is called, and the line of a briefing in a list.

A page is given these and no site, so it cannot show of another what it does not depend on.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import NamedTuple

from generator.content.model import Briefing, Site
from generator.schema.vocabulary import Role, Type

__all__ = ["Chip", "Excerpt", "Line", "excerpt", "line"]


SUBJECTS = 4
"""How many of the entities that a briefing is mainly about its line in a list names."""


class Chip(NamedTuple):
    """An entity as others name it."""

    key: str
    name: str
    flag: str | None
    """The name of its flag; see `generator.schema.flags`."""


class Line(NamedTuple):
    """A briefing as lists show it."""

    key: str
    title: str
    date: dt.date
    type: Type | None
    summary: str
    subjects: tuple[str, ...]
    """Names of the entities that it is mainly about."""


class Excerpt(NamedTuple):
    """Entities and briefings that a page names, by key; to name another is a `KeyError`."""

    entities: Mapping[str, Chip]
    briefings: Mapping[str, Line]


def excerpt(site: Site, entities: Iterable[str] = (), briefings: Iterable[str] = ()) -> Excerpt:
    """An excerpt with these keys; withdrawn briefings are among those that can be named."""
    return Excerpt(
        {key: chip(site, key) for key in entities},
        {key: line(site, site.briefing(key)) for key in briefings},
    )


def chip(site: Site, key: str) -> Chip:
    """How an entity is called."""
    entity = site.entities[key]
    return Chip(key, entity.name, entity.flag)


def line(site: Site, briefing: Briefing) -> Line:
    """How a briefing is listed."""
    subjects = (one.entity for one in briefing.annotations if one.role is Role.PRIMARY)
    return Line(
        briefing.key,
        briefing.title,
        briefing.date,
        briefing.type,
        briefing.summary,
        tuple(site.entities[key].name for key in islice(subjects, SUBJECTS)),
    )
