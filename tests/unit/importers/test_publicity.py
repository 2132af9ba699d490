"""Whether a record was public where it comes from: every sign that a program documents."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.importers import Record, read_archive
from generator.importers.keeping import holds_secret, is_kept, names_alone
from generator.importers.publicity import Publicity, judge
from generator.importers.signs import SIGNS, Reading, Sign, key_of
from generator.schema.vocabulary import Tlp

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def said(values: dict[str, str | list[str]], *texts: str, dates: tuple[str, ...] = ()) -> Publicity:
    return judge(values, texts=texts, dates=dates, now=NOW)


def is_public(judged: Publicity) -> bool:
    return not judged.withheld and not judged.embargo


HIDDEN = {
    "Jekyll": "published: false",
    "Jekyll, no": "published: no",
    "Jekyll, spelled anew": "Published: 'FALSE'",
    "Jekyll, unknown": "published: soon",
    "Jekyll, empty": "published:",
    "Hugo draft": "draft: true",
    "Hugo draft, unknown": "draft: maybe",
    "Hugo publishDate": "publishDate: 2026-05-05",
    "Hugo publishDate, no zone": "publishDate: 2026-05-04T12:30:00",
    "Hugo expiryDate": "expiryDate: 2026-05-03",
    "Hugo build": "build: {render: never, list: never}",
    "Hugo build, old": "_build: {list: local}",
    "Hugo headless": "headless: true",
    "Hugo params": "params: {draft: true}",
    "Zola extra": "extra: {private: yes}",
    "Obsidian Publish": "publish: false",
    "Digital Garden": "dg-publish: false",
    "Digital Garden, empty": "dg-publish:",
    "Eleventy collections": "eleventyExcludeFromCollections: true",
    "Eleventy permalink": "permalink: false",
    "Pelican": "Status: hidden",
    "Nikola status": "status: private",
    "Nikola tags": "tags: 'norway, draft'",
    "Nikola tag list": "tags: [norway, private]",
    "Ghost scheduled": "status: scheduled",
    "Ghost sent by mail alone": "status: sent",
    "Ghost members": "visibility: members",
    "Ghost tiers": "visibility: tiers",
    "WordPress": "status: auto-draft",
    "WordPress password": "post_password: hunter2",
    "Drupal": "status: 0",
    "Joomla trashed": "state: -2",
    "Joomla publish_up": "publish_up: 2030-01-01 00:00:00",
    "Docusaurus": "unlisted: true",
    "Logseq": "public: false",
    "Grav": "routable: false",
    "Grav access": "access: {site.login: true}",
    "Lektor": "_hidden: yes",
    "Substack": "audience: only_paid",
    "Tumblr": "state: queue",
    "Plone": "review_state: pending",
    "Notion": "Status: In progress",
    "a list": "status: [published, draft]",
    "inside a word": "status: {value: published}",
    "a list of mappings": "status: [{value: draft}]",
    "TLP": "tlp: 'TLP:AMBER+STRICT'",
    "classification": "classification: Restricted",
    "full width": "status: ｄｒａｆｔ",
    "invisible": "status: 'pub\\u200blished anew'",
    "robots": "robots: 'noindex, nofollow'",
    "schema.org": "creativeWorkStatus: Draft",
    "embargo": "embargo: 2026-12-01",
    "embargo, no date": "embargoed: true",
    "Strapi, a null": "publishedAt: null",
    "Craft": "enabled: false",
    "embargo, unknown": "embargo: until further notice",
}
PUBLIC = {
    "nothing": "layout: post",
    "Jekyll": "published: true",
    "Jekyll, a date": "published: 2024-01-01",
    "Hugo": "draft: false",
    "Hugo publishDate": "publishDate: 2026-05-04",
    "Hugo publishDate, zone": "publishDate: 2026-05-04T13:30:00+02:00",
    "Hugo build": "build: {render: always, list: always}",
    "Obsidian": "publish: 'yes'",
    "Ghost": "status: published\nvisibility: public",
    "WordPress": "status: publish",
    "Drupal": "status: 1",
    "Blogger": "status: LIVE",
    "Nikola": "status: featured",
    "permalink": "permalink: /a/",
    "a picture that is hidden": "cover: {hidden: true}",
    "a tag of two words": "tags: [draft resolution]",
    "an embargo that has ended": "embargo: 2020-01-01",
    "no password": "password: ''",
    "TLP": "tlp: CLEAR",
}


def read_one(folder: Path, head: str) -> Record:
    folder.mkdir()
    (folder / "a.md").write_text(f"---\n{head}\n---\nText.\n", "utf-8")
    (record,) = read_archive(folder)
    assert isinstance(record, Record), record
    return record


@pytest.mark.parametrize("head", HIDDEN.values(), ids=HIDDEN)
def test_a_sign_that_a_record_is_not_public_is_seen(head: str, tmp_path: Path) -> None:
    assert not is_public(said(dict(read_one(tmp_path / "a", head).values)))


@pytest.mark.parametrize("head", PUBLIC.values(), ids=PUBLIC)
def test_what_is_public_stays_so(head: str, tmp_path: Path) -> None:
    assert is_public(said(dict(read_one(tmp_path / "a", head).values)))


SAMPLES = {
    Reading.HIDES: (["true", "Yes", "1", "on"], ["false", "No", "0", "off"]),
    Reading.SHOWS: (["false", "No", "0", "off"], ["true", "Yes", "1", "2020-01-01"]),
    Reading.LOCKS: (["x"], [""]),
    Reading.FROM: (["2026-05-05", "2026-05-04T18:00:00Z", "soon", "yes"], ["2026-05-03", "", "no"]),
    Reading.UNTIL: (["2026-05-03", "soon"], ["2026-05-05", ""]),
}
"""By reading: values that must hide, and that must not; those of words stand in their rows."""


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: f"{sign.reading} {sign.keys[0]}")
def test_each_row_of_the_table_holds(sign: Sign) -> None:
    assert sign.programs
    words = sorted(sign.hidden), sorted(sign.public) or ["anything", ""]
    hide, show = SAMPLES.get(sign.reading, words)
    assert hide
    assert show
    for key in sign.keys:
        assert key == key_of(key)
        for value in hide:
            assert not is_public(said({key: value})), (key, value)
        for value in show:
            assert is_public(said({key: value})), (key, value)


@pytest.mark.parametrize(
    "sign",
    [s for s in SIGNS if s.reading not in {Reading.BARS, Reading.LOCKS}],
    ids=lambda sign: f"{sign.reading} {sign.keys[0]}",
)
def test_an_unknown_value_is_never_taken_for_published_and_is_named(sign: Sign) -> None:
    for key in sign.keys:
        judged = said({key: "Überprüft"})
        assert any("“Überprüft”" in reason for reason in judged.withheld), key


def test_a_word_that_hides_counts_more_than_one_that_shows() -> None:
    assert said({"status": "published", "params.status": "draft"}).withheld
    assert said({"status": ["published", "trash"]}).withheld


def test_a_moment_to_come_is_an_embargo_until_it_is_there_everywhere() -> None:
    assert said({"publishDate": "2030-01-02"}).embargo == "2030-01-02T00:00:00-12:00"
    assert said({"publishDate": "2030-01-02T09:00+01:00"}).embargo == "2030-01-02T09:00:00+01:00"
    assert said({"pubDate": "Tue, 07 May 2030 11:00:00 +0000"}).embargo.startswith("2030-05-07T11")
    assert said({"date": "x"}, dates=("2026-05-05",)).embargo == "2026-05-05T00:00:00-12:00"
    latest = said({"publishDate": "2030-01-02"}, dates=("2031-01-01",))
    assert latest.embargo.startswith("2031")
    assert said({"publishDate": "2030/01/02 10:00 PST"}).embargo == "2030-01-02T23:59:59-12:00"


def test_what_ends_later_is_said() -> None:
    assert "2027-01-01" in said({"expiryDate": "2027-01-01"}).notices[0]


def test_a_colour_is_kept() -> None:
    assert said({"tlp": "TLP:AMBER"}).tlp is Tlp.AMBER
    assert said({"tlp": ["green", "Red"]}).tlp is Tlp.RED
    assert said({"tlp": "white"}).tlp is Tlp.CLEAR


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Private: Norway", ""),
        ("Protected: Norway", ""),
        ("Norway", "TLP:AMBER\n\nText"),
        ("Norway", "Text %%for us%% more"),
        ("Norway", "{% comment %}for us{% endcomment %}"),
        ("Norway", "{{/* for us */}}"),
        ("Norway", "{/* for us */}"),
        ("Norway", "<!--members-only-->\nText"),
    ],
)
def test_a_text_that_is_not_for_all_is_a_draft(title: str, body: str) -> None:
    assert said({}, title, body).withheld
    assert is_public(said({}, "Norway", "# A {#a}\n\n<!--more-->100% sure"))


def test_a_password_is_not_repeated() -> None:
    (reason,) = said({"post_password": "hunter2"}).withheld
    assert "hunter2" not in reason


def test_what_a_mapping_says_counts() -> None:
    def mapped(value: str, name: str) -> Publicity:
        chosen = frozenset({"State"})
        if name == "draft":
            return judge({"State": value}, texts=(), dates=(), now=NOW, tells_draft=chosen)
        return judge({"State": value}, texts=(), dates=(), now=NOW, tells_else=chosen)

    assert is_public(mapped("Texas", "tags"))
    assert mapped("draft", "tags").withheld
    assert mapped("Ready", "draft").withheld
    assert is_public(mapped("published", "draft"))
    assert is_public(mapped("no", "draft"))


def write(folder: Path, files: dict[str, str]) -> dict[str, Record]:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    found = {record.origin: record for record in read_archive(folder)}
    return {origin: record for origin, record in found.items() if isinstance(record, Record)}


NOTE = "---\ntitle: Norway\n---\nText.\n"


@pytest.mark.parametrize(
    "path", ["_drafts/a.md", "x/drafts/a.md", "Private/a.md", "_notes/a.md", "_a.md", "draft_a.md"]
)
def test_where_a_file_lies_can_say_that_it_is_not_public(path: str, tmp_path: Path) -> None:
    records = write(tmp_path / "a", {path: NOTE, "_posts/b.md": NOTE, "notes/_index.md": NOTE})
    assert {origin for origin, record in records.items() if record.withheld} == {path}


def test_the_folder_itself_can_say_so(tmp_path: Path) -> None:
    assert write(tmp_path / "_drafts/2024", {"a.md": NOTE})["a.md"].withheld
    assert write(tmp_path / "drafts", {"a.md": NOTE})["a.md"].withheld


def test_what_lies_in_a_hidden_folder_is_refused(tmp_path: Path) -> None:
    assert write(tmp_path / "a", {".trash/a.md": NOTE, "b.md": NOTE}).keys() == {"b.md"}


def test_a_section_speaks_for_what_is_in_it(tmp_path: Path) -> None:
    files = {
        "secret/_index.md": "+++\ntitle = 'x'\n[cascade]\ndraft = true\n+++\n",
        "secret/deep/a.md": NOTE,
        "drafty/_index.md": "---\ndraft: true\n---\n",
        "drafty/b.md": NOTE,
        "open/_index.md": NOTE,
        "open/c.md": NOTE,
    }
    records = write(tmp_path / "a", files)
    public = {origin for origin, record in records.items() if not record.withheld}
    assert public == {"open/_index.md", "open/c.md"}


JEKYLL = """\
defaults:
  - {scope: {path: ""}, values: {layout: post}}
  - {scope: {path: "_posts/secret/*"}, values: {published: false}}
