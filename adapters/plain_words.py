"""What is wrong with a field, in the ledger's own words and without those of a library: what was
expected, and what came.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

from pydantic_core import ErrorDetails

from domain.command import ENVELOPE
from domain.names import did_you_mean
from domain.vocabulary import COMMAND_ID, CURRENCY, DIGEST, PERIOD, SEALED, SLUG, STREAM

SHORT_NAME = "must be a short name of small letters, digits, - and ., such as acme-2"
NUMBER = "must be a plain number, such as 12500 or 12.5, without separators"
WHOLE = "must be a whole number, such as 3"
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
    "greater_than": ("gt", "must be more than {:,}"),
    "greater_than_equal": ("ge", "must be at least {:,}"),
    "less_than": ("lt", "must be less than {:,}"),
    "less_than_equal": ("le", "must be at most {:,}"),
    "string_too_long": ("max_length", "must be at most {:,} characters"),
    "too_short": ("min_length", "must be a list of at least {:,}"),
    "too_long": ("max_length", "must be a list of at most {:,}"),
    "decimal_max_digits": ("max_digits", "must have at most {:,} digits"),
    "decimal_whole_digits": ("whole_digits", "must have at most {:,} digits before the point"),
    "decimal_max_places": ("decimal_places", "must have at most {:,} digits behind the point"),
}


def plainly(problem: ErrorDetails, model: type[Any]) -> str:
    """What is wrong at one place of `model`, for somebody who does not program."""
    kind, context = problem["type"], problem.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind in SIMPLE:
        return SIMPLE[kind]
    if kind in BOUNDS:
        name, words = BOUNDS[kind]
        return words.format(context[name])
    if kind == "string_pattern_mismatch":
        return PATTERNS.get(str(context["pattern"]), SHORT_NAME)
    if kind in {"extra_forbidden", "unexpected_keyword_argument"}:
        return _no_such_field(problem["loc"], model)
    if kind == "int_from_float":
        return f"{WHOLE}, not a part of one"
    got = "" if kind in CHOICES and isinstance(problem["input"], str) else f", not {_kind_of(problem['input'])}"
    return _expected(kind, context, model) + got


def _expected(kind: str, context: Mapping[str, Any], model: type[Any]) -> str:
    if kind in CHOICES:
        return f"must be {context['expected']}".replace("'", "")
    if kind in {"dataclass_type", "dataclass_exact_type"}:
        parts = _parts(model, context["class_name"])
        return f"is given in parts ({', '.join(parts)})"
    return KINDS.get(kind, "does not fit")


def _kind_of(value: object) -> str:
    """The kind of value that came; never the value itself, which may be private."""
    if value is None or isinstance(value, bool):
        return "nothing" if value is None else str(value).lower()
    kinds = {str: "text", int: "a number", float: "a number", list: "a list", tuple: "a list", dict: "parts"}
    return kinds.get(type(value), "bytes")


def _no_such_field(place: tuple[int | str, ...], model: type[Any]) -> str:
    known = getattr(model, "model_fields", {}) if len(place) == 1 else ()
    near = difflib.get_close_matches(str(place[-1]), known, n=1)
    its_own = ", ".join(field for field in known if field not in ENVELOPE)
    return f"there is no such field{did_you_mean(*near) if near or not its_own else f'; its own are {its_own}'}"


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
