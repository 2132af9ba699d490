"""The command `briefing`: a thin shell over the package."""

import gc
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from generator.build import Checked, check_folder
from generator.cache import BRIEFINGS, CACHE, open_cache
from generator.diagnostics import Diagnostic, has_errors
from generator.json_schema import schemas
from generator.means import Means
from generator.progress import Terminal
from generator.report import FORMATS, as_text, summary
from generator.settings import Project, read_project
from generator.team import TeamError, available
from generator.write import WriteError, write_tree

__all__ = ["main"]


class Moment(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.4
    """A date-time with a zone, or `now`."""

    name = "datetime"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return the moment; fail with a usage error if it has no zone."""
        if isinstance(value, datetime):
            return value
        if value == "now":
            return datetime.now(UTC)
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            self.fail(
                f"{value!r} is not a date-time with a zone, like 2024-11-27T09:00+05:00", param, ctx
            )
        return moment


_config_file = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's configuration.",
)
_as_of = click.option(
    "--as-of",
    type=Moment(),
    help="Embargoes that end by this moment are over. Without it every embargo holds.",
)
_cache = click.option(
    "--cache",
    type=click.Path(path_type=Path),
    default=Path(CACHE),
    show_default=True,
    help="Where what was found out is kept for the next run, in the folder of the configuration.",
)


@click.group()
@click.version_option(package_name="briefing-site", prog_name="briefing")
@click.pass_context
def main(context: click.Context) -> None:
    """Turn a folder of YAML briefings into a cross-linked, searchable static site."""
    # The work makes a great many records and hardly a cycle of them; at its usual pace the
    # garbage collector spends a quarter of the time looking at them again.
    gc.set_threshold(200_000, 50, 1000)
    # Nor need it look through all of them once more when Python ends.
    context.call_on_close(gc.freeze)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How problems are written.",
)
@click.option("--strict", is_flag=True, help="Let warnings fail the check too.")
@_cache
@click.option("--no-cache", is_flag=True, help="Check every file anew, and keep nothing.")
@_as_of
@_config_file
def check(  # noqa: PLR0913, PLR0917 - click hands over one argument an option
    paths: tuple[Path, ...],
    form: str,
    strict: bool,
    cache: Path,
    no_cache: bool,
    as_of: datetime | None,
    config_file: Path,
) -> None:
    """Check the briefings, and say everything that is wrong with them.

    With PATHS, only problems in these files and folders are shown; they are still checked
    against the whole site.
    """
    project = read_project(config_file, as_of)
    checked = _checked(project, None if no_cache else project.root / cache)
    found = checked.diagnostics
    if paths:
        found = _only(found, paths, project)
    click.echo(FORMATS[form](found, project.root), nl=False)
    if form == "text":
        click.echo(summary(found, len(checked.files)), err=True)
    sys.exit(1 if has_errors(found, strict=strict) else 0)


def _checked(project: Project, cache: Path | None = None) -> Checked:
    known = None
    if cache is not None:
        known = open_cache(cache, BRIEFINGS, lambda text: click.echo(text, err=True))
    means = Means(progress=Terminal(), cache=known, jobs=available())
    try:
        return check_folder(project.root, project.settings, project.folder, means)
    except TeamError as error:
        raise click.ClickException(str(error)) from error


def _only(
    found: tuple[Diagnostic, ...], paths: tuple[Path, ...], project: Project
) -> tuple[Diagnostic, ...]:
    wanted = []
    for path in paths:
        try:
            wanted.append(path.resolve().relative_to(project.root).as_posix())
        except ValueError:
            raise click.UsageError(f"{path} is not in the site's folder") from None
    return tuple(
        item
        for item in found
        if any(w in (".", item.span.path) or item.span.path.startswith(f"{w}/") for w in wanted)
    )


@main.command(name="build")
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
@_cache
@click.option("--no-cache", is_flag=True, help="Build every page, and keep none.")
@_as_of
@_config_file
def build_command(  # noqa: PLR0913, PLR0917 - click hands over one argument an option
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

    read_project(config_file)
    done = build_site(
        config_file,
        site_dir=site_dir.resolve() if site_dir else None,
        as_of=as_of,
        strict=strict,
        jobs=jobs or available(),
        cache=None if no_cache else config_file.resolve().parent / cache,
    )
    click.echo(done, err=True)


@main.command()
@click.option("-a", "--address", help="Host and port, by default 127.0.0.1:8000.")
@_config_file
def serve(address: str | None, config_file: Path) -> None:
    """Preview the site and reload the browser when a file is saved."""
    from generator.plugin import serve_site  # noqa: PLC0415 - MkDocs takes its time to import

    read_project(config_file)
    serve_site(config_file, address=address)


@main.command()
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The folder to write to.",
)
@_as_of
@_config_file
def render(folder: Path, as_of: datetime | None, config_file: Path) -> None:
    """Write all pages to a folder as Markdown, those in docs/ included, for any site builder."""
    project = read_project(config_file, as_of)
    checked = _checked(project)
    click.echo(as_text(checked.diagnostics, project.root), nl=False, err=True)
    if has_errors(checked.diagnostics):
        sys.exit(1)
    try:
        count = write_tree(checked.artifacts(), folder, project.docs)
    except WriteError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{count} files in {folder}", err=True)


@main.command()
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write one file for briefings and one for each kind of entity there.",
)
def schema(folder: Path | None) -> None:
    """Print the JSON Schema of a briefing, or write all schemas to a folder."""
    texts = {
        name: json.dumps(content, indent=2, ensure_ascii=False) + "\n"
        for name, content in schemas().items()
    }
    if folder is None:
        click.echo(texts["briefing.schema.json"], nl=False)
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
