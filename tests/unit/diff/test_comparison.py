"""What a change does to a site: pages, coverage and what is due."""

import datetime as dt
from pathlib import Path

from generator.build import Checked, check_folder
from generator.diff.comparison import Comparison, compare, with_own_pages
from generator.schema.settings import Settings
from tests.site.projects import BRIEFING, write_site

SECOND = BRIEFING.replace("A small briefing", "Another").replace("[KZ]", "[UZ]")
WATCH = "watch:\n  - {text: The vote, due: 2024-12-02}\n  - {text: The count, due: 2024-12-01}\n"
TODAY = dt.date(2024, 12, 1)


def site(folder: Path, **briefings: str) -> Checked:
    files = {f"briefings/{name}.yml": text for name, text in briefings.items()}
    checked = check_folder(write_site(folder, dict(files)), Settings())
    assert checked.diagnostics == ()
    return checked


def compared(old: Checked, new: Checked, today: dt.date = TODAY) -> Comparison:
    return compare(old.site(), old.artifacts(), new.site(), new.artifacts(), today)


def test_nothing_differs_from_itself(tmp_path: Path) -> None:
    one, same = site(tmp_path / "a", a=BRIEFING), site(tmp_path / "b", a=BRIEFING)
    found = compared(one, same)
    assert (found.added, found.changed, found.removed, found.entities) == ((), (), (), ())


def test_a_new_briefing_is_a_page_and_covers_somebody(tmp_path: Path) -> None:
    one, both = site(tmp_path / "a", a=BRIEFING), site(tmp_path / "b", a=BRIEFING, b=SECOND)
    found = compared(one, both)
    assert ("briefings/b.md", "Another") in {(page.path, page.title) for page in found.added}
    assert found.removed == ()
    [who] = found.entities
    assert (who.name, who.before, who.after, who.gained, who.lost) == (
        "Uzbekistan",
        0,
        1,
        ("Another",),
        (),
    )
    back = compared(both, one)
    assert back.added == ()
    assert {page.path for page in back.removed} == {page.path for page in found.added}
    [who] = back.entities
    assert (who.before, who.after, who.gained, who.lost) == (1, 0, (), ("Another",))


def test_a_changed_word_changes_its_page_and_covers_nobody_else(tmp_path: Path) -> None:
    changed = BRIEFING.replace("in the news", "quiet")
    found = compared(site(tmp_path / "a", a=BRIEFING), site(tmp_path / "b", a=changed))
    assert [page.path for page in found.changed] == ["briefings/a.md"]
    assert (found.added, found.removed, found.entities) == ((), (), ())


def test_what_ends_today_or_earlier_is_due_by_its_day_and_name(tmp_path: Path) -> None:
    more = WATCH + "  - {text: A bill, due: 2024-12-01}\n  - {text: Over, due: 2024-11-28, "
    one = site(tmp_path / "after", a=BRIEFING + more + "status: occurred}\n  - {text: Some day}\n")
    none = site(tmp_path / "before", a=BRIEFING)
    texts = [due.text for due in compared(none, one).due]
    assert texts == ["A bill", "The count"]
    assert compared(one, one).due == ()
    later = compared(none, one, dt.date(2024, 12, 2)).due
    assert [due.text for due in later] == ["A bill", "The count", "The vote"]
    assert later[0].briefing == "A small briefing"


def test_an_owners_page_stands_in_place_of_ours(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    artifacts = site(tmp_path, a=BRIEFING).artifacts()
    (docs / "briefings").mkdir(parents=True)
    (docs / "briefings/a.md").write_text("# Mine\n\nText.\n", "utf-8")
    (docs / "plain.md").write_text("No heading.\n", "utf-8")
    pages = {one.path: one for one in with_own_pages(artifacts, docs)}
    assert pages["briefings/a.md"].title == "Mine"
    assert pages["briefings/a.md"].content == "# Mine\n\nText.\n"
    assert pages["plain.md"].title == "plain.md"
    assert len(pages) == len(artifacts) + 2  # plain.md, and the page that every small site has
