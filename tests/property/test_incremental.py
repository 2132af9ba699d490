"""A build with a cache gives, after any edits, the bytes of a build without one."""

import random
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.incremental.page_cache import PageCache
from generator.incremental.records import PageLinks
from generator.runtime.cache import BRIEFINGS, PAGES, Cache, digest_of, program
from tests.site.projects import CONFIG, run, write_site
from tests.site.test_same_bytes import contents, differences

BRIEFING = """\
title: {title}
date: {date}
summary: The bottom line of {title}.
countries: [{{id: KZ, role: primary}}, {country}]
organisations: [CSTO]
topics: [uranium]
assessments: [{{entity: KZ, trend: improved}}]
events: [{{date: {date}, text: It happened., about: [RU, CSTO]}}]
watch: [{{text: What comes, due: 2025-01-01}}]
sources: [{{id: s, title: A source}}]
body: |
  Kazakhstan and Russia met in the CSTO on uranium.[^s]
"""
ENTITIES = {
    "organisations": "csto: {name: CSTO, members: [{country: KZ}, {country: RU}]}\n",
    "people": "ada: {name: Ada Ademi, roles: [{title: Head, of: CSTO}]}\n",
    "topics": "energy: {name: energy}\nuranium: {name: uranium, broader: energy}\n",
}


OURS = "[{briefings: {all_countries: true}}]"
"""A page for each country makes a site of some size."""


def start(folder: Path, plugins: str = OURS) -> Path:
    files: dict[str, str | bytes] = {
        f"briefings/2024/b{n}.yml": BRIEFING.format(
            title=f"Briefing {n}", date=f"2024-0{1 + n % 9}-11", country="RU" if n % 2 else "AM"
        )
        for n in range(8)
    }
    entities = {f"briefings/entities/{kind}.yml": text for kind, text in ENTITIES.items()}
    config = CONFIG.replace("[briefings, search]", plugins)
    return write_site(folder, {"mkdocs.yml": config, **files, **entities})


def build(site: Path, *options: str) -> tuple[dict[str, bytes], int]:
    """Build, and return the tree and how many pages were built anew."""
    done = run(site, "briefing", "build", "--strict", *options)
    assert done.returncode == 0, done.stderr
    counted = re.search(r"; ([\d,]+) of its", done.stderr)
    assert counted
    return contents(site / "site"), int(counted[1].replace(",", ""))


def whole(site: Path) -> dict[str, bytes]:
    done = run(site, "briefing", "build", "--no-cache", "--site-dir", "whole")
    assert done.returncode == 0, done.stderr
    return contents(site / "whole")


def one_of(site: Path, chance: random.Random) -> Path:
    return chance.choice(sorted((site / "briefings/2024").glob("*.yml")))


def one_to_lose(site: Path, chance: random.Random) -> Path:
    """A briefing that no other refers to: a strict build wants to be told of one that goes."""
    files = sorted((site / "briefings/2024").glob("*.yml"))
    referred = set(
        re.findall(
            r"(?m)^(?:translation_of|related): \[?([\w-]+)",
            "\n".join(file.read_text("utf-8") for file in files),
        )
    )
    return chance.choice([file for file in files if file.stem not in referred])


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    file.write_text(text.replace(old, new, 1), "utf-8")


def add(site: Path, chance: random.Random) -> None:
    number = chance.randrange(100, 999)
    text = BRIEFING.format(title=f"New {number}", date="2024-06-30", country="UZ")
    (site / f"briefings/2024/new-{number}.yml").write_text(text, "utf-8")


def delete(site: Path, chance: random.Random) -> None:
    one_to_lose(site, chance).unlink()


def move(site: Path, chance: random.Random) -> None:
    file = one_to_lose(site, chance)
    file.rename(file.with_name(f"moved-{chance.randrange(1000)}.yml"))


def retitle(site: Path, chance: random.Random) -> None:
    change(one_of(site, chance), "title: ", f"title: Changed {chance.randrange(100)} ")


def retag(site: Path, chance: random.Random) -> None:
    change(one_of(site, chance), "countries: [", f"countries: [{chance.choice(['FR', 'DE'])}, ")


def rewrite(site: Path, chance: random.Random) -> None:
    change(one_of(site, chance), "met in", f"spoke {chance.randrange(100)} times in")


def unpublish(site: Path, chance: random.Random) -> None:
    change(one_to_lose(site, chance), "title: ", "status: draft\ntitle: ")


def follow(site: Path, chance: random.Random) -> None:
    other = one_of(site, chance)
    text = other.read_text("utf-8")
    file = one_of(site, chance)
    if (
        file != other
        and not re.search("status|embargo", text)
        and "follows" not in file.read_text("utf-8")
    ):
        change(file, "body: |", f"related: [{other.stem}]\nbody: |")


