"""The options of the plugin in `mkdocs.yml`."""

from mkdocs.config import base
from mkdocs.config import config_options as c

__all__ = ["BriefingsConfig"]


class BriefingsConfig(base.Config):  # type: ignore[no-untyped-call]  # MkDocs types it not
    """Options in `mkdocs.yml`, so that MkDocs knows them; `generator.input.config` reads them."""

    # Of any type, so that a value is judged once, and alike by `check` and by a build.
    folder = c.Optional(c.Type(object))
    language = c.Optional(c.Type(object))
    as_of = c.Optional(c.Type(object))
    page_size = c.Optional(c.Type(object))
    all_countries = c.Optional(c.Type(object))
    kinds = c.Optional(c.Type(object))
    catalogs = c.Optional(c.Type(object))
    map_view = c.Optional(c.Type(object))
    search = c.Optional(c.Type(object))
    documentation = c.Optional(c.Type(object))
    front_page = c.Optional(c.Type(object))
    lead = c.Optional(c.Type(object))
