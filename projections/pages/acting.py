"""The acts of a page as forms: what each asks, in which words, and what is shown before somebody says it.

A form is made from the command's own model: its fields, their kinds, what it needs. What a button says and which
fields people see stand here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from msgspec import Struct

from domain.annotations import bare
from domain.catalogue import COMMANDS
from domain.command import ENVELOPE, Command
from domain.vocabulary import Person
from projections.pages.language import Language, marked
from projections.pages.sheet import Act, Item

Kind = Literal["line", "lines", "number", "person", "one-of", "flag"]
LINES = frozenset({"why", "says", "verbatim", "evidence", "goal", "effect", "method"})
"""Fields that people write sentences into."""


class Option(Struct, frozen=True, kw_only=True):
    """One answer that may be picked, and what it asks of whoever picks it."""

    value: str
    says: str
    hint: str | None = None


class Field(Struct, frozen=True, kw_only=True):
    """One field of a form. `value` is what was typed, `wrong` what does not fit of it."""

    name: str
    kind: Kind
    title: str
    needed: bool
    hint: str | None = None
    options: tuple[Option, ...] = ()
    value: str = ""
    wrong: str | None = None


class Sent(Struct, frozen=True, kw_only=True):
    """What was sent before and was not recorded: what was typed, and what does not fit of it, by field."""

    typed: Mapping[str, str] = {}
    wrong: Mapping[str, str] = {}


NOTHING_SENT = Sent()


class Form(Struct, frozen=True, kw_only=True):
    """An act with what it asks. `shows` is what is signed by it, or answered; `others` answer the same."""

    act: Act
    heading: str
    button: str
    fields: tuple[Field, ...]
    shows: tuple[Item, ...] = ()
    others: tuple[Act, ...] = ()


class Wording(Struct, frozen=True, kw_only=True):
    """What a form of a command says: its heading and button, the optional fields that it shows, and other answers to
    the same. `which` are fields beside the thing itself that an address may fix: they say which of several is meant,
    and never what somebody says of it. `needs` are those that a form of ours always has.
    """

    heading: str
    button: str
    optional: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    which: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


WORDING: dict[str, Wording] = {
    "outcome.agree": Wording(
        which=("version", "digest"),
        needs=("outcome", "version", "digest"),
        heading=marked("Agree to these terms"),
        button=marked("I agree to these terms"),
        optional=("signer",),
        others=("outcome.turn-down",),
    ),
    "outcome.turn-down": Wording(
        needs=("outcome",), heading=marked("Turn these terms down"), button=marked("Turn down")
    ),
    "choice.make": Wording(needs=("choice",), heading=marked("Choose"), button=marked("Choose"), optional=("why",)),
    "result.measure": Wording(
        heading=marked("Report a figure"),
        button=marked("Report"),
        optional=("low", "high", "period", "method"),
    ),
    "result.confirm": Wording(
        which=("reference", "through"),
        needs=("outcome",),
        heading=marked("Confirm what was reached"),
        button=marked("Yes, it was reached"),
        others=("result.dispute",),
    ),
    "result.dispute": Wording(
        which=("reference",),
        needs=("outcome",),
        heading=marked("Dispute what was reached"),
        button=marked("Dispute it"),
        optional=("reference",),
    ),
    "extra.accept": Wording(heading=marked("Accept it"), button=marked("Yes, please"), others=("extra.decline",)),
    "extra.decline": Wording(heading=marked("Decline it"), button=marked("No, thank you"), optional=("why",)),
    "extra.observe": Wording(
        heading=marked("Say what came of it"), button=marked("Record"), optional=("evidence", "review_by")
    ),
    "extra.learn": Wording(heading=marked("Say what you learned from it"), button=marked("Record")),
    "extra.do": Wording(heading=marked("Say that it is done"), button=marked("It is done")),
    "word.own": Wording(
        which=("all",),
        heading=marked("Confirm what was recorded for you"),
        button=marked("Yes, these are our words"),
        others=("word.disown",),
    ),
    "word.disown": Wording(
        which=("all",), heading=marked("Deny what was recorded for you"), button=marked("No, we did not say this")
    ),
    "need.hear": Wording(heading=marked("Say what you need"), button=marked("Send"), optional=("goal",)),
    "need.restate": Wording(heading=marked("Say it more exactly"), button=marked("Send")),
    "need.use": Wording(heading=marked("Say how you use the result"), button=marked("Send"), optional=("says",)),
    "request.make": Wording(
        heading=marked("Ask for something"), button=marked("Ask"), optional=("hours", "outcome", "why")
    ),
    "request.accept": Wording(
        which=("price",),
        needs=("request",),
        heading=marked("Accept the answer to your request"),
        button=marked("Accept"),
        others=("request.withdraw",),
    ),
    "request.withdraw": Wording(heading=marked("Take the request back"), button=marked("Take it back")),
    "request.counter": Wording(heading=marked("Answer the request"), button=marked("Answer"), optional=("why",)),
    "request.done": Wording(heading=marked("Say that it is done"), button=marked("It is done")),
    "result.retract": Wording(
        which=("reference",), heading=marked("Take the result back"), button=marked("Take it back")
    ),
    "scenario.choose": Wording(heading=marked("Choose a way to proceed"), button=marked("Choose")),
    "account.confirm": Wording(
        which=("value",),
        needs=("figure", "value"),
        heading=marked("Confirm this figure"),
        button=marked("Yes, this is right"),
    ),
    "account.correct": Wording(heading=marked("Correct this figure"), button=marked("Correct it"), optional=("value",)),
    "fit.acknowledge": Wording(heading=marked("Acknowledge the limits"), button=marked("Acknowledge")),
}
"""The commands that have a form. Their words are said through the reader's language."""

