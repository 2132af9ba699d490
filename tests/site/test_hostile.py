"""A contributor's text is data: nothing in it runs, loads, or leaves its place (rule 7)."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.site.browsing import Open, Visit
from tests.site.payloads import BLOCKS, ELSEWHERE, LINES, Payload
from tests.site.projects import CONFIG, build, run, write_site
from tests.site.server import Serve

EVERY = (*LINES, *BLOCKS)
WORD = "zqfind"
"""In every title, so that one search shows them all."""

LISTEN = """
window.heard = [];
window.ran = new Proxy({}, {get: (_, name) => () => { window.heard.push(name); }});
"""
"""Takes down every name that is called."""

STIR = """
async (where) => {
  const all = [...document.querySelectorAll(where)];
  const events = ["pointerover", "pointerenter", "mouseover", "mouseenter", "focus", "focusin"];
  for (const element of all) {
    for (const event of events) element.dispatchEvent(new MouseEvent(event, {bubbles: true}));
    element.focus && element.focus();
    const target = String(element.href?.baseVal ?? element.href ?? "");
    const stays = !/^https?:|^$/.test(target) || !element.closest("a, label, form");
    if (stays || element.matches("article button")) element.click && element.click();
    if (element.matches?.("article text")) {
      element.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}));
    }
  }
  await new Promise(done => setTimeout(done, 20));
  return [...new Set(window.heard)];
}
"""
"""Touches, focuses and clicks everything that leads to no other page, and says what ran."""


def stir(visit: Visit, where: str = "article, article *, .md-header__title *") -> list[str]:
    ran: list[str] = visit.page.evaluate(STIR, where)
    return ran


def body(text: str) -> str:
    """A text in every place of a body."""
    return f"""
{text}

## Heading {text}

[label {text}]({ELSEWHERE}/ "title {text}") ![alt {text}]({ELSEWHERE}/x.png)

[address]({text}) <{text}> **{text}** `{text}`

| head | {text} |
|---|---|
| cell | {text} |

A footnote.[^n]

> {text}

- {text}

```{text}
fenced {text}
```

Term
: {text}

