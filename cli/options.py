"""The options of a command model: flat where its noun's card names them, dotted where it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import partial
from typing import Any, Literal, get_args, get_origin, get_type_hints

import click

from cli.completion import accounts, of_noun, people, versions
from cli.flat import Flat
from cli.general import languages
from cli.nouns.card import Noun
from cli.short import flags
from cli.typed import TYPED
from domain.annotations import bare
from domain.command import ENVELOPE, Command
from domain.vocabulary import Person

PARTIES = ("seller", "customer", "witness")
Described = tuple[Callable[[str], str], str | None]
"""What the noun's card says of an option, and what the model says of the field itself."""


class Words(click.Choice[str]):
    """A choice that completes and explains, and leaves judging to the model: then all errors come at once."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ARG002
        return value


class Begun(click.Choice[str]):
    """A choice of which the beginning of one word is enough."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return super().convert(begun(self, value), param, ctx)


def begun(kind: Any, typed: Any) -> Any:
    """The one of some words that begins so; what was typed, where that is none or several."""
    words = [str(word) for word in kind.choices] if isinstance(kind, click.Choice) else []
    meant = [word for word in words if word.startswith(str(typed))]
    return meant[0] if len(meant) == 1 else typed


def parameters(model: type[Command], noun: Noun) -> list[click.Parameter]:
    """What the model's own fields are said with; `about` is said in the first argument."""
    verb = model.name.partition(".")[2]
    form, own = noun.form(verb), list[click.Parameter]()
    for name, info in model.model_fields.items():
        if name not in ENVELOPE and name != model.about:
            described = (partial(noun.explains, verb), info.description)
            own.extend(
                _of(name, info.annotation, form, described, needed=info.is_required() and name not in form.clear)
            )
    return [*own, *form.options]


def envelope(why: str = "The reason; some commands need it.") -> list[click.Parameter]:
    """What every command carries."""
    return [
        click.Option(flags("--why"), metavar="TEXT", help=why),
        click.Option(
            [*flags("--as"), "as_"],
            type=Begun(PARTIES),
            help="Who says this: seller (default), customer or witness; their first letter is enough.",
        ),
        click.Option(
            ["--occurred"], metavar="WHEN", help="When it happened: 2018, 2018-12, 2018-12-04 or 2018-12-04T10:00:00Z."
        ),
        click.Option(["--id"], metavar="ID", help="Your own id for this command; sent again, it adds nothing."),
        click.Option(["--expect-version"], metavar="N", help="Refuse if anything was recorded after entry N."),
        click.Option(["--correlation"], metavar="ID", help="Your reference for this in another system."),
        _language(),
        click.Option(["--no-input"], is_flag=True, help="Ask for nothing; say all that is missing at once."),
        click.Option(flags("--dry-run"), is_flag=True, help="Show what would be recorded; record nothing."),
    ]


def _language() -> click.Option:
    tag = "In which language to read the receipt: de, de-AT. [SAMESIDE_LANGUAGE; en]"
    return click.Option(["--language"], metavar="TAG", shell_complete=languages, help=tag)


def nested(given: Mapping[str, Any]) -> dict[str, Any]:
    """`terms__metric__by` → {terms: {metric: {by}}}; what was not said is left out."""
    whole: dict[str, Any] = {}
    for name, value in given.items():
        if value is None or value is False or value == ():
            continue
        *path, last = name.split("__")
        at = whole
        for step in path:
            at = at.setdefault(step, {})
        at[last] = list(value) if isinstance(value, tuple) else value
    return whole


def _of(path: str, annotation: Any, form: Flat, described: Described, *, needed: bool) -> Iterator[click.Parameter]:
    if path in form.covered:
        return
    kind = bare(annotation)
    if is_dataclass(kind) and kind is not Person:
        hints = get_type_hints(kind, include_extras=True)
        for part in fields(kind):
            inside = (described[0], _described(hints[part.name]))
            yield from _of(f"{path}.{part.name}", hints[part.name], form, inside, needed=False)
        return
    name, renamed = path.replace(".", "__"), form.names.get(path)
    if renamed and not renamed.startswith("-"):
        yield click.Argument([name], metavar=renamed, required=False)
        return
    flag = renamed or f"--{path.replace('_', '-')}"
    line = described[1] or described[0](flag)
    text = marked(line, needed or path in form.needed)
    # Of what stands already, only what changes is said.
    text = text.replace("[required]", "[required of a new one]") if form.amends else text
    yield click.Option([*flags(flag), name], help=text, **COMPLETED.get(path, {}), **_kind(kind))


def _described(hint: Any) -> str | None:
    """What a value's own field says of itself, as in `Annotated[…, Field(description=…)]`."""
    descriptions = (getattr(part, "description", None) for part in getattr(hint, "__metadata__", ()))
    return next((description for description in descriptions if description), None)


def marked(line: str, needed: bool) -> str:  # noqa: FBT001 - said at its place
    """A help line that says what cannot be left out."""
    return f"{line}  [required]" if needed else line


def _kind(kind: Any) -> dict[str, Any]:
    """How click reads it: a flag, one of some words, many, or text."""
    if kind is bool:
        return {"is_flag": True}
    if get_origin(kind) is tuple:
        return {**_kind(bare(get_args(kind)[0])), "multiple": True}
    if get_origin(kind) is Literal:
        return {"type": Words(get_args(kind))}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"type": Words([member.value for member in kind])}
    if kind is Person:
        return {"metavar": "TEXT", "shell_complete": people}
    if kind in (Decimal, int):
        return {"type": TYPED, "metavar": METAVARS.get(kind, "TEXT")}
    return {"metavar": "TEXT"}


COMPLETED: Mapping[str, dict[str, Any]] = {
    "account": {"shell_complete": accounts},
    "into": {"shell_complete": accounts},
    "version": {"shell_complete": versions},
    "outcome": {"shell_complete": of_noun("outcome")},
    "request": {"shell_complete": of_noun("request")},
}
"""By field, what a shell completes there."""
METAVARS = {int: "NUMBER"}
