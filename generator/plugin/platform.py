"""Which program makes pages of Markdown: MkDocs, or ProperDocs, its fork that goes on with 1.x.

Both give the same bytes. Everything in this room says `mkdocs`: ProperDocs answers to that name as
soon as its module `replacement` is imported, which its own command does before it loads a plugin.
"""

import logging
import sys
from typing import Final

__all__ = ["NAME", "RELEASE", "SERIES", "log", "logger_of"]

PLATFORM: Final[str] = "mkdocs"
"""What `briefing build` and `briefing serve` use: mkdocs or properdocs. The reason is on the
architecture page; `mkdocs build` and `properdocs build` use themselves."""


def _choose() -> str:
    """Make `mkdocs` the chosen program, unless one of the two has called us; its own name."""
    if PLATFORM == "properdocs" and "mkdocs" not in sys.modules:
        import properdocs.replacement  # noqa: F401, PLC0415 - importing it is what it is for
    import mkdocs  # noqa: PLC0415 - only now it is the right one

    return mkdocs.__name__


NAME: Final = _choose()
"""The program's own name, under which it logs."""
RELEASE: Final[str] = sys.modules[NAME].__version__
SERIES: Final = ".".join(RELEASE.split(".")[:2])
"""Its version as far as pages name it: the two programs have the same."""


def logger_of(name: str = "") -> logging.Logger:
    """The program's logger of that name, or the one above all of them."""
    return logging.getLogger(f"{NAME}.{name}" if name else NAME)


log: Final = logger_of("plugins.briefings")
"""What this room says."""
