"""The registry of a site from its files of entities."""

from collections.abc import Iterable
from pathlib import Path

from generator.core.diagnostics import Collector, Diagnostic, has_errors
from generator.input.drafts import EntityDraft, load_entities
from generator.input.files import ENTITIES, File, read_folder
from generator.registry.building import build_registry
from generator.registry.registry import Registry
from generator.schema.kinds import kinds_of
from generator.schema.settings import Settings

__all__ = ["load_registry", "read_registry"]


def read_registry(
    root: Path, settings: Settings, folder: str = "briefings"
) -> tuple[Registry, tuple[Diagnostic, ...]]:
    """The registry of a site without its briefings, and what is wrong with its entities."""
    found = Collector()
    own = f"{folder}/{ENTITIES}"
    files = read_folder(root, own, found).briefings if (root / own).is_dir() else ()
    return load_registry(files, settings, found), tuple(found)


def load_registry(files: Iterable[File], settings: Settings, found: Collector) -> Registry:
    """The registry of built-in entities and those in `files`; what is wrong goes to `found`."""
    entities: list[EntityDraft] = []
    kinds = kinds_of(settings)
    incomplete: set[str] = set()
    for file in files:
        drafts, problems = load_entities(file.path, file.data, kinds)
        entities += drafts
        found.extend(problems)
        if has_errors(problems):
            stem = file.path.rsplit("/", 1)[-1].rpartition(".")[0]
            own = {kind.name for kind in kinds if kind.field == stem}
            incomplete |= own or {kind.name for kind in kinds}
    return build_registry(entities, settings, found, frozenset(incomplete))
