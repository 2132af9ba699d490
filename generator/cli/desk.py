"""The commands with which a desk begins its own site."""

import sys
from pathlib import Path

import click

from generator.beginning import BeginError, NewSite, begin
from generator.cli import options
from generator.progress import Terminal
from generator.settings import read_project
from generator.visible import visible

__all__ = ["import_command", "init"]

FORMS = ("markdown", "feed", "csv")
"""As in `generator.importers.archives`, which is imported only where it is needed."""


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
    site = NewSite(name=title, address=address, today=options.today())
    try:
        paths = begin(folder, site)
    except BeginError as error:
        raise click.ClickException(visible(error)) from None
    shown = visible(folder)
    click.echo(f"{len(paths)} files in {shown}. Next: cd {shown} && make serve", err=True)


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

    What has no place in a briefing is kept under keys that begin with x-. Every record that could
    not be taken is named with the reason. A file that is there already is never changed.
    """
    from generator import importers  # noqa: PLC0415 - what reads HTML takes its time to import

    project = read_project(config_file)
    registry = options.registry_of(project)
    try:
        keys = importers.Mapping()
        if mapping is not None:
            keys = importers.read_mapping(str(mapping), mapping.read_bytes())
        records = Terminal().over(importers.read_archive(source, form), "Importing")
        brought = importers.bring(
            records, keys, registry, project.root, project.folder, dry_run=dry_run
        )
    except (importers.ArchiveError, importers.MappingError) as error:
        raise click.ClickException(visible(error)) from None
    except OSError as error:
        message = f"{visible(error.filename)} cannot be written: {error.strerror}"
        raise click.ClickException(message) from None
    for refusal in brought.refusals:
        click.echo(visible(f"{refusal.origin}: {refusal.reason}"))
    if brought.more:
        click.echo(f"And {brought.more:,} more that were not taken")
    counts = f"{brought.written} written, {brought.there} there already"
    click.echo(f"{counts}, {len(brought.refusals) + brought.more} not taken", err=True)
    sys.exit(1 if brought.refusals else 0)
