"""The Markdown tree on disk: what `briefing render` writes, and what it may delete."""

import json
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from generator.content.model import Artifact
from generator.runtime.files import WriteError, place_in, remove_empty, replace_file

__all__ = ["MANIFEST", "is_written", "write_tree"]

MANIFEST = ".briefing-manifest.json"
"""The file that names what an earlier run wrote."""


def write_tree(artifacts: Iterable[Artifact], folder: Path, docs: Path | None = None) -> int:
    """Write artifacts and the owner's own pages, and delete what only an earlier run wrote.

    A file in `docs` stands in place of an artifact of the same path, as it does in MkDocs.
    Only files named in the folder's own manifest are ever replaced or deleted. Returns how
    many files there are. Raises `WriteError` for a file in the way or a folder that cannot be
    written.
    """
    contents = {artifact.path: artifact.data() for artifact in artifacts}
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
