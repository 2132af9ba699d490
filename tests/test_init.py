"""`briefing init`: a site of one's own, whole or not at all."""

import io
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
import yaml

from generator.authoring.new_site import BeginError, NewSite, begin
from generator.authoring.wheel import own_wheel
from tests.site.projects import BIN, REPOSITORY, run

SITE = NewSite(name="Désk: “one”", address="https://desk.example/", today=date(2026, 3, 1))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    begin(tmp_path / "desk", SITE)
    return tmp_path / "desk"


def test_a_new_site_passes_its_own_check_and_builds(desk: Path) -> None:
    checked = run(desk, "briefing", "check", "--strict")
    assert (checked.returncode, checked.stdout) == (0, "")
    built = run(desk, "briefing", "build", "--strict")
    assert built.returncode == 0, built.stderr
    home = (desk / "site/index.html").read_text("utf-8")
    assert "Désk: “one”" in home
    page = (desk / "site/briefings/how-a-briefing-looks/index.html").read_text("utf-8")
    assert "../../countries/norway/" in page
    assert "https://desk.example/briefings/how-a-briefing-looks/" in page


def test_the_generator_that_it_carries_works_without_this_one(desk: Path, tmp_path: Path) -> None:
    (wheel,) = (desk / "vendor").glob("*.whl")
    target = tmp_path / "installed"
    options = ["--quiet", "--no-deps", "--no-index", "--no-compile", "--target"]
    subprocess.run(
        [sys.executable, "-m", "pip", "install", *options, str(target), str(wheel)], check=True
    )
    code = (
        "import generator, sys; print(generator.__file__); from generator.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "build"],
        cwd=desk,
        env={**os.environ, "PYTHONPATH": str(target)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(target))


def test_the_wheel_is_the_same_each_time_and_holds_no_path_of_this_machine() -> None:
    name, data = own_wheel()
    assert own_wheel() == (name, data)
    assert str(REPOSITORY).encode() not in data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        record = archive.read(names[-1]).decode()
    assert "generator/skeleton/mkdocs.yml" in names
    assert "generator/data/site.lock" in names
    assert sorted(line.split(",")[0] for line in record.splitlines()) == sorted(names)


def test_requirements_are_those_of_this_project_with_their_hashes(desk: Path) -> None:
    lock = (REPOSITORY / "requirements/site.lock").read_text("utf-8")
    assert (desk / "requirements.lock").read_text("utf-8") == lock
    assert "--require-hashes -r requirements.lock" in (desk / "Makefile").read_text("utf-8")


def test_make_does_what_the_readme_says(desk: Path) -> None:
    for target in ("site", "serve", "check", "schemas"):
        done = subprocess.run(["make", "-n", target], cwd=desk, capture_output=True, check=False)  # noqa: S607
        assert done.returncode == 0, done.stderr
        assert b".venv/bin/briefing" in done.stdout


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        *(
            (f".github/workflows/{name}.yml",) * 2
            for name in ("pull-request", "publish", "sources")
        ),
        (".gitlab-ci.yml", ".gitlab-ci.yml"),
        (".vscode/settings.json", ".vscode/settings.json"),
        ("briefings/entities/organisations.yml", "briefings/entities/organisations.yml"),
        ("briefings/entities/topics.yml", "briefings/entities/topics.yml"),
    ],
)
def test_pipelines_and_settings_are_those_of_this_repository(
    theirs: str, ours: str, desk: Path
) -> None:
    assert (desk / theirs).read_bytes() == (REPOSITORY / ours).read_bytes()


def test_the_readme_says_what_to_switch_on(desk: Path) -> None:
    text = " ".join((desk / "README.md").read_text("utf-8").split())
    for said in ("Source: GitHub Actions", "Pipeline schedules", "`CHECK_SOURCES`", "`site_url`"):
        assert said in text
    assert "site_url:" in (desk / "mkdocs.yml").read_text("utf-8")


def test_the_next_step_works_as_it_is_printed(tmp_path: Path) -> None:
    done = run(tmp_path, "briefing", "init", "our new desk", "--name", "D")
    step = done.stderr.partition("Next: ")[2].strip().replace("make serve", "make -n serve")
    shell = subprocess.run(["bash", "-ec", step], cwd=tmp_path, capture_output=True, check=False)  # noqa: S607
    assert shell.returncode == 0, shell.stderr


def test_name_and_address_stand_in_one_place(desk: Path) -> None:
    config = yaml.safe_load((desk / "mkdocs.yml").read_text("utf-8"))
    assert config["site_name"] == SITE.name
    assert config["site_url"] == SITE.address
    assert config["theme"]["palette"][0]["primary"] == "custom"


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    done = run(tmp_path, "briefing", "init", ".")
    assert done.returncode == 1
    assert "is not empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_repository_with_nothing_in_it_will_do(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    done = run(tmp_path, "briefing", "init", ".", "--name", "ResolvedFolder")
    assert done.returncode == 0
    assert (tmp_path / "mkdocs.yml").exists()


def test_what_cannot_be_written_whole_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []

    def fill_the_disk(target: Path, content: bytes) -> None:
        if len(written) == 7:
            raise OSError(28, "No space left on device")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        written.append(target)

    monkeypatch.setattr("generator.authoring.new_site.replace_file", fill_the_disk)
    with pytest.raises(BeginError, match="No space left"):
        begin(tmp_path / "desk", SITE)
    assert written
    assert not (tmp_path / "desk").exists()


@pytest.mark.parametrize("name", ["a\nb", " ", "\x1b[31mred"])
def test_a_name_is_a_line_of_text(name: str, tmp_path: Path) -> None:
    done = run(tmp_path, "briefing", "init", "desk", "--name", name)
    assert done.returncode == 2
    assert not (tmp_path / "desk").exists()


def test_without_a_name_the_folder_gives_it(tmp_path: Path) -> None:
    done = subprocess.run(
        [BIN / "briefing", "init", "central-asia"],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    config = (tmp_path / "central-asia/mkdocs.yml").read_text("utf-8")
    assert "site_name: Central asia\n" in config
