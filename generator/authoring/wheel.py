"""The package as a wheel, so that a new site can carry the generator it was begun with.

A wheel is a ZIP archive with a list of its files and their hashes (PyPA's binary distribution
format, version 1.0). The package is pure Python, so its installed files are all there is to it.
"""

import base64
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from importlib import metadata, resources
from pathlib import Path

__all__ = ["lock", "own_wheel"]

NAME = "briefing-site"
_PACKAGE = Path(str(resources.files("generator")))
_LOCK = "data/site.lock"
"""Where the lock file is in a wheel that was made here."""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time an archive can hold; the same files give the same bytes."""
_WHEEL = "Wheel-Version: 1.0\nGenerator: briefing\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
_REQUIRED = re.compile(r"^([A-Za-z0-9._-]+)[^;]*(;.*)?$")


def own_wheel() -> tuple[str, bytes]:
    """The name of the wheel's file, and its content."""
    known = metadata.distribution(NAME)
    stem = f"{NAME.replace('-', '_')}-{known.version}"
    info = f"{stem}.dist-info"
    files = {
        f"{_PACKAGE.name}/{path.relative_to(_PACKAGE).as_posix()}": path.read_bytes()
        for path in sorted(_PACKAGE.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    files[f"{_PACKAGE.name}/{_LOCK}"] = lock()[0].encode()
    # Beside a checkout that was installed in place the same text has its older name.
    described = known.read_text("METADATA") or known.read_text("PKG-INFO") or ""
    files[f"{info}/METADATA"] = described.encode()
    files[f"{info}/entry_points.txt"] = (known.read_text("entry_points.txt") or "").encode()
    files[f"{info}/WHEEL"] = _WHEEL.encode()
    record = "".join(
        f"{name},sha256={_digest(content)},{len(content)}\n" for name, content in files.items()
    )
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return f"{stem}-py3-none-any.whl", data.getvalue()


def _digest(content: bytes) -> str:
    digest = hashlib.sha256(content).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def lock() -> tuple[str, bool]:
    """Exact versions of all that the package needs, and whether they come with hashes.

    The lock file of the project where there is one; else what is installed beside it.
    """
    for file in (_PACKAGE / _LOCK, _PACKAGE.parent / "requirements/site.lock"):
        if file.is_file():
            text = file.read_text("utf-8")
            return text, "--hash=" in text
    pins = sorted({f"{name}=={metadata.version(name)}" for name in _needed(NAME, set())})
    return "\n".join(pins) + "\n", False


def _needed(name: str, seen: set[str]) -> Iterator[str]:
    """Names of the installed distributions that one needs, over all steps."""
    for requirement in metadata.requires(name) or ():
        match = _REQUIRED.match(requirement)
        if match is None or "extra ==" in (match[2] or ""):
            continue
        needed = re.sub(r"[-_.]+", "-", match[1]).lower()
        if needed in seen:
            continue
        seen.add(needed)
        try:
            metadata.version(needed)
        except metadata.PackageNotFoundError:
            continue  # for another system than this one
        yield needed
        yield from _needed(needed, seen)
