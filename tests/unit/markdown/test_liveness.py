"""What could be live: each sign of it is found, and plain text has none."""

import pytest

from generator.markdown.liveness import is_inert, is_safe_address, live_places, opens_template

LIVE = [
    "a <script>alert(1)</script>",
    "<!-- x -->",
    '<abbr title="x" onclick="y">a</abbr>',
    "[a](javascript:alert(1))",
    "[a](data:text/html,x)",
    "![a](https://example.org/a.png)",
    "[a]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "a {: onclick=x }",
    "{{ config }}",
    "{% include 'x' %}",
    "{# x #}",
    "`<img src=x onerror=y>`",
]
INERT = [
    "Kazakhstan is in the news.[^report]",
    "# A heading\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "[a](https://example.org/a) and <https://example.org/b>",
    'A <abbr title="North Atlantic Treaty Organization">NATO</abbr> word<br>',
    "1 < 2 and 3 > 2",
    "> quoted *and* **strong** `code`",
]


@pytest.mark.parametrize("text", LIVE)
def test_what_could_be_live_is_found(text: str) -> None:
    assert not is_inert(text)
    places = list(live_places(text))
    assert places
    assert all(0 <= place < len(text) for place in places)
    # anywhere in a text, and whatever stands around it
    assert not is_inert(f"Words.\n\n{text}\n\nMore words.")


@pytest.mark.parametrize("text", INERT)
def test_plain_writing_is_not(text: str) -> None:
    assert is_inert(text)
    assert list(live_places(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{", True),
        ("{%", True),
        ("{#", True),
        ("{!", True),
        ("{ {", False),
        ("{a", False),
        ("{", False),
    ],
)
def test_a_template_opens_at_a_brace_and_a_sign(text: str, expected: bool) -> None:  # noqa: FBT001 - a case
    assert opens_template(text, 0) is expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/", True),
        ("http://example.org/a?b=c", True),
        ("mailto:desk@example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org/", False),
        ("vbscript:x", False),
        ("", False),
    ],
)
def test_which_addresses_are_safe(address: str, expected: bool) -> None:  # noqa: FBT001 - a case
    assert is_safe_address(address) is expected
