"""A desk that was begun with another version carries this one after the upgrade, and no other."""

from datetime import date
from pathlib import Path

import pytest

from generator.authoring.new_site import NewSite, begin
from generator.authoring.upgrading import UpgradeError, upgrade
from generator.authoring.wheel import lock, own_wheel


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    begin(tmp_path / "desk", NewSite(name="Desk", address="https://a.invalid/", today=date.min))
    return tmp_path / "desk"


def test_the_previous_version_makes_room_for_this_one(desk: Path) -> None:
    name, wheel = own_wheel()
    (desk / "vendor" / name).rename(desk / "vendor/briefing_site-0.0.1-py3-none-any.whl")
    (desk / "vendor/another-1.0-py3-none-any.whl").write_bytes(b"the desk's own")
    (desk / "requirements.lock").write_text("mkdocs==1.0\n", "utf-8")
    kept = (desk / "mkdocs.yml").read_bytes()
    changed = upgrade(desk)
    gone = "vendor/briefing_site-0.0.1-py3-none-any.whl"
    assert changed == [f"vendor/{name}", "requirements.lock", gone]
    there = sorted(file.name for file in (desk / "vendor").iterdir())
    assert there == ["another-1.0-py3-none-any.whl", name]
    assert (desk / "vendor" / name).read_bytes() == wheel
    assert (desk / "requirements.lock").read_text("utf-8") == lock()[0]
    assert (desk / "mkdocs.yml").read_bytes() == kept
    assert upgrade(desk) == []


def test_a_folder_that_carries_no_generator_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "vendor").mkdir()
    with pytest.raises(UpgradeError, match="carries no generator"):
        upgrade(tmp_path)
    assert list((tmp_path / "vendor").iterdir()) == []
