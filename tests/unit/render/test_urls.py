"""Where pages lie, and lists that go on over several of them."""

from datetime import date
from posixpath import dirname, join, normpath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.structure.files import File

from generator.render.urls import (
    ListPage,
    absolute,
    archive_month,
    archive_year,
    list_pages,
    page_of,
    relative,
    source_anchor,
)
from generator.schema.settings import Settings

SIZES = st.integers(2, 60)


def pages(count: int, size: int) -> list[ListPage[int]]:
    """A list of so many items, the newest with the highest number first."""
    return list(list_pages("countries/kazakhstan.md", range(count - 1, -1, -1), size))


@given(st.integers(0, 400), SIZES)
def test_every_item_stands_once_in_order_on_pages_that_lead_on(count: int, size: int) -> None:
    made = pages(count, size)
    assert [item for page in made for item in page.items] == list(range(count - 1, -1, -1))
    assert [page.number for page in made] == list(range(len(made), 0, -1))
    assert [page.total for page in made] == [count, *[0] * (len(made) - 1)]
    assert [page.is_first for page in made] == [True, *[False] * (len(made) - 1)]
    paths = [page.path for page in made]
    assert paths[0] == "countries/kazakhstan.md"
    assert paths[1:] == [f"countries/kazakhstan/page-{page.number}.md" for page in made[1:]]
    assert [page.newer for page in made] == [None, *paths[:-1]]
    assert [page.older for page in made] == [*paths[1:], None]


@given(st.integers(0, 400), SIZES)
def test_no_page_is_too_long_and_none_of_several_is_too_short(count: int, size: int) -> None:
    made = pages(count, size)
    assert (len(made) == 1) is (count <= size)
    for page in made:
        assert len(page.items) <= size
        assert len(made) == 1 or len(page.items) >= size // 2


@given(st.integers(0, 400), SIZES)
def test_a_new_item_changes_the_first_two_pages_at_most(count: int, size: int) -> None:
    before = {page.path: list(page.items) for page in pages(count, size)}
    after = pages(count + 1, size)
    assert all(before.get(page.path) == list(page.items) for page in after[2:])


def test_an_index_has_its_pages_beside_it() -> None:
    assert [page.path for page in list_pages("archive/index.md", range(5), 2)] == [
        "archive/index.md",
        "archive/page-2.md",
        "archive/page-1.md",
    ]


@pytest.mark.parametrize(
    ("target", "page", "link"),
    [
        ("briefings/a.md", "briefings/b.md", "a.md"),
        ("briefings/a.md#source-s", "countries/kazakhstan.md", "../briefings/a.md#source-s"),
        ("index.md", "archive/2024.md", "../index.md"),
        ("archive/2024.md", "index.md", "archive/2024.md"),
    ],
)
def test_a_link_leads_from_one_file_to_the_other(target: str, page: str, link: str) -> None:
    assert relative(target, page) == link
    path, _, fragment = link.partition("#")
    assert normpath(join(dirname(page), path)) + ("#" + fragment if fragment else "") == target


def test_addresses_are_those_that_were_agreed() -> None:
    assert page_of("briefing/visit") == "briefings/visit.md"
    assert page_of("country/kazakhstan") == "countries/kazakhstan.md"
    assert page_of("person/ada") == "people/ada.md"
    assert page_of("weapons/oreshnik") == "weapons/oreshnik.md"
    assert archive_year(987) == "archive/0987.md"
    assert archive_month(date(2024, 3, 31)) == "archive/2024-03.md"
    assert source_anchor("s") == "source-s"


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize(
    "path",
    [
        "index.md",
        "README.md",
        "archive/index.md",
        "briefings/visit.md",
        "countries/kazakhstan/page-2.md",
        "assets/briefing-search.json",
        "docs/Ünïcode & space.md",
    ],
)
def test_an_address_is_the_one_that_mkdocs_gives(path: str, directory_urls: bool) -> None:  # noqa: FBT001 - a case
    settings = Settings(site_url="https://desk.example/site/", directory_urls=directory_urls)
    file = File(path, None, "/site", directory_urls)
    url = "" if file.url == "./" else file.url
    assert absolute(settings, path) == "https://desk.example/site/" + url
    assert absolute(settings, f"{path}#é") == f"https://desk.example/site/{url}#%C3%A9"
    assert absolute(Settings(), path) is None


def test_a_name_that_is_no_text_has_an_address() -> None:
    settings = Settings(site_url="https://desk.example/")
    assert absolute(settings, "a\udcff.md") == "https://desk.example/a%FF/"
