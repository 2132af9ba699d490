"""Read, resolve, check, render: the whole way from a folder to artifacts, writing no page."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.content.model import Artifact, Site
from generator.content.site import assemble
from generator.core.diagnostics import Collector, Diagnostic, Span, has_errors
from generator.input.files import read_folder
from generator.registry.loading import load_registry
from generator.registry.registry import Registry
from generator.render.outputs import OUTPUTS, Output
from generator.resolve.checks import check, unlisted
from generator.resolve.pipeline import ResolvedFolder, resolve_folder
from generator.runtime.run_options import RunOptions
from generator.schema.settings import Settings

__all__ = ["Checked", "SharedPathError", "check_folder", "render"]

_ALONE = RunOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A folder of briefings, and all that is wrong with it."""

    desk: ResolvedFolder
    registry: Registry
    settings: Settings
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    """The files that were read, for counting and for editors."""

    @property
    def withheld(self) -> str:
        """How many briefings are not published and why, as a clause; empty if all are."""
        reasons = sorted(self.desk.withheld.items())
        count = sum(number for _, number in reasons)
        said = ", ".join(f"{number:,} {reason}" for reason, number in reasons)
        return f"{count:,} {'was' if count == 1 else 'were'} withheld ({said})" if count else ""

    def site(self) -> Site:
        """What is published. Fit to be rendered only if no diagnostic is an error."""
        return assemble(self.desk.briefings(), self.registry.entities, self.settings)

    def artifacts(self) -> tuple[Artifact, ...]:
        """All files of the site; none if anything is wrong."""
        return () if has_errors(self.diagnostics) else tuple(render(self.site()))


def check_folder(
    root: Path, settings: Settings, folder: str = "briefings", run_options: RunOptions = _ALONE
) -> Checked:
    """Read `root/folder` and check everything in it, up to rendering.

    Raises `WorkerError` if another process of several was killed.
    """
    found = Collector()
    files = read_folder(root, folder, found)
    registry = load_registry(files.entities, settings, found)
    desk = resolve_folder(files.briefings, registry, settings, found, run_options)
    found.extend(check(desk))
    lead = settings.lead
    if lead and not any(one.id == lead and not one.is_withdrawn for one in desk.briefings()):
        message = f"lead names {lead}, and no published briefing has that id"
        found.report("unknown-lead", message, Span(path="mkdocs.yml"))
    if not has_errors(found):
        found.extend(unlisted(desk, registry, settings))
    return Checked(
        desk=desk,
        registry=registry,
        settings=settings,
        diagnostics=tuple(found),
        files=files.paths,
    )


class SharedPathError(ValueError):
    """Two outputs have one path, or two that a file system without letter case takes for one."""


def render(site: Site, outputs: Iterable[Output] = OUTPUTS) -> Iterable[Artifact]:
    """All artifacts of a site, in the order of the outputs.

    Raises `SharedPathError` at the second of two with one path.
    """
    made: dict[str, tuple[str, str]] = {}
    for output in outputs:
        for artifact in output(site):
            here = (artifact.path, output.__module__)
            other = made.setdefault(artifact.path.casefold(), here)
            if other is not here:
                raise SharedPathError(
                    f"{other[0]} of {other[1]} and {here[0]} of {here[1]} are one file"
                )
            yield artifact
