"""Configurations that inherit and read the environment are what MkDocs makes of them."""

import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.utils.yaml import yaml_load

from generator.input.config import Project, read_project
from generator.input.mkdocs_file import ConfigurationError, read_config
from generator.plugin.configuration import read
from tests.site.projects import CONFIG, run, write_site

VARIABLES = {"TEXT": "a text", "NUMBER": "7", "NO": "null", "LIST": "[a]", "EMPTY": ""}
KEYS = ("site_name", "theme", "extra", "plugins", "a", "b")


def _tree(chance: random.Random, depth: int = 0) -> str:
    """Random YAML in flow style, with aliases' targets left to others."""
    sort = chance.randrange(8 if depth < 3 else 4)
    match sort:
        case 0:
            return chance.choice(["1", "text", "null", "true", '"quoted"', "2024-11-27", "''"])
        case 1:
            return f"!ENV {chance.choice([*VARIABLES, 'UNSET'])}"
        case 2:
            names = chance.choices([*VARIABLES, "UNSET", "OTHER"], k=chance.randrange(1, 4))
            return f"!ENV [{', '.join(names)}]"
        case 3:
            return f"!ENV [UNSET, {chance.choice(['5', 'x', '{a: 1}', '[1, 2]', '!ENV NUMBER'])}]"
        case 4 | 5:
            items = (_tree(chance, depth + 1) for _ in range(chance.randrange(3)))
            return f"[{', '.join(items)}]"
    keys = chance.sample(KEYS, chance.randrange(4))
    return "{" + ", ".join(f"{key}: {_tree(chance, depth + 1)}" for key in keys) + "}"


def _file(chance: random.Random, parent: str | None) -> str:
    keys = chance.sample(KEYS, chance.randrange(1, len(KEYS)))
    lines = [f"{key}: {_tree(chance)}" for key in keys]
    if chance.random() < 0.3:
        lines = [f"base: &base {{x: {_tree(chance)}, y: 1}}", "c: {<<: *base, y: 2}", *lines]
    return "\n".join([*([f"INHERIT: {parent}"] if parent else []), *lines]) + "\n"


class _Loader(yaml.SafeLoader):
    """Makes values of nodes that hold no tags any more."""


def _value(node: yaml.Node) -> Any:  # noqa: ANN401 - any YAML
    loader = _Loader("")
    return loader.construct_document(node)


@pytest.mark.parametrize("seed", range(60))
def test_what_is_read_is_what_mkdocs_reads(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)  # noqa: S311 - nothing here is a secret
    for name in (*VARIABLES, "UNSET", "OTHER"):
        monkeypatch.delenv(name, raising=False)
    for name, value in VARIABLES.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "sub").mkdir()
    (tmp_path / "mkdocs.yml").write_text(_file(chance, "sub/base.yml"), "utf-8")
    (tmp_path / "sub/base.yml").write_text(_file(chance, "../top.yml"), "utf-8")
    (tmp_path / "top.yml").write_text(_file(chance, None), "utf-8")
    with (tmp_path / "mkdocs.yml").open("rb") as file:
        expected = yaml_load(file)
    known = read_config(tmp_path / "mkdocs.yml")
    found = _value(known.top)
    found.pop("INHERIT")
    assert found == expected
    assert [path.name for path in known.inherited] == ["base.yml", "top.yml"]


def settings(folder: Path, files: dict[str, str]) -> Project:
    return read_project(write_site(folder, dict(files)) / "mkdocs.yml")


BASE = """\
site_name: Base
site_url: !ENV [SITE_URL, "https://base.example/site"]
theme: {name: material, language: de}
plugins:
  - briefings: {folder: !ENV [FOLDER, texts], page_size: 10}
"""


