"""What is known before anybody is asked: that a name means another command, or that no answer could help."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cli.nouns import card
from cli.only import FITS, state
from cli.record import AROUND, OFFERS
from cli.taken import ANSWERS, completed, names_thing
from domain.catalogue import COMMANDS
from domain.errors import AlreadyNamed, Invalid, LedgerError, NotNow, Unknown
from domain.step import WayOut
from domain.streams import stream_of

if TYPE_CHECKING:
    from adapters.wiring import Application
    from cli.flat import Flat
    from domain.command import Command

NAME = re.compile(r"x-\d+", re.ASCII)
"""What the ledger itself calls a little thing."""
DOES, REFUSES = "extra.do", "no.say"
HELD_BACK = "held-back"
"""How a little thing stands that may still be offered under its own name."""
Meant = tuple["type[Command]", "Flat"]


def meant(app: Application, model: type[Command], form: Flat, given: dict[str, Any]) -> Meant:
    """The command that is meant by what was `given`, and its form; puts in what follows from a name. Raises NotNow,
    Unknown or AlreadyNamed where that can be said at once, but never of a command that is sent again under its id.
    """
    if names_thing(given["stream"]):
        sent = bool(given.get("id") and app.store.receipts([given["id"]]))
        try:
            place, thing = stream_of(str(completed(app, model, given).stream))
            engagement = state(app, place.partition("/")[2])
        except LedgerError:  # what is not clear is asked for, or told with all the rest
            return model, form
        if model.name == OFFERS:
            return _done(engagement.things, (place, str(thing)), given, sent=sent) or (model, form)
        if model.name in ANSWERS and not sent and given.get("version") is None:
            _answerable(engagement.outcomes, place, str(thing))
        elif thing in engagement.requests and given.get("request") is None:
            given |= {"stream": None if given["stream"] == thing else place.partition("/")[2], "request": thing}
    if model.name == REFUSES and given.get("request") is not None:  # it has its own words
        form = form._replace(walk=tuple(flag for flag in form.walk if flag != "--asked"))
    return model, form


def no_name(command: Command) -> None:
    """Of an offer: raises Invalid where the name of a little thing stands in the place of its words."""
    says = str(getattr(command, "says", "")).strip()
    if NAME.fullmatch(says):
        raise Invalid(f"{says} is a name; of a little thing that is there already: sameside did {says}", where="says")


def _done(things: Any, where: tuple[str, str], given: dict[str, Any], *, sent: bool) -> Meant | None:
    """Of a thing that is there: that it was done, where no more was said. Nothing else can be said of it as if it were
    new. None where it is new.
    """
    place, thing = where
    own = {name for name, value in given.items() if name not in AROUND and value not in (None, (), False)}
    if thing not in things and own == {"done"} and NAME.fullmatch(thing) and not sent:
        listed = WayOut(
            says="leave the name out, or see what there is", command="extra.list", place=place.partition("/")[2]
        )
        raise Unknown(f"there is no little thing {thing}", thing=thing, stream=place, way_out=listed)
    if thing not in things or things[thing].status == HELD_BACK:
        return None
    if own != {"done"} and sent:
        return None
    if own != {"done"}:
        way_out = None
        if things[thing].status in FITS[DOES][1]:
            says = f"to record that {thing} was done"
            way_out = WayOut(says=says, command=DOES, place=place.partition("/")[2], fixed={"thing": thing})
        raise AlreadyNamed(f"there is a little thing {thing} already", thing=thing, stream=place, way_out=way_out)
    for name in given.keys() - AROUND:
        del given[name]
    return COMMANDS[DOES], card("extra").form("do")


def _answerable(outcomes: Any, place: str, outcome: str) -> None:
    """Raises NotNow, or Unknown, where nothing of the outcome is there to be answered."""
    if outcome not in outcomes:
        raise Unknown(f"there is no outcome {outcome}", outcome=outcome, stream=place)
    if outcomes[outcome].open is None:
        agreed = outcomes[outcome].agreed
        so_far = f"; v{agreed.number} is agreed" if agreed else ""
        way_out = WayOut(command="outcome.propose", place=f"{place.partition('/')[2]}/{outcome}", more=True)
        raise NotNow(f"no proposal of {outcome} is open{so_far}", stream=place, outcome=outcome, way_out=way_out)
