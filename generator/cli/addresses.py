"""Which addresses a change takes away, told from git."""

import tempfile
from datetime import datetime
from pathlib import Path

from generator.build import Checked
from generator.cli import options
from generator.content.model import Site
from generator.core.diagnostics import Collector, Diagnostic, Span
from generator.input.config import Project
from generator.render.outputs import redirects
from generator.render.urls import page_of

__all__ = ["gone"]


def gone(
    project: Project, revision: str, as_of: datetime | None, new: Checked
) -> tuple[Diagnostic, ...]:
    """The addresses of briefings and entities that were published at a revision and go now."""
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary).resolve()
        before = options.at_revision(project, revision, root, as_of)
        were = _pages(options.checked(before, root=root).site())
    are = _pages(new.site())
    found = Collector()
    for page in sorted(were.keys() - are.keys()):
        span = Span(path=were[page] or project.folder)
        found.report("gone-address", f"The page {page.removesuffix('.md')}/ goes", span)
    return tuple(found)


def _pages(site: Site) -> dict[str, str]:
    """The pages that a site has addresses of its own for, and the file of each briefing."""
    pages = {page_of(key): "" for key in site.entities}
    pages |= dict.fromkeys((moved.path for moved in redirects.render(site)), "")
    known = (*site.briefings.values(), *site.withdrawn.values())
    return pages | {page_of(one.key): one.path for one in known}
