"""Which entities a site has, and what it says of those that it has not."""

from pathlib import Path
from typing import Any

import pytest

from generator.build import check_folder
from generator.content.model import Entity, Site
from generator.content.publication import published
from generator.core.diagnostics import has_errors
from generator.input.config import read_project
from generator.input.mkdocs_file import ConfigurationError
from generator.registry.registry import final
from generator.schema.settings import Settings
from tests.site.projects import write_site

BRIEFING = """\
title: A briefing
date: 2024-11-27
summary: The bottom line.
sources: [{{id: s, title: t}}]
body: {body}
{more}
"""


def site(
    folder: Path, more: str, body: str = "Text.", settings: Settings | None = None, **entries: str
) -> Site:
    """The site of one briefing and some entries."""
    files: dict[str, Any] = {
        "briefings/b.yml": BRIEFING.format(more=more, body=body),
        **{f"briefings/entities/{field}.yml": text for field, text in entries.items()},
    }
    checked = check_folder(write_site(folder, files), settings or Settings())
    assert not has_errors(checked.diagnostics), checked.diagnostics
    return checked.site()


def shown(made: Site) -> set[str]:
    return set(made.entities)


def test_mergers_in_a_circle_end_nowhere() -> None:
    ring = {
        key: Entity(key=key, kind="person", id=key, name=key, merged_into=into)
        for key, into in [("a", "b"), ("b", "c"), ("c", "b")]
    }
    assert set(published({"a"}, ring, Settings())) == set()
    assert final("a", ring) == "c"


PERSON = "ada: {name: Ada Ademi, aliases: [Ada]}\n"


@pytest.mark.parametrize(
    ("more", "body"),
    [
        ("people: [Ada]", "Text."),
        ("countries: [KZ]\nauthors: [Ada Ademi]", "Text."),
        ("countries: [KZ]", "Seen by [[Ada]]."),
        ("countries: [KZ]\nassessments: [{entity: ada, trend: improved}]", "Text."),
        ("countries: [KZ]\nevents: [{date: 2024-11-27, text: t, about: [Ada]}]", "Text."),
        ("countries: [KZ]\nrelations: [{from: KZ, to: Ada, type: knows}]", "Text."),
    ],
    ids=["annotation", "author", "link", "assessment", "event", "relation"],
)
def test_whatever_a_published_briefing_names_is_published(
    more: str, body: str, tmp_path: Path
) -> None:
    assert "person/ada" in shown(site(tmp_path, more, body, people=PERSON))


@pytest.mark.parametrize(
    ("more", "body"),
    [
        ("countries: [KZ]\nignore_mentions: [Ada]", "Ada came."),
        ("countries: [KZ]", "Ada came."),
        ("people: [Ada]\nstatus: withdrawn", "Text."),
        ("people: [Ada]\nstatus: draft", "Text."),
        ("people: [Ada]\ntlp: green", "Text."),
        ("people: [Ada]\nembargo_until: 2030-01-01T00:00:00Z", "Text."),
    ],
    ids=["ignored", "a word", "withdrawn", "draft", "tlp", "embargo"],
)
def test_what_none_names_is_not(more: str, body: str, tmp_path: Path) -> None:
    assert "person/ada" not in shown(site(tmp_path, more, body, people=PERSON))
    listed = PERSON.replace("name:", "listed: true, name:")
    assert "person/ada" in shown(site(tmp_path, more, body, people=listed))
    unlisted = PERSON.replace("name:", "listed: false, name:")
    assert "person/ada" not in shown(site(tmp_path, more, body, people=unlisted))


def test_countries_have_a_page_if_they_are_named_or_listed_or_all_are_wanted(
    tmp_path: Path,
) -> None:
    own = "armenia: {listed: true}\ngeorgia: {aliases: [GE land]}\natlantis: {name: Atlantis}\n"
    made = site(tmp_path, "countries: [KZ]", countries=own)
    assert shown(made) == {"country/kazakhstan", "country/armenia"}
    everything = shown(
        site(tmp_path, "countries: [KZ]", settings=Settings(all_countries=True), countries=own)
    )
    assert len(everything) > 200
    assert "country/georgia" in everything
    assert "country/atlantis" not in everything


