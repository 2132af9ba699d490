"""The one place that imports mkdocs: a plugin for it, and the two commands that start it."""

from generator.plugin import platform  # noqa: F401 - before anything else says mkdocs

# isort: split
from generator.plugin.commands import build_site, serve_site
from generator.plugin.hooks import BriefingsPlugin

__all__ = ["BriefingsPlugin", "build_site", "serve_site"]
