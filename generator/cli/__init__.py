"""The command `briefing`: a thin shell over the package."""

import gc
import os
import sys
from contextlib import nullcontext
from typing import Any

import click

from generator.cli.asking import links
from generator.cli.checking import build_command, check, render, schema, serve
from generator.cli.comparing import diff
from generator.cli.completing import completion
from generator.cli.desk import import_command, init, upgrade_command
from generator.cli.writing import new_command, suggest
from generator.core.report import as_text
from generator.core.visible import guarded
from generator.input.mkdocs_file import ConfigurationError

__all__ = ["main"]


class _Program(click.Group):
    """The command as it is called.

    Nothing comes out of it that is not harmless to print, and what is wrong with the configuration
    is said alike by all commands.
    """

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401 - as click has it
        # A shell that completes reads bytes, which no terminal is shown.
        completes = "_BRIEFING_COMPLETE" in os.environ
        with nullcontext() if completes else guarded():
            return super().main(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as the base class
        """Run a command; exit with 2 if the configuration cannot be used."""
        try:
            return super().invoke(ctx)
        except ConfigurationError as error:
            click.echo(as_text(error.found, error.root), nl=False, err=True)
            sys.exit(2)


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefing-site", prog_name="briefing")
@click.pass_context
def main(context: click.Context) -> None:
    """Turn a folder of YAML briefings into a cross-linked, searchable static site."""
    # The work makes a great many records and hardly a cycle of them; at its usual pace the
    # garbage collector spends a quarter of the time looking at them again.
    gc.set_threshold(200_000, 50, 1000)
    # Nor need it look through all of them once more when Python ends.
    context.call_on_close(gc.freeze)


for command in (
    check,
    build_command,
    serve,
    render,
    schema,
    new_command,
    suggest,
    diff,
    links,
    init,
    import_command,
    completion,
    upgrade_command,
):
    main.add_command(command)
