"""Pages and other files that an earlier build made and that would be made the same again."""

import io
import shutil
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import NotRequired, TypeAlias

from pydantic import ConfigDict, TypeAdapter
from typing_extensions import TypedDict

from generator.content.model import Artifact
from generator.incremental.published_tree import PublishedTree
from generator.incremental.records import Kept, Links, PageLinks
from generator.runtime.cache import Cache, digest_of, program

__all__ = ["KeptPage", "PageCache"]

_Mark: TypeAlias = tuple[str, list[str], Links, str]
"""Key in the last build, anchors, links, and the digest of what the search reads."""


class Entry(TypedDict):
    """What Material's search, or MkDocs' own, has of a page or of a part of it."""

    __pydantic_config__ = ConfigDict(extra="allow")  # type: ignore[misc]  # as pydantic wants it

    location: str
    title: str
    text: str
    tags: NotRequired[list[str]]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it is kept."""

    html: str
    entries: list[Entry]
    anchors: list[str]
    links: Links
    slim: str = ""
    """What the search reads of it; empty if nothing."""


_PAGE = TypeAdapter(KeptPage)
_MARKS = TypeAdapter(dict[str, _Mark])


@dataclass(slots=True)
class PageCache:
    """What one build takes over and leaves to the next; without a cache it does nothing."""

    cache: Cache | None = None
    stamp: str = ""
    """A digest of what all pages depend on: configuration, theme, versions."""
    standing: PublishedTree = field(default_factory=PublishedTree)
    kept: Kept = field(default_factory=Kept)
    """What this build has found or made that can be reused."""
    _marks: dict[str, _Mark] = field(default_factory=dict)
    """By path of a page."""

    @staticmethod
    def begin(cache: Cache | None, stamp: str, site: Path | None) -> "PageCache":
        """Take up what the last build left in the cache, and what of its `site` still stands."""
        if cache is None:
            return PageCache()
        marks = cache.get(_row(), _MARKS) or {}
        standing = PublishedTree.load(cache, site) if site else PublishedTree()
        return PageCache(cache, stamp, standing, _marks=marks)

    def find(
        self, path: str, fingerprint: Callable[[], str], place: str, site: Path
    ) -> tuple[PageLinks, list[Entry]] | None:
        """Put the page at a path in its place in a site, if it was kept.

        Returns its links, and what it has for the list of a search plugin. Remembers its key
        either way.
        """
        if self.cache is None:
            return None
        key = self.kept.pages[path] = digest_of(self.stamp, path, fingerprint())
        last, anchors, links, slim = self._marks.get(path, ("", [], {}, ""))
        if last == key and self.standing.link(place, key, site):
            self._see(path, slim)
            return PageLinks(anchors, links), []
        kept = self.cache.get(key, _PAGE)
        if kept is not None:
            self._see(path, digest_of(kept.slim) if kept.slim else "")
            file = site / place
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(kept.html, "utf-8", newline="\n")
        return None if kept is None else (PageLinks(kept.anchors, kept.links), kept.entries)

    def keep(self, path: str, page: KeptPage, slim: Path) -> None:
        """Keep a page that was built, if it was looked for.

        `slim` is the file with what the search reads of it, if that is anything.
        """
        if self.cache is not None and path in self.kept.pages:
            text = slim.read_text("utf-8") if path in self.kept.slims else ""
            self.cache.put(self.kept.pages[path], asdict(replace(page, slim=text)))

    def _see(self, path: str, slim: str) -> None:
        if slim:
            self.kept.slims[path] = slim

    def put_in_place(self, artifact: Artifact, place: str, site: Path) -> None:
        """Put an artifact that is no page in its place in a site, made anew only if it must be.

        Nothing of the theme or of the configuration is in it that its fingerprint does not tell.
        """
        file = site / place
        if self.cache is None:
            data = artifact.data()
        else:
            key = digest_of("file", program(), artifact.path, artifact.fingerprint())
            self.kept.files[place] = key
            if self.standing.link(place, key, site):
                return
            kept = self.cache.get_bytes(key)
            data = artifact.data() if kept is None else kept
            if kept is None:
                self.cache.put_bytes(key, data)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    def slim_page(self, path: str) -> str | None:
        """What the search reads of a page that was kept."""
        key = self.kept.pages.get(path)
        page = self.cache.get(key, _PAGE) if self.cache and key else None
        return page.slim if page else None

    def unpack(self, key: str, folder: str, site: Path) -> bool:
        """Put files that were packed under a key into a folder of a site; False if none were."""
        places = [place for place, known in self.standing.known.items() if known[0] == key]
        are_there = all(_is_below(place, folder) for place in places)
        if places and are_there and self.standing.link_all(places, key, site):
            return True
        data = self.cache.get_bytes(key) if self.cache else None
        if data is None:
            return False
        # What is there is of another time, or a link through which nothing may be written.
        shutil.rmtree(site / folder, ignore_errors=True)
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                packed.extractall(site / folder)
        except Exception:  # noqa: BLE001 - any bytes may come; zipfile raises what it likes
            shutil.rmtree(site / folder, ignore_errors=True)
            return False
        return True

    def pack(self, key: str, folder: Path) -> None:
        """Keep the files of a folder, which are compressed already."""
        if self.cache is None:
            return
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as packed:
            for file in sorted(folder.rglob("*")):
                if file.is_file():
                    packed.write(file, file.relative_to(folder))
        self.cache.put_bytes(key, data.getvalue())

    def flush(self) -> None:
        """Write what waits to be kept, before another process looks for it."""
        if self.cache is not None:
            self.cache.flush()

    def forget(self) -> None:
        """Forget all that was kept."""
        if self.cache is not None:
            self.cache.keep_only(())
            self.cache.close()

    def end(
        self,
        site: Path,
        places: Mapping[str, str],
        links: Callable[[str], PageLinks],
    ) -> None:
        """Put down what the next build can take over, and forget what this one did not use.

        `places` are those of files in the finished site, with the key each was made from;
        `links` gives the anchors and links of a page.
        """
        if self.cache is None:
            return
        PublishedTree.save(self.cache, site, places)
        marks: dict[str, _Mark] = {}
        for path, key in self.kept.pages.items():
            known = links(path)
            marks[path] = (key, known.anchors, known.links, self.kept.slims.get(path, ""))
        self.cache.put(_row(), marks)
        keys = (*self.kept.pages.values(), *self.kept.files.values())
        self.cache.keep_only({*keys, *self.cache.used})
        self.cache.close()


def _is_below(place: str, folder: str) -> bool:
    path = PurePosixPath(place)
    return path.is_relative_to(folder) and ".." not in path.parts


def _row() -> str:
    """Where the marks of all pages are kept; another version may have another form for them."""
    return digest_of("marks", program())
