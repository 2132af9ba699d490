"""A new site: configuration, an example, entities, pipelines, and the generator itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from generator.authoring.json_schema import schemas
from generator.authoring.wheel import lock, own_wheel
from generator.core.diagnostics import Collector
from generator.core.yaml_writer import as_json, quoted
from generator.input.drafts import load_entities
from generator.registry.building import build_registry
from generator.runtime.files import remove_empty, replace_file
from generator.runtime.replacing import ReplaceError, guards, judge_addition
from generator.schema.settings import Settings

__all__ = ["BeginError", "NewSite", "begin", "files_of"]

_HIDDEN = {"github": ".github", "vscode": ".vscode", "gitignore": ".gitignore"}
"""What is called otherwise in the package, where no name begins with a dot."""
_FILLED = frozenset({"mkdocs.yml", "README.md", "Makefile", "briefings/example.yml"})
"""Files with places for what is known of the site; braces in the others are their own."""


class BeginError(Exception):
    """The site cannot be begun there; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSite:
    """What is to be known of a site before there is one."""

    name: str
    address: str
    today: date


def begin(folder: Path, site: NewSite) -> list[str]:
    """Write a new site into a folder that is not there, or empty but for `.git`.

    Returns the paths of its files. Raises `BeginError`, and then leaves nothing behind.
    """
    if folder.is_dir() and any(entry.name != ".git" for entry in folder.iterdir()):
        raise BeginError(f"{folder} is not empty; name a new folder")
    try:
        judge_addition(folder, guards(standing=False))
    except ReplaceError as error:
        raise BeginError(f"{error}; name a new folder") from None
    files = files_of(site)
    written: list[Path] = []
    try:
        for path, content in files.items():
            written.append(folder / path)
            replace_file(folder / path, content)
    except OSError as error:
        for file in written:
            file.unlink(missing_ok=True)
            remove_empty(file.parent, folder.parent)
        raise BeginError(f"{folder} cannot be written: {error.strerror}") from error
    return list(files)


def files_of(site: NewSite) -> dict[str, bytes]:
    """The files of a new site by path."""
    skeleton = resources.files("generator").joinpath("skeleton")
    requirements, has_hashes = lock()
    values = {
        "name": quoted(site.name),
        "address": quoted(site.address),
        "today": site.today.isoformat(),
        "hashes": "--require-hashes " if has_hashes else "",
    }
    files: dict[str, bytes] = {}
    for path, text in _texts(skeleton):
        first, slash, rest = path.partition("/")
        place = _HIDDEN.get(first, first) + slash + rest
        place = ".gitlab-ci.yml" if place == "gitlab-ci.yml" else place
        content = text
        if path in _FILLED:
            plain = {**values, "name": site.name} if path.endswith(".md") else values
            content = text.format_map(plain)
        if path == "briefings/example.yml":
            day = site.today
            place = f"briefings/{day.year}/{day.isoformat()}-how-a-briefing-looks.yml"
        files[place] = content.encode()
    files["requirements.lock"] = requirements.encode()
    name, wheel = own_wheel()
    files[f"vendor/{name}"] = wheel
    return {**files, **_schemas(files)}


def _texts(folder: Traversable, above: str = "") -> list[tuple[str, str]]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{above}{entry.name}"
        if entry.is_dir():
            found += _texts(entry, f"{path}/")
        else:
            found.append((path, entry.read_text("utf-8")))
    return found


def _schemas(files: Mapping[str, bytes]) -> dict[str, bytes]:
    drafts = [
        draft
        for path, content in files.items()
        if path.startswith("briefings/entities/")
        for draft in load_entities(path, content)[0]
    ]
    registry = build_registry(drafts, Settings(), Collector())
    return {
        f"schemas/{name}": as_json(schema).encode() for name, schema in schemas(registry).items()
    }
