"""What an earlier run found out changes nothing but the time that the next one takes."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from copy import copy
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.build import Checked, check_folder
from generator.content.model import Briefing
from generator.core.diagnostics import has_errors
from generator.input.drafts import load_briefing
from generator.resolve import pipeline as desk
from generator.resolve.memo import Resolved
from generator.runtime.cache import BRIEFINGS, Cache
from generator.runtime.run_options import RunOptions
from generator.runtime.serialization import pack, unpack
from generator.schema.kinds import Kind
from generator.schema.settings import Settings
from tests.property.test_incremental import (
    add,
    add_entity,
    change,
    delete,
    follow,
    list_entity,
    merge_entity,
    move,
    name_person,
    one_of,
    rename_entity,
    retag,
    retitle,
    rewrite,
    start,
    unpublish,
)


def misspell(site: Path, chance: random.Random) -> None:
    change(one_of(site, chance), "countries: [", "countries: [Kazakstan, ")


def spoil(site: Path, chance: random.Random) -> None:
    one_of(site, chance).write_bytes(b"title: [\xff")


def mention(site: Path, chance: random.Random) -> None:
    other = one_of(site, chance).stem
    change(one_of(site, chance), "body: |\n", f"body: |\n  See [[{other}]] and [[Armenia]].\n")


def succeed(site: Path, chance: random.Random) -> None:
    """Two briefings replace each other."""
    one, other = chance.sample(sorted((site / "briefings/2024").glob("*.yml")), 2)
    change(one, "body: |", f"supersedes: [{other.stem}]\nbody: |")
    change(other, "body: |", f"supersedes: [{one.stem}]\nbody: |")


def take_name(site: Path, chance: random.Random) -> None:
    """Another entity takes a name that briefings use."""
    with (site / "briefings/entities/people.yml").open("a") as file:
        file.write(f"p{chance.randrange(10**6)}: {{name: uranium}}\n")


def broaden(site: Path, chance: random.Random) -> None:
    new = chance.randrange(99)
    text = f"energy: {{name: energy}}\nuranium: {{name: uranium}}\nn{new}: {{name: n}}\n"
    (site / "briefings/entities/topics.yml").write_text(text, "utf-8")


def dwell(site: Path, chance: random.Random) -> None:
    """A text that gives rise to a hint; what an entity is called may change under it."""
    text = "OTSC met. Then the OTSC rested, and OTSC it stayed."
    change(one_of(site, chance), "body: |\n", f"body: |\n  {text}\n")
    name = f"Treaty Body {chance.randrange(9)}"
    (site / "briefings/entities/people.yml").write_text(
        f"otsc: {{name: {name}, aliases: [OTSC]}}\n", "utf-8"
    )


def embargo(site: Path, chance: random.Random) -> None:
    change(one_of(site, chance), "title: ", "embargo_until: 2030-01-01T00:00:00Z\ntitle: ")


def share_id(site: Path, chance: random.Random) -> None:
    change(one_of(site, chance), "title: ", f"id: {one_of(site, chance).stem}\ntitle: ")


EDITS: list[Callable[[Path, random.Random], None]] = [
    *(add, delete, move, retitle, retag, rewrite, unpublish, follow, rename_entity, add_entity),
    *(mention, embargo, dwell, list_entity, name_person, merge_entity),
]
MISTAKES = [misspell, spoil, succeed, take_name, broaden, share_id]


def told(checked: Checked) -> object:
    """All that a run comes to: what is wrong, and otherwise every file of the site."""
    pages = {artifact.path: artifact.content for artifact in checked.artifacts()}
    return checked.diagnostics, pages


@pytest.mark.parametrize("seed", range(12))
def test_any_edits_come_to_the_same_with_and_without_it(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - nothing here is a secret
    site = start(tmp_path)
    cache = tmp_path / "cache"
    for number, edit in enumerate(chance.choices(EDITS, k=12)):
        edit(site, chance)
        # Every third run does not know that the embargoes are over.
        settings = Settings(as_of=None if number % 3 == 1 else datetime(2031, 1, 1, tzinfo=UTC))
        assert_same(site, settings, cache)
        before = {file: file.read_bytes() for file in (site / "briefings").rglob("*.yml")}
        chance.choice(MISTAKES)(site, chance)
        assert_same(site, settings, cache)
        for file, data in before.items():
            file.write_bytes(data)


def assert_same(site: Path, settings: Settings, cache: Path) -> None:
    known = check_folder(site, settings, run_options=RunOptions(cache=Cache(cache, BRIEFINGS)))
    assert told(known) == told(check_folder(site, settings))


@pytest.mark.parametrize("held", ["embargo_until: 2030-01-01T00:00:00Z", "id: b4"])
def test_what_is_wrong_with_a_file_is_told_though_it_is_not_shown_now(
    held: str, tmp_path: Path
) -> None:
    """The run before saw it published; this one knows no moment, or another has its id."""
    site, cache = start(tmp_path), tmp_path / "cache"
    change(site / "briefings/2024/b5.yml", "body: |", f"{held}\nbody: |\n  <b>Bold.</b>")
    other = site / "briefings/2024/b4.yml"
    text = other.read_bytes()
    other.unlink()
    assert_same(site, Settings(as_of=datetime(2031, 1, 1, tzinfo=UTC)), cache)
    other.write_bytes(text)
    assert_same(site, Settings(), cache)
    assert "live-html" in {one.code for one in check_folder(site, Settings()).diagnostics}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Cote d'Or", "Côte d'Or"),
        ("Co\u0302te d\u2019Or", "Côte d'Or"),
        ("Co\u00adte\u00a0d'Or", "Côte d'Or"),
        ("St. Ives", "Saint Ives"),
        ("Gambia River", "The Gambia River"),
    ],
)
def test_a_new_name_is_found_where_an_earlier_run_saw_none(
    written: str, name: str, tmp_path: Path
) -> None:
    site, cache = start(tmp_path), tmp_path / "cache"
    body = f"{written} met. {written} rested, and {written} it stayed."
    change(site / "briefings/2024/b5.yml", "body: |\n", f"body: |\n  {body}\n")
    assert_same(site, Settings(), cache)
    with (site / "briefings/entities/organisations.yml").open("a", encoding="utf-8") as file:
        file.write(f'new: {{name: "{name}"}}\n')
    assert_same(site, Settings(), cache)
    hints = [one.message for one in check_folder(site, Settings()).diagnostics]
    assert any(f"{name} three times" in hint for hint in hints)


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the paths of briefings that are loaded from now on."""
    paths: list[str] = []

    def load(path: str, data: bytes, kinds: tuple[Kind, ...]) -> object:
        paths.append(path.rpartition("/")[2])
        return load_briefing(path, data, kinds)

    monkeypatch.setattr(desk, "load_briefing", load)
    return paths


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("2024/b3", "title", "title", []),
        ("2024/b3", "title: ", "title: X ", [3]),
        # Those that named it are looked at again.
        ("2024/b1", "title: ", "status: draft\ntitle: ", [1, 2]),
        # An entity's own entry is not theirs, but who is meant by a name is.
        ("entities/organisations", "name: CSTO", "name: C, aliases: [CSTO]", []),
        ("entities/topics", "uranium: {name: uranium", "u: {name: uranium", range(8)),
    ],
)
def test_only_what_a_change_touches_is_looked_at_again(  # noqa: PLR0913, PLR0917 - a row of the table
    file: str, old: str, new: str, expected: list[int], loaded: list[str], tmp_path: Path
) -> None:
    site = start(tmp_path)
    change(site / "briefings/2024/b2.yml", "body: |", "related: [b1]\nbody: |")
    check_folder(
        site, Settings(), run_options=RunOptions(cache=Cache(tmp_path / "cache", BRIEFINGS))
    )
    assert len(loaded) == 8
    loaded.clear()
    change(site / f"briefings/{file}.yml", old, new)
    check_folder(
        site, Settings(), run_options=RunOptions(cache=Cache(tmp_path / "cache", BRIEFINGS))
    )
    assert sorted(loaded) == [f"b{number}.yml" for number in expected]


