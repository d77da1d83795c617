"""Disputes: the whole table of what may be said when, by whom, and what becomes of the units (domain 1.6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import product
from typing import Any, NamedTuple

import pytest
from msgspec import structs

from domain.engagement.shared.disputed import DisputeAccepted, DisputeDecided, DisputeGivenWay, DisputeWithdrawn
from domain.errors import (
    Backdated,
    LedgerError,
    MoreThanStands,
    NoDecider,
    NotDue,
    NotNow,
    NotTheDecider,
    NotYourWord,
    TooLate,
    Unknown,
)
from domain.recount.ends import end_of
from domain.recount.verdicts import by_itself
from domain.vocabulary import Party
from projections.shared import cases
from tests.spec import COUNT, Said, Story, agrees, customer, given, on_behalf, opened, proposed, seller, witness

EVA = {"subject": "wit", "text": "Eva"}
LETTER = [{"by": "document", "ref": "letter"}]
ANSWER, REPLY, DECIDE = 3, 4, 5
RAISED = date(2026, 3, 10)
OF = {"dispute": "d-1"}
SAID = {Party.SELLER: seller, Party.CUSTOMER: customer, Party.WITNESS: witness}


def at(day: date) -> str:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC).isoformat()


def days(day: date, after: int) -> date:
    return day + timedelta(days=after)


def terms(unheard: str | None) -> dict[str, Any]:
    counts: dict[str, Any] = {"one": "a ticket that stays closed"}
    if unheard:
        counts["decider"] = {"person": EVA, "answer": ANSWER, "reply": REPLY, "decide": DECIDE, "unheard": unheard}
    return {**COUNT, "counts": counts}


def answered(stands: int, day: date) -> Said:
    return seller("dispute.answer", **OF, stands=stands, why="so", recorded=at(day))


STATES = ("open", "answered", "referred", "withdrawn", "given way", "accepted", "decided")
ANSWERED_ON, REFERRED_ON = days(RAISED, 2), days(RAISED, 3)


@cache
def story(state: str, units: int, unheard: str | None) -> Story:
    """A dispute of all but one of the units of a result, come to that state."""
    raised = customer(
        "result.dispute", outcome="o-1", reference="T-1", why="it is back", quantity=units, recorded=at(RAISED)
    )
    claimed = seller("result.reach", outcome="o-1", reference="T-1", quantity=units + 1, recorded=at(days(RAISED, -1)))
    told = given(opened(), proposed(terms(unheard)), agrees()).and_given(claimed, raised)
    further: dict[str, list[Said]] = {
        "open": [],
        "answered": [answered(1, ANSWERED_ON)],
        "referred": [answered(1, ANSWERED_ON), customer("dispute.refer", **OF, recorded=at(REFERRED_ON))],
        "withdrawn": [customer("dispute.withdraw", **OF, recorded=at(ANSWERED_ON))],
        "given way": [seller("dispute.give-way", **OF, recorded=at(ANSWERED_ON))],
        "accepted": [answered(1, ANSWERED_ON), customer("dispute.accept", **OF, recorded=at(REFERRED_ON))],
        "decided": [
            answered(1, ANSWERED_ON),
            customer("dispute.refer", **OF, recorded=at(REFERRED_ON)),
            witness("dispute.decide", **OF, stands=1, why="so", recorded=at(REFERRED_ON)),
        ],
    }
    return told.and_given(*further[state])


def due(state: str) -> date:
    """The last day for whoever's turn it is."""
    since = {"open": (RAISED, ANSWER), "answered": (ANSWERED_ON, REPLY), "referred": (REFERRED_ON, DECIDE)}
    day, most = since.get(state, (REFERRED_ON, 1))
    return days(day, most)


