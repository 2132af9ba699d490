"""What a text is about, and what it only mentions: by where, how often and how it is named.

Title and lead say most. After that, what is named again and again all through a text counts
for more than what is named once, and each further mention for less than the one before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log2

from generator.names.name import Evidence
from generator.schema.vocabulary import Role
from generator.suggest.outline import Outline
from generator.suggest.spotting import Mention

__all__ = ["rank"]

_WEIGHTS = {
    Evidence.NAME: 1.0,
    Evidence.DEMONYM: 0.9,
    Evidence.FORMER: 0.9,
    Evidence.WEAK: 0.8,
    Evidence.SURNAME: 0.7,
    Evidence.CAPITAL: 0.65,
    Evidence.BODY: 0.65,
    Evidence.PLACE: 0.6,
    Evidence.OFFICE: 0.5,
    Evidence.SHARED: 0.4,
    Evidence.INDICATOR: 0.45,
}
_TITLE, _LEAD, _DATELINE = 2.5, 1.2, 0.3
"""What the best mention there adds, times its weight."""
_SPREAD = 0.4
"""What each further quarter of the text adds that has a mention."""
_SATURATION = 3.0
_PRIMARY, _ABOUT, _IN_LEAD, _IN_TITLE = 0.75, 0.6, 0.35, 0.33
"""Shares of the highest salience from which on a text is about something."""
_ENOUGH = 1.6
"""Salience below which a text is about nothing that its title does not name."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    salience: float
    in_title: bool
    in_lead: bool


def rank(found: Mapping[str, Sequence[Mention]], outline: Outline) -> list[tuple[str, float, Role]]:
    """Key, score from 0 to 1 and role, the highest score first; of entities of one kind."""
    weighed = {key: _weigh(mentions, outline) for key, mentions in found.items()}
    highest = max((one.salience for one in weighed.values()), default=0.0)
    ranked = [
        (key, round(1 - exp(-one.salience / _SATURATION), 3), _role(one, highest))
        for key, one in weighed.items()
    ]
    ranked.sort(key=lambda row: (-row[1], row[0]))
    return ranked


def _weigh(mentions: Sequence[Mention], outline: Outline) -> _Weighed:
    title_start, title_end = outline.title
    dateline_start, dateline_end = outline.dateline
    lead_start, lead_end = outline.lead
    body_start, body_end = outline.body
    length = max(1, body_end - body_start)
    in_title = in_dateline = in_lead = total = 0.0
    quarters = 0
    for mention in mentions:
        weight = _WEIGHTS[mention.evidence]
        start = mention.start
        if title_start <= start < title_end:
            in_title = max(in_title, weight)
            continue
        if dateline_start <= start < dateline_end:
            in_dateline = max(in_dateline, weight)
            continue
        if lead_start <= start < lead_end and weight > in_lead:
            in_lead = weight
        total += weight
        if start >= body_start:
            quarters |= 1 << (4 * (start - body_start) // length)
    salience = (
        _TITLE * in_title
        + _DATELINE * in_dateline
        + _LEAD * in_lead
        + log2(1 + total)
        + _SPREAD * max(0, quarters.bit_count() - 1)
    )
    return _Weighed(salience, in_title > 0, in_lead > 0)


def _role(one: _Weighed, highest: float) -> Role:
    share = one.salience / highest
    if share >= _PRIMARY and (one.in_title or one.salience >= _ENOUGH):
        return Role.PRIMARY
    if one.in_title and share >= _IN_TITLE:
        return Role.ABOUT
    wanted = _IN_LEAD if one.in_lead else _ABOUT
    return Role.ABOUT if share >= wanted and one.salience >= _ENOUGH else Role.MENTIONS
