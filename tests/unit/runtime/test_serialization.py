"""Records as bytes: what comes back is a record, whoever wrote the bytes."""

import io
import os
import pickle
import random
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime
from operator import attrgetter

import pytest

from generator.content.model import Event, Source
from generator.core.diagnostics import Span
from generator.resolve.memo import Outline
from generator.runtime.serialization import pack, unpack
from generator.schema import fields
from generator.schema.fields import PartialDate
from generator.schema.vocabulary import Precision

EVENT = Event(
    start=date(2024, 2, 29),
    end=date(2024, 3, 1),
    precision=Precision.DAY,
    text="é\u2028 and a \x00",
    place=None,
    lat=51.5,
    lon=-0.0,
    about=("country/kazakhstan",),
    sources=(),
)


def test_a_record_comes_back_as_it_was() -> None:
    assert unpack(pack(EVENT), Event) == EVENT
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    outline = Outline(
        path="p",
        id="i",
        span=Span(path="p"),
        withheld="",
        redirects=("old",),
        embargo_until=moment,
        faulty=False,
    )
    assert unpack(pack(outline), Outline) == outline
    whole = PartialDate(2024, 11, None)
    assert unpack(pack(whole), PartialDate) == whole


def test_a_record_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no record|no whole Source"):
        unpack(pack(EVENT), Source)


class _Harm:
    def __init__(self, function: object, *arguments: object) -> None:
        self._call = function, arguments

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self._call


@pytest.mark.parametrize(
    "harm",
    [
        _Harm(os.system, "touch harmed"),
        _Harm(eval, "open('harmed', 'w')"),
        _Harm(getattr, Span, "path"),
        pickle.loads,
        io.open,
    ],
    ids=repr,
)
def test_bytes_that_name_anything_else_do_nothing(
    harm: object, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(str(tmp_path))
    data = zlib.compress(pickle.dumps([EVENT, harm], protocol=5))
    with pytest.raises(ValueError, match="no record"):
        unpack(data, Event)
    assert os.listdir() == []  # noqa: PTH208 - the folder we stand in


@pytest.mark.parametrize("name", ["check_slug", "re.compile", "_PARTIAL", "re"])
def test_what_our_modules_hold_besides_records_is_no_record(name: str) -> None:
    module = fields.__name__
    assert attrgetter(name)(fields)
    program = b"\x80\x05" + b"".join(
        b"\x8c" + bytes([len(text)]) + text.encode() for text in (module, name)
    )
    program += b"\x93."
    with pytest.raises(ValueError, match="no record"):
        unpack(zlib.compress(program), Event)


def test_any_bytes_give_the_record_or_the_error() -> None:
    chance = random.Random(1)  # noqa: S311 - nothing here is a secret
    good = zlib.decompress(pack(EVENT))
    for _ in range(500):
        data = bytearray(good)
        for _ in range(chance.randrange(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        for bytes_ in (bytes(data[: chance.randrange(len(data))]), bytes(data)):
            try:
                record = unpack(zlib.compress(bytes_), Event)
            except ValueError:
                continue
            assert isinstance(record, Event)
    with pytest.raises(ValueError, match="no record"):
        unpack(good, Event)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            ("text", 5),
            ("text", None),
            ("text", "\ud800"),
            ("start", datetime(2024, 1, 1, tzinfo=UTC)),
        ),
        *(
            ("about", ["a"]),
            ("about", ("a", 1)),
            ("precision", "day"),
            ("lat", "1"),
            ("sources", None),
        ),
    ],
)
def test_a_record_with_a_field_of_another_type_is_refused(name: str, value: object) -> None:
    changed = replace(EVENT)
    object.__setattr__(changed, name, value)
    with pytest.raises(ValueError, match="no whole Event"):
        unpack(pack(changed), Event)


def test_a_record_that_lacks_a_field_is_refused() -> None:
    whole = b"\x80\x05cgenerator.content.model\nEvent\n)\x81]b."
    with pytest.raises(ValueError, match="no whole Event"):
        unpack(zlib.compress(whole), Event)


def test_no_bytes_set_an_attribute_of_a_class() -> None:
    """A pickle could else change what every record and term of the process is."""
    for module, name in (
        ("generator.schema.vocabulary", "Precision"),
        ("generator.content.model", "Event"),
    ):
        program = f"\x80\x05c{module}\n{name}\n(N}}S'poisoned'\nI1\nstb.".encode("latin-1")
        with pytest.raises(ValueError, match=r"no record|no whole"):
            unpack(zlib.compress(program), Event)
    assert not hasattr(Precision, "poisoned")
    assert not hasattr(Event, "poisoned")
