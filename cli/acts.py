"""What to type for something that may be done next."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from domain.catalogue import COMMANDS
from projections.pages.sheet import Act
from projections.pages.turns import OWN_LOGIN_ONLY

SELLER = "seller"
QUOTED = frozenset({"why", "says"})
"""Fields that are sentences: they are typed in quotes."""
ARGUMENTS = {"choice.make": ("option",)}
"""Fields that are typed without their name."""


def to_type(act: Act) -> str:
    """The line for a command line on which the seller types; another's word is said as theirs. Words are owned under
    one's own login alone, which nobody has there.
    """
    if act.command in OWN_LOGIN_ONLY:
        return f"not possible yet: this version has no login for the {act.side}"
    return " ".join(_words(act))


def _words(act: Act) -> Iterator[str]:
    noun, _, verb = act.command.partition(".")
    about = COMMANDS[act.command].about
    thing = act.fixed.get(about or "")
    yield f"sameside {noun} {verb} {act.place}" + (f"/{thing}" if thing else "")
    for name, value in act.fixed.items():
        if name != about:
            yield f"--{name}" if value is True else f"--{name} {quote(str(value))}"
    for name in act.asked:
        if name in ARGUMENTS.get(act.command, ()):
            yield f'"{name.upper()}"'
        else:
            yield f'--{name} "…"' if name in QUOTED else f"--{name} …"
    if act.side != SELLER:
        yield f"--as {act.side}"
