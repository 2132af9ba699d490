"""MkDocs writes beside the last site; only a finished one takes its place."""

import logging
import shutil
import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.utils import CountHandler

from generator.visible import visible
from generator.write import WriteError, only_one, swap

__all__ = ["Staging"]


class Staging:
    """The folder of one build, from its beginning to its end."""

    def __init__(self) -> None:
        self.last: Path | None = None
        """The site as it stands, while another is built; None in a preview."""
        self._warnings = CountHandler()
        self._lock = -1
        """Held by the one build that may write beside the site."""

    @property
    def warnings(self) -> int:
        """How often MkDocs has warned in this build."""
        return sum(count for _, count in self._warnings.get_counts())

    def begin(self, config: MkDocsConfig) -> None:
        """Let MkDocs write elsewhere; `publish` puts it in the site's place."""
        self.last = Path(config.site_dir)
        config.site_dir = str(self._building(self.last))
        try:
            self._lock = only_one(self.last.parent, _say_wait)
            shutil.rmtree(config.site_dir, ignore_errors=True)
            Path(config.site_dir).mkdir(parents=True)
        except OSError as error:
            said = f"{visible(config.site_dir)} cannot be written: {error.strerror}"
            raise Abort(said) from error
        self._warnings = CountHandler()
        self._warnings.setLevel(logging.WARNING)
        logging.getLogger("mkdocs").addHandler(self._warnings)

    def publish(self, config: MkDocsConfig) -> bool:
        """Put what was built in the place of the last site, unless a strict build has warned."""
        if self.last is None or (config.strict and self.warnings):
            self.abandon()
            return False  # MkDocs itself says why, and ends with an error.
        try:
            swap(self._building(self.last), self.last)
        except WriteError as error:
            raise Abort(visible(error)) from error
        config.site_dir = str(self.last)
        self._end()
        return True

    def abandon(self) -> None:
        """Leave nothing half built."""
        if self.last is not None:
            shutil.rmtree(self._building(self.last), ignore_errors=True)
        self._end()

    def _end(self) -> None:
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        self.last = None

    @staticmethod
    def _building(site: Path) -> Path:
        return site.with_name(f"{site.name}.building")


def _say_wait() -> None:
    sys.stderr.write("Another build is at work in this folder; waiting for it to end\n")
