"""The commands with which a desk begins its own site."""

import sys
from datetime import date
from pathlib import Path

import click

from generator.beginning import BeginError, NewSite, begin

__all__ = ["init"]


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
