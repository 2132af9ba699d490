"""The site of this repository: built, crawled, and opened as its readers open it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from tests.site.axe import violations
from tests.site.browsing import DESKTOP, PHONE, Open
from tests.site.crawl import problems
from tests.site.projects import REPOSITORY, run
from tests.site.server import Serve

PAGES = {
    "home": "",
    "briefing": "briefings/putin-in-astana/",
    "translation": "briefings/putin-in-astana-ru/",
    "withdrawn": "briefings/visit-preview/",
    "country": "countries/kazakhstan/",
    "organisation": "organisations/csto/",
    "person": "people/vladimir-putin/",
    "topic": "topics/nuclear-energy/",
    "index": "countries/",
    "archive": "archive/",
    "month": "archive/2024-11/",
    "methodology": "methodology/",
    "search": "search/?q=nuclear",
    "fields": "reference/fields/",
    "diagnostics": "reference/diagnostics/",
    "about": "about/",
    "contribute": "contribute/",
    "architecture": "architecture/",
    "not found": "no/such/page/",
}
"""One page of each type, and where it is."""

ANY_TYPE = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Build the site once for all tests of this module."""
    site = tmp_path_factory.mktemp("own") / "site"
    done = run(REPOSITORY, "briefing", "build", "--strict", "--site-dir", str(site))
    assert done.returncode == 0, done.stderr
    yield site
    shutil.rmtree(site)


@pytest.fixture(scope="module")
def home(tree: Path, serve: Serve) -> str:
    """The address of the site."""
    return serve(tree)


def test_no_link_and_no_anchor_is_dead(tree: Path) -> None:
    assert [str(problem) for problem in problems(tree, "/")] == []


@ANY_TYPE
@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")])
def test_a_page_bars_nobody_fits_its_window_and_asks_no_other_server(
    path: str, width: int, scheme: Literal["light", "dark"], home: str, open_page: Open
) -> None:
    visit = open_page(home + path, width=width, scheme=scheme)
    assert violations(visit.page) == []
    assert visit.page.evaluate("document.scrollingElement.scrollWidth") <= width
    assert visit.foreign() == []
    # The browser itself reports the answer 404 of the page that is not there.
    assert [e for e in visit.errors if path != PAGES["not found"] or "404" not in e] == []


@ANY_TYPE
def test_a_page_reads_without_scripts(path: str, home: str, open_page: Open) -> None:
    page = open_page(home + path, javascript=False).page
    article = page.locator("article")
    assert article.locator("h1").first.is_visible()
    assert len(article.inner_text()) > 30
    hidden = page.evaluate(
        "[...document.querySelectorAll('article p, article li')].filter(e => !e.checkVisibility())"
        ".map(e => e.textContent)"
    )
    assert hidden == []


def test_a_briefing_page_is_light(tree: Path) -> None:
    sizes = {p.parent.name: p.stat().st_size for p in tree.glob("briefings/*/index.html")}
    assert len(sizes) >= 9
    assert max(sizes.values()) < 45_000, sizes


def test_the_bottom_line_comes_before_the_evidence(home: str, open_page: Open) -> None:
    page = open_page(home + PAGES["briefing"], width=PHONE).page
    tops = [
        page.locator("article").get_by_text(text).first.bounding_box()
        for text in ("Expect signed papers", "minutes", "Why now", "What we judge", "Sources")
    ]
    heights = [box["y"] for box in tops if box]
    assert len(heights) == len(tops)
    assert heights == sorted(heights)
    assert heights[0] < 844  # on the first screen of a phone


def test_the_language_of_a_translation_is_named(home: str, open_page: Open) -> None:
    page = open_page(home + PAGES["translation"]).page
    assert page.locator("article h1").evaluate("e => e.closest('[lang]').lang") == "ru"


def test_no_page_lists_all_pages(tree: Path) -> None:
    pages = list(tree.glob("briefings/*/index.html"))
    assert pages
    settings = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    menu = settings.partition("\nnav:")[2].partition("\n\n")[0]
    for page in pages:
        text = page.read_text("utf-8")
        navigation = re.split('<nav class="md-nav md-nav--primary[^"]*"', text)[1].split("</nav>")[
            0
        ]
        # one for each entry, the site's own name, and where we are
        assert navigation.count("<a ") <= menu.count("\n") + 2
        assert "briefings/" not in navigation


def test_an_address_that_leads_nowhere_offers_a_search_for_its_words(
    home: str, open_page: Open
) -> None:
    page = open_page(home + "briefings/putin-in-astana-again/").page
    field = page.locator("#briefing-lost")
    assert field.input_value() == "putin in astana again"
    field.press("Enter")
    page.wait_for_url("**/search/?q=putin+in+astana+again")


def test_what_is_overdue_is_told_by_the_readers_calendar(home: str, open_page: Open) -> None:
    page = open_page(home + PAGES["briefing"]).page
    due = page.locator("[data-due]")
    assert due.count() > 0
    late = page.locator("em.late")
    assert late.count() == due.count()  # all of that year is over
    assert late.first.inner_text().strip() == "overdue"
