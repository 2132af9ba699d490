"""Briefings that run from right to left, on a site that does not, and the other way round."""

from pathlib import Path

import pytest

from tests.site.projects import build, write_site

NOTE = """\
title: {title}
date: 2024-01-02
lang: {lang}
summary: {summary}
countries: [EG]
topics: [wheat]
sources: [{{id: s, title: A report}}]
body: |
  {summary}
"""
FILES = {
    "ar": ("مصر تستورد القمح", "أعلنت القاهرة استيراد القمح."),
    "fa": ("مصر گندم وارد می‌کند", "قاهره واردات گندم را اعلام کرد."),
    "he": ("מצרים מייבאת חיטה", "קהיר הודיעה על ייבוא חיטה."),
    "ur": ("مصر گندم درآمد کرے گا", "قاہرہ نے گندم کی درآمد کا اعلان کیا۔"),
    "ru": ("Египет ввозит пшеницу", "Каир объявил о ввозе."),
}
TOPICS = "wheat: {name: قمح}\n"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    notes = {
        f"briefings/2024/2024-01-02-{lang}.yml": NOTE.format(
            lang=lang, title=title, summary=summary
        )
        for lang, (title, summary) in FILES.items()
    }
    folder = tmp_path_factory.mktemp("directions")
    return build(write_site(folder, {**notes, "briefings/entities/topics.yml": TOPICS}))


@pytest.mark.parametrize("lang", ["ar", "fa", "he", "ur"])
def test_a_briefing_and_its_title_in_lists_run_from_right_to_left(lang: str, tree: Path) -> None:
    title, summary = FILES[lang]
    page = (tree / f"briefings/{lang}/index.html").read_text("utf-8")
    assert f'<div dir="rtl" lang="{lang}">' in page or f'<div lang="{lang}" dir="rtl">' in page
    for path in ("index.html", "countries/egypt/index.html", "archive/2024-01/index.html"):
        listed = (tree / path).read_text("utf-8")
        assert f'dir="rtl" href="../../briefings/{lang}/">{title}<' in listed or (
            f'dir="rtl" href="briefings/{lang}/">{title}<' in listed
        )
    for path in ("index.html", "archive/2024-01/index.html"):
        page = (tree / path).read_text("utf-8")
        told = (f'<p dir="rtl">{summary}</p>', f'<p class="standfirst" dir="rtl">{summary}</p>')
        assert any(one in page for one in told)


def test_what_runs_as_the_site_does_is_not_marked(tree: Path) -> None:
    page = (tree / "briefings/ru/index.html").read_text("utf-8")
    assert '<div lang="ru">' in page
    home = (tree / "index.html").read_text("utf-8")
    assert f'<a href="briefings/ru/">{FILES["ru"][0]}<' in home
    assert f"<p>{FILES['ru'][1]}</p>" in home


def test_a_chip_runs_as_its_name_does(tree: Path) -> None:
    page = (tree / "briefings/ru/index.html").read_text("utf-8")
    assert 'dir="rtl" href="../../topics/wheat/">قمح<' in page
