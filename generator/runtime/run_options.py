"""What a run works with, apart from what it works on."""

from dataclasses import dataclass, field

from generator.runtime.cache import Cache
from generator.runtime.progress import Progress, Silent

__all__ = ["RunOptions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """How a run goes about its work; none of it changes what comes out, only how soon."""

    progress: Progress = field(default_factory=Silent)
    cache: Cache | None = None
    jobs: int = 1
    """How many processes may work at once."""
    makes_site: bool = True
    """Whether a site will be made of what comes out; what was kept is then looked at in full."""
