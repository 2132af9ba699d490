"""The commands with which a text becomes a briefing."""

import shlex
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from generator.authoring.new_briefing import MARK, NewBriefing, PlaceError, place_for, write_new
from generator.cli import options
from generator.cli.dialogue import ask
from generator.core.diagnostics import Collector
from generator.core.report import as_text
from generator.core.visible import visible
from generator.input.config import read_project
from generator.input.text_source import MAX_BYTES
from generator.registry.registry import Registry
from generator.runtime.files import WriteError, place_in, replace_file
from generator.runtime.progress import Terminal
from generator.schema.vocabulary import Role, Type
from generator.suggest.accepting import AcceptError, accept, annotated_with
from generator.suggest.proposing import Proposal, propose
from generator.suggest.reading import Form, Reading, article_of, decode, form_of, read
from generator.suggest.showing import FORMS, item_of, others, stubs

__all__ = ["new_command", "suggest"]


@click.command()
@click.argument("source", metavar="FILE|-")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    default="text",
    show_default=True,
    help="How suggestions are written; yaml is for pasting into a briefing.",
)
@click.option(
    "--as",
    "kind",
    type=click.Choice([one.value for one in Form]),
    help="How FILE is written; by default its name or its beginning tells.",
)
@click.option(
    "--write",
    is_flag=True,
    help="Add to FILE, a briefing, all that it is about and is not annotated with.",
)
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    metavar="ID",
    help="With --write, add this entity and no other; may be given several times.",
)
@options.config_file
def suggest(
    source: str,
    form: str,
    kind: str | None,
    write: bool,
    accepted: tuple[str, ...],
    config_file: Path,
) -> None:
    """Propose annotations for a text: FILE, or `-` for standard input.

    It reads plain text, Markdown, HTML and briefings. Names come from this site's registry, or from
    what is built in where there is no site.
    """
    if accepted and not write:
        raise click.UsageError("--accept goes with --write")
    registry = options.registry_at(config_file)
    data, text = _read(source)
    reading = _reading(source, text, Form(kind) if kind else None)
    proposal = propose(reading, registry, Terminal())
    if not write:
        click.echo(FORMS[form](proposal), nl=False)
        return
    _write(source, data, reading, proposal, registry, accepted)


def _read(source: str) -> tuple[bytes, str]:
    """What is in a file or comes in, and its text."""
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise click.UsageError(f"{visible(source)} cannot be read: {error.strerror}") from None
    text, whole = decode(data)
    if not whole:
        click.echo("warning: not all of the text is UTF-8; what is not was left out", err=True)
    return data, text


def _reading(source: str, text: str, form: Form | None = None) -> Reading:
    """What of it is to be read; exits with 1 if it is a briefing that cannot be."""
    found = Collector()
    reading = read(source, text, found, form)
    if reading is None:
        click.echo(as_text(tuple(found), Path.cwd()), nl=False, err=True)
        sys.exit(1)
    return reading


def _write(
    source: str,
    data: bytes,
    reading: Reading,
    proposal: Proposal,
    registry: Registry,
    accepted: tuple[str, ...],
) -> None:
    if reading.document is None or source == "-":
        raise click.UsageError("--write takes a briefing: a .yml file, or a .md with front matter")
    additions = {}
    left = set(accepted)
    annotated = annotated_with(reading.document, registry)
    for field, suggestions in proposal.annotations.items():
        additions[field] = [
            one.id
            for one in suggestions
            if one.id not in annotated[field]
            and (one.id in accepted if accepted else one.role is not Role.MENTIONS)
        ]
        left -= {one.id for one in suggestions}
    if left:
        raise click.UsageError(f"Not among what is suggested: {visible(', '.join(sorted(left)))}")
    try:
        changed = accept(source, data, additions)
    except AcceptError as error:
        raise click.ClickException(visible(error)) from None
    if changed != data:
        try:
            replace_file(Path(source), changed)
        except OSError as error:
            message = f"{source} cannot be written: {error.strerror}"
            raise click.ClickException(message) from None
    added = ", ".join(one for ids in additions.values() for one in ids)
    done = f"Added to {visible(source)}: {added}" if added else "There is nothing to add."
    click.echo(done, err=True)


@click.command(name="new")
@click.option("--title", help="Its title; the file is named by it.")
@click.option("--id", "name", help="What the file and the address are called instead.")
@click.option("--type", "kind", type=click.Choice([one.value for one in Type]), help="Its type.")
@click.option("--summary", help="The bottom line.")
@click.option("--date", "day", type=options.Day(), help="When it is published; by default today.")
@click.option("--source", help="The title of its first source.")
@click.option(
    "--from",
    "text_file",
    metavar="FILE|-",
    help="Take title and text from here, and propose what it is about.",
)
@options.config_file
def new_command(
    title: str | None,
    name: str | None,
    kind: str | None,
    summary: str | None,
    day: date | None,
    source: str | None,
    text_file: str | None,
    config_file: Path,
) -> None:
    """Begin a briefing: a file in the right folder, with the places marked that need filling.

    In a terminal, and with none of --title, --summary, --source and --from, it asks.
    """
    project = read_project(config_file)
    registry = options.registry_of(project)
    new = NewBriefing(
        title=title or "",
        date=day or options.today(),
        summary=summary or "",
        source=source or "",
        id=name or "",
        type=kind or "",
    )
    if text_file:
        new = _from_text(new, text_file, registry)
    elif not (title or summary or source) and sys.stdin.isatty():

        def refuse(wanted: NewBriefing) -> str | None:
            try:
                place_for(wanted, project.root, project.folder)
            except PlaceError as error:
                return visible(error)
            return None

        new = ask(new, registry, lambda said: _proposed(said, registry), refuse)
    if not new.title:
        raise click.UsageError("Give it a --title, or a text with --from")
    try:
        path = place_for(new, project.root, project.folder)
    except PlaceError as error:
        raise click.ClickException(f"{visible(error)}. Choose another title or --id.") from None
    try:
        target = place_in(project.root, path)
    except WriteError as error:
        raise click.ClickException(str(error)) from None
    try:
        replace_file(target, write_new(new, path, registry.kinds).encode())
    except OSError as error:
        raise click.ClickException(f"{visible(path)} cannot be written: {error.strerror}") from None
    click.echo(path)
    check = f"{options.this_command()} check {shlex.quote(visible(path))}"
    click.echo(f"Fill in what is marked {MARK}, then run: {check}", err=True)


def _from_text(new: NewBriefing, text_file: str, registry: Registry) -> NewBriefing:
    _, text = _read(text_file)
    if len(text) > MAX_BYTES:
        raise click.UsageError(f"{visible(text_file)} is longer than a briefing can be")
    reading = _reading(text_file, text)
    if reading.document is not None:
        raise click.UsageError(f"{visible(text_file)} is a briefing already; copy it")
    begin, end = reading.outline.title
    proposal = propose(reading, registry)
    for head, lines in stubs(proposal):
        click.echo("\n".join([head, *lines]), err=True)
    return replace(
        new,
        title=new.title or " ".join(reading.text[begin:end].split()),
        annotations=_items(proposal),
        lines=others(proposal),
        body=article_of(text, reading, form_of(text_file, text)),
    )


def _items(proposal: Proposal) -> dict[str, list[str]]:
    return {
        field: [item_of(one) for one in suggestions if one.role is not Role.MENTIONS]
        for field, suggestions in proposal.annotations.items()
    }


def _proposed(text: str, registry: Registry) -> dict[str, list[str]]:
    return _items(propose(_reading("-", text, Form.TEXT), registry))
