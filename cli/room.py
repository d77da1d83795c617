"""What a terminal has room for of a view: some of its columns, and each cell in a few words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from cli.amounts import number
from cli.labelled import GAP
from domain.durations import clock
from domain.vocabulary import Person

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)")
NARROW = 30
COURSE = "over_time"
"""The column that a terminal's table has beside a view's own: its figures as bars."""
SHOWN: Mapping[str, Sequence[str]] = {
    "accountability": ("key", "title", "account", "state"),
    "why": ("key", "status", "says", "why", "why_kind", "outcome", "effect"),
    "outcomes": ("key", "status", "says", "metric", "baseline", "target", "by", "price_wholes", "currency"),
    "held_back": ("engagement", "obstacle", "ideas_lost", "offered_later", "ideas"),
    "learning": ("engagement", "tried", "done", "helped", "no_effect", "hurt", "unknown", "reused", "pending"),
    "reconcile": ("engagement", "outcome", "request", "planned", "earned", "in_dispute", "paid", "balance", "currency"),
    "conversation": (
        "engagement",
        "held",
        "resources",
        "results",
        "results_share",
        "seller",
        "customer",
        "customer_share",
    ),
    "success": ("engagement", "outcome", "every", "target", "latest", "standing", "last", "due"),
    "scenarios": ("engagement", "active", "limit", "spent", "surprised", "stake", "kept", "currency"),
    "expertise": ("engagement", "current", "problems_open", "open_by_column", "overlaps", "diff", "unasked"),
    "nos": ("engagement", "nos", "forgone", "gained", "net", "currency", "nothing_came"),
    "restraint": (
        "engagement",
        "forgone",
        "gained",
        "currency",
        "open_disconnects",
        "forced_fits",
        "saved_them",
        "one_answer",
    ),
    "work": ("engagement", "work", "says", "owner", "status", "since", "outcome", "request"),
    "requests": ("engagement", "request", "kind", "says", "status", "turn", "price", "charge"),
    "support": ("engagement", "minutes", COURSE, "begins", "ends", "rate", "currency"),
    "trims": ("engagement", "trim", "says", "saves", "currency", "outcome", "choice", "latest"),
    "visibility": ("engagement", "reader", "until", "shown", "hidden"),
    "activity": ("engagement", "month", "facts", "on_behalf", "name_a_version", "tried_asked", "tried_unasked"),
    "account": (
        "account",
        "title",
        "confirmed_periods",
        COURSE,
        "latest_period",
        "latest_gain",
        "latest_relative",
        "change",
        "currency",
    ),
    "gains": ("account", "period", "gain", "low", "high", "counts", "best", "best_who", "relative"),
    "ways": ("account", "way", "says", "time", "amount", "different", "confirmed_on", "expires_on"),
    "gives": ("account", "give", "kind", "service", "says", "worth", "counts", "cost", "on"),
    "board": ("idea", "says", "noted_on", "in_the_way", "obstacles"),
    "habits": ("habit", "when", "offer", "cites"),
    "tree_swing": ("engagement", "drifts", "without_an_outcome", "longest_silence", "needs"),
    "advice": ("engagement", "advice", "says", "welcome", "found", "why"),
    "corners": ("engagement", "open", "saved_open", "saved", "currency", "corners"),
    "offers": ("offer", "about", "resource", "result", "bill"),
    "territory": ("says", "problem", "since"),
    "reviews": ("regards", "which", "agreement", "invoice", "gap", "next_step", "on"),
    "deals": ("deal", "account", "how", "other", "our_reason", "gap", "learned"),
    "rules": ("rule", "says", "kept", "broken", "last"),
    "gets": ("account", "kind", "period", "amount", "currency", "says"),
    "shares": ("account", "category", "period", "ours", "total", "percent", "currency"),
    "optimal": ("key", "areas", "says", "set_on"),
    "portfolio": (
        "account",
        "engagements",
        "open",
        "confirmed_periods",
        "confirmed_own",
        "latest_period",
        "latest_gain",
        "latest_relative",
        "profit",
        "currency",
    ),
    "give_and_get": (
        "account",
        "gives",
        "first_give",
        "worth",
        "cost",
        "first_get",
        "profit",
        "referrals",
        "gave_first",
    ),
    "both_profits": ("account", "period", "gain", "relative", "profit", "currency"),
    "growth": ("account", "category", "period", "ours", "total", "percent", "currency"),
    "two_by_two": ("account", "relative", "profit", "usual", "segment", "currency"),
    "investments": ("account", "way", "says", "gives", "cost", "worth", "amount", "latest_gain"),
    "tiers": ("account", "currency", "agreed", "tier", "things", "done", "held_back"),
}
"""What fits a terminal's width; elsewhere every field is there."""


