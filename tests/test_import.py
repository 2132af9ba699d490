"""`briefing import`: archives of other programs, good and bad."""

import contextlib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.suggest import own_registry
from generator.cli.desk import FORMS
from generator.importers import (
    ArchiveError,
    Composed,
    Mapping,
    Record,
    archives,
    compose,
    read_archive,
)
from tests.site.projects import BRIEFING, run, write_site

JEKYLL = """---
layout: post
title: "Norway: votes"
categories: [politics, Norway]
tags: EU
author: Jane Example
image:
  path: /a.png
---
Norway voted on a **treaty**.

Second paragraph.
"""
HUGO = """+++
title = "Sweden answers"
date = 2023-05-06T10:00:00Z
draft = true
description = "A short one."
[params]
rating = 5
+++
Sweden said so.
"""
BLOG = """---
date: {created: 2024-01-02, updated: 2024-01-05}
slug: finland-waits
title: Finland waits
---
Finland waits.
"""
RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Feed</title>
<item><title>Norway &amp; Sweden</title><link>https://example.org/a</link>
<pubDate>Wed, 27 Nov 2024 10:00:00 +0000</pubDate><dc:creator>J</dc:creator>
<category>EU</category><category>fish</category><guid>tag:1</guid>
<description>Short.</description>
<content:encoded><![CDATA[<p>Norway <b>and</b> <a href="https://x.org/">Sweden</a></p>
<script>alert(1)</script><ul><li>one</li></ul>]]></content:encoded></item>
<item><title>Nothing</title></item>
</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Denmark</title>
<id>urn:uuid:1</id><link rel="alternate" href="https://example.org/d"/>
<link rel="self" href="https://example.org/self"/><updated>2024-03-05T01:02:03Z</updated>
<published>2024-03-04T01:02:03Z</published><category term="EU"/>
<content type="html">&lt;p&gt;Denmark did.&lt;/p&gt;</content></entry></feed>
"""
CSV = """title,date,text,tags,rating
Norway votes,2024-11-27,"Norway voted,
twice.",EU,5
Ragged,2024-11-28
Norway again,27.11.2024,Norway.,,
,2024-11-29,No title here. Norway.,,
Nobody,2024-11-30,Nothing known is named.,,
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    entities = "eu: {name: European Union, aliases: [EU]}\n"
    return write_site(
        tmp_path / "site",
        {
            "briefings/2024/2024-11-27-small.yml": BRIEFING,
            "briefings/entities/organisations.yml": entities,
        },
    )


def bring(site: Path, archive: Path, *more: str) -> tuple[int, str, str]:
    done = run(site, "briefing", "import", str(archive), *more)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def new(site: Path) -> dict[str, str]:
    files = sorted((site / "briefings").glob("2*/*.yml"))
    return {f.name: f.read_text("utf-8") for f in files if f.name != "2024-11-27-small.yml"}


