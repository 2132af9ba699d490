"""Which folder a run may replace: one that is absent, empty, or of an earlier run of ours.

Every command that writes a folder asks here first, before it touches anything. What is judged
is the folder that a path really leads to: links are followed, and folders are told apart by
device and inode, so that another spelling, letter case or mount of the same folder is the same.
"""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

__all__ = [
    "SITE_MARK",
    "Guard",
    "ReplaceError",
    "guards",
    "is_site",
    "judge",
    "judge_addition",
    "mark_site",
    "remove_site",
]

SITE_MARK = ".briefing-site"
"""The file in a built site that says whose it is. MkDocs takes none of that name from `docs`."""
_SITE_MARK = b"This folder is replaced by each build of briefing-site; keep nothing else in it.\n"
_EARLIER = ("404.html", "sitemap.xml", "assets/briefings.css", "assets/briefing-search.js")
"""What each site has that was built before there were marks, and hardly another folder."""
_REPOSITORIES = frozenset({".git", ".hg", ".svn", ".bzr", ".jj", "_darcs", ".fslckout"})
_Identity: TypeAlias = tuple[int, int]


class ReplaceError(Exception):
    """A folder must not be replaced.

    `code` is a key of `generator.core.codes.CODES`; the message says why, naming the folder.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Guard:
    """Something that no folder may hold which is replaced."""

    what: str
    """What it is, for a sentence: “the briefings”."""
    path: Path
    is_closed: bool = False
    """Whether no folder in it may be replaced or made, either."""


def guards(*more: Guard, standing: bool = True) -> tuple[Guard, ...]:
    """What is never replaced, whatever is built: the home, the root, where one is standing."""
    always = [Guard("the root folder", Path(Path.cwd().anchor)), Guard("your home", Path.home())]
    if standing:
        always.append(Guard("the folder you are in", Path.cwd()))
    return (*more, *always)


def judge(folder: Path, kept: tuple[Guard, ...], is_ours: Callable[[Path], bool]) -> Path:
    """The real path of a folder that may be replaced by a new one.

    `is_ours` tells whether a folder bears the mark of an earlier run. Raises `ReplaceError`
    for a folder that is or holds one of `kept`, lies in one that is closed, belongs to a
    repository or holds one, is another file system's root, or holds what is not ours.
    """
    with _links_lead_somewhere(folder):
        place = folder.resolve()
        itself = _identity(place)
        for guard in kept:
            guarded = guard.path.resolve()
            if guarded.is_relative_to(place) or (itself and itself in set(_chain(guarded))):
                raise ReplaceError("protected-folder", f"{folder} is or holds {guard.what}")
        judge_addition(folder, kept)
        if place.exists():
            _judge_content(folder, place, kept, is_ours)
    return place


def judge_addition(folder: Path, kept: tuple[Guard, ...]) -> Path:
    """The real path of a folder in which files may be put, beside what is there.

    Raises `ReplaceError` for one of `kept`, for what lies in one that is closed, and for what
    belongs to a repository.
    """
    with _links_lead_somewhere(folder):
        place = folder.resolve()
        chain = list(_chain(place))
        for guard in kept:
            guarded = guard.path.resolve()
            if place == guarded or _is_same(place, guarded):
                raise ReplaceError("protected-folder", f"{folder} is {guard.what}")
            lies_in = place.is_relative_to(guarded) or _identity(guarded) in chain
            if guard.is_closed and lies_in:
                raise ReplaceError("protected-folder", f"{folder} lies in {guard.what}")
        for above_it in (place, *place.parents):
            if above_it.name.casefold() in _REPOSITORIES or _is_bare(above_it):
                raise ReplaceError("protected-folder", f"{folder} belongs to a repository")
    return place


@contextmanager
def _links_lead_somewhere(folder: Path) -> Iterator[None]:
    """Make a circle of links, or a folder that cannot be entered, a refusal."""
    try:
        yield
    except (OSError, RuntimeError) as error:  # Python below 3.13 says so of a circle
        reason = getattr(error, "strerror", None) or "its links lead in a circle"
        raise ReplaceError("foreign-folder", f"{folder} cannot be looked at: {reason}") from error


def _judge_content(
    folder: Path, place: Path, kept: tuple[Guard, ...], is_ours: Callable[[Path], bool]
) -> None:
    """Raise `ReplaceError` for a folder that holds what must not be lost."""
    if not place.is_dir():
        raise ReplaceError("foreign-folder", f"{folder} is a file")
    if os.path.ismount(place):
        raise ReplaceError("protected-folder", f"{folder} is the root of a file system")
    if not any(place.iterdir()):
        return
    if not is_ours(place):
        raise ReplaceError("foreign-folder", f"{folder} is not empty, and not of an earlier run")
    missed = {_identity(guard.path) for guard in kept}
    for found in _folders(place):
        if found.name.casefold() in _REPOSITORIES:
            raise ReplaceError("protected-folder", f"{folder} holds a repository")
        if found.is_dir(follow_symlinks=False):
            status = found.stat(follow_symlinks=False)
            if (status.st_dev, status.st_ino) in missed or status.st_dev != place.stat().st_dev:
                raise ReplaceError("protected-folder", f"{folder} holds another folder’s mount")


def _folders(top: Path) -> Iterator["os.DirEntry[str]"]:
    """All that is in a folder, at any depth, but nothing that a link leads to."""
    waiting = [str(top)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                yield entry
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)


def _identity(path: Path) -> _Identity | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _is_same(one: Path, other: Path) -> bool:
    identity = _identity(one)
    return identity is not None and identity == _identity(other)


def _chain(path: Path) -> Iterator[_Identity]:
    """A path itself and the folders above it, as far as they are there."""
    for one in (path, *path.parents):
        identity = _identity(one)
        if identity is not None:
            yield identity


def _is_bare(folder: Path) -> bool:
    """Whether a folder is a repository without files of its own, under whatever name."""
    return (
        (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir()
    )


def is_site(folder: Path) -> bool:
    """Whether an earlier build made this folder: it bears the mark, or what came before it."""
    mark = folder / SITE_MARK
    if _is_plain(mark):
        return mark.read_bytes() == _SITE_MARK
    return all(_is_plain(folder / name) for name in _EARLIER)


def _is_plain(file: Path) -> bool:
    try:
        return stat.S_ISREG(file.lstat().st_mode)
    except OSError:
        return False


def mark_site(folder: Path) -> None:
    """Mark a folder as ours; the same bytes each time. Raises `OSError`."""
    mark = folder / SITE_MARK
    mark.unlink(missing_ok=True)  # it may be a file of the last site under a second name
    mark.write_bytes(_SITE_MARK)


def remove_site(folder: Path) -> None:
    """Remove a folder that was judged, its mark last: what is left half way is still ours."""
    mark_site(folder)
    for entry in list(os.scandir(folder)):
        if entry.name == SITE_MARK:
            continue
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            Path(entry.path).unlink()
    (folder / SITE_MARK).unlink()
    folder.rmdir()
