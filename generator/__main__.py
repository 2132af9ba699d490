"""The command `briefing` for those who have no path to it: `python -m generator`."""

from generator.cli import main

if __name__ == "__main__":
    main(prog_name="briefing")
