"""Every country of ISO 3166-1 as a record, without any file of the site.

Codes come from pycountry (Debian's iso-codes, LGPL-2.1+), display names in the site's
language from babel (Unicode CLDR, Unicode licence), short names and demonyms from
`data/countries.yml`.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import pycountry
import yaml
from babel import Locale

from generator.core.slugs import slug
from generator.schema.records import CountryFields, NameRecord

__all__ = ["built_in_countries", "foreign_names"]


def built_in_countries(language: str) -> Iterator[tuple[str, CountryFields]]:
    """Id and record of every country; names are in the language where CLDR has them."""
    english = Locale("en").territories
    local = Locale.parse(language, sep="-").territories
    known = _data()
    for country in sorted(pycountry.countries, key=lambda country: str(country.alpha_2)):
        more = known.get(country.alpha_2, {})
        name = more.get("name") or english.get(country.alpha_2) or country.name
        official = getattr(country, "official_name", None)
        names = {}
        if country.alpha_2 in local and language.partition("-")[0] != "en":
            names[language] = local[country.alpha_2]
        others = dict.fromkeys(
            [*more.get("aliases", ()), english.get(country.alpha_2, name), country.name]
        )
        if official:
            others[official] = None
        others.pop(name, None)
        yield (
            slug(name),
            CountryFields.model_construct(
                name=name,
                names=names,
                aliases=list(others),
                weak_aliases=list(more.get("weak_aliases", ())),
                demonyms=list(more.get("demonyms", ())),
                previous_names=[
                    NameRecord(name=old, until=None) for old in more.get("previous_names", ())
                ],
                iso2=country.alpha_2,
                iso3=country.alpha_3,
            ),
        )


_LANGUAGES = ("ar", "de", "es", "fa", "fr", "it", "kk", "pl", "pt", "ru", "tr", "uk", "uz", "zh")
"""Languages in which readers may look for a country."""


@cache
def foreign_names(iso2: str) -> tuple[str, ...]:
    """What a country is called in other languages (CLDR)."""
    names = (_territories(language).get(iso2, "") for language in _LANGUAGES)
    return tuple(dict.fromkeys(name for name in names if name))


@cache
def _territories(language: str) -> Mapping[str, str]:
    return Locale(language).territories


@cache
def _data() -> dict[str, dict[str, Any]]:
    text = resources.files("generator").joinpath("data/countries.yml").read_text("utf-8")
    # BaseLoader keeps every scalar text, so NO stays Norway.
    loaded: dict[str, dict[str, Any]] = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - builds only text, lists and mappings
    return loaded
