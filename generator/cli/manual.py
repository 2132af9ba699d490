"""Every command with its arguments and options, as a page of Markdown."""

import re

import click

__all__ = ["manual"]

_PREFACE = (
    "The command is `briefing`; in this repository it is in `.venv/bin/`. Each exits with 0 if "
    "all is well, with 1 if it found problems, and with 2 if it was called in a wrong way."
)


def manual(group: click.Group) -> str:
    """A page with a section for each command, in the order of their names."""
    parts = ["# Commands", _PREFACE]
    for name in sorted(group.commands):
        command = group.commands[name]
        context = click.Context(command, info_name=f"briefing {name}")
        parts += [f"## briefing {name}", f"`{_usage(context)}`", *_paragraphs(command.help or "")]
        options = [p for p in command.params if isinstance(p, click.Option)]
        rows = [row for option in options if (row := option.get_help_record(context))]
        if rows:
            table = ["| Option | What it does |", "| --- | --- |"]
            table += [f"| {_code(flags)} | {_cell(said)} |" for flags, said in rows]
            parts.append("\n".join(table))
    return "\n\n".join(parts) + "\n"


def _usage(context: click.Context) -> str:
    return " ".join([context.info_name or "", *context.command.collect_usage_pieces(context)])


def _paragraphs(text: str) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text.strip())]


def _code(flags: str) -> str:
    return f"`{flags.replace('|', chr(92) + '|')}`"


def _cell(text: str) -> str:
    """Defaults and ranges stand in brackets, which Markdown takes for links."""
    plain = " ".join(text.replace("  [", " [").split())
    return re.sub(r"([\[\]|<>*_])", r"\\\1", plain)
