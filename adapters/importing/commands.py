"""Turns what comes from outside, as dicts, into commands; everything that does not fit is reported at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from pydantic_core import ValidationError

from adapters.plain_words import plainly
from domain.catalogue import COMMANDS, KIND, kind_of
from domain.command import Command
from domain.errors import Invalid
from domain.names import did_you_mean, same
from domain.step import GAP
from domain.vocabulary import Actor, in_words

NOT_SENT = ("by", "party")
MOST_SHOWN = 80
OWN = "own"
"""The name of the seller's own stream, where none is given."""
GAPS = (GAP, "...")
Path: TypeAlias = "tuple[Path, object] | None"
"""The name under which something stands, behind the path of what it stands in: written only when it is to be told."""
DEEPEST = 500
"""Levels of what stands in one another; what can be recorded has some five."""
TOO_DEEP = f"what was sent is nested more than {DEEPEST} levels deep"
UNFILLED = f"{GAP} stands for what you fill in: write it in its place"


def command_from(message: Mapping[str, Any], *, actor: Actor, subject: Callable[[str], str]) -> Command:
    """The command that `message` asks for: `command`, `stream` (`acme`, `acme/x-3`, `engagement/acme`), `as`, `id`,
    `occurred_at`, `why`, `correlation`, `expect_version` and the command's own fields.

    `actor` is who speaks; the sender never says. `subject` gives a person's name its pseudonym. Raises Invalid with
    `errors`, a list of `where` and `what`, one for everything that does not fit.
    """
    fields = dict(message)
    _check_filled(fields)
    model = named(fields.pop("command", None))
    for key in NOT_SENT:
        if key in fields:
            raise Invalid("who records is known from the login, and whose word it is from `as`", where=key)
    stream, element = _place(model, fields.pop("stream", OWN if KIND[model] == "practice" else None))
    if element is not None and model.about is not None and fields.setdefault(model.about, element) != element:
        raise Invalid(f"is it {shown(element)} or {shown(fields[model.about])}?", where=model.about)
    party = fields.pop("as", None)
    whole = {**fields, "stream": stream, "by": actor, "party": actor.side.value if party is None else party}
    try:
        return model.model_validate(whole, context={"subject": subject})
    except ValidationError as error:
        raise invalid(error, model) from None
    except (ValueError, RecursionError) as error:
        raise Invalid(str(error)) from None


def named(name: object) -> type[Command]:
    """The command class of that name; Invalid, with the nearest names, when there is none."""
    if isinstance(name, str) and name in COMMANDS:
        return COMMANDS[name]
    if name is None:
        raise Invalid("say which command, such as result.reach", where="command")
    import difflib  # noqa: PLC0415 - most names are spelled right

    meant = did_you_mean(*difflib.get_close_matches(shown(name), COMMANDS, n=2))
    raise Invalid(f"there is no command {shown(name)!r}{meant}", where="command")


def invalid(error: ValidationError, model: type[Command]) -> Invalid:
    """Everything that pydantic's core found, as one error."""
    errors = [
        {
            "where": ".".join("as" if part == "party" else shown(part) for part in problem["loc"]) or "(whole)",
            "what": plainly(problem, model),
        }
        for problem in error.errors(include_url=False)
    ]
    first = "; ".join(f"{problem['where']}: {problem['what']}" for problem in errors[:5])
    more = f" (and {len(errors) - 5} more)" if len(errors) > 5 else ""
    return Invalid(first + more, errors=errors)


def shown(value: object) -> str:
    """What was sent, whatever it was, short and printable."""
    kind = type(value).__name__
    text = value[:MOST_SHOWN] if isinstance(value, str) else str(value) if isinstance(value, int) else kind
    return text if all(map(in_words, text)) else ascii(text)[1:-1]


def pseudonym(key: str) -> Callable[[str], str]:
    """Returns a function from a person's name to the slug that stands for them in this ledger.

    The same name has the same slug, and nobody outside can guess it, because the key stays in the store.
    """

    def subject(name: str) -> str:
        words = same(name).casefold().encode(errors="replace")
        return f"p-{hashlib.blake2s(words, key=bytes.fromhex(key), digest_size=6).hexdigest()}"

    return subject


def _check_filled(fields: Mapping[str, Any]) -> None:
    """Raises Invalid for a value that is only the mark of what is to be filled in."""
    errors = [{"where": _written(path), "what": UNFILLED} for path, text in _texts(fields) if text.strip() in GAPS]
    if errors:
        raise Invalid("; ".join(f"{error['where']}: {error['what']}" for error in errors), errors=errors)


def _texts(fields: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Every text and its path. Raises Invalid where something is nested deeper than whatever might fit."""
    level: list[tuple[Path, Any]] = [(None, fields)]
    for _ in range(DEEPEST):
        below = list[tuple[Path, Any]]()
        for path, value in level:
            if isinstance(value, str):
                yield path, value
            elif isinstance(value, (list, tuple)):
                below += [((path, at), part) for at, part in enumerate(value)]
            elif isinstance(value, Mapping):
                below += [((path, name), part) for name, part in value.items()]
        if not below:
            return
        level = below
    raise Invalid(TOO_DEEP, where=_written(level[0][0]).partition(".")[0])


def _written(path: Path) -> str:
    names = list[str]()
    while path is not None:
        path, name = path
        names.append(shown(name))
    return ".".join(reversed(names))


def _place(model: type[Command], stream: object) -> tuple[str, str | None]:
    """`acme/x-3` as the stream and the element in it; a stream written in full stays as it is."""
    if not isinstance(stream, str):
        raise Invalid("say which stream, in text, such as acme", where="stream")
    kind = kind_of(model, stream)
    name, _, element = stream.removeprefix(f"{kind}/").partition("/")
    if model.about is None and element:
        raise Invalid(f"{model.name} is about the whole of {shown(name)}, not about {shown(element)}", where="stream")
    return f"{kind}/{name}", element or None
