"""A kind of entity by configuration alone: fields, pages, both directions, search, suggestions."""

import json
from pathlib import Path

import pytest

from tests.site.crawl import problems
from tests.site.projects import CONFIG, run, write_site

KINDS = """
      kinds:
        weapons:
          caption: Weapons system
          plural: Weapons systems
          fields:
            in_service: {caption: In service since, type: date}
            range_km: {caption: Range in km, type: number}
            makers: {caption: Made by, kind: organisations, list: true, inverse: Makes}
            first_user: {caption: First used by, kind: countries, inverse: First used}
            variant_of: {caption: Variant of, kind: weapons, inverse: Variants}
"""
WEAPONS = """\
oreshnik: {name: Oreshnik, aliases: [Kedr], in_service: 2024-11, range_km: 5500, makers: [mitt],
  first_user: RU, indicators: [hypersonic]}
oreshnik-m: {name: Oreshnik-M, variant_of: oreshnik, listed: true}
"""
ABOUT = """\
title: A new missile
date: 2024-11-27
summary: Short.
countries: [RU]
weapons: [{id: kedr, role: primary}]
sources: [{id: s, title: t}]
body: |
  Russia fired an Oreshnik.
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(
        tmp_path,
        {
            "mkdocs.yml": CONFIG.replace("[briefings, search]", f"\n  - briefings:{KINDS}"),
            "briefings/2024/2024-11-27-missile.yml": ABOUT,
            "briefings/entities/weapons.yml": WEAPONS,
            "briefings/entities/organisations.yml": "mitt: {name: MITT, listed: true}\n",
        },
    )


def page(site: Path, name: str) -> str:
    return (site / "rendered" / name).read_text("utf-8")


def test_it_has_pages_facts_ties_and_an_index(site: Path) -> None:
    done = run(site, "briefing", "render", "--to", "rendered")
    assert done.returncode == 0, done.stderr
    weapon = page(site, "weapons/oreshnik.md")
    for line in (
        "Weapons system",
        "- **In service since** November 2024",
        "- **Range in km** 5,500",
        "## Made by",
        "[MITT](../organisations/mitt.md)",
        "## First used by",
        "## Variants",
        "[Oreshnik-M](oreshnik-m.md)",
        "[A new missile](../briefings/missile.md)",
    ):
        assert line in weapon
    maker = page(site, "organisations/mitt.md").partition("## Makes")[2]
    assert "[Oreshnik](../weapons/oreshnik.md)" in maker
    assert "## First used" in page(site, "countries/russia.md")
    assert "[Oreshnik](oreshnik.md)" in page(site, "weapons/index.md")
    assert "[Oreshnik](../weapons/oreshnik.md)" in page(site, "briefings/missile.md")
    assert "(weapons/oreshnik.md)" in page(site, "index.md")
    words = json.loads(page(site, "assets/briefing-search.json"))
    assert words["facets"]["weapons"] == "Weapons systems"
    assert "range_km" in page(site, "reference/fields.md")


def test_the_site_builds_with_every_link_alive_and_both_shells_agree(site: Path) -> None:
    first = run(site, "briefing", "build", "--strict", "--site-dir", "one")
    second = run(site, "mkdocs", "build", "--strict", "--site-dir", "two")
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    trees = [
        {p.relative_to(site / t): p.read_bytes() for p in (site / t).rglob("*") if p.is_file()}
        for t in ("one", "two")
    ]
    assert trees[0] == trees[1]
    assert (site / "one/weapons/oreshnik/index.html").exists()
    assert problems(site / "one", "/") == []


def test_mistakes_are_found_and_the_rest_is_offered(site: Path) -> None:
    broken = ABOUT.replace("kedr", "kedrr").replace("weapons:", "weapon:")
    (site / "briefings/2024/2024-11-28-other.yml").write_text(broken, "utf-8")
    weapons = WEAPONS.replace("range_km: 5500", "range_km: far").replace("[mitt]", "[mit]")
    (site / "briefings/entities/weapons.yml").write_text(weapons, "utf-8")
    said = run(site, "briefing", "check").stdout
    assert "unknown-key" in said
    assert "Did you mean weapons?" in said
    assert "far" in said


def test_it_is_suggested_linked_and_completed(site: Path) -> None:
    done = run(
        site, "briefing", "suggest", "briefings/2024/2024-11-27-missile.yml", "--format", "json"
    )
    assert [one["id"] for one in json.loads(done.stdout)["weapons"]] == ["oreshnik"]
    schema = json.loads(run(site, "briefing", "schema").stdout)
    choices = schema["$defs"]["weapons-reference"]["anyOf"]
    assert {"const": "oreshnik", "description": "Oreshnik"} in choices
    new = run(site, "briefing", "new", "--title", "Next", "--date", "2024-12-01")
    assert new.returncode == 0
    assert "weapons: []" in (site / "briefings/2024/2024-12-01-next.yml").read_text("utf-8")


def test_a_change_to_a_kind_is_noticed_by_the_next_build(site: Path) -> None:
    run(site, "briefing", "build")
    config = site / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("Range in km", "Reach in km"), "utf-8")
    done = run(site, "briefing", "build")
    assert done.returncode == 0
    assert "Reach in km" in (site / "site/weapons/oreshnik/index.html").read_text("utf-8")
    config.write_text(config.read_text("utf-8").replace("range_km:", "reach_km:"), "utf-8")
    assert "range_km" in run(site, "briefing", "check").stdout


def test_a_wrong_kind_in_the_configuration_stops_both_shells(site: Path) -> None:
    config = site / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("kind: countries", "kind: lands"), "utf-8")
    for command in (("briefing", "check"), ("briefing", "build"), ("mkdocs", "build")):
        done = run(site, *command)
        assert done.returncode != 0
        assert "lands is none of countries" in done.stderr + done.stdout
        assert "Traceback" not in done.stderr
