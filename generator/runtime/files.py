"""Files and folders replaced as wholes, so that a reader sees the old or the new."""

import contextlib
import ctypes
import os
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from generator.runtime.replacing import remove_site

__all__ = [
    "WriteError",
    "aside_of",
    "only_one",
    "place_in",
    "remove_empty",
    "replace_file",
    "swap",
]

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


class WriteError(Exception):
    """The output cannot be written; the message says what to do."""


def place_in(top: Path, path: str) -> Path:
    """Where a path leads below a folder; raises `WriteError` if a link on the way leads elsewhere.

    `top` itself may be a link: whoever named it did so on purpose.
    """
    place = top
    for part in PurePosixPath(path).parent.parts:
        place /= part
        if place.is_symlink():
            raise WriteError(f"{place} is a symbolic link; nothing is written through it")
    return top / path


def replace_file(target: Path, content: bytes) -> None:
    """Write a file so that its place holds all of the old content or all of the new.

    A link in its place is replaced, never followed. May raise `OSError`.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f".{target.name}.half")
    half.unlink(missing_ok=True)  # a run that was killed left it, or somebody put a link there
    with half.open("xb") as file:
        file.write(content)
    half.replace(target)


def remove_empty(here: Path, top: Path) -> None:
    """Remove a folder that holds nothing, and those above it that then do not, below `top`."""
    while here != top:
        try:
            here.rmdir()
        except OSError:
            return
        here = here.parent


def only_one(folder: Path, wait: Callable[[], None]) -> int:
    """Wait until no other process holds this folder, and hold it until this process ends.

    Calls `wait` first if it has to. Returns a file descriptor that keeps the hold, or -1 where
    the system or the folder's file system has no such locks. Raises `OSError` if the folder
    cannot be made or opened.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ImportError:
        return -1
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        wait()
        fcntl.flock(held, fcntl.LOCK_EX)
    except OSError:  # some file systems of networks have none
        os.close(held)
        return -1
    return held


def swap(new: Path, old: Path) -> None:
    """Put the folder `new` in the place of the site `old` and delete what was there.

    In one step where the system can exchange two names, so that `old` is a whole site at
    every moment; elsewhere with two renames. Whoever calls has judged `old`, see
    `generator.runtime.replacing`. Raises `WriteError` if neither works.
    """
    try:
        if not old.exists():
            new.rename(old)
            return
        if not _exchange(new, old):
            aside = aside_of(old)
            old.rename(aside)
            new.rename(old)
            new = aside
        if new.is_symlink():
            raise WriteError(f"{new} is a link that was in the place of the site; look at it")
        remove_site(new)
    except OSError as error:
        raise WriteError(f"{old} cannot be replaced: {error.strerror}") from error


def aside_of(site: Path) -> Path:
    """Where a site waits to be deleted on systems that cannot exchange two names."""
    return site.with_name(f"{site.name}.briefing-old")


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where the system has no such call."""
    paths = os.fsencode(one), os.fsencode(other)
    # Windows has no library without a name: there it is the name's type that is wrong.
    with contextlib.suppress(AttributeError, OSError, TypeError):
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(libc.renamex_np(*paths, _RENAME_SWAP) == 0)
        return bool(libc.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)
    return False
