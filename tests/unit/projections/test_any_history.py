"""Any history, and any part of one: what --on leaves of it, and what a projector folds in pieces."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from domain.catalogue import DECIDERS
from domain.engagement.aggregate import Engagement
from domain.engagement.shared.requested import Effect, effect, mark
from domain.engagement.shared.standing import EVER_AGREED
from domain.errors import LedgerError
from domain.fact import Fact, Recorded
from domain.ledger import Standing, further
from domain.recount.verdicts import by_itself
from domain.standing import standing
from projections.accountability import ACCOUNTABILITY
from projections.accountability.page import Page
from projections.accountability.reading import expected
from projections.activity import ACTIVITY
from projections.outcomes import OUTCOMES
from projections.reconcile import RECONCILE
from projections.registry import PROJECTIONS
from projections.requests import REQUESTS
from projections.shared.projection import Projection
from projections.success import SUCCESS
from tests.examples import examples
from tests.property.histories import next_said
from tests.property.test_histories import STREAM, Histories
from tests.unit.projections.given import History, agreed, counted, fold, folded, reloaded, stored, terms

OFFER = {"says": "in person", "why": "a third dimension", "hypothesis": "sooner"}
COUNT = counted(worth={"low": "90000", "high": "90000"})
PLAN = [{"on": "2026-04", "amount": "9000"}]


def one_of(*words: str) -> st.SearchStrategy[str]:
    return st.sampled_from(words)


def said(command: str, **told: Any) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    """A command with its words, each either fixed or drawn."""
    drawn = {name: one if isinstance(one, st.SearchStrategy) else st.just(one) for name, one in told.items()}
    return st.tuples(st.just(command), st.fixed_dictionaries({"why": st.just("so"), **drawn}))


OUTCOME, THING, TICKET = one_of("o-1", "o-2"), one_of("x-1", "x-2"), one_of("T-1", "T-2", "v1")
REQUEST = one_of("r-1", "r-2")
ERRAND_MARK = mark("errand", None, effect("errand", None, None, None, "EUR"))
TERMS_MARKS = [mark("terms", None, Effect(how="version", outcome="o-1", version=number)) for number in (1, 2)]
WHEN = st.sampled_from([None, "2025", "2026-01", "2026-02-10", "2026-02-11T23:30:00Z"])
VERSIONS = st.integers(1, 30)
WORDS = st.one_of(
    said("outcome.propose", outcome=OUTCOME, terms=st.sampled_from([terms(), COUNT, terms(plan=PLAN)])),
    said("outcome.agree", outcome=OUTCOME, version=st.integers(1, 3)),
    said("outcome.turn-down", outcome=OUTCOME),
    said("outcome.miss", outcome=OUTCOME),
    said("outcome.end", outcome=OUTCOME),
    said("outcome.report", outcome=OUTCOME),
    said("result.measure", outcome=OUTCOME, value=one_of("3", "9"), period=WHEN),
    said("result.correct-measurement", corrects=VERSIONS, value="5"),
    said("result.reach", outcome=OUTCOME),
    said("result.reach", outcome=OUTCOME, reference=TICKET, quantity=st.integers(1, 3), occurred_at=WHEN),
    said("result.correct", corrects=VERSIONS, quantity=st.integers(1, 3)),
    said("result.confirm", outcome=OUTCOME, through=WHEN),
    said("result.confirm", outcome=OUTCOME, reference=TICKET),
    said("result.dispute", outcome=OUTCOME, reference=TICKET),
    said("result.retract", outcome=OUTCOME, reference=TICKET, quantity=st.sampled_from([None, 1])),
    said("payment.note", amount=one_of("500", "-20"), outcome=st.sampled_from([None, "o-1"]), payer=one_of("A", "B")),
    said("payment.note", amount="500", request="r-1"),
    said("payment.correct", corrects=VERSIONS, amount="70"),
    said("request.make", kind="errand", says="a form", effect=ERRAND_MARK),
    said("request.make", kind="terms", says="later", outcome="o-1", effect=st.sampled_from(TERMS_MARKS)),
    said("request.counter", request=REQUEST, says="on Friday", cost=one_of("900", "1"), premium="15"),
    said("request.counter", request=REQUEST, says="a version", version=st.integers(2, 4)),
    said("request.accept", request=REQUEST),
    said("request.withdraw", request=REQUEST),
    said("request.done", request=REQUEST),
    said("extra.notice", says="same city"),
    said("extra.offer", **OFFER, outcome=OUTCOME, thing=THING, touches=st.sampled_from([[], ["time"]])),
    said("extra.offer", **OFFER, outcome=OUTCOME, done=True, occurred_at=WHEN),
    said("extra.hold-back", says="a visit", obstacle=one_of("own-doubt", "effort-billing"), thing=THING),
    said("extra.accept", thing=THING),
    said("extra.decline", thing=THING),
    said("extra.do", thing=THING),
    said("extra.withdraw", thing=THING),
    said("extra.observe", thing=THING, effect=one_of("helped", "unknown", "hurt")),
    said("extra.learn", thing=THING, says="ask first"),
    said("choice.offer", about_what="how", options=[{"label": "a", "thing": "x-1"}, {"label": "b", "thing": "x-2"}]),
    said("choice.make", choice="c-1", option=one_of("a", "b")),
    said("choice.withdraw", choice="c-1"),
    said("engagement.basis", basis=one_of("result", "resource")),
    said("engagement.close"),
    said("engagement.reopen"),
    said("word.own", version=VERSIONS),
    said("word.disown", version=VERSIONS),
)
ALL_AT_ONCE = said("word.disown", all=True)
SPEAKERS = one_of("seller", "customer", "on_behalf")


@st.composite
def histories(
    draw: st.DrawFn, words: st.SearchStrategy[tuple[str, dict[str, Any]]] = WORDS | ALL_AT_ONCE
) -> list[Recorded[Fact]]:
    """What the ledger recorded of whatever anybody said, from an outcome agreed on."""
    story = agreed(draw(st.sampled_from([terms(), COUNT])))
    for speaker, (command, told) in draw(st.lists(st.tuples(SPEAKERS, words), max_size=40)):
        if command.startswith("word.") and "version" in told:  # one that waits, where any does
            waiting = sorted(_state(story.facts).waiting.words)
            told = told | {"version": waiting[told["version"] % len(waiting)]} if waiting else told  # noqa: PLW2901
        try:
            getattr(story, speaker)(command, **told)
        except LedgerError:
            continue
    return story.facts


@settings(max_examples=examples(150), deadline=None)
@given(history=histories(), keep=st.lists(st.booleans(), min_size=120, max_size=120))
def test_any_part_of_a_history_folds(history: list[Recorded[Fact]], keep: list[bool]) -> None:
    part = [one for one, kept in zip(history, keep, strict=False) if kept]

    for view in PROJECTIONS:
        found = folded(view, part)
        assert reloaded(view, found) == found


@settings(max_examples=examples(100), deadline=None)
@given(history=histories(), at=st.integers(0, 60))
def test_saved_anywhere_and_folded_on_gives_the_same_documents(history: list[Recorded[Fact]], at: int) -> None:
    for view in PROJECTIONS:
        whole = folded(view, history)
        assert stored(view, _in_two(view, history, at)) == stored(view, whole)


def _in_two(view: Projection[Any], history: list[Recorded[Fact]], at: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number, step in enumerate(standing(history)):
        if number == at:
            found = reloaded(view, {key: view.finish(one) for key, one in found.items()})
        fold(view, found, step)
    return found


@settings(max_examples=examples(200), deadline=None)
@given(history=histories(WORDS))
def test_the_page_stands_where_the_rules_stand(history: list[Recorded[Fact]]) -> None:
    _where_the_rules_stand(history)


@settings(max_examples=examples(30), deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_page_stands_there_after_a_long_history_too(seed: int) -> None:
    chance, history = random.Random(seed), Histories()
    for _ in range(100):
        history.say(next_said(history.state, chance))
        history.clock.tick(chance.choice([60, 86400 * 5]))
    _where_the_rules_stand(history.store.stream(STREAM))


def _where_the_rules_stand(history: list[Recorded[Fact]]) -> None:
    page, state = folded(ACCOUNTABILITY, history)["engagement/acme"], _state(history)

    # What rests on a denied word names what is not there.
    assert page.left_out == 0 or page.denied
    assert page.state == ("closed" if state.closed else "open")
    assert {name: card.status for name, card in page.outcomes.items()} == {
        name: one.status for name, one in state.outcomes.items()
    }
    assert {name: thing.status for name, thing in page.things.items()} == {
        name: one.status for name, one in state.things.items()
    }
    assert {name: choice.status for name, choice in page.choices.items()} == {
        name: one.status for name, one in state.choices.items()
    }
    assert {name: one.status for name, one in page.requests.items()} == {
        name: one.status for name, one in state.requests.items()
    }
    assert {one.request: one.status for one in folded(REQUESTS, history).values()} == {
        name: one.status for name, one in state.requests.items()
    }
    assert sorted(map(int, page.words)) == sorted(state.waiting.words)
    assert _standing(page) == _counted(state, set(_standing(page)))
    _the_other_views_tell_the_same(history, page, state)


def _the_other_views_tell_the_same(history: list[Recorded[Fact]], page: Page, state: Engagement) -> None:
    """Which version is in force, how it stands, what its results are, and that it is the one that is priced."""
    rows = {(row.outcome, row.version): row for row in folded(OUTCOMES, history).values()}
    money = {found.outcome: found for found in folded(RECONCILE, history).values()}
    in_force = {name: one.agreed.number for name, one in state.outcomes.items() if one.agreed}
    assert {name: card.in_force for name, card in page.outcomes.items() if card.in_force} == in_force
    shown = {key for key, row in rows.items() if row.status in EVER_AGREED}
    assert shown >= set(in_force.items())
    for name, number in in_force.items():
        row = rows[name, number]
        assert row.status == state.outcomes[name].status
        assert money[name].in_force == number
        assert [of for of in shown if of[0] == name] == [(name, number)]
    open_ones = {name: one.open.number for name, one in state.outcomes.items() if one.open}
    assert {name: card.open for name, card in page.outcomes.items() if card.open} == open_ones
    assert {key for key, row in rows.items() if row.status == "proposed"} >= set(open_ones.items())
    reports = {due.about: due.by for due in expected(page) if due.what == "success report"}
    assert {row.outcome: row.due for row in folded(SUCCESS, history).values() if row.due} == reports
    for name, counts in _standing(page).items():
        told = money[name].results
        assert (told.standing, told.in_dispute) == (counts[0], counts[2])


def _state(history: list[Recorded[Fact]]) -> Engagement:
    decider = DECIDERS["engagement"]
    state = further(decider, Standing(decider.initial), history).state
    assert isinstance(state, Engagement)
    return state


def _standing(page: Page) -> dict[str, tuple[int, int, int]]:
    """By outcome whose terms have no rules of what counts: these speak of days."""
    found = {name: card.results for name, card in page.outcomes.items() if not card.results.rules}
    return {name: (one.standing, one.confirmed, one.in_dispute) for name, one in found.items()}


def _counted(state: Engagement, names: set[str]) -> dict[str, tuple[int, int, int]]:
    found = {name: [0, 0, 0] for name in names}
    for (name, _), result in state.results.items():
        for lot in by_itself(structs.replace(result.case, version=1), None, date.max) if name in found else ():
            found[name][0] += lot.units if lot.verdict.kind == "counts" else 0
            found[name][1] += lot.units if lot.verdict.whose in ("customer", "on behalf") else 0
            found[name][2] += lot.units if lot.verdict.kind == "in dispute" else 0
    return {name: (standing, confirmed, disputed) for name, (standing, confirmed, disputed) in found.items()}


@settings(max_examples=examples(100), deadline=None)
@given(history=histories())
def test_every_sum_is_the_sum_of_its_payers(history: list[Recorded[Fact]]) -> None:
    for found in folded(RECONCILE, history).values():
        payers = found.payers.values()
        assert (found.earned, found.paid) == (sum(one.earned for one in payers), sum(one.paid for one in payers))
        charged = found.asked.charge if found.asked and found.asked.charge else 0
        assert found.earned in (sum(line.earned for line in found.lines), charged)
        assert found.balance == found.earned - found.paid


@settings(max_examples=examples(50), deadline=None)
@given(history=histories())
def test_every_fact_that_stands_is_counted_in_one_month(history: list[Recorded[Fact]]) -> None:
    stand = [step for step in standing(history) if isinstance(step, Recorded)]
    assert sum(month.facts for month in folded(ACTIVITY, history).values()) == len(stand)


@pytest.mark.parametrize("view", PROJECTIONS, ids=lambda view: view.name)
def test_a_view_is_its_own_streams_only(view: Projection[Any]) -> None:
    """One stream feeds a document: its key begins with that stream."""
    story = agreed() if view.streams == "engagement" else History(opened=False, stream="practice/own")
    if view.streams == "practice":
        story.seller("practice.idea", says="a film")
        story.seller("practice.map", seller=["films"])
        story.seller("practice.habit", when="x", offer="y", cites=["acme/x-1"], why="so")

    assert all(key.partition("#")[0] == story.stream for key in folded(view, story.facts))
