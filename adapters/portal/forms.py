"""What a browser sends, as a command; and a form as a template takes it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any, NamedTuple, get_origin
from urllib.parse import parse_qsl, urlencode

from domain.annotations import bare
from domain.catalogue import COMMANDS, kind_of
from domain.command import Command
from domain.errors import Invalid
from projections.pages.acting import WHOLE, Form
from projections.pages.language import Language
from projections.pages.sheet import Act
from projections.pages.wording import INSTEAD, WORDING

ROUTE = "/{kind}/{name}/do/{command}"
"""The form of one act: where it is shown, and sent."""
FIELDS_MAX = 200
NOT_TAKEN = frozenset({"id", "stream", "by", "party", "as", "command", "occurred_at", "correlation", "expect_version"})
"""What the pages say of themselves; a form that says it is refused."""
TERMS_ID = "/terms"
"""How the id of the first of two commands ends: of the terms that an answer cites."""


class Paged(NamedTuple):
    """How the address of a stream's page begins, and the view whose document it is."""

    begins: str
    view: str


PAGES = {"engagement": Paged("e", "accountability"), "account": Paged("a", "account")}
"""The kinds of streams that have pages."""


class SentForm(NamedTuple):
    """A form that came: its own key, the version of the stream that it was made at, and the command's fields. `again`
    where whoever sends it knows that they recorded the same before.
    """

    key: str
    seen: int
    fields: dict[str, str]
    again: bool = False


def sent(body: bytes) -> SentForm:
    """Raises Invalid for a body that no form of ours sends."""
    try:
        pairs = parse_qsl(
            body.decode(), keep_blank_values=True, strict_parsing=bool(body), max_num_fields=FIELDS_MAX, errors="strict"
        )
    except ValueError:
        raise Invalid("that is no form that a browser sends", where="form") from None
    fields = {name: text.replace("\r\n", "\n") for name, text in pairs}
    if len(fields) != len(pairs):
        raise Invalid("a field came twice", where="form")
    key, seen, again = (fields.pop(name, "") for name in ("key", "seen", "again"))
    if taken := NOT_TAKEN & set(fields):
        raise Invalid.of("a form may not set {fields}", fields=", ".join(sorted(taken)), where="form")
    if not 16 <= len(key) <= 64 or not key.isascii() or not key.isalnum():
        raise Invalid("the form has lost its key: open the page again", where="form")
    version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
    return SentForm(key, version, fields, again == "true")


def lost(command: str, form: SentForm) -> str | None:
    """A field that every form of the command has, and this one lacks; of what is hidden, that nothing is has to come
    as well.
    """
    wording = WORDING[command]
    lacks = (name for name in wording.needs if not form.fields.get(name))
    return next(lacks, None) or next((name for name in wording.carries if name not in form.fields), None)


def message(command: str, stream: str, party: str, form: SentForm) -> dict[str, Any]:
    """The command that a form asks for, as `Application.command` takes it: what was left empty is left out. Raises
    Invalid for a field that has parts and came whole.
    """
    fields: dict[str, Any] = {}
    for name, text in form.fields.items():
        if name in WHOLE:
            raise Invalid.of("{field_name} has parts, and a form sends each by itself", field_name=name, where=name)
        if text.strip():
            above, _, part = name.partition(".")
            within = fields.setdefault(above, {}) if part else fields
            if not isinstance(within, dict):
                raise Invalid("a field came twice", where="form")
            within[part or name] = _read(COMMANDS[command], name, text)
    return {**fields, "command": command, "stream": stream, "as": party, "id": id_of(form.key)}


def _read(model: type[Command], name: str, text: str) -> Any:
    """What was sent of a field: a flag as one, and of several words each."""
    if name not in model.model_fields:
        return text
    if _flag(model, name):
        return text == "true"
    return text.split(",") if get_origin(bare(model.model_fields[name].annotation)) is tuple else text


def id_of(key: str) -> str:
    """The id under which the command of a form with that key is recorded."""
    return f"web/{key}"


def fresh_key() -> str:
    """96 random bits: under this id the form's command is recorded once, however often it is sent."""
    return secrets.token_hex(12)


def place(stream: str) -> str:
    """Where a stream's page is."""
    kind, _, name = stream.partition("/")
    return f"/{PAGES[kind].begins}/{name}"


def kind_at(begins: str) -> str | None:
    """The kind of stream whose addresses begin so."""
    return next((kind for kind, page in PAGES.items() if page.begins == begins), None)


def view_of(stream: str) -> str:
    """The view whose document is the page of such a stream."""
    return PAGES[stream.partition("/")[0]].view


def address(act: Act) -> str:
    """Where the form of an act is: its own page, which a reload shows again."""
    query = urlencode({name: _text(value) for name, value in act.fixed.items()})
    return f"{page_of(act)}/do/{act.command}" + (f"?{query}" if query else "")


def page_of(act: Act) -> str:
    """The page that an act is of."""
    return place(stream_of(act))


def stream_of(act: Act) -> str:
    """The stream that an act is said in, with its kind."""
    kind = kind_of(COMMANDS[act.command], act.place)
    return f"{kind}/{act.place.removeprefix(f'{kind}/')}"


def bound(act: Act) -> dict[str, str]:
    """What is fixed of an act, as a form sends it."""
    return {name: _text(value) for name, value in act.fixed.items()}


def laid_out(speak: Language, form: Form, *, seen: int, key: str | None = None, sends: bool = True) -> dict[str, Any]:
    """The form for its template, with a key of its own; one that does not send is only looked at.

    What is fixed stands in its address alone too, so that a reload after a refusal shows the form again. One to which
    there is no answer to pick is only looked at.
    """
    sends = sends and all(field.options for field in form.fields if field.kind == "one-of" and field.needed)
    return {
        "key": key or f"f{fresh_key()}",
        "seen": seen,
        "sends": sends,
        "again": "",
        "kept": any(field.value and not field.options for field in form.fields),
        "heading": form.heading,
        "note": form.note,
        "button": form.button,
        "fields": form.fields,
        "shows": form.shows,
        "ways": {item.label: address(item.act) for item in form.shows if item.act and item.by},
        "fixed": bound(form.act),
        "action": address(form.act),
        "page": page_of(form.act),
        "others": [
            {
                "href": address(other),
                "says": speak.say(INSTEAD.get((form.act.command, other.command), WORDING[other.command].heading)),
            }
            for other in form.others
            if sends
        ],
    }


def fixed_of(command: str, query: Mapping[str, str]) -> dict[str, Any]:
    """What an address fixes of a command: which thing it is about, and never what somebody says of it."""
    model, wording = COMMANDS[command], WORDING[command]
    which = {model.about, *wording.which}
    return {name: text == "true" if _flag(model, name) else text for name, text in query.items() if name in which}


def _flag(model: Any, name: str) -> bool:
    return model.model_fields[name].annotation is bool


def _text(value: object) -> str:
    if isinstance(value, list):
        return ",".join(map(str, value))
    return "true" if value is True else str(value)
