"""Numbers as people type them: `1,234.50`, `1.234,50` or `1 234,50`, and which of two readings is meant."""

from __future__ import annotations

import locale
import re
import sys
from collections.abc import Callable
from typing import Any

import click

from domain.durations import apart
from domain.errors import Invalid

BLANKS = "\u00a0\u202f "
NUMBER = re.compile(rf"(?P<sign>[+-]?)(?P<digits>\d+([.,{BLANKS}]\d+)*)", re.ASCII)
GROUPED = re.compile(r"\d{1,3}(?P<mark>[., ])\d{3}((?P=mark)\d{3})*", re.ASCII)
THREE = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
"""A plain number that is thousands to whoever has a point between them."""
STYLES = {(",", "."): "1,234.50", (".", ","): "1.234,50", (" ", ","): "1 234,50"}
"""How numbers are written, by what stands between thousands and before the fraction."""


def plain(text: str, style: Callable[[], str | None]) -> str:
    """The number with a point before its fraction and nothing between its thousands, and its unit of time where it has
    one; what is no number stays as it is.

    `style` says how numbers are written, and is asked only where one mark stands before three digits. Invalid where it
    does not say which is meant.
    """
    number, unit = apart(text.strip())
    match = NUMBER.fullmatch(number)
    if match is None:
        return text
    sign, digits = match["sign"], re.sub(f"[{BLANKS}]", " ", match["digits"])
    marks = re.sub(r"\d", "", digits)
    if marks in (".", ",") and GROUPED.fullmatch(digits) and not digits.startswith("0"):
        return sign + _meant(digits, marks, style()) + unit
    unambiguous = _unambiguous(digits, marks)
    return text if unambiguous is None else sign + unambiguous + unit


def _meant(digits: str, mark: str, style: str | None) -> str:
    whole, part = digits.replace(mark, ""), digits.replace(mark, ".")
    known = next((marks for marks, sample in STYLES.items() if sample == style), ("", ""))
    short = part.rstrip("0").rstrip(".")  # read back, 1.000 would be a thousand to whoever writes the other way
    if mark in known:
        return whole if mark == known[0] else short
    other = f"{part}0" if len(short) == len(part) else short
    raise Invalid(
        f"{digits} may be {whole} or {short}: write {whole} or {other}",
        way_out="SAMESIDE_NUMBERS=1,234.50 or SAMESIDE_NUMBERS=1.234,50 says once how you write them",
    )


def _unambiguous(digits: str, marks: str) -> str | None:
    """The one thing that it can mean; None where it is no number that anybody writes."""
    whole, mark, part = (digits, "", "") if len(set(marks)) == 1 < len(marks) or marks == " " else _split(digits, marks)
    if not whole.isdigit():
        if GROUPED.fullmatch(whole) is None or (mark in whole and mark):
            return None
        whole = re.sub("[., ]", "", whole)
    return f"{whole}.{part}" if part else whole


def _split(digits: str, marks: str) -> tuple[str, str, str]:
    whole, mark, part = digits.rpartition(marks[-1]) if marks else (digits, "", "")
    return whole, mark, part


def style() -> str | None:
    """As the setting says; unsaid, at a terminal as the locale has it; None where nobody says."""
    from adapters.wiring import numbers  # noqa: PLC0415 - asked of an ambiguous number alone

    return numbers() or (_of_locale() if sys.stdin.isatty() else None)


def _of_locale() -> str | None:
    before = locale.setlocale(locale.LC_NUMERIC)
    try:
        locale.setlocale(locale.LC_NUMERIC, "")
        conventions = locale.localeconv()
    except locale.Error:
        return None
    finally:
        locale.setlocale(locale.LC_NUMERIC, before)
    thousands = str(conventions["thousands_sep"])
    return STYLES.get((" " if thousands and thousands in BLANKS else thousands, str(conventions["decimal_point"])))


def alike(text: str) -> str:
    """The number, or two with `..` between them, so that it is read as the same in whatever style it is typed again."""
    parts = map(apart, text.split(".."))
    return "..".join((f"{number}0" if THREE.fullmatch(number) else number) + unit for number, unit in parts)


class Typed(click.ParamType[Any]):
    """A number as it is typed, or two with `..` between them; judging it is left to the model."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ARG002
        return "..".join(read(part, param) for part in value.split("..")) if isinstance(value, str) else value


def read(text: str, param: click.Parameter | str | None) -> str:
    """As `plain`, in the style that is written here; a refusal says which option it was."""
    try:
        return plain(text, style)
    except Invalid as error:
        flag = param.opts[0] if isinstance(param, click.Parameter) else param
        error.data.setdefault("where", flag or "")
        raise


TYPED = Typed()