def test_a_tie_to_a_country_without_a_page_is_text_and_to_another_is_left_out(
    tmp_path: Path,
) -> None:
    made = site(
        tmp_path,
        "organisations: [csto]",
        organisations="csto: {name: CSTO, parent: hidden, "
        "members: [{country: AM}, {country: lost}]}\n"
        "hidden: {name: Hidden}\n",
        countries="lost: {name: Lost}\n",
        people="ada: {name: Ada, listed: true, roles: "
        "[{title: Head, of: hidden}, {title: Chair, of: CSTO}, {title: Freelance}]}\n"
        "ben: {name: Ben, roles: [{title: Deputy, of: CSTO}]}\n",
    )
    ties = [(tie.type, tie.other, tie.name) for tie in made.entities["organisation/csto"].ties]
    assert ties == [("member", None, "Armenia")]
    roles = [(tie.text, tie.other) for tie in made.entities["person/ada"].ties]
    assert roles == [("Chair", "organisation/csto"), ("Freelance", None)]
    assert [key for key, _ in made.inverse_ties["organisation/csto"]] == ["person/ada"]
    assert set(made.inverse_ties) == {"organisation/csto"}


def test_what_is_filed_under_a_wider_topic_is_so_only_where_that_is_published(
    tmp_path: Path,
) -> None:
    topics = (
        "uranium: {name: uranium, broader: [secret, nuclear]}\n"
        "secret: {name: secret, broader: energy}\n"
        "nuclear: {name: nuclear, broader: energy, listed: true}\n"
        "energy: {name: energy, listed: true}\n"
        "wide: {name: wide, broader: energy}\n"
    )
    made = site(tmp_path, "topics: [uranium]", topics=topics)
    (briefing,) = made.briefings.values()
    assert [(note.entity, note.through) for note in briefing.annotations] == [
        ("topic/uranium", None),
        ("topic/nuclear", "topic/uranium"),
        ("topic/energy", "topic/uranium"),
    ]
    assert set(made.backlinks) == {"topic/uranium", "topic/nuclear", "topic/energy"}
    broken = topics.replace("broader: energy, listed: true", "broader: energy")
    assert set(site(tmp_path, "topics: [uranium]", topics=broken).backlinks) == {"topic/uranium"}


MERGED = """\
new: {{name: New Body{new}}}
mid: {{name: Mid, merged_into: new}}
old: {{name: Old Body, merged_into: mid{old}}}
"""


@pytest.mark.parametrize(
    ("reference", "new", "old", "expected"),
    [
        ("new", "", "", {"new"}),  # the merger may be what is not published
        ("old", "", "", {"new", "old"}),
        ("Old Body", "", "", {"new", "old"}),
        ("organisation/old", "", "", {"new", "old"}),
        ("mid", "", "", {"new", "mid"}),
        ("new", "", ", listed: true", {"new", "old"}),
        # A merged entry may share a name; then it is the other one that is meant.
        ("New Body", "", ", aliases: [New Body]", {"new"}),
        (None, "", ", listed: true", set()),
        (None, ", listed: true", "", {"new"}),
        (None, ", listed: true", ", listed: true", {"new", "old"}),
    ],
)
def test_the_address_of_a_merged_entry_leads_on_where_it_was_known(
    reference: str | None, new: str, old: str, expected: set[str], tmp_path: Path
) -> None:
    more = f"organisations: [{reference}]" if reference else "topics: [t]"
    text = MERGED.format(new=new, old=old)
    made = site(tmp_path, more, organisations=text, topics="t: {name: t}\n")
    assert {key.removeprefix("organisation/") for key in made.entities} - {"topic/t"} == expected
    merged = {entity.merged_into for entity in made.entities.values()} - {None}
    assert merged <= {"organisation/new"}


def test_every_key_in_a_site_is_one_of_a_page(tmp_path: Path) -> None:
    made = site(
        tmp_path,
        "topics: [old]\nauthors: [Ada Ademi]",
        topics="old: {name: old, deprecated: true, replaced_by: next}\nnext: {name: next}\n",
        people=PERSON,
    )
    assert made.entities["topic/old"].replaced_by is None
    assert shown(made) == {"topic/old", "person/ada"}


@pytest.mark.parametrize(
    ("written", "expected"), [("true", True), ("false", False), ("True", True)]
)
def test_whether_all_countries_have_pages_is_read_from_the_configuration(
    written: str, *, expected: bool, tmp_path: Path
) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"plugins: [{{briefings: {{all_countries: {written}}}}}]\n", "utf-8")
    assert read_project(config).settings.all_countries is expected
    config.write_text("plugins: [{briefings: {all_countries: perhaps}}]\n", "utf-8")
    with pytest.raises(ConfigurationError, match="all_countries is 'perhaps', neither true nor"):
        read_project(config)
