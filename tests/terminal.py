"""Somebody at a terminal of their own, who answers each question once it stands there."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROGRAM = """\
import fcntl, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # so that Ctrl-C is typed, and no signal of ours
from cli.main import main
main(prog_name="sameside")
"""
COMMAND = [sys.executable, "-c", PROGRAM]
PATIENCE = 60
"""Seconds after which a question that nobody answers fails, instead of keeping whoever asks for ever."""
CTRL_C = "\x03"
Answers = Sequence[tuple[str, str | Callable[[], str]]]
"""What a question ends with, and what is typed there; or what makes that, once it is asked."""


def answering(line: Sequence[str], answers: Answers, environment: Mapping[str, str]) -> tuple[int, str]:
    """The exit code of `sameside` and these words, and the whole screen. Raises AssertionError where it asks something
    else.
    """
    theirs, ours = os.openpty()
    known = {**environment, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [*COMMAND, *line], env=known, stdin=ours, stdout=ours, stderr=ours, start_new_session=True
    ) as process:
        os.close(ours)
        screen = ""
        try:
            for question, answer in answers:
                screen = _until(theirs, screen, question)
                assert screen.endswith(question), screen
                answer = answer if isinstance(answer, str) else answer()  # noqa: PLW2901 - what happens meanwhile
                os.write(theirs, (answer if answer == CTRL_C else f"{answer}\n").encode())
                screen += "|"  # what comes next is another question
            screen = _until(theirs, screen, "never said", CTRL_C if CTRL_C in dict(answers).values() else "")
        finally:
            os.close(theirs)  # which hangs up on whatever still asks
            process.wait(timeout=PATIENCE)
    return process.returncode, screen


def _until(terminal: int, screen: str, awaited: str, pressed: str = "") -> str:
    """The screen, once that stands at its end; or as it stood when nothing more came. What was `pressed` is pressed
    again each second while nothing comes of it: a Ctrl-C just before a program reads is heard with the next key.
    """
    left = PATIENCE
    while not screen.endswith(awaited):
        while not select.select([terminal], [], [], 1 if pressed else PATIENCE)[0]:
            left -= 1
            assert pressed and left, f"it waits for somebody at: {screen}"  # noqa: PT018 - of one wait
            os.write(terminal, pressed.encode())
        try:
            more = os.read(terminal, 4096).decode(errors="replace")
        except OSError:  # the other end is closed
            break
        if not more:
            break
        screen += more.replace("\r\n", "\n")
    return screen