COMMANDS: dict[str, tuple[Party, dict[str, Any]]] = {
    "dispute.prove": (Party.WITNESS, {"shown": LETTER}),
    "dispute.answer": (Party.SELLER, {"stands": 1, "why": "so"}),
    "dispute.give-way": (Party.SELLER, {}),
    "dispute.accept": (Party.CUSTOMER, {}),
    "dispute.withdraw": (Party.CUSTOMER, {}),
    "dispute.refer": (Party.CUSTOMER, {}),
    "dispute.decide": (Party.WITNESS, {"stands": 1, "why": "so"}),
}
PARTIES: dict[str, str] = {
    "dispute.prove": "SCW",
    "dispute.answer": "S",
    "dispute.give-way": "S",
    "dispute.accept": "C",
    "dispute.withdraw": "C",
    "dispute.refer": "SC",
    "dispute.decide": "W",
}


def expected(command: str, party: Party, state: str, day: date, unheard: str | None) -> type[LedgerError] | None:
    """What the table of section 4 says, written down apart from the code."""
    if party.value[0].upper() not in PARTIES[command]:
        return NotYourWord
    past = day > due(state)
    if state not in ("open", "answered", "referred"):
        return NotNow
    if unheard == "ends" and past and state != "referred":
        return TooLate
    match command:
        case "dispute.accept":
            return NotNow if state == "open" else None
        case "dispute.refer":
            return _refer(state, unheard, past=past)
        case "dispute.decide":
            return NoDecider if unheard is None else NotNow if state != "referred" else None
        case _:
            return None


def _refer(state: str, unheard: str | None, *, past: bool) -> type[LedgerError] | None:
    if unheard is None:
        return NoDecider
    if state == "referred":
        return NotNow
    return None if state == "answered" or past else NotDue


class Row(NamedTuple):
    """One cell of the table: `after` so many days after the last on which the word is in time."""

    command: str
    party: Party
    state: str
    after: int
    units: int
    unheard: str | None


EVERY = (Row(*row) for row in product(COMMANDS, Party, STATES, (-1, 0, 1), (1, 2, 3), (None, "nothing", "ends")))
TABLE = [row for row in EVERY if row.unheard is not None or row.state not in ("referred", "decided")]


def test_the_table_of_disputes_is_kept_for_every_state_word_party_day_and_number_of_units() -> None:
    wrong = [(row, came) for row in TABLE if (came := outcome(row)) is not expected_of(row)]
    assert wrong == []
    assert len(TABLE) > 3000


def expected_of(row: Row) -> type[LedgerError] | None:
    return expected(row.command, row.party, row.state, days(due(row.state), row.after), row.unheard)


def outcome(row: Row) -> type[Exception] | None:
    """What became of it: the refusal, None where it was taken; AssertionError where units were lost, or somebody ended
    it for themselves.
    """
    told, (_, fields), units = story(row.state, row.units, row.unheard), COMMANDS[row.command], row.units
    day = days(due(row.state), row.after)
    said = SAID[row.party](row.command, **OF, **fields, recorded=at(day))
    told.clock.moment = datetime.fromisoformat(at(day))
    try:
        append, _ = told.ledger.decide(said.command(99))
    except LedgerError as error:
        return type(error)
    return None if all(_sound(told, append.entries, units, day)) else AssertionError


def _sound(told: Story, entries: Any, units: int, day: date) -> Iterator[bool]:
    """Whether all units are somewhere on every day, and the end is by no word for oneself."""
    followed = dict[str, Any]()
    for recorded in told.facts[3:]:
        cases.follow(followed, recorded.fact, recorded.entry, "UTC")
    for entry in entries:
        cases.follow(followed, entry.body, entry, "UTC")
    case = followed["T-1"]
    rule = told.facts[1].fact.terms.counts
    for on in (RAISED, day, days(day, 1), days(day, 30)):
        yield sum(lot.units for lot in by_itself(_ruled(case), rule, on)) == units + 1
    for entry in entries:
        own = {DisputeGivenWay: "seller", DisputeWithdrawn: "customer", DisputeAccepted: "customer"}
        yield own.get(type(entry.body), entry.party) == entry.party
        yield not isinstance(entry.body, DisputeDecided) or entry.party == "witness"
    end = end_of(case.objections[0], case, rule)
    yield end is None or 0 <= end.stands <= units


