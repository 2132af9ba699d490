"""Makes small sites of briefings, and runs the project's own commands on them."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

REPOSITORY: Final = Path(__file__).parents[2]
"""The site of this repository itself."""
BIN: Final = Path(sys.executable).parent
"""Where the environment keeps its commands."""

CONFIG: Final = """\
site_name: Small site
site_url: https://site.invalid/
theme: {name: material}
plugins: [briefings, search]
"""
BRIEFING: Final = """\
title: A small briefing
date: 2024-11-27
summary: The bottom line.
countries: [KZ]
sources:
  - {id: report, title: News report}
body: |
  Kazakhstan is in the news.[^report]
"""


def write_site(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Write a site into *folder* and return it: a configuration, one docs page, and *files*."""
    everything: dict[str, str | bytes] = {
        "mkdocs.yml": CONFIG,
        "docs/about.md": "# About\n\nWho writes this.\n",
        **(files or {"briefings/2024/2024-11-27-small.yml": BRIEFING}),
    }
    for path, content in everything.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def run(
    folder: Path, command: str, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run one of the environment's commands in *folder*; its outcome is the caller's to judge."""
    return subprocess.run(
        [BIN / command, *arguments],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def build(folder: Path, *arguments: str, site: str = "site", **environment: str) -> Path:
    """Build the site in *folder* with `briefing build` and return the tree; raise if it fails."""
    done = run(folder, "briefing", "build", "--site-dir", site, *arguments, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / site
