"""Names that nobody has: whose they are, and on which evidence."""

import pytest

from generator.core.diagnostics import Collector
from generator.registry.building import build_registry
from generator.schema.settings import Settings
from generator.suggest.strangers import find_strangers

REGISTRY = build_registry((), Settings(), Collector())


@pytest.mark.parametrize(
    ("text", "name", "field"),
    [
        ("Vice Premier He Lifeng arrived.", "He Lifeng", "people"),
        ("It met Deputy Foreign\nMinister Olzhas Tovar.", "Olzhas Tovar", "people"),
        ("Talks began, Olzhas Tovar said.", "Olzhas Tovar", "people"),
        ("It is late, said Olzhas Tovar.", "Olzhas Tovar", "people"),
        ("Olzhas Tovar, the party's new leader, left.", "Olzhas Tovar", "people"),
        ("Talks with David Tovar began.", "David Tovar", "people"),
        ("Olzhas Tovar left. Olzhas Tovar told us why.", "Olzhas Tovar", "people"),
        ("They crossed the Druzhba Pipeline.", "Druzhba Pipeline", "organisations"),
        ("A Northern Corridor Transit Route opened.", None, "people"),
        ("Northern Corridor Transit Operators said no.", None, "people"),
        ("The Tovar Bank said no.", "Tovar Bank", "organisations"),
    ],
)
def test_only_evidence_makes_a_person(text: str, name: str | None, field: str) -> None:
    found = {one.name: one.field for one in find_strangers(text, REGISTRY)}
    if name is None:
        assert field not in found.values()
    else:
        assert found == {name: field}
