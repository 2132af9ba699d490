"""Makes the virtual environment of one set of locked requirements; run by the Makefile.

Usage: ``python3 requirements/install.py site|test``. Needs nothing but the standard library.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TypeAlias

ROOT: Final = Path(__file__).resolve().parent.parent
VENV: Final = ROOT / ".venv"
PYTHON: Final = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
SETS: Final = ("site", "test")
"""Names of the lock files; each set holds all of the one before it."""

Command: TypeAlias = list[str | Path]


def main(wanted: str) -> int:
    """Bring ``.venv`` to the state that the lock of *wanted* describes.

    A set that a finished earlier run installed from the same lock is left alone. Any other
    ``.venv``, so also what an interrupted run left behind, is made anew. Returns 0, or
    the exit code of what failed after saying so on standard error.
    """
    with one_at_a_time():
        if is_installed(wanted):
            return 0
        try:
            # The test set only adds to the site's, so a sound environment need not be made again.
            if wanted == "site" or not is_installed("site"):
                make_venv()
            install(wanted)
        except subprocess.CalledProcessError as error:
            print(f"error: could not set up {VENV}: pip or venv failed, see above", file=sys.stderr)
            return error.returncode
        except KeyboardInterrupt:
            print("interrupted; the next run starts over", file=sys.stderr)
            return 130
    return 0


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait for other runs to end, where the system has locks; it frees that of a killed run."""
    with (ROOT / ".venv.lock").open("w") as lock:
        with suppress(ImportError):  # Windows has no such module
            import fcntl  # noqa: PLC0415 - not on every system

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def lock_file(wanted: str) -> Path:
    """Return the path of the lock of the set *wanted*."""
    return ROOT / "requirements" / f"{wanted}.lock"


def stamp(wanted: str) -> Path:
    """Return the path of the file that a finished installation of *wanted* leaves."""
    return VENV / f"{wanted}.stamp"


def fingerprint(wanted: str) -> str:
    """Return a text that changes with all that an installation of *wanted* depends on."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    # The settings of linters stand in the same file, and change nothing that is installed.
    packaging = [project.get("build-system"), project["project"], project["tool"]["setuptools"]]
    digest = hashlib.sha256(json.dumps(packaging, sort_keys=True).encode())
    for part in (lock_file(wanted), Path(__file__)):
        digest.update(part.read_bytes())
    # The folder counts, since scripts in a virtual environment name it.
    return f"{digest.hexdigest()}\n{sys.version}\n{sys.executable}\n{VENV}\n"


def is_installed(wanted: str) -> bool:
    """Tell whether *wanted* is installed as its lock now stands."""
    try:
        return stamp(wanted).read_text("utf-8") == fingerprint(wanted)
    except FileNotFoundError:
        return False


def make_venv() -> None:
    """Replace ``.venv`` by an empty one; raises ``CalledProcessError`` where that fails."""
    if VENV.exists():
        print("Making .venv again: it was incomplete, or what it was made from has changed.")
        for name in SETS:  # first, so that a removal broken off cannot pass for an installation
            stamp(name).unlink(missing_ok=True)
        shutil.rmtree(VENV)
    run([sys.executable, "-m", "venv", VENV])


def install(wanted: str) -> None:
    """Install the lock of *wanted* and the project; raises ``CalledProcessError``."""
    count = sum("==" in line for line in lock_file(wanted).read_text("utf-8").splitlines())
    print(f"Installing some {count} packages from requirements/{wanted}.lock into .venv ...")
    sys.stdout.flush()
    pip: Command = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    run([*pip, "--require-hashes", "--no-deps", "--requirement", lock_file(wanted)])
    run([*pip, "--no-index", "--no-deps", "--no-build-isolation", "--editable", ROOT])
    for name in SETS[: SETS.index(wanted) + 1]:
        unfinished = stamp(name).with_suffix(".part")
        unfinished.write_text(fingerprint(name), "utf-8")
        unfinished.replace(stamp(name))


def run(command: Command) -> None:
    """Run *command*; raises ``CalledProcessError`` where it fails."""
    subprocess.run(command, check=True)


if __name__ == "__main__":
    if sys.argv[1:] not in [[name] for name in SETS]:
        sys.exit(f"usage: python3 requirements/install.py {'|'.join(SETS)}")
    sys.exit(main(sys.argv[1]))
