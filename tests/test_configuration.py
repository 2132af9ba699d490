"""What can be wrong with `mkdocs.yml`: each mistake is said with its place, and none is a crash."""

import os
import random
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from generator.cli import main
from generator.core.codes import CODES
from generator.input.config import read_project
from generator.input.mkdocs_file import ConfigurationError
from tests.site.projects import BRIEFING, CONFIG, run, write_site

GOOD = CONFIG.replace("[briefings, search]", "\n  - briefings:\n      page_size: 50")


def plugin(setting: str) -> str:
    return GOOD.replace("page_size: 50", setting)


CIRCLE = "&weapons {caption: W, plural: Ws, fields: *weapons}"
BOMB = "\n".join(
    [
        "extra:",
        "  a0: &a0 [x, x]",
        *(f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)),
    ]
)

MISTAKES = {
    "language": (plugin("language: xx-YY"), "bad-setting", 6, "xx-YY"),
    "language, number": (plugin("language: 5"), "bad-setting", 6, "5"),
    "language, list": (plugin("language: [en]"), "bad-setting", 6, "a list"),
    "language, path": (plugin("language: ../../en"), "bad-setting", 6, "tag of a known language"),
    "theme": (GOOD.replace("{name: material}", "[material]"), "bad-setting", 3, "theme is a list"),
    "theme's language": (
        GOOD.replace("material}", "material, language: qq}"),
        *("bad-setting", 3, "does not speak the language qq"),
    ),
    "kind in itself": (
        plugin(f"kinds: {{weapons: {CIRCLE}}}"),
        *("configuration-circle", 6, "contains itself"),
    ),
    "kinds": (plugin("kinds: [weapons]"), "bad-setting", 6, "not a mapping"),
    "a kind": (
        plugin("kinds:\n        weapons:\n          caption: W\n          plural: [Ws"),
        *("yaml-syntax", 10, "not YAML"),
    ),
    "a field of a kind": (
        plugin("kinds:\n        weapons: {caption: W, plural: Ws, fields: {a: 5}}"),
        *("bad-setting", 7, "weapons.fields.a: this is not a mapping"),
    ),
    "circle elsewhere": (f"{GOOD}\nextra: &e {{x: *e}}\n", "configuration-circle", 8, "itself"),
    "aliases without end": (f"{GOOD}\n{BOMB}\n", "bad-setting", 14, "too large"),
    "depth": (f"{GOOD}\nextra: {'[' * 500}{']' * 500}\n", "bad-setting", 8, "nested too deep"),
    "folder, list": (plugin("folder: [a]"), "bad-setting", 6, "folder is a list"),
    "folder, outside": (plugin("folder: ../x"), "bad-setting", 6, "not a folder below"),
    "folder, absolute": (plugin("folder: /etc"), "bad-setting", 6, "not a folder below"),
    "folder, all": (plugin("folder: ."), "bad-setting", 6, "not a folder below"),
    "folder, hidden": (plugin("folder: .git"), "bad-setting", 6, "hidden"),
    "folder, file": (plugin("folder: mkdocs.yml"), "bad-setting", 6, "not a folder"),
    "folder, published": (plugin("folder: docs/b"), "bad-setting", 6, "lie in one another"),
    "folder, with a break": (plugin('folder: "a\\nb"'), "bad-setting", 6, "cannot be seen"),
    "page size": (plugin("page_size: many"), "bad-setting", 6, "page_size is"),
    "moment": (plugin("as_of: tomorrow"), "bad-setting", 6, "not a date-time"),
    "catalogs": (plugin("catalogs: nowhere"), "bad-setting", 6, "no folder nowhere"),
    "options": (GOOD.replace("\n      page_size: 50", " 5"), "bad-setting", 5, "not a mapping"),
    "plugins": (CONFIG.replace("[briefings, search]", "briefings"), "bad-setting", 4, "not a list"),
    "address": (
        GOOD.replace("https://site.invalid/", "javascript:alert(1)"),
        *("bad-setting", 2, "site_url is"),
    ),
    "name": (GOOD.replace("Small site", "{a: b}"), "bad-setting", 1, "site_name is"),
    "docs": (f"{GOOD}\ndocs_dir: [docs]\n", "bad-setting", 8, "docs_dir is a list"),
    "empty": ("", "empty-file", 1, "is empty"),
    "only a comment": ("# nothing\n", "empty-file", 1, "is empty"),
    "list": ("- site_name: x\n", "wrong-type", 1, "not a mapping"),
    "text": ("site_name", "wrong-type", 1, "not a mapping"),
    "two documents": (f"{GOOD}\n---\na: b\n", "yaml-documents", 8, "second document"),
    "no YAML": ("site_name: [\n", "yaml-syntax", 2, "not YAML"),
    "inherits from itself": (f"INHERIT: mkdocs.yml\n{GOOD}", "configuration-circle", 1, "inherits"),
    "inherits from nothing": (f"INHERIT: base.yml\n{GOOD}", "unreadable-file", 1, "no file base"),
    "inherits from a list": (f"INHERIT: [a.yml]\n{GOOD}", "wrong-type", 1, "path of a file"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_said_with_its_place_and_its_cure(mistake: str, tmp_path: Path) -> None:
    text, code, line, said = MISTAKES[mistake]
    site = write_site(tmp_path, {"mkdocs.yml": text})
    with pytest.raises(ConfigurationError) as error:
        read_project(site / "mkdocs.yml")
    (found,) = error.value.found
    assert (found.code, found.span.path, found.span.line) == (code, "mkdocs.yml", line)
    assert said in found.message
    assert found.hint
    assert CODES[code]


def test_all_mistakes_are_said_at_once(tmp_path: Path) -> None:
    text = plugin("language: zz\n      page_size: x\n      folder: 'a/../b'")
    site = write_site(tmp_path, {"mkdocs.yml": text})
    done = CliRunner().invoke(main, ["check", "-f", str(site / "mkdocs.yml")])
    assert done.exit_code == 2
    assert [f"mkdocs.yml:{line}" in done.output for line in (6, 7, 8)] == [True] * 3
    assert done.output.count("  hint: ") == 3
    form = ["check", "--format", "github", "-f", str(site / "mkdocs.yml")]
    assert CliRunner().invoke(main, form).output.count("::error file=mkdocs.yml,line=") == 3


def test_files_that_inherit_in_a_circle_are_named(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "mkdocs.yml": f"INHERIT: a.yml\n{GOOD}",
        "a.yml": "INHERIT: sub/../b.yml\n",
    }
    (tmp_path / "sub").mkdir()
    site = write_site(tmp_path, {**files, "b.yml": "x: 1\nINHERIT: a.yml\n"})
    with pytest.raises(ConfigurationError, match=r"a\.yml inherits from this file"):
        read_project(site / "mkdocs.yml")
    (site / "b.yml").write_text("- a list\n")
    with pytest.raises(ConfigurationError, match=r"b\.yml: The configuration is not a mapping"):
        read_project(site / "mkdocs.yml")
    (site / "b.yml").write_text("x: 1\n")
    assert read_project(site / "mkdocs.yml").folder == "briefings"


@pytest.mark.parametrize("content", [b"site_name: \xff\n", b"\x00", b"site_name: \x1b\n", None])
def test_a_file_that_is_no_text_is_refused(content: bytes | None, tmp_path: Path) -> None:
    if content is None:
        os.mkfifo(tmp_path / "mkdocs.yml")
    else:
        (tmp_path / "mkdocs.yml").write_bytes(content)
    with pytest.raises(ConfigurationError):
        read_project(tmp_path / "mkdocs.yml")


@pytest.mark.parametrize("link", ["briefings", "content/briefings", "content"])
def test_a_folder_of_briefings_that_is_a_link_is_not_followed(link: str, tmp_path: Path) -> None:
    """A pull request can make a folder a link, and lead the build to what it may not read."""
    outside = write_site(tmp_path / "outside")
    folder = link if link == "briefings" else "content/briefings"
    site = write_site(tmp_path / "desk", {"mkdocs.yml": plugin(f"folder: {folder}")})
    (site / link).parent.mkdir(exist_ok=True)
    (site / link).symlink_to(outside / "briefings")
    with pytest.raises(ConfigurationError) as error:
        read_project(site / "mkdocs.yml")
    assert [one.code for one in error.value.found] == ["symbolic-link"]


@pytest.mark.parametrize(
    ("plugins", "more", "code", "line"),
    [
        ("[search]", "", "missing-plugin", 4),
        ("[]", "", "missing-plugin", 4),
        ("[briefings]", 'exclude_docs: "*"\n', "nothing-published", 5),
        ("[briefings]", "theme: {name: 5}\n", "bad-setting", 5),
    ],
)
def test_a_site_that_would_have_no_briefings_is_not_built(
    plugins: str, more: str, code: str, line: int, tmp_path: Path
) -> None:
    text = CONFIG.replace("[briefings, search]", plugins) + more
    site = write_site(tmp_path)
    (site / "mkdocs.yml").write_text(text)
    done = run(site, "briefing", "build")
    assert done.returncode in {1, 2}
    assert f"mkdocs.yml:{line}:" in done.stderr
    assert f"error[{code}]" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (site / "site").exists()


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "ftp://desk.example/", "desk.example", "https://", "https://a b/", ""],
)
def test_a_new_site_has_an_address_of_the_web(address: str, tmp_path: Path) -> None:
    arguments = ["init", str(tmp_path / "desk"), "--name", "ResolvedFolder", "--address", address]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2
    assert "--address" in done.output
    assert not (tmp_path / "desk").exists()


