"""What to type for something that may be done next."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote
from typing import TYPE_CHECKING, Any

from cli.nouns import card
from domain.indexed import indexed
from domain.said import NAME
from domain.step import GAP, Step, WayOut

if TYPE_CHECKING:
    from projections.pages.language import Language
    from projections.pages.sheet import Act

SELLER = "seller"
QUOTED = frozenset(
    {"why", "says", "title", "method", "problem", "verbatim", "who", "owner.person", "customer_owner.person"}
)
"""Fields that are sentences, or names: they are typed in quotes."""
ALSO = {"request.counter": "no.say"}
"""Another answer to what a command answers, which asks for the rest at a terminal."""
OF_THE_TOOL = frozenset({"store"})
"""What is typed before the verb."""


def to_type(act: Act, page: str | None = None) -> str:
    """The line for a command line on which the seller types; another's word is said as theirs. Words are owned on the
    page alone, behind one's own link, which this makes: of whoever is invited there already, where `page` or the act
    names them, as in `acme/m-1`, or else of somebody new to that page. So is what was denied when another had said it
    for them.
    """
    from projections.pages.turns import OWN_LOGIN_ONLY  # noqa: PLC0415 - an error makes lines too, and reads no page

    if act.command in OWN_LOGIN_ONLY or act.own:
        if act.side == "witness":
            return "no invitation: a witness has no link of their own"
        # Of an account they read the page by one of its engagements.
        place = page or act.link or (GAP if "/" in act.place else act.place)
        whom = "" if "/" in place else f' --who "{GAP}" --side {act.side}'
        return f"to ask them, send an invitation: sameside invite {place}{whom}"
    return " ".join(_words(act, None if act.side == SELLER else act.side))


def also_to_type(act: Act) -> str | None:
    """The line of the other answer, where there is one: a no to a request."""
    other = ALSO.get(act.command)
    if other is None or act.side != SELLER:
        return None
    return " ".join(("sameside", *other.split("."), f"{act.place}/{act.fixed['request']}"))


def hint(way: WayOut, speak: Language | None = None) -> str:
    """A way out in one line: a sentence, a command to type, or both; in English, unless in the reader's language."""
    line = " ".join(_words(way, way.side)) if way.command else ""
    words = ": ".join(part for part in (_sentence(way.says, speak), line) if part)
    return f"{words}; {hint(way.otherwise, speak)}" if way.otherwise else words


def _sentence(says: str, speak: Language | None) -> str:
    if speak is None or not says:
        return says
    from projections.pages.telling import translated  # noqa: PLC0415 - an error makes lines too, and reads no page

    return translated(speak, says)


def _words(step: Step, side: str | None) -> Iterator[str]:
    command, fields = step.command or "", {**step.fixed, **dict.fromkeys(step.asked, GAP)}
    about = entry.about if "." in command and (entry := indexed(command)) else None
    thing = fields.pop(about, None) if about else None
    yield "sameside"
    for name in OF_THE_TOOL & set(fields):
        yield f"--{name} {_quoted(str(fields.pop(name)))}"
    yield command.replace(".", " ")
    if step.place:
        yield f"{step.place}/{thing}" if thing else step.place
    for name, value in fields.items():
        yield _field(command, name, value)
    if side:
        yield f"--as {side}"
    if isinstance(step, WayOut) and step.more:
        yield GAP


def _field(command: str, name: str, value: Any) -> str:
    """One field as its verb takes it: after its option, or bare where it is an argument."""
    noun, _, verb = command.partition(".")
    option = card(noun).form(verb).names.get(name) if indexed(command) else None
    if option and option.startswith("["):
        return f'"{GAP}"' if value == GAP else quote(str(value))
    option = option or f"--{name.replace('_', '-').replace('occurred-at', 'occurred')}"
    if value is True:
        return option
    if isinstance(value, list):
        return " ".join(f"{option} {_quoted(str(part))}" for part in value)
    if value == GAP:
        return f'{option} "{GAP}"' if name in QUOTED else f"{option} {GAP}"
    return f"{option} {_quoted(str(value))}"


def _quoted(value: str) -> str:
    """As a shell takes it; a name in braces, which documents show, is one word already."""
    return value if NAME.fullmatch(value) else quote(value)
