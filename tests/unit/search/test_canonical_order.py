"""An index has the same bytes on every system and under every Python."""

import gzip
import json
from pathlib import Path

import cbor2
import pytest

from generator.search.canonical_order import MAGIC, put_in_order


def index(folder: Path) -> Path:
    """Make an index as Pagefind leaves it, with one filter whose values stand in no order."""
    values = [["b", [2]], ["a", [1]]]
    files = {
        "filter/en_1.pf_filter": ["kind", values],
        "pagefind.en_2.pf_meta": ["1.5", [], [], [["kind", "en_1"]], []],
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(gzip.compress(MAGIC + cbor2.dumps(content)))
    entry = {"version": "1.5", "languages": {"en": {"hash": "en_2"}}}
    (folder / "pagefind-entry.json").write_text(json.dumps(entry), "utf-8")
    return folder


@pytest.mark.parametrize("system", [3, 11, 255])
def test_headers_name_neither_time_nor_system(
    system: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = gzip.compress

    def compress(data: bytes, *, mtime: int) -> bytes:
        packed = pack(data, mtime=mtime)
        return packed[:9] + bytes([system]) + packed[10:]

    bundle = index(tmp_path)
    monkeypatch.setattr(gzip, "compress", compress)
    put_in_order(bundle)
    written = [*bundle.glob("*.pf_meta"), *bundle.glob("filter/*")]
    assert len(written) == 2
    assert {file.read_bytes()[:10].hex(" ") for file in written} == {
        "1f 8b 08 00 00 00 00 00 02 ff"
    }
