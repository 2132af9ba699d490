"""Reads tables: CSV (RFC 4180) with a line of names at its head, in UTF-8."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from generator.importers.files import UnreadableError, read_bounded
from generator.importers.records import ArchiveError, Record, Refusal

__all__ = ["read_table"]

_LARGEST = 200_000_000
"""Bytes of a table; more are not read."""
_COLUMNS = 1_000


class _Semicolon(csv.excel):
    """As spreadsheets write it where the comma is the decimal sign."""

    delimiter = ";"


def read_table(path: Path) -> Iterator[Record | Refusal]:
    """Rows of a table; what is wrong with one does not keep the others. Raises `ArchiveError`."""
    try:
        data = read_bounded(path, _LARGEST, follow=True)
    except UnreadableError as error:
        raise ArchiveError(f"{path}: {error}") from None
    if b"\x00" in data:
        raise ArchiveError(f"{path} holds a NUL byte; it is no table")
    csv.field_size_limit(_LARGEST)  # how long a value may be is for the composing to say
    head = data.partition(b"\n")[0]
    dialect = _Semicolon if head.count(b";") > head.count(b",") else csv.excel
    text = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="")
    rows = csv.reader(text, dialect, strict=True)
    names: list[str] = []
    try:
        names = [name.strip() for name in next(rows, [])]
        if not any(names) or len(set(names)) != len(names) or len(names) > _COLUMNS:
            raise ArchiveError(f"{path} has no line of different names at its head")
        for row in rows:
            if any(value.strip() for value in row):
                yield _row(f"{path.name}, line {rows.line_num}", names, row)
    except UnicodeDecodeError as error:  # the decoder looks ahead, so it cannot tell the line
        reason = (
            f"{path} is not text in UTF-8 (byte 0x{error.object[error.start]:02X}); save it anew"
        )
        if not names:
            raise ArchiveError(reason) from None
        yield Refusal(origin=f"{path.name}, after line {rows.line_num}", reason=reason)
    except csv.Error as error:  # where a row ends can no longer be told
        yield Refusal(origin=f"{path.name}, line {rows.line_num}", reason=f"{error}")


def _row(origin: str, names: list[str], row: list[str]) -> Record | Refusal:
    if len(row) != len(names):
        reason = f"it has {len(row)} values, and the head has {len(names)} names"
        return Refusal(origin=origin, reason=reason)
    # An empty value is kept: in a column that says what is published it says something, too.
    values = {name: value.strip() for name, value in zip(names, row, strict=True) if name}
    return Record(origin=origin, values=values)
