"""A record of an archive to the file of a briefing that passes the check."""

import hashlib
import re
from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from generator.authoring.new_briefing import body_lines, short_slug
from generator.core.diagnostics import has_errors
from generator.core.yaml_writer import inline
from generator.importers.html import HtmlError, markdown_of_html, text_of_html
from generator.importers.keeping import holds_secret, is_kept, names_alone, without_secrets
from generator.importers.mapping import Mapping
from generator.importers.moments import day_of
from generator.importers.publicity import Publicity, is_sign, judge
from generator.importers.records import Record, Refusal, Value
from generator.input.drafts import load_briefing
from generator.registry.registry import Registry
from generator.schema.records import SUMMARY_WORDS, TITLE_LENGTH
from generator.schema.vocabulary import Role, Tlp
from generator.suggest import suggest
from generator.suggest.reading import without_markdown

__all__ = ["Composed", "compose"]

_DATED = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})-?(.*)$")
_SEPARATED = re.compile("[,;|]")
_NO_KEY = re.compile(r"[^a-z0-9-]+")
_LARGEST = 1_000_000
"""Characters of a record, all values together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """The file of one briefing."""

    origin: str
    path: str
    """Relative to the site."""
    text: str
    publicity: Publicity
    """Whether it is a draft, or held, and why."""
    left_out: tuple[str, ...] = ()
    """The keys of which nothing was kept."""


def compose(
    record: Record,
    mapping: Mapping,
    registry: Registry,
    folder: str,
    now: datetime | None = None,
) -> Composed | Refusal:
    """Make a briefing of a record; a refusal says why there is none.

    What was not public is a draft, or held by an embargo if it is to come later than `now`, by
    default the moment of the call.
    """
    size = len(record.body) + sum(
        len(value) if isinstance(value, str) else sum(map(len, value))
        for value in record.values.values()
    )
    if size > _LARGEST:
        return Refusal(origin=record.origin, reason=f"it has {size:,} characters")
    try:
        return _compose(record, mapping, registry, folder, now or datetime.now(UTC))
    except HtmlError as error:
        return Refusal(origin=record.origin, reason=str(error))


def _numbered(text: str) -> str:
    """A name for what has none: the same at each import, beside others of its day."""
    return f"item-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _compose(
    record: Record, mapping: Mapping, registry: Registry, folder: str, now: datetime
) -> Composed | Refusal:
    taken = _Taken(record, mapping)
    title = " ".join(_plain(taken.text("title"), record).split())
    body = _markdown(taken.text("body") or record.body, record)
    summary = _plain(taken.text("summary"), record)
    publicity = _publicity(
        record, mapping, (title, summary, taken.text("body") or record.body), now
    )
    day = next(filter(None, map(day_of, taken.each("date"))), None) or _day_of_name(record.stem)
    annotations, tags = _annotations(taken.all("tags"), f"{title}\n\n{body}", registry)
    slug = short_slug(taken.text("id") or _name_of(record.stem) or title)
    slug = slug or _numbered(title + body)
    lacks = {
        "it has no title": not title,
        f"“{taken.text('date')[:60]}” is not a date": day is None and bool(taken.text("date")),
        "it has no date": day is None,
        "it has no text": not body.strip(),
        "neither its tags nor its text name anything that the registry has": not any(
            annotations.values()
        ),
    }
    reason = next((reason for reason, is_so in lacks.items() if is_so), None)
    if reason or day is None:
        return Refusal(origin=record.origin, reason=reason or "it has no date")
    path = f"{folder}/{day.year}/{day.isoformat()}-{slug}.yml"
    updated = day_of(taken.text("updated"))
    kept, left_out = taken.rest(tags, mapping.keep)
    publisher, url = taken.text("publisher"), taken.text("url")
    withheld, embargo, tlp = publicity.withheld, publicity.embargo, publicity.tlp
    lines = [
        f"title: {inline(_shortened(title))}",
        f"date: {day.isoformat()}",
        *([f"updated: {updated.isoformat()}"] if updated and updated > day else []),
        *(["status: draft"] if withheld else []),
        *([f"embargo_until: {embargo}"] if embargo else []),
        *([f"tlp: {tlp}"] if tlp is not Tlp.CLEAR else []),
        *([f"lang: {inline(lang)}"] if (lang := taken.text("lang")) else []),
        *(
            [f"authors: {inline(authors)}"]
            if (authors := names_alone(taken.all("authors")))
            else []
        ),
        f"summary: {inline(_summary(summary, body))}",
        *(f"{name}: [{', '.join(ids)}]" for name, ids in annotations.items() if ids),
        "sources:",
        "  - id: original",
        f"    title: {inline(title)}",
        *([f"    publisher: {inline(publisher)}"] if _is_fit(publisher) else []),
        *([f"    url: {inline(url)}"] if url.startswith("http") and _is_fit(url) else []),
        f"    published: {day.isoformat()}",
        *(f"{name}: {inline(value)}" for name, value in kept.items()),
        *(f"{name}: {inline(value)}" for name, value in mapping.constants.items()),
        *body_lines(body),
    ]
    text = "\n".join(lines) + "\n"
    _, _, problems = load_briefing(path, text.encode(), registry.kinds)
    errors = [one for one in problems if has_errors([one])]
    if errors:
        said = f"{errors[0].message.removesuffix('.')}. {errors[0].hint}"
        return Refusal(origin=record.origin, reason=said)
    return Composed(
        origin=record.origin,
        path=path,
        text=text,
        publicity=publicity,
        left_out=tuple(left_out),
    )


def _is_fit(value: str) -> bool:
    return bool(value) and not holds_secret(value)


def _publicity(
    record: Record, mapping: Mapping, texts: tuple[str, ...], now: datetime
) -> Publicity:
    """Whether the record was public, by its values, its texts, its dates and its place."""
    dates = [
        *(value for key in mapping.keys["date"] for value in _listed(record.values.get(key))),
        record.stem[:10],
    ]
    chosen = {name: frozenset(keys) for name, keys in mapping.chosen.items()}
    publicity = judge(
        record.values,
        texts=texts,
        dates=dates,
        now=now,
        tells_draft=chosen.pop("draft", frozenset()),
        tells_else=frozenset().union(*chosen.values()),
    )
    if not record.withheld:
        return publicity
    return replace(publicity, withheld=(record.withheld, *publicity.withheld))


def _listed(value: Value | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


class _Taken:
    """Values of a record by field of a briefing, and what is left of them."""

    def __init__(self, record: Record, mapping: Mapping) -> None:
        self._record = record
        self._keys = mapping.keys

    def all(self, name: str) -> list[str]:
        values: list[str] = []
        for key in self._keys[name]:
            value = self._record.values.get(key)
            if value:
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

    def each(self, name: str) -> list[str]:
        """Every text of a field, in the order of its keys."""
        values = (self._record.values.get(key) for key in self._keys[name])
        return [text for value in values for text in _listed(value) if text]

    def rest(self, tags: list[str], keep: frozenset[str]) -> tuple[dict[str, Value], list[str]]:
        """What has no place in a briefing under keys that begin with `x-`; and what is left out."""
        used = {key for keys in self._keys.values() for key in keys}
        others = {key: v for key, v in self._record.values.items() if v and key not in used}
        chosen = {key: v for key, v in others.items() if is_kept(key, keep)}
        clean, secret = without_secrets(chosen)
        kept: dict[str, Value] = {"x-tags": tags} if tags else {}
        for key, value in clean.items():
            name = _NO_KEY.sub("-", key.lower()).strip("-")
            if name:
                kept.setdefault(f"x-{name.removeprefix('x-')}", value)
        rest = {key for key in others.keys() - chosen.keys() if not is_sign(key)}
        return kept, [*secret, *rest]


def _plain(text: str, record: Record) -> str:
    return text_of_html(text) if record.is_html else text


def _markdown(text: str, record: Record) -> str:
    return markdown_of_html(text) if record.is_html else text


def _day_of_name(stem: str) -> date | None:
    match = _DATED.match(stem)
    return day_of("-".join(match.groups()[:3])) if match else None


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
    words = (given or re.sub(r"(?<!\s)\s+([.,;:!?)])", r"\1", without_markdown(first))).split()
    if len(words) <= SUMMARY_WORDS:
        return " ".join(words)
    return " ".join(words[:SUMMARY_WORDS]).rstrip(",;:") + "…"
