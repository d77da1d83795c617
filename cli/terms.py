"""Terms said flat: from, to, worth, price; or whole, from a file."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

import click

from cli.typed import TYPED, read
from domain.errors import Invalid

Fields = dict[str, Any]
NAMES = {
    "terms.says": "--says",
    "terms.whose": "--whose",
    "terms.metric.name": "--metric",
    "terms.metric.unit": "--unit",
    "terms.metric.baseline": "--from",
    "terms.metric.first_measured_by": "--first-measured-by",
    "terms.metric.target": "--to",
    "terms.metric.upper": "--upper",
    "terms.metric.direction": "--direction",
    "terms.metric.by": "--by",
    "terms.measured.how": "--measured",
    "terms.measured.by": "--measured-by",
    "terms.measured.every": "--every",
    "terms.worth.per": "--worth-per",
    "terms.matters": "--matters",
    "terms.guarantee": "--guarantee",
    "terms.counts_from": "--counts-from",
    "terms.owners.seller.person": "--owner",
    "terms.owners.seller.brings": "--owner-brings",
    "terms.owners.customer.person": "--customer-owner",
    "terms.owners.customer.brings": "--customer-owner-brings",
}
COVERED = frozenset(
    {"terms.metric.kind", "terms.worth.low", "terms.worth.high", "terms.price", "terms.plan", "terms.currency"}
    | {"terms.counts", "terms.rounding"}
)
SAID = {
    "terms.metric.kind": "--count",
    "terms.worth.low": "--worth",
    "terms.worth.high": "--worth",
    "terms.price": "--price, --price-per-result or --part",
    "terms.plan": "--plan",
    "terms.counts": "--counts",
}
"""Where the options stand in the terms."""
PRICES = ("price", "price_per_result")
REMOVABLE = {
    "guarantee": "guarantee",
    "plan": "plan",
    "price": "price",
    "worth": "worth",
    "matters": "matters",
    "every": "measured.every",
    "unit": "metric.unit",
    "from": "metric.baseline",
    "first-measured-by": "metric.first_measured_by",
    "to": "metric.target",
    "upper": "metric.upper",
    "by": "metric.by",
    "count": "metric.kind",
    "owner-brings": "owners.seller.brings",
    "customer-owner-brings": "owners.customer.brings",
    "counts": "counts",
}
"""What a new version may do without, by its option, and where it stands in the terms."""
WALK = ("--says", "--metric", "--from", "--to", "--by", "--measured", "--every", "--worth", "--matters", "--price")
"""What a person is led through who proposes at a terminal."""
OPTIONS = (
    click.Option(["--count"], is_flag=True, help="Each unit is a result; nothing needs to be reached by a date."),
    click.Option(["--worth"], type=TYPED, metavar="AMOUNT", help="What it is worth to the customer, or LOW..HIGH."),
    click.Option(["--price"], type=TYPED, metavar="AMOUNT", help="The price for the whole."),
    click.Option(["--price-per-result"], type=TYPED, metavar="AMOUNT", help="The price for each result."),
    click.Option(["--cap"], type=TYPED, metavar="AMOUNT", help="The most that all results together cost."),
    click.Option(["--payer"], metavar="NAME", help="Who pays; by default the customer."),
    click.Option(["--due"], type=click.Choice(["agreed", "reached"]), help="When the price for the whole is earned."),
    click.Option(
        ["--part"], multiple=True, metavar='"FORM AMOUNT …"', help='More: "per-result 700 cap 35000 payer A".'
    ),
    click.Option(
        ["--plan"], multiple=True, metavar='"DATE AMOUNT …"', help='A payment both expect: "2026-10-01 9000".'
    ),
    click.Option(["--counts"], type=click.File(), help="The rules of what counts as one result, as JSON."),
    click.Option(["--file"], type=click.File(), help="All terms as JSON; options beside it override it."),
    click.Option(
        ["--without"],
        type=click.Choice([*REMOVABLE]),
        multiple=True,
        help="Of a new version: a term that stands and is taken away.",
    ),
)


def shape(fields: Fields) -> Fields:
    """Terms of what was said flat, over those of a file."""
    options = {option.name: fields.pop(option.name, None) for option in OPTIONS if option.name}
    flat = fields.pop("terms", {})
    if (options["due"] and not options["price"]) or (options["payer"] and not {*PRICES} & {*_named(options)}):
        raise Invalid("--due and --payer go with --price, --payer also with --price-per-result", where="--price")
    if options["count"]:
        flat.setdefault("metric", {})["kind"] = "count"
    if "metric" in flat:
        _directed(flat["metric"])
    if options["worth"]:
        low, _, high = options["worth"].partition("..")
        flat["worth"] = {**flat.get("worth", {}), "low": low, "high": high or low}
    for name, parts in (("price", list(_price(options))), ("plan", [_planned(line) for line in options["plan"] or ()])):
        if parts:
            flat[name] = parts
    if options["counts"]:
        flat["counts"] = _read(options["counts"], "--counts")
    return {**fields, "terms": _over(_read(options["file"], "--file"), flat)}


def option_of(path: str) -> str:
    """What a term is called at the command line, by where it stands in the terms."""
    covered = {"worth.low": "worth, at least", "worth.high": "worth, at most", "metric.kind": "kind"}
    return covered.get(path) or NAMES.get(f"terms.{path}", path).removeprefix("--")


def _named(options: Fields) -> Iterator[str]:
    return (name for name, value in options.items() if value)


def part(text: str) -> Fields:
    """`per-result 700 cap 35000 payer "payer A"` → one part of a price."""
    form, amount, *rest = _words(
        text, "--part", 'say FORM AMOUNT, then cap, unit, payer or due: "per-result 700 cap 35000"'
    )
    fields = _pairs(rest, "--part", ("cap", "unit", "payer", "due"))
    cap = {"cap": read(fields["cap"], "--part")} if "cap" in fields else {}
    return {"form": form, "amount": read(amount, "--part"), **fields, **cap}


def _planned(text: str) -> Fields:
    on, amount, *rest = _words(text, "--plan", 'say DATE AMOUNT, then payer: "2026-10-01 9000 payer A"')
    return {"on": on, "amount": read(amount, "--plan"), **_pairs(rest, "--plan", ("payer",))}


def _price(options: Fields) -> Iterator[Fields]:
    payer = {"payer": options["payer"]} if options["payer"] else {}
    if options["price"]:
        yield {
            "form": "whole",
            "amount": options["price"],
            **payer,
            **({"due": options["due"]} if options["due"] else {}),
        }
    if options["price_per_result"]:
        cap = {"cap": options["cap"]} if options["cap"] else {}
        yield {"form": "per-result", "amount": options["price_per_result"], **cap, **payer}
    elif options["cap"]:
        raise Invalid("a cap goes with --price-per-result, or in a --part", where="--cap")
    yield from map(part, options["part"] or ())


def _directed(metric: Fields) -> None:
    """Up, down or a band is read off the figures, unless it is said."""
    if "direction" in metric or metric.get("kind") == "count":
        return
    if "upper" in metric:
        metric["direction"] = "band"
        return
    try:
        start, end = Decimal(metric["baseline"]), Decimal(metric["target"])
    except (KeyError, InvalidOperation):
        return
    if start.is_finite() and end.is_finite():
        metric["direction"] = "down" if end < start else "up"


def _read(file: Any, where: str) -> Fields:
    if file is None:
        return {}
    try:
        terms = json.load(file, parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise Invalid(f"this is not JSON: {error}", where=where) from None
    if not isinstance(terms, dict):
        raise Invalid("terms are one JSON object", where=where)
    return terms


def _over(below: Fields, above: Fields) -> Fields:
    """Both, field by field; what was said by hand comes first."""
    both = dict(below)
    for name, value in above.items():
        old = both.get(name)
        both[name] = _over(old, value) if isinstance(value, dict) and isinstance(old, dict) else value
    return both


def _words(text: str, where: str, way: str) -> list[str]:
    try:
        words = shlex.split(text)
    except ValueError:
        words = []
    if len(words) < 2 or len(words) % 2:
        raise Invalid(f"{text!r}: {way}", where=where)
    return words


def _pairs(words: list[str], where: str, known: tuple[str, ...]) -> Fields:
    pairs = dict(zip(words[::2], words[1::2], strict=True))
    if strange := [name for name in pairs if name not in known]:
        raise Invalid(f"{strange[0]!r} is none of {', '.join(known)}", where=where)
    return pairs
