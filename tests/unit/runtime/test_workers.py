"""Processes that share one piece of work; each case runs in an interpreter of its own."""

import subprocess
import sys

PRELUDE = """
import os, signal, sys, time
from generator.runtime.workers import Workers, WorkerError
"""


def run(program: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-c", PRELUDE + program],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_every_item_is_done_once_and_reported_to_the_leader() -> None:
    program = """
team = Workers(3)
team.fork()
mine = team.share(range(10))
if not team.leads:
    team.hand_in([list(mine), "é" * 300_000])  # more than a pipe holds
reports = team.collect()
print(sorted([*mine, *(item for items, _ in reports for item in items)]), len(reports))
print({len(text) for _, text in reports})
"""
    assert run(program) == (0, "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9] 2\n{300000}\n", "")


def test_a_team_of_one_does_everything() -> None:
    program = (
        "team = Workers(1); team.fork(); print(team.leads, list(team.share('abc')), team.collect())"
    )
    assert run(program) == (0, "True ['a', 'b', 'c'] []\n", "")


def test_without_fork_one_process_does_everything() -> None:
    program = """
del os.fork
from generator.runtime.workers import available
team = Workers(3)
team.fork()
with team:
    share, others = list(team.share("abc")), list(team.share_of_others("abc"))
    print(available(), team.size, team.leads, share, others, team.gather("x"), team.finish(share))
"""
    said = "1 1 True ['a', 'b', 'c'] ['a', 'b', 'c'] ['x'] ['a', 'b', 'c']\n"
    assert run(program) == (0, said, "")


def test_nothing_forks_until_it_is_told_to() -> None:
    program = """
os.fork = None
team = Workers(3)
with team:
    print(team.size, team.collect())
"""
    assert run(program) == (0, "3 []\n", "")


def test_a_process_that_fails_is_noticed() -> None:
    for end in ("team.give_up()", "os.kill(os.getpid(), signal.SIGKILL)", "1 / 0"):
        program = f"""
team = Workers(3)
team.fork()
if team.number == 1:
    {end}
if team.number == 2:
    team.hand_in("well")
try:
    team.collect()
except WorkerError as error:
    print(error)
"""
        status, output, _ = run(program)
        assert (status, output) == (0, "A process of the build did not end well; see above\n")


def test_what_each_has_found_is_known_to_all() -> None:
    program = """
team = Workers(3)
team.fork()
known = team.gather("abc"[team.number] * 100_000)
mine = [text[0] for text in known], len(known[0])
if not team.leads:
    team.hand_in(mine)
print(mine, team.collect() == [mine, mine])
"""
    assert run(program) == (0, "(['a', 'b', 'c'], 100000) True\n", "")


def test_one_that_fails_before_it_is_heard_fails_the_team() -> None:
    program = """
try:
    team = Workers(3)
    team.fork()
    with team:
        if team.number == 1:
            raise ValueError("what went wrong")
        team.gather(None)
        if not team.leads:
            time.sleep(600)
        team.collect()
except WorkerError as error:
    print(error)
"""
    status, output, errors = run(program)
    assert (status, output) == (0, "A process of the build did not end well; see above\n")
    assert errors.count("ValueError: what went wrong") == 1


def test_one_that_is_interrupted_leaves_it_to_the_leader_to_say_so() -> None:
    program = """
try:
    team = Workers(3)
    team.fork()
    with team:
        if not team.leads:
            raise KeyboardInterrupt
        team.finish([])
except WorkerError as error:
    print(error)
"""
    said = "A process of the build did not end well; see above\n"
    assert run(program) == (0, said, "")


def test_what_all_have_is_with_the_leader_in_the_end() -> None:
    program = """
team = Workers(3)
team.fork()
with team:
    print(sorted(team.finish(list(team.share_of_others("abcde")))))
team = Workers(1)
team.fork()
with team:
    print(team.finish(list(team.share_of_others("abc"))))
"""
    said = "['a', 'b', 'c', 'd', 'e']\n['a', 'b', 'c']\n"
    assert run(program) == (0, said, "")


def test_what_was_printed_before_is_printed_once() -> None:
    program = """
sys.stdout.write("once ")
team = Workers(2)
team.fork()
if not team.leads:
    team.hand_in(None)
team.collect()
"""
    assert run(program)[1] == "once "


def test_a_process_ends_once_its_leader_was_killed() -> None:
    program = """
team = Workers(2)
team.fork()
if team.leads:
    os.kill(os.getpid(), signal.SIGKILL)
time.sleep(0.3)
team.stop_if_alone()
print("still here")
"""
    assert run(program)[1] == ""


def test_the_others_are_stopped_after_a_failure() -> None:
    program = """
team = Workers(3)
team.fork()
if not team.leads:
    time.sleep(600)
team.dismiss()
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("none is left")
"""
    assert run(program)[1] == "none is left\n"
