"""The values that settings take, each from the text that stands in the configuration."""

from datetime import datetime

import click
from babel import Locale, UnknownLocaleError

from generator.schema.settings import FRONT_PAGE, MAP_VIEWS

__all__ = [
    "parse_front_page",
    "parse_language",
    "parse_map_view",
    "parse_moment",
    "parse_page_size",
    "parse_switch",
]


def parse_moment(text: object) -> datetime | None:
    """A date-time with a zone from `as_of`; None if it is not given.

    Raises `click.UsageError` for anything else: an embargo must not end by a misreading.
    """
    if text is None or text == "":
        return None
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise click.UsageError(
            f"as_of is {str(text)!r}, not a date-time with a zone like 2024-11-27T09:00:00+05:00"
        )
    return moment


def parse_page_size(text: object) -> int:
    """How many briefings a list shows on a page; raise `click.UsageError` for no such number."""
    try:
        size = int(str(text))
    except ValueError:
        size = 0
    if size < 2:  # noqa: PLR2004 - pages are filled by halves
        raise click.UsageError(f"page_size is {str(text)[:60]!r}, not a number of 2 or more")
    return size


def parse_front_page(names: list[str]) -> tuple[str, ...]:
    """Parts of the front page; raise `click.UsageError` for one that there is not, or twice."""
    for name in names:
        if name not in FRONT_PAGE or names.count(name) > 1:
            raise click.UsageError(
                f"front_page names {name[:60]!r}, not each at most once of {', '.join(FRONT_PAGE)}"
            )
    return tuple(names)


def parse_switch(name: str, text: object) -> bool:
    """A setting that is true or false; raise `click.UsageError` for anything else."""
    if (value := str(text).lower()) not in {"true", "false"}:
        raise click.UsageError(f"{name} is {str(text)[:60]!r}, neither true nor false")
    return value == "true"


def parse_map_view(text: object) -> str:
    """To whom maps count disputed areas; raise `click.UsageError` for no such view."""
    if str(text) not in MAP_VIEWS:
        raise click.UsageError(f"map_view is {str(text)[:60]!r}, neither {' nor '.join(MAP_VIEWS)}")
    return str(text)


def parse_language(text: object) -> str:
    """The tag of a language that CLDR has data for; raise `click.UsageError` for another."""
    try:
        Locale.parse(str(text), sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        raise click.UsageError(
            f"language is {str(text)[:60]!r}, not the tag of a known language like en-GB or kk"
        ) from None
    return str(text)
