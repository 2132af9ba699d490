"""Pages that an earlier build made and that would be made the same again."""

import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.cache import Cache, digest_of

__all__ = ["Reuse"]


@dataclass(slots=True)
class Reuse:
    """What one build takes from the cache and puts there; without a cache it does nothing."""

    cache: Cache | None = None
    stamp: str = ""
    """A digest of what all pages depend on: configuration, theme, versions."""
    keys: dict[str, str] = field(default_factory=dict)
    """Path of a page to its key in the cache, for pages that can be reused."""

    def find(self, path: str, fingerprint: Callable[[], str]) -> Any:  # noqa: ANN401 - a page as kept
        """The page at a path as it was kept, or None; remembers its key either way."""
        if self.cache is None:
            return None
        self.keys[path] = digest_of(self.stamp, path, fingerprint())
        return self.cache.get(self.keys[path])

    def keep(self, path: str, page: dict[str, Any]) -> None:
        """Keep a page that was built, if it was looked for."""
        if self.cache is not None and path in self.keys:
            self.cache.put(self.keys[path], page)

    def slim_pages(self, paths: Iterable[str]) -> Iterable[tuple[str, str]]:
        """The slim copies that were kept with pages, by path."""
        for path in paths:
            page = self.cache.get(self.keys[path]) if self.cache else None
            if page is not None:
                yield path, page["slim"]

    def unpack(self, key: str, folder: Path) -> bool:
        """Put files that were packed under a key into a folder; False if there are none."""
        data = self.cache.get_bytes(key) if self.cache else None
        if data is None:
            return False
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            packed.extractall(folder)  # our own archive, by the digest it carries
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

    def end(self) -> None:
        """Forget what this build did not use."""
        if self.cache is not None:
            self.cache.keep_only({*self.keys.values(), *self.cache.used})
            self.cache.close()
