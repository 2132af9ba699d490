"""What the files of imported records are called."""

import pytest

from generator.core.diagnostics import Collector
from generator.importers.composing import Composed, compose
from generator.importers.mapping import Mapping
from generator.importers.records import Record
from generator.registry.building import build_registry
from generator.schema.settings import Settings

REGISTRY = build_registry((), Settings(), Collector())


def path_of(title: str) -> str:
    values: dict[str, str | list[str]] = {"title": title, "date": "2024-05-06", "tags": ["Russia"]}
    record = Record(origin="a.csv, row 1", values=values, body="The ministers met in Russia.")
    made = compose(record, Mapping(), REGISTRY, "briefings")
    assert isinstance(made, Composed), made
    return made.path


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Переговоры о транзите", "peregovory-o-tranzite"),
        ("Συνομιλίες", "synomilies"),
        ("Talks", "talks"),
    ],
)
def test_a_title_in_any_script_names_the_file(title: str, name: str) -> None:
    assert path_of(title) == f"briefings/2024/2024-05-06-{name}.yml"


def test_a_title_without_letters_gets_a_file_by_its_day() -> None:
    first, second = path_of("💥"), path_of("🔥")
    assert first.startswith("briefings/2024/2024-05-06-item-")
    assert first != second
    assert path_of("💥") == first