"""


def test_the_defaults_of_jekyll_hold(tmp_path: Path) -> None:
    files = {"_config.yml": JEKYLL, "_posts/a.md": NOTE, "_posts/secret/b.md": NOTE}
    whole = write(tmp_path / "a", files)
    assert [origin for origin, record in whole.items() if record.withheld] == ["_posts/secret/b.md"]
    inner = write(tmp_path / "a/_posts", {})
    assert [origin for origin, record in inner.items() if record.withheld] == ["secret/b.md"]


@pytest.mark.parametrize("name", ["deep.json", "deep.11tydata.json"])
def test_the_data_of_a_folder_of_eleventy_hold(name: str, tmp_path: Path) -> None:
    files = {f"x/deep/{name}": '{"permalink": false}', "x/deep/a.md": NOTE, "x/b.md": NOTE}
    records = write(tmp_path / "a", files)
    assert [origin for origin, record in records.items() if record.withheld] == ["x/deep/a.md"]


def test_what_cannot_be_read_says_nothing_of_others(tmp_path: Path) -> None:
    files = {"_config.yml": "[" * 5000, "x/x.json": "{", "x/_index.md": "+++", "x/a.md": NOTE}
    assert not write(tmp_path / "a", files)["x/a.md"].withheld


@pytest.mark.parametrize("key", ["dg-publish", "publish"])
def test_where_some_notes_are_marked_the_others_are_not_public(key: str, tmp_path: Path) -> None:
    marked = f"---\ntitle: Norway\n{key}: true\n---\nText.\n"
    records = write(tmp_path / "a", {"a.md": NOTE, "b/c.md": marked})
    assert records["a.md"].withheld
    assert not records["b/c.md"].withheld


@pytest.mark.parametrize(
    "value",
    [
        "ann@desk.example",
        "Ann <ann@desk.example>",
        "tag:ann@desk.example,2024:1",
        "https://ann:pw@desk.example/",
        "https://desk.example/?p=1&preview_nonce=1a2b",
        "https://desk.example/?access_token=1",
        "-----BEGIN PRIVATE KEY-----",
        "192.0.2.17",
        "2001:db8:0:0::1",
        "ghp_0123456789abcdef",
        "AKIAIOSFODNN7EXAMPLE",
        "d41d8cd98f00b204e9800998ecf8427e",
    ],
)
def test_a_secret_is_known(value: str) -> None:
    assert holds_secret(value)


@pytest.mark.parametrize(
    "value",
    [
        "Ann Example",
        "https://desk.example/2024/05/06/norway-votes-on-a-treaty-again/?p=2",
        "550e8400-e29b-41d4-a716-446655440000",
        "asia-pacific-region",
        "/images/map-of-norway-2024.png",
        "Basic research",
        "10:30:00",
    ],
)
def test_what_is_none_is_kept(value: str) -> None:
    assert not holds_secret(value)


def test_only_what_is_known_to_be_harmless_is_kept() -> None:
    for key in ("layout", "image.path", "params.rating", "guid", "post_type"):
        assert is_kept(key), key
    for key in ("postmeta", "comment", "author_email", "_edit_last", "api_key", "image.token", "x"):
        assert not is_kept(key), key


def test_a_mapping_may_keep_what_is_not_known_but_no_secret() -> None:
    keys = ("phone", "post_password", "API-Key", "author_email", "password", "access.token")
    assert [key for key in keys if is_kept(key, frozenset(keys))] == ["phone"]


def test_authors_are_names() -> None:
    given = ["Ann <ann@a.org>", "bo@a.org (Bo)", "cy@a.org", "Dee", "<mailto:ann@a.org> Ann"]
    assert names_alone(given) == ["Ann", "Bo", "Dee"]
