"""Our own records as bytes, and back: records and nothing else, whoever wrote the bytes."""

import io
import pickle
import re
import zlib
from collections.abc import Callable, Iterator
from collections.abc import Mapping as AbstractMapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

__all__ = ["pack", "unpack"]

_T = TypeVar("_T")
_Test: TypeAlias = Callable[[Any], bool]
_SURROGATE = re.compile("[\ud800-\udfff]")
_TIMES = {one.__name__: one for one in (date, datetime, timedelta, timezone)}


class _Reader(pickle.Unpickler):
    """A pickle can name any function there is; this one makes what one kind of record is of."""

    def __init__(self, data: bytes, known: dict[tuple[str, str], Any]) -> None:
        super().__init__(io.BytesIO(data))
        self._known = known

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as the base class
        try:
            return self._known[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of the record") from None


class _Writer(pickle.Pickler):
    """Writes a term by its class and value; some versions of Python write it by `getattr`."""

    def reducer_override(self, obj: object) -> Any:  # noqa: ANN401 - as the base class
        return (type(obj), (obj.value,)) if isinstance(obj, Enum) else NotImplemented


def pack(record: object, level: int = 1) -> bytes:
    """A record of this package, and all that it holds, as bytes; level 0 does not compress."""
    data = io.BytesIO()
    _Writer(data, protocol=5).dump(record)
    return zlib.compress(data.getvalue(), level)


def unpack(data: bytes, kind: type[_T]) -> _T:
    """The record that was packed; raises `ValueError` if the bytes are not one of this kind.

    Every field, at any depth, is of the type that its record declares.
    """
    wanted: Any = kind  # which a cache takes for its key; a bound type is none to a type checker
    try:
        record = _Reader(zlib.decompress(data), _parts(wanted)).load()
    except Exception as error:  # any bytes may come; pickle raises what it likes
        raise ValueError("These bytes are no record") from error
    if not _test(wanted)(record):
        raise ValueError(f"This is no whole {kind.__name__}")
    made: _T = record
    return made


@cache
def _parts(kind: type) -> dict[tuple[str, str], Any]:
    """What the bytes of a kind of record may name: the records and terms that it declares.

    A term is made by a function, not by its class: bytes could set attributes of a class.
    Those of our frozen records refuse.
    """
    known: dict[tuple[str, str], Any] = {("datetime", name): one for name, one in _TIMES.items()}
    for one in _classes(kind, set()):
        known[one.__module__, one.__name__] = partial(one) if issubclass(one, Enum) else one
    return known


def _classes(declared: Any, seen: set[Any]) -> Iterator[type]:  # noqa: ANN401 - any type
    """Records and terms among the parts of a type."""
    if declared in seen:
        return
    seen.add(declared)
    if is_dataclass(declared) and isinstance(declared, type):
        yield declared
        for inner in _declared(declared).values():
            yield from _classes(inner, seen)
    elif isinstance(declared, type) and issubclass(declared, Enum):
        yield declared
    for inner in get_args(declared):
        if inner is not Ellipsis:
            yield from _classes(inner, seen)


def _declared(record: type) -> dict[str, Any]:
    hints = get_type_hints(record)
    return {field.name: hints[field.name] for field in fields(record)}


@cache
def _test(declared: Any) -> _Test:  # noqa: ANN401 - any type
    """A function that tells whether a value is of a type, with all that is in it."""
    origin, inner = get_origin(declared), get_args(declared)
    if origin in {Union, UnionType}:
        tests = tuple(_test(one) for one in inner if one is not NoneType)
        return partial(_is_one_of, tests, NoneType in inner)
    if origin is tuple and inner[1:] == (Ellipsis,):
        return partial(_is_row, _test(inner[0]))
    if origin is tuple:
        return partial(_is_tuple, tuple(_test(one) for one in inner))
    if origin in {dict, AbstractMapping}:
        return partial(_is_mapping, *map(_test, inner))
    return _test_of_class(NoneType if declared is None else declared)


def _test_of_class(declared: type) -> _Test:
    if is_dataclass(declared):
        columns = _declared(declared)
        return partial(_is_record, declared, tuple(columns), tuple(map(_test, columns.values())))
    return _is_text if declared is str else partial(_is_exactly, declared)


def _is_text(value: object) -> bool:
    """Whether a value is a text that can be written: half a pair of surrogates cannot be."""
    return type(value) is str and (value.isascii() or not _SURROGATE.search(value))


def _is_exactly(kind: type, value: object) -> bool:
    return type(value) is kind


def _is_one_of(tests: tuple[_Test, ...], may_be_none: bool, value: object) -> bool:  # noqa: FBT001 - bound by position
    if value is None:
        return may_be_none
    return any(test(value) for test in tests)


def _is_row(test: _Test, value: object) -> bool:
    return type(value) is tuple and all(map(test, value))


def _is_tuple(tests: tuple[_Test, ...], value: object) -> bool:
    if type(value) is not tuple or len(value) != len(tests):
        return False
    return all(test(one) for test, one in zip(tests, value, strict=True))


def _is_mapping(key: _Test, inner: _Test, value: object) -> bool:
    return type(value) is dict and all(map(key, value)) and all(map(inner, value.values()))


def _is_record(kind: type, names: tuple[str, ...], tests: tuple[_Test, ...], value: object) -> bool:
    if type(value) is not kind:
        return False
    try:
        columns = [getattr(value, name) for name in names]
    except AttributeError:  # bytes have left the record without one of its fields
        return False
    return all(test(column) for test, column in zip(tests, columns, strict=True))