def test_what_is_not_published_is_not_kept(tmp_path: Path) -> None:
    site = start(tmp_path)
    cache = tmp_path / "cache"
    check_folder(site, Settings(), run_options=RunOptions(cache=Cache(cache, BRIEFINGS)))
    for file in sorted((site / "briefings/2024").glob("*.yml"))[1:]:
        change(file, "title: ", "tlp: amber\ntitle: ")
    check_folder(site, Settings(), run_options=RunOptions(cache=Cache(cache, BRIEFINGS)))
    # One briefing, and the names that were looked for in it.
    connection = sqlite3.connect(cache / BRIEFINGS)
    assert connection.execute("select count(*) from entries").fetchone() == (2,)
    connection.close()


def test_many_changes_of_the_registry_do_not_pile_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.resolve.memo._NAMES_KEPT", 3)
    site, cache = start(tmp_path), tmp_path / "cache"
    assert_same(site, Settings(), cache)
    kept = []
    for number in range(12):
        with (site / "briefings/entities/people.yml").open("a") as file:
            file.write(f"q{number}: {{name: Quentin {number}}}\n")
        # One briefing changes as well, so that not all were resolved with the same names.
        change(site / f"briefings/2024/b{number % 8}.yml", "met in", "met again in")
        assert_same(site, Settings(), cache)
        with closing(sqlite3.connect(cache / BRIEFINGS)) as connection:
            [[rows]] = connection.execute("select count(*) from entries")
        kept.append(rows - 8)
    assert 2 < max(kept) <= 4
    change(site / "briefings/entities/people.yml", "Quentin 3", "Kazakhstan and Russia")
    assert_same(site, Settings(), cache)


