"""Rules that only show once the whole site is known: an explicit tuple of functions."""

from collections.abc import Callable, Iterable

from generator.circles import circles
from generator.diagnostics import Collector, Diagnostic
from generator.model import Site

__all__ = ["CHECKS", "check"]


def no_circles(site: Site) -> Iterable[Diagnostic]:
    """No briefing replaces, continues or translates itself over some steps."""
    found = Collector()
    briefings = {**site.briefings, **site.withdrawn}
    for field in ("supersedes", "follows"):
        edges = {key: getattr(briefing, field) for key, briefing in briefings.items()}
        for key in circles(edges):
            briefing = briefings[key]
            found.report(
                "circle",
                f"{briefing.id} leads back to itself through {field}",
                briefing.marks[field],
            )
    return found


CHECKS: tuple[Callable[[Site], Iterable[Diagnostic]], ...] = (no_circles,)


def check(site: Site) -> Iterable[Diagnostic]:
    """Run every check."""
    for function in CHECKS:
        yield from function(site)
