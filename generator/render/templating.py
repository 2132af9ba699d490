"""Jinja set up so that plain text cannot become markup.

Whatever a template prints is escaped to Markdown, except values of the type `Markdown`.
Templates hold markup; what is shown and in which order is decided in Python.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Any

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from generator.content.model import Briefing, Event, Source, Watch
from generator.core.messages import N_
from generator.markdown.escaping import escape
from generator.markdown.mentions import write
from generator.render.catalog import load_catalog
from generator.render.locale import Words
from generator.render.urls import (
    archive_month,
    archive_year,
    flag,
    index_page,
    page_of,
    relative,
    source_anchor,
)
from generator.schema.settings import Settings
from generator.schema.vocabulary import WatchStatus

__all__ = ["Markdown", "Words", "page_text", "words_in"]


class Markdown(str):
    """Text that is Markdown already and is printed as it is."""

    __slots__ = ()


class _Environment(Environment):
    """Jinja, but what a macro or a block gives is Markdown, since templates write Markdown."""

    @staticmethod
    def concat(parts: Iterable[str]) -> Markdown:
        """Put the output of a template together."""
        return Markdown("".join(parts))


def _finalize(value: object) -> str:
    if isinstance(value, Markdown):
        return value
    return "" if value is None else escape(str(value))


@pass_context
def _link(context: Context, target: str, text: object, css: str = "") -> Markdown:
    """A link to an output file, relative to the page that is being written."""
    label = text if isinstance(text, Markdown) else escape(str(text))
    attributes = [f".{name}" for name in css.split()] + _turn(context, text)
    said = f"{{ {' '.join(attributes)} }}" if attributes else ""
    return Markdown(f"[{label}]({relative(target, context['page'])}){said}")


def _turn(context: Context, text: object) -> list[str]:
    """The attribute of an element whose text runs the other way than the site's."""
    turn = context["words"].turn(str(text))
    return [f"dir={turn}"] if turn else []


@pass_context
def _paragraph(context: Context, text: str, css: str = "") -> Markdown:
    """A text that is a paragraph by itself, laid out the way it runs."""
    attributes = [f".{name}" for name in css.split()] + _turn(context, text)
    said = f"\n{{ {' '.join(attributes)} }}" if attributes else ""
    return Markdown(f"{escape(text)}{said}")


def _within(anchor: str, text: object) -> Markdown:
    """A link to a place of the page that is being written."""
    return Markdown(f"[{escape(str(text))}](#{anchor})")


@pass_context
def _picture(context: Context, target: str, css: str) -> Markdown:
    """A picture that tells nothing that the text beside it does not."""
    return Markdown(f"![]({relative(target, context['page'])}){{ .{css} }}")


def _bar(value: int, most: int) -> Markdown:
    """The class of an element whose number is shown as a bar too, in twentieths of the widest."""
    return Markdown(f"{{ .bar .w{max(1, round(20 * value / most)) * 5} }}")


def _due(words: Words, item: Watch) -> Markdown:
    """The day after which a thing to watch is overdue, for a script that knows today's date."""
    if item.end is None or item.status is not WatchStatus.OPEN:
        return Markdown()
    late = escape(words.message(N_("overdue"))).replace('"', "&quot;")
    return Markdown(f'{{ data-due={item.end.isoformat()} data-late="{late}" }}')


def _external(address: str, text: object) -> Markdown:
    """A link to another site; the address was checked when it was read."""
    target = re.sub(r"[()\[\]<>*_`]", lambda match: f"%{ord(match[0]):02X}", address)
    target = re.sub(r"&(?=#?\w+;)", "&amp;", target)  # else `&copy;` were one sign
    return Markdown(f"[{escape(str(text))}]({target})")


def _sentence(text: str) -> Markdown:
    """A text at the beginning of a block with a full stop behind it: `5.` would begin a list."""
    return Markdown(f"&#{ord(text[0])};{text[1:]}" if text.isdecimal() else escape(text))


def _join(values: Iterable[object], separator: str = ", ") -> Markdown:
    return Markdown(separator.join(_finalize(value) for value in values))


def _cite(ids: Iterable[str], numbers: Mapping[str, int]) -> Markdown:
    """Numbers that lead to the list of sources."""
    links = (
        f"[[{numbers[source]}]](#{source_anchor(source)}){{ .cite }}"
        for source in ids
        if source in numbers
    )
    return Markdown("".join(links))


@pass_context
def _body(context: Context, briefing: Briefing, numbers: Mapping[str, int]) -> Markdown:
    """The text of a briefing, its links and citations written for the page."""
    page = context["page"]
    return Markdown(
        write(
            briefing.body,
            lambda target: relative(page_of(target), page),
            lambda source: _cite([source], numbers),
        )
    )


def _period(words: Words, item: Event | Watch) -> str:
    """The time of an event or of a thing to watch, as text."""
    return words.period(item.start, item.end, getattr(item, "precision", None))


def _grade(source: Source) -> str:
    """The Admiralty grade, such as B2; a dash for a half that is not given."""
    if source.reliability is None and source.credibility is None:
        return ""
    halves: Sequence[object] = (source.reliability or "–", source.credibility or "–")
    return "".join(str(half) for half in halves)


@cache
def _environment(language: str, catalogs: str | None) -> tuple[Environment, Words]:
    translations = load_catalog(language, catalogs)
    environment = _Environment(
        loader=PackageLoader("generator", "templates"),
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]  # added by the i18n extension
    words = Words(language, translations)
    environment.globals.update(
        anchor=source_anchor,
        archive_month=archive_month,
        archive_year=archive_year,
        body=_body,
        cite=_cite,
        grade=_grade,
        index_page=index_page,
        page_of=page_of,
        period=partial(_period, words),
        link=_link,
        within=_within,
        picture=_picture,
        bar=_bar,
        due=partial(_due, words),
        flag=flag,
        external=_external,
        paragraph=_paragraph,
        markdown=Markdown,
        words=words,
    )
    environment.filters.update(
        day=words.day,
        month=words.month,
        month_name=words.month_name,
        term=words.term,
        fact=words.fact,
        message=words.message,
        joined=_join,
        sentence=_sentence,
        indented=lambda text, by: Markdown(str(text).replace("\n", "\n" + " " * by)),
    )
    return environment, words


def words_in(settings: Settings) -> Words:
    """Dates, terms and messages in the language of a site."""
    return _environment(settings.language, settings.catalogs)[1]


def page_text(
    template: str, settings: Settings, page: str, front: Mapping[str, Any], **values: object
) -> str:
    """Render a Markdown page: front matter, then the template, ending in one line break."""
    environment, _ = _environment(settings.language, settings.catalogs)
    text = environment.get_template(template).render(page=page, **values)
    head = yaml.safe_dump(dict(front), allow_unicode=True, sort_keys=False, width=10_000)
    tidy = text.strip("\n") + "\n"
    return f"---\n{head}---\n\n{tidy}" if front else tidy