def test_several_processes_come_to_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = start(tmp_path)
    chance = random.Random(7)  # noqa: S311 - as above
    for edit in (misspell, follow, mention, succeed, unpublish, share_id, spoil):
        edit(site, chance)
    monkeypatch.setattr(desk, "FILES_A_JOB", 2)
    alone = check_folder(site, Settings())
    assert len(alone.diagnostics) > 2
    for jobs in (2, 3, 7):
        assert told(check_folder(site, Settings(), run_options=RunOptions(jobs=jobs))) == told(
            alone
        )


def _resigned(value: object, chance: random.Random) -> object:
    """A record or a row with one of its parts, at any depth, exchanged for something else."""
    odd: list[object] = [None, -1, "", "\ud800", "country/nowhere", b"x", (), ("a",), {}, 1.5, True]
    if is_dataclass(value) and chance.random() < 0.8:
        name = chance.choice([one.name for one in fields(value)])
        changed = copy(value)
        object.__setattr__(changed, name, _resigned(getattr(value, name), chance))
        return changed
    if isinstance(value, tuple) and value and chance.random() < 0.8:
        at = chance.randrange(len(value))
        return (*value[:at], _resigned(value[at], chance), *value[at + 1 :])
    if isinstance(value, dict) and value and chance.random() < 0.8:
        key = chance.choice(list(value))
        return {**value, key: _resigned(value[key], chance)}
    return chance.choice(odd)


RICH = """\
title: A briefing with every sort of part
date: 2024-11-27
summary: Two days of talks.
lang: en
authors: [A desk]
countries: [{id: Kazakhstan, role: primary}, Russia]
judgements:
  - {text: A statement is likely., likelihood: likely, sources: report}
relations:
  - {from: Kazakhstan, to: Russia, type: supplies, text: Ore.}
assessments:
  - {entity: Kazakhstan, trend: improved, note: It is courted.}
events:
  - {date: 2024-11-28, text: The visit ends, about: [Russia], sources: report}
watch:
  - {text: A builder is named, window: {start: 2024-11-27, end: 2025-12-31}}
changes:
  - {date: 2024-11-28, kind: correction, text: A date.}
follows: b1
related: b2
sources:
  - {id: report, title: News report, lang: ru, published: 2024-11, accessed: 2024-11-27}
body: |
  Kazakhstan met in [[b3]].[^report] OTSC met. Then the OTSC rested, and OTSC it stayed.
"""


def test_whatever_a_cache_holds_under_a_right_digest_nothing_falls_over_it(tmp_path: Path) -> None:
    """Whoever writes the cache can lie; what comes out is then a site, and never a crash."""
    chance = random.Random(1)  # noqa: S311 - nothing here is a secret
    site = start(tmp_path)
    (site / "briefings/2024/rich.yml").write_text(RICH)
    for file in (site / "briefings/2024").glob("b[4-7].yml"):
        file.unlink()
    cache = tmp_path / "cache"
    first = check_folder(site, Settings(), run_options=RunOptions(cache=Cache(cache, BRIEFINGS)))
    assert not has_errors(first.diagnostics)
    rows = Cache(cache, BRIEFINGS)
    kept = {key: rows.get_bytes(key) or b"" for key in _keys_of(cache)}
    rows.close()
    for _ in range(30):
        rows = Cache(cache, BRIEFINGS)
        for key, data in kept.items():
            rows.put_bytes(key, _spoilt(data, chance))
        rows.close()
        told(check_folder(site, Settings(), run_options=RunOptions(cache=Cache(cache, BRIEFINGS))))


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    """A briefing that was kept, with a part exchanged; another row as it is, or cut short."""
    try:
        known = unpack(data, Resolved)
    except ValueError:
        return data[: chance.randrange(len(data))] if chance.random() < 0.3 else data
    if chance.random() < 0.7:
        packed = pack(_resigned(unpack(known.packed, Briefing), chance))
        return pack(replace(known, packed=packed), level=0)
    return pack(_resigned(known, chance), level=0)


def _keys_of(cache: Path) -> list[str]:
    with closing(sqlite3.connect(cache / BRIEFINGS)) as connection:
        return sorted(key for (key,) in connection.execute("select key from entries"))


def test_rows_that_were_moved_are_not_there(tmp_path: Path, loaded: list[str]) -> None:
    """Each row is whole, but under the key of another."""
    site = start(tmp_path)
    cache = tmp_path / "cache"
    before = check_folder(site, Settings(), run_options=RunOptions(cache=Cache(cache, BRIEFINGS)))
    loaded.clear()
    with closing(sqlite3.connect(cache / BRIEFINGS)) as connection, connection:
        rows = connection.execute("select key, digest, data from entries order by key").fetchall()
        moved = [(key, *row[1:]) for (key, *_), row in zip(rows, rows[1:] + rows[:1], strict=True)]
        connection.executemany("insert or replace into entries values (?, ?, ?)", moved)
    after = check_folder(site, Settings(), run_options=RunOptions(cache=Cache(cache, BRIEFINGS)))
    assert told(after) == told(before)
    assert len(loaded) == 8
