"""Rules that need all briefings: no circle, and who is in no published briefing."""

from pathlib import Path

from generator.build import Checked, check_folder
from generator.schema.settings import Settings
from tests.site.projects import BRIEFING, write_site


def checked(folder: Path, **files: str) -> Checked:
    """A folder with briefings, and topics if they are given."""
    topics = files.pop("topics", "")
    everything = {f"briefings/{name}.yml": BRIEFING + more for name, more in files.items()}
    everything["briefings/entities/topics.yml"] = topics or "{}\n"
    return check_folder(write_site(folder, dict(everything)), Settings())


def test_a_circle_of_any_length_is_told_at_each_of_its_files_once(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        a="follows: [b]\n",
        b="follows: [c]\n",
        c="follows: [a]\n",
        d="follows: [a]\n",
    ).diagnostics
    circles = [one for one in found if one.code == "circle"]
    assert {one.span.path for one in circles} == {f"briefings/{n}.yml" for n in "abc"}
    assert len(circles) == 3
    assert {one.span.line for one in circles} == {BRIEFING.count("\n") + 1}


def test_replacing_and_continuing_are_no_circle_together(tmp_path: Path) -> None:
    found = checked(tmp_path, a="follows: [b]\n", b="supersedes: [a]\n").diagnostics
    assert [one for one in found if one.code == "circle"] == []


def test_entries_that_no_published_briefing_names_are_one_hint_a_file(tmp_path: Path) -> None:
    topics = "".join(f"t{n}: {{name: topic {n}}}\n" for n in range(8))
    found = checked(tmp_path, a="topics: [t0]\n", b="topics: [t1]\nstatus: draft\n", topics=topics)
    [hint] = [one for one in found.diagnostics if one.code == "unlisted-entity"]
    assert hint.span.path == "briefings/entities/topics.yml"
    assert hint.span.line == 2
    assert "t1, t2, t3, t4, t5 and 2 more" in hint.message
    assert "t0" not in hint.message


def test_a_folder_with_errors_is_told_nothing_of_who_has_no_page(tmp_path: Path) -> None:
    found = checked(tmp_path, a="colour: blue\n", topics="t: {name: a topic}\n").diagnostics
    assert {one.code for one in found} == {"unknown-key"}
