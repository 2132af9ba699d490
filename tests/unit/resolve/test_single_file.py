"""A few files checked alone: what of the others is looked at, and what is left to the whole."""

import os
from pathlib import Path

import pytest

from generator.resolve.single_file import check_alone, is_among
from generator.schema.settings import Settings
from tests.site.projects import BRIEFING, write_site

REFERS = BRIEFING.replace("Kazakhstan is", "See [[target]]. Kazakhstan is")


def codes(root: Path, *paths: str) -> tuple[list[tuple[str, str]], int]:
    """Path and code of what is wrong, and how many files were looked at."""
    found, count = check_alone(root, Settings(), "briefings", paths)
    return [(one.span.path, one.code) for one in found if one.severity != "hint"], count


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (BRIEFING, []),
        (BRIEFING + "id: target\n", []),
        (BRIEFING + "status: draft\n", ["unpublished-reference"]),
        (BRIEFING + "embargo_until: 2099-01-01T00:00Z\n", ["unpublished-reference"]),
        ("title: [broken\n", []),  # to name it is no second mistake
        ("- a list\n", []),
    ],
    ids=["public", "by-id", "draft", "embargoed", "broken", "no-mapping"],
)
def test_a_briefing_that_is_named_is_read(other: str, expected: list[str], tmp_path: Path) -> None:
    name = "other" if "id: target" in other else "target"
    files = {"briefings/a.yml": REFERS, f"briefings/{name}.yml": other}
    found, count = codes(write_site(tmp_path, dict(files)), "briefings/a.yml")
    assert found == [("briefings/a.yml", code) for code in expected]
    assert count == 1


def test_what_nobody_names_is_not_looked_at(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"briefings/a.yml": BRIEFING, "briefings/b.yml": "title: [\n"}
    root = write_site(tmp_path, files)
    assert codes(root, "briefings/a.yml") == ([], 1)
    found, count = codes(root, ".")
    assert {path for path, _ in found} == {"briefings/b.yml"}
    assert count == 2


def test_only_mistakes_of_the_files_asked_for_are_told(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "briefings/a.yml": BRIEFING,
        "briefings/entities/topics.yml": "gas: {name: gas, colour: blue}\n",
    }
    root = write_site(tmp_path, files)
    assert codes(root, "briefings/a.yml") == ([], 1)
    path = "briefings/entities/topics.yml"
    assert codes(root, path) == ([(path, "unknown-key")], 1)


def test_a_second_file_with_its_address_is_told(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"briefings/x/a.yml": BRIEFING, "briefings/y/A.yml": BRIEFING}
    found, _ = codes(write_site(tmp_path, files), "briefings/x/a.yml")
    assert ("briefings/x/a.yml", "shared-address") in found


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_that_is_not_text_is_said_and_stops_nothing(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    (root / os.fsdecode(b"briefings/\xff.yml")).write_text(BRIEFING)
    found, count = codes(root, ".")
    assert found
    assert count >= 1


@pytest.mark.parametrize(
    ("path", "wanted", "expected"),
    [
        ("a/b.yml", ("a",), True),
        ("a/b.yml", (".",), True),
        ("a/b.yml", ("a/b.yml",), True),
        ("ab/b.yml", ("a",), False),
        ("a/b.yml", (), False),
    ],
)
def test_which_paths_are_meant(path: str, wanted: tuple[str, ...], expected: bool) -> None:  # noqa: FBT001 - a case
    assert is_among(path, wanted) is expected
