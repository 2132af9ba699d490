"""The command that looks at a change before it is published."""

import sys
import tempfile
from datetime import date, datetime
from pathlib import Path

import click

from generator.build import render
from generator.cli import options
from generator.core.diagnostics import has_errors
from generator.core.visible import unguarded, visible
from generator.core.yaml_writer import as_json
from generator.diff.comparison import Comparison, Coverage, Due, PageRef, compare, with_own_pages
from generator.input.config import read_project
from generator.render.urls import absolute
from generator.schema.settings import Settings

__all__ = ["diff"]

_SHOWN = 20
"""Lines of one list before the rest is only counted."""


def _as_json(comparison: Comparison, settings: Settings) -> str:
    """The differences with the address of each page; null where the site's is not known."""

    def page(one: PageRef) -> dict[str, str | None]:
        return {"path": one.path, "title": one.title, "url": absolute(settings, one.path)}

    content = {
        "pages": {
            name: [page(one) for one in getattr(comparison, name)]
            for name in ("added", "changed", "removed")
        },
        "entities": [
            {
                "key": one.key,
                "name": one.name,
                "before": one.before,
                "after": one.after,
                "gained": list(one.gained),
                "lost": list(one.lost),
            }
            for one in comparison.entities
        ],
        "due": [
            {"text": one.text, "end": one.end.isoformat(), "briefing": one.briefing}
            for one in comparison.due
        ],
    }
    return as_json(content)


def _sections(comparison: Comparison) -> list[tuple[str, list[str]]]:
    """Headings and lines, for a terminal and for Markdown alike."""
    lists: list[tuple[str, list[str]]] = [
        (f"Pages {name}", [f"{one.title} ({one.path})" for one in getattr(comparison, name)])
        for name in ("added", "changed", "removed")
    ]
    lists.append(
        ("Entities with more or fewer briefings", [_coverage(e) for e in comparison.entities])
    )
    lists.append(("Newly due to be watched", [_due(one) for one in comparison.due]))
    return [(heading, [visible(line) for line in lines]) for heading, lines in lists if lines]


def _coverage(one: Coverage) -> str:
    return f"{one.name}: {one.before} before, {one.after} now"


def _due(one: Due) -> str:
    return f"{one.end.isoformat()}: {one.text} ({one.briefing})"


def _as_text(comparison: Comparison, _: Settings) -> str:
    blocks = [
        "\n".join([f"{heading}: {len(lines)}", *(f"  {line}" for line in lines)])
        for heading, lines in _sections(comparison)
    ]
    return "\n\n".join(blocks) + "\n" if blocks else "The site stays as it is.\n"


def _as_markdown(comparison: Comparison, _: Settings) -> str:
    blocks = []
    for heading, lines in _sections(comparison):
        shown = [f"- {_escaped(line)}" for line in lines[:_SHOWN]]
        if len(lines) > _SHOWN:
            shown.append(f"- and {len(lines) - _SHOWN} more")
        blocks.append("\n".join([f"### {heading}: {len(lines)}", "", *shown]))
    return "\n\n".join(blocks) + "\n" if blocks else "The site stays as it is.\n"


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is; also where it would notify somebody."""
    signs = "".join(f"\\{one}" if one in "\\`*_[]<>#|~" else one for one in text)
    return signs.replace("@", "@\u200b")


_FORMS = {"text": _as_text, "markdown": _as_markdown, "json": _as_json}


@click.command()
@click.argument("revision")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_FORMS)),
    default="text",
    show_default=True,
    help="How the differences are written.",
)
@click.option(
    "--today",
    type=options.Day(),
    help="Items to watch are due that end by this day; by default the day of the newest briefing.",
)
@options.cache
@options.as_of
@options.config_file
def diff(
    revision: str,
    form: str,
    today: date | None,
    cache: Path,
    as_of: datetime | None,
    config_file: Path,
) -> None:
    """Say what differs between the site as of a git REVISION and the files as they are.

    Pages added, changed and removed, entities that gain or lose briefings, and items to watch
    that are due and were not.
    """
    project = read_project(config_file, as_of)
    kept = options.cache_of(project, cache)
    new = options.good(project, kept)
    own = project.docs.resolve()
    if not own.is_relative_to(project.root):
        raise click.ClickException(f"docs_dir is {own}, which is not in the site's folder")
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary).resolve()
        docs = own.relative_to(project.root).as_posix()
        old_project = options.at_revision(project, revision, root, as_of, docs)
        old = options.checked(old_project, kept / "diff", root)
        if has_errors(old.diagnostics):
            click.echo(
                f"warning: {visible(revision)} has errors; what is broken there is left out",
                err=True,
            )
        before, after = old.site(), new.site()
        comparison = compare(
            before,
            with_own_pages(render(before), root / docs),
            after,
            with_own_pages(render(after), project.docs),
            today,
        )
    # In Markdown a sign without width keeps a name from notifying anybody.
    out = unguarded(sys.stdout) if form == "markdown" else sys.stdout
    click.echo(_FORMS[form](comparison, project.settings), file=out, nl=False)
