"""A name, what has it, and what it says where it stands in a text."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Evidence", "Name"]


class Evidence(StrEnum):
    """What a place in a running text has to do with the entity it speaks for."""

    NAME = "name"
    DEMONYM = "demonym"
    FORMER = "former name"
    WEAK = "weak name"
    """A name that means something else too."""
    SURNAME = "surname"
    CAPITAL = "capital"
    BODY = "body"
    """A party, a force or a house of parliament, say, that is part of it."""
    PLACE = "place"
    SHARED = "shared place"
    """A place that is also something else."""
    INDICATOR = "indicator"
    OFFICE = "office"
    """Somebody who holds an office there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A text and what it stands for."""

    text: str
    target: str
    """Key of the entity that is meant."""
    evidence: Evidence = Evidence.NAME
    entry: str = ""
    """Key of the entry that has it, which may have been merged into its target."""
    code: bool = False
    """Whether it only counts as a reference and is never looked for in a text."""

    @property
    def weak(self) -> bool:
        """Whether it only counts in a briefing that is annotated with its target."""
        return self.evidence is Evidence.WEAK
