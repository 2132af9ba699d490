"""Names as ids."""

import pytest

from generator.core.slugs import slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kassym-Jomart Tokayev", "kassym-jomart-tokayev"),
        ("Côte d’Ivoire", "cote-divoire"),
        ("Ağrı", "agri"),
        ("İstanbul", "istanbul"),
        ("Łódź, Øresund & Straße", "lodz-oresund-strasse"),
        ("Þór", "thor"),
        ("Казахстан", "kazakhstan"),
        ("Ғарыш Ұлы", "gharysh-uly"),
        ("Майкоп", "maykop"),
        ("Ελλάδα", "ellada"),
        ("თბილისი", "tbilisi"),
        ("北京", "beijing"),
        ("ʻAbd al-Nāṣir", "abd-al-nasir"),
        ("A\u030angstro\u0308m", "angstrom"),
        ("हिन्दी", "hindi"),
        ("Boom 💥 town", "boom-town"),
        ("— … ! 💥", ""),
    ],
)
def test_a_name_as_an_id(name: str, expected: str) -> None:
    assert slug(name) == expected
