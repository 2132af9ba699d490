"""Problems are told up to a bound for each code and file, and counted beyond it."""

import json
import tracemalloc
from functools import partial
from pathlib import Path

from generator.core.diagnostics import SHOWN, Collector, Diagnostic, Span, has_errors
from generator.core.report import FORMATS, summary

MANY = 100_000


def at(line: int, path: str = "a.yml") -> Span:
    return Span(path=path, line=line, column=1, end_line=line, end_column=2)


def flood(count: int, code: str = "bad-date") -> Collector:
    found = Collector()
    for line in range(1, count + 1):
        found.report(code, f"Wrong {line}", at(line))
    return found


def test_the_first_of_a_code_in_a_file_are_told_and_the_rest_is_counted() -> None:
    *told, last = flood(SHOWN + 7)
    assert [one.message for one in told] == [f"Wrong {line}" for line in range(1, SHOWN + 1)]
    assert (last.more, last.count, last.span.line) == (7, 7, SHOWN + 1)
    assert last.message == "And 7 more of bad-date in this file, the first of them here"
    assert [one.count for one in told] == [1] * SHOWN
    assert len(tuple(flood(SHOWN))) == SHOWN


def test_each_code_and_each_file_has_its_own_bound() -> None:
    found = Collector()
    for line in range(1, 3 * SHOWN + 1):
        found.report("live-html", "Removed", at(line))
        found.report("live-html", "Removed", at(line, "b.yml"))
    found.report("bad-date", "Wrong", at(10 * SHOWN))
    assert len(tuple(found)) == 2 * (SHOWN + 1) + 1
    assert has_errors(found)
    assert summary(found) == f"1 error, {6 * SHOWN} warnings"


def test_an_error_behind_a_flood_of_warnings_is_told_in_every_format() -> None:
    found = flood(MANY, "live-html")
    found.report("bad-date", "The needle", at(MANY + 1))
    for form in FORMATS.values():
        text = form(tuple(found), Path("/nonexistent"))
        assert "The needle" in text
        assert f"And {MANY - SHOWN:,} more of live-html" in text
        assert len(text) < 20_000
    assert has_errors(found)
    assert summary(found) == f"1 error, {MANY:,} warnings"


def test_json_says_how_many_stand_behind_the_last_one() -> None:
    items = json.loads(FORMATS["json"](tuple(flood(SHOWN + 3)), Path()))
    assert [item.get("more") for item in items] == [None] * SHOWN + [3]


def test_the_order_in_which_problems_are_found_does_not_show() -> None:
    problems = sorted(range(1, 200), key=lambda line: line * 73 % 199)
    found = Collector()
    for line in problems:
        found.report("bad-date", f"Wrong {line}", at(line))
    assert tuple(found) == tuple(flood(199))


def test_what_several_steps_found_is_counted_once() -> None:
    parts: list[tuple[Diagnostic, ...]] = [tuple(flood(50)), tuple(flood(0))]
    later = Collector()
    for line in range(51, 120):
        later.report("bad-date", f"Wrong {line}", at(line))
    for order in ([*parts, tuple(later)], [tuple(later), *parts]):
        whole = Collector()
        for part in order:
            whole.extend(part)
        assert tuple(whole) == tuple(flood(119))


def test_a_flood_takes_no_memory() -> None:
    found = Collector()
    tracemalloc.start()
    for line in range(MANY, 0, -1):  # each is earlier than all that are kept
        found.report("bad-date", f"Wrong {line}", at(line))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 200_000
    assert sum(one.count for one in found) == MANY


def test_a_cure_is_looked_for_only_where_it_is_told() -> None:
    asked: list[int] = []

    def ask(line: int) -> str:
        asked.append(line)
        return "Do."

    found = Collector()
    for line in range(500, 0, -1):
        found.report("bad-date", "Wrong", at(line), partial(ask, line))
    assert [one.hint for one in found][:SHOWN] == ["Do."] * SHOWN
    assert sorted(asked) == list(range(1, SHOWN + 1))


def test_a_name_as_long_as_a_file_is_cut_in_the_middle() -> None:
    found = Collector()
    found.report("bad-date", f"“{'x' * 1_000_000}” is no day", at(1), "y" * 1_000_000)
    (one,) = found
    assert one.message.startswith("“xxx")
    assert one.message.endswith("xxx” is no day")
    assert len(one.message) + len(one.hint) < 3_000