@pytest.mark.parametrize(
    "revision", ["^HEAD", "HEAD^@", "^HEAD^0", "HEAD^!", "--all", "HEAD..", "-"]
)
def test_a_revision_is_one_commit(revision: str, tmp_path: Path) -> None:
    site = write_site(tmp_path)
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "first"]):
        called = ["git", *identity, *command]
        subprocess.run(called, cwd=site, check=True, capture_output=True)
    arguments = ["diff", "-f", str(site / "mkdocs.yml"), "--", revision]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 1
    assert "evision" in done.output


ODD: tuple[Any, ...] = (
    *(
        None,
        True,
        -1,
        10**400,
        1.5,
        "",
        " ",
        "\u2028",
        "\x00",
        "é" * 300,
        "../..",
        "/",
        "*",
        "!ENV X",
    ),
    *([], {}, [[]], {"": {}}, {1: 2}, {"briefings": []}, ["briefings", "briefings"], "briefings"),
)


def _mutated(value: Any, chance: random.Random) -> Any:  # noqa: ANN401 - any YAML
    """A value with something in it exchanged, taken out, wrapped up or put beside."""
    if chance.random() < 0.15:
        return chance.choice(ODD)
    if isinstance(value, dict):
        changed = {
            chance.choice([key, key, key, key, chance.choice(ODD[:14])]): _mutated(one, chance)
            for key, one in value.items()
            if chance.random() > 0.05
        }
        return [changed] if chance.random() < 0.03 else changed
    if isinstance(value, list):
        return [_mutated(one, chance) for one in value if chance.random() > 0.05]
    return value


