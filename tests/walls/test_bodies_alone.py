"""The first wall alone: a body made safe is harmless to whoever reads it, with no wall behind."""

import re
from collections.abc import Callable

import markdown
import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.markdown.escaping import escape
from generator.markdown.liveness import is_inert
from generator.markdown.sanitize import EXTENSIONS, sanitize
from tests.site.projects import REPOSITORY
from tests.walls.judge import live
from tests.walls.placements import payloads, placements
from tests.walls.readers import PYMDOWN, READERS

SAMPLE = 283
"""Every so manieth placement is looked at here, and all of them by `bench/walls.py`."""


@pytest.fixture(scope="module")
def safe() -> list[tuple[str, str]]:
    """Placements as they are written and made safe."""
    return [(text, sanitize(text).text) for text in placements(SAMPLE)]


@pytest.mark.parametrize("extensions", [*READERS.values(), PYMDOWN], ids=[*READERS, "pymdown"])
def test_no_placement_is_live_with_no_wall_behind(
    safe: list[tuple[str, str]], extensions: tuple[str, ...]
) -> None:
    reader = markdown.Markdown(extensions=list(extensions))
    assert len(safe) > 2000
    for written, text in safe:
        assert live(reader.reset().convert(text)) == [], written


def test_what_is_made_safe_holds_whatever_reads_it(safe: list[tuple[str, str]]) -> None:
    assert [written for written, text in safe if not is_inert(text)] == []


def test_the_payloads_are_live_where_nothing_is_made_safe() -> None:
    """The control: most of them are, though a reader may drop some."""
    reader = markdown.Markdown(extensions=list(EXTENSIONS))
    hostile = [text for text in payloads() if live(reader.reset().convert(text))]
    assert len(hostile) > len(payloads()) * 0.7


JOINED = {
    "a comment that hides the end of an element": "<svg><!--</svg><script>alert(1)</script>",
    "a title that hides the end of an element": '<svg><a title="</svg><img src=x onerror=a()>">',
    "a picture behind a picture": "!![a](https://elsewhere.invalid/x.png)",
    "a picture behind a backslash": r"\\![a](https://elsewhere.invalid/x.png)",
    "a picture left by a link": "[!](javascript:a())[b](https://elsewhere.invalid/x.png)",
    "a link left by a link": "[[a]](javascript:a())(javascript:b())",
    "a link joined by what is dropped": "[a]\x02(javascript:a())",
    "a definition over two lines": "[x]\n\n[\nx]: javascript:a()",
    "a footnote that is a definition": "[^x] [a][^x]\n\n[^x]: javascript:a()",
    "a footnote that is one with a title": "[^x] [a][^x]\n\n[^x]: javascript:a (b)",
    "code that is none without fences": "```\n\n<script>a()</script>\n\n```",
    "a link in code that is none without fences": "```\n\n[a](javascript:a())\n\n```",
    "attributes in code that is none": "```\n\n*a*{ onclick=a() }\n\n```",
    "a mailbox that is an element": "<mailto:x>",
    "code in an attribute": "[a](https://b.c '`\" onclick=a() `')",
}


@pytest.mark.parametrize("text", JOINED.values(), ids=JOINED)
def test_what_joins_anew_is_taken_apart_again(text: str) -> None:
    for extensions in (*READERS.values(), PYMDOWN):
        assert live(markdown.markdown(sanitize(text).text, extensions=list(extensions))) == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("`<b>*x*</b>`", "<b>*x*</b>"),
        ("a\n\n```html\n<p>\n\n  {x} [[a]]\n```\n\nb", "<p>\n\n  {x} [[a]]\n"),
        ("`` a `<i>` ``", "a `<i>`"),
        ("> `<b>\n> c`", "<b>\nc"),
        ("| a |\n|---|\n| `<b>` |", "<b>"),
        ("[`<b>`](https://a.b)", "<b>"),
    ],
)
def test_code_shows_what_was_written(written: str, code: str) -> None:
    """Code that is markup comes out as it is, with no finding and whatever reads it."""
    safe = sanitize(written)
    assert safe.findings == ()
    for extensions in READERS.values():
        html = markdown.markdown(safe.text, extensions=list(extensions))
        assert text_of(html) == code


def text_of(html: str) -> str:
    """The text of the first code in HTML."""
    node = LexborHTMLParser(html).css_first("code")
    assert node is not None
    return node.text()


@pytest.mark.parametrize("written", ["`if a < b`", "```\na = [1]\n```", "`a && b`", "`x[1]: y`"])
def test_code_that_could_be_nothing_else_stays_as_written(written: str) -> None:
    assert sanitize(written).text == written


@pytest.mark.parametrize(
    "text",
    [
        '--8<-- "mkdocs.yml"',
        "--8<--\nmkdocs.yml\n--8<--",
        '```\n--8<-- "mkdocs.yml"\n```',
        '- `--8<-- "mkdocs.yml"`',
    ],
)
@pytest.mark.parametrize("made_safe", [lambda text: sanitize(text).text, escape])
def test_no_text_brings_in_a_file(text: str, made_safe: Callable[[str], str]) -> None:
    """Where a site's owner has pieces of files put into pages."""
    options = {"pymdownx.snippets": {"base_path": [str(REPOSITORY)]}}
    reader = markdown.Markdown(extensions=list(options), extension_configs=options)
    assert "site_name" in reader.convert('--8<-- "mkdocs.yml"')
    assert "site_name" not in reader.reset().convert(made_safe(text))


@pytest.mark.parametrize("sign", ["{{", "{%", "{#", "{{%", r"\{%", r"\{{", "{!"])
def test_no_template_reads_a_text(sign: str) -> None:
    for text in (sign, f"a {sign} b", f"`{sign}`", f"```\n{sign}\n```"):
        for safe in (sanitize(text).text, escape(text)):
            assert not re.search(r"\{[{%#!]", safe), safe
