"""A way out is told as a command with fields, for a program to offer, and as the line to type that it makes."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest

import domain
from cli.acts import hint, to_type
from cli.errors import told_of
from domain.errors import Conflict, EffectFirst, ForcedFit, LedgerError, NotOpen, NoWhy, OwnProposal, ReachedSince
from domain.step import WayOut
from domain.ways_out import WAYS
from projections.pages.sheet import Act
from tests.fields import lacking


def written() -> Iterator[WayOut]:
    """Every way out that a module of the domain holds."""
    for found in walk_packages(domain.__path__, "domain."):
        for value in vars(import_module(found.name)).values():
            yield from ways(value)


def ways(value: Any) -> Iterator[WayOut]:
    if isinstance(value, WayOut):
        yield value
    if isinstance(value, dict):
        yield from (one for one in value.values() if isinstance(one, WayOut))


def codes(kind: type[LedgerError] = LedgerError) -> Iterator[str]:
    yield kind.code
    for one in kind.__subclasses__():
        yield from codes(one)


def test_what_a_way_out_names_is_there() -> None:
    kept = list(written())
    assert len(kept) > len(WAYS)
    assert [name for way in kept for name in lacking(way)] == []


@pytest.mark.parametrize(
    ("way", "name"),
    [
        (WayOut(command="outcome.settle"), "outcome.settle"),
        (WayOut(command="outcome.agree", fixed={"reference": "v1"}), "outcome.agree reference"),
        (WayOut(command="outcome.propose", asked=("terms.metric.colour",)), "outcome.propose terms.metric.colour"),
        (WayOut(command="report.nosuch", place="acme"), "report.nosuch"),
        (WayOut(command="history", asked=("version",)), "history version"),
        (WayOut(says="say it with --because", asked=("because",)), "because"),
        (WayOut(command="doctor", otherwise=WayOut(command="nurse")), "nurse"),
    ],
)
def test_what_is_not_there_is_noticed(way: WayOut, name: str) -> None:
    assert lacking(way) == [name]


def test_every_way_out_is_that_of_an_error() -> None:
    assert set(WAYS) <= set(codes())


def test_a_program_gets_the_command_with_what_is_known_and_what_is_asked() -> None:
    told = told_of(OwnProposal(stream="engagement/acme", outcome="o-1", other="customer"))["way_out"]
    assert (told["command"], told["place"], told["side"]) == ("outcome.agree", "acme", "customer")
    assert (told["fixed"], told["asked"], told["says"]) == (
        {"outcome": "o-1"},
        ["version"],
        "if the customer agrees, record that",
    )
    told = told_of(OwnProposal(stream="engagement/acme", outcome="o-1", version=2, other="customer"))["way_out"]
    assert (told["fixed"], told["asked"]) == ({"outcome": "o-1", "version": 2}, [])
    told = told_of(NotOpen(name="acme"))["way_out"]
    assert told["fixed"] == {"currency": "EUR"}
    assert told["asked"] == ["title", "owner.person", "customer_owner.person"]


def test_what_is_not_known_is_null_for_a_program_and_a_gap_in_the_line() -> None:
    told = told_of(Conflict())
    assert (told["way_out"]["place"], told["hint"].rpartition(": ")[2]) == (None, "sameside history …")


def test_of_two_ways_out_both_are_told() -> None:
    told = told_of(ForcedFit(stream="engagement/acme"))
    assert (told["way_out"]["command"], told["way_out"]["otherwise"]["command"]) == ("fit.decline", "fit.override")
    assert "; or take it on yourself, by name: sameside fit override acme …" in told["hint"]


def test_what_is_to_be_said_again_is_the_field_that_the_error_is_about() -> None:
    assert told_of(NoWhy())["field"] == "why"
    told = told_of(EffectFirst(effect="1f01"))
    assert (told["field"], told["way_out"]["fixed"], told["way_out"]["command"]) == ("effect", {"effect": "1f01"}, None)
    assert told_of(OwnProposal(stream="engagement/acme"))["field"] is None


def test_names_with_spaces_are_quoted_and_braces_in_them_are_left_alone() -> None:
    line = hint(ReachedSince(stream="engagement/acme", outcome="o-1", reference="the {first} one").filled)
    assert "--reference 'the {first} one' --why" in line
    assert shlex.split(line.rpartition(": ")[2])[5] == "the {first} one"


def test_an_act_and_a_way_out_are_typed_alike() -> None:
    fixed = {"outcome": "o-1", "reference": "a b"}
    way = WayOut(command="result.retract", place="acme", fixed=fixed, asked=("why",))
    act = Act(command="result.retract", place="acme", side="seller", fixed=fixed, asked=("why",))
    assert hint(way) == to_type(act) == "sameside result retract acme/o-1 --reference 'a b' --why \"…\""
