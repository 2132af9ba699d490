"""The other walls alone, and the first two as `briefing render` writes them."""

import re
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import markdown
import pytest
import yaml

from generator.build import check_folder
from generator.render.html_allowlist import clean
from generator.schema.settings import Settings
from tests.property.test_neighbours import files
from tests.walls.judge import live
from tests.walls.placements import CUTS, payloads
from tests.walls.readers import PYMDOWN, READERS


def rendered(folder: Path, texts: Iterator[str], body: str | None = None) -> Iterator[str]:
    """Every page of a site, as Markdown, that has the next text in each of its fields."""
    for path, fields in files(lambda: f"{next(texts)} z"):
        if body is not None and isinstance(fields, dict) and "body" in fields:
            fields["body"] = body
        target = folder / "briefings" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(yaml.safe_dump(fields, allow_unicode=True), "utf-8")
    result = check_folder(folder, Settings(site_name=next(texts)))
    assert [item for item in result.diagnostics if item.severity == "error"] == []
    for artifact in result.artifacts():
        if artifact.path.endswith(".md") and artifact.path.startswith(SHOWN):
            yield artifact.content.split("\n---\n", 1)[-1]


SHOWN = (
    *("briefings/", "index", "archive/", "countries/kazakhstan", "countries/russia"),
    *("organisations/o.", "people/", "topics/"),
)
OWN = re.compile(r"<a href='(?:\.\./)*[a-z0-9/-]+\.(?:md|html)(?:#(?:watch|countries))?'>")
READERS_OF_PAGES = {**READERS, "pymdown": PYMDOWN}


def unfit(text: str) -> bool:
    """Whether a file that holds the text is refused: that is no business of the walls."""
    return any(ord(sign) < 32 and sign not in "\t\n\r" for sign in text)


HOSTILE = [text for text in payloads() if not unfit(text)]


@pytest.fixture(scope="module")
def fields(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Pages with hostile texts in all fields but the body."""
    texts = cycle(HOSTILE)
    folders = range(len(HOSTILE) // 36 + 1)
    made = (tmp_path_factory.mktemp("fields") for _ in folders)
    return [page for folder in made for page in rendered(folder, texts)]


@pytest.fixture(scope="module")
def bodies(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Pages with hostile texts in all fields, and a body of all of them cut by one of `CUTS`."""
    texts = cycle(reversed(HOSTILE))
    pages: list[str] = []
    for start, cut in enumerate(CUTS):
        parts = [cut.replace("X", text) for text in HOSTILE[start :: len(CUTS)]]
        # What refers to nothing is an error, and its page is not written.
        body = "\n\n".join(part for part in parts if "[[" not in part and "[^" not in part)
        folder = tmp_path_factory.mktemp("bodies")
        pages += rendered(folder, texts, f"{body}\n\nSign![^s] [[KZ]]!")
    return pages


@pytest.mark.parametrize("extensions", READERS_OF_PAGES.values(), ids=READERS_OF_PAGES)
def test_no_field_is_live_with_no_wall_behind(
    fields: list[str], extensions: tuple[str, ...]
) -> None:
    assert len(fields) > 100
    judge(fields, extensions)


@pytest.mark.parametrize("extensions", READERS_OF_PAGES.values(), ids=READERS_OF_PAGES)
def test_no_rendered_page_is_live_with_no_wall_behind(
    bodies: list[str], extensions: tuple[str, ...]
) -> None:
    assert len(bodies) > 100
    judge(bodies, extensions)


def judge(pages: list[str], extensions: tuple[str, ...]) -> None:
    reader = markdown.Markdown(extensions=list(extensions))
    for page in pages:
        found = live(reader.reset().convert(page))
        # Links from page to page are the site's own.
        assert [one for one in found if not OWN.fullmatch(one)] == [], page


NESTS = (
    "{}",
    "<svg>{}</svg>",
    "<math>{}</math>",
    "<svg><style>{}</style></svg>",
    "<svg><title>{}</title></svg>",
    "<svg><desc>{}</desc></svg>",
    "<svg><foreignObject>{}</foreignObject></svg>",
    "<math><mtext><table><mglyph><style>{}</style></table></mtext></math>",
    "<math><annotation-xml encoding='text/html'>{}</annotation-xml></math>",
    "<noscript>{}</noscript>",
    "<noembed>{}</noembed>",
    "<iframe>{}</iframe>",
    "<template>{}</template>",
    "<style>{}</style>",
    "<title>{}</title>",
    "<textarea>{}</textarea>",
    "<xmp>{}</xmp>",
    "<select><option>{}</option></select>",
    "<table><tr>{}<td>{}</table>",
    "<form><math><mtext></form><form><mglyph><style></math>{}",
    "<p><svg></p>{}",
    "<a title='</a>{}'>{}</a>",
    "<td style='text-align: left; background: url(//elsewhere.invalid/{})'>x</td>",
    "<!--{}-->",
    "<!-->{}",
    "<![CDATA[{}]]>",
    "<code>{}",
)
"""What a parser may read otherwise the second time it reads it."""

HTML = [text for text in payloads() if "<" in text][::7]


def test_nothing_that_is_cleaned_is_live_however_often_it_is_read() -> None:
    for nest in NESTS:
        for outer in NESTS:
            for text in HTML:
                html = clean(outer.replace("{}", nest.replace("{}", text)))
                assert live(html, relative=True) == []
                assert clean(html) == html
