"""What the search reads of a page, and in which part of the index it lies."""

import html
import json
import re

import pytest

from generator.content.model import Searchable
from generator.search.index import MAIN, SHARD_PAGES, shard_of, slim_page

PAGE = Searchable(
    facets={"country": ("Côte d’Ivoire", 'A "quoted" <name>'), "type": ()},
    date="2024-11-27",
    chips=(("Kazakhstan", "countries/kazakhstan.md"),),
    names=("Kazakstan", "Қазақстан"),
    lists=("related",),
)
ARTICLE = (
    '<h1 id="t">Title<a class="headerlink" href="#t">¶</a></h1><p>Text.</p>'
    '<p class="entities">Kazakhstan</p>'
    '<h2 class="cards" id="related">Read next</h2><p>Elsewhere.</p>'
    '<h2 id="facts">At a glance</h2><p>A fact.</p>'
)


@pytest.mark.parametrize(
    ("date", "pages", "shard"),
    [
        ("2024-11-27", SHARD_PAGES, MAIN),
        ("2024-11-27", SHARD_PAGES + 1, "2024-q4"),
        ("2024-01-01", SHARD_PAGES + 1, "2024-q1"),
        ("2024-03-31", SHARD_PAGES + 1, "2024-q1"),
        ("2024-04-01", SHARD_PAGES + 1, "2024-q2"),
        ("2023-11-27", SHARD_PAGES + 1, "2023"),
        ("", SHARD_PAGES + 1, MAIN),
    ],
)
def test_a_large_site_is_cut_by_year_and_its_newest_by_quarter(
    date: str, pages: int, shard: str
) -> None:
    assert shard_of(Searchable(facets={}, date=date), pages, "2024") == shard


def test_what_a_page_only_lists_is_not_indexed_with_it() -> None:
    slim = slim_page("Title", ARTICLE, PAGE, "en-GB")
    assert "Text." in slim
    assert "Elsewhere" not in slim
    assert "A fact." in slim
    assert "headerlink" not in slim
    assert slim.index("Text.") < slim.index('<p class="entities">')  # names come last
    assert "Elsewhere" in slim_page("T", ARTICLE, Searchable(facets={}), "en")


def test_facets_names_and_chips_stand_in_attributes_as_they_are() -> None:
    slim = slim_page("A <b> & c", ARTICLE, PAGE, "en-GB")
    values = [html.unescape(one) for one in re.findall(r'data-value="([^"]*)"', slim)]
    assert values == list(PAGE.facets["country"])
    [chips] = re.findall(r'data-chips="([^"]*)"', slim)
    assert json.loads(html.unescape(chips)) == [["Kazakhstan", "countries/kazakhstan.md"]]
    assert 'data-names="kazakstan|қазақстан"' in slim
    assert "<title>A &lt;b&gt; &amp; c</title>" in slim
    assert 'data-sort="2024-11-27"' in slim


def test_a_page_without_a_date_sorts_after_all_that_have_one() -> None:
    slim = slim_page("T", "<p>x</p>", Searchable(facets={}), "en")
    [place] = re.findall(r'data-sort="([^"]*)"', slim)
    assert place < "0001-01-01"
    assert "data-date" not in slim
    assert "data-chips" not in slim
