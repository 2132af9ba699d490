"""The commands with which a desk begins its own site."""

import sys
from datetime import date
from pathlib import Path

import click

from generator.beginning import BeginError, NewSite, begin
from generator.cli import options
from generator.diagnostics import Collector
from generator.folder import list_files
from generator.progress import Terminal
from generator.settings import read_project
from generator.slugs import slug_of_file
from generator.write import replace_file

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
    site = NewSite(name=title, address=address, today=date.today())  # noqa: DTZ011 - the desk's own day
    try:
        paths = begin(folder, site)
    except BeginError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{len(paths)} files in {folder}. Next: cd {folder} && make serve", err=True)


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
    from generator.importers import (  # noqa: PLC0415 - what reads HTML takes its time to import
        ArchiveError,
        Mapping,
        MappingError,
        Refusal,
        compose,
        read_archive,
        read_mapping,
    )

    project = read_project(config_file)
    registry = options.registry_of(project)
    refusals: list[Refusal] = []
    counts = dict.fromkeys(("written", "there already"), 0)
    taken = {slug_of_file(path) for path in list_files(project.root, project.folder, Collector())}
    try:
        chosen = read_mapping(str(mapping), mapping.read_bytes()) if mapping else Mapping()
        for record in Terminal().over(read_archive(source, form), "Importing"):
            made = (
                record
                if isinstance(record, Refusal)
                else compose(record, chosen, registry, project.folder)
            )
            if isinstance(made, Refusal):
                refusals.append(made)
                continue
            target = project.root / made.path
            if target.is_file() and (target.read_bytes() == made.text.encode()):
                counts["there already"] += 1
            elif slug_of_file(made.path) in taken:
                reason = f"there is a briefing {slug_of_file(made.path)} with other content"
                refusals.append(Refusal(origin=made.origin, reason=reason))
            else:
                taken.add(slug_of_file(made.path))
                counts["written"] += 1
                if not dry_run:
                    replace_file(target, made.text.encode())
    except (ArchiveError, MappingError) as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(
            f"{error.filename} cannot be written: {error.strerror}"
        ) from None
    for refusal in refusals:
        click.echo(f"{refusal.origin}: {refusal.reason}")
    said = ", ".join(f"{number} {what}" for what, number in counts.items())
    click.echo(f"{said}, {len(refusals)} not taken", err=True)
    sys.exit(1 if refusals else 0)
