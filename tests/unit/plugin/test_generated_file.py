"""A file that is made where it is copied, unless another plugin gives it a content."""

from pathlib import Path

import pytest

from generator.plugin.generated_file import GeneratedFile

PLACE = "assets/a.json"


@pytest.fixture
def put() -> list[str]:
    """Places of what was put there."""
    return []


@pytest.fixture
def file(tmp_path: Path, put: list[str]) -> GeneratedFile:
    file = GeneratedFile(PLACE, None, str(tmp_path), use_directory_urls=True)
    file.data = lambda: b"made"
    file.put = lambda one: put.append(one.dest_uri)
    return file


def test_it_is_put_in_its_place_when_it_is_copied(file: GeneratedFile, put: list[str]) -> None:
    file.copy_file()
    file.copy_file(dirty=True)
    assert put == [PLACE, PLACE]


def test_another_process_may_have_it(file: GeneratedFile, put: list[str]) -> None:
    file.is_modified = lambda: False  # type: ignore[method-assign]
    file.copy_file(dirty=True)
    assert put == []


def test_who_asks_for_its_content_gets_it(file: GeneratedFile) -> None:
    assert (file.content_bytes, file.content_string) == (b"made", "made")


@pytest.mark.parametrize("content", ["changed", b"changed"])
def test_a_content_that_a_plugin_gives_stands(
    content: str | bytes, file: GeneratedFile, put: list[str]
) -> None:
    if isinstance(content, bytes):
        file.content_bytes = content
    else:
        file.content_string = content
    assert file.content_bytes == b"changed"
    file.copy_file()
    assert Path(file.abs_dest_path).read_bytes() == b"changed"
    assert put == []
