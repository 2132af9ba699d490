"""Rules that only show once all briefings are known: an explicit tuple of functions."""

from collections.abc import Callable, Iterable

from generator.circles import circles
from generator.desk import SUCCESSION, Desk
from generator.diagnostics import Collector, Diagnostic
from generator.kinds import BRIEFING

__all__ = ["CHECKS", "check"]


def no_circles(desk: Desk) -> Iterable[Diagnostic]:
    """No briefing replaces or continues itself over some steps."""
    found = Collector()
    for field in SUCCESSION:
        edges = {
            f"{BRIEFING}/{slug}": known.succession[field]
            for slug, known in desk.published.items()
            if field in known.succession
        }
        for key in circles({key: others for key, (others, _) in edges.items()}):
            slug = key.partition("/")[2]
            message = f"{slug} leads back to itself through {field}"
            found.report("circle", message, edges[key][1])
    return found


CHECKS: tuple[Callable[[Desk], Iterable[Diagnostic]], ...] = (no_circles,)


def check(desk: Desk) -> Iterable[Diagnostic]:
    """Run every check."""
    for function in CHECKS:
        yield from function(desk)
