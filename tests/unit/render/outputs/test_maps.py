"""The map of a site: published facts only, the same as in the table, and no link into the void."""

import posixpath
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from generator.build import check_folder
from generator.content.model import Artifact
from generator.render.urls import MAP, WORLD_MAP
from generator.schema.settings import Settings
from tests.site.projects import write_site

SVG = "{http://www.w3.org/2000/svg}"
BRIEFING = """title: {title}
date: 2024-11-{day}
status: {status}
summary: It happened.
countries: [{country}]
assessments: [{{entity: {country}, trend: {trend}}}]
sources: [{{id: s, title: Report}}]
body: |
  It happened.[@s]
"""


def artifacts(
    folder: Path, settings: Settings | None = None, *, draft: bool = False
) -> Mapping[str, Artifact]:
    def written(title: str, day: int, country: str, trend: str, status: str = "published") -> str:
        return BRIEFING.format(title=title, day=day, country=country, trend=trend, status=status)

    files = {
        "briefings/2024/one.yml": written("One", 11, "Kazakhstan", "improved"),
        "briefings/2024/two.yml": written("Two", 12, "Kazakhstan", "deteriorated"),
        "briefings/2024/three.yml": written("Three", 13, "Singapore", "unchanged"),
    }
    if draft:
        files["briefings/2024/four.yml"] = written("Four", 14, "Norway", "improved", "draft")
    checked = check_folder(write_site(folder, files), settings or Settings())
    return {artifact.path: artifact for artifact in checked.artifacts()}


@pytest.mark.parametrize("directory_urls", [True, False])
def test_each_country_on_the_map_leads_to_its_page(tmp_path: Path, *, directory_urls: bool) -> None:
    made = artifacts(tmp_path, Settings(directory_urls=directory_urls))
    root = ET.fromstring(made[WORLD_MAP].content)  # noqa: S314 - it is our own
    links = {link.get("id"): str(link.get("href")) for link in root.iter(f"{SVG}a")}
    assert sorted(map(str, links)) == ["KZ", "SG"]
    for address in links.values():
        target = posixpath.normpath(posixpath.join(posixpath.dirname(WORLD_MAP), address))
        page = f"{target}.md" if directory_urls else target.replace(".html", ".md")
        assert page in made
        assert address.endswith("/" if directory_urls else ".html")


def test_the_table_has_what_the_map_has(tmp_path: Path) -> None:
    made = artifacts(tmp_path)
    root = ET.fromstring(made[WORLD_MAP].content)  # noqa: S314 - it is our own
    told = [link.findtext(f"{SVG}title") for link in root.iter(f"{SVG}a")]
    assert told == [
        "Kazakhstan · briefings: 2 · November 12, 2024 · ▼ deteriorated",
        "Singapore · briefings: 1 · November 13, 2024 · ▬ unchanged",
    ]
    rows = [line for line in made[MAP].content.splitlines() if line.startswith("| [")]
    assert [row.count("](") for row in rows] == [4, 4]  # a flag, too
    for name, words in (("Kazakhstan", ("| 2 |", "▼", "12")), ("Singapore", ("| 1 |", "▬", "13"))):
        (row,) = (row for row in rows if name in row)
        assert all(word in row for word in words)


def test_what_is_not_published_tints_nothing(tmp_path: Path) -> None:
    without, with_draft = artifacts(tmp_path / "a"), artifacts(tmp_path / "b", draft=True)
    for path in (MAP, WORLD_MAP):
        assert with_draft[path].content == without[path].content
        assert with_draft[path].fingerprint() == without[path].fingerprint()


def test_a_site_without_briefings_has_a_page_that_says_so(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"briefings/entities/people.yml": "ada: {name: Ada Ademi}\n"})
    made = {artifact.path: artifact for artifact in check_folder(site, Settings()).artifacts()}
    assert "Nothing is published yet." in made[MAP].content
    assert "<object" not in made[MAP].content
