"""The terms that are signed are shown whole: nothing of them can change without a change in what is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

import pytest

from domain.engagement.shared.terms import Measured, Metric, Owner, Owners, Part, Planned, Terms, Worth
from domain.recount.rules import Asked, Counts, Decider, Exclusion, Match, Once, Source
from domain.vocabulary import Party, Person
from projections.accountability import ACCOUNTABILITY
from projections.pages.language import ENGLISH
from projections.pages.signed import changes
from projections.pages.signed import terms as sign
from tests.unit.projections.given import agreed, folded

Path = tuple[str | int, ...]


def person(name: str) -> Person:
    return Person(subject=name, text=name.title())


ONE = Terms(
    says="New clients start within 5 days",
    whose="customer",
    metric=Metric(
        name="days",
        kind="target",
        unit="working days",
        direction="down",
        baseline=Decimal(21),
        target=Decimal(5),
        upper=Decimal(7),
        by="2030-12-15",
        first_measured_by="2030-01-31",
    ),
    measured=Measured(how="their list of clients", by=Party.CUSTOMER, every="month"),
    worth=Worth(low=Decimal(48000), high=Decimal(72000), per="whole"),
    matters="every week of waiting loses a client",
    price=(
        Part(form="whole", amount=Decimal(9000), payer="customer", due="reached"),
        Part(form="per-result", amount=Decimal(12), cap=Decimal(600), payer="customer"),
        Part(form="per-unit", amount=Decimal(150), unit="hour", payer="customer"),
    ),
    plan=(Planned(on="2030-03-01", amount=Decimal(3000), payer="customer"),),
    guarantee="the second half only if it holds for a quarter",
    owners=Owners(
        seller=Owner(person=person("ana"), brings="the method"), customer=Owner(person=person("bo"), brings="the desk")
    ),
    currency="EUR",
    counts_from="2030-02-01",
    counts=Counts(
        one="a client who started within 5 days",
        case=(Asked(name="client", values=("new", "known")),),
        shown=(Source(by="row", source="the CRM's row"),),
        excludes=(Exclusion(rule="known", where=(Match(name="client", values=("known",)),), says="clients of before"),),
        once=Once(same=("client",), days=1, keeps="first"),
        holds=14,
        again="the client left",
        objections=7,
        silence="yes",
        period="month",
        at_most=40,
        decider=Decider(person=person("eva"), answer=5, reply=6, decide=10),
    ),
    rounding="half-up",
)
OTHER = Terms(
    says="New clients start within a week",
    whose="their-customers",
    metric=Metric(
        name="weeks",
        kind="count",
        unit="weeks",
        direction="up",
        baseline=Decimal(22),
        target=Decimal(6),
        upper=Decimal(8),
        by="2031-12-15",
        first_measured_by="2031-01-31",
    ),
    measured=Measured(how="our own list", by=Party.SELLER, every="quarter"),
    worth=Worth(low=Decimal(1000), high=Decimal(99000), per="result"),
    matters="they go elsewhere",
    price=(
        Part(form="per-result", amount=Decimal(8000), payer="seller", due="agreed"),
        Part(form="per-unit", amount=Decimal(13), cap=Decimal(700), payer="seller"),
        Part(form="whole", amount=Decimal(160), unit="day", payer="seller"),
    ),
    plan=(Planned(on="2030-04-01", amount=Decimal(4000), payer="seller"),),
    guarantee="none of it if it does not hold",
    owners=Owners(
        seller=Owner(person=person("cy"), brings="a colleague"), customer=Owner(person=person("di"), brings="a room")
    ),
    currency="USD",
    counts_from="2030-05-01",
    counts=Counts(
        one="a client who stayed",
        case=(Asked(name="person", values=("old", "young")),),
        shown=(Source(by="document", source="a letter"),),
        excludes=(Exclusion(rule="gone", where=(Match(name="person", values=("old",)),), says="who left"),),
        once=Once(same=("person",), days=2, keeps="last"),
        holds=15,
        again="nobody answers",
        objections=8,
        silence="no",
        period="year",
        at_most=41,
        decider=Decider(person=person("fay"), answer=15, reply=16, decide=20, unheard="ends"),
    ),
)


def leaves(one: Any, other: Any, path: Path = ()) -> Iterator[tuple[Path, Any, Any]]:
    """Every value in both, with the way to it."""
    if is_dataclass(one) and not isinstance(one, Person):
        for field in fields(one):
            yield from leaves(getattr(one, field.name), getattr(other, field.name), (*path, field.name))
    elif isinstance(one, tuple):
        for number, pair in enumerate(zip(one, other, strict=True)):
            yield from leaves(*pair, (*path, number))
    else:
        yield path, one, other


def changed(whole: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    first, *rest = path
    if isinstance(first, int):
        return (*whole[:first], changed(whole[first], tuple(rest), value), *whole[first + 1 :])
    return replace(whole, **{first: changed(getattr(whole, first), tuple(rest), value)})


def read(signed: Terms) -> str:
    """What is shown of them before they are signed."""
    card = folded(ACCOUNTABILITY, agreed().facts)["engagement/acme"].outcomes["o-1"]
    card = replace(card, versions={"1": replace(card.versions["1"], terms=signed)})
    item = sign(ENGLISH, card, "1")
    return repr((item.texts, [part.texts for part in item.parts]))


DIFFERENT = {path: other for path, one, other in leaves(ONE, OTHER) if one != other}


@pytest.mark.parametrize("path", DIFFERENT, ids=lambda path: ".".join(map(str, path)))
def test_no_field_of_what_is_signed_changes_unseen(path: Path) -> None:
    assert read(changed(ONE, path, DIFFERENT[path])) != read(ONE)


def told(signed: Terms) -> list[str | None]:
    """The terms of which it is told that another version than that in force says them otherwise."""
    card = folded(ACCOUNTABILITY, agreed().facts)["engagement/acme"].outcomes["o-1"]
    stands = replace(card.versions["1"], terms=ONE)
    card = replace(card, in_force=1, versions={"1": stands, "2": replace(stands, number=2, terms=signed)})
    item = changes(ENGLISH, card, "2")
    return [part.name for part in item.parts] if item else []


@pytest.mark.parametrize("path", DIFFERENT, ids=lambda path: ".".join(map(str, path)))
def test_every_field_that_changes_is_told_before_the_whole(path: Path) -> None:
    assert told(changed(ONE, path, DIFFERENT[path]))


def test_what_stays_is_not_told_as_a_change() -> None:
    assert told(ONE) == []
    assert told(replace(ONE, guarantee=None, matters="they go elsewhere")) == ["Why it matters", "Guarantee"]
    card = folded(ACCOUNTABILITY, agreed().facts)["engagement/acme"].outcomes["o-1"]
    assert changes(ENGLISH, card, "1") is None, "what is in force itself"


def test_every_field_of_terms_is_tried() -> None:
    tried = {tuple(step for step in path if isinstance(step, str)) for path in DIFFERENT}
    every = {tuple(step for step in path if isinstance(step, str)) for path, *_ in leaves(ONE, OTHER)}
    assert tried == every
