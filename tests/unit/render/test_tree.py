"""What is written, what is pruned, and what is never touched."""

import json
from pathlib import Path

import pytest

from generator.content.model import Artifact
from generator.render.tree import MANIFEST, write_tree
from generator.runtime.files import WriteError, swap


def artifact(path: str, content: str = "text") -> Artifact:
    return Artifact(path=path, title="t", write=lambda: content)


def files(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()} - {
        MANIFEST
    }


def test_only_what_an_earlier_run_wrote_is_pruned(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("mine")
    write_tree([artifact("a.md"), artifact("deep/b.md")], tmp_path)
    assert files(tmp_path) == {"mine.md", "a.md", "deep/b.md"}
    assert write_tree([artifact("a.md", "new")], tmp_path) == 1
    assert files(tmp_path) == {"mine.md", "a.md"}
    assert (tmp_path / "a.md").read_text() == "new"
    assert not (tmp_path / "deep").exists()


def test_a_file_in_the_way_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("mine")
    with pytest.raises(WriteError, match=r"a\.md was not written by"):
        write_tree([artifact("a.md"), artifact("b.md")], tmp_path)
    assert files(tmp_path) == {"a.md"}
    assert (tmp_path / "a.md").read_text() == "mine"


@pytest.mark.parametrize("entry", ["../outside.md", "/etc/hosts", "a/../../outside.md"])
def test_a_manifest_cannot_reach_outside(entry: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("mine")
    out = tmp_path / "out"
    out.mkdir()
    (out / MANIFEST).write_text(json.dumps([entry]))
    write_tree([artifact("a.md")], out)
    assert outside.read_text() == "mine"


def test_what_has_not_changed_is_not_written_again(tmp_path: Path) -> None:
    write_tree([artifact("a.md")], tmp_path)
    before = (tmp_path / "a.md").stat().st_ino
    write_tree([artifact("a.md")], tmp_path)
    assert (tmp_path / "a.md").stat().st_ino == before


def test_the_owners_pages_come_along_and_stand_first(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / ".hidden").mkdir(parents=True)
    (docs / ".hidden/x.md").write_text("x")
    (docs / "a.md").write_text("the owner's")
    (docs / "secret.md").symlink_to("/etc/hostname")
    out = tmp_path / "out"
    write_tree([artifact("a.md"), artifact("b.md")], out, docs)
    assert files(out) == {"a.md", "b.md"}
    assert (out / "a.md").read_text() == "the owner's"


def test_a_folder_takes_anothers_place(tmp_path: Path) -> None:
    old, new = tmp_path / "site", tmp_path / "site.building"
    for folder, content in ((old, "old"), (new, "new")):
        folder.mkdir()
        (folder / "index.html").write_text(content)
    swap(new, old)
    assert (old / "index.html").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_takes_an_empty_place(tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.mkdir()
    swap(new, tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError, match="cannot be written"):
        write_tree([artifact("a.md")], tmp_path / "file" / "out")