[^n]: {text}
"""


def briefing(payload: Payload) -> dict[str, object]:
    text = payload.hostile
    return {
        "title": f"{WORD} {payload.name} {text}",
        "date": "2024-11-27",
        "updated": "2024-11-28",
        "lang": "en",
        "authors": [f"{text} author"],
        "summary": f"{text} summary",
        "judgements": [
            {"text": f"{text} will likely stay.", "likelihood": "likely", "basis": f"{text} basis"}
        ],
        "organisations": [payload.name],
        "people": [payload.name],
        "topics": [payload.name],
        "assessments": [{"entity": "KZ", "trend": "improved", "note": f"{text} note"}],
        "events": [{"date": "2024-11-27", "text": f"{text} event", "place": f"{text} place"}],
        "watch": [{"text": f"{text} watch", "due": "2030-01-01", "outcome": f"{text} outcome"}],
        "relations": [{"from": "KZ", "to": "RU", "type": "near", "text": f"{text} relation"}],
        "sources": [
            {
                "id": "s",
                "title": f"{text} source",
                "publisher": f"{text} publisher",
                "url": f"{ELSEWHERE}/?{quote(text)}",
                "note": f"{text} note",
            }
        ],
        "changes": [{"date": "2024-11-28", "kind": "minor", "text": f"{text} change"}],
        "license": "CC0-1.0",
        "body": body(text),
    }


def entity(payload: Payload, kind: str, **fields: object) -> dict[str, object]:
    text = payload.hostile
    return {
        "name": f"{text} {payload.name} {kind}",
        "aliases": [f"{payload.name} {text} {kind}"],
        "previous_names": [f"{kind} {payload.name} {text}"],
        "summary": f"{text} summary",
        "website": f"{ELSEWHERE}/?{quote(text)}",
        **fields,
    }


def entities() -> Iterator[tuple[str, str]]:
    written = {
        "organisations": {
            p.name: entity(
                p,
                "organisation",
                headquarters=p.hostile,
                members=[{"country": "KZ", "note": p.hostile}],
            )
            for p in LINES
        },
        "people": {
            p.name: entity(
                p, "person", roles=[{"title": p.hostile, "of": f"organisation/{p.name}"}]
            )
            for p in LINES
        },
        "topics": {p.name: entity(p, "topic", scope_note=p.hostile) for p in LINES},
    }
    for kind, records in written.items():
        yield f"briefings/entities/{kind}.yml", yaml.safe_dump(records, allow_unicode=True)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = dict(entities())
    for payload in LINES:
        path = f"briefings/2024/{payload.name}.yml"
        files[path] = yaml.safe_dump(briefing(payload), allow_unicode=True)
    for payload in BLOCKS:
        plain = Payload(name=payload.name, text="plain")
        fields = {**briefing(plain), "body": payload.hostile}
        for kind in ("organisations", "people", "topics"):
            fields[kind] = ["script"]
        files[f"briefings/2024/{payload.name}.yml"] = yaml.safe_dump(fields, allow_unicode=True)
    return write_site(tmp_path_factory.mktemp("hostile"), files)


@pytest.fixture(scope="module")
def tree(site: Path) -> Path:
    return build(site)


def test_each_payload_is_live_where_nothing_cleans(
    tmp_path: Path, serve: Serve, open_page: Open
) -> None:
    """The control: a plain site runs what ours does not."""
    for payload in EVERY:
        page = tmp_path / f"docs/{payload.name}.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(f"# Page\n\n{payload.hostile}\n", "utf-8")
    (tmp_path / "docs/title.md").write_text(
        "---\ntitle: <img src=x onerror=ran.title()>\n---\n\ntext\n", "utf-8"
    )
    (tmp_path / "docs/index.md").write_text("# Home\n", "utf-8")
    config = "site_name: Plain\ntheme: {name: material, font: false}\nplugins: []\n"
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    assert run(tmp_path, "mkdocs", "build", "--quiet").returncode == 0
    url = serve(tmp_path / "site")
    silent = [
        p.name for p in EVERY if p.runs and p.name not in ran_at(f"{url}{p.name}/", open_page)
    ]
    assert silent == []
    assert "title" in ran_at(f"{url}title/", open_page)


def ran_at(url: str, open_page: Open) -> list[str]:
    visit = listening(url, open_page)
    ran = stir(visit)
    visit.page.context.close()
    return ran


def listening(url: str, open_page: Open) -> Visit:
    """Open a page that takes down, from its first moment on, what runs in it."""
    visit = open_page(url)
    visit.page.add_init_script(LISTEN)
    visit.page.reload()
    return visit


def test_no_payload_runs_or_loads(tree: Path, serve: Serve, open_page: Open) -> None:
    url = serve(tree)
    visit = listening(url, open_page)
    places = [f"briefings/{payload.name}/" for payload in EVERY]
    places += [f"organisations/{payload.name}/" for payload in LINES]
    places += [f"{kind}/{name}/" for kind in ("people", "topics") for name in ("image", "script")]
    places += ["", "organisations/", "people/", "topics/", "archive/", "archive/2024-11/"]
    places += ["countries/kazakhstan/", "no/such/page/"]
    for place in places:
        answer = visit.page.goto(url + place)
        assert answer is not None
        assert answer.ok or place.startswith("no/"), place
        assert stir(visit) == [], place
    asked = [request for request in visit.requests if not request.startswith(url)]
    assert [request for request in asked if request != "about:blank"] == []


def test_no_payload_runs_in_the_results_of_a_search(
    tree: Path, serve: Serve, open_page: Open
) -> None:
    for query in (WORD, "summary", "organisation", "fenced", "relation"):
        visit = listening(serve(tree), open_page)
        visit.page.locator(".md-search__input").click()
        visit.page.locator(".md-search__input").press_sequentially(query)
        visit.page.locator(".md-search-result__item").first.wait_for()
        for more in visit.page.locator(".md-search-result__more summary").all()[:10]:
            more.click()
        assert stir(visit, ".md-search-result__item *") == [], query
        assert visit.foreign() == []


def test_no_payload_runs_in_the_sites_own_search(site: Path, serve: Serve, open_page: Open) -> None:
    config = CONFIG.replace("[briefings, search]", "[briefings]")
    (site / "own.yml").write_text(config, "utf-8")
    url = serve(build(site, "-f", "own.yml", site="own"))
    visit = listening(f"{url}search/?q={WORD}", open_page)
    results = visit.page.locator(".briefing-results > li")
    for number in range(10, len(LINES), 10):
        results.nth(number - 1).wait_for()
        visit.page.get_by_role("button", name="More results").click()
    results.nth(len(LINES) - 1).wait_for()
    assert any("<script>" in text for text in results.locator("h2").all_inner_texts())
    assert stir(visit, "#briefing-search *:not(button, input, select, summary)") == []
    assert visit.foreign() == []


FORBIDDEN = "iframe, frame, object, embed, base, meta[http-equiv], style, form, video, audio"
FORBIDDEN += ", article input"


def test_no_page_holds_what_could_run(tree: Path) -> None:
    """The markup itself, of every page: the theme's own parts are all that a page may have."""
    pages = sorted(tree.rglob("*.html"))
    assert len(pages) > 200
    plain = theme_parts(tree / "about/index.html")
    for file in pages:
        document = LexborHTMLParser(file.read_text("utf-8"))
        for node in document.css("*"):
            assert not unsafe(node), f"{file}: {node.html[:200] if node.html else node}"
        assert theme_parts(file) == plain, file


