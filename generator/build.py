"""Load, resolve, check, render: the whole way from a folder to artifacts, writing nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.checks import check
from generator.diagnostics import Collector, Diagnostic, has_errors
from generator.load import load_folder
from generator.model import Artifact, Settings, Site
from generator.outputs import OUTPUTS
from generator.progress import Progress, Silent
from generator.registry import build_registry
from generator.resolve import resolve

__all__ = ["Result", "build", "check_folder"]

_SILENT = Silent()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a build came to: artifacts only if no error was found."""

    artifacts: tuple[Artifact, ...]
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[str, ...] = ()
    """The files that were read, for counting and for editors."""


def check_folder(
    root: Path, settings: Settings, folder: str = "briefings", progress: Progress = _SILENT
) -> tuple[Site, tuple[Diagnostic, ...], tuple[str, ...]]:
    """Everything up to rendering: the site, all that is wrong, and the files that were read."""
    found = Collector()
    loaded = load_folder(root, folder, progress)
    found.extend(loaded.diagnostics)
    registry = build_registry(loaded.entities, settings, found)
    drafts = progress.over(loaded.briefings, "Resolving")
    site = resolve(drafts, registry, settings, found, broken=loaded.broken)
    found.extend(check(site))
    return site, tuple(found), loaded.paths


def build(
    root: Path, settings: Settings, folder: str = "briefings", progress: Progress = _SILENT
) -> Result:
    """Check `root/folder` and render its site if nothing is wrong with it."""
    site, diagnostics, files = check_folder(root, settings, folder, progress)
    pages = () if has_errors(diagnostics) else render(site)
    return Result(artifacts=tuple(pages), diagnostics=diagnostics, files=files)


def render(site: Site) -> Iterable[Artifact]:
    """All artifacts of a site, in the order of the outputs."""
    for output in OUTPUTS:
        yield from output(site)
