"""A page in two columns: what stands beside the text is taken out of it, and put into a rail.

The Markdown has one column, in the order in which a phone shows it. Sections whose heading has the
class `rail`, which follow each other, go beside what is before and after them.
"""

import re

__all__ = ["in_columns"]

_RAIL = re.compile(r'<h2\b[^>]*\bclass="(?:[^"]* )?rail(?: [^"]*)?"')
_AFTER = re.compile(r'<h2\b(?![^>]*\bclass="(?:[^"]* )?rail(?: [^"]*)?")')
_WIDE = re.compile(r'<h2\b[^>]*\bclass="(?:[^"]* )?wide(?: [^"]*)?"')


def in_columns(html: str) -> str:
    """The article of a page, with a rail if it has sections for one."""
    first = _RAIL.search(html)
    if first is None:
        return html
    text, html = html[: first.start()], html[first.start() :]
    after = _AFTER.search(html)
    end = after.start() if after else len(html)
    rail, rest = html[:end], html[end:]
    wide = " wide" if _WIDE.match(rest) else ""
    return (
        f'<div class="b-page"><div class="b-text">{text}</div><aside class="b-rail">{rail}</aside>'
        f'<div class="b-rest{wide}">{rest}</div></div>'
    )