def unsafe(node: LexborNode) -> bool:
    address = "".join(
        str(node.attributes.get(name) or "") for name in ("href", "src", "action", "xlink:href")
    )
    scheme = "".join(address.split()).partition(":")[0].lower()
    handlers = [name for name in node.attributes if name.startswith("on")]
    style = str(node.attributes.get("style") or "")
    loads = node.tag != "a" and ELSEWHERE in address
    return bool(
        handlers or loads or "url(" in style or scheme in {"javascript", "data", "vbscript"}
    )


def theme_parts(file: Path) -> list[str]:
    """What a page has of elements that act by themselves."""
    document = LexborHTMLParser(file.read_text("utf-8"))
    scripts = [
        str(node.attributes.get("id") or str(node.attributes.get("src")).rsplit("/", 1)[-1])
        for node in document.css("script")
    ]
    parts = [str(node.tag) for node in document.css(FORBIDDEN) if not is_of_a_template(node)]
    return sorted([*scripts, *parts])


def is_of_a_template(node: LexborNode) -> bool:
    """Whether it is the map, by its one address, or the search of the page for lost addresses."""
    if node.tag == "object":
        given = node.attributes
        is_map = re.fullmatch(r"(\.\./)*assets/maps/world\.svg(#[a-z]+)?", given["data"] or "")
        return bool(is_map) and given["type"] == "image/svg+xml"
    return node.tag == "form" and node.attributes.get("class") == "briefing-lost"


def test_the_data_in_pages_is_well_formed(tree: Path) -> None:
    for file in tree.rglob("*.html"):
        config = LexborHTMLParser(file.read_text("utf-8")).css_first("#__config")
        assert config is not None
        assert json.loads(config.text())["features"] is not None
    index = json.loads((tree / "search/search_index.json").read_text("utf-8"))
    for entry in index["docs"]:
        fragment = LexborHTMLParser(f"{entry['title']} {entry['text']}")
        assert not fragment.css(f"script, img, svg, math, {FORBIDDEN}"), entry
        assert not any(unsafe(node) for node in fragment.css("*")), entry


def test_what_was_taken_out_is_reported(site: Path) -> None:
    done = run(site, "briefing", "check", "--format", "json")
    assert done.returncode == 0
    reported = {item["path"] for item in json.loads(done.stdout)}
    expected = {f"briefings/2024/{payload.name}.yml" for payload in EVERY if payload.runs}
    assert expected - reported == set()


def test_text_that_only_looks_like_markup_is_shown_as_written(tree: Path) -> None:
    for name in ("template", "pipes", "escaped", "script"):
        payload = next(payload for payload in LINES if payload.name == name)
        page = LexborHTMLParser((tree / f"briefings/{name}/index.html").read_text("utf-8"))
        heading = page.css_first("h1")
        assert heading is not None
        assert heading.text().startswith(f"{WORD} {name} {payload.hostile}")


def test_an_address_that_runs_is_refused(tmp_path: Path) -> None:
    payload = LINES[0]
    for address in ("javascript:alert(1)", "data:text/html,x", "//elsewhere.invalid/", "file:///x"):
        fields = {**briefing(payload), "sources": [{"id": "s", "title": "t", "url": address}]}
        files = {**dict(entities()), "briefings/2024/a.yml": yaml.safe_dump(fields)}
        done = run(write_site(tmp_path, files), "briefing", "check", "--format", "json")
        assert done.returncode == 1
        assert "bad-address" in {item["code"] for item in json.loads(done.stdout)}