def rename_entity(site: Path, chance: random.Random) -> None:
    name = f"Alliance {chance.randrange(1000)}"
    text = f"csto: {{name: {name}, aliases: [CSTO], members: [{{country: KZ}}]}}\n"
    (site / "briefings/entities/organisations.yml").write_text(text, "utf-8")


def add_entity(site: Path, chance: random.Random) -> None:
    with (site / "briefings/entities/topics.yml").open("a") as file:
        file.write(
            f"t{chance.randrange(10**6)}: {{name: Kazakhstan and Russia, broader: energy}}\n"
        )


def list_entity(site: Path, _: random.Random) -> None:
    """A person comes out, or goes again."""
    file = site / "briefings/entities/people.yml"
    listed = "listed: true, " if "listed" not in file.read_text("utf-8") else ""
    roles = "[{title: Head, of: CSTO}, {title: Aide, of: FR}]"
    file.write_text(f"ada: {{name: Ada Ademi, {listed}roles: {roles}}}\n", "utf-8")


def name_person(site: Path, chance: random.Random) -> None:
    """A person comes out with a briefing, or waits with it."""
    held = chance.choice(["", "embargo_until: 2030-01-01T00:00:00Z\n"])
    file = one_to_lose(site, chance)
    if "people:" not in file.read_text("utf-8"):
        change(file, "title: ", f"{held}people: [Ada Ademi]\ntitle: ")


def merge_entity(site: Path, chance: random.Random) -> None:
    """An organisation becomes part of another; now and then a briefing goes on naming it."""
    with (site / "briefings/entities/organisations.yml").open("a") as file:
        number = chance.randrange(10**6)
        file.write(f"o{number}: {{name: Old Body {number}, merged_into: csto}}\n")
    if chance.random() < 0.5:
        change(one_of(site, chance), "organisations: [CSTO]", f"organisations: [o{number}]")


def own_page(site: Path, chance: random.Random) -> None:
    (site / "docs/about.md").write_text(f"# About {chance.randrange(100)}\n\nWho.\n", "utf-8")


def configure(site: Path, chance: random.Random) -> None:
    change(site / "mkdocs.yml", "site_name: ", f"site_name: {chance.choice('ABC')} ")


def theme(site: Path, chance: random.Random) -> None:
    (site / "theme").mkdir(exist_ok=True)
    text = f"{{% extends 'base.html' %}}{{% block footer %}}{chance.randrange(100)}{{% endblock %}}"
    (site / "theme/main.html").write_text(text, "utf-8")
    change(site / "mkdocs.yml", "{name: material}", "{name: material, custom_dir: theme}")


def redate(site: Path, chance: random.Random) -> None:
    date = f"2024-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    file = one_of(site, chance)
    text = file.read_text("utf-8")
    file.write_text(re.sub(r"(?m)^date: \S+", f"date: {date}", text, count=1), "utf-8")


def author(site: Path, chance: random.Random) -> None:
    file = one_of(site, chance)
    if "authors" not in file.read_text("utf-8"):
        who = chance.choice(["Ada Ademi", "A desk officer"])
        change(file, "summary: ", f"authors: [{who}]\nsummary: ")


def translate(site: Path, chance: random.Random) -> None:
    original, file = one_of(site, chance), one_of(site, chance)
    known = file.read_text("utf-8") + original.read_text("utf-8")
    if file != original and not any(
        key in known for key in ("translation_of", "status", "embargo")
    ):
        change(file, "summary: ", f"lang: de\ntranslation_of: {original.stem}\nsummary: ")


def redirect(site: Path, chance: random.Random) -> None:
    change(
        site / "briefings/entities/people.yml",
        "ada: {name: Ada Ademi",
        f"ada: {{name: Ada Ademi, redirects: [ada-{chance.randrange(9)}]",
    )


def set_option(site: Path, name: str, value: object) -> None:
    """Set an option of the plugin in mkdocs.yml, whatever else is there."""
    file = site / "mkdocs.yml"
    config = yaml.safe_load(file.read_text("utf-8"))
    known: dict[str, Any] = {"briefings": {}}
    known = next((one for one in config["plugins"] if isinstance(one, dict)), known)
    others = [one for one in config["plugins"] if one not in ("briefings", known)]
    config["plugins"] = [{"briefings": {**known["briefings"], name: value}}, *others]
    file.write_text(yaml.safe_dump(config), "utf-8")


