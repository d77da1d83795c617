"""Both read a no with its way forward on the page."""

from __future__ import annotations

from datetime import date

from cli.labelled import parse
from projections.accountability import ACCOUNTABILITY
from tests.pages import render
from tests.spec import given, opened, seller
from tests.unit.projections.given import folded

INSTEAD = {"kind": "another-approach", "says": "the intake fix"}


def test_a_no_says_what_was_asked_why_not_what_there_is_instead_and_what_it_costs() -> None:
    told = {"asked": "a second module", "reason": "fit", "way_forward": INSTEAD, "forgone": "18000"}
    story = given(opened(), seller("no.say", **told, why="it is upstream"))
    (page,) = folded(ACCOUNTABILITY, story.facts).values()
    for reader in ("seller", "customer"):
        said = parse(render(page, reader, date(2026, 3, 1)))["refused n-1"]
        assert said.splitlines() == [
            "a second module",
            "Why: it is upstream (fit)",
            "another approach: the intake fix · income given up: 18,000 EUR",
        ]
