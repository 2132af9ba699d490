"""MkDocs writes beside the last site; only a finished one takes its place."""

import logging
import os
import sys
from contextlib import suppress
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.utils import CountHandler

from generator.core.visible import visible
from generator.plugin.platform import log, logger_of
from generator.runtime.files import WriteError, aside_of, only_one, swap
from generator.runtime.replacing import Guard, ReplaceError, is_site, judge, mark_site, remove_site

__all__ = ["Staging"]


class Staging:
    """The folder of one build, from its beginning to its end."""

    def __init__(self) -> None:
        self.last: Path | None = None
        """The site as it stands, while another is built; None in a preview."""
        self._named = ""
        """The same as it was named, which may be a link."""
        self._kept: tuple[Guard, ...] = ()
        self._warnings = CountHandler()
        self._lock = -1
        """Held by the one build that may write beside the site."""

    @property
    def warnings(self) -> int:
        """How often MkDocs has warned in this build."""
        return sum(count for _, count in self._warnings.get_counts())

    def begin(self, config: MkDocsConfig, kept: tuple[Guard, ...]) -> None:
        """Let MkDocs write elsewhere; `publish` puts it in the site's place.

        The place must have been judged with what is `kept`. A link is followed: the folder that
        it leads to is replaced, and the link stays.
        """
        self._named, self._kept = config.site_dir, kept
        site = Path(config.site_dir).resolve()
        building = _building(site)
        try:
            self._lock = only_one(site.parent, _say_wait)
            for left in (building, aside_of(site)):
                _clear(left, kept)
            for earlier in {Path(self._named), site}:
                _clear_earlier(earlier)
            building.mkdir()
            mark_site(building)
        except ReplaceError as error:
            raise Abort(
                f"{error}; it would be in the way of the build. Delete or move it"
            ) from error
        except OSError as error:
            raise Abort(f"{visible(building)} cannot be written: {error.strerror}") from error
        self.last, config.site_dir = site, str(building)
        self._warnings = CountHandler()
        self._warnings.setLevel(logging.WARNING)
        logger_of().addHandler(self._warnings)

    def publish(self, config: MkDocsConfig) -> bool:
        """Put what was built in the place of the last site, unless a strict build has warned."""
        if self.last is None or (config.strict and self.warnings):
            self.abandon()
            return False  # MkDocs itself says why, and ends with an error.
        try:
            mark_site(_building(self.last))  # a file of that name in docs does not stand for it
            if judge(Path(self._named), self._kept, is_site) != self.last:
                named = visible(self._named)
                raise Abort(f"{named} has come to lead elsewhere since the build began")
            swap(_building(self.last), self.last)
        except (ReplaceError, WriteError) as error:
            raise Abort(visible(error)) from error
        config.site_dir = self._named
        self._end()
        return True

    def abandon(self) -> None:
        """Leave nothing half built."""
        if self.last is not None:
            with suppress(OSError):
                remove_site(_building(self.last))
        self._end()

    def _end(self) -> None:
        logger_of().removeHandler(self._warnings)
        if self._lock >= 0:
            os.close(self._lock)
        self.last, self._lock = None, -1


def _building(site: Path) -> Path:
    return site.with_name(f"{site.name}.briefing-build")


def _clear(left: Path, kept: tuple[Guard, ...]) -> None:
    """Remove what a build that was killed left; raise `ReplaceError` if it is another's."""
    if left.is_symlink():
        raise ReplaceError("foreign-folder", f"{left} is a symbolic link")
    judge(left, kept, is_site)
    if left.exists():
        remove_site(left)


def _clear_earlier(site: Path) -> None:
    """Remove what builds by earlier versions left beside a site; what is not theirs stays."""
    left = site.with_name(f"{site.name}.building")
    if left.is_symlink():
        target = left.readlink()
        left.unlink()
        log.warning("%s was a link to %s until a build failed; it is a folder now", site, target)
    elif left.is_dir() and (is_site(left) or not any(left.iterdir())):
        remove_site(left)


def _say_wait() -> None:
    sys.stderr.write("Another build is at work in this folder; waiting for it to end\n")
