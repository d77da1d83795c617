"""What is wrong with a field, in the ledger's own words and without those of a library: what was
expected, and what came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

from pydantic_core import ErrorDetails

from domain.command import ENVELOPE
from domain.names import did_you_mean
from domain.said import worded
from domain.vocabulary import COMMAND_ID, CURRENCY, DIGEST, PERIOD, SEALED, SLUG, STREAM

SHORT_NAME = worded("must be a short name of small letters, digits, - and ., such as acme-2")
NUMBER = worded("must be a plain number, such as 12500 or 12.5, without separators")
WHOLE = worded("must be a whole number, such as 3")
PATTERNS = {
    SLUG: SHORT_NAME,
    PERIOD: "must be a year, a month or a day, such as 2025, 2025-03 or 2025-03-31",
    CURRENCY: "must be three capital letters, such as EUR",
    STREAM: SHORT_NAME,
    COMMAND_ID: "must be of letters, digits and . _ : / -, at most 128, and begin with a letter or digit",
    DIGEST: "must be a digest: 64 digits and letters from a to f",
    SEALED: "must be at most 8,000 letters, digits and signs, without blanks",
}
SIMPLE = {
    "missing": "is required",
    "string_too_short": "must not be blank",
    "decimal_parsing": NUMBER,
    "int_parsing": WHOLE,
    "int_parsing_size": "is too large a number",
    "finite_number": "must be a number with an end",
    "string_unicode": "has half a character in it, which is no text",
}
CHOICES = frozenset({"literal_error", "enum"})
KINDS = {
    "string_type": "must be text",
    "string_sub_type": "must be text",
    "decimal_type": NUMBER,
    "int_type": WHOLE,
    "float_type": NUMBER,
    "float_parsing": NUMBER,
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "dict_type": "is given in parts",
}
BOUNDS = {
    "greater_than": ("gt", "must be more than {number}"),
    "greater_than_equal": ("ge", "must be at least {number}"),
    "less_than": ("lt", "must be less than {number}"),
    "less_than_equal": ("le", "must be at most {number}"),
    "string_too_long": ("max_length", "must be at most {number} characters"),
    "too_short": ("min_length", "must be a list of at least {number}"),
    "too_long": ("max_length", "must be a list of at most {number}"),
    "decimal_max_digits": ("max_digits", "must have at most {number} digits"),
    "decimal_whole_digits": ("whole_digits", "must have at most {number} digits before the point"),
    "decimal_max_places": ("decimal_places", "must have at most {number} digits behind the point"),
}


def plainly(problem: ErrorDetails, model: type[Any]) -> str:
    """What is wrong at one place of `model`, for somebody who does not program."""
    kind, context = problem["type"], problem.get("ctx", {})
    if kind == "value_error":
        return _said_by(context["error"])
    if kind in SIMPLE:
        return worded(SIMPLE[kind])
    if kind in BOUNDS:
        name = BOUNDS[kind][0]
        return worded(BOUNDS[kind][1], number=f"{context[name]:,}")
    if kind == "string_pattern_mismatch":
        return worded(PATTERNS.get(str(context["pattern"]), SHORT_NAME))
    if kind in {"extra_forbidden", "unexpected_keyword_argument"}:
        return _no_such_field(problem["loc"], model)
    if kind == "int_from_float":
        return "must be a whole number, such as 3, not a part of one"
    expected = _expected(kind, context, model)
    if kind in CHOICES and isinstance(problem["input"], str):
        return expected
    return worded("{expected}, not {got}", expected=expected, got=_kind_of(problem["input"]))


def _said_by(error: ValueError) -> str:
    """What it says, with the template that it was made of."""
    return error.args[0] if error.args and isinstance(error.args[0], str) else str(error)


def _expected(kind: str, context: Mapping[str, Any], model: type[Any]) -> str:
    if kind in CHOICES:
        return worded("must be {known}", known=context["expected"].replace("'", ""))
    if kind in {"dataclass_type", "dataclass_exact_type"}:
        parts = _parts(model, context["class_name"])
        return worded("is given in parts ({parts})", parts=", ".join(parts))
    return worded(KINDS.get(kind, "does not fit"))


def _kind_of(value: object) -> str:
    """The kind of value that came; never the value itself, which may be private."""
    if value is None or isinstance(value, bool):
        return worded("nothing") if value is None else str(value).lower()
    number, rows = worded("a number"), worded("a list")
    kinds = {str: worded("text"), int: number, float: number, list: rows, tuple: rows, dict: worded("parts")}
    return kinds.get(type(value), worded("bytes"))


def _no_such_field(place: tuple[int | str, ...], model: type[Any]) -> str:
    known = getattr(model, "model_fields", {}) if len(place) == 1 else ()
    import difflib  # noqa: PLC0415 - most names are spelled right

    near = difflib.get_close_matches(str(place[-1]), known, n=1)
    its_own = ", ".join(field for field in known if field not in ENVELOPE)
    if near or not its_own:
        return worded("there is no such field{near}", near=did_you_mean(*near))
    return worded("there is no such field; its own are {fields}", fields=its_own)


def _parts(model: type[Any], name: str) -> list[str]:
    """The fields of the value of that name, wherever in the model it stands."""
    seen: set[Any] = set()
    waiting: list[Any] = list(_inside(model))
    while waiting:
        hint = waiting.pop()
        if isinstance(hint, type) and is_dataclass(hint) and hint.__name__ == name:
            return [field.name for field in fields(hint)]
        if hint not in seen:
            seen.add(hint)
            waiting.extend(_inside(hint))
    return []


def _inside(hint: Any) -> Iterable[Any]:
    if isinstance(hint, type) and (is_dataclass(hint) or hasattr(hint, "model_fields")):
        return get_type_hints(hint).values()
    return get_args(hint)
