"""The file of a new briefing: what is known filled in, what is needed marked, one comment a field.

The comments are the descriptions of the fields in `generator.schema.records`. A marked place is
empty, so that the check says it as long as nobody has filled it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pydantic_core import PydanticCustomError

from generator.core.diagnostics import Collector
from generator.core.slugs import slug, slug_of_file
from generator.core.yaml_writer import inline
from generator.input.files import list_files
from generator.input.text_source import without_controls
from generator.schema.fields import check_slug
from generator.schema.kinds import Kind, briefing_model
from generator.schema.records import TITLE_LENGTH, SourceRecord

__all__ = [
    "MARK",
    "NewBriefing",
    "PlaceError",
    "body_lines",
    "place_for",
    "short_slug",
    "write_new",
]

MARK = "FILL IN"
_SLUG_LENGTH = 60
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What YAML, or Python, takes for the end of a line besides the one sign that is."""
_BLANKS = re.compile(r"\n{3,}")


class PlaceError(Exception):
    """No file can be named after the title; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBriefing:
    """What is known of a briefing that is to be written; what is empty will be marked."""

    title: str = ""
    date: date
    summary: str = ""
    annotations: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Items of YAML by list of annotations."""
    source: str = ""
    """The title of its first source."""
    body: str = ""
    id: str = ""
    """What its file is to be called, if not after the title."""
    type: str = ""
    lines: Sequence[str] = ()
    """Further fields and comments, as lines of YAML."""


def place_for(new: NewBriefing, root: Path, folder: str) -> str:
    """The path of its file, relative to the site.

    A title without any letter gives an id by its day. Raises `PlaceError` if an id is in use, or
    cannot be.
    """
    taken = {slug_of_file(path): path for path in list_files(root, folder, Collector())}
    name = new.id or short_slug(new.title)
    if not name:
        numbers = (f"item-{number}" for number in range(1, len(taken) + 2))
        name = next(one for one in numbers if one not in taken)
    try:
        check_slug(name)
    except PydanticCustomError as error:
        raise PlaceError(f"No file can be named “{name}”: {error.message()}") from None
    if name in taken:
        raise PlaceError(f"{taken[name]} has the id {name} already")
    return f"{folder}/{new.date.year}/{new.date.isoformat()}-{name}.yml"


def short_slug(name: str) -> str:
    """A name as an id of whole words, not too long for an address."""
    words = slug(name)[: _SLUG_LENGTH + 1]
    return words if len(words) <= _SLUG_LENGTH else words.rpartition("-")[0] or words[:-1]


def write_new(new: NewBriefing, path: str, kinds: tuple[Kind, ...]) -> str:
    """The content of the file."""
    fields = briefing_model(kinds).model_fields
    long_title = len(new.title) > TITLE_LENGTH
    lines = [
        f"# Fill in what is marked {MARK}, then run: briefing check {path}",
        _comment(fields["title"].description, marked=long_title or not new.title),
        f"title: {inline(new.title) if new.title else ''}".rstrip(),
        _comment(fields["date"].description),
        f"date: {new.date.isoformat()}",
        *([_comment(fields["type"].description), f"type: {new.type}"] if new.type else ()),
        _comment(fields["summary"].description, marked=not new.summary),
        f"summary: {inline(new.summary) if new.summary else ''}".rstrip(),
    ]
    missing = not any(new.annotations.values())
    for kind in kinds:
        lines.append(_comment(fields[kind.field].description, marked=missing))
        lines.append(f"{kind.field}: [{', '.join(new.annotations.get(kind.field, ()))}]")
        missing = False  # one list is enough
    lines += [
        *new.lines,
        _comment(fields["sources"].description),
        "sources:",
        "  - id: source-1",
        f"    {_comment(SourceRecord.model_fields['title'].description, marked=not new.source)}",
        f"    title: {inline(new.source) if new.source else ''}".rstrip(),
        _comment(fields["body"].description, marked=not new.body),
        *body_lines(new.body),
    ]
    return "\n".join(lines) + "\n"


def _comment(description: str | None, *, marked: bool = False) -> str:
    return f"# {MARK + ': ' if marked else ''}{description}"


def body_lines(text: str) -> list[str]:
    """The field `body` with a text in it, as lines of YAML."""
    plain = without_controls(_LINE_END.sub("\n", text)).replace("\t", "    ")
    lines = [line.rstrip() for line in _BLANKS.sub("\n\n", plain).strip().split("\n")]
    if not any(lines):
        return ["body:"]
    return ["body: |", *(f"  {line}" if line else "" for line in lines)]