def _broken(text: str, chance: random.Random) -> bytes:
    """A text with some of its bytes exchanged."""
    data = bytearray(text.encode("utf-8", "replace"))
    for _ in range(chance.randrange(4)):
        data[chance.randrange(len(data))] = chance.choice(b"\x00\xff&*!{}[]:-\n\t '\"#%@|>")
    return bytes(data)


FULL = {
    "site_name": "ResolvedFolder",
    "site_url": "https://desk.example/",
    "docs_dir": "docs",
    "site_dir": "site",
    "strict": True,
    "nav": [{"Home": "index.md"}, {"More": ["about.md"]}],
    "theme": {"name": "material", "language": "en", "palette": [{"scheme": "default"}]},
    "markdown_extensions": ["admonition", {"toc": {"permalink": True}}],
    "plugins": [
        {
            "briefings": {
                "folder": "briefings",
                "language": "en-GB",
                "page_size": 50,
                "as_of": "2024-11-27T09:00:00+05:00",
                "kinds": {"weapons": {"caption": "W", "plural": "Ws", "fields": {"a": {}}}},
            }
        }
    ],
    "validation": {"links": {"anchors": "warn"}},
    "exclude_docs": "drafts/",
}


def mutations(count: int, seed: int) -> list[bytes]:
    chance = random.Random(seed)  # noqa: S311 - nothing here is a secret
    texts = []
    for number in range(count):
        text = yaml.safe_dump(_mutated(FULL, chance), allow_unicode=True, sort_keys=False)
        texts.append(_broken(text, chance) if number % 2 else text.encode("utf-8", "replace"))
    return texts


