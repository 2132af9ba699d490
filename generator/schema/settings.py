"""What the owner of a site decides, for all that is made of the briefings."""

import datetime as dt
from dataclasses import dataclass

from generator.schema.kind import Kind

__all__ = ["BY_CONTROL", "BY_RECOGNITION", "FRONT_PAGE", "MAP_VIEWS", "Settings"]

FRONT_PAGE = ("lead", "map", "changed", "watch", "latest", "covered")
"""What the front page can show, in the order in which it does unless the owner says otherwise."""

BY_RECOGNITION, BY_CONTROL = MAP_VIEWS = ("un", "control")
"""To whom maps count a disputed area: near to how the United Nations do, or to who is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the owner of a site decides; everything a page depends on besides the content."""

    site_name: str = "Briefings"
    site_url: str = ""
    """Where the site is published, ending in a slash; empty if that is not known."""
    directory_urls: bool = True
    """Whether the address of a page is a folder's: `a/` for `a.md`, else `a.html`."""
    language: str = "en"
    """BCP 47 tag of the interface, of names and of dates."""
    as_of: dt.datetime | None = None
    """Embargoes that end at or before this moment are over; None: all of them hold."""
    shows_drafts: bool = False
    """Whether drafts and what is under an embargo are shown, marked as such: in a preview alone."""
    catalogs: str | None = None
    """A folder of message catalogs to use instead of those that ship with the package."""
    own_kinds: tuple[Kind, ...] = ()
    """Kinds of entity that the owner added to ours."""
    page_size: int = 50
    """How many briefings a list shows before it goes on on a further page."""
    all_countries: bool = False
    """Whether entities that are built in have a page when no published briefing names them."""
    front_page: tuple[str, ...] = FRONT_PAGE
    """Which parts the front page shows, in this order."""
    lead: str | None = None
    """Id of the briefing that the owner wants first; None: the newest alert or briefing."""
    map_view: str = BY_RECOGNITION
    """To whom maps count a disputed area; it is hatched in any case. One of `MAP_VIEWS`."""
