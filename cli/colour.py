"""What stands out at a terminal: a few words in one of its basic colours, or bold; and whether anything may.

Nothing is said by colour alone: the word says it too. There is none in a pipe, none with NO_COLOR or for a dumb
terminal, and none for a screen reader. No colour is so bright that it is lost on white, or so dark that it is on black.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from projections.pages.sheet import Tone

Look = Literal["head", "error", "warning"]
Paint = Callable[["Look | Tone", str], str]
"""Gives a text its look."""
ESCAPE = re.compile(r"\x1b\[[\d;]*m")
OFF = "\x1b[0m"
LOOKS: dict[str, str] = {
    "head": "1",
    "error": "1;31",
    "warning": "1;35",
    "bad": "31",
    "good": "32",
    "waits": "35",
}
"""Red, green and magenta, as compilers have errors and warnings: magenta is read on white, where yellow is not."""
CODED = re.compile(r"(error|warning)\[[A-Z-]+\]:")
STATES = frozenset({"status", "effect"})
"""The columns and labels whose words say how something stands; whether it is late has a column of its own."""


BAD = frozenset({("late", "yes"), ("severity", "broken")})


def plain(_: Look | Tone, text: str) -> str:
    """No look at all."""
    return text


def painter(stream: IO[Any] | None) -> Paint:
    """What gives texts for this stream their look, if any may have one."""
    return _painted if _may(stream) else plain


def coded(text: str) -> str:
    """An error or a warning for stderr, of which the code stands out."""
    paint = painter(sys.stderr)
    return CODED.sub(lambda code: paint("error" if code[1] == "error" else "warning", code[0]), text, count=1)


def in_state(paint: Paint, name: str, text: str) -> str:
    """What a field of that name says, where it says how something stands."""
    if (name, text) in BAD:
        return paint("bad", text)
    return paint(tone(text), text) if name in STATES and paint is not plain else text


def tone(word: str) -> Tone:
    """How a word of the domain looks, as it does on pages."""
    from projections.pages.line_parts import TONES  # noqa: PLC0415 - only a terminal with colours has them

    return TONES.get(word.replace(" ", "-"), "plain")


def accessible() -> bool:
    """Whether somebody listens to it: as other tools of a terminal are told so."""
    values = (os.environ.get(name, "") for name in ("ACCESSIBLE", "GH_ACCESSIBLE_PROMPTER"))
    return any(value.lower() not in ("", "0", "false", "no") for value in values)


def is_terminal(stream: IO[Any] | None) -> bool:
    """Whether a person is at it; at one that was closed before we began is nobody."""
    return stream is not None and stream.isatty()


def _may(stream: IO[Any] | None) -> bool:
    if not is_terminal(stream) or accessible():
        return False
    told_not = os.environ.get("NO_COLOR") or os.environ.get("CLICOLOR") == "0"
    # A console of Windows that has no name may print the codes as they are.
    known = os.environ.get("TERM") or os.environ.get("WT_SESSION")
    return bool(known) and not told_not and os.environ.get("TERM") != "dumb"


def _painted(look: Look | Tone, text: str) -> str:
    code = LOOKS.get(look)
    return f"\x1b[{code}m{text}{OFF}" if code and text else text
