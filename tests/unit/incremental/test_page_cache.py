"""What is no page is made once and then taken from the cache, or linked from the last site."""

from pathlib import Path

from generator.content.model import Artifact
from generator.incremental.page_cache import PageCache
from generator.incremental.records import PageLinks
from generator.runtime.cache import Cache

PLACE = "assets/maps/a.svg"


class Drawing:
    """An artifact that counts how often it was made."""

    def __init__(self, content: bytes = b"<svg/>", depends: str = "one") -> None:
        self.made = 0
        self.content = content
        self.artifact = Artifact(
            path=PLACE, media_type="image/svg+xml", write=self.write, depends=lambda: depends
        )

    def write(self) -> bytes:
        self.made += 1
        return self.content


def build(folder: Path, site: Path, last: Path | None, drawing: Drawing) -> bytes:
    cache = PageCache.begin(Cache(folder), "stamp", last)
    cache.put_in_place(drawing.artifact, PLACE, site)
    cache.end(site, cache.kept.files, lambda _: PageLinks([], {}))
    return (site / PLACE).read_bytes()


def test_a_file_is_not_made_again_while_nothing_it_depends_on_changes(tmp_path: Path) -> None:
    first, again = Drawing(), Drawing(b"other bytes")
    assert build(tmp_path / "cache", tmp_path / "one", None, first) == b"<svg/>"
    assert build(tmp_path / "cache", tmp_path / "two", None, again) == b"<svg/>"
    assert (first.made, again.made) == (1, 0)


def test_a_file_of_the_last_site_is_linked(tmp_path: Path) -> None:
    build(tmp_path / "cache", tmp_path / "one", None, Drawing())
    build(tmp_path / "cache", tmp_path / "two", tmp_path / "one", Drawing())
    assert (tmp_path / "two" / PLACE).samefile(tmp_path / "one" / PLACE)


def test_a_file_that_someone_changed_in_the_last_site_is_not_linked(tmp_path: Path) -> None:
    build(tmp_path / "cache", tmp_path / "one", None, Drawing())
    (tmp_path / "one" / PLACE).write_bytes(b"changed by hand")
    assert build(tmp_path / "cache", tmp_path / "two", tmp_path / "one", Drawing()) == b"<svg/>"


def test_a_file_that_depends_on_something_else_now_is_made_anew(tmp_path: Path) -> None:
    build(tmp_path / "cache", tmp_path / "one", None, Drawing())
    other = Drawing(b"<svg>2</svg>", "two")
    assert build(tmp_path / "cache", tmp_path / "one", tmp_path / "one", other) == b"<svg>2</svg>"
    assert other.made == 1


def test_without_a_cache_a_file_is_made(tmp_path: Path) -> None:
    drawing = Drawing()
    PageCache().put_in_place(drawing.artifact, PLACE, tmp_path)
    assert ((tmp_path / PLACE).read_bytes(), drawing.made) == (b"<svg/>", 1)
