"""Which process brings about which page of a site, and which pages may come from the cache.

Pure, so that it is decided before anything forks; whether the cache does hold a page is found
out by the process that the page is given to, since looking it up renders its fingerprint.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum

__all__ = ["PAGES_A_JOB", "Part", "Plan", "Source", "plan"]

PAGES_A_JOB = 25
"""Fewer pages than these are not worth another process."""


class Source(Enum):
    """Where a page comes from."""

    BUILD = "build"
    CACHE_OR_BUILD = "cache or build"


@dataclass(frozen=True, slots=True)
class Part:
    """What is to happen with one page."""

    worker: int
    source: Source


@dataclass(frozen=True, slots=True)
class Plan:
    """All parts of a build."""

    workers: int
    parts: dict[str, Part]
    """By path of a page."""
    files: dict[str, int]
    """Number of the process that makes what is no page, by path."""

    def of(self, worker: int) -> list[str]:
        """The pages of one process, in order."""
        return [path for path, part in self.parts.items() if part.worker == worker]


def plan(
    pages: Sequence[str], shown: Collection[str], jobs: int, files: Sequence[str] = ()
) -> Plan:
    """Share pages and other files out, given in order; `shown` are the pages in the menu.

    Pages in the menu are read by all processes anyway, and so are built. The first process
    takes over what the others did after the last page that it builds, so it builds at least one.
    """
    workers = max(1, min(jobs, len(pages) // PAGES_A_JOB))
    built = set(shown)
    leaders = pages[::workers]
    if leaders and built.isdisjoint(leaders):
        built.add(leaders[-1])
    parts = {
        # Every n-th page, since neighbours cost alike.
        path: Part(number % workers, Source.BUILD if path in built else Source.CACHE_OR_BUILD)
        for number, path in enumerate(pages)
    }
    return Plan(workers, parts, {path: number % workers for number, path in enumerate(files)})
