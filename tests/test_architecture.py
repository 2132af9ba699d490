"""The import contract in pyproject.toml holds, and would be seen not to."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LINT = (
    "import sys; from importlinter.cli import lint_imports; "
    "sys.exit(lint_imports(no_cache=True, no_logo=True))"
)


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the package ``generator`` in *folder* by the contract beside it, in a fresh process.

    ``-c`` puts *folder* before the installed project on the module path.
    """
    return subprocess.run(
        [sys.executable, "-c", LINT],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def sketch(tmp_path: Path) -> Path:
    """Return a folder with the contract beside a package of a few empty modules, to break."""
    (tmp_path / "generator/plugin").mkdir(parents=True)
    for module in ("__init__", "cli", "build", "plugin/__init__", "plugin/hooks"):
        (tmp_path / "generator" / f"{module}.py").touch()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert lint(tmp_path).returncode == 0
    return tmp_path


def test_the_contract_is_kept() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "line", "complaint"),
    [
        ("build", "import generator.cli", "generator.build is not allowed to import"),
        ("build", "from mkdocs import utils", "generator.build -> mkdocs"),
        ("unplaced", "", "not listed as layers:\n\n- generator.unplaced"),
    ],
)
def test_the_contract_can_break(sketch: Path, module: str, line: str, complaint: str) -> None:
    (sketch / "generator" / f"{module}.py").write_text(f"{line}\n", "utf-8")
    result = lint(sketch)
    assert result.returncode == 1
    assert complaint in result.stdout


def test_the_plugin_may_import_mkdocs(sketch: Path) -> None:
    (sketch / "generator/plugin/hooks.py").write_text("from mkdocs import utils\n", "utf-8")
    (sketch / "generator" / "cli.py").write_text("import generator.plugin.hooks\n", "utf-8")
    assert lint(sketch).returncode == 0
