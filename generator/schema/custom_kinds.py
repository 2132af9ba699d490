"""Kinds of entity that a site's owner defines in `mkdocs.yml`.

    plugins:
      - briefings:
          kinds:
            weapons:
              caption: Weapons system
              plural: Weapons systems
              fields:
                in_service: {caption: In service since, type: date}
                makers: {caption: Made by, kind: organisations, list: true, inverse: Makes}

Such a kind is called the same everywhere: as a list in briefings, as a file in `entities/`, as the
folder of its pages, and in keys.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

import click
from pydantic import Field, create_model

from generator.schema.fields import Address, Line, Number, PartialDateField
from generator.schema.kind import Kind, RawTie, TieType
from generator.schema.kinds import KINDS
from generator.schema.records import BriefingFields, EntityFields, Reference

__all__ = ["parse_kinds"]

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_FIELD = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*\Z")
_TYPES: dict[str, Any] = {
    "text": Line,
    "date": PartialDateField,
    "number": Number,
    "address": Address,
}
_TAKEN = frozenset(
    {"archive", "assets", "briefing", "briefings", "entities", "index", "methodology", "pagefind"}
    | {"reference", "search", "sitemap", "stylesheets", "javascripts", "404"}
)
"""Names of folders and pages that a site has anyway."""


def parse_kinds(value: object) -> tuple[Kind, ...]:
    """Kinds from the setting `kinds`; raise `click.UsageError` with all that is wrong with it.

    The same setting gives the same kinds, however a reader of YAML has typed it.
    """
    if value in (None, "", {}):
        return ()
    if not isinstance(value, Mapping):
        raise click.UsageError("kinds is not a mapping from names to kinds of entity")
    return _parsed(json.dumps(_texts(value)))


@cache
def _parsed(setting: str) -> tuple[Kind, ...]:
    value = json.loads(setting)
    problems: list[str] = []
    fields = {kind.field: kind.name for kind in KINDS} | {name: name for name in value}
    kinds = [_kind(name, one, fields, problems) for name, one in value.items()]
    if problems:
        listed = "\n".join(f"  {problem}" for problem in problems)
        raise click.UsageError(f"kinds in the configuration:\n{listed}")
    return tuple(kind for kind in kinds if kind is not None)


def _kind(name: str, value: object, fields: Mapping[str, str], problems: list[str]) -> Kind | None:
    taken = {kind.name for kind in KINDS} | {kind.field for kind in KINDS} | _TAKEN
    if (
        not _NAME.match(name)
        or name in taken
        or name.replace("-", "_") in BriefingFields.model_fields
    ):
        problems.append(f"{name}: a name has small letters, digits and hyphens, and is not taken")
        return None
    if not isinstance(value, Mapping):
        problems.append(f"{name}: this is not a mapping with caption, plural and fields")
        return None
    _only(name, value, ("caption", "plural", "about", "fields"), problems)
    caption, plural = (_line(name, value, key, problems) for key in ("caption", "plural"))
    own = value.get("fields") or {}
    if not isinstance(own, Mapping):
        problems.append(f"{name}.fields: this is not a mapping")
        return None
    made = [
        _field(f"{name}.fields.{key}", str(key), one, fields, problems) for key, one in own.items()
    ]
    done = [one for one in made if one is not None]
    ties = [one.tie for one in done if one.tie is not None]
    columns: dict[str, Any] = {one.key: (one.type, one.default) for one in done}
    called = f"{name.title().replace('-', '')}Fields"
    record = create_model(called, __base__=EntityFields, **columns)
    return Kind(
        name=name,
        field=name,
        caption=caption,
        plural=plural,
        about=str(value.get("about") or f"{plural} it is about."),
        record=record,
        facts=tuple((one.key, one.caption) for one in done if one.tie is None),
        ties=_ties_of(name, tuple(ties)),
        tie_types=tuple((f"{name}.{tie.key}", tie.type) for tie in ties),
        definition=json.dumps([name, value], sort_keys=True),
    )


def _texts(value: object) -> object:
    """A setting as texts alone."""
    if isinstance(value, Mapping):
        return {str(key): _texts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_texts(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


@dataclass(frozen=True, slots=True)
class _Tie:
    """A field that leads to entities of a kind."""

    key: str
    kind: str
    type: TieType


@dataclass(frozen=True, slots=True)
class _Own:
    """A field of a record, ready for its model."""

    key: str
    caption: str
    type: object
    default: object
    tie: _Tie | None


def _field(
    place: str, key: str, value: object, fields: Mapping[str, str], problems: list[str]
) -> _Own | None:
    if not _FIELD.match(key) or key in EntityFields.model_fields:
        problems.append(f"{place}: a field has small letters, digits and underscores, and is new")
        return None
    if not isinstance(value, Mapping):
        problems.append(f"{place}: this is not a mapping with caption and type or kind")
        return None
    _only(place, value, ("caption", "type", "kind", "list", "inverse"), problems)
    caption = _line(place, value, "caption", problems)
    is_list = value.get("list", "") in {"true", "yes"}
    kind, of_type = value.get("kind"), str(value.get("type") or "text")
    tie = None
    inner: Any = Reference
    if kind is not None:
        if str(kind) not in fields:
            problems.append(f"{place}.kind: {kind} is none of {', '.join(fields)}")
            return None
        inverse = _line(place, value, "inverse", problems)
        tie = _Tie(key, fields[str(kind)], TieType(caption=caption, inverse=inverse))
    elif of_type not in _TYPES:
        problems.append(f"{place}.type: {of_type} is none of {', '.join(_TYPES)}")
        return None
    else:
        inner = _TYPES[of_type]
    if is_list:
        made: Any = Annotated[list[inner], Field(description=caption)]
        return _Own(key, caption, made, [], tie)
    return _Own(key, caption, Annotated[inner | None, Field(description=caption)], None, tie)


def _only(
    place: str, value: Mapping[Any, Any], known: tuple[str, ...], problems: list[str]
) -> None:
    problems += [
        f"{place}.{key}: not known; there are {', '.join(known)}"
        for key in sorted(map(str, value))
        if key not in known
    ]


def _line(place: str, value: Mapping[Any, Any], key: str, problems: list[str]) -> str:
    text = str(value.get(key) or "").strip()
    if not text or not text.isprintable():
        problems.append(f"{place}.{key}: a line of text is needed here")
    return text


def _ties_of(name: str, ties: tuple[_Tie, ...]) -> Callable[[EntityFields], Iterator[RawTie]]:
    def find(record: EntityFields) -> Iterator[RawTie]:
        for tie in ties:
            value = getattr(record, tie.key)
            for index, reference in enumerate(value if isinstance(value, list) else [value]):
                if reference is not None:
                    where = (tie.key, index) if isinstance(value, list) else (tie.key,)
                    yield RawTie(
                        type=f"{name}.{tie.key}", kind=tie.kind, reference=reference, location=where
                    )

    return find
