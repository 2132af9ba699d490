"""The questions with which a briefing is begun in a terminal; one asked again says why."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

import click

from generator.authoring.new_briefing import NewBriefing
from generator.core.visible import visible
from generator.registry.registry import Registry
from generator.schema.kinds import Kind
from generator.schema.vocabulary import Type

__all__ = ["ask"]

Answer = TypeVar("Answer")


def ask(
    new: NewBriefing,
    registry: Registry,
    propose: Callable[[str], dict[str, list[str]]],
    refuse: Callable[[NewBriefing], str | None],
) -> NewBriefing:
    """Ask for what is needed; an empty answer to all but the title leaves the place marked.

    `propose` gives items of annotations for a text, and `refuse` why there can be no such file.
    """

    def title_of(answer: str) -> str:
        text = " ".join(answer.split())
        if not text:
            raise click.UsageError("A briefing needs a title; the file is named by it")
        if reason := refuse(replace(new, title=text)):
            raise click.UsageError(reason)
        return text

    new = replace(new, title=_prompt("Title", title_of))
    day = _prompt("Date, like 2024-11-27", _day, default=new.date.isoformat())
    summary = _prompt("The bottom line, in a sentence or two", str)
    types = ", ".join(one.value for one in Type)
    kind = new.type or _prompt(f"Type ({types}; empty for none)", _type)
    proposed = propose(f"{new.title}\n{summary}\n")
    annotations = {}
    for group in registry.kinds:
        items = proposed.get(group.field, [])
        if items and click.confirm(f"{group.field}: {', '.join(items)}?", default=True):
            annotations[group.field] = items
        elif group.field == "countries":
            annotations[group.field] = _prompt(
                "Main countries, with commas between them", lambda said: _known(said, registry)
            )
    source = _prompt("Title of the first source", str)
    return replace(
        new, date=day, summary=summary, type=kind, annotations=annotations, source=source
    )


def _prompt(text: str, take: Callable[[str], Answer], default: str = "") -> Answer:
    """Ask until an answer is taken; a `UsageError` says why it was not."""
    answer: Answer = click.prompt(
        text, default=default, show_default=bool(default), value_proc=take
    )
    return answer


def _day(answer: str) -> date:
    try:
        return date.fromisoformat(answer.strip())
    except ValueError:
        raise click.UsageError(
            f"“{visible(answer)}” is no date; write year, month and day, like 2024-11-27"
        ) from None


def _type(answer: str) -> str:
    said = answer.strip().lower()
    if said and said not in {one.value for one in Type}:
        raise click.UsageError(f"“{visible(answer)}” is none of them; type one, or nothing")
    return said


def _known(answer: str, registry: Registry) -> list[str]:
    """Items of the countries that are named, as main ones."""
    kind = next(one for one in registry.kinds if one.field == "countries")
    return [_item(name.strip(), kind, registry) for name in answer.split(",") if name.strip()]


def _item(name: str, kind: Kind, registry: Registry) -> str:
    keys = registry.find(name, kind.name)
    if len(keys) != 1:
        raise click.UsageError(
            f"“{visible(name)}” is called no country; write its name in English, or its two letters"
            if not keys
            else f"“{visible(name)}” may be {len(keys)} countries; write the whole name"
        )
    return f"{{id: {registry.entities[next(iter(keys))].id}, role: primary}}"
