"""Who brings about which page, decided without a site and without a fork."""

from generator.incremental.plan import PAGES_A_JOB, Source, plan

PAGES = [f"p{number}.md" for number in range(4 * PAGES_A_JOB)]


def test_each_page_is_given_to_one_process_and_neighbours_are_parted() -> None:
    decided = plan(PAGES, {"p0.md"}, 4)
    assert decided.workers == 4
    assert decided.of(1)[:3] == ["p1.md", "p5.md", "p9.md"]
    assert sorted(path for worker in range(4) for path in decided.of(worker)) == sorted(PAGES)


def test_no_process_is_made_for_few_pages() -> None:
    assert plan(PAGES[: 2 * PAGES_A_JOB], (), 8).workers == 2
    assert plan(PAGES[:3], (), 8).workers == 1
    assert plan([], (), 8).workers == 1


def test_pages_in_the_menu_are_built() -> None:
    decided = plan(PAGES, {"p0.md", "p3.md"}, 4)
    built = [path for path, part in decided.parts.items() if part.source is Source.BUILD]
    assert built == ["p0.md", "p3.md"]


def test_the_first_process_builds_its_last_page_if_none_of_its_own_is_in_the_menu() -> None:
    decided = plan(PAGES, {"p3.md"}, 4)
    built = [path for path, part in decided.parts.items() if part.source is Source.BUILD]
    assert built == ["p3.md", "p96.md"]


def test_what_is_no_page_is_shared_out_as_well() -> None:
    decided = plan(PAGES, (), 2, ["a.svg", "b.svg", "c.json"])
    assert decided.files == {"a.svg": 0, "b.svg": 1, "c.json": 0}
