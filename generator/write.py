"""Artifacts to disk, so that a reader of the folder sees the old tree or the new one."""

import contextlib
import ctypes
import json
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

from generator.model import Artifact
from generator.replacing import remove_site

__all__ = [
    "MANIFEST",
    "WriteError",
    "aside_of",
    "is_written",
    "only_one",
    "place_in",
    "remove_empty",
    "replace_file",
    "swap",
    "write_tree",
]

MANIFEST = ".briefing-manifest.json"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


class WriteError(Exception):
    """The output cannot be written; the message says what to do."""


def write_tree(artifacts: Iterable[Artifact], folder: Path, docs: Path | None = None) -> int:
    """Write artifacts and the owner's own pages, and delete what only an earlier run wrote.

    A file in `docs` stands in place of an artifact of the same path, as it does in MkDocs.
    Only files named in the folder's own manifest are ever replaced or deleted. Returns how
    many files there are. Raises `WriteError` for a file in the way or a folder that cannot be
    written.
    """
    contents = {artifact.path: artifact.content.encode() for artifact in artifacts}
    contents.update(_owned(docs) if docs else {})
    ours = _read_manifest(folder)
    for path in contents:
        target = place_in(folder, path)
        if path not in ours and (target.exists() or target.is_symlink()):
            raise WriteError(
                f"{target} was not written by `briefing render`; choose another folder or move it"
            )
    try:
        # The manifest names files before they are written, so that a run that is killed
        # half way leaves nothing behind that the next one would not recognise as its own.
        replace_file(folder / MANIFEST, _manifest({*ours, *contents}))
        for path, content in contents.items():
            target = folder / path
            if not target.is_file() or target.read_bytes() != content:
                replace_file(target, content)
        for path in sorted(ours - contents.keys()):
            place_in(folder, path).unlink(missing_ok=True)
            remove_empty((folder / path).parent, folder)
        replace_file(folder / MANIFEST, _manifest(contents.keys()))
    except OSError as error:
        raise WriteError(f"{folder} cannot be written: {error.strerror}") from error
    return len(contents)


def _owned(docs: Path) -> dict[str, bytes]:
    """What the site's owner keeps beside the briefings: regular files that are not hidden."""
    return {
        path.relative_to(docs).as_posix(): path.read_bytes()
        for path in sorted(docs.rglob("*"))
        if path.is_file()
        and not path.is_symlink()
        and not any(part.startswith(".") for part in path.relative_to(docs).parts)
    }


def is_written(folder: Path) -> bool:
    """Whether an earlier run of `write_tree` left its manifest in a folder."""
    manifest = folder / MANIFEST
    return manifest.is_file() and not manifest.is_symlink()


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


def _manifest(paths: Iterable[str]) -> bytes:
    return (json.dumps(sorted(paths), indent=0) + "\n").encode()


def _read_manifest(folder: Path) -> set[str]:
    """Paths an earlier run wrote; a manifest someone tampered with names nothing outside."""
    try:
        listed = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return set()
    return {
        path
        for path in (listed if isinstance(listed, list) else [])
        if isinstance(path, str)
        and not PurePosixPath(path).is_absolute()
        and ".." not in PurePosixPath(path).parts
    }


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
    the system has no such locks. Raises `OSError` if the folder cannot be made or opened.
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
    return held


def swap(new: Path, old: Path) -> None:
    """Put the folder `new` in the place of the site `old` and delete what was there.

    In one step where the system can exchange two names, so that `old` is a whole site at
    every moment; elsewhere with two renames. Whoever calls has judged `old`, see
    `generator.replacing`. Raises `WriteError` if neither works.
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
    with contextlib.suppress(AttributeError, OSError):
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(libc.renamex_np(*paths, _RENAME_SWAP) == 0)
        return bool(libc.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)
    return False
