"""Hints to whoever writes a briefing: what its text names and its annotations lack.

A hint is no mistake and stops nothing. It depends on the body and on the names that begin with
its words, and on what the entities found are called.
"""

from generator.content.model import Briefing
from generator.content.site import implied
from generator.core.diagnostics import Collector, Diagnostic
from generator.input.drafts import BriefingDraft
from generator.names.name import Evidence
from generator.registry.registry import Registry
from generator.resolve.lookups import Lookups
from generator.suggest.gazetteer import gazetteer_of
from generator.suggest.reading import without_markdown
from generator.suggest.spotting import Mention, spot

__all__ = ["OFTEN", "hints"]

OFTEN = 3
"""How often a text has to name an entity before anything is said."""
_NAMES = frozenset({Evidence.NAME, Evidence.DEMONYM, Evidence.FORMER})


def hints(
    draft: BriefingDraft, briefing: Briefing, registry: Registry, around: Lookups
) -> tuple[Diagnostic, ...]:
    """Entities that the body names often and that the briefing is neither about nor ignores."""
    fields = {kind.name: kind.field for kind in registry.kinds}
    if draft.faulty & {*fields.values(), "ignore_mentions", "body"}:
        return ()  # What it is annotated with is not known before that is mended.
    notes = briefing.annotations
    known = {note.entity for note in (*notes, *implied(notes, around.above))}
    known.update(key for text in draft.fields.ignore_mentions for key in registry.find(text))
    found = Collector()
    spotted = spot(without_markdown(draft.body.text), gazetteer_of(registry))
    for key, mentions in spotted.items():
        named = [mention for mention in mentions if _is_name(mention)]
        if key in known or len(named) < OFTEN:
            continue
        entity = registry.entities[key]
        first = named[0]
        origin = draft.body.origin
        document = draft.document
        span = document.span_within(
            document.find(("body",)), origin(first.start), origin(first.end)
        )
        message = (
            f"The text names {around.name(key)} {_times(len(named))}, and the briefing is not "
            "annotated with it"
        )
        line = f"{fields[entity.kind]}: [{entity.id}]"
        hint = f"Add `{line}`, or `ignore_mentions: [{entity.id}]` if it is beside the point."
        found.report("unannotated-entity", message, span, hint)
    return tuple(found)


def _is_name(mention: Mention) -> bool:
    """Whether it is a proper name; a topic's may be everyday words."""
    return mention.evidence in _NAMES and mention.text != mention.text.lower()


def _times(count: int) -> str:
    words = {3: "three", 4: "four", 5: "five", 6: "six"}
    return f"{words.get(count, str(count))} times"
