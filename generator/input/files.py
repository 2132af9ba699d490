"""The files of the folder of briefings, in the order of their paths, read whole."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.core.diagnostics import Collector, Span
from generator.input.text_source import MAX_BYTES

__all__ = ["ENTITIES", "File", "Folder", "list_files", "printable", "read_file", "read_folder"]

ENTITIES = "entities"
"""The folder in it that holds the registry's own entries."""
_SUFFIXES = (".yml", ".yaml", ".md")


@dataclass(frozen=True, slots=True)
class File:
    """A file of a contributor's."""

    path: str
    """Relative to the folder of `mkdocs.yml`, with slashes; printable."""
    data: bytes

    @property
    def digest(self) -> str:
        """Of its path and content."""
        return hashlib.sha256(self.path.encode() + b"\x00" + self.data).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """All that there is to read."""

    briefings: tuple[File, ...]
    entities: tuple[File, ...]
    paths: tuple[str, ...]
    """Every file that was looked at, those that could not be read included."""


def read_folder(root: Path, folder: str, found: Collector) -> Folder:
    """Read `root/folder`; what cannot be read is reported."""
    briefings: list[File] = []
    entities: list[File] = []
    paths: list[str] = []
    for path in _walk(root, folder, found):
        shown = printable(path)
        paths.append(shown)
        data = _read(root, path, found)
        if data is not None:
            kind = entities if path.startswith(f"{folder}/{ENTITIES}/") else briefings
            kind.append(File(shown, data))
    return Folder(briefings=tuple(briefings), entities=tuple(entities), paths=tuple(paths))


def _walk(root: Path, folder: str, found: Collector) -> Iterator[str]:
    """Paths of the files to read, sorted, so that no file system's order shows."""
    top = root / folder
    if not top.is_dir():
        found.report(
            "unreadable-file", f"There is no folder {folder}", Span(path=folder), "Create it."
        )
        return
    names: list[str] = []
    folders = [folder]
    while folders:
        here = folders.pop()
        try:
            with os.scandir(root / here) as entries:
                for entry in entries:
                    path = f"{here}/{entry.name}"
                    if entry.name.startswith(".") or entry.name == "README.md":
                        continue
                    if entry.is_symlink():
                        found.report(
                            "symbolic-link", "This is a symbolic link", Span(path=printable(path))
                        )
                    elif entry.is_dir(follow_symlinks=False):
                        folders.append(path)
                    else:
                        names.append(path)
        except OSError as error:
            found.report(
                "unreadable-file",
                error.strerror or "It cannot be read",
                Span(path=printable(here)),
            )
    for name in sorted(names):
        if name.endswith(_SUFFIXES):
            yield name
        else:
            found.report("ignored-file", "This file is not read", Span(path=printable(name)))


def list_files(root: Path, folder: str, found: Collector) -> tuple[str, ...]:
    """Paths of the briefings in `root/folder`, read or not, as the file system has them."""
    own = f"{folder}/{ENTITIES}/"
    return tuple(path for path in _walk(root, folder, found) if not path.startswith(own))


def read_file(root: Path, path: str, found: Collector) -> File | None:
    """One file; None, and a word to `found`, if it cannot be read."""
    data = _read(root, path, found)
    return None if data is None else File(printable(path), data)


def printable(path: str) -> str:
    r"""The path as text even where the file system gave bytes that are no text, like `\xff`."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _read(root: Path, path: str, found: Collector) -> bytes | None:
    file = root / path
    try:
        if not file.is_file():
            found.report(
                "unreadable-file", "This is not a regular file", Span(path=printable(path))
            )
            return None
        size = file.stat().st_size
        if size > MAX_BYTES:
            message = f"The file has {size:,} bytes"
            found.report("file-too-large", message, Span(path=printable(path)))
            return None
        return file.read_bytes()
    except OSError as error:
        reason = error.strerror or "It cannot be read"
        found.report("unreadable-file", reason, Span(path=printable(path)))
        return None
