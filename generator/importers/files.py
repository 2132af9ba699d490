"""The one way in which files of an archive are read: regular ones, of bounded size, at once.

An archive may come from anybody: a pipe is not waited for, a device is not read, a link is not
followed out of the folder, and a file that is larger than it says does not fill the memory.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["MOST_FILES", "Found", "UnreadableError", "read_bounded", "walk"]

MOST_FILES = 1_000_000
"""Entries of a folder that are looked at, those in its folders included."""
_AT_ONCE = 1 << 20
"""Bytes that are asked for at a time."""
# Where a system lacks one of these (Windows), it has no such files either.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_NOT_LINKS = getattr(os, "O_NOFOLLOW", 0)


class UnreadableError(Exception):
    """A file cannot be read, or must not be; the message says why, without the file's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An entry of a folder."""

    path: Path
    parts: tuple[str, ...]
    """The names of the folders that it lies in, below the one that was walked, and its own."""
    problem: str = ""
    """Why it cannot be read, if that is known already."""


def read_bounded(path: Path, most: int, *, follow: bool = False) -> bytes:
    """Read a regular file of at most so many bytes. Raises `UnreadableError`.

    With `follow`, for a file that the user named, a symbolic link is followed.
    """
    try:
        descriptor = os.open(path, _FLAGS | _BINARY | (0 if follow else _NOT_LINKS))
    except (OSError, ValueError) as error:
        raise UnreadableError(f"it cannot be read: {_why(error)}") from None
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableError("it is not a regular file")
            if status.st_size > most:
                raise UnreadableError(_too_large(status.st_size, most))
            data = bytearray()
            while len(data) <= most and (piece := file.read(_AT_ONCE)):
                data += piece
        except OSError as error:
            raise UnreadableError(f"it cannot be read: {_why(error)}") from None
    if len(data) > most:
        raise UnreadableError(_too_large(len(data), most))
    return bytes(data)


def _too_large(size: int, most: int) -> str:
    return f"it has {size:,} bytes, and at most {most:,} are read; cut it into pieces"


def _why(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def walk(folder: Path) -> Iterator[Found]:
    """Everything in a folder but folders; links are not followed.

    Sorted by name, the files of each folder before its folders.
    """
    waiting: list[tuple[str, ...]] = [()]
    seen = 0
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(folder.joinpath(*here)) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            place = folder.joinpath(*here)
            yield Found(path=place, parts=here, problem=f"it cannot be read: {_why(error)}")
            continue
        folders = []
        for entry in entries:
            parts = (*here, entry.name)
            seen += 1
            if seen > MOST_FILES:
                problem = f"there are more than {MOST_FILES:,} files; import folders one by one"
                yield Found(path=folder.joinpath(*parts), parts=parts, problem=problem)
                return
            if entry.is_symlink():
                problem = "it is a symbolic link, which is not followed"
                yield Found(path=folder.joinpath(*parts), parts=parts, problem=problem)
            elif entry.is_dir(follow_symlinks=False):
                folders.append(parts)
            else:
                yield Found(path=folder.joinpath(*parts), parts=parts)
        waiting += reversed(folders)
