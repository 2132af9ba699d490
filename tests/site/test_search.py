"""The search in a browser: results, filters, the address, and life without a server or scripts."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from generator.content.model import Searchable
from generator.search.index import MAIN, SHARD_PAGES, shard_of
from tests.site.axe import violations
from tests.site.browsing import DESKTOP, PHONE, Open, Visit
from tests.site.projects import CONFIG, REPOSITORY, build, run, write_site
from tests.site.server import Serve


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("search") / "site"
    done = run(REPOSITORY, "briefing", "build", "--site-dir", str(site))
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture(scope="module")
def home(tree: Path, serve: Serve) -> str:
    """The site below a path, as project pages are."""
    return serve(tree, "/desk/")


def search(open_page: Open, home: str, query: str, width: int = DESKTOP) -> Visit:
    visit = open_page(f"{home}search/?{query}", width=width)
    visit.page.set_default_timeout(10_000)
    settle(visit.page)
    return visit


def settle(page: Page) -> None:
    """Wait until results and filters are those of the address."""
    page.wait_for_selector(".briefing-filters[aria-busy=false]", state="attached")


def titles(page: Page) -> list[str]:
    return page.locator(".briefing-results h2").all_inner_texts()


def test_results_show_title_date_extract_and_entities(home: str, open_page: Open) -> None:
    visit = search(open_page, home, "q=assemblies&kind=Briefing")
    page = visit.page
    assert titles(page) == ["The first reactor: what Rosatom offers and what Astana weighs"]
    result = page.locator(".briefing-results > li")
    assert result.locator("time").inner_text() == "27 November 2024"
    assert "assemblies" in {mark.lower() for mark in result.locator("mark").all_inner_texts()}
    assert "Rosatom" in result.locator("a.entity").all_inner_texts()
    assert visit.foreign() == []
    result.locator("a.entity", has_text="Rosatom").click()
    page.wait_for_url("**/desk/organisations/rosatom/")
    page.go_back()
    settle(page)
    page.locator(".briefing-results h2 a").click()
    page.wait_for_url("**/desk/briefings/first-reactor/")
    assert visit.errors == []


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Kasachstan", "Kazakhstan"),
        ("Казахстан", "Kazakhstan"),
        ("ODKB", "CSTO"),
        ("csto", "CSTO"),
        ("KZ", "Kazakhstan"),
        ("putin", "Vladimir Putin"),
        ("Britain", "United Kingdom"),
        ("BRI\u00adTAIN", "United Kingdom"),
    ],
)
def test_a_name_finds_its_entity_first(query: str, first: str, home: str, open_page: Open) -> None:
    assert titles(search(open_page, home, f"q={query}").page)[0] == first


def test_filters_count_narrow_and_live_in_the_address(home: str, open_page: Open) -> None:
    page = search(open_page, home, "q=visit").page
    before = titles(page)
    label = page.locator("label", has_text=re.compile(r"^Alert \((\d+)\)"))
    count = int(re.findall(r"\d+", label.inner_text())[0])
    label.click()
    page.wait_for_url("**type=Alert**")
    settle(page)
    assert count == 1
    assert len(titles(page)) < len(before)
    assert parse_qs(urlsplit(page.url).query) == {"q": ["visit"], "type": ["Alert"]}
    page.reload()
    settle(page)
    assert len(titles(page)) == 1
    assert page.locator("label", has_text="Alert (1)").is_visible()
    page.go_back()
    settle(page)
    assert titles(page) == before


def test_on_a_phone_the_filters_come_when_they_are_unfolded(home: str, open_page: Open) -> None:
    page = open_page(home, width=PHONE).page
    loaded: list[str] = []
    page.context.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{home}search/?q=visit")
    settle(page)
    assert titles(page)
    assert not [url for url in loaded if url.endswith(".pf_filter")]
    page.locator("details summary").click()
    page.wait_for_selector("label:has-text('Alert')")
    page.goto(f"{home}search/?q=visit&type=Alert")
    settle(page)
    assert page.locator("label", has_text="Alert (1)").is_visible(), "what narrows is shown"
    assert [url for url in loaded if url.endswith(".pf_filter")]


def test_values_of_one_filter_add_and_of_two_narrow(home: str, open_page: Open) -> None:
    alerts = titles(search(open_page, home, "type=Alert").page)
    forecasts = titles(search(open_page, home, "type=Forecast").page)
    assert alerts
    assert forecasts
    both = search(open_page, home, "type=Alert&type=Forecast").page
    assert sorted(titles(both)) == sorted([*alerts, *forecasts])
    one = search(open_page, home, "type=Alert&type=Forecast&organisations=Rosatom").page
    assert titles(one) == ["After the visit: six signs to watch until spring"]
    one.get_by_role("button", name="Take all filters away").click()
    one.wait_for_function("!location.search")


def test_results_sort_by_date(home: str, open_page: Open) -> None:
    page = search(open_page, home, "q=Kazakhstan&kind=Briefing&sort=date").page
    dates = page.locator(".briefing-results time").evaluate_all("all => all.map(t => t.dateTime)")
    assert len(dates) >= 8
    assert dates == sorted(dates, reverse=True)
    page.get_by_label("Sort by").select_option("relevance")
    page.wait_for_function("!location.search.includes('sort')")


def test_everything_works_by_keyboard(home: str, open_page: Open) -> None:
    page = open_page(home).page
    page.keyboard.press("/")
    page.keyboard.type("uranium")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/search/?q=uranium")
    settle(page)
    assert page.evaluate("document.activeElement.id") == "briefing-query"
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.briefing-results h2')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/topics/uranium/")


def test_no_more_results_are_offered_where_there_are_none(home: str, open_page: Open) -> None:
    for query in ("q=zzxqy", "q=uranium&type=Alert"):
        page = search(open_page, home, query).page
        assert len(titles(page)) <= 10
        assert not page.locator("#briefing-search .md-button", has_text="More results").is_visible()


def test_more_results_come_when_asked_for(home: str, open_page: Open) -> None:
    page = search(open_page, home, "kind=Organisation").page
    assert len(titles(page)) == 10
    page.get_by_role("button", name="More results").click()
    page.wait_for_function("document.querySelectorAll('.briefing-results > li').length === 20")
    assert page.evaluate("document.activeElement.closest('li').matches(':nth-child(11)')")


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")])
def test_results_bar_nobody_and_fit(width: int, scheme: str, home: str, open_page: Open) -> None:
    page = search(open_page, home, "q=visit&type=Alert", width).page
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    if width == DESKTOP:
        page.locator("details summary").click()
    assert violations(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_nothing_found_is_said(home: str, open_page: Open) -> None:
    # Pagefind takes the beginning of a word that it does not know; no word here begins like this.
    page = search(open_page, home, "q=ζζζζ").page
    assert "Nothing was found" in page.get_by_role("status").inner_text()


def test_without_scripts_the_page_leads_to_the_indexes(home: str, open_page: Open) -> None:
    page = open_page(f"{home}search/?q=uranium", javascript=False).page
    note = page.locator("#without-search")
    assert "needs JavaScript" in note.inner_text()
    note.get_by_role("link", name="Countries").click()
    page.wait_for_url("**/desk/countries/")


def test_from_a_folder_the_page_explains_itself(tree: Path, open_page: Open) -> None:
    visit = open_page((tree / "search/index.html").as_uri())
    assert visit.page.locator("#without-search").is_visible()
    assert "opened through a web server" in visit.page.locator("#without-search").inner_text()
    assert visit.page.locator("#briefing-search").inner_text() == ""
    assert visit.errors == []


def test_a_small_site_has_one_shard_and_no_unused_files(tree: Path) -> None:
    assert json.loads((tree / "pagefind/shards.json").read_text("utf-8")) == ["main"]
    names = {file.name for file in (tree / "pagefind/main").iterdir()}
    assert not [name for name in names if "ui" in name or "highlight" in name]
    assert not (tree / ".slim").exists()


def test_a_large_site_is_cut_by_year_and_its_newest_year_by_quarter() -> None:
    page = Searchable(facets={"year": ("2024",)}, date="2024-11-27")
    assert shard_of(page, SHARD_PAGES, "2024") == MAIN
    assert shard_of(page, SHARD_PAGES + 1, "2025") == "2024"
    assert shard_of(page, SHARD_PAGES + 1, "2024") == "2024-q4"
    spring = Searchable(facets={"year": ("2024",)}, date="2024-03-31")
    assert shard_of(spring, SHARD_PAGES + 1, "2024") == "2024-q1"
    assert shard_of(Searchable(), SHARD_PAGES + 1, "2024") == MAIN


def test_shards_are_searched_as_one(tmp_path: Path, serve: Serve, open_page: Open) -> None:
    """Two years and the entities, each in a shard of its own, since the limit is set to 1."""
    site = write_site(
        tmp_path,
        {
            "mkdocs.yml": CONFIG.replace("[briefings, search]", "[briefings]"),
            "sitecustomize.py": "from generator.search import index\n\nindex.SHARD_PAGES = 1\n",
            **{
                f"briefings/{year}.yml": (
                    f"id: b{year}\ntitle: Of {year}\ndate: {year}-05-01\nsummary: Short.\n"
                    "countries: [KZ]\nsources: [{id: s, title: t}]\nbody: Quicksilver.\n"
                )
                for year in (2023, 2024)
            },
        },
    )
    tree = build(site, PYTHONPATH=str(site))
    assert json.loads((tree / "pagefind/shards.json").read_text("utf-8")) == [
        "2024-q2",
        "2023",
        "main",
    ]
    page = search(open_page, serve(tree), "q=quicksilver&sort=date").page
    assert titles(page) == ["Of 2024", "Of 2023"]
    assert page.locator("label", has_text="Kazakhstan (2)").is_visible()
    assert titles(search(open_page, serve(tree), "q=Kasachstan").page) == ["Kazakhstan"]


def test_a_search_plugin_of_the_owners_stands_instead(tmp_path: Path) -> None:
    tree = build(write_site(tmp_path))
    assert (tree / "search/search_index.json").is_file()
    assert not (tree / "pagefind").exists()
    assert "briefing-search-field" not in (tree / "index.html").read_text("utf-8")