def _ruled(case: Any) -> Any:
    return structs.replace(case, version=1)


def begun(unheard: str = "nothing", state: str = "open") -> Story:
    """A story of its own, to be told further."""
    return story.__wrapped__(state, 2, unheard)


def test_an_answer_that_lets_more_stand_than_is_in_dispute_is_refused() -> None:
    begun().when(answered(3, ANSWERED_ON)).then_refuses(MoreThanStands, "2 are in dispute")


def test_nobody_says_that_their_own_word_was_in_time_once_it_no_longer_can_be() -> None:
    late = at(days(RAISED, ANSWER + 2))
    told = begun()
    back = seller("dispute.answer", **OF, stands=1, why="so", occurred_at=RAISED.isoformat(), recorded=late)
    told.when(back).then_refuses(Backdated)
    now = seller("dispute.answer", **OF, stands=1, why="so", recorded=late)
    assert told.and_given(now)
    theirs = begun(state="answered")
    reply = customer("dispute.accept", **OF, occurred_at=ANSWERED_ON.isoformat(), recorded=at(days(ANSWERED_ON, 9)))
    theirs.when(reply).then_refuses(Backdated)
    theirs.when(on_behalf(reply)).then_refuses(Backdated)


def test_an_objection_is_not_dated_back_into_its_days_either() -> None:
    ruled = {**COUNT, "counts": {"one": "a ticket", "objections": 3}}
    told = given(opened(), proposed(ruled), agrees()).and_given(
        seller("result.reach", outcome="o-1", reference="T-1", occurred_at="2026-03-01")
    )
    back = customer(
        "result.dispute", outcome="o-1", reference="T-1", why="no", occurred_at="2026-03-03", recorded=at(RAISED)
    )
    told.when(back).then_refuses(Backdated)


def test_only_whom_the_terms_name_decides_and_the_seller_shows_by_what() -> None:
    on = {"stands": 1, "why": "so", "recorded": at(days(REFERRED_ON, 1))}
    told = begun(state="referred")
    other = Said(
        "dispute.decide",
        {**OF, "stands": 1},
        witness("x").by.__class__(id="fay", side=Party.WITNESS, how="link"),
        Party.WITNESS,
        "so",
        at(days(REFERRED_ON, 1)),
    )
    told.when(other).then_refuses(NotTheDecider)
    told.when(on_behalf(witness("dispute.decide", **OF, **on))).then_refuses(NotTheDecider, "--signer")
    told.when(on_behalf(witness("dispute.decide", **OF, **on, signer=EVA))).then_refuses(NotTheDecider, "document")
    assert told.and_given(on_behalf(witness("dispute.decide", **OF, **on, signer=EVA, shown=LETTER)))


def lots(told: Story, day: date) -> list[tuple[int, str, str]]:
    """What is true of the units of the first result, on a day."""
    followed = dict[str, Any]()
    for recorded in told.facts[3:]:
        cases.follow(followed, recorded.fact, recorded.entry, "UTC")
    found = by_itself(_ruled(followed["T-1"]), told.facts[1].fact.terms.counts, day)
    return [(lot.units, lot.verdict.kind, lot.verdict.why) for lot in found]


def test_days_for_an_answer_or_a_reply_run_from_when_the_word_before_it_was_told() -> None:
    told_on = days(RAISED, 30)
    late = customer(
        "result.dispute", outcome="o-1", reference="T-2", why="no", occurred_at=RAISED.isoformat(), recorded=at(told_on)
    )
    story = begun("ends").and_given(
        seller("result.reach", outcome="o-1", reference="T-2", occurred_at=RAISED.isoformat(), recorded=at(told_on))
    )
    story.and_given(late)
    story.and_given(
        seller(
            "dispute.answer", dispute="d-2", stands=1, why="so", occurred_at=RAISED.isoformat(), recorded=at(told_on)
        )
    )
    reply = customer("dispute.withdraw", dispute="d-2", recorded=at(days(told_on, REPLY)))
    assert story.and_given(reply), "as many days are left as both signed"