def own_kind(site: Path, chance: random.Random) -> None:
    caption = f"Weapons system {chance.choice('ABC')}"
    set_option(site, "kinds", {"weapons": {"caption": caption, "plural": "Weapons"}})


def own_words(site: Path, chance: random.Random) -> None:
    """The owner's catalog says something else; it is configured the first time."""
    (site / "words").mkdir(exist_ok=True)
    translated = f'msgid "What to watch"\nmsgstr "Evidence {chance.randrange(100)}"\n'
    (site / "words/en.po").write_text(translated, "utf-8")
    set_option(site, "catalogs", "words")


def inherit(site: Path, chance: random.Random) -> None:
    """The file that mkdocs.yml inherits from says something else; it is there the first time."""
    (site / "base.yml").write_text(f"copyright: The desk {chance.randrange(100)}\n", "utf-8")
    config = (site / "mkdocs.yml").read_text("utf-8")
    if "INHERIT" not in config:
        (site / "mkdocs.yml").write_text(f"INHERIT: base.yml\n{config}", "utf-8")


EDITS: list[Callable[[Path, random.Random], None]] = [
    *(add, delete, move, retitle, retag, rewrite, unpublish, follow, redate, author, translate),
    *(rename_entity, add_entity, list_entity, name_person, merge_entity, redirect, own_kind),
    *(own_page, configure, theme, own_words, inherit),
]


