"""Flat forms: how people say what a command model holds nested."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import click

from cli import terms
from cli.typed import read
from domain.errors import Invalid

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


def option(said: str) -> Told:
    """`in person=x-1` → the label, and the little thing it names."""
    label, _, thing = said.rpartition("=")
    return {"label": label, "thing": thing} if label else {"label": thing}


def options(told: Told) -> Told:
    return {**told, "options": [option(one) for one in told.get("options", [])]}


SCENARIO = re.compile(r"(?P<label>[^:]+):\s*(?P<cost>[\d.,]*\d)\s*,\s*when (?P<trigger>.+?)\s*,\s*until (?P<ends>.+)")
SCENARIO_FORM = 'write a scenario as "letter: 2500, when the name is enough, until they pay or dig in"'


def scenarios(told: Told) -> Told:
    """`letter: 2500, when …, until …` → its label, cost, trigger and end."""
    found = [(one, SCENARIO.fullmatch(one.strip())) for one in told.get("scenarios", [])]
    if wrong := next((one for one, match in found if match is None), None):
        raise Invalid(f"{SCENARIO_FORM}, not {wrong!r}", where="scenario")
    ways = [match.groupdict() for _, match in found if match]
    return {**told, "scenarios": [{**one, "cost": read(one["cost"], "--scenario")} for one in ways]}


def unrealistic(told: Told) -> Told:
    """What is said is that it is not realistic; unsaid, it is."""
    rest = {name: one for name, one in told.items() if name != "unrealistic"}
    return {**rest, "realistic": "unrealistic" not in told}


UNREALISTIC = "They could not or would not: it is no measure for ours."
OFFER = {"hypothesis": "--expect", "reuses": "--from", "cost_to_seller": "--cost"}
MINUTES = {f"minutes.{one}": f"--{one}" for one in ("resources", "results", "seller", "customer")}
FLAT: dict[str, Flat] = {
    "engagement.open": Flat(
        names={
            "owner.person": "--owner",
            "owner.brings": "--owner-brings",
            "customer_owner.person": "--customer-owner",
            "customer_owner.brings": "--customer-owner-brings",
        },
        needed=frozenset({"owner.person", "customer_owner.person"}),
    ),
    "outcome.propose": Flat(
        names=terms.NAMES,
        covered=terms.COVERED,
        needed=frozenset({"terms.says", "terms.metric.name", "terms.measured.how"}),
        options=terms.OPTIONS,
        shape=terms.shape,
    ),
    "extra.offer": Flat(names=OFFER),
    "choice.offer": Flat(names={"about_what": "--about", "options": "--option"}, shape=options),
    "choice.make": Flat(names={"option": "[OPTION]"}),
    "talk.note": Flat(names=MINUTES),
    "talk.correct": Flat(names=MINUTES),
    "scenario.present": Flat(names={"scenarios": "--scenario"}, needed=frozenset({"scenarios"}), shape=scenarios),
    "scenario.choose": Flat(names={"scenario": "[SCENARIO]"}),
    "scenario.move": Flat(names={"scenario": "[SCENARIO]"}),
    "scenario.spend": Flat(names={"total": "--total"}),
    "map.settle": Flat(names={"area": "[AREA]"}),
    "map.confirm": Flat(names={"area": "[AREA]"}),
    "map.grant": Flat(names={"areas": "--area"}),
    "no.say": Flat(
        names={"way_forward.kind": "--way", "way_forward.says": "--forward"},
        needed=frozenset({"reason", "way_forward.kind", "way_forward.says", "forgone"}),
    ),
    "account.gain": Flat(names={"gain": "--name"}),  # what was gained is its value
    "account.alternative": Flat(
        covered=frozenset({"realistic"}),
        options=(click.Option(["--unrealistic"], is_flag=True, help=UNREALISTIC),),
        shape=unrealistic,
    ),
    "fit.override": Flat(names={"overridden_by": "--by"}),
}


def flat(name: str) -> Flat:
    """The flat form of a command; most need none."""
    return FLAT.get(name, Flat())
