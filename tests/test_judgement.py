"""What `check` and `import` say of a desk is what `build` will do."""

from pathlib import Path

from tests.site.projects import BRIEFING, CONFIG, run, write_site

FILE = "briefings/2024/2024-11-27-small.yml"
POST = "---\ntitle: Norway\ndate: 2024-05-06\n---\nNorway <span>spoke</span>.\n"


def test_a_strict_desk_is_judged_alike_by_check_and_build(tmp_path: Path) -> None:
    warned = BRIEFING.replace("in the news", "<span>in the news</span>")
    strict = CONFIG + "strict: true\n"
    site = write_site(tmp_path, {"mkdocs.yml": strict, FILE: warned})
    check = run(site, "briefing", "check")
    assert check.returncode == 1
    assert "strict: true in mkdocs.yml lets warnings stop a build" in check.stderr
    assert run(site, "briefing", "build", "-j1").returncode == 1

    (site / "mkdocs.yml").write_text(CONFIG + "strict: false\n", "utf-8")
    check = run(site, "briefing", "check")
    assert check.returncode == 0
    assert "lets warnings" not in check.stderr


def test_import_says_if_what_it_took_over_does_not_build(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {"mkdocs.yml": CONFIG + "strict: true\n", FILE: BRIEFING})
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/a.md").write_text(POST, "utf-8")
    done = run(site, "briefing", "import", "../posts")
    assert done.returncode == 1
    assert "The site cannot be built as it is: 0 errors, 2 warnings" in done.stderr
    assert "or write strict: false in mkdocs.yml: no warning passes now" in done.stderr

    [written] = (site / "briefings/2024").glob("2024-05-06-*")
    written.unlink()
    (site / "mkdocs.yml").write_text(CONFIG, "utf-8")
    done = run(site, "briefing", "import", "../posts")
    assert done.returncode == 0
    assert "cannot be built" not in done.stderr
