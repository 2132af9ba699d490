"""In which forms a text may have a name: in capitals, in the plural, without accents."""

from collections.abc import Iterator

from generator.core.folding import plain, unaccented

__all__ = ["forms_of", "is_small"]

_ARTICLE = "the "
_ACRONYM = 3
"""A name of at most so many letters is only looked for as it is written."""


def forms_of(name: str, *, counted: bool = False) -> Iterator[tuple[str, bool]]:
    """All forms, and whether each is the plural, which what is counted has, or in small letters."""
    text = " ".join((name if name.isascii() else plain(name).text).split())
    known = [text]
    if text.lower().startswith(_ARTICLE):
        known.append(text[len(_ARTICLE) :])
    if not text.isascii() and _letters(text) > _ACRONYM:  # else Ås would begin every other sentence
        known.insert(1, unaccented(text))
    for spelling in filter(None, dict.fromkeys(known)):
        yield from _cased(spelling, counted=counted)
        if spelling.startswith("Saint "):
            for short in ("St. ", "St "):
                yield from _cased(spelling.replace("Saint ", short, 1), counted=counted)


def _cased(text: str, *, counted: bool) -> Iterator[tuple[str, bool]]:
    small = is_small(text)
    numbers = [(text, False)]
    if (counted or small) and text[-1:].isalpha() and text[-1:] != "s":
        numbers.append((text + "s", True))
    yield from numbers
    if small:
        yield from ((form[:1].upper() + form[1:], plural) for form, plural in numbers)
    if text == text.upper():
        if text.endswith(".") and text.count(".") > 1:
            yield text[:-1], False
    elif _letters(text) > _ACRONYM:
        yield from ((form.upper(), plural) for form, plural in numbers)


def is_small(text: str) -> bool:
    """Whether it is in small letters, as what a topic is called may be."""
    return text == text.lower()


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