def test_any_configuration_is_read_or_refused(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    refused = []
    for text in mutations(600, 1):
        (site / "mkdocs.yml").write_bytes(text)
        try:
            read_project(site / "mkdocs.yml")
        except ConfigurationError as error:
            refused.append(error.found)
    assert 200 < len(refused) < 600
    assert all(
        one.message and one.hint and one.span.line >= 1 for found in refused for one in found
    )


def test_any_configuration_is_checked_without_a_traceback(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    codes = []
    for text in mutations(40, 2):
        (site / "mkdocs.yml").write_bytes(text)
        arguments = ["check", "--no-cache", "-f", str(site / "mkdocs.yml")]
        done = CliRunner().invoke(main, arguments)
        assert done.exception is None or isinstance(done.exception, SystemExit), text
        codes.append(done.exit_code)
    assert set(codes) <= {0, 1, 2}
    assert 2 in codes


@pytest.mark.parametrize("text", mutations(4, 3), ids=str)
def test_any_configuration_is_built_or_refused(text: bytes, tmp_path: Path) -> None:
    site = write_site(tmp_path, {"mkdocs.yml": text})
    done = run(site, "briefing", "build")
    assert "Traceback" not in done.stderr + done.stdout
    assert done.returncode in {0, 1, 2}


def test_the_front_page_shows_what_the_owner_chose_in_that_order(tmp_path: Path) -> None:
    alert = BRIEFING.replace("A small briefing", "An old alert").replace("-27", "-20")
    files: dict[str, str | bytes] = {
        "mkdocs.yml": plugin("front_page: [covered, latest, lead]\n      lead: two"),
        "briefings/one.yml": BRIEFING,
        "briefings/two.yml": alert,
    }
    site = write_site(tmp_path, files)
    done = run(site, "briefing", "render", "--to", "out")
    assert done.returncode == 0, done.stderr
    page = (site / "out/index.md").read_text("utf-8")
    parts = re.findall(r"(?m)^## (.*?) \{", page)
    assert parts == ["[An old alert](briefings/two.md)", "Most covered", "Newest"]


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("front_page: [lead, map-of-mars]", "front_page names 'map-of-mars'"),
        ("front_page: [lead, lead]", "front_page names 'lead'"),
        ("front_page: lead", "front_page is not a list of names"),
        ("lead: [a]", "lead is a list or a mapping"),
        ("lead: nobody", "lead names nobody"),
    ],
)
def test_a_front_page_that_there_is_not_is_told(setting: str, said: str, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"mkdocs.yml": plugin(setting), "briefings/one.yml": BRIEFING}
    done = run(write_site(tmp_path, files), "briefing", "check", "--strict")
    assert done.returncode != 0
    assert said in done.stdout + done.stderr
    if "nobody" in setting:
        assert "unknown-lead" in done.stdout
