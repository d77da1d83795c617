"""The acts of a page as forms: what each asks, in which words, and what is shown before somebody says it.

A form is made from the command's own model: its fields, their kinds, what it needs. What a button says and which
fields people see stand in `wording`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from msgspec import Struct
from msgspec.structs import replace

from domain.annotations import bare
from domain.catalogue import COMMANDS
from domain.command import ENVELOPE, Command
from domain.vocabulary import Person
from projections.pages.language import Language
from projections.pages.sheet import Act, Item
from projections.pages.wording import ANSWERS, HINTS, TITLES, WORDING, Wording

Kind = Literal["line", "lines", "number", "person", "one-of", "flag"]
LINES = frozenset({"why", "says", "verbatim", "evidence", "goal", "effect", "method"})
"""Fields that people write sentences into."""


WHOLE = frozenset({"terms", "way_forward"})
"""Fields of several parts: a form asks for each part by itself."""


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
    note: str
    button: str
    fields: tuple[Field, ...]
    shows: tuple[Item, ...] = ()
    others: tuple[Act, ...] = ()


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
        note=speak.say(wording.note) if wording.note else "",
        button=speak.say(wording.button),
        fields=tuple(asked),
        shows=tuple(shows),
        others=others,
    )


def with_fields(made: Form, more: Sequence[Field]) -> Form:
    """The form with more fields, which stand before the reason: what asks for so much is never said without one."""
    if not more:
        return made
    whys = tuple(replace(field, needed=True) for field in made.fields if field.name == "why")
    return replace(made, fields=(*(field for field in made.fields if field.name != "why"), *more, *whys))


def part(speak: Language, name: str, sent: Sent, words: Sequence[str] = (), kind: Kind = "line") -> Field:
    """One part of a field that has several: a text or a number, or one of these words. It has to be filled in."""
    return Field(
        name=name,
        kind="one-of" if words else kind,
        title=speak.say(TITLES[name]),
        needed=True,
        hint=speak.say(HINTS[name]) if name in HINTS else None,
        options=tuple(_option(speak, name, word) for word in words),
        value=sent.typed.get(name, ""),
        wrong=sent.wrong.get(name),
    )


def _asked(model: type[Command], act: Act, wording: Wording) -> Iterator[str]:
    """What the act asks, what the command needs, and what may be said beside."""
    needs = [name for name, info in model.model_fields.items() if info.is_required() and name not in ENVELOPE]
    why = ["why"] if model.may and model.may.why else []
    known = (name.replace("-", "_") for name in act.asked)
    names = dict.fromkeys([*needs, *known, *wording.optional, *why])
    names |= {"why": names.pop("why")} if "why" in names else {}  # the reason is asked last
    for name in names:
        if name not in act.fixed and name not in WHOLE and (name == "why" or name in model.model_fields):
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
        options = [_option(speak, f"{model.name}.{name}", word) for word in _words(kind)]
    needed = info.is_required() or (name == "why" and bool(model.may and model.may.why))
    return Field(
        name=name,
        kind="one-of" if options else _kind(name, kind),
        title=speak.say(TITLES.get(name, name.replace("_", " "))),
        needed=needed,
        hint=speak.say(HINTS[name]) if name in HINTS and not options else None,
        options=tuple(options),
        value=sent.typed.get(name, options[0].value if needed and len(options) == 1 else ""),
        wrong=sent.wrong.get(name),
    )


def _option(speak: Language, field: str, word: str) -> Option:
    """A word that a field takes, as whoever fills it in would say it."""
    return Option(value=word, says=speak.say(ANSWERS.get(field, {}).get(word, word)))


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
