"""What is suggested for a text, as a person reads it, as JSON and as lines of a briefing."""

from collections import Counter

from generator.core.yaml_writer import as_json as write_json
from generator.core.yaml_writer import quoted
from generator.schema.vocabulary import Role
from generator.suggest.annotations import Suggestion
from generator.suggest.events import SuggestedEvent
from generator.suggest.proposing import Proposal

__all__ = ["FORMS", "item_of", "others", "stubs"]


def as_text(proposal: Proposal) -> str:
    """One line an entity: id, role, score, and what in the text speaks for it."""
    blocks = []
    for field, suggestions in proposal.annotations.items():
        if suggestions:
            width = max(len(one.id) for one in suggestions)
            lines = [_line(one, width) for one in suggestions]
            blocks.append("\n".join([field, *lines]))
    for name, dated in (("events", proposal.events), ("watch", proposal.watch)):
        if dated:
            blocks.append("\n".join([name, *(f"  {_when(one)}  {one.text}" for one in dated)]))
    blocks += ["\n".join([head, *lines]) for head, lines in stubs(proposal)]
    return "\n\n".join(blocks) + "\n" if blocks else "Nothing in the text speaks for an entity.\n"


def _line(one: Suggestion, width: int) -> str:
    said = Counter(" ".join(mention.text.split()) for mention in one.mentions)
    shown = ", ".join(f"{text} ({n})" if n > 1 else text for text, n in said.most_common(6))
    return f"  {one.id:<{width}}  {one.role:<8}  {one.score:.2f}  {shown}"


def _when(event: SuggestedEvent) -> str:
    first, last = event.first.isoformat(), event.last.isoformat()
    return first if first == last else f"{first} to {last}"


def as_json(proposal: Proposal) -> str:
    """One object: a list for each kind, `events`, and `unknown` names."""
    content = {
        **proposal.annotations.to_json(),
        "events": [event.to_json() for event in proposal.events],
        "watch": [item.to_json() for item in proposal.watch],
        "unknown": [stranger.to_json() for stranger in proposal.strangers],
    }
    return write_json(content)


def as_yaml(proposal: Proposal) -> str:
    """Lines to paste into a briefing; what is only mentioned, and new names, are comments."""
    lines = []
    for field, suggestions in proposal.annotations.items():
        chosen = [one for one in suggestions if one.role is not Role.MENTIONS]
        if chosen:
            lines.append(f"{field}:")
            lines += [f"  - {item_of(one)}" for one in chosen]
    lines += others(proposal)
    return "\n".join(lines) + "\n" if lines else ""


def others(proposal: Proposal) -> list[str]:
    """Lines of a briefing with all that is not annotated: dates, and as comments the rest."""
    lines = []
    for field, suggestions in proposal.annotations.items():
        passing = [one.id for one in suggestions if one.role is Role.MENTIONS]
        if passing:
            lines.append(f"# {field}, only mentioned: {', '.join(passing)}")
    for field, dated in (("events", proposal.events), ("watch", proposal.watch)):
        if dated:
            lines.append(f"{field}:")
        for one in dated:
            row = one.to_json()
            keys = [key for key in ("date", "start", "end", "precision", "due") if key in row]
            first, *more = [f"{key}: {row[key]}" for key in keys]
            text = f"text: {quoted(one.text)}"
            lines += [f"  - {first}", *(f"    {line}" for line in [*more, text])]
    for head, entries in stubs(proposal):
        lines += [f"# {head}", *(f"# {entry}" for entry in entries)]
    return lines


def stubs(proposal: Proposal) -> list[tuple[str, list[str]]]:
    """New names by the file they belong in, as entries to paste there as they stand."""
    files: dict[str, list[str]] = {}
    for one in proposal.strangers:
        files.setdefault(one.field, []).append(one.stub.rstrip())
    head = "Names that the registry does not have; for briefings/entities/{}.yml:"
    return [(head.format(field), lines) for field, lines in files.items()]


def item_of(one: Suggestion) -> str:
    """An item of a briefing's list of annotations."""
    return f"{{id: {one.id}, role: primary}}" if one.role is Role.PRIMARY else one.id


FORMS = {"text": as_text, "json": as_json, "yaml": as_yaml}