def test_what_is_not_said_is_inherited_and_a_list_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SITE_URL", "FOLDER"):
        monkeypatch.delenv(name, raising=False)
    files = {"mkdocs.yml": "INHERIT: base.yml\nsite_name: Own\n", "base.yml": BASE}
    project = settings(tmp_path / "a", files)
    assert (project.settings.site_name, project.folder) == ("Own", "texts")
    assert project.settings.site_url == "https://base.example/site/"
    assert (project.settings.language, project.settings.page_size) == ("de", 10)
    assert project.inherited == (tmp_path / "a/base.yml",)
    monkeypatch.setenv("FOLDER", "notes")
    monkeypatch.setenv("SITE_URL", "http://other.example")
    project = settings(tmp_path / "a", files)
    assert (project.folder, project.settings.site_url) == ("notes", "http://other.example/")
    files["mkdocs.yml"] = "INHERIT: base.yml\nplugins: [briefings]\n"
    assert settings(tmp_path / "b", files).folder == "briefings"


@pytest.mark.parametrize(
    ("base", "variable", "line", "said"),
    [
        (BASE.replace("de}", "kk}"), "", 3, "does not speak the language kk"),
        (BASE.replace("page_size: 10", "page_size: x"), "", 5, "page_size is"),
        (BASE, "../outside", 5, "not a folder below"),
        (BASE, "a\nb", 5, "cannot be seen"),
        (BASE.replace("!ENV [FOLDER, texts]", "!ENV {a: b}"), "", 5, "!ENV takes the name"),
    ],
)
def test_a_mistake_is_told_in_the_file_where_it_stands(
    base: str, variable: str, line: int, said: str, tmp_path: Path
) -> None:
    base = base.replace("FOLDER", "BRIEFINGS_FOLDER")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFINGS_FOLDER", variable or "texts")
        message = _mistake(tmp_path, base, line)
    assert said in message


def _mistake(folder: Path, base: str, line: int) -> str:
    """The message of the one mistake in an inherited file, which is on this line."""
    with pytest.raises(ConfigurationError) as error:
        settings(folder, {"mkdocs.yml": "INHERIT: base.yml\n", "base.yml": base})
    [found] = error.value.found
    assert (found.span.path, found.span.line) == ("base.yml", line)
    return found.message


def test_a_path_is_followed_as_it_is_written(tmp_path: Path) -> None:
    files = {"mkdocs.yml": "INHERIT: nowhere/../base.yml\n", "base.yml": BASE}
    assert settings(tmp_path, files).settings.site_name == "Base"


@pytest.mark.parametrize(
    "more",
    [
        "plugins: [briefings: {page_size: '9'}]\n",
        "plugins: [briefings: {language: no}]\n",
        "plugins: [briefings: {folder: 2024}]\n",
        "plugins: [briefings: {all_countries: 'true', search: false}]\n",
        "plugins: [briefings: {all_countries: yes}]\n",
        "plugins: [briefings: {page_size: [9]}]\n",
        "use_directory_urls: 'false'\n",
        "use_directory_urls: off\n",
        "strict: 'true'\n",
        "strict: 1\n",
        "strict: yes\n",
    ],
)
def test_what_is_taken_is_taken_by_mkdocs_too(more: str, tmp_path: Path) -> None:
    site = write_site(tmp_path, {"mkdocs.yml": f"INHERIT: base.yml\n{more}", "base.yml": CONFIG})
    try:
        project = read_project(site / "mkdocs.yml")
    except ConfigurationError:
        project = None
    try:
        config = load_config(str(site / "mkdocs.yml"))
        read(config, None, None)
    except Abort:
        assert project is None
    else:
        assert project is not None
        assert project.strict == config.strict
        assert project.settings.directory_urls == config.use_directory_urls


def test_both_shells_understand_it_alike(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    (site / "briefings").rename(site / "texts")
    (site / "base.yml").write_text(CONFIG.replace("[briefings, search]", "!ENV PLUGINS"))
    (site / "mkdocs.yml").write_text(
        "INHERIT: base.yml\nplugins:\n  - briefings: {folder: !ENV WHERE}\n", "utf-8"
    )
    environment = {"WHERE": "texts"}
    for command in (("briefing", "check"), ("briefing", "build"), ("mkdocs", "build", "-d", "two")):
        done = run(site, *command, **environment)
        assert done.returncode == 0, done.stdout + done.stderr
    files = {
        path.relative_to(site / "site"): path.read_bytes()
        for path in (site / "site").rglob("*.html")
    }
    assert Path("briefings/small/index.html") in files
    assert all((site / "two" / path).read_bytes() == text for path, text in files.items())