WORDS = ("says", "area", "label", "heard")
"""The fields that say what something is."""


def shortly(key: str, told: Any, columns: Sequence[str]) -> dict[str, Any]:
    """A row's cells for these columns; its course as bars where that is one."""
    row = {name: short(key if name == "key" else getattr(told, name)) for name in columns if name != COURSE}
    if "minutes" in row:
        row["minutes"] = clock(row["minutes"])
    if COURSE in columns:
        from cli.spark import course  # noqa: PLC0415 - most tables have none

        row[COURSE] = course(told)
    return row


def hanging(page: str, width: int) -> str:
    """A page's lines folded between words, each under its own value; one too narrow to hold words stays as it is."""
    from rich.cells import cell_len  # noqa: PLC0415 - only a terminal has cells

    folded = list[str]()
    for line in page.splitlines():
        _, gap, value = line.partition(GAP)
        rest = value.lstrip()
        indent = len(line) - len(rest)
        fits = cell_len(line) <= width or not gap or width - indent < NARROW
        folded += [line] if fits else fill(rest, width, line[:indent], indent)
    return "\n".join(folded)


def fill(text: str, width: int, first: str, indent: int) -> list[str]:
    """Text folded between its words, after `first` and then `indent` blanks; of a script that has no blanks between any
    two letters. A longer word, as a digest is, stays whole: it is there to be copied. Widths are a terminal's cells.
    """
    from rich.cells import cell_len  # noqa: PLC0415 - only a terminal has cells

    lines, now, empty = list[str](), first, True
    for word in text.split():
        pieces = [word] if cell_len(word) == len(word) else list(word)
        for at, piece in enumerate(pieces):
            gap = "" if at or empty else " "
            if not empty and cell_len(now) + len(gap) + cell_len(piece) > width:
                lines.append(now)
                now, gap = " " * indent, ""
            now, empty = now + gap + piece, False
    return [*lines, now]


def short(value: Any) -> Any:
    """Names without their kind, the day of a moment, amounts in thousands; of many, and of what has fields, words."""
    match value:
        case str():
            stream = value.removeprefix("engagement/").removeprefix("account/").removeprefix("practice/")
            return value[:10] if MOMENT.fullmatch(value) else stream
        case Decimal():
            return number(value)
        case Mapping():
            return "; ".join(f"{key}: {_named(one)}" for key, one in value.items())
        case list() | tuple():
            return ", ".join(map(_named, value))
        case Person():
            return value.name
        case _ if is_dataclass(value):
            lists = {one.name: getattr(value, one.name) for one in fields(value)}
            many = {name: short(told) for name, told in lists.items() if told and isinstance(told, (list, tuple))}
            return "; ".join(f"{name}: {told}" for name, told in many.items()) or _named(value)
    return value


def _named(one: Any) -> str:
    """Of something with fields the words that stand for it."""
    if isinstance(one, Decimal):
        return number(one)
    if not is_dataclass(one):
        return str(one)
    told = next((getattr(one, name) for name in WORDS if hasattr(one, name)), "")
    return _named(told)
