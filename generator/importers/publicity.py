"""Whether a record was public where it comes from; what is in doubt was not."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from functools import partial

from generator.importers.moments import holds_until, is_to_come, moment_of
from generator.importers.records import Value, visible
from generator.importers.signs import (
    CONTAINERS,
    FOLDERS,
    MARKS,
    OPT_IN,
    SIGNS,
    STATES,
    TITLES,
    Reading,
    Sign,
    key_of,
)
from generator.schema.vocabulary import Tlp

__all__ = ["Publicity", "is_sign", "judge", "opted_in", "withheld_by_place"]

_YES = frozenset({"true", "yes", "on", "1", "y", "t", "checked"})
_NO = frozenset({"false", "no", "off", "0", "n", "f", "never"})
_TOKENS = re.compile("[,;|]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publicity:
    """What a record may become."""

    withheld: tuple[str, ...] = ()
    """Why it is a draft, if it is one."""
    embargo: str = ""
    """Until when it is held, as `embargo_until` has it."""
    tlp: Tlp = Tlp.CLEAR
    notices: tuple[str, ...] = ()
    """What a person should know besides."""


class _Verdict(IntEnum):
    """What one row says of one value; of several the greatest counts."""

    UNKNOWN = 0
    PUBLIC = 1
    HIDDEN = 2


_BY_KEY: dict[str, tuple[Sign, ...]] = {
    key: tuple(sign for sign in SIGNS if key in sign.keys) for sign in SIGNS for key in sign.keys
}
_OF_DRAFT = (Sign(keys=(), reading=Reading.HIDES, programs=""), *_BY_KEY[STATES.split()[0]])
"""How a column is read of which a mapping says that it tells drafts."""
_MARKS = tuple((re.compile(mark.pattern), mark.what) for mark in MARKS)


def is_sign(key: str) -> bool:
    """Whether a key tells who may see a record."""
    return bool(_signs(key)[0])


def judge(  # noqa: PLR0913 - everything that can say so
    values: Mapping[str, Value],
    *,
    texts: Iterable[str],
    dates: Iterable[str],
    now: datetime,
    tells_draft: frozenset[str] = frozenset(),
    tells_else: frozenset[str] = frozenset(),
) -> Publicity:
    """Judge a record by its values, its texts (the title first) and its dates.

    A mapping file may say that keys tell drafts (`tells_draft`), or something else that is no
    matter of publicity (`tells_else`): of those only values count that are known to hide.
    """
    withheld: list[str] = []
    to_come: list[datetime | date] = []
    notices: list[str] = []
    for key, value in values.items():
        signs, is_inner = _signs(key)
        if key in tells_draft:
            signs, is_inner = _OF_DRAFT, False
        for item in [value] if isinstance(value, str) else value or [""]:
            moments = [sign for sign in signs if _is_date(sign, item)]
            if moments and (moment := moment_of(item)):
                if moments[0].reading is not Reading.UNTIL:
                    to_come.append(moment)
                elif is_to_come(moment, now):
                    notices.append(f"it is taken down by itself at {item[:60]} where it comes from")
                else:
                    withheld.append(f"{key} is past")
                continue
            verdict = _verdict(signs, item, is_inner=is_inner)
            if verdict is _Verdict.HIDDEN:
                withheld.append(_said(key, item, signs))
            elif verdict is _Verdict.UNKNOWN and key not in tells_else:
                withheld.append(f"{_said(key, item, signs)}, which may mean anything")
    to_come += [moment for text in dates if (moment := moment_of(text))]
    withheld += _marks(list(texts))
    held = [holds_until(moment) for moment in to_come if is_to_come(moment, now)]
    return Publicity(
        withheld=tuple(dict.fromkeys(withheld)),
        embargo=max(held, key=datetime.fromisoformat, default=""),
        tlp=_tlp(values),
        notices=tuple(notices),
    )


def _signs(key: str) -> tuple[tuple[Sign, ...], bool]:
    """The rows of a key, and whether it only stands inside of theirs."""
    parts = [key_of(part) for part in key.split(".")]
    while len(parts) > 1 and (parts[0] in CONTAINERS or parts[0].isdigit()):
        parts.pop(0)
    whole = "".join(part for part in parts if not part.isdigit())
    if whole in _BY_KEY:
        return _BY_KEY[whole], False
    return _BY_KEY.get(parts[0], ()), True


def _is_date(sign: Sign, item: str) -> bool:
    dated = {Reading.FROM, Reading.UNTIL, Reading.SHOWS}
    return sign.reading in dated and key_of(item) not in _YES | _NO


def _verdict(signs: tuple[Sign, ...], item: str, *, is_inner: bool) -> _Verdict:
    """What rows say of one value; without a row it is no matter."""
    read = partial(_read, item=item, word=key_of(item), is_inner=is_inner)
    return max(map(read, signs), default=_Verdict.PUBLIC)


def _read(sign: Sign, item: str, word: str, *, is_inner: bool) -> _Verdict:
    match sign.reading:
        case Reading.LOCKS:
            return _Verdict.HIDDEN if item.strip() else _Verdict.PUBLIC
        case Reading.BARS:
            tokens = {word, *map(key_of, _TOKENS.split(item))}
            return _Verdict.HIDDEN if tokens & sign.hidden else _Verdict.PUBLIC
        case Reading.FROM | Reading.UNTIL if not item.strip():
            return _Verdict.PUBLIC
        case Reading.WORD:
            hidden, public = sign.hidden, sign.public
        case Reading.HIDES | Reading.FROM | Reading.UNTIL:
            hidden, public = _YES, _NO
        case _:
            hidden, public = _NO, _YES
    if word in hidden:
        return _Verdict.HIDDEN
    return _Verdict.PUBLIC if word in public and not is_inner else _Verdict.UNKNOWN


def _said(key: str, item: str, signs: tuple[Sign, ...]) -> str:
    """The reason in words; what may be a secret is not repeated."""
    if any(sign.reading is Reading.LOCKS for sign in signs):
        return f"it has a {visible(key)}"
    return f"{visible(key)} is {f'“{visible(item)}”' if item.strip() else 'empty'}"


def _marks(texts: list[str]) -> Iterator[str]:
    title = texts[0].casefold() if texts else ""
    for beginning in TITLES:
        if title.startswith(beginning):
            yield f"its title begins with “{beginning.strip()}”"
    for pattern, what in _MARKS:
        if any(pattern.search(text) for text in texts):
            yield f"its text holds {what}"


def _tlp(values: Mapping[str, Value]) -> Tlp:
    """The strictest colour that is named."""
    colours = list(Tlp)
    named = [
        colour
        for key, value in values.items()
        if any("tlp" in sign.keys for sign in _signs(key)[0])
        for item in ([value] if isinstance(value, str) else value)
        for colour in colours
        if key_of(item).removeprefix("tlp") == key_of(colour)
    ]
    return max(named, key=colours.index, default=Tlp.CLEAR)


def opted_in(values: Mapping[str, Value]) -> frozenset[str]:
    """The keys in a record by which its program wants each public note marked."""
    return frozenset(
        key
        for key, value in values.items()
        if key_of(key) in OPT_IN and isinstance(value, str) and key_of(value) in _YES
    )


def withheld_by_place(parts: Iterable[str], name: str) -> str:
    """Why a file in these folders, of this name, is not public; empty if it may be."""
    for part in parts:
        plain = part.casefold()
        if plain in FOLDERS or (plain.startswith("_") and plain != "_posts"):
            return f"it lies in a folder {visible(part)}"
    if name.startswith("_") and not name.startswith("_index."):
        return "its name begins with _"
    return "its name begins with draft_" if name.startswith("draft_") else ""
