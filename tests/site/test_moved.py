"""Old addresses take the reader on at once, with scripts and without."""

import re
from pathlib import Path

import pytest

from generator.build import check_folder
from generator.schema.settings import Settings
from tests.site.projects import BRIEFING, CONFIG, build, write_site

FILE = "briefings/2024/2024-11-27-small.yml"
ENTITIES = """\
oldest: {name: Oldest Body, redirects: [even-older], merged_into: older}
older: {name: Older Body, merged_into: today}
today: {name: Body of Today, listed: true}
"""
REFRESH = re.compile('<meta http-equiv="refresh" content="0; url=([^"]+)">')


@pytest.mark.parametrize("suffix", ["/index.html", ".html"])
def test_an_old_address_leads_to_the_last_one_in_one_step(suffix: str, tmp_path: Path) -> None:
    setting = f"use_directory_urls: {str(suffix != '.html').lower()}\n"
    named = BRIEFING.replace("countries: [KZ]", "organisations: [oldest]\nredirects: [was, older]")
    files = {
        "mkdocs.yml": CONFIG + setting,
        FILE: named,
        "briefings/entities/organisations.yml": ENTITIES,
    }
    site = build(write_site(tmp_path, files), "-j1", "--no-cache")
    last = {}
    for old in ("organisations/even-older", "organisations/oldest", "briefings/was"):
        page = site / f"{old}{suffix}"
        [address] = REFRESH.findall(page.read_text("utf-8"))
        place = (page.parent / address).resolve()
        last[old] = place.relative_to(site.resolve()).as_posix().removesuffix(".html")
    assert last == {
        "organisations/even-older": "organisations/today",
        "organisations/oldest": "organisations/today",
        "briefings/was": "briefings/small",
    }
    assert not REFRESH.search((site / f"briefings/small{suffix}").read_text("utf-8"))


def test_an_old_address_that_is_another_ones_is_a_mistake(tmp_path: Path) -> None:
    other = "briefings/2024/2024-11-28-other.yml"
    files = {
        FILE: f"redirects: [other, twice]\n{BRIEFING}",
        other: f"redirects: [twice]\nstatus: draft\n{BRIEFING}",
    }
    found = check_folder(write_site(tmp_path, files), Settings()).diagnostics
    assert [(one.code, one.message) for one in found] == [
        ("shared-address", f"other cannot lead here: it is an address of {other}"),
        ("shared-address", f"twice cannot lead here: it is an address of {FILE}"),
    ]
