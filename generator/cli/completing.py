"""The command that lets a shell complete this one's words."""

import click
from click.shell_completion import get_completion_class

__all__ = ["completion"]

LINES = {
    "bash": 'eval "$(briefing completion bash)"',
    "zsh": 'eval "$(briefing completion zsh)"',
    "fish": "briefing completion fish | source",
}
"""The line that each shell's own file of settings needs."""


@click.command()
@click.argument("shell", type=click.Choice(list(LINES)))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print what lets SHELL complete commands and options when you press Tab.

    For bash, put this line into ~/.bashrc: eval "$(briefing completion bash)"

    For zsh, into ~/.zshrc: eval "$(briefing completion zsh)"

    For fish, into ~/.config/fish/config.fish: briefing completion fish | source
    """
    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101 - click has all the shells of the choice
    # The script alone; click's own `source` would first run bash to ask for its version.
    made = kind(context.find_root().command, {}, "briefing", "_BRIEFING_COMPLETE")
    click.echo(made.source_template % made.source_vars())
