"""Pages that have moved take the reader on at once, with scripts and without."""

from html import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

__all__ = ["taken_on"]


def taken_on(output: str, page: Page, config: MkDocsConfig) -> str:
    """A page as it is written; one that has moved leads on from its head."""
    target = page.meta.get("moved_to")
    if not isinstance(target, str):
        return output
    address = get_relative_url(File.generated(config, target, content="").url, page.url)
    head = f'<meta http-equiv="refresh" content="0; url={escape(address)}">'
    return output.replace("<head>", f"<head>{head}", 1)
