"""A site's folder as it was at a revision, from git."""

import io
import re
import subprocess
import tarfile
from pathlib import Path

__all__ = ["HistoryError", "write_revision"]


_COMMIT = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
"""The name of one commit, by SHA-1 or SHA-256."""


class HistoryError(Exception):
    """Git has no such thing; the message says what, and what to do."""


def write_revision(root: Path, revision: str, names: tuple[str, ...], to: Path) -> None:
    """Write the files and folders `names` of the site at `root`, as of a revision, below `to`.

    Names that were not there then are left out; links are, too. Raises `HistoryError`.
    """
    commit = _git(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if commit is None:
        inside = _git(root, "rev-parse", "--is-inside-work-tree")
        if inside is None:
            raise HistoryError(f"{root} is not in a git repository")
        raise HistoryError(
            f"There is no revision {revision}; fetch it first, or name another. In a shallow "
            "clone, `git fetch --unshallow` brings the older ones."
        )
    known = commit.decode("ascii", "replace").strip()
    if not _COMMIT.fullmatch(known):  # git takes ^HEAD for “not HEAD”, and --all for many
        raise HistoryError(f"{revision} does not name one revision; name a branch, tag or commit")
    listed = _git(root, "ls-tree", "-z", "--name-only", known, "--", *names)
    if listed is None:
        raise HistoryError(f"git cannot read {revision}; try `git fsck`")
    there = [name.decode() for name in listed.split(b"\x00") if name]
    if not there:
        return
    archive = _git(root, "archive", "--format=tar", known, "--", *there)
    if archive is None:
        raise HistoryError(f"git cannot read {revision}; try `git fsck`")
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        for member in files:
            target = to / member.name
            # Nothing is taken from an archive but plain files below its own folder.
            content = files.extractfile(member) if member.isfile() else None
            if (
                content is None
                or ".." in Path(member.name).parts
                or Path(member.name).is_absolute()
            ):
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.read())


def _git(root: Path, *arguments: str) -> bytes | None:
    """What git says; None if it fails. Raises `HistoryError` where there is no git."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell; the revision stands behind an end of options
            ["git", "-C", str(root), *arguments],  # noqa: S607 - the git of whoever calls
            capture_output=True,
            check=False,
        )
    except OSError:
        raise HistoryError("git is needed for this; install it first") from None
    except ValueError:  # a NUL, which no argument can hold
        return None
    return done.stdout if done.returncode == 0 else None
