"""The commands with which a desk begins its own site."""

import shlex
import sys
from collections import Counter
from pathlib import Path

import click

from generator.authoring.new_site import BeginError, NewSite, begin
from generator.authoring.upgrading import UpgradeError, upgrade
from generator.cli import options
from generator.core.diagnostics import has_errors
from generator.core.report import summary
from generator.core.visible import visible
from generator.input.config import Project, read_project
from generator.runtime.progress import Terminal
from generator.schema.fields import check_address

__all__ = ["import_command", "init", "upgrade_command"]

FORMS = ("markdown", "feed", "csv")
"""As in `generator.importers.archives`, which is imported only where it is needed."""
_MOST_NAMES = 20
"""Keys that are not kept, of those that the import names."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", help="What the site is called; by default after the folder.")
@click.option(
    "--address",
    default="https://briefings.example/",
    show_default=True,
    help="Where the site will be published.",
)
def init(folder: Path, name: str | None, address: str) -> None:
    """Begin a new site in FOLDER, with everything that it needs to be built and published.

    Its `make site` works at once. Name, address, colours and language stand in its mkdocs.yml.
    """
    title = name
    if title is None:
        words = folder.resolve().name.replace("-", " ").replace("_", " ").strip()
        title = words[:1].upper() + words[1:] or "Briefings"
        if sys.stdin.isatty():
            title = click.prompt("What is the site called?", default=title)
    if not title.isprintable() or not title.strip():
        raise click.UsageError("The name of a site is a line of text")
    try:
        check_address(address)
    except ValueError:
        raise click.UsageError(
            f"--address is {address!r}, not an http or https address like https://desk.example/"
        ) from None
    site = NewSite(name=title, address=address, today=options.today())
    try:
        paths = begin(folder, site)
    except BeginError as error:
        raise click.ClickException(visible(error)) from None
    shown = visible(folder)
    there = shlex.quote(shown)
    click.echo(f"{len(paths)} files in {shown}. Next: cd {there} && make serve", err=True)


@click.command(name="import")
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--as",
    "form",
    type=click.Choice(list(FORMS)),
    help="What SOURCE is; by default its name tells.",
)
@click.option(
    "--mapping",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A YAML file that says which of the archive's keys become which fields.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@options.config_file
def import_command(
    source: Path, form: str | None, mapping: Path | None, dry_run: bool, config_file: Path
) -> None:
    """Take over an archive: a folder of Markdown with front matter, a feed, or a CSV table.

    What was not public where it comes from is a draft, or held by an embargo, and named. What has
    no place in a briefing and is known to be harmless is kept under keys that begin with x-; the
    keys of the rest are named. So is every record that could not be taken, with the reason. A file
    that is there already is never changed. It ends with 1 if the site cannot be built with it.
    """
    from generator import importers  # noqa: PLC0415 - what reads HTML takes its time to import

    project = read_project(config_file)
    registry = options.registry_of(project)
    try:
        keys = importers.Mapping()
        if mapping is not None:
            keys = importers.read_mapping(mapping)
        records = Terminal().over(importers.read_archive(source, form), "Importing")
        brought = importers.bring(
            records, keys, registry, project.root, project.folder, dry_run=dry_run
        )
    except (importers.ArchiveError, importers.MappingError) as error:
        raise click.ClickException(visible(error)) from None
    except OSError as error:
        message = f"{visible(error.filename)} cannot be written: {error.strerror}"
        raise click.ClickException(message) from None
    for line in (*brought.notices, *brought.refusals):
        click.echo(visible(f"{line.origin}: {line.reason}"))
    if brought.more:
        click.echo(f"And {brought.more:,} more like these")
    counts = f"{brought.written} written, {brought.there} there already"
    click.echo(f"{counts}, {brought.refused} not taken", err=True)
    if brought.drafts or brought.held:
        said = f"{brought.drafts} of them drafts, {brought.held} under an embargo"
        click.echo(f"Not public where they come from: {said}", err=True)
    if brought.left_out:
        click.echo(f"Not kept: {_names(brought.left_out)}", err=True)
        click.echo("What may be kept, a mapping file names under keep", err=True)
    builds = dry_run or not brought.written or _builds(project)
    sys.exit(1 if brought.refusals or not builds else 0)


@click.command(name="upgrade")
@options.config_file
def upgrade_command(config_file: Path) -> None:
    """Bring a desk to the version of this command: the wheel in vendor/ and requirements.lock.

    Install the new version first: .venv/bin/python -m pip install FILE.whl
    """
    project = read_project(config_file)
    try:
        changed = upgrade(project.root)
    except UpgradeError as error:
        raise click.ClickException(visible(error)) from None
    except OSError as error:
        message = f"{visible(error.filename)} cannot be written: {error.strerror}"
        raise click.ClickException(message) from None
    for path in changed:
        click.echo(visible(path))
    said = "Commit these, then run: make site" if changed else "The desk has this version already"
    click.echo(said, err=True)


def _builds(project: Project) -> bool:
    """Whether the site can be built with what was brought; say so if not."""
    found = options.checked(project, makes_site=False).diagnostics
    if not has_errors(found, strict=project.strict):
        return True
    click.echo(f"The site cannot be built as it is: {summary(found)}", err=True)
    click.echo("Mend what briefing check names", nl=False, err=True)
    if not has_errors(found):
        said = f", or write strict: false in {visible(project.config)}: no warning passes now"
        click.echo(said, nl=False, err=True)
    click.echo(err=True)
    return False


def _names(left_out: Counter[str]) -> str:
    """Keys, those that most records have first, not all if there are many."""
    names = sorted(left_out, key=lambda name: (-left_out[name], name))
    shown = ", ".join(ascii(name)[1:-1] for name in names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    return f"{shown} and {more} more" if more > 0 else shown
