"""Options that several commands take, and how they read a site."""

import shlex
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import click

from generator.build import Checked, check_folder
from generator.core.codes import CODES
from generator.core.diagnostics import Collector, Diagnostic, has_errors
from generator.core.report import FORMATS, as_text
from generator.core.visible import unguarded, visible
from generator.diff.git_revision import HistoryError, write_revision
from generator.input.config import Project, read_project
from generator.input.mkdocs_file import ConfigurationError
from generator.registry.building import build_registry
from generator.registry.loading import read_registry
from generator.registry.registry import Registry
from generator.runtime.cache import BRIEFINGS, CACHE, is_cache, open_cache
from generator.runtime.progress import Terminal
from generator.runtime.replacing import Guard, ReplaceError, judge
from generator.runtime.run_options import RunOptions
from generator.runtime.workers import WorkerError, available
from generator.schema.settings import Settings

__all__ = [
    "Day",
    "Moment",
    "as_of",
    "at_revision",
    "cache",
    "cache_of",
    "checked",
    "config_file",
    "good",
    "registry_of",
    "replaceable",
    "show",
    "this_command",
]


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


class Day(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.4
    """A date as in a briefing: 2024-11-27."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the day; fail with a usage error if there is none such."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date like 2024-11-27", param, ctx)


DEFAULT_CONFIG = Path("mkdocs.yml")
report_format = click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How problems are written.",
)
config_file = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=DEFAULT_CONFIG,
    show_default=True,
    help="The site's configuration.",
)
as_of = click.option(
    "--as-of",
    type=Moment(),
    help="Embargoes that end by this moment are over. Without it every embargo holds.",
)
cache = click.option(
    "--cache",
    type=click.Path(path_type=Path),
    default=Path(CACHE),
    show_default=True,
    help="Where what was found out is kept for the next run, in the folder of the configuration.",
)


class _Refusal(click.ClickException):
    """A folder was named that a command must not write to."""

    exit_code = 2


def replaceable(
    folder: Path, option: str, kept: tuple[Guard, ...], is_ours: Callable[[Path], bool]
) -> Path:
    """The folder that an option names, if it may be replaced; exits with 2 if it may not."""
    try:
        return judge(folder, kept, is_ours)
    except ReplaceError as error:
        message = f"[{error.code}] {option}: {error}\n  hint: {CODES[error.code].cure}"
        raise _Refusal(message) from None


def cache_of(project: Project, folder: Path) -> Path:
    """The folder of a cache; exits with 2 for one that is not of an earlier run of ours."""
    place = project.root / folder
    kept = [guard for guard in project.guards() if guard.path != project.root / CACHE]
    return replaceable(place, "--cache", tuple(kept), is_cache)


def this_command() -> str:
    """How whoever called this command can call the next one: by its name, or by where it is."""
    called = sys.argv[0]
    on_path = shutil.which("briefing")
    if on_path and Path(called).name == "briefing" and Path(on_path).samefile(called):
        return "briefing"
    here = Path(".venv/bin/briefing")
    if here.exists():
        return str(here)
    return shlex.quote(called) if Path(called).name == "briefing" else "briefing"


def today() -> date:
    """The day it is for whoever calls; nothing that is built depends on it."""
    return datetime.now(UTC).astimezone().date()


def checked(
    project: Project,
    folder: Path | None = None,
    root: Path | None = None,
    *,
    makes_site: bool = True,
) -> Checked:
    """Check a site, with what an earlier run kept in a folder if one is given.

    With `root`, the files there stand for those of the site. `makes_site` tells whether the
    site is wanted, too, not only what is wrong with it.
    """
    known = None
    if folder is not None:
        known = open_cache(folder, BRIEFINGS, lambda text: click.echo(visible(text), err=True))
    run_options = RunOptions(
        progress=Terminal(), cache=known, jobs=available(), makes_site=makes_site
    )
    try:
        return check_folder(root or project.root, project.settings, project.folder, run_options)
    except WorkerError as error:
        raise click.ClickException(visible(error)) from error


def show(form: str, found: Sequence[Diagnostic], root: Path, *, err: bool = False) -> None:
    """Print problems in a format, in place of a result (`err`) or as one."""
    out = sys.stderr if err else sys.stdout
    # Annotations are orders to the runner; only the report may write such.
    out = unguarded(out) if form == "github" else out
    click.echo(FORMATS[form](found, root), file=out, nl=False)


def good(project: Project, folder: Path) -> Checked:
    """Check a site; if it has errors, say them and exit with 1."""
    found = checked(project, folder)
    if has_errors(found.diagnostics):
        click.echo(as_text(found.diagnostics, project.root), nl=False, err=True)
        sys.exit(1)
    return found


def registry_at(config: Path) -> Registry:
    """The registry of the site with this configuration; where there is none, what is built in."""
    if config == DEFAULT_CONFIG and not config.exists():
        return build_registry((), Settings(), Collector())
    return registry_of(read_project(config))


def registry_of(project: Project) -> Registry:
    """The registry of a site; exits with 1 if its entities files have errors."""
    registry, problems = read_registry(project.root, project.settings, project.folder)
    if has_errors(problems):
        click.echo(as_text(problems, project.root), nl=False, err=True)
        sys.exit(1)
    return registry


def at_revision(
    project: Project, revision: str, root: Path, as_of: datetime | None, *more: str
) -> Project:
    """Write a site's files as of a revision below `root`; return what its owner decided then.

    `more` are files and folders beside configuration and briefings. Where the configuration of
    then cannot be read, as when it inherits from a file outside, that of now holds.
    """
    parents = (path.resolve() for path in project.inherited)
    inside = [path for path in parents if path.is_relative_to(project.root)]
    inherited = [path.relative_to(project.root).as_posix() for path in inside]
    names = (project.config.name, *inherited, project.folder, *more)
    try:
        write_revision(project.root, revision, names, root)
    except HistoryError as error:
        raise click.ClickException(visible(error)) from None
    (root / project.folder).mkdir(parents=True, exist_ok=True)
    config = root / project.config.name
    try:
        return read_project(config, as_of) if config.is_file() else project
    except ConfigurationError:
        return project
