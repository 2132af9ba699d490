"""Who is meant by a name: every country, and what the files of a site add."""

from pathlib import Path

import pycountry
import pytest

from generator.core.diagnostics import Collector, Span
from generator.input.drafts import EntityDraft, load_entities
from generator.input.files import read_folder
from generator.registry.building import build_registry
from generator.registry.registry import Registry
from generator.schema.settings import Settings
from tests.site.projects import REPOSITORY

SPAN = Span(path="x")


def registry(language: str = "en", **files: str) -> tuple[Registry, list[str]]:
    found = Collector()
    drafts: list[EntityDraft] = []
    for kind, text in files.items():
        more, problems = load_entities(f"briefings/entities/{kind}.yml", text.encode())
        drafts += more
        found.extend(problems)
    made = build_registry(drafts, Settings(language=language), found)
    return made, [item.code for item in found]


@pytest.fixture(scope="module")
def plain() -> Registry:
    made, problems = registry()
    assert problems == []
    return made


@pytest.fixture(scope="module")
def own() -> Registry:
    found = Collector()
    files = read_folder(REPOSITORY, "briefings", found).entities
    drafts = [draft for file in files for draft in load_entities(file.path, file.data)[0]]
    made = build_registry(drafts, Settings(), found)
    assert list(found) == []
    return made


def test_every_country_is_found_by_code_and_name(plain: Registry) -> None:
    assert len(pycountry.countries) >= 249
    for country in pycountry.countries:
        keys = {plain.find(text) for text in (country.alpha_2, country.alpha_3)}
        assert len(keys) == 1, country
        [key] = keys
        assert len(key) == 1, country
        assert key[0] in plain.find(country.name), country  # “Congo” can be either
        entity = plain.entities[key[0]]
        assert entity.flag == country.alpha_2.lower()


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("kz", "kazakhstan"),
        ("KAZ", "kazakhstan"),
        ("KAZAKHSTAN", "kazakhstan"),
        ("no", "norway"),
        ("Norwegian", "norway"),
        ("UK", "united-kingdom"),
        ("Britain", "united-kingdom"),
        ("USA", "united-states"),
        ("U.S.", "united-states"),
        ("Ivory Coast", "cote-divoire"),
        ("côte d’ivoire", "cote-divoire"),
        ("Turkey", "turkiye"),
        ("Burma", "myanmar"),
        ("Czech Republic", "czechia"),
        ("Swaziland", "eswatini"),
        ("South Korea", "south-korea"),
        ("DPRK", "north-korea"),
        ("DR Congo", "dr-congo"),
        ("Vatican", "vatican-city"),
        ("Palestine", "palestine"),
        ("Taiwan", "taiwan"),
        ("country/georgia", "georgia"),
    ],
)
def test_usual_names_of_countries(reference: str, expected: str, plain: Registry) -> None:
    assert plain.find(reference) == (f"country/{expected}",)


def test_names_follow_the_language() -> None:
    german, _ = registry("de")
    entity = german.entities["country/kazakhstan"]
    assert entity.name == "Kasachstan"
    assert german.find("Kazakhstan") == german.find("kasachstan") == ("country/kazakhstan",)


def test_an_entry_adds_to_a_built_in_country() -> None:
    made, problems = registry(countries="kazakhstan: {name: Qazaqstan, aliases: [QZ land]}\n")
    assert problems == []
    assert made.entities["country/kazakhstan"].name == "Qazaqstan"
    assert made.find("QZ land") == made.find("KZ") == ("country/kazakhstan",)


def test_an_id_wins_over_a_name_and_a_name_over_a_weak_alias() -> None:
    made, problems = registry(
        organisations="alliance: {name: The Alliance of All}\n"
        "nato: {name: NATO, weak_aliases: [alliance]}\n"
        "pact: {name: Pact, aliases: [The Pact, Alliance], weak_aliases: [NATO]}\n"
    )
    assert problems == []
    assert made.find("alliance") == made.find("ALLI\u00adANCE") == ("organisation/alliance",)
    assert made.find("NATO") == ("organisation/nato",)


def test_a_name_wins_over_a_code_and_a_code_over_a_weak_alias() -> None:
    made, problems = registry(
        organisations="kaz-club: {name: The Club, weak_aliases: [KAZ]}\n"
        "uz-club: {name: Other, aliases: [UZ]}\n"
    )
    assert problems == []
    assert made.find("KAZ") == ("country/kazakhstan",)
    assert made.find("UZ") == ("organisation/uz-club",)


def test_a_name_of_two_kinds_is_told_apart_by_its_kind() -> None:
    made, problems = registry(
        organisations="mercury: {name: Mercury}\n", topics="mercury: {name: mercury}\n"
    )
    assert problems == ["shared-name"]
    assert made.find("mercury", "topic") == ("topic/mercury",)
    assert set(made.find("mercury")) == {"organisation/mercury", "topic/mercury"}


def test_what_was_merged_or_renamed_is_still_found() -> None:
    made, problems = registry(
        organisations="new: {name: New Body, redirects: [older]}\n"
        "old: {name: Old Body, merged_into: new}\n"
    )
    assert problems == []
    for reference in ("Old Body", "old", "older", "new"):
        assert made.find(reference) == ("organisation/new",)


def test_a_reference_that_leads_nowhere_names_what_is_near(plain: Registry) -> None:
    found = Collector()
    assert plain.resolve("Uzbekstan", "country", SPAN, found) is None
    [problem] = found
    assert (problem.code, problem.hint) == ("unknown-reference", "Did you mean Uzbekistan?")


def test_every_country_is_some_demonym_but_few(plain: Registry) -> None:
    """Demonyms are shipped for all but some uninhabited or dependent territories."""
    without = [
        entity.id
        for entity in plain.entities.values()
        if not any(fact.caption == "Adjective and people" for fact in entity.facts)
    ]
    assert len(without) <= 60


ORGANISATIONS = {
    "NATO": 32,
    "EU": 27,
    "OSCE": 57,
    "CSTO": 6,
    "CIS": 9,
    "EAEU": 5,
    "SCO": 10,
    "G7": 7,
    "ASEAN": 10,
    "African Union": 55,
    "Arab League": 22,
    "GCC": 6,
    "OPEC": 12,
    "OECD": 38,
    "Council of Europe": 46,
    "Quad": 4,
    "AUKUS": 3,
}
OTHERS = ["UN", "BRICS", "G20", "IAEA", "IMF", "World Bank", "WTO", "Mercosur"]
OTHERS += ["Rosatom", "Izvestia"]
PRESENT = {"member", "founding-member", "suspended", "None"}


@pytest.mark.parametrize("name", [*ORGANISATIONS, *OTHERS])
def test_organisations_ship_with_their_members(name: str, own: Registry) -> None:
    [key] = own.find(name)
    members = {
        tie.other
        for tie in own.entities[key].ties
        if tie.type == "member" and str(tie.status) in PRESENT and tie.until is None
    }
    if name in ORGANISATIONS:
        assert len(members) == pytest.approx(ORGANISATIONS[name], abs=1), sorted(map(str, members))


def test_the_topics_are_a_tree_of_some_25(own: Registry) -> None:
    topics = [entity for entity in own.entities.values() if entity.kind == "topic"]
    assert len(topics) >= 25
    ties = {tie.type for topic in topics for tie in topic.ties}
    assert ties >= {"broader", "related"}


def test_there_is_no_file_to_read_but_the_sites_own(tmp_path: Path) -> None:
    (tmp_path / "briefings").mkdir()
    assert read_folder(tmp_path, "briefings", Collector()).entities == ()