@pytest.fixture
def markdown(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    files = {
        "_posts/2022-3-4-norway-votes.md": JEKYLL,
        "content/sweden.md": HUGO,
        "blog/post/index.md": BLOG,
        "page.md": "No front matter.\n",
        "list.md": "---\n- a\n---\nText\n",
        "tagged.md": "---\ntitle: !!python/object x\n---\n",
        "undated.md": "---\ntitle: Norway\n---\nNorway.\n",
        "deep.md": "---\ntitle: Norway\ndate: 2024-01-01\n---\nNorway " + "[" * 3000 + "\n",
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    (folder / "linked.md").symlink_to("/etc/hostname")
    return folder


def test_a_folder_of_markdown_is_taken_over(site: Path, markdown: Path) -> None:
    status, said, counted = bring(site, markdown)
    assert status == 1
    assert counted.splitlines() == [
        "3 written, 0 there already, 6 not taken",
        "Not public where they come from: 1 of them drafts, 0 under an embargo",
    ]
    reasons = dict(line.split(": ", 1) for line in said.splitlines())
    assert reasons["page.md"] == "line 1: The file has no front matter"
    assert "begins with a hyphen, as a list does" in reasons["list.md"]
    assert "cannot begin with !" in reasons["tagged.md"]
    assert reasons["undated.md"] == "it has no date"
    assert "bracket" in reasons["deep.md"]
    assert "symbolic link" in reasons["linked.md"]
    assert reasons["content/sweden.md"] == "a draft: draft is “true”"
    files = new(site)
    assert list(files) == [
        "2022-03-04-norway-votes.yml",
        "2023-05-06-sweden.yml",
        "2024-01-02-finland-waits.yml",
    ]
    jekyll = files["2022-03-04-norway-votes.yml"]
    assert "title: 'Norway: votes'\n" in jekyll
    assert "countries: [norway]\n" in jekyll
    assert "organisations: [eu]\n" in jekyll
    assert "authors: [Jane Example]\n" in jekyll
    assert "summary: Norway voted on a treaty.\n" in jekyll
    assert "x-tags: [politics]\n" in jekyll
    assert "x-layout: post\n" in jekyll
    assert "x-image-path: /a.png\n" in jekyll
    assert "body: |\n  Norway voted on a **treaty**.\n\n  Second paragraph.\n" in jekyll
    assert "status: draft\n" in files["2023-05-06-sweden.yml"]
    assert "x-params-rating: '5'\n" in files["2023-05-06-sweden.yml"]
    assert "updated: 2024-01-05\n" in files["2024-01-02-finland-waits.yml"]
    assert run(site, "briefing", "check").returncode == 0


def test_again_changes_nothing_and_never_what_was_edited(site: Path, markdown: Path) -> None:
    bring(site, markdown)
    before = new(site)
    assert "0 written, 3 there already" in bring(site, markdown)[2]
    assert new(site) == before
    edited = site / "briefings/2022/2022-03-04-norway-votes.yml"
    edited.write_text(edited.read_text("utf-8") + "# mine\n", "utf-8")
    _, said, counted = bring(site, markdown)
    assert "there is a briefing norway-votes with other content" in said
    assert "0 written, 2 there already" in counted
    assert edited.read_text("utf-8").endswith("# mine\n")


def test_the_command_offers_every_reader() -> None:
    assert set(FORMS) == set(archives.FORMS)


def test_a_dry_run_writes_nothing(site: Path, markdown: Path) -> None:
    assert "3 written" in bring(site, markdown, "--dry-run")[2]
    assert new(site) == {}


@pytest.mark.parametrize(("name", "text"), [("feed.xml", RSS), ("feed.atom", ATOM)])
def test_feeds_are_taken_over(name: str, text: str, site: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    status, said, _ = bring(site, tmp_path / name)
    (file,) = new(site).values()
    if name == "feed.xml":
        assert (status, said) == (1, "feed.xml, item 2: it has no date\n")
        assert "title: Norway & Sweden\n" in file
        assert "date: 2024-11-27\n" in file
        assert "countries: [norway, sweden]\n" in file
        assert "organisations: [eu]\n" in file
        assert "x-tags: [fish]\n" in file
        assert "x-guid: tag:1\n" in file
        assert "    url: https://example.org/a\n" in file
        assert "  Norway **and** [Sweden](https://x.org/)\n" in file
        assert "  - one\n" in file
        assert "alert" not in file
    else:
        assert (status, said) == (0, "")
        assert "date: 2024-03-04\nupdated: 2024-03-05\n" in file
        assert "    url: https://example.org/d\n" in file
    assert run(site, "briefing", "check").returncode == 0


def test_a_table_is_taken_over(site: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(CSV, "utf-8")
    status, said, counted = bring(site, tmp_path / "a.csv")
    assert status == 1
    assert "1 written, 0 there already, 4 not taken" in counted
    assert said.splitlines() == [
        "a.csv, line 4: it has 2 values, and the head has 5 names",
        "a.csv, line 5: “27.11.2024” is not a date",
        "a.csv, line 6: it has no title",
        "a.csv, line 7: neither its tags nor its text name anything that the registry has",
    ]
    (file,) = new(site).values()
    assert "x-rating: '5'\n" in file
    assert "  Norway voted,\n  twice.\n" in file


def test_a_mapping_says_what_is_what(site: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Kop;Dag;Tekst\nNorway votes;2024-11-27;Norway.\n", "utf-8")
    mapping = tmp_path / "m.yml"
    mapping.write_text("fields: {title: Kop, date: Dag, body: Tekst}\nvalues: {license: CC0-1.0}\n")
    status, said, _ = bring(site, tmp_path / "a.csv", "--mapping", str(mapping))
    assert (status, said) == (0, "")
    (file,) = new(site).values()
    assert "title: Norway votes\n" in file
    assert "license: CC0-1.0\n" in file


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fields: {titel: x}\n", "titel is none of title"),
        ("feilds: {}\n", "feilds is not known"),
        ("fields: [a]\n", "not a mapping"),
        ("fields: {title: {a: b}}\n", "neither a text nor a list"),
        ("a: [\n", "not YAML"),
        ("keep: {a: b}\n", "neither a text nor a list"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_said(
    text: str, said: str, site: Path, tmp_path: Path
) -> None:
    (tmp_path / "m.yml").write_text(text, "utf-8")
    (tmp_path / "a.csv").write_text(CSV, "utf-8")
    status, _, error = bring(site, tmp_path / "a.csv", "--mapping", str(tmp_path / "m.yml"))
    assert status == 1
    assert said in error
    assert new(site) == {}


WORDPRESS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Desk</title><wp:author><wp:author_email>ann@desk.example</wp:author_email>
</wp:author>{items}</channel></rss>
"""
ITEM = """<item><title>Norway {name}</title><link>https://old.example/?p={number}</link>
<pubDate>{date}</pubDate><dc:creator>ann@desk.example (Ann)</dc:creator>
<content:encoded><![CDATA[<p>Norway: {name}.</p>]]></content:encoded>
<excerpt:encoded>Short {name}.</excerpt:encoded><wp:post_date>2024-05-06 12:00:00</wp:post_date>
<wp:status>{status}</wp:status><wp:post_password>{password}</wp:post_password>
<wp:postmeta><wp:meta_key>_api_key</wp:meta_key><wp:meta_value>swordfish</wp:meta_value></wp:postmeta>
<wp:comment><wp:comment_author_email>carl@home.example</wp:comment_author_email>
<wp:comment_author_IP>192.0.2.44</wp:comment_author_IP></wp:comment></item>
"""
STATES = ("publish", "draft", "private", "pending", "trash", "future", "auto-draft", "inherit", "?")


def test_only_what_wordpress_published_is_published_and_no_secret_is_kept(
    site: Path, tmp_path: Path
) -> None:
    of_all = {"date": "Mon, 06 May 2024 10:00:00 +0000", "password": ""}
    items = [
        ITEM.format(number=n, name=f"no {n}", status=state, **of_all)
        for n, state in enumerate(STATES)
    ]
    later = of_all | {"date": "Wed, 07 May 2999 11:00:00 +0000"}
    items.append(ITEM.format(number=50, name="to come", status="publish", **later))
    items.append(
        ITEM.format(number=51, name="locked", status="publish", **of_all | {"password": "hunter2"})
    )
    undated = of_all | {"date": "Mon, 30 Nov -0001 00:00:00 +0000"}
    items.append(ITEM.format(number=52, name="undated", status="draft", **undated))
    (tmp_path / "wp.xml").write_text(WORDPRESS.format(items="".join(items)), "utf-8")
    status, said, counted = bring(site, tmp_path / "wp.xml")
    files = new(site)
    public = [
        name
        for name, text in files.items()
        if not any(
            line.startswith(("status: draft", "embargo_until: 2")) for line in text.splitlines()
        )
    ]
    assert (status, public) == (0, ["2024-05-06-norway-no-0.yml"])
    assert "10 of them drafts, 1 under an embargo" in counted
    assert "Not kept: comment, postmeta" in counted
    assert "2024-05-06-norway-undated.yml" in files
    everything = "".join(files.values()) + said + counted
    for secret in ("hunter2", "swordfish", "carl@", "ann@", "192.0.2.44"):
        assert secret not in everything
    assert "authors: [Ann]\n" in files["2024-05-06-norway-no-0.yml"]
    assert "summary: Short no 0.\n" in files["2024-05-06-norway-no-0.yml"]
    assert "item 9: a draft: status is “?”, which may mean anything" in said


def test_a_draft_of_blogger_is_one(site: Path, tmp_path: Path) -> None:
    control = "<control xmlns='http://www.w3.org/2007/app'><draft>yes</draft></control>"
    text = ATOM.replace(
        "<content", f"{control}<author><name>J</name><email>j@x.org</email></author><content"
    )
    (tmp_path / "a.atom").write_text(text, "utf-8")
    assert bring(site, tmp_path / "a.atom")[0] == 0
    (file,) = new(site).values()
    assert "status: draft\n" in file
    assert "authors: [J]\n" in file


def test_a_column_that_is_empty_publishes_nothing_and_a_mapping_names_what_is_kept(
    site: Path, tmp_path: Path
) -> None:
    rows = "title,date,text,Status,rating,phone\n" + "".join(
        f"Norway {n},2024-11-27,Norway.,{state},5,12345\n"
        for n, state in enumerate(["published", "", "Done"])
    )
    (tmp_path / "a.csv").write_text(rows, "utf-8")
    assert "Not kept: phone\n" in bring(site, tmp_path / "a.csv", "--dry-run")[2]
    (tmp_path / "m.yml").write_text("keep: [phone]\n", "utf-8")
    _, said, counted = bring(site, tmp_path / "a.csv", "--mapping", str(tmp_path / "m.yml"))
    assert "Not kept" not in counted
    files = list(new(site).values())
    assert ["status: draft\n" in text for text in files] == [False, True, True]
    assert all("x-phone: '12345'\n" in text for text in files)
    assert "line 3: a draft: Status is empty, which may mean anything" in said


BOMB = (
    '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><rss><item><title>&d;</title></item></rss>'
)
FILE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><rss><item><title>&b;</title></item></rss>'


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xml", b"", "not XML"),
        ("a.xml", b"<rss>", "not XML"),
        ("a.xml", b"title,date\n", "not XML"),
        ("a.xml", b"<html><body/></html>", "no feed"),
        ("a.xml", BOMB.encode(), "declares entities"),
        ("a.xml", FILE.encode(), "declares entities"),
        ("a.xml", b'<?xml version="1.0" encoding="nope"?><rss/>', "not XML"),
        ("a.csv", b"", "no line of different names"),
        ("a.csv", b"a,a\n1,2\n", "no line of different names"),
        ("a.csv", b"title\xff\n", "not text in UTF-8"),
        ("a.csv", b"title\n\x00\n", "NUL byte"),
        ("a.pdf", b"%PDF", "is no folder"),
    ],
)
def test_what_is_no_archive_is_said(
    name: str, data: bytes, said: str, site: Path, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    status, shown, error = bring(site, tmp_path / name)
    assert (status, shown) == (1, "")
    assert said in error
    assert new(site) == {}


def test_a_quotation_that_never_ends_is_said_and_what_was_before_is_taken(
    site: Path, tmp_path: Path
) -> None:
    text = 'title,date,text\nNorway,2024-11-27,Norway.\n"Sweden,2024-11-28,Sweden.\n'
    (tmp_path / "a.csv").write_text(text, "utf-8")
    status, said, counted = bring(site, tmp_path / "a.csv")
    assert (status, said.count("a.csv, line")) == (1, 1)
    assert "1 written" in counted


REGISTRY = own_registry()
TEXTS = st.text(max_size=40)


@given(
    values=st.dictionaries(
        st.sampled_from(["title", "date", "summary", "tags", "author", "link", "lang", "x y", "Ü"]),
        TEXTS | st.just("2024-11-27") | st.lists(TEXTS, max_size=3),
    ),
    body=st.text(max_size=200),
    is_html=st.booleans(),
)
@settings(max_examples=200, deadline=None)
def test_whatever_is_composed_passes_the_check(
    values: dict[str, str | list[str]], body: str, *, is_html: bool
) -> None:
    record = Record(
        origin="r",
        values={"date": "2024-11-27", "title": "Norway", **values},
        body=f"Norway {body}",
        is_html=is_html,
    )
    made = compose(record, Mapping(), REGISTRY, "briefings")
    if isinstance(made, Composed):
        assert made.path.startswith("briefings/")
        assert ".." not in made.path


@given(data=st.binary(max_size=300), name=st.sampled_from(["a.xml", "a.csv"]))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        with contextlib.suppress(ArchiveError):
            list(read_archive(path))
