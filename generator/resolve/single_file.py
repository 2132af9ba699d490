"""Checks a few files by themselves, in the time of a commit.

They are held against the registry and the names of the other files; what those say is looked up
only where one of the few refers to it.

Rules that need all briefings at once are left to the whole check.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from generator.core.diagnostics import Collector, Diagnostic
from generator.core.slugs import address_form, slug_of_file
from generator.input.files import ENTITIES, File, list_files, printable, read_file
from generator.registry.loading import read_registry
from generator.registry.registry import Registry
from generator.resolve.hints import hints
from generator.resolve.lookups import Lookups, State
from generator.resolve.pipeline import Loaded, load_file, state_of
from generator.resolve.resolver import resolve
from generator.schema.kinds import Kind
from generator.schema.settings import Settings

__all__ = ["check_alone", "is_among"]

_ID = re.compile(rb"(?m)^id:[ \t]*[\"']?([^\s\"'#]+)")


class _States(Mapping[str, State]):
    """Briefings by id, each read when it is asked for."""

    def __init__(
        self, root: Path, paths: Sequence[str], as_of: datetime | None, kinds: tuple[Kind, ...]
    ) -> None:
        self._root = root
        self._as_of = as_of
        self._kinds = kinds
        self._paths = {slug_of_file(path): path for path in paths}
        self._known: dict[str, State] = {}
        self._searched = False

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def __getitem__(self, slug: str) -> State:
        if slug not in self._known:
            self._known[slug] = self._find(slug)
        return self._known[slug]

    def _find(self, slug: str) -> State:
        path = self._paths.get(slug)
        if path is None and not self._searched:
            self._search()
            path = self._paths.get(slug)
        if path is None:
            raise KeyError(slug)
        loaded = self._load(path)
        if loaded is None or loaded.outline is None:
            return State.BROKEN
        return state_of(loaded.outline, self._as_of)

    def _search(self) -> None:
        """Look for ids that are not those of the file's name; rarely needed, so only now."""
        self._searched = True
        for path in list(self._paths.values()):
            file = read_file(self._root, path, Collector())
            named = _ID.search(file.data) if file else None
            if named:
                self._paths[named[1].decode("utf-8", "replace")] = path

    def _load(self, path: str) -> Loaded | None:
        file = read_file(self._root, path, Collector())
        return load_file(file, self._kinds) if file else None


def check_alone(
    root: Path, settings: Settings, folder: str, paths: Sequence[str]
) -> tuple[tuple[Diagnostic, ...], int]:
    """What is wrong with the briefings and entities at or below `paths`, and how many files.

    Paths are relative to `root`.
    """
    found = Collector()
    registry, problems = read_registry(root, settings, folder)
    found.extend(one for one in problems if is_among(one.span.path, paths))
    briefings = list_files(root, folder, Collector())
    states = _States(root, briefings, settings.as_of, registry.kinds)
    around = Lookups(registry, states)
    addresses: dict[str, list[str]] = {}
    for path in briefings:
        addresses.setdefault(address_form(slug_of_file(path)), []).append(path)
    chosen = [path for path in briefings if is_among(printable(path), paths)]
    for path in chosen:
        if (file := read_file(root, path, found)) is not None:
            found.extend(_check(file, registry, around, addresses))
    own = list_files(root, f"{folder}/{ENTITIES}", Collector())
    return tuple(found), len(chosen) + sum(is_among(printable(path), paths) for path in own)


def is_among(path: str, wanted: Sequence[str]) -> bool:
    """Whether a path is one of those wanted, or lies in a folder that is."""
    return any(one in (".", path) or path.startswith(f"{one}/") for one in wanted)


def _check(
    file: File, registry: Registry, around: Lookups, addresses: Mapping[str, Sequence[str]]
) -> Iterator[Diagnostic]:
    loaded = load_file(file, registry.kinds)
    yield from loaded.problems
    if loaded.draft is None or loaded.outline is None:
        return
    found = Collector()
    same = addresses.get(address_form(loaded.slug), ())
    others = [shown for path in same if (shown := printable(path)) != file.path]
    for other in others:
        message = f"{other} has the id {slug_of_file(other)} too"
        found.report("shared-address", message, loaded.outline.span)
    briefing = resolve(loaded.draft, file.digest, around, found)
    yield from found
    yield from hints(loaded.draft, briefing, registry, around)
