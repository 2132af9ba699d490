"""The words of the interface: gettext catalogs, one `.po` file a language.

English is the language of the messages' ids, so it needs no catalog. A catalog is read as
text (`locales/<language>.po`), so there is no compiled file to forget.
"""

from functools import cache
from importlib import resources
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

__all__ = ["load_catalog"]


@cache
def load_catalog(language: str, folder: str | None = None) -> NullTranslations:
    """Return the messages of a language, or of its base language, or English.

    `folder` replaces the catalogs that ship with the package.
    """
    place = Path(folder or str(resources.files("generator").joinpath("locales")))
    for tag in (language, language.partition("-")[0]):
        file = place / f"{tag}.po"
        if file.is_file():
            compiled = BytesIO()
            with file.open("rb") as text:
                write_mo(compiled, read_po(text, locale=tag.replace("-", "_")))
            compiled.seek(0)
            return Translations(compiled)
    return NullTranslations()
