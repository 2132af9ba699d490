"""Any Markdown: made safe nothing in it runs, and linking changes nothing but links."""

import re
from html.parser import HTMLParser

import markdown as library
from hypothesis import assume, given, settings

from generator.linking import mention, references, write
from generator.sanitise import EXTENSIONS, sanitise
from tests.property.fragments import ANNOTATED, NAMES, markdown

LINK = re.compile(r'<a href="LINK:[^"]*">(.*?)</a>', re.DOTALL)
CITATION = "CITED"
SAFE = {
    *("a", "abbr", "blockquote", "br", "code", "del", "div", "em", "h1", "h2", "h3", "h4", "h5"),
    *("h6", "hr", "li", "ol", "p", "pre", "strong", "sup", "table", "tbody", "td", "th", "thead"),
    *("tr", "ul", "sub", "kbd", "mark", "ins", "s", "small", "u", "dl", "dt", "dd"),
}


class Live(HTMLParser):
    """Collects what could run, load or follow a path."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in SAFE:
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (name == "style" and "text-align" not in str(value)):
                self.found.append(name)
            if name in {"href", "src"} and not re.match(r"(?i)(?:https?:|mailto:|#)", str(value)):
                self.found.append(f"{name}={value}")

    def handle_decl(self, decl: str) -> None:
        self.found.append(decl)

    def handle_pi(self, data: str) -> None:
        self.found.append(data)

    def unknown_decl(self, data: str) -> None:
        self.found.append(data)


def rendered(text: str) -> str:
    return library.markdown(text, extensions=list(EXTENSIONS))


@settings(max_examples=700, deadline=None)
@given(text=markdown())
def test_nothing_in_a_body_made_safe_is_live(text: str) -> None:
    live = Live()
    live.feed(rendered(sanitise(text).text))
    live.close()
    assert live.found == []


@settings(max_examples=700, deadline=None)
@given(text=markdown())
def test_linking_changes_nothing_but_links(text: str) -> None:
    """Rendering the linked text and taking the added anchors out equals rendering the original."""
    safe = sanitise(text).text
    assume(safe.strip())
    body = mention(references(safe, lambda _: None, ())[0], NAMES, ANNOTATED)
    linked = rendered(write(body, lambda key: f"LINK:{key}", lambda _: CITATION))
    assert LINK.sub(r"\1", linked) == rendered(safe)
    targets = re.findall(r'"LINK:([^"]*)"', linked)
    assert len(targets) == len(set(targets))  # the first mention only


@settings(max_examples=300, deadline=None)
@given(text=markdown())
def test_a_finding_points_into_the_text_as_written(text: str) -> None:
    for finding in sanitise(text).findings:
        assert 0 <= finding.start <= finding.end <= len(text)
