"""What a briefing can refer to, and a record of what it asked.

A briefing as resolved depends on its own text and on the answers it got here, on nothing
else. Whoever keeps both can tell later, by asking again, whether it would come out the same.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

from generator.core.diagnostics import Collector, Span
from generator.core.spelling import Spelling
from generator.names.index import NameIndex
from generator.registry.registry import Registry
from generator.schema.kinds import Kind, tie_types

__all__ = ["Answer", "Asked", "Lookups", "Question", "State"]

Question: TypeAlias = tuple[str, ...]
Answer: TypeAlias = tuple[str, ...]
Asked: TypeAlias = dict[Question, Answer]


class State(StrEnum):
    """Whether a briefing can be shown beside another."""

    ABSENT = "absent"
    BROKEN = "broken"
    """It has errors: to name it is no second mistake."""
    PRIVATE = "private"
    PUBLIC = "public"


class Lookups:
    """The registry, and all briefings of the folder by id."""

    def __init__(self, registry: Registry, states: Mapping[str, State]) -> None:
        self._registry = registry
        self._ties = tie_types(registry.kinds)
        self._states = states
        self._known: Asked = {}
        self.asked: Asked = {}
        """What was asked since this was last emptied, and the answers."""

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of entity that there are."""
        return self._registry.kinds

    @property
    def names(self) -> NameIndex:
        """All names to look for in a text."""
        return self._registry.names

    @cached_property
    def _slugs(self) -> Spelling:
        """Ids of all briefings, to find the nearest among."""
        return Spelling(slug for slug, state in self._states.items() if state is not State.BROKEN)

    def would_answer(self, asked: Asked) -> bool:
        """Whether the answers would be the same today."""
        return all(self._answer(question) == answer for question, answer in asked.items())

    def _ask(self, *question: str) -> Answer:
        answer = self.asked[question] = self._answer(question)
        return answer

    def _answer(self, question: Question) -> Answer:
        known = self._known.get(question)
        if known is None:
            known = self._known[question] = self._find(question)
        return known

    def _find(self, question: Question) -> Answer:
        match question:
            case ("entity", reference, kind):
                return self._registry.entries(reference, kind or None)
            case ("final", key):
                return (self._registry.final(key),) if key in self._registry.entities else ()
            case ("name", key):
                return (
                    (self._registry.entities[key].name,) if key in self._registry.entities else ()
                )
            case ("above", key):
                ties = self._registry.entities[key].ties if key in self._registry.entities else ()
                return tuple(t.other for t in ties if t.other and self._ties[t.type].inherits)
            case ("state", slug):
                return (self._states.get(slug, State.ABSENT).value,)
        return ()  # a question of nobody's

    def find(self, reference: str, kind: str | None = None) -> Answer:
        """Keys of the entities a reference can mean."""
        entries = self.entries(reference, kind)
        return tuple(dict.fromkeys(self._ask("final", key)[0] for key in entries))

    def entries(self, reference: str, kind: str | None = None) -> Answer:
        """Keys of the entries a reference can mean, which may have been merged since."""
        return self._ask("entity", reference, kind or "")

    def entity(self, reference: str, kind: str | None, span: Span, found: Collector) -> str | None:
        """The key a reference stands for; None and a diagnostic if it is none or several."""
        keys = self.find(reference, kind)
        if len(keys) == 1:
            return keys[0]
        self.explain(reference, kind, span, found)
        return None

    def explain(self, reference: str, kind: str | None, span: Span, found: Collector) -> None:
        """Report why a reference stands for none or for several."""
        self._registry.resolve(reference, kind, span, found)

    def lacks_entities(self) -> bool:
        """Whether some could not be read, so that a name that is not known may be theirs."""
        return self._registry.lacks(None)

    def suggest(self, reference: str) -> list[str]:
        """Names of entities near to one that nobody has."""
        return self._registry.suggest(reference)

    def suggest_briefings(self, slug: str, count: int = 3) -> list[str]:
        """Ids of briefings near to one that there is not."""
        return self._slugs.nearest(slug, count)

    def name(self, key: str) -> str:
        """What an entity is called."""
        return self._ask("name", key)[0]

    def above(self, key: str) -> Answer:
        """Keys of the entities that take over what an entity is in."""
        return self._ask("above", key)

    def state(self, slug: str) -> State:
        """Whether a briefing can be shown."""
        return State(self._ask("state", slug)[0])
