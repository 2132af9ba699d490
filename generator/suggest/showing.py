"""What is suggested for a text, as a person reads it, as JSON and as lines of a briefing."""

from collections import Counter

from generator.core.yaml_writer import as_json as write_json
from generator.core.yaml_writer import quoted
from generator.schema.vocabulary import Role
from generator.suggest.annotations import Suggestion
from generator.suggest.events import SuggestedEvent
from generator.suggest.proposing import Proposal

__all__ = ["FORMS", "item_of"]


def as_text(proposal: Proposal) -> str:
    """One line an entity: id, role, score, and what in the text speaks for it."""
    blocks = []
    for field, suggestions in proposal.annotations.items():
        if suggestions:
            width = max(len(one.id) for one in suggestions)
            lines = [_line(one, width) for one in suggestions]
            blocks.append("\n".join([field, *lines]))
    if proposal.events:
        blocks.append("\n".join(["events", *(f"  {_when(e)}  {e.text}" for e in proposal.events)]))
    if proposal.strangers:
        head = "names that the registry does not have"
        names = [f"  {one.name} ({one.field}, {one.count})" for one in proposal.strangers]
        blocks.append("\n".join([head, *names]))
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
        others = [one.id for one in suggestions if one.role is Role.MENTIONS]
        if others:
            lines.append(f"# {field}, only mentioned: {', '.join(others)}")
    if proposal.events:
        lines.append("events:")
        for event in proposal.events:
            row = event.to_json()
            keys = [key for key in ("date", "start", "end", "precision") if key in row]
            first, *others = [f"{key}: {row[key]}" for key in keys]
            text = f"text: {quoted(event.text)}"
            lines += [f"  - {first}", *(f"    {line}" for line in [*others, text])]
    if proposal.strangers:
        lines.append("# Names that the registry does not have; for briefings/entities/:")
        lines += [f"#   {one.field}.yml: {one.stub.rstrip()}" for one in proposal.strangers]
    return "\n".join(lines) + "\n" if lines else ""


def item_of(one: Suggestion) -> str:
    """An item of a briefing's list of annotations."""
    return f"{{id: {one.id}, role: primary}}" if one.role is Role.PRIMARY else one.id


FORMS = {"text": as_text, "json": as_json, "yaml": as_yaml}
