"""What is not published is counted with the reason, and an unfinished draft stops nothing."""

from datetime import UTC, datetime
from pathlib import Path

from generator.build import check_folder
from generator.core.diagnostics import has_errors
from generator.schema.settings import Settings
from tests.site.projects import BRIEFING, write_site

FOLDER = "briefings/2024/2024-11-27-"


def test_each_withheld_briefing_is_counted_with_its_reason(tmp_path: Path) -> None:
    files = {
        f"{FOLDER}public.yml": BRIEFING,
        f"{FOLDER}begun.yml": "title: Begun\nstatus: draft\n",
        f"{FOLDER}draft.yml": f"status: draft\nembargo_until: 2030-01-01T00:00Z\n{BRIEFING}",
        f"{FOLDER}amber.yml": f"tlp: amber\n{BRIEFING}",
        f"{FOLDER}later.yml": f"embargo_until: 2025-01-01T00:00Z\n{BRIEFING}",
    }
    site = write_site(tmp_path, files)
    checked = check_folder(site, Settings())
    assert not has_errors(checked.diagnostics, strict=True)
    said = "4 were withheld (2 draft, 1 not TLP:CLEAR, 1 under an embargo)"
    assert checked.withheld == said
    assert list(checked.site().briefings) == ["briefing/public"]
    over = check_folder(site, Settings(as_of=datetime(2026, 1, 1, tzinfo=UTC)))
    assert over.withheld == "3 were withheld (2 draft, 1 not TLP:CLEAR)"


def test_a_preview_of_drafts_marks_them_and_shows_no_more(tmp_path: Path) -> None:
    files = {
        f"{FOLDER}public.yml": BRIEFING,
        f"{FOLDER}begun.yml": "title: Begun\nstatus: draft\nrelated: [public]\n",
        f"{FOLDER}amber.yml": f"tlp: amber\n{BRIEFING}",
        f"{FOLDER}later.yml": f"embargo_until: 2025-01-01T00:00Z\n{BRIEFING}",
    }
    checked = check_folder(write_site(tmp_path, files), Settings(shows_drafts=True))
    shown = {one.id: one.title for one in checked.site().briefings.values()}
    assert shown == {
        "public": "A small briefing",
        "begun": "[Draft] Begun",
        "later": "[Under an embargo] A small briefing",
    }
    pages = {artifact.path: artifact.content for artifact in checked.artifacts()}
    assert "Draft" in pages["briefings/begun.md"]


def test_what_a_draft_has_wrong_is_still_a_mistake(tmp_path: Path) -> None:
    draft = "title: Begun\nstatus: draft\ncountries: [Nowhereland]\n"
    site = write_site(tmp_path, {f"{FOLDER}begun.yml": draft})
    codes = {one.code for one in check_folder(site, Settings()).diagnostics}
    assert codes == {"unfinished-draft", "unknown-reference"}


def test_nothing_is_said_where_all_is_published(tmp_path: Path) -> None:
    site = write_site(tmp_path, {f"{FOLDER}public.yml": BRIEFING})
    assert not check_folder(site, Settings()).withheld
