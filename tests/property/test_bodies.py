"""Any Markdown: made safe nothing in it runs, and linking changes nothing but links."""

import re

import markdown as library
from hypothesis import assume, given, settings

from generator.markdown.mentions import mention, references, write
from generator.markdown.sanitize import EXTENSIONS, sanitize
from tests.property.fragments import ANNOTATED, NAMES, markdown
from tests.walls.judge import live
from tests.walls.readers import READERS

LINK = re.compile(r'<a href="LINK:[^"]*">(.*?)</a>', re.DOTALL)
CITATION = "CITED"


def rendered(text: str) -> str:
    return library.markdown(text, extensions=list(EXTENSIONS))


@settings(max_examples=700, deadline=None)
@given(text=markdown())
def test_nothing_in_a_body_made_safe_is_live(text: str) -> None:
    safe = sanitize(text).text
    for reader, extensions in READERS.items():
        assert live(library.markdown(safe, extensions=list(extensions))) == [], reader


@settings(max_examples=700, deadline=None)
@given(text=markdown())
def test_linking_changes_nothing_but_links(text: str) -> None:
    """Rendering the linked text and taking the added anchors out equals rendering the original."""
    safe = sanitize(text).text
    assume(safe.strip())
    body = mention(references(safe, lambda _: None, ())[0], NAMES, ANNOTATED)
    linked = rendered(write(body, lambda key: f"LINK:{key}", lambda _: CITATION))
    # An opportunity to break keeps a link from naming what is in brackets before it.
    assert LINK.sub(r"\1", linked.replace("]<wbr><a ", "]<a ")) == rendered(safe)
    targets = re.findall(r'"LINK:([^"]*)"', linked)
    assert len(targets) == len(set(targets))  # the first mention only


@settings(max_examples=300, deadline=None)
@given(text=markdown())
def test_a_finding_points_into_the_text_as_written(text: str) -> None:
    for finding in sanitize(text).findings:
        assert 0 <= finding.start <= finding.end <= len(text)
