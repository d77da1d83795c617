"""What does not fit in a command, by the options that it was said with."""

from __future__ import annotations

from typing import Any

from cli.flat import Flat
from cli.nouns import card
from domain.catalogue import KIND
from domain.command import Command
from domain.errors import Invalid
from domain.streams import stream_of

PLAIN_NUMBER = "must be a whole number, such as 3"


def in_options(error: Invalid, model: type[Command], form: Flat, stream: str | None = None) -> Invalid:
    """The same, with fields named as they are said here, of the `stream` that is meant, where that is known."""
    place = stream_of(stream)[0].partition("/")[2] if stream else None
    wrong: Any = error.data.get("errors", [])
    for finding in wrong:
        if finding["where"] == model.about:
            finding["what"] = _named_too(model, finding["what"], place)
        finding["field"], finding["where"] = finding["where"], _option(finding["where"], model, form)
    wrong[:] = [
        finding for at, finding in enumerate(wrong) if finding not in wrong[:at]
    ]  # LOW and HIGH are said in one
    return error


def _named_too(model: type[Command], what: str, place: str | None) -> str:
    """What is meant, not only that something is missing: the part of the first argument after the slash."""
    own = "own" if KIND[model] == "practice" else place or "acme"
    named = card(model.name.partition(".")[0]).samples.get(model.about or "")
    if named and what in ("is required", PLAIN_NUMBER):
        called, sample = named
        return f"name the {called} too, as in {own}/{sample.replace('acme', own)}"
    return what


def _option(where: str, model: type[Command], form: Flat) -> str:
    if where in (model.about, "stream"):
        return "the first argument"
    if any(where.startswith(f"{path}.") for path in form.names):  # a part of what one option says whole
        where = next(path for path in form.names if where.startswith(f"{path}."))
    covered = next(
        (option for path, option in form.said_by.items() if where == path or where.startswith(f"{path}.")), None
    )
    if covered:
        return covered
    inside = [path for path in form.names if path == where or path.startswith(f"{where}.")]
    if inside:
        return form.names[next((path for path in inside if path in form.needed), inside[0])]
    if where in form.covered or where.partition(".")[0] not in model.model_fields:
        return where
    return f"--{where.replace('_', '-').replace('occurred-at', 'occurred')}"
