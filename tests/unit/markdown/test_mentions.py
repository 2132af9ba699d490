"""Which mentions become links, and which never do."""

import pytest

from generator.markdown.body import Body, Mention
from generator.markdown.mentions import Problem, mention, references, write
from generator.names.index import NameIndex
from generator.names.name import Evidence, Name

NAMES = NameIndex(
    Name(text=text, target=target, evidence=Evidence.WEAK if weak else Evidence.NAME)
    for text, target, weak in [
        ("Guinea", "guinea", False),
        ("Guinean", "guinea", False),
        ("Equatorial Guinea", "equatorial-guinea", False),
        ("Guinea-Bissau", "guinea-bissau", False),
        ("Papua New Guinea", "papua-new-guinea", False),
        ("Congo", "congo", False),
        ("DR Congo", "dr-congo", False),
        ("Democratic Republic of the Congo", "dr-congo", False),
        ("Russia", "russia", False),
        ("Russian", "russia", False),
        ("Côte d'Ivoire", "ivory-coast", False),
        ("US", "usa", False),
        ("United States", "usa", False),
        ("nuclear energy", "nuclear", False),
        ("Georgia", "georgia", True),
        ("Georgia", "georgia-us", True),
        ("the Alliance", "nato", True),
    ]
)
ALL = {
    *("guinea", "equatorial-guinea", "guinea-bissau", "papua-new-guinea", "congo", "dr-congo"),
    *("russia", "ivory-coast", "usa", "nuclear", "nato", "georgia"),
}


def linked(text: str, annotated: set[str] | None = None) -> str:
    """The text with `{mention>target}` where a mention was found."""
    body = mention(Body(text=text), NAMES, ALL if annotated is None else annotated)
    for place in reversed(body.placed):
        assert isinstance(place.piece, Mention)
        piece = f"{{{place.piece.text}>{place.piece.target}}}"
        text = text[: place.start] + piece + text[place.end :]
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia and Russia.", "{Russia>russia} and Russia."),
        ("Russian talks with Russia.", "{Russian>russia} talks with Russia."),
        (
            "Equatorial Guinea met Guinea.",
            "{Equatorial Guinea>equatorial-guinea} met {Guinea>guinea}.",
        ),
        ("Guinea-Bissau and Guinea.", "{Guinea-Bissau>guinea-bissau} and {Guinea>guinea}."),
        (
            "Guinea\u2010Bissau, Guinea\u2011Conakry.",
            "{Guinea\u2010Bissau>guinea-bissau}, Guinea\u2011Conakry.",
        ),
        ("Ka\u00adzakh, Ru\u00adssia.", "Ka\u00adzakh, {Ru\u00adssia>russia}."),
        ("Papua New Guinea alone.", "{Papua New Guinea>papua-new-guinea} alone."),
        ("DR Congo, then Congo.", "{DR Congo>dr-congo}, then {Congo>congo}."),
        (
            "The Democratic Republic of the\nCongo.",
            "The {Democratic Republic of the\nCongo>dr-congo}.",
        ),
        ("Russia's ships", "{Russia>russia}'s ships"),
        ("Russia’s ships", "{Russia>russia}’s ships"),
        ("the Russians left", "the {Russian>russia}s left"),
        ("the Russians' ships", "the {Russian>russia}s' ships"),
        ("RUSSIA in capitals", "{RUSSIA>russia} in capitals"),
        ("russia in small letters", "russia in small letters"),
        ("give us the US", "give us the {US>usa}"),
        ("USA, USS, status", "USA, USS, status"),
        ("Côte d’Ivoire", "{Côte d’Ivoire>ivory-coast}"),
        ("Nuclear energy pays", "{Nuclear energy>nuclear} pays"),
        ("pro-Russian", "pro-{Russian>russia}"),
        ("Russia-wide", "Russia-wide"),
        ("Russiana and Prussia", "Russiana and Prussia"),
        ("Russia_x", "Russia_x"),
        ("x_Russia", "x_Russia"),
        ("the Alliance met", "{the Alliance>nato} met"),
    ],
)
def test_what_is_a_mention(text: str, expected: str) -> None:
    assert linked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "`Russia`",
        "```\nRussia\n```",
        "~~~\nRussia\n~~~",
        "    Russia",
        "[Russia](https://example.org/)",
        "[a](https://example.org/ 'Russia')",
        "![Russia](https://example.org/a.png)",
        "[Russia][a]\n\n[a]: https://example.org/",
        "# Russia",
        "## Russia and more",
        "Russia\n======",
        "Russia\n------",
        "<sub>Russia</sub>",
        "<https://example.org/Russia>",
        "https://example.org/Russia",
        "text[^Russia]\n\n[^Russia]: note",
        "&Russia;",
    ],
)
def test_where_nothing_is_a_mention(text: str) -> None:
    assert linked(text) == text


def test_only_what_is_annotated_links() -> None:
    assert linked("Russia met Guinea.", {"guinea"}) == "Russia met {Guinea>guinea}."


def test_a_name_of_two_links_to_the_one_that_is_annotated() -> None:
    assert linked("Georgia", {"georgia-us"}) == "{Georgia>georgia-us}"
    assert linked("Georgia", {"georgia", "georgia-us"}) == "Georgia"
    assert linked("Georgia", set()) == "Georgia"


def resolve(name: str) -> str | None:
    return {"Russia": "country/russia", "visit": "briefing/visit"}.get(name)


def test_explicit_links_and_citations_are_written() -> None:
    text = "[[Russia]] and [[visit|the visit]] say so.[^s] [[nobody]] `[[Russia]]` \\[[Russia]][^x]"
    body, problems = references(text, resolve, ["s"])
    assert problems == [
        Problem("reference", "nobody", 47, 57),
        Problem("citation", "x", len(text) - 4, len(text)),
    ]
    written = write(body, lambda key: f"{key}.md", lambda source: f"<{source}>")
    assert written.startswith(
        "[Russia](country/russia.md) and [the visit](briefing/visit.md) say so.<s> [[nobody]]"
    )
    assert "`[[Russia]]` \\[[Russia]]" in written


def test_an_explicit_link_is_the_first_mention() -> None:
    body, _ = references("[[Russia|Moscow]] is in Russia.", lambda _: "russia", [])
    targets = [place.piece for place in mention(body, NAMES, {"russia"}).placed]
    assert targets == [Mention(target="russia", text="Moscow", explicit=True)]


def test_a_footnote_of_the_authors_own_stays() -> None:
    text = "Text.[^n]\n\n[^n]: Note with [[Russia]]."
    body, problems = references(text, resolve, ["s"])
    assert problems == []
    assert [place.piece for place in body.placed] == [
        Mention(target="country/russia", text="Russia", explicit=True)
    ]


@pytest.mark.parametrize(
    "text", ["Text.\n\n[^n]: Never used.", "Text.[^s]\n\n[^s]: Has a source's id."]
)
def test_a_footnote_that_nothing_refers_to_is_reported(text: str) -> None:
    _, problems = references(text, resolve, ["s"])
    assert [problem.kind for problem in problems] == ["footnote"]
