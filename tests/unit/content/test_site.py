"""What the site knows of its briefings: company, what to read next, wider topics, embargoes."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from generator.build import check_folder
from generator.content.model import Site
from generator.content.related import ReadNext
from generator.schema.settings import Settings

ENDS = datetime(2024, 11, 27, 9, 0, tzinfo=UTC)


def site_of(
    folder: Path,
    briefings: dict[str, dict[str, Any]],
    topics: dict[str, dict[str, Any]] | None = None,
    as_of: datetime | None = None,
) -> Site:
    """The site of some briefings, each of which needs to say only what the test is about."""
    (folder / "briefings/entities").mkdir(parents=True)
    (folder / "briefings/entities/topics.yml").write_text(json.dumps(topics or {}), "utf-8")
    for slug, fields in briefings.items():
        known: dict[str, Any] = {"title": slug, "date": "2024-11-27", "summary": "Short."}
        known |= {"body": "Text.", "sources": [{"id": "s", "title": "A source"}]}
        (folder / f"briefings/{slug}.yml").write_text(json.dumps(known | fields), "utf-8")
    checked = check_folder(folder, Settings(as_of=as_of))
    errors = [one for one in checked.diagnostics if one.severity == "error"]
    assert errors == []
    return checked.site()


def test_who_is_named_most_often_together_comes_first_then_by_name(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        {
            "one": {"countries": ["KZ", "Uzbekistan", "Armenia", "Russia"]},
            "two": {"countries": ["KZ", "Uzbekistan"]},
        },
    )
    assert site.together["country/kazakhstan"] == (
        ("country/uzbekistan", 2),
        ("country/armenia", 1),
        ("country/russia", 1),
    )


def test_two_shared_subjects_are_enough_to_be_read_next_and_one_is_not(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        {
            "here": {"countries": ["KZ", "Uzbekistan"]},
            "near": {"countries": ["KZ", "Uzbekistan", "Russia"]},
            "far": {"countries": ["KZ", "Norway"]},
        },
    )
    related = ReadNext(site).after("briefing/here")
    assert [item.briefing for item in related] == ["briefing/near"]


def test_a_wider_topic_is_there_once_through_the_first_that_leads_to_it(tmp_path: Path) -> None:
    topics: dict[str, dict[str, Any]] = {
        "energy": {"name": "energy", "listed": True},
        "coal": {"name": "coal", "broader": ["energy"]},
        "uranium": {"name": "uranium", "broader": ["energy"]},
    }
    site = site_of(tmp_path, {"one": {"topics": ["coal", "uranium"]}}, topics)
    through = {
        note.entity: note.through
        for note in site.briefings["briefing/one"].annotations
        if note.through
    }
    assert through == {"topic/energy": "topic/coal"}


def test_an_embargo_is_over_at_its_very_minute_and_not_before(tmp_path: Path) -> None:
    fields = {"countries": ["KZ"], "embargo_until": ENDS.isoformat()}
    before, then = (
        site_of(tmp_path / name, {"one": fields}, as_of=moment)
        for name, moment in [("before", ENDS - timedelta(minutes=1)), ("then", ENDS)]
    )
    assert list(before.briefings) == []
    assert list(then.briefings) == ["briefing/one"]
