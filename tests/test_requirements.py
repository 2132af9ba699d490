"""The lock files fit pyproject.toml and name nothing of the machine that made them."""

import re
import tomllib
from pathlib import Path

import pytest
from mkdocs.__main__ import serve_command
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUNTIME = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]
TEST = PROJECT["project"]["optional-dependencies"]["test"]
PYTHONS = ["3.11.0", "3.11.9", "3.12.0", "3.13.0", "3.14.0"]
PLATFORMS = ["linux", "darwin", "win32"]


def entries(name: str) -> list[str]:
    """Return each requirement of a lock as one line, its hashes included, comments left out."""
    text = (ROOT / "requirements" / f"{name}.lock").read_text("utf-8")
    lines = re.sub(r"\\\n", " ", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)).splitlines()
    return [line for line in lines if line.strip()]


def pins(name: str, python: str, platform: str) -> dict[str, str]:
    """Return the version that a lock installs of each package on a Python and a platform."""
    here = {
        **{key: str(value) for key, value in default_environment().items()},
        "python_version": ".".join(python.split(".")[:2]),
        "python_full_version": python,
        "sys_platform": platform,
    }
    found: dict[str, str] = {}
    for entry in entries(name):
        wanted = Requirement(entry.partition("--hash")[0].strip())
        if wanted.marker is None or wanted.marker.evaluate(here):
            assert canonicalize_name(wanted.name) not in found, f"{wanted.name} twice"
            (pin,) = wanted.specifier
            assert pin.operator == "=="
            found[canonicalize_name(wanted.name)] = pin.version
    return found


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize(("name", "declared"), [("site", RUNTIME), ("test", RUNTIME + TEST)])
def test_a_lock_holds_what_is_declared(
    name: str, declared: list[str], python: str, platform: str
) -> None:
    locked = pins(name, python, platform)
    for text in declared:
        wanted = Requirement(text)
        assert wanted.specifier.contains(locked[canonicalize_name(wanted.name)]), text


@pytest.mark.parametrize("python", PYTHONS)
def test_what_is_tested_is_what_is_built_with(python: str) -> None:
    site, test = (pins(name, python, "linux") for name in ("site", "test"))
    assert site.items() <= test.items()
    assert "pytest" not in site


@pytest.mark.parametrize("name", ["site", "test"])
def test_every_requirement_has_a_hash(name: str) -> None:
    assert all("--hash=sha256:" in entry for entry in entries(name))


@pytest.mark.parametrize("name", ["site", "test"])
def test_a_lock_names_no_place(name: str) -> None:
    """No index, no further links, no path of a machine: each user's own settings decide."""
    text = (ROOT / "requirements" / f"{name}.lock").read_text("utf-8")
    assert "/" not in text.replace("-c requirements/site.lock", "")
    assert set(re.findall(r"--[a-z-]+", text)) == {"--hash"}
    assert [line for line in text.splitlines() if line.startswith("#")][1:] == ["#    make lock"]


def test_serving_reloads_by_default() -> None:
    """Some releases of click leave the option unset, and nothing reloads (mkdocs issue 4032)."""
    context = serve_command.make_context("serve", [])
    assert context.params["livereload"] is True
