"""No input whatever ends in a traceback: any bytes and any broken file give diagnostics."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import check_folder
from generator.core.codes import CODES
from generator.core.report import FORMATS
from generator.input.drafts import load_briefing, load_entities
from generator.schema.settings import Settings
from tests.property.fragments import MARKDOWN
from tests.site.projects import BRIEFING, REPOSITORY

OWN = [
    file.read_bytes()
    for file in sorted((REPOSITORY / "briefings").rglob("*.yml"))
    if file.stat().st_size < 12_000
]
PIECES = [
    *(piece.encode() for piece in MARKDOWN),
    *(b"\0", b"\xff", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\xe2\x80\xae", b"---\n", b"...\n"),
    *(
        b"&a ",
        b"*a",
        b"!t ",
        b"? ",
        b": ",
        b"- ",
        b"{",
        b"}",
        b"[",
        b"]",
        b"|",
        b">",
        b"%YAML 1.1\n",
    ),
    *(b"null", b"~", b"NO", b"0x1f", b"1e999", b"2024-02-30", b"x-own: 1\n", b"<<: {a: b}\n"),
]


@st.composite
def mutated(draw: st.DrawFn, originals: list[bytes]) -> bytes:
    """A valid file with parts of it taken out, doubled or replaced."""
    data = draw(st.sampled_from(originals))
    for _ in range(draw(st.integers(1, 4))):
        lines = data.split(b"\n")
        here = draw(st.integers(0, len(lines) - 1))
        there = draw(st.integers(0, len(data)))
        change = draw(st.integers(0, 4))
        if change == 0:
            lines.pop(here)
        elif change == 1:
            lines.insert(draw(st.integers(0, len(lines))), lines[here])
        elif change == 2:
            lines[here] = b"  " + lines[here]
        if change < 3:
            data = b"\n".join(lines)
        elif change == 3:
            data = data[:there] + draw(st.sampled_from(PIECES)) + data[there:]
        else:
            data = data[:there] + data[there + draw(st.integers(1, 30)) :]
    return data


def look(path: str, data: bytes) -> None:
    """Read one file as the folder's reader does, and write what it finds in every format."""
    read = load_entities if "entities" in path else load_briefing
    found = read(path, data)[-1]
    for item in found:
        assert item.code in CODES
        assert item.span.path == path
        assert item.span.line >= 1
        assert item.span.column >= 1
        assert (item.span.end_line, item.span.end_column) >= (item.span.line, item.span.column)
        assert item.message
        assert item.hint
    for form in FORMATS.values():
        form(tuple(found), Path("/nonexistent")).encode()


@settings(max_examples=400, deadline=None)
@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_arbitrary_bytes(data: bytes) -> None:
    look("briefings/2024/a.yml", data)
    look("briefings/2024/a.md", data)
    look("briefings/entities/countries.yml", data)


@settings(max_examples=300, deadline=None)
@given(data=mutated([*OWN, BRIEFING.encode()]))
def test_mutated_briefings(data: bytes) -> None:
    look("briefings/2024/a.yml", data)


@settings(max_examples=100, deadline=None)
@given(
    data=mutated(
        [f.read_bytes() for f in sorted((REPOSITORY / "briefings/entities").rglob("*.yml"))]
    )
)
def test_mutated_entities(data: bytes) -> None:
    look("briefings/entities/organisations.yml", data)
    look("briefings/entities/topics.yml", data)


@settings(max_examples=60, deadline=None)
@given(
    briefing=mutated([BRIEFING.encode(), *OWN[:3]]),
    entities=mutated([(REPOSITORY / "briefings/entities/topics.yml").read_bytes()]),
)
def test_a_whole_folder(briefing: bytes, entities: bytes) -> None:
    """Read, resolved, checked, and rendered where nothing is wrong."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "briefings/entities").mkdir(parents=True)
        (root / "briefings/small.yml").write_bytes(briefing)
        (root / "briefings/entities/topics.yml").write_bytes(entities)
        result = check_folder(root, Settings())
        assert result.artifacts() or result.diagnostics
