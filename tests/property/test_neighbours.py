"""Text beside markup: whatever a text is, it is shown as written and what stands beside it holds.

Each page is written twice, with a plain word in each field and with a text in place of each. The
HTML of the second has the same elements and links, and shows the same but for those texts.
"""

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from generator.build import check_folder
from generator.markdown.mentions import references, write
from generator.markdown.sanitize import EXTENSIONS, sanitize
from generator.schema.settings import Settings

Word = Callable[[], str]
Page = tuple[Counter[tuple[str, str]], list[str]]
"""How many elements it has that lead to an address or nowhere, and the texts of its blocks."""

PIECES = [
    *("!", "?", "#", "##", "+", "-", "--", "---", "=", "===", ">", "<", "&", "*", "**", "_", "__"),
    *("`", "``", "```", "~~~", "|", "||", "\\", "\\\\", "[", "]", "(", ")", "{", "}", ":", "::"),
    *("![", "](", "]:", "[^s]", "[[KZ]]", "[x][1]", "[1]", "{: .x }", "{ #a }", "{{ a }}", "{%"),
    *("<b>", "</p>", "<!--", "&amp;", "&#33;", "1.", "12.", "1)", "^", "~", "$", "@", '"', "'"),
    *("www.a.b", "https://a.b/", "a@b.c", "<https://a.b>", "[TOC]", "*[a]: b", "[a]: b", "!!! a"),
    *("klzzwxh:0", "a", "B", "7", "é", "中", ".", ",", ";", "…", "/", "///", ":::"),
]
TEXTS = st.lists(st.sampled_from([*PIECES, " ", " "]), min_size=1, max_size=5).map("".join)
LETTERS = st.text(
    min_size=1, max_size=8, alphabet=st.characters(min_codepoint=32, max_codepoint=126)
)
ANY = st.one_of(TEXTS, LETTERS).map(str.strip).filter(bool)


SHOWN = {
    *("briefings/a.md", "index.md", "archive/2024-11.md", "countries/kazakhstan.md"),
    *("organisations/o.md", "people/somebody.md", "topics/t.md"),
}


def files(word: Word) -> Iterator[tuple[str, object]]:
    """A briefing and entities with a word in each field that a page shows."""
    yield (
        "2024/2024-11-27-a.yml",
        {
            "title": word(),
            "date": "2024-11-27",
            "updated": "2024-11-28",
            "summary": word(),
            "authors": [word(), word()],
            "countries": ["KZ"],
            "organisations": ["o"],
            "people": ["somebody"],
            "topics": ["t"],
            "judgements": [{"text": word(), "basis": word(), "sources": ["s", "s2"]}],
            "assessments": [{"entity": "KZ", "trend": "improved", "note": word()}],
            "events": [
                {"date": "2024-11-27", "text": word(), "place": word(), "sources": ["s"]},
            ],
            "watch": [{"text": word(), "due": "2030-01-01", "outcome": word()}],
            "relations": [{"from": "KZ", "to": "RU", "type": "near", "text": word()}],
            "sources": [
                {"id": "s", "title": word(), "url": "https://a.b/?a_b&copy;", "note": word()},
                {"id": "s2", "title": word(), "publisher": word()},
            ],
            "changes": [{"date": "2024-11-28", "kind": "minor", "text": word()}],
            "body": "Body.[^s]",
        },
    )
    organisation = {"name": word(), **named(word, "o {}"), "headquarters": word()}
    organisation["members"] = [{"country": "KZ", "note": word()}]
    person = {"name": f"{word()} p", **named(word, "{} q")}
    person["roles"] = [{"title": word(), "of": "KZ"}]
    topic = {"name": f"t {word()}", **named(word, "v {}"), "scope_note": word()}
    yield "entities/organisations.yml", {"o": organisation}
    yield "entities/people.yml", {"somebody": person}
    yield "entities/topics.yml", {"t": topic}


def named(word: Word, form: str) -> dict[str, object]:
    """What entities of all kinds have; two of them may not have one name."""
    previous = [{"name": form.format(word()), "until": "1991"}]
    return {"website": "https://a.b/_c_", "summary": word(), "previous_names": previous}


