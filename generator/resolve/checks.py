"""Rules that only show once all briefings are known: an explicit tuple of functions."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from generator.content.publication import published
from generator.core.cycles import cycles
from generator.core.diagnostics import Collector, Diagnostic
from generator.registry.registry import Registry
from generator.resolve.pipeline import SUCCESSION, ResolvedFolder
from generator.schema.kinds import BRIEFING
from generator.schema.settings import Settings

__all__ = ["CHECKS", "check", "unlisted"]

_SHOWN = 5
"""How many entries a message names; the rest is counted."""


def no_circles(desk: ResolvedFolder) -> Iterable[Diagnostic]:
    """No briefing replaces or continues itself over some steps."""
    found = Collector()
    for field in SUCCESSION:
        edges = {
            f"{BRIEFING}/{slug}": known.succession[field]
            for slug, known in desk.published.items()
            if field in known.succession
        }
        for key in cycles({key: others for key, (others, _) in edges.items()}):
            slug = key.partition("/")[2]
            message = f"{slug} leads back to itself through {field}"
            found.report("circle", message, edges[key][1])
    return found


CHECKS: tuple[Callable[[ResolvedFolder], Iterable[Diagnostic]], ...] = (no_circles,)


def check(desk: ResolvedFolder) -> Iterable[Diagnostic]:
    """Run every check."""
    for function in CHECKS:
        yield from function(desk)


def unlisted(desk: ResolvedFolder, registry: Registry, settings: Settings) -> Iterable[Diagnostic]:
    """One hint for each file with entries that are not published.

    Worth saying only when nothing is wrong: a briefing with errors is not published either.
    """
    found = Collector()
    shown = published(desk.named, registry.entities, settings)
    hidden = defaultdict(list)
    for key, draft in registry.own.items():
        if key not in shown and not draft.built_in:
            hidden[draft.span().path].append(draft)
    for drafts in hidden.values():
        ids = [draft.id for draft in drafts]
        more = len(ids) - _SHOWN
        named = ids[:_SHOWN] if more > 0 else ids
        others = [f"{more} more"] if more > 0 else []
        message = f"No published briefing names {_enumerated([*named, *others])}, hence no page"
        found.report("unlisted-entity", message, drafts[0].span())
    return found


def _enumerated(parts: list[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last
