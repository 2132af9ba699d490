"""A desk that carries its generator, brought to the version that is running."""

import re
from pathlib import Path

from generator.authoring.wheel import lock, own_wheel
from generator.runtime.files import replace_file

__all__ = ["UpgradeError", "upgrade"]

_OURS = re.compile(r"briefing_site-[^/]+\.whl")


class UpgradeError(Exception):
    """The folder is no desk that carries its generator; the message says why."""


def upgrade(root: Path) -> list[str]:
    """Put this version in the place of the one in `vendor/`; the paths that were changed.

    Two wheels of one package side by side cannot be installed, so the others go. Raises
    `UpgradeError` before anything is written, and `OSError`.
    """
    vendor = root / "vendor"
    if not vendor.is_dir() or not (root / "requirements.lock").is_file():
        raise UpgradeError(f"{root} carries no generator: it has no vendor/ and requirements.lock")
    name, wheel = own_wheel()
    text, has_hashes = lock()
    if not has_hashes and "--hash=" in (root / "requirements.lock").read_text("utf-8"):
        raise UpgradeError("This generator was not installed from a released wheel; take one")
    others = [one for one in sorted(vendor.iterdir()) if _OURS.fullmatch(one.name)]
    new = {f"vendor/{name}": wheel, "requirements.lock": text.encode()}
    changed = []
    for path, content in new.items():
        file = root / path
        if not file.is_file() or file.read_bytes() != content:
            replace_file(file, content)
            changed.append(path)
    for other in others:
        if other.name != name:
            other.unlink()
            changed.append(f"vendor/{other.name}")
    return changed