ROUNDS = 4


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_any_edits_give_the_bytes_of_a_build_without_a_cache(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - nothing here is a secret
    site = start(tmp_path, "[briefings]" if seed % 2 else "[briefings, search]")
    build(site)
    # One shuffled list is dealt out to the rounds, so that each edit is in one of them.
    edits = random.Random("edits").sample(EDITS, len(EDITS))  # noqa: S311 - as above
    for edit in edits[seed::ROUNDS]:
        edit(site, chance)
        tree, _ = build(site)
        assert differences(tree, whole(site)) == [], edit.__name__


def test_a_build_without_a_change_builds_next_to_nothing(tmp_path: Path) -> None:
    site = start(tmp_path)
    first, all_pages = build(site)
    again, few = build(site)
    assert first == again
    assert all_pages > 250
    assert few < 15  # the pages in the menu


def test_kinds_of_the_owners_own_make_no_page_anew(tmp_path: Path) -> None:
    site = start(tmp_path)
    own_kind(site, random.Random(1))  # noqa: S311 - nothing here is a secret
    build(site)
    _, few = build(site)
    assert few < 15  # the pages in the menu


def test_other_words_in_the_owners_catalog_reach_every_page(tmp_path: Path) -> None:
    site = start(tmp_path)
    for seed in (1, 2):
        own_words(site, random.Random(seed))  # noqa: S311 - as above
        tree, _ = build(site)
    assert b"Evidence" in tree["briefings/b1/index.html"]
    assert differences(tree, whole(site)) == []


def test_another_file_to_inherit_from_reaches_every_page(tmp_path: Path) -> None:
    site = start(tmp_path, "[briefings]")
    for seed in (1, 2):
        inherit(site, random.Random(seed))  # noqa: S311 - as above
        tree, _ = build(site)
    said = (site / "base.yml").read_text("utf-8").removeprefix("copyright: ").strip()
    assert said.encode() in tree["briefings/b1/index.html"]


def test_a_new_briefing_builds_what_it_touches(tmp_path: Path) -> None:
    site = start(tmp_path)
    build(site)
    add(site, random.Random(1))  # noqa: S311 - as above
    _, built = build(site)
    assert built < 40


@pytest.mark.parametrize("harm", ["cut", "swap", "junk", "gone"])
def test_a_cache_that_is_not_whole_costs_time_and_nothing_else(harm: str, tmp_path: Path) -> None:
    site = start(tmp_path)
    tree, everything = build(site)
    file = site / ".briefing-cache" / PAGES
    if harm == "cut":
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    elif harm == "junk":
        file.write_bytes(b"x" * 10_000)
    elif harm == "gone":
        shutil.rmtree(file.parent)
    else:
        with sqlite3.connect(file) as connection:
            connection.execute("update entries set data = x'00' || data")
        connection.close()
    again, built = build(site)
    assert again == tree
    assert built == everything


def test_the_cache_serves_another_folder(tmp_path: Path) -> None:
    """As CI restores it: on another machine, at another path."""
    one = start(tmp_path / "one")
    tree, _ = build(one)
    other = start(tmp_path / "elsewhere/other")
    shutil.copytree(one / ".briefing-cache", other / ".briefing-cache")
    again, built = build(other)
    assert again == tree
    assert built < 15


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    site = start(tmp_path)
    build(site)
    for name in (PAGES, BRIEFINGS):
        for left in (site / ".briefing-cache").glob(f"{name}*"):
            left.unlink()
        (site / ".briefing-cache" / name).mkdir()
    tree, _ = build(site)
    assert differences(tree, whole(site)) == []


def test_a_file_in_the_place_of_the_cache_is_not_replaced(tmp_path: Path) -> None:
    site = start(tmp_path)
    (site / ".briefing-cache").write_text("a file in the way")
    done = run(site, "briefing", "build")
    assert (done.returncode, (site / "site").exists()) == (2, False)
    assert "[foreign-folder] --cache: " in done.stderr
    assert (site / ".briefing-cache").read_text() == "a file in the way"


def test_nothing_unpublished_comes_back_from_the_cache(tmp_path: Path) -> None:
    site = start(tmp_path)
    build(site)
    file = site / "briefings/2024/b3.yml"
    change(file, "title: Briefing 3", "status: draft\ntitle: Briefing 3")
    tree, _ = build(site)
    assert not [path for path, data in tree.items() if b"Briefing 3" in data or "/b3/" in path]
    cache = (site / ".briefing-cache" / PAGES).read_bytes()
    with sqlite3.connect(site / ".briefing-cache" / PAGES) as connection:
        kept = connection.execute("select count(*) from entries").fetchone()[0]
    connection.close()
    assert kept < len([path for path in tree if path.endswith((".html", ".svg"))]) + 10
    assert b"Briefing 3" not in cache


def test_a_page_that_someone_has_changed_in_the_site_is_put_right(tmp_path: Path) -> None:
    site = start(tmp_path)
    tree, _ = build(site)
    page, shard = site / "site/briefings/b3/index.html", site / "site/pagefind/main"
    page.write_text("changed", "utf-8")
    (site / "site/briefings/b4/index.html").unlink()
    fragment = min((shard / "fragment").iterdir())
    fragment.write_bytes(b"changed")
    again, built = build(site)
    assert again == tree
    assert built < 15


def test_a_build_to_another_folder_takes_the_cache_alone(tmp_path: Path) -> None:
    site = start(tmp_path)
    tree, _ = build(site)
    _, built = build(site, "--site-dir", "other")
    assert contents(site / "other") == tree
    assert built < 15


def test_dirty_builds_of_mkdocs_take_the_cache(tmp_path: Path) -> None:
    site = start(tmp_path)
    for _ in range(2):
        done = run(site, "mkdocs", "build", "--dirty", "--quiet")
        assert done.returncode == 0, done.stderr
        retitle(site, random.Random(3))  # noqa: S311 - as above
    assert (site / ".briefing-cache" / PAGES).exists()
    done = run(site, "mkdocs", "build", "--dirty", "--quiet")
    assert contents(site / "site") == whole(site)


def test_what_another_version_put_down_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its form may have been another."""
    (tmp_path / "page.html").write_text("page", "utf-8")
    found = []
    for version in ("old", "old", "new", "new", "old"):
        monkeypatch.setattr(
            "generator.incremental.published_tree.program", lambda version=version: version
        )
        monkeypatch.setattr(
            "generator.incremental.page_cache.program", lambda version=version: version
        )
        reuse = PageCache.begin(Cache(tmp_path / "cache"), "stamp", tmp_path)
        known = len(reuse.standing.known)
        found.append((known, reuse.find("page.md", lambda: "", "page.html", tmp_path) is not None))
        key = reuse.kept.pages["page.md"]
        reuse.end(tmp_path, {"page.html": key, "gone.html": key}, lambda _: PageLinks([], {}))
    assert found == [(0, False), (1, True), (0, False), (1, True), (0, False)]


@pytest.mark.parametrize("spoil", ["digest = 'x'", "data = zeroblob(9)"])
def test_pages_that_the_cache_has_lost_are_built_anew(spoil: str, tmp_path: Path) -> None:
    """They stand in the last site, but what the search reads of them is gone."""
    site = start(tmp_path)
    build(site)
    records = {digest_of(name, program()) for name in ("marks", "standing")}
    with closing(sqlite3.connect(site / ".briefing-cache" / PAGES)) as connection, connection:
        keys = [key for (key,) in connection.execute("select key from entries")]
        lost = [(key,) for key in keys if key not in records]
        connection.executemany(f"update entries set {spoil} where key = ?", lost)  # noqa: S608 - the cases above
    change(site / "briefings/2024/b3.yml", "title: ", "title: X ")
    tree, _ = build(site)
    assert tree == whole(site)
    change(site / "briefings/2024/b3.yml", "title: X ", "title: Y ")
    assert build(site)[1] < 100
