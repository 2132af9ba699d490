"""One index: what a reference, a link, a hint and a suggestion find under one name."""

import unicodedata
from collections.abc import Iterable

import pytest

from generator.core.folding import plain
from generator.names.index import NameIndex, mark_of, words_of
from generator.names.name import Evidence, Name


def index(*names: str, nothing: Iterable[str] = (), **others: str) -> NameIndex:
    """Names that are their own targets, and what else speaks for something, by its evidence."""
    return NameIndex(
        [Name(text=name, target=name, entry=f"x/{name}") for name in names],
        lambda: [
            Name(text=text, target=text, evidence=Evidence[evidence.upper()])
            for evidence, text in others.items()
        ],
        lambda: nothing,
    )


def linked(names: NameIndex, text: str) -> list[tuple[str, str]]:
    """What may be linked: how it is written, and to what."""
    return [
        (text[match.start : match.end], name.target)
        for match in names.links(text).within(0, len(text))
        for name in match.names
    ]


def spoken(names: NameIndex, text: str) -> list[str]:
    """What speaks for something, in the one form that names have."""
    return [spot.form for spot in names.spots(plain(text))]


IVOIRE = "Côte d'Ivoire"


@pytest.mark.parametrize(
    "text",
    [
        "Côte d’Ivoire",
        "Cote d'Ivoire",
        "CÔTE D’IVOIRE",
        unicodedata.normalize("NFD", "Côte d’Ivoire"),
        "Côte d’Ivoi\u00adre",
        "Côte\u200b d’Ivoire",
        "Côte\u00a0d’Ivoire",
        "Côte\n  d’Ivoire",
    ],
)
def test_what_a_reader_cannot_tell_apart_is_one_name_to_all(text: str) -> None:
    names = index(IVOIRE)
    around = f"é\u00ad\u00a0(in {text}, …"
    assert linked(names, around) == [(text, IVOIRE)]
    assert len(spoken(names, around)) == 1
    assert words_of(around) & names.by_word.keys()
    if "Cote" not in text:
        assert [name.target for name in names.called(text)] == [IVOIRE]


@pytest.mark.parametrize(
    "text", ["Guinea\u2010Bissau", "Guinea\u2011Bissau", "Guinea-Bissau", "GUINEA\u2011BISSAU"]
)
def test_hyphens_are_one(text: str) -> None:
    assert linked(index("Guinea", "Guinea-Bissau"), text) == [(text, "Guinea-Bissau")]
    assert linked(index("Guinea"), text) == []


def test_an_accent_that_goes_on_makes_another_word() -> None:
    names = index("भारत", "Kazakhstan")
    assert linked(names, "भारतीय Kazakhstan\u0301 x\u0301Kazakhstan") == []
    assert spoken(names, "भारतीय") == []
    assert spoken(names, "भारत Kazakhstan") == ["भारत", "Kazakhstan"]


def test_a_form_that_is_short_is_only_taken_as_written() -> None:
    names = index("Ås", "US", "Lao", "Mali")
    assert linked(names, "As for us, LAO, MALI and the US: Ås, ÅS") == [
        ("MALI", "Mali"),
        ("US", "US"),
        ("Ås", "Ås"),
    ]


def test_an_article_and_a_saint_may_be_left_out_or_short() -> None:
    names = index("The Gambia", "Saint Lucia")
    assert [target for _, target in linked(names, "Gambia, The Gambia, St. Lucia, St Lucia")] == [
        *("The Gambia", "The Gambia", "Saint Lucia", "Saint Lucia")
    ]


def test_small_names_are_linked_in_any_letters_and_speak_in_usual_ones() -> None:
    names = index("nuclear energy")
    text = "nuclear energy, Nuclear energy, Nuclear Energy, NUCLEAR ENERGY"
    assert [written for written, _ in linked(names, text)] == text.split(", ")
    assert spoken(names, text) == [
        *("nuclear energy", "Nuclear energy", "NUCLEAR ENERGY"),
    ]


def test_a_phrase_that_means_nothing_hides_the_names_in_it() -> None:
    names = index("Guinea", nothing=["Gulf of Guinea"])
    assert linked(names, "the Gulf of Guinea and Guinea") == [("Guinea", "Guinea")]
    assert names.signs("Gulf of Guinea") == ()
    assert spoken(names, "GULF OF GUINEA")[0] == "GULF OF GUINEA"


def test_what_is_no_name_speaks_and_is_not_linked() -> None:
    names = index("Mexico", capital="Mexico City", demonym="Mexican")
    assert linked(names, "Mexico City, Mexicans") == [("Mexico", "Mexico")]
    assert spoken(names, "Mexicans in Mexico City") == ["Mexicans", "Mexico City", "Mexico"]
    assert names.signs("Mexicans") == (("Mexican", Evidence.DEMONYM),)


def test_a_plural_stays_outside_the_link() -> None:
    names = index("Russian", "tank")
    assert linked(names, "Russians and tanks, Russianss, tankst") == [
        ("Russian", "Russian"),
        ("tank", "tank"),
    ]


def test_a_stretch_has_what_fits_into_it() -> None:
    names = index("Guinea", "Papua New Guinea", "Papua")
    links = names.links("Papua New Guinea")
    assert [match.names[0].target for match in links.within(0, 10)] == ["Papua"]
    assert [match.names[0].target for match in links.within(6, 16)] == ["Guinea"]
    assert [match.names[0].target for match in links.within(0, 16)] == ["Papua New Guinea"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tanks roll", {"tanks", "tank", "roll"}),
        ("é Tanks, roll", {"é", "tanks", "tank", ",", "roll"}),
        ("Co\u0302te_1 @x", {"côte", "_", "1", "@", "x"}),
        ("Kazakh\u00adstan", {"kazakhstan"}),
    ],
)
def test_the_words_that_a_name_could_begin_with(text: str, words: set[str]) -> None:
    assert words_of(text) == {mark_of(word) for word in words}


def test_whatever_is_found_begins_with_a_word_of_the_text() -> None:
    """What an earlier run resolved is taken over unless a name with such a beginning changes."""
    for name, text in [
        ("tank", "Tanks roll"),
        ("Saint Lucia", "St. Lucia"),
        ("The Gambia", "Gambia"),
        ("Østfold", "Ostfold"),
        ("#MeToo", "#MeToo"),
    ]:
        names = index(name)
        assert linked(names, text)
        assert words_of(text) & names.by_word.keys(), name


def test_a_number_differs_with_the_names_that_begin_so() -> None:
    here = mark_of("kazakhstan")
    numbers = [
        index("Kazakhstan").by_word,
        index("Kazakhstan", "Kazakhstan Times").by_word,
        index("Kazakhstan", capital="Kazakhstan Times").by_word,
        index("Mali", demonym="Kazakhstan").by_word,
    ]
    assert len({number[here] for number in numbers}) == len(numbers)
    assert index("Kazakhstan").by_word == index("Kazakhstan").by_word


def test_what_is_nearly_called_so() -> None:
    names = index("Kazakhstan", "Guinea-Bissau", IVOIRE)
    assert names.near("KAZA\u00adKSTAN") == ["Kazakhstan"]
    assert names.near("Guinea\u2011Bisau", "x") == ["Guinea-Bissau"]
    assert names.near("Cote d’Ivoire") == [IVOIRE]
    assert names.near("Kazakstan", "other") == []