def test_one_retraction_is_of_one_dispute() -> None:
    told = given(opened(), proposed(terms("nothing")), agrees()).and_given(
        seller("result.reach", outcome="o-1", reference="T-1", quantity=3, recorded=at(days(RAISED, -1)))
    )
    one = customer("result.dispute", outcome="o-1", reference="T-1", quantity=1, why="no", recorded=at(RAISED))
    told.and_given(one, one)
    told.and_given(
        seller("result.retract", outcome="o-1", reference="T-1", quantity=1, why="right", recorded=at(ANSWERED_ON))
    )
    assert lots(told, ANSWERED_ON) == [(1, "counts", ""), (1, "in dispute", "d-2"), (1, "taken back", "")]
    told.when(seller("dispute.give-way", dispute="d-1", recorded=at(ANSWERED_ON))).then_refuses(NotNow, "gave way")


def test_once_it_has_ended_by_a_word_no_day_is_early_enough_for_another() -> None:
    told = begun(state="decided")
    back = customer("dispute.accept", **OF, occurred_at=ANSWERED_ON.isoformat(), recorded=at(days(REFERRED_ON, 1)))
    told.when(on_behalf(back)).then_refuses(NotNow, "it was decided")


def test_no_second_dispute_takes_what_is_in_dispute_or_settled() -> None:
    again = customer("result.dispute", outcome="o-1", reference="T-1", why="all of it", recorded=at(ANSWERED_ON))
    begun().when(replace(again, fields={**again.fields, "quantity": 3})).then_refuses(MoreThanStands)
    begun().when(replace(again, fields={**again.fields, "quantity": 77})).then_refuses(MoreThanStands)


def test_nobody_says_a_word_of_a_day_before_the_dispute_was_raised() -> None:
    early = days(RAISED, -1).isoformat()
    told = begun("nothing")
    told.when(seller("dispute.give-way", **OF, occurred_at=early, recorded=at(RAISED))).then_refuses(NotNow, "raised")


def test_objections_run_from_the_day_that_a_claim_or_a_higher_number_was_told() -> None:
    ruled = {**COUNT, "counts": {"one": "a ticket", "objections": 3, "silence": "yes"}}
    told = given(opened(), proposed(ruled), agrees()).and_given(
        seller("result.reach", outcome="o-1", reference="T-1", occurred_at="2026-03-01", recorded=at(RAISED))
    )
    assert lots(told, days(RAISED, 3)) == [(1, "provisional", "")]
    assert lots(told, days(RAISED, 4)) == [(1, "counts", "")]
    higher = seller("result.correct", corrects=4, quantity=100, why="more", recorded=at(days(RAISED, 20)))
    told.and_given(higher)
    assert lots(told, days(RAISED, 23)) == [(100, "provisional", "")]


def test_a_dispute_that_nobody_raised_is_unknown() -> None:
    begun().when(seller("dispute.give-way", dispute="d-9")).then_refuses(Unknown, "d-9")


@pytest.mark.parametrize(("state", "how", "stands"), [("open", "unanswered", 0), ("answered", "not replied to", 1)])
def test_silence_ends_a_dispute_only_where_both_signed_that_it_does(state: str, how: str, stands: int) -> None:
    for unheard, ends in (("nothing", None), ("ends", (days(due(state), 1), how, stands))):
        told = story(state, 2, unheard)
        followed = dict[str, Any]()
        for recorded in told.facts[3:]:
            cases.follow(followed, recorded.fact, recorded.entry, "UTC")
        case = followed["T-1"]
        end = end_of(case.objections[0], case, told.facts[1].fact.terms.counts)
        assert (end and (end.day, end.how, end.stands)) == ends
