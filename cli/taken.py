"""What was left out and is clear all the same: the engagement, the outcome, the version of the open proposal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from cli.only import TAKEN, fitting, standing_account, state
from cli.output import in_json
from cli.streams import is_there, there
from cli.told import say
from domain.annotations import bare
from domain.errors import Invalid, NotNow
from domain.step import WayOut
from domain.streams import stream_of

if TYPE_CHECKING:
    from adapters.wiring import Application
    from cli.general import Options
    from domain.command import Command

THING = re.compile(r"[a-z]-\d+", re.ASCII)
SELDOM = ("engagement", "word")
"""Nouns that are never said of an engagement that was not named: to close the wrong one is no slip of the pen."""
CORRECTS = "corrects"
"""The field of what is corrected: a number of an entry, or a name."""
MANY = 20
ANSWERS = ("outcome.agree", "outcome.turn-down")
"""Commands that answer an open proposal."""


class Taken(NamedTuple):
    """What the first argument says in full, the version that is answered where none was given, and why these."""

    stream: str | None
    version: int | None
    why: tuple[str, ...] = ()

    @property
    def answered(self) -> dict[str, int]:
        """The version, as a field."""
        return {} if self.version is None else {"version": self.version}


def completed(app: Application, model: type[Command], given: Mapping[str, Any]) -> Taken:
    """The first argument of what was `given`, with what was left out of it. What is for a request is for no outcome;
    what is sent again under its id means what it meant. Raises Invalid where several may be meant.
    """
    stream, version = given.get("stream"), given.get("version") is not None
    if (before := _recorded(app, model, given)) is not None:
        return before
    if stream is None and _must_name(model):
        raise Invalid("is required", where="the first argument")
    why: list[str] = []
    if may_leave_out(model):
        thing = _thing(app, model, stream)
        if stream is None or thing:
            name, reason = chosen(app)
            why.append(f"engagement: {name} ({reason})")
            stream = f"{name}/{thing}" if thing else name
    if model.name in TAKEN and stream is not None and given.get("request") is None:
        return Taken(_only(app, model, stream, why), None, tuple(why))
    if model.name not in ANSWERS or stream is None:
        return Taken(stream, None, tuple(why))
    return _answered(app, model, stream, why, version=version)


def _recorded(app: Application, model: type[Command], given: Mapping[str, Any]) -> Taken | None:
    """What a command of that id was about when it was recorded, however things stand by now. None where there is none,
    and where the first argument names something else.
    """
    stream, command_id = given.get("stream"), given.get("id")
    receipt = app.store.receipts([command_id]).get(command_id) if command_id else None
    if receipt is None or not may_leave_out(model):
        return None
    (row,) = app.entries([(receipt.stream, receipt.first_version)])
    body, (kind, _, name) = app.decode(row).body, receipt.stream.partition("/")
    stream = stream and str(stream).removeprefix(f"{kind}/")
    about = getattr(body, str(model.about), None) if model.name in (*TAKEN, *ANSWERS) else None
    if stream in (None, name, f"{name}/{about}"):
        thing = about
    elif THING.fullmatch(stream) or (by_number(model) and stream.isdecimal()):
        thing = stream
    else:
        return None
    answers = getattr(body, "version", None) if model.name in ANSWERS and given.get("version") is None else None
    why = () if stream == f"{name}/{thing}" else (f"engagement: {name} (recorded under this id)",)
    return Taken(f"{name}/{thing}" if thing else name, answers, why)


def chosen(app: Application) -> tuple[str, str]:
    """The engagement that is meant where none is named, and why that one. Raises Invalid where that is not clear."""
    if (at_once := known_at_once(app)) is not None:
        return at_once
    known = [stream.partition("/")[2] for stream in app.streams("engagement/", 2)]
    if len(known) == 1:
        known = [name for name in known if not state(app, name).closed]
    elif known:
        known = [row.engagement for _, row in app.views.report("engagements") if row.state == "open"]
        known = [name.removeprefix("engagement/") for name in known]
    if len(known) == 1:
        return known[0], "the only one open"
    if not known:
        raise Invalid("name the engagement; none is open", where="the first argument", way_out=_to_open())
    named = ", ".join([*known[:MANY], *(["…"] if len(known) > MANY else [])])
    way_out = WayOut(says="say once which one is meant: sameside use " + known[0])
    raise Invalid(f"name the engagement; there are {named}", where="the first argument", way_out=way_out)


def known_at_once(app: Application) -> tuple[str, str] | None:
    """The one that a setting or `sameside use` names, and which of both. Raises Invalid for a wrong setting."""
    if app.settings.engagement:
        return _as_set(app.settings.engagement), "from SAMESIDE_ENGAGEMENT"
    kept = app.places.in_use(app.store.ledger_id)
    return (kept, "chosen with sameside use") if kept else None


def _as_set(setting: str) -> str:
    """The engagement that the setting names. Raises Invalid where it names something else."""
    stream, thing = stream_of(setting)
    kind, _, name = stream.partition("/")
    if kind != "engagement" or thing is not None:
        way_out = WayOut(says="SAMESIDE_ENGAGEMENT=acme names one; unset it to name it in each command")
        raise Invalid(f"SAMESIDE_ENGAGEMENT={setting} is no engagement", where="SAMESIDE_ENGAGEMENT", way_out=way_out)
    return name


def read(options: Options, app: Application, where: str | None) -> str:
    """What is read, where the engagement was left out: all of it, or the thing alone that was named."""
    if where is not None and not _alone(app, where):
        return where
    name, reason = chosen(app)
    tell(options, [f"engagement: {name} ({reason})"])
    return f"{name}/{where}" if where else name


def page(options: Options, app: Application, kind: str) -> str | None:
    """The stream whose page is meant where none was named; None where that is not clear, for all may be read then."""
    try:
        name, reason = chosen(app)
    except Invalid:
        if app.settings.engagement:  # it was said, and wrongly
            raise
        return None
    if kind == "account":
        name = standing_account(app, state(app, name).opening.account)
    if not is_there(app, f"{kind}/{name}"):
        return None
    whose = f"{name} ({reason})" if kind == "engagement" else f"{name} (of the engagement that is meant)"
    tell(options, [f"{kind}: {whose}"])
    return f"{kind}/{name}"


def tell(options: Options, lines: Iterable[str]) -> None:
    """What was taken, to a person; a program finds it in the answer."""
    if not in_json(options):
        for line in lines:
            say(line)


def _to_open() -> WayOut:
    return WayOut(command="engagement.open", more=True)


def names_thing(stream: str | None) -> bool:
    """Whether a thing is named in the first argument, and not only where it would be."""
    return stream is not None and (bool(THING.fullmatch(stream)) or stream_of(stream)[1] is not None)


def _kind(model: type[Command]) -> str:
    """The kind of stream that is meant where none is said."""
    from domain.catalogue import KIND  # noqa: PLC0415 - a report that is read knows no command

    return KIND[model]


def may_leave_out(model: type[Command]) -> bool:
    """Whether it may be said of the engagement that is meant where none is named."""
    return _kind(model) == "engagement" and model.name.partition(".")[0] not in SELDOM


def _must_name(model: type[Command]) -> bool:
    """Whether nothing can be meant where it is not said what the command is about."""
    return _kind(model) in ("account", "engagement") and not may_leave_out(model)


def _thing(app: Application, model: type[Command], stream: str | None) -> str | None:
    """The thing, where it alone was named: `o-1`, or `9` of an entry, while no engagement is called that."""
    return stream if stream and model.about and _alone(app, stream, numbered=by_number(model)) else None


def by_number(model: type[Command]) -> bool:
    """Whether it corrects an entry, which has a number and no name."""
    return model.about == CORRECTS and bare(model.model_fields[CORRECTS].annotation) is int


def _alone(app: Application, name: str, *, numbered: bool = True) -> bool:
    named = THING.fullmatch(name) or (numbered and name.isdecimal())
    return bool(named) and not is_there(app, f"engagement/{name}")


def _only(app: Application, model: type[Command], stream: str, why: list[str]) -> str:
    """The outcome too, where one alone is agreed. Of a payment it may be left out on purpose: by naming the engagement
    alone.
    """
    place, thing = stream_of(stream)
    if thing is not None or (why == [] and not model.model_fields[str(model.about)].is_required()):
        return stream
    only = fitting(app, model.name, place.partition("/")[2])
    if only is None:
        return stream
    why.append(f"outcome: {only} ({TAKEN[model.name]})")
    return f"{stream}/{only}"


def _answered(app: Application, model: type[Command], stream: str, why: list[str], *, version: bool) -> Taken:
    engagement, outcome = stream_of(stream)
    if outcome is None:
        there(app, engagement)
    proposals, name = open_proposals(app, engagement), engagement.partition("/")[2]
    if outcome is None and not version and not proposals:
        way_out = WayOut(command="outcome.propose", place=name, more=True)
        raise NotNow(f"no proposal is open in {name}", stream=engagement, way_out=way_out)
    if outcome is None and len(proposals) == 1:
        ((outcome, _),) = proposals.items()
        stream = f"{stream}/{outcome}"
        why.append(f"outcome: {outcome} (the only open proposal)")
    number = proposals.get(str(outcome))
    if version or number is None or "version" not in model.model_fields:
        return Taken(stream, None, tuple(why))
    why.append(f"version: {number} (the open proposal of {outcome})")
    return Taken(stream, number, tuple(why))


def open_proposals(app: Application, engagement: str) -> dict[str, int]:
    """Outcome → the version of its open proposal."""
    if not is_there(app, engagement):
        return {}
    outcomes = state(app, engagement.partition("/")[2]).outcomes
    return {name: outcome.open.number for name, outcome in outcomes.items() if outcome.open}
