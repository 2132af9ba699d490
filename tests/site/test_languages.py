"""The words of the interface come from catalogs; names and dates follow the language (rule 11)."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from babel import Locale
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from selectolax.lexbor import LexborHTMLParser

from generator.authoring.json_schema import schemas
from generator.core.codes import CODES
from tests.site.markers import FULL, MARK
from tests.site.projects import BRIEFING, REPOSITORY, build, write_site

TEMPLATE = REPOSITORY / "generator/locales/messages.pot"
CONFIG = """\
site_name: Zqmarksite
theme: {name: material, language: de}
plugins:
  - briefings: {language: de, catalogs: locales}
  - search
"""
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
NAMED = re.compile(r"\b(?:https://)?zqmark[\w.:/-]*|\bTuvalu\w*|\bKasachstan", re.IGNORECASE)
"""What the site's contributors wrote, and the names of the two countries it is about."""


def catalog(entries: dict[str, str]) -> Catalog:
    made = Catalog(locale="de")
    with TEMPLATE.open("rb") as file:
        template = read_po(file)
    for message in template:
        if message.id:
            forms = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            texts = tuple(entries.get(form, bracketed(form)) for form in forms)
            made.add(message.id, texts if len(texts) > 1 else texts[0])
    return made


def bracketed(text: str) -> str:
    """A translation that can be told from its original: every word stands in brackets."""
    parts = re.split(f"({PLACEHOLDER.pattern})", text)
    return "⟦" + "".join(p if p.startswith("%(") else re.sub(r"\w+", "x", p) for p in parts) + "⟧"


def site_in_german(folder: Path, entries: dict[str, str]) -> Path:
    full = {key: value for key, value in FULL.items() if key != "embargo_until"}
    entity = f"name: {MARK}entity, aliases: [{MARK}alias], summary: {MARK}about"
    site = write_site(
        folder,
        {
            "mkdocs.yml": CONFIG,
            "briefings/2024/2024-11-27-small.yml": yaml.safe_dump(
                yaml.safe_load(BRIEFING)
                | {
                    "title": f"{MARK}small",
                    "summary": f"{MARK}small",
                    "body": f"{MARK}small.[^report]",
                    "sources": [{"id": "report", "title": f"{MARK}report"}],
                }
            ),
            f"briefings/1987/{MARK}file.yml": yaml.safe_dump(full),
            "briefings/1987/gone.yml": yaml.safe_dump(
                full
                | {"id": "gone", "redirects": [], "status": "withdrawn"}
                | {"supersedes": [], "related": []}
            ),
            "briefings/entities/organisations.yml": (
                f"example-body: {{{entity}, kind: alliance, founded: 1987-03-14,"
                f" headquarters: {MARK}seat, previous_names: [{MARK}former],"
                " website: https://zqmark.invalid/, wikidata: Q1, parent: example-body-two,"
                " members: [{country: TV, since: 1987, until: 1988, status: suspended,"
                f" note: {MARK}member}}]}}\n"
                f"example-body-two: {{name: {MARK}two, listed: true}}\n"
            ),
            "briefings/entities/people.yml": (
                f"example-person: {{{entity.replace('entity', 'person').replace('alias]', 'p]')},"
                f" roles: [{{title: {MARK}role, of: example-body, since: 1987-03}}]}}\n"
            ),
            "briefings/entities/topics.yml": (
                f"example-topic: {{name: {MARK}topic, broader: wide, related: [near],"
                f" scope_note: {MARK}scope}}\n"
                f"wide: {{name: {MARK}wide, listed: true}}\n"
                f"near: {{name: {MARK}near, listed: true, deprecated: true, replaced_by: wide}}\n"
            ),
        },
    )
    (site / "locales").mkdir()
    with (site / "locales/de.po").open("wb") as file:
        write_po(file, catalog(entries))
    return site


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    entries = {"What we judge": "Das Wichtigste"}
    return build(site_in_german(tmp_path_factory.mktemp("german"), entries))


def texts(page: Path) -> Iterator[str]:
    """The visible text of a page's article, element by element, with what is code left out."""
    article = LexborHTMLParser(page.read_text("utf-8")).css_first("article")
    assert article is not None, page
    for node in article.css("pre, code, .headerlink"):
        node.decompose()
    yield from (text for text in article.text(separator="\n").split("\n") if text.strip())


def test_a_second_language_is_shown(tree: Path) -> None:
    page = "\n".join(texts(tree / f"briefings/{MARK}-id/index.html"))
    assert "Das Wichtigste" in page
    assert "What we judge" not in page
    assert format_date(date(1987, 3, 14), "long", locale="de") in page
    kazakhstan = "\n".join(texts(tree / "countries/kazakhstan/index.html"))
    assert "Kasachstan" in kazakhstan


@pytest.mark.parametrize(
    "page",
    [
        "index.html",
        f"briefings/{MARK}-id/index.html",
        "briefings/small/index.html",
        "briefings/gone/index.html",
        "countries/tuvalu/index.html",
        "organisations/example-body/index.html",
        "people/example-person/index.html",
        "topics/example-topic/index.html",
        "topics/near/index.html",
        "people/index.html",
        "archive/index.html",
        "archive/1987/index.html",
        "archive/1987-03/index.html",
        "methodology/index.html",
        "reference/fields/index.html",
        "reference/diagnostics/index.html",
        "404.html",
    ],
)
def test_every_word_that_is_no_contributors_comes_from_a_catalog(page: str, tree: Path) -> None:
    known = {*german_words(), *identifiers()}
    loose = []
    for text in texts(tree / page):
        rest = re.sub(r"⟦[^⟦⟧]*⟧", " ", NAMED.sub(" ", text))
        rest = re.sub(r"⟦[^⟦⟧]*⟧", " ", rest)  # a message within a message
        words = {word for word in re.findall(r"[^\W\d_]+", rest) if len(word) > 1}
        if words - known:
            loose.append(text)
    assert loose == []


def german_words() -> set[str]:
    """What babel says in German on these pages, and a proper name."""
    months = Locale("de").months["format"]
    names = {name.strip(".") for form in ("wide", "abbreviated") for name in months[form].values()}
    fixed = {"https", "yml", "true", "false", "Wikidata", "TV", "TUV"}
    return names | fixed | {"Das", "Wichtigste", "Englisch", "Tuvaluisch"}


def identifiers() -> set[str]:
    """The words of keys, values and codes, which are the same in every language."""
    written = [name for schema in schemas().values() for name in _names(schema)]
    return {word for name in (*written, *CODES) for word in re.findall(r"[^\W\d_]+", name)}


def _names(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        yield from node.get("properties", {})
        yield from (value for value in node.get("enum", ()) if isinstance(value, str))
        yield from (name for inner in node.values() for name in _names(inner))
    elif isinstance(node, list):
        yield from (name for inner in node for name in _names(inner))
