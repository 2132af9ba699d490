"""Our own records as bytes, and back: records and nothing else, whoever wrote the bytes."""

import io
import pickle
import zlib
from dataclasses import is_dataclass
from enum import Enum
from typing import Any, TypeVar

__all__ = ["pack", "unpack"]

_T = TypeVar("_T")
_KNOWN: dict[tuple[str, str], Any] = {}
"""Classes that were found before; a folder of briefings names each ten thousand times."""
_TIMES = frozenset({"date", "datetime", "timedelta", "timezone"})


class _Reader(pickle.Unpickler):
    """A pickle can name any function there is; this one makes records, terms and times only."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as the base class
        known = _KNOWN.get((module, name))
        if known is None:
            known = _KNOWN[module, name] = self._find(module, name)
        return known

    def _find(self, module: str, name: str) -> Any:  # noqa: ANN401 - as the base class
        if module == "datetime" and name in _TIMES:
            return super().find_class(module, name)
        if module.startswith("generator.") and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not a record")


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
    """The record that was packed; raises `ValueError` if the bytes are not one of this kind."""
    try:
        record = _Reader(io.BytesIO(zlib.decompress(data))).load()
    except Exception as error:  # any bytes may come; pickle raises what it likes
        raise ValueError("These bytes are no record") from error
    if not isinstance(record, kind):
        raise ValueError(f"This is a {type(record).__name__}, not a {kind.__name__}")  # noqa: TRY004 - it is the bytes that are wrong
    return record
