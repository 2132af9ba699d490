"""What a message tells to type, for mistakes in files that are YAML."""

import pytest

from generator.core.diagnostics import Diagnostic
from generator.input.drafts import load_briefing

WHOLE = {
    "title": "A title",
    "date": "2024-11-27",
    "summary": "The bottom line.",
    "countries": "[KZ]",
    "sources": "[{id: a, title: b}]",
    "body": "Text.[^a]",
}


def found(**fields: str) -> tuple[Diagnostic, ...]:
    text = "".join(f"{name}: {value}\n" for name, value in {**WHOLE, **fields}.items())
    return load_briefing("2024-11-27-a-title.yml", text.encode())[2]


@pytest.mark.parametrize(
    ("field", "value", "code", "hint"),
    [
        ("judgements", "[{text: A, likelihood: probably}]", "unknown-value", "likelihood: likely"),
        ("judgements", "[{text: A, confidence: medium}]", "unknown-value", "confidence: moderate"),
        ("countries", "[{id: KZ, role: main}]", "unknown-value", "role: primary"),
        ("sources", "[{id: a, title: b, kind: news}]", "unknown-value", "kind: news-report"),
        (
            "sources",
            "[{id: a, title: b, reliability: B2}]",
            "unknown-value",
            "reliability: B and credibility: 2",
        ),
        (
            "sources",
            "[{id: a, title: b, url: www.example.org/a}]",
            "bad-address",
            "https://www.example.org/a",
        ),
        ("date", "18 November 2024", "bad-date", "Write 2024-11-18"),
        ("date", "November 18, 2024", "bad-date", "Write 2024-11-18"),
        ("date", "18.11.2024", "bad-date", "Write 2024-11-18"),
        ("date", "2024/11/18", "bad-date", "Write 2024-11-18"),
        ("date", "November 2024", "bad-date", "with its day, like 2024-11-01"),
        ("date", "05/06/2024", "bad-date", "like 2024-11-27"),
        (
            "sources",
            "[{id: a, title: b, published: November 2024}]",
            "bad-date",
            "Write 2024-11",
        ),
        ("title", "[Draft]", "wrong-type", "stands in quotation marks"),
        (
            "judgements",
            "It is likely.",
            "wrong-type",
            "a hyphen, like - text: …",
        ),
        ("url", "https://example.org", "unknown-key", "four spaces"),
        ("Type", "analysis", "unknown-key", "Did you mean type?"),
        ("\u00a0lang", "en", "unknown-key", "no-break space (U+00A0)"),
    ],
)
def test_the_hint_says_what_to_type(field: str, value: str, code: str, hint: str) -> None:
    (problem,) = found(**{field: value})
    assert problem.code == code
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("field", "value", "lost"),
    [
        ("title", "Visit #2 to Astana", "#2 to Astana"),
        ("title", "Visit #Astana  # the second", "#Astana  # the second"),
        ("authors", "\n  - Ann #1", "#1"),
        ("summary", "Protest under #MeToo", "#MeToo"),
    ],
)
def test_text_that_yaml_drops_is_told(field: str, value: str, lost: str) -> None:
    problems = [one for one in found(**{field: value}) if one.code == "lost-text"]
    (problem,) = problems
    assert f"“{lost}”" in problem.message
    assert problem.hint.startswith("Put the whole text in quotation marks: ")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Visit # the second"),
        ("title", '"Visit" #2'),
        ("title", "C#"),
        ("type", "analysis #see the list"),
        ("body", "|\n  ## Heading #2\n  Text.[^a]"),
    ],
)
def test_a_comment_is_a_comment(field: str, value: str) -> None:
    assert found(**{field: value}) == ()


def test_a_source_that_nothing_cites_gets_a_hint() -> None:
    (problem,) = found(sources="[{id: a, title: b}, {id: c, title: d}]")
    assert (problem.code, problem.severity) == ("uncited-source", "hint")
    assert "[^c]" in problem.hint
    assert (problem.span.line, problem.span.column) == (5, 35)


def test_a_briefing_that_cites_nothing_gets_no_hint() -> None:
    assert found(sources="[{id: b, title: b}, {id: c, title: d}]", body="Text.") == ()
