"""The commands that check and build a site."""

import sys
from datetime import datetime
from pathlib import Path

import click

from generator.authoring.json_schema import schemas
from generator.cli import options
from generator.cli.addresses import gone
from generator.core.diagnostics import has_errors
from generator.core.report import as_text, summary
from generator.core.visible import visible
from generator.core.yaml_writer import as_json
from generator.input.config import Project, check_site, read_project
from generator.input.files import printable
from generator.input.mkdocs_file import ConfigurationError
from generator.render.tree import is_written, write_tree
from generator.resolve.single_file import check_alone, is_among
from generator.runtime.files import WriteError, replace_file
from generator.runtime.replacing import ReplaceError, is_site, judge_addition
from generator.runtime.workers import available

__all__ = ["build_command", "check", "render", "schema", "serve"]


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@options.report_format
@click.option(
    "--strict",
    is_flag=True,
    help="Let warnings fail the check too, as strict: true in mkdocs.yml does.",
)
@click.option(
    "--alone",
    is_flag=True,
    help="Look at PATHS alone, against the registry and the names of other files: quick, for a "
    "hook before each commit.",
)
@click.option(
    "--against", metavar="REVISION", help="Name the addresses that are published there and go now."
)
@options.cache
@click.option("--no-cache", is_flag=True, help="Check every file anew, and keep nothing.")
@options.as_of
@options.config_file
def check(
    paths: tuple[Path, ...],
    form: str,
    strict: bool,
    alone: bool,
    against: str | None,
    cache: Path,
    no_cache: bool,
    as_of: datetime | None,
    config_file: Path,
) -> None:
    """Check the briefings, and say everything that is wrong with them.

    With PATHS, only problems in these files and folders are shown; they are still checked
    against the whole site.
    """
    project = _read(config_file, as_of, form)
    wanted = _relative(paths, project)
    if alone and not wanted:
        raise click.UsageError("--alone looks at PATHS; name some")
    if alone and against:
        raise click.UsageError("--against needs the whole site, --alone looks at a few files")
    if alone:
        found, count = check_alone(project.root, project.settings, project.folder, wanted)
    else:
        kept = None if no_cache else options.cache_of(project, cache)
        checked = options.checked(project, kept, makes_site=False)
        count = len(checked.files)
        everything = checked.diagnostics
        if against and not has_errors(everything):
            everything += gone(project, against, as_of, checked)
        found = tuple(d for d in everything if is_among(d.span.path, wanted or ["."]))
    options.show(form, found, project.root)
    fails = has_errors(found, strict=strict or project.strict)
    if form == "text":
        click.echo(summary(found, count), err=True)
        if fails and not has_errors(found, strict=strict):
            click.echo(
                f"strict: true in {visible(config_file)} lets warnings stop a build", err=True
            )
    sys.exit(1 if fails else 0)


def _read(config_file: Path, as_of: datetime | None, form: str) -> Project:
    """The configuration; what is wrong with it is a problem like any other, in the same form."""
    try:
        return read_project(config_file, as_of)
    except ConfigurationError as error:
        options.show(form, error.found, error.root, err=form == "text")
        sys.exit(2)


def _relative(paths: tuple[Path, ...], project: Project) -> list[str]:
    """Paths as diagnostics have them."""
    wanted = []
    for path in paths:
        try:
            wanted.append(printable(path.resolve().relative_to(project.root).as_posix()))
        except ValueError:
            raise click.UsageError(f"{visible(path)} is not in the site's folder") from None
    return wanted


@click.command(name="build")
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the site goes; by default what mkdocs.yml says.",
)
@click.option("--strict", is_flag=True, help="Let warnings fail the build.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    help="How many processes build pages; by default as many as there are cores.",
)
@options.cache
@click.option("--no-cache", is_flag=True, help="Build every page, and keep none.")
@options.as_of
@options.config_file
def build_command(
    site_dir: Path | None,
    strict: bool,
    jobs: int | None,
    cache: Path,
    no_cache: bool,
    as_of: datetime | None,
    config_file: Path,
) -> None:
    """Build the site. If anything is wrong, the last site stays as it is."""
    from generator.plugin import build_site  # noqa: PLC0415 - MkDocs takes its time to import

    project = read_project(config_file)
    kept = project.guards(cache=project.root / cache)
    if site_dir is None:
        check_site(project, kept)
    else:
        options.replaceable(site_dir, "--site-dir", kept, is_site)
    done = build_site(
        config_file,
        site_dir=site_dir.absolute() if site_dir else None,
        as_of=as_of,
        strict=strict,
        jobs=jobs or available(),
        cache=None if no_cache else options.cache_of(project, cache),
    )
    click.echo(visible(done), err=True)


@click.command()
@click.option("-a", "--address", help="Host and port, by default 127.0.0.1:8000.")
@click.option(
    "--drafts",
    is_flag=True,
    help="Show drafts and what is under an embargo as well, marked in their titles.",
)
@options.config_file
def serve(address: str | None, drafts: bool, config_file: Path) -> None:
    """Preview the site and reload the browser when a file is saved.

    A mistake shows in the browser, with its place and its cure, until it is mended.
    """
    from generator.plugin import serve_site  # noqa: PLC0415 - MkDocs takes its time to import

    read_project(config_file)
    serve_site(config_file, address=address, drafts=drafts)


@click.command()
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The folder to write to.",
)
@options.as_of
@options.config_file
def render(folder: Path, as_of: datetime | None, config_file: Path) -> None:
    """Write all pages to a folder as Markdown, those in docs/ included, for any site builder."""
    project = read_project(config_file, as_of)
    options.replaceable(folder, "--to", project.guards(), is_written)
    checked = options.checked(project)
    click.echo(as_text(checked.diagnostics, project.root), nl=False, err=True)
    if has_errors(checked.diagnostics):
        sys.exit(1)
    try:
        count = write_tree(checked.artifacts(), folder, project.docs)
    except WriteError as error:
        raise click.ClickException(visible(error)) from error
    click.echo(f"{count} files in {visible(folder)}", err=True)


@click.command()
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write one file for briefings and one for each kind of entity there.",
)
@options.config_file
def schema(folder: Path | None, config_file: Path) -> None:
    """Print the JSON Schema of a briefing, or write all schemas to a folder.

    In a site they know its registry, so that an editor completes codes and ids.
    """
    project = read_project(config_file) if config_file.exists() else None
    registry = options.registry_of(project) if project else None
    texts = {name: as_json(content) for name, content in schemas(registry).items()}
    if folder is None:
        click.echo(texts["briefing.schema.json"], nl=False)
        return
    kept = [guard for guard in project.guards() if guard.is_closed] if project else []
    try:
        judge_addition(folder, tuple(kept))
    except ReplaceError as error:
        raise click.ClickException(f"[{error.code}] --to: {error}") from None
    try:
        for name, text in texts.items():
            replace_file(folder / name, text.encode())
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written: {error.strerror}") from error
