"""The command that asks the addresses of sources."""

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from generator.cli import options
from generator.content.model import Site
from generator.core.diagnostics import Collector, Diagnostic, Span, has_errors
from generator.core.report import summary
from generator.core.visible import unguarded, visible
from generator.input.config import read_project
from generator.input.yaml_source import Document, parse

if TYPE_CHECKING:
    from generator.link_check.links import Answer

__all__ = ["links"]


@click.command()
@options.report_format
@click.option("--strict", is_flag=True, help="Fail for addresses that moved or tell nothing too.")
@click.option(
    "--max-age",
    type=click.IntRange(min=0),
    default=7,
    show_default=True,
    help="Days for which an address that answered is not asked again.",
)
@click.option(
    "--pause", type=float, default=1.0, show_default=True, help="Seconds between two to one host."
)
@click.option(
    "--patience", type=float, default=30.0, show_default=True, help="Seconds to wait for one."
)
@click.option("--private", is_flag=True, help="Ask addresses in private networks, too.")
@options.cache
@options.as_of
@options.config_file
def links(
    form: str,
    strict: bool,
    max_age: int,
    pause: float,
    patience: float,
    private: bool,
    cache: Path,
    as_of: datetime | None,
    config_file: Path,
) -> None:
    """Ask the addresses of sources whether they still answer.

    Only sources of what is published are asked for. Never part of a build.
    """
    from generator.link_check import links as asking  # noqa: PLC0415 - what it speaks HTTP and TLS with takes its time to import

    project = read_project(config_file, as_of)
    kept = options.cache_of(project, cache)
    good = options.good(project, kept)
    places = _places(good.site())
    file = kept / "links.json"
    today = options.today()
    known = asking.load_answers(file, today, max_age)
    wanted = [address for address in places if address not in known]
    manners = asking.Manners(pause=pause, patience=patience, may_be_private=private)
    with click.progressbar(
        length=len(wanted),
        label="Asking",
        file=unguarded(sys.stderr),
        hidden=not sys.stderr.isatty(),
    ) as bar:
        answers = asking.ask(wanted, manners, lambda _: bar.update(1))
    try:
        asking.save_answers(file, today, answers)
    except OSError as error:
        click.echo(f"warning: {visible(file)} cannot be written: {error.strerror}", err=True)
    found = _problems(project.root, places, answers)
    options.show(form, found, project.root)
    if form == "text":
        asked = f"{len(answers)} asked, {len(places) - len(answers)} known"
        click.echo(f"{len(places)} addresses ({asked}): {summary(found)}", err=True)
    sys.exit(1 if has_errors(found, strict=strict) else 0)


_Place: TypeAlias = tuple[str, int, str]
"""Path of a briefing, index of the source in it, and the field."""


def _places(site: Site) -> dict[str, list[_Place]]:
    """Addresses of sources, and where each of them stands."""
    places: dict[str, list[_Place]] = {}
    for briefing in site.briefings.values():
        for index, source in enumerate(briefing.sources):
            for field in ("url", "archived_url"):
                address = getattr(source, field)
                if address:
                    places.setdefault(address, []).append((briefing.path, index, field))
    return places


_SAID = {
    "gone": ("dead-address", "{address} is gone ({reason})"),
    "moved": ("moved-address", "{address} leads to {reason} for good"),
    "unknown": ("unknown-address", "{address} tells nothing: {reason}"),
}


def _problems(
    root: Path, places: Mapping[str, list[_Place]], answers: Mapping[str, "Answer"]
) -> tuple[Diagnostic, ...]:
    found = Collector()
    documents: dict[str, Document | None] = {}
    for address, answer in answers.items():
        if answer.state.value not in _SAID:
            continue
        code, message = _SAID[answer.state.value]
        for path, index, field in places[address]:
            if path not in documents:
                documents[path] = parse(path, (root / path).read_bytes(), Collector())
            document = documents[path]
            span = Span(path=path)
            if document is not None:
                span = document.span(document.find(("sources", index, field)))
            found.report(code, message.format(address=address, reason=answer.reason), span)
    return tuple(found)