STARTS = ("request.make", "need.hear", "result.measure", "extra.observe", "extra.learn")
"""What somebody may say though nothing waits for it."""

TITLES = {
    "option": marked("Your choice"),
    "why": marked("Why"),
    "signer": marked("Signed by"),
    "value": marked("Figure"),
    "low": marked("At least"),
    "high": marked("At most"),
    "period": marked("For which period"),
    "method": marked("How it was measured"),
    "effect": marked("What came of it"),
    "evidence": marked("What shows it"),
    "review_by": marked("Look again by"),
    "says": marked("In your words"),
    "verbatim": marked("In your words"),
    "goal": marked("What you want to achieve with it"),
    "use": marked("How you use it"),
    "kind": marked("What kind of request"),
    "hours": marked("How many hours"),
    "outcome": marked("For which outcome"),
    "scenario": marked("Which way"),
    "version": marked("Which version"),
    "thing": marked("Which little thing"),
    "choice": marked("Which choice"),
    "need": marked("Which need"),
    "request": marked("Which request"),
    "corrects": marked("Which figure"),
    "figure": marked("Which figure"),
    "reference": marked("Which result"),
    "price": marked("At what price"),
}
"""What a field is called; one that is not here is called by its name."""
HINTS = {
    "period": marked("A month or a day, as in 2026-03 or 2026-03-31."),
    "review_by": marked("A day, as in 2026-03-31."),
    "hours": marked("A number, as in 4 or 1.5."),
    "value": marked("A number, as in 1234.5."),
    "low": marked("If you are not sure: it is no less than this."),
    "high": marked("If you are not sure: it is no more than this."),
    "signer": marked("Who signs, if it is not you."),
}
"""What helps to fill a field in."""


def form(
    speak: Language,
    act: Act,
    *,
    options: Mapping[str, Sequence[Option]] | None = None,
    shows: Sequence[Item] = (),
    sent: Sent = NOTHING_SENT,
) -> Form:
    """The form of an act. `options` are the answers that fields have here, by field."""
    model, wording = COMMANDS[act.command], WORDING[act.command]
    asked = [_field(speak, model, name, (options or {}).get(name, ()), sent) for name in _asked(model, act, wording)]
    others = tuple(
        Act(command=other, place=act.place, side=act.side, fixed=_kept(COMMANDS[other], act.fixed))
        for other in wording.others
    )
    return Form(
        act=act,
        heading=speak.say(wording.heading),
        button=speak.say(wording.button),
        fields=tuple(asked),
        shows=tuple(shows),
        others=others,
    )


def _asked(model: type[Command], act: Act, wording: Wording) -> Iterator[str]:
    """What the act asks, what the command needs, and what may be said beside."""
    needs = [name for name, info in model.model_fields.items() if info.is_required() and name not in ENVELOPE]
    why = ["why"] if model.may and model.may.why else []
    known = (name.replace("-", "_") for name in act.asked)
    for name in dict.fromkeys([*needs, *known, *wording.optional, *why]):
        if name not in act.fixed and (name == "why" or name in model.model_fields):
            yield name


def _field(
    speak: Language,
    model: type[Command],
    name: str,
    options: Sequence[Option],
    sent: Sent,
) -> Field:
    info = model.model_fields[name]
    kind = bare(info.annotation)
    if not options:
        options = [Option(value=word, says=speak.say(word)) for word in _words(kind)]
    needed = info.is_required() or (name == "why" and bool(model.may and model.may.why))
    return Field(
        name=name,
        kind="one-of" if options else _kind(name, kind),
        title=speak.say(TITLES.get(name, name.replace("_", " "))),
        needed=needed,
        hint=speak.say(HINTS[name]) if name in HINTS and not options else None,
        options=tuple(options),
        value=sent.typed.get(name, ""),
        wrong=sent.wrong.get(name),
    )


def _kind(name: str, kind: Any) -> Kind:
    if kind is bool:
        return "flag"
    if kind in (Decimal, int):
        return "number"
    if kind is Person:
        return "person"
    return "lines" if name in LINES else "line"


def _kept(model: type[Command], fixed: Mapping[str, Any]) -> dict[str, Any]:
    """What is fixed for one act and is said with another as well."""
    return {name: value for name, value in fixed.items() if name in model.model_fields}


def _words(kind: Any) -> tuple[str, ...]:
    """The words that a field takes, where it takes no others."""
    if get_origin(kind) is Literal:
        return get_args(kind)
    return tuple(word.value for word in kind) if isinstance(kind, type) and issubclass(kind, Enum) else ()
