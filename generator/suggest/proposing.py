"""Everything that is suggested for one text: annotations, events, and names nobody has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.input.yaml_source import Scalar
from generator.registry.registry import Registry
from generator.runtime.progress import Progress, Silent
from generator.suggest.annotations import Suggestions, suggest
from generator.suggest.events import SuggestedEvent, find_events
from generator.suggest.reading import Reading
from generator.suggest.strangers import Stranger, find_strangers

__all__ = ["Proposal", "propose"]

_BEGINNING = 1_000_000
"""Characters in which events and new names are looked for; an article has fewer."""
_SILENT = Silent()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """All that is suggested for one text."""

    annotations: Suggestions
    events: Sequence[SuggestedEvent]
    strangers: Sequence[Stranger]
    watch: Sequence[SuggestedEvent] = ()
    """Deadlines: what is to be watched rather than reported."""


def propose(reading: Reading, registry: Registry, progress: Progress = _SILENT) -> Proposal:
    """Look for all of it in a text."""
    annotations = suggest(reading.text, registry, reading.outline, progress)
    known = [
        (mention.start, mention.end)
        for suggestions in annotations.values()
        for one in suggestions
        for mention in one.mentions
    ]
    begin = reading.text[:_BEGINNING]
    dated = find_events(begin, _date_of(reading))
    return Proposal(
        annotations=annotations,
        events=[one for one in dated if not one.is_deadline],
        watch=[one for one in dated if one.is_deadline],
        strangers=find_strangers(begin, registry, known),
    )


def _date_of(reading: Reading) -> date | None:
    node = reading.document.root.get("date") if reading.document else None
    try:
        return date.fromisoformat(node.text) if isinstance(node, Scalar) else None
    except ValueError:
        return None
