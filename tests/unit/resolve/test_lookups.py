"""What resolving may ask, and that the same questions tell whether it would come out the same."""

from generator.core.diagnostics import Collector, Span
from generator.input.drafts import load_entities
from generator.registry.building import build_registry
from generator.registry.registry import Registry
from generator.resolve.lookups import Lookups, State
from generator.schema.settings import Settings

TOPICS = """\
energy: {name: energy}
gas: {name: natural gas, broader: [energy]}
methane: {name: methane, merged_into: gas}
"""


def registry(topics: str = TOPICS) -> Registry:
    drafts, problems = load_entities("briefings/entities/topics.yml", topics.encode())
    assert problems == ()
    found = Collector()
    made = build_registry(drafts, Settings(), found)
    assert tuple(found) == ()
    return made


def test_what_was_asked_is_noted_and_answered_again_the_same() -> None:
    around = Lookups(registry(), {"one": State.PUBLIC})
    assert around.find("natural gas") == ("topic/gas",)
    assert around.name("topic/gas") == "natural gas"
    assert around.above("topic/gas") == ("topic/energy",)
    assert around.state("one") is State.PUBLIC
    assert around.state("two") is State.ABSENT
    assert len(around.asked) == 6
    again = Lookups(registry(), {"one": State.PUBLIC})
    assert again.would_answer(around.asked)
    assert again.asked == {}  # to look whether it would is to ask nothing


def test_another_answer_to_any_question_is_noticed() -> None:
    around = Lookups(registry(), {"one": State.PUBLIC})
    around.find("natural gas", "topic")
    around.name("topic/gas")
    around.above("topic/gas")
    around.state("one")
    for topics, states in (
        (TOPICS.replace("{name: natural gas", "{name: fossil gas"), {"one": State.PUBLIC}),
        (TOPICS.replace(", broader: [energy]", ""), {"one": State.PUBLIC}),
        (TOPICS, {"one": State.PRIVATE}),
        (TOPICS, {}),
    ):
        assert not Lookups(registry(topics), states).would_answer(around.asked)
    added = TOPICS + "x: {name: unrelated}\n"
    assert Lookups(registry(added), {"one": State.PUBLIC}).would_answer(around.asked)


def test_a_question_of_nobody_has_no_answer() -> None:
    around = Lookups(registry(), {})
    assert not around.would_answer({("colour", "topic/gas"): ("blue",)})
    assert around.would_answer({("name", "topic/none"): ()})


def test_an_entry_that_was_merged_stands_for_the_one_it_went_into() -> None:
    around = Lookups(registry(), {})
    assert around.entries("methane") == ("topic/methane",)
    assert around.find("methane") == ("topic/gas",)


def test_none_and_several_are_explained_where_they_stand() -> None:
    around, found, span = Lookups(registry(), {}), Collector(), Span(path="b.yml", line=3)
    assert around.entity("gas", "topic", span, found) == "topic/gas"
    assert tuple(found) == ()
    assert around.entity("natural gaz", None, span, found) is None
    assert around.entity("Congo", "country", span, found) is None
    several, unknown = sorted(found, key=lambda one: one.code)
    assert (unknown.code, unknown.span) == ("unknown-reference", span)
    assert "natural gas" in (unknown.hint or "")
    assert several.code == "ambiguous-reference"


def test_a_briefing_near_to_one_that_is_not_there_is_named_unless_it_is_broken() -> None:
    states = {"visit-to-astana": State.PUBLIC, "visit-to-astane": State.BROKEN}
    around = Lookups(registry(), states)
    assert around.suggest_briefings("visit-to-astanna") == ["visit-to-astana"]
