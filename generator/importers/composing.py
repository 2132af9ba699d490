"""A record of an archive to the file of a briefing that passes the check."""

import re
from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from bs4 import BeautifulSoup
from markdownify import markdownify

from generator.diagnostics import has_errors
from generator.importers.mapping import Mapping
from generator.importers.records import Record, Refusal, Value
from generator.load import load_briefing
from generator.new import body_lines, short_slug
from generator.registry import Registry
from generator.schema import SUMMARY_WORDS, TITLE_LENGTH
from generator.suggest import suggest
from generator.suggest.reading import without_markdown
from generator.vocabulary import Role
from generator.yaml_text import inline

__all__ = ["Composed", "compose"]

_DATED = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})-?(.*)$")
_SEPARATED = re.compile(r"\s*[,;|]\s*")
_NO_KEY = re.compile(r"[^a-z0-9-]+")
_UNSAFE = ("script", "style", "iframe", "object", "embed", "form", "noscript", "template", "svg")
_TRUE = frozenset({"true", "yes", "1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """The file of one briefing."""

    origin: str
    path: str
    """Relative to the site."""
    text: str


def compose(
    record: Record, mapping: Mapping, registry: Registry, folder: str
) -> Composed | Refusal:
    """Make a briefing of a record; a refusal says why there is none."""
    taken = _Taken(record, mapping)
    title = " ".join(_plain(taken.text("title"), record).split())
    body = _markdown(taken.text("body") or record.body, record)
    day = _day(taken.text("date")) or _day_of_name(record.stem)
    annotations, tags = _annotations(taken.all("tags"), f"{title}\n\n{body}", registry)
    slug = short_slug(taken.text("id") or _name_of(record.stem) or title)
    lacks = {
        "it has no title": not title,
        f"“{taken.text('date')}” is not a date": day is None and bool(taken.text("date")),
        "it has no date": day is None,
        "it has no text": not body.strip(),
        "neither its tags nor its text name anything that the registry has": not any(
            annotations.values()
        ),
        "its title gives no name for a file": not slug,
    }
    reason = next((reason for reason, is_so in lacks.items() if is_so), None)
    if reason or day is None:
        return Refusal(origin=record.origin, reason=reason or "it has no date")
    path = f"{folder}/{day.year}/{day.isoformat()}-{slug}.yml"
    updated = _day(taken.text("updated"))
    lines = [
        f"title: {inline(_shortened(title))}",
        f"date: {day.isoformat()}",
        *([f"updated: {updated.isoformat()}"] if updated and updated > day else []),
        *(["status: draft"] if taken.text("draft").lower() in _TRUE else []),
        *([f"lang: {inline(lang)}"] if (lang := taken.text("lang")) else []),
        *([f"authors: {inline(authors)}"] if (authors := taken.all("authors")) else []),
        f"summary: {inline(_summary(_plain(taken.text('summary'), record), body))}",
        *(f"{name}: [{', '.join(ids)}]" for name, ids in annotations.items() if ids),
        "sources:",
        "  - id: original",
        f"    title: {inline(title)}",
        *([f"    publisher: {inline(p)}"] if (p := taken.text("publisher")) else []),
        *([f"    url: {inline(url)}"] if (url := taken.text("url")).startswith("http") else []),
        f"    published: {day.isoformat()}",
        *(f"{name}: {inline(value)}" for name, value in taken.rest(tags).items()),
        *(f"{name}: {inline(value)}" for name, value in mapping.constants.items()),
        *body_lines(body),
    ]
    text = "\n".join(lines) + "\n"
    _, _, problems = load_briefing(path, text.encode(), registry.kinds)
    errors = [one for one in problems if has_errors([one])]
    if errors:
        said = f"{errors[0].message.removesuffix('.')}. {errors[0].hint}"
        return Refusal(origin=record.origin, reason=said)
    return Composed(origin=record.origin, path=path, text=text)


class _Taken:
    """Values of a record by field of a briefing, and what is left of them."""

    def __init__(self, record: Record, mapping: Mapping) -> None:
        self._record = record
        self._keys = mapping.keys

    def all(self, name: str) -> list[str]:
        values: list[str] = []
        for key in self._keys[name]:
            value = self._record.values.get(key)
            if value is not None:
                values += _SEPARATED.split(value) if isinstance(value, str) else value
                if name != "tags":
                    break
        return list(dict.fromkeys(value.strip() for value in values if value.strip()))

    def text(self, name: str) -> str:
        for key in self._keys[name]:
            value = self._record.values.get(key)
            if value:
                return value if isinstance(value, str) else ", ".join(value)
        return ""

    def rest(self, tags: list[str]) -> dict[str, Value]:
        """What has no place in a briefing, under keys that begin with `x-`."""
        used = {key for keys in self._keys.values() for key in keys}
        left: dict[str, Value] = {"x-tags": tags} if tags else {}
        for key, value in self._record.values.items():
            name = _NO_KEY.sub("-", key.lower()).strip("-")
            if key not in used and name and value:
                left.setdefault(f"x-{name.removeprefix('x-')}", value)
        return left


def _plain(text: str, record: Record) -> str:
    return BeautifulSoup(text, "html.parser").get_text(" ") if record.is_html else text


def _markdown(text: str, record: Record) -> str:
    """The body as Markdown; what could run in HTML is taken out before."""
    if not record.is_html:
        return text
    soup = BeautifulSoup(text, "html.parser")
    for element in soup(_UNSAFE):
        element.decompose()
    return str(markdownify(str(soup), heading_style="ATX", bullets="-"))


def _day(text: str) -> date | None:
    """A date as archives write it: ISO 8601, RFC 2822, or with slashes, year first."""
    text = text.strip()
    try:
        return datetime.fromisoformat(text.replace("/", "-")).date()
    except ValueError:
        pass
    match = re.match(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", text)
    try:
        if match:
            return date(*map(int, match.groups()))
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _day_of_name(stem: str) -> date | None:
    match = _DATED.match(stem)
    return _day("-".join(match.groups()[:3])) if match else None


def _name_of(stem: str) -> str:
    """What a file's name says besides its date; nothing of one that is called like any."""
    match = _DATED.match(stem)
    name = match[4] if match else stem
    return "" if name in {"index", "_index"} else name


def _annotations(
    tags: Iterable[str], text: str, registry: Registry
) -> tuple[AnyMapping[str, list[str]], list[str]]:
    """Ids by list, of tags that name entities and of what the text is about; the other tags."""
    fields = {kind.name: kind.field for kind in registry.kinds}
    lists: dict[str, list[str]] = {kind.field: [] for kind in registry.kinds}
    others = []
    for tag in tags:
        keys = registry.find(tag)
        if len(keys) != 1:
            others.append(tag)
            continue
        kind, _, name = keys[0].partition("/")
        if name not in lists[fields[kind]]:
            lists[fields[kind]].append(name)
    for name, suggestions in suggest(without_markdown(text), registry).items():
        for one in suggestions:
            if one.role is not Role.MENTIONS and one.id not in lists[name]:
                lists[name].append(one.id)
    return lists, others


def _shortened(title: str) -> str:
    if len(title) <= TITLE_LENGTH:
        return title
    return title[: TITLE_LENGTH - 1].rpartition(" ")[0] + "…"


def _summary(given: str, body: str) -> str:
    """What the archive says, else the first paragraph; at most as many words as there may be."""
    first = next((part for part in re.split(r"\n\s*\n", body) if re.search(r"\w", part)), "")
    words = (given or re.sub(r"\s+([.,;:!?)])", r"\1", without_markdown(first))).split()
    if len(words) <= SUMMARY_WORDS:
        return " ".join(words)
    return " ".join(words[:SUMMARY_WORDS]).rstrip(",;:") + "…"
