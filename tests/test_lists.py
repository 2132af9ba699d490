"""Lists go on over several pages of fifty, newest first, each linked from the one before."""

import re
from pathlib import Path

import pytest

from generator.build import check_folder
from generator.render.urls import list_pages
from generator.schema.settings import Settings
from tests.site.projects import BRIEFING, CONFIG, run, write_site

LINE = re.compile(r"(?m)^    \[A briefing (\d+)\]\((?:\.\./)+briefings/b\d+\.md\)$")
COUNT = 120


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A site of 120 briefings on Kazakhstan, in three months."""
    files: dict[str, str | bytes] = {
        f"briefings/b{n:03}.yml": BRIEFING.replace(
            "A small briefing", f"A briefing {n:03}"
        ).replace("2024-11-27", f"2024-{10 + n // 50}-{1 + n % 28:02}")
        for n in range(COUNT)
    }
    result = check_folder(
        write_site(tmp_path_factory.mktemp("many"), files), Settings(all_countries=True)
    )
    assert result.diagnostics == ()
    return {artifact.path: artifact.content for artifact in result.artifacts()}


def listed(pages: dict[str, str], path: str) -> list[str]:
    return LINE.findall(pages[path])


def test_an_entity_lists_fifty_on_a_page_and_every_briefing_once(pages: dict[str, str]) -> None:
    paths = ["countries/kazakhstan.md", *(f"countries/kazakhstan/page-{n}.md" for n in (2, 1))]
    lists = [listed(pages, path) for path in paths]
    assert [len(entries) for entries in lists] == [45, 25, 50]
    everything = [entry for entries in lists for entry in entries]
    assert sorted(everything) == [f"{n:03}" for n in range(COUNT)]
    months = [10 + int(entry) // 50 for entry in everything]
    assert months == sorted(months, reverse=True)
    assert "countries/kazakhstan/page-3.md" not in pages


def test_each_page_leads_to_its_neighbours(pages: dict[str, str]) -> None:
    first, second = pages["countries/kazakhstan.md"], pages["countries/kazakhstan/page-2.md"]
    assert "The newest 45 of 120 · [Older](kazakhstan/page-2.md)" in first
    assert "[Newer](../kazakhstan.md) · page 2 · [Older](page-1.md)" in second
    assert "[Newer](page-2.md) · page 1\n" in pages["countries/kazakhstan/page-1.md"]
    assert "Appears together" not in second
    assert "At a glance" not in second


def test_the_archive_has_every_briefing_once(pages: dict[str, str]) -> None:
    months = [
        path for path in pages if re.fullmatch(r"archive/\d{4}-\d{2}(?:/page-\d+)?\.md", path)
    ]
    entries = [entry for path in months for entry in listed(pages, path)]
    assert sorted(entries) == [f"{n:03}" for n in range(COUNT)]
    assert all(len(listed(pages, path)) <= 50 for path in months)


def test_the_size_of_a_page_is_the_owners_to_set(tmp_path: Path) -> None:
    site = write_site(tmp_path, {f"briefings/b{n}.yml": BRIEFING for n in range(5)})
    result = check_folder(site, Settings(page_size=2))
    paths = {artifact.path for artifact in result.artifacts()}
    assert "countries/kazakhstan/page-2.md" in paths
    assert "countries/kazakhstan/page-3.md" not in paths


@pytest.mark.parametrize("size", [2, 3, 10, 50])
def test_a_new_item_changes_the_first_page_and_at_most_the_second(size: int) -> None:
    changed = []
    before: dict[str, list[int]] = {}
    for total in range(1, 5 * size):
        newest_first = list(range(total))[::-1]
        lists = list(list_pages("a.md", newest_first, size))
        assert [item for page in lists for item in page.items] == newest_first
        assert all(size // 2 <= len(page.items) <= size for page in lists if total >= size)
        assert [page.number for page in lists] == list(range(len(lists), 0, -1))
        after = {page.path: list(page.items) for page in lists}
        changed.append({path for path in after if before.get(path) != after[path]})
        before = after
        second = lists[0].older
        assert changed[-1] <= {"a.md", second}
    twice = sum(len(paths) > 1 for paths in changed)
    assert 0 < twice <= len(changed) / (size // 2)


@pytest.mark.parametrize("size", ["1", "0", "-3", "many"])
def test_a_size_that_is_none_is_refused(size: str, tmp_path: Path) -> None:
    config = CONFIG.replace("[briefings, search]", f"[briefings: {{page_size: {size}}}]")
    site = write_site(tmp_path, {"mkdocs.yml": config})
    for command in ("check", "build"):
        done = run(site, "briefing", command)
        assert done.returncode == 2
        assert "page_size is" in done.stderr


def test_an_index_has_every_entity_once_and_the_covered_with_a_count(pages: dict[str, str]) -> None:
    covered, _, others = pages["countries/index.md"].partition("??? note")
    [row] = re.findall(r"(?m)^\| .*Kazakhstan.*", covered)
    assert "| 120 |" in row
    entities = re.findall(r"\]\(([\w-]+)\.md\)", covered + others)
    everything = {path for path in pages if re.fullmatch(r"countries/(?!index)[\w-]+\.md", path)}
    assert {f"countries/{entity}.md" for entity in entities} == everything
    assert len(entities) == len(set(entities)) >= 249
    assert f"Without briefings ({others.count('.md)')})" in others
