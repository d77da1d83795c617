"""Whatever is said of an account, its page can be read and stands where the rules stand."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.account.aggregate import Account
from domain.errors import LedgerError
from domain.fact import Fact, Recorded
from domain.standing import standing
from projections.account import ACCOUNT
from projections.gains import GAINS
from projections.registry import PROJECTIONS
from tests.examples import examples
from tests.pages import lines
from tests.spec import ANA, BO, WIT, Said, Story
from tests.unit.projections.given import fold, folded, reloaded, stored
from tests.unit.projections.test_any_history import said

DAY = date(2026, 6, 1)
OPEN = Said("account.open", {"title": "Acme", "currency": "EUR"}, ANA, ANA.side)
NAME = st.sampled_from(["way-1", "way-2", "gain-1", "gain-2", "alternative-1", "give-1"])
PERIOD = st.sampled_from(["2024", "2025", "2025-03"])
WHEN = st.sampled_from([None, "2024", "2025-06", "2026-01-15", "2026"])
VERSIONS = st.integers(2, 14)
SIDES = st.sampled_from([(ANA, ANA.side), (BO, BO.side), (ANA, BO.side), (ANA, WIT.side), (WIT, WIT.side)])
WORDS = st.one_of(
    said("account.way", says="fast", mechanism="m", amount="7", unmatched=st.booleans(), occurred_at=WHEN),
    said("account.way", way=st.sampled_from(["way-1"]), says="faster", mechanism="m", time="next"),
    said("account.match", way="way-1", who="Zed"),
    said("account.gain", period=PERIOD, value=st.sampled_from(["80", "-5"]), method="books", occurred_at=WHEN),
    said("account.alternative", who="Zed", period=PERIOD, gain="60", source="offer", realistic=st.booleans()),
    said("account.give", kind="help", says="a day", worth="3", way=st.sampled_from([None, "way-1"])),
    said("account.confirm", figure=NAME, occurred_at=WHEN),
    said("account.correct", corrects=NAME, value=st.sampled_from(["9", None]), cost=st.sampled_from(["1", None])),
    said("account.aim", value="100", period=PERIOD),
    said("word.own", version=VERSIONS),
    said("word.disown", version=VERSIONS),
    said("word.disown", all=True),
)


@st.composite
def accounts(draw: st.DrawFn) -> Story:
    """An account of which people said this and that."""
    story = Story().and_given(OPEN)
    for (actor, party), (command, told) in draw(st.lists(st.tuples(SIDES, WORDS), min_size=12, max_size=40)):
        fields: dict[str, Any] = {"stream": "account/acme", **told}
        try:
            story.and_given(Said(command, fields, actor, party))
        except LedgerError:
            story.said.append(OPEN)  # its id is used up
    return story


def _state(story: Story) -> Account:
    state = story.ledger.load("account/acme").state
    assert isinstance(state, Account)
    return state


@settings(max_examples=examples(75), deadline=None)
@given(accounts())
def test_the_page_reads_and_counts_what_the_rules_count(story: Story) -> None:
    (page,) = folded(ACCOUNT, story.facts).values()
    labels = [label for label, _ in lines(page, DAY)]
    assert len(labels) == len({*labels})
    figures = _state(story).figures
    counted = {one.days for one in figures.values() if one.kind == "gain" and one.confirmed}
    assert len([one for one in folded(GAINS, story.facts).values() if one.counts]) == len(counted)
    standing = {name for name, one in figures.items() if one.kind == "way"}
    assert set(page.ways) == standing


@settings(max_examples=examples(50), deadline=None)
@given(accounts(), st.integers(0, 25))
def test_saved_anywhere_and_folded_on_gives_the_same_documents(story: Story, at: int) -> None:
    facts: list[Recorded[Fact]] = story.facts
    for view in (one for one in PROJECTIONS if one.streams == "account"):
        found: dict[str, Any] = {}
        for number, step in enumerate(standing(facts)):
            if number == at:
                found = reloaded(view, {key: view.finish(one) for key, one in found.items()})
            fold(view, found, step)
        assert stored(view, found) == stored(view, folded(view, facts))