def pages(word: Word, paths: Collection[str] = SHOWN) -> dict[str, Page]:
    """What a reader sees of each page; nothing if two names are alike."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for path, fields in files(word):
            target = root / "briefings" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(yaml.safe_dump(fields, allow_unicode=True), "utf-8")
        result = check_folder(root, Settings(site_name=word()))
        if any(item.severity == "error" for item in result.diagnostics):
            return {}
        return {
            artifact.path: seen(artifact.content)
            for artifact in result.artifacts()
            if artifact.path in paths
        }


READER = markdown.Markdown(extensions=list(EXTENSIONS))


def seen(page: str) -> Page:
    front = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
    document = LexborHTMLParser(READER.reset().convert(front.sub("", page)))
    elements = Counter(
        (str(node.tag), str(node.attributes.get("href") or "")) for node in document.css("body *")
    )
    # Some lists are in the order of names.
    texts = [" ".join(node.text().split()) for node in document.css("h1, h2, h3, p, li, td")]
    return elements, sorted(texts)


def counted(prefix: str) -> Word:
    numbers = iter(range(10_000))
    return lambda: f"zq{next(numbers):04}{prefix}"


_MARK = re.compile(r"zq(\d{4})x")
PLAIN = pages(counted("x"))


@settings(max_examples=30, deadline=None, phases=[Phase.generate])
@given(texts=st.lists(ANY, min_size=45, max_size=45))
def test_every_text_is_shown_as_written_and_what_is_beside_it_holds(texts: list[str]) -> None:
    written = [" ".join(text.split()) for text in texts]
    order = iter(written)
    assert set(PLAIN) == SHOWN
    found = pages(order.__next__)
    assume(found)
    for path, (elements, blocks) in found.items():
        plain_elements, plain_blocks = PLAIN[path]
        assert elements == plain_elements, path
        shown = [_MARK.sub(lambda match: written[int(match[1])], block) for block in plain_blocks]
        assert blocks == sorted(shown), path


def body(text: str) -> str:
    """A body with one source and one country to name, as HTML."""
    found, _ = references(
        sanitize(text).text, lambda name: "kz" if name == "KZ" else None, {"s", "1"}
    )
    linked = write(found, lambda key: f"https://{key}/", lambda source: f"[[{source}]](#{source})")
    return READER.reset().convert(linked)


@pytest.mark.parametrize("text", ["Sign!", "What?!", "!", "a]", "[a]", "(a)", "a:", "*a*"])
@pytest.mark.parametrize("space", ["", " "])
def test_a_citation_and_a_name_hold_beside_any_end_of_a_sentence(text: str, space: str) -> None:
    shown = text.replace("*", "")
    document = LexborHTMLParser(body(f"{text}{space}[^s] {text}{space}[[KZ]]\n\n[kz]: https://a.b"))
    assert [link.attributes["href"] for link in document.css("a")] == ["#s", "https://kz/"]
    assert document.text().strip() == f"{shown}{space}[s] {shown}{space}KZ"


@pytest.mark.parametrize(
    ("text", "shown", "links"),
    [
        ("a\\[^s]", "a[^s]", []),
        ("a\\\\[^s]", "a\\[s]", ["#s"]),
        ("[[KZ|a\\]] b", "a\\ b", ["https://kz/"]),
        ("[[KZ|a`b]] `c`", "[[KZ|ab]]c`", []),
        ("a[^s] {b} c", "a[s] {b} c", ["#s"]),
    ],
)
def test_a_backslash_or_code_beside_a_reference(text: str, shown: str, links: list[str]) -> None:
    document = LexborHTMLParser(body(text))
    assert [link.attributes["href"] for link in document.css("a")] == links
    assert document.text().strip() == shown


def test_a_name_in_an_index_may_begin_with_any_sign() -> None:
    for sign in "!]\\`*<[&_|#":
        order = iter(f"{sign} {number}" for number in range(100))
        page = pages(order.__next__, {"organisations/index.md"})["organisations/index.md"]
        assert any(one[0] == "a" and one[1].endswith(".md") for one in page[0])
        assert any(sign in one for one in page[1])
