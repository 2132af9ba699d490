"""Puts an index of Pagefind's into one order, whatever order its threads and maps gave it.

An index is a folder of gzipped CBOR (RFC 8949) behind twelve letters. Each file is named by a
hash of its content, one file (`.pf_meta`) names the others, and one in JSON names that. The
values of a filter, and the filters, come in a random order, so that the same pages would give
other bytes, and other names, at each build.
"""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import cbor2

__all__ = ["put_in_order"]

MAGIC = b"pagefind_dcd"
ENTRY = "pagefind-entry.json"
FILTERS = 3
"""Where the list of filters stands in the meta file: version, pages, words, filters, sorts, …"""
SYSTEM, UNKNOWN_SYSTEM = 9, 255
"""Where gzip's header names the system that a file was made on, and how it names none."""
FILTER_LETTERS, META_LETTERS = 7, 10
"""How much of a hash Pagefind takes into a name."""


def put_in_order(bundle: Path) -> None:
    """Sort the filters of an index and rename what is named by its content.

    Raises `ValueError` if the files are not of the form described above.
    """
    entry = json.loads((bundle / ENTRY).read_text("utf-8"))
    for language in entry["languages"].values():
        meta_file = bundle / f"pagefind.{language['hash']}.pf_meta"
        prefix = language["hash"].rpartition("_")[0]
        meta = _read(meta_file)
        meta[FILTERS] = sorted(
            [name, _sort_filter(bundle / "filter", old, prefix)] for name, old in meta[FILTERS]
        )
        meta_file.unlink()
        data = cbor2.dumps(meta)
        language["hash"] = _name(data, prefix, META_LETTERS)
        _write(bundle / f"pagefind.{language['hash']}.pf_meta", data)
    text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
    (bundle / ENTRY).write_text(text, "utf-8")


def _sort_filter(folder: Path, old: str, prefix: str) -> str:
    """Sort the values of one filter, and return the new name of its file."""
    file = folder / f"{old}.pf_filter"
    name, values = _read(file)
    file.unlink()
    data = cbor2.dumps([name, sorted(values)])
    new = _name(data, prefix, FILTER_LETTERS)
    _write(folder / f"{new}.pf_filter", data)
    return new


def _name(data: bytes, prefix: str, letters: int) -> str:
    return f"{prefix}_{hashlib.sha256(data).hexdigest()[:letters]}"


def _read(file: Path) -> Any:  # noqa: ANN401 - whatever CBOR can hold
    data = gzip.decompress(file.read_bytes())
    if not data.startswith(MAGIC):
        raise ValueError(f"{file.name} is not a file of Pagefind's")
    return cbor2.loads(data[len(MAGIC) :])


def _write(file: Path, data: bytes) -> None:
    packed = bytearray(gzip.compress(MAGIC + data, mtime=0))
    packed[SYSTEM] = UNKNOWN_SYSTEM  # some versions of Python name one here, and others do not
    file.write_bytes(packed)
