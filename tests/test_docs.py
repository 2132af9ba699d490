"""The docs say what is so: commands from the code, and the tutorial followed to the letter."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from bench import page as performance
from generator.cli import main
from generator.cli.manual import manual
from tests.conftest import Agree
from tests.site.projects import BIN, REPOSITORY

TUTORIAL = (REPOSITORY / "docs/first-briefing.md").read_text("utf-8")
BLOCK = re.compile(r"(?ms)^```(\w+)\n(.*?)^```$")


def test_every_command_and_option_is_described(agree: Agree) -> None:
    """`make test ARGS="-k described --update-goldens"` writes the page anew."""
    agree(REPOSITORY / "docs/commands.md", manual(main))


def test_the_page_on_performance_shows_what_was_measured(agree: Agree) -> None:
    """`python bench/page.py` writes it after a measurement."""
    results = json.loads(performance.RESULTS.read_text("utf-8"))
    agree(performance.PAGE, performance.page(results))


def test_every_option_says_what_it_does() -> None:
    for name, command in main.commands.items():
        assert command.help, name
        for parameter in command.params:
            assert parameter.param_type_name == "argument" or getattr(parameter, "help", None), name


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of the site, with this environment in place of one that `make env` would make."""
    site = tmp_path / "clone"
    site.mkdir()
    for name in ("mkdocs.yml", "Makefile", "briefings", "docs", "requirements"):
        source = REPOSITORY / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, site / name)
    (site / ".venv").symlink_to(BIN.parent)
    (site / "requirements/install.py").write_text("# set up already\n", "utf-8")
    identity = "[user]\nname = x\nemail = x@example.org\n[commit]\ngpgsign = false\n"
    (tmp_path / "gitconfig").write_text(identity, "utf-8")
    subprocess.run(["git", "init", "-q", str(site)], check=True)  # noqa: S607
    return site


def test_the_tutorial_works_to_the_letter(clone: Path, tmp_path: Path) -> None:
    shown = ""
    for language, text in BLOCK.findall(TUTORIAL):
        if language == "sh":
            script = text.replace("/tmp/article.txt", str(tmp_path / "article.txt"))  # noqa: S108
            done = subprocess.run(
                ["bash", "-euc", script],  # noqa: S607
                cwd=clone,
                env={**os.environ, "GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig")},
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stdout + done.stderr
            shown = done.stdout + done.stderr
        elif language == "text":
            assert text.strip() in shown
        elif language == "yaml":
            (made,) = (clone / "briefings/2024").glob("2024-12-04-*.yml")
            assert text in made.read_text("utf-8")
    page = "site/briefings/norway-and-kazakhstan-agree-on-talks-about-transit"
    assert page in TUTORIAL
    html = (clone / page / "index.html").read_text("utf-8")
    assert "nothing is agreed yet" in html
    assert "../../countries/norway/" in html
    back = (clone / "site/countries/norway/index.html").read_text("utf-8")
    assert "../../briefings/norway-and-kazakhstan-agree-on-talks-about-transit/" in back


def test_the_examples_of_the_guides_are_valid_yaml() -> None:
    for page in ("annotating", "entities", "maintaining", "contribute"):
        text = (REPOSITORY / f"docs/{page}.md").read_text("utf-8")
        blocks = [block for language, block in BLOCK.findall(text) if language == "yaml"]
        assert blocks
        for block in blocks:
            assert isinstance(yaml.safe_load(block), dict)


def test_the_guides_name_only_commands_that_exist() -> None:
    for page in (REPOSITORY / "docs").glob("*.md"):
        for name in re.findall(r"`(?:\.venv/bin/)?briefing (\w+)", page.read_text("utf-8")):
            assert name in main.commands, page.name


def test_every_test_and_file_that_the_docs_name_is_there() -> None:
    """A promise without a test is none, and a list of files to touch grows old in silence."""
    named = 0
    for page in ("docs/trust.md", "CONTRIBUTING.md", "SECURITY.md"):
        text = (REPOSITORY / page).read_text("utf-8")
        for path, function in re.findall(r"`((?:tests|generator)/[\w/.]+)(?:::(\w+))?`", text):
            assert (REPOSITORY / path).exists(), f"{page}: {path}"
            if function:
                code = (REPOSITORY / path).read_text("utf-8")
                assert f"\ndef {function}(" in code, f"{page}: {path}::{function}"
                named += 1
    assert named > 30


def test_the_components_page_and_the_stylesheet_know_every_class_of_a_page() -> None:
    """A class without an example is one that nobody finds; one without a rule does nothing."""
    page = (REPOSITORY / "docs/components.md").read_text("utf-8")
    styles = (REPOSITORY / "generator/theme/assets/briefings.css").read_text("utf-8")
    shown = set(re.findall(r"[{ ]\.([a-z][a-z0-9-]*)(?=[ }])", page))
    ruled = set(re.findall(r"\.([a-z][a-z0-9-]*)", styles))
    assert len(shown) > 15
    # A usual type looks like every page, and a rail is made by the plugin.
    assert shown - ruled == {"analysis", "rail"}
    templates = (REPOSITORY / "generator/templates").glob("*.jinja")
    used = {
        name
        for template in templates
        for group in re.findall(r'markdown\("\{ ?([^"}]*)', template.read_text("utf-8"))
        for name in re.findall(r"\.([a-z][a-z-]*)(?= |$)", group)
    }
    assert "standfirst" in used
    others = {
        "basis",
        "grade",
        "lead",
        "legend",
        "masthead",
        "neighbours",
        "withdrawn",
        "assessment",
    }
    assert used - shown - others == set()
    assert used - ruled == {"rail"}
