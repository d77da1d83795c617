"""Flat forms: how people say what a command model holds nested."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import click

from cli import terms

Told = dict[str, Any]


class Flat(NamedTuple):
    """`names` renames fields (a name without dashes is an argument), `covered` are said by `options`, and `shape`
    makes the model's fields of both.
    """

    names: dict[str, str] = {}  # noqa: RUF012 - a NamedTuple's default; nobody changes it
    covered: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset()
    options: tuple[click.Option, ...] = ()
    shape: Callable[[Told], Told] = dict
    example: str = ""


def option(said: str) -> Told:
    """`in person=x-1` → the label, and the little thing it names."""
    label, _, thing = said.rpartition("=")
    return {"label": label, "thing": thing} if label else {"label": thing}


def options(told: Told) -> Told:
    return {**told, "options": [option(one) for one in told.get("options", [])]}


OFFER = {"hypothesis": "--expect", "reuses": "--from", "cost_to_seller": "--cost"}
FLAT: dict[str, Flat] = {
    "engagement.open": Flat(
        names={
            "owner.person": "--owner",
            "owner.brings": "--owner-brings",
            "customer_owner.person": "--customer-owner",
            "customer_owner.brings": "--customer-owner-brings",
        },
        needed=frozenset({"owner.person", "customer_owner.person"}),
        example='acme --title "Faster intake" --currency EUR --owner Ana --customer-owner Bo',
    ),
    "outcome.propose": Flat(
        names=terms.NAMES,
        covered=terms.COVERED,
        needed=frozenset({"terms.says", "terms.metric.name", "terms.measured.how"}),
        options=terms.OPTIONS,
        shape=terms.shape,
        example='acme --says "New clients start within 5 days" --metric "days to start" --from 21 --to 5'
        ' --by 2030-09-30 --measured "CRM export, by Bo" --worth 120000 --matters "they wait" --price 18000',
    ),
    "outcome.agree": Flat(example="acme/o-1 --version 1 --as customer"),
    "result.measure": Flat(example="acme/o-1 --value 12 --low 11 --high 13"),
    "extra.offer": Flat(
        names=OFFER,
        example='acme --says "kick-off in person" --why "a third dimension" --expect "they decide" --touches place',
    ),
    "extra.observe": Flat(example='acme/x-1 --effect helped --evidence "decided the same day"'),
    "extra.hold-back": Flat(example='acme --says "weekly visit" --obstacle own-doubt --why "does it move the 5 days?"'),
    "choice.offer": Flat(
        names={"about_what": "--about", "options": "--option"},
        shape=options,
        example='acme --about "Kick-off" --option "in person=x-1" --option remote',
    ),
    "choice.make": Flat(names={"option": "[OPTION]"}, example='acme/c-1 "in person" --as customer'),
    "payment.note": Flat(example="acme/o-1 --amount 9000 --occurred 2026-03-01"),
}


def flat(name: str) -> Flat:
    """The flat form of a command; most need none."""
    return FLAT.get(name, Flat())
