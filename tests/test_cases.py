"""Each folder of `tests/cases` is a site: what the check says of it is in `expected.txt`.

A folder with a tree `expected/` holds pages as well, as a reviewer would read them. Run with
`--update-goldens` to write both anew; read the difference before you commit it.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.build import check_folder
from generator.core.diagnostics import has_errors
from generator.core.report import as_text, summary
from generator.schema.settings import Settings
from tests.conftest import Agree

CASES = Path(__file__).parent / "cases"
SETTINGS = Settings(
    site_name="Case",
    language="en",
    as_of=datetime(2025, 1, 1, tzinfo=UTC),
    page_size=50,
    catalogs=None,
)


def cases() -> list[Path]:
    return sorted(path for path in CASES.iterdir() if path.is_dir())


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_check_says_what_is_expected(case: Path, agree: Agree) -> None:
    checked = check_folder(case, SETTINGS)
    found, files = checked.diagnostics, checked.files
    end = 1 if has_errors(found) else 0
    report = f"{as_text(found, case)}{summary(found, len(files))}; exit {end}\n"
    agree(case / "expected.txt", report)


@pytest.mark.parametrize("case", [c for c in cases() if (c / "expected").is_dir()], ids=str)
def test_the_pages_are_what_is_expected(case: Path, agree: Agree) -> None:
    checked = check_folder(case, SETTINGS)
    assert not has_errors(checked.diagnostics)
    pages = {artifact.path: artifact.content for artifact in checked.artifacts()}
    for file in sorted((case / "expected").rglob("*.md")):
        path = file.relative_to(case / "expected").as_posix()
        agree(file, pages[path])
