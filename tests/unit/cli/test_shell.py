"""What the command says of itself, and to the shell it is typed in."""

import os
import shutil
import subprocess

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.cli.completing import LINES
from tests.site.projects import BIN


@pytest.mark.parametrize("arguments", [[], ["check"], ["new"]])
def test_help_has_a_short_form(arguments: list[str]) -> None:
    short, long = (CliRunner().invoke(main, [*arguments, form]) for form in ("-h", "--help"))
    assert (short.exit_code, short.output) == (0, long.output)


@pytest.mark.parametrize("shell", LINES)
def test_each_shell_has_its_line_and_its_script(shell: str) -> None:
    told = CliRunner().invoke(main, ["completion", "--help"]).output
    assert LINES[shell] in " ".join(told.split())
    done = CliRunner().invoke(main, ["completion", shell])
    assert done.exit_code == 0
    assert f"_BRIEFING_COMPLETE={shell}_complete" in done.output


def test_bash_takes_the_script_and_is_given_commands() -> None:
    script = CliRunner().invoke(main, ["completion", "bash"]).output
    shell = shutil.which("bash")
    assert shell
    subprocess.run([shell, "-n"], input=script, text=True, check=True)
    asked = {"_BRIEFING_COMPLETE": "bash_complete", "COMP_WORDS": "briefing ne", "COMP_CWORD": "1"}
    command = [BIN / "briefing"]
    done = subprocess.run(
        command, env={**os.environ, **asked}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "plain,new\n", "")
