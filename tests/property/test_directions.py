"""Both directions always agree: A names B exactly when B's page lists A (rule 3 of the design)."""

import json
import re
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import check_folder
from generator.core.diagnostics import has_errors
from generator.schema.settings import Settings

ENTITIES = {
    "organisations": {"csto": {"name": "CSTO", "members": [{"country": "KZ"}]}},
    "people": {"ada-ademi": {"name": "Ada Ademi", "roles": [{"title": "Head", "of": "CSTO"}]}},
    "topics": {
        "energy": {"name": "energy"},
        "nuclear": {"name": "nuclear energy", "broader": ["energy"]},
        "uranium": {"name": "uranium", "broader": ["nuclear"]},
    },
}
REFERENCES = {
    "countries": ["KZ", "russia", "Armenia"],
    "organisations": ["CSTO"],
    "people": ["Ada Ademi"],
    "topics": ["energy", "nuclear", "uranium"],
}
ANY = [reference for group in REFERENCES.values() for reference in group]
PAGE = re.compile(r"\]\(\.\./((?:countries|organisations|people|topics)/[\w-]+)\.md\)")
LISTED = re.compile(r"\]\(\.\./briefings/([\w-]+)\.md\)")

some = st.lists(st.sampled_from(ANY), max_size=2)


@st.composite
def briefings(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    return {
        f"b{number}": {
            "title": f"Briefing {number}",
            "date": f"2024-0{draw(st.integers(1, 9))}-01",
            "summary": "The bottom line.",
            "status": draw(st.sampled_from(["published", "published", "draft"])),
            "countries": ["UZ"],
            **{
                field: draw(st.lists(st.sampled_from(known), unique=True, min_size=1))
                for field, known in REFERENCES.items()
                if field != "countries" and draw(st.booleans())
            },
            "assessments": [{"entity": one, "trend": "improved"} for one in draw(some)],
            "events": [{"date": "2024-01-01", "text": "It was.", "about": draw(some)}],
            "relations": [{"from": one, "to": "UZ", "type": "near"} for one in draw(some)],
            "sources": [{"id": "s", "title": "A source"}],
            "body": "Text. " + " ".join(f"[[{one}]]" for one in draw(some)),
        }
        for number in range(draw(st.integers(1, 5)))
    }


@settings(max_examples=60, deadline=None)
@given(drafts=briefings())
def test_a_names_b_exactly_when_b_lists_a(drafts: dict[str, dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "briefings"
        (root / "entities").mkdir(parents=True)
        for kind, records in ENTITIES.items():
            (root / f"entities/{kind}.yml").write_text(json.dumps(records), "utf-8")
        for slug, fields in drafts.items():
            (root / f"{slug}.yml").write_text(json.dumps(fields), "utf-8")
        result = check_folder(root.parent, Settings())
    assert not has_errors(result.diagnostics), result.diagnostics
    pages = {artifact.path: artifact.content for artifact in result.artifacts()}
    published = {slug for slug, fields in drafts.items() if fields["status"] == "published"}
    names = {
        (slug, entity)
        for slug in published
        for entity in PAGE.findall(pages[f"briefings/{slug}.md"])
    }
    lists = {
        (slug, path.removesuffix(".md"))
        for path, text in pages.items()
        if PAGE.fullmatch(f"](../{path})")
        for slug in LISTED.findall(text.split("{ #briefings .cards }")[-1].split("\n## ")[0])
    }
    assert lists == names
    assert {slug for slug, _ in lists} == published
