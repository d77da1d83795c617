"""The one use case: read, decide, append; the same command twice is one, a stream that moved on is a conflict."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from domain.command import Command
from domain.errors import Conflict, IdReused, Invalid, NotNow, UnclearHour
from domain.fact import Fact, Recorded
from domain.ledger import ATTEMPTS, Ledger
from domain.ports import Append, Receipt
from tests.memory import MemoryStore, SetClock
from tests.spec import Said, agrees, customer, measured, on_behalf, opened, proposed, seller


def ledger(*said: Said, store: MemoryStore | None = None, **fields: Any) -> Ledger:
    made = Ledger(store or MemoryStore(), SetClock(), fields.pop("pause", lambda _: None), **fields)
    for number, one in enumerate(said, 1):
        made.handle(one.command(number))
    return made


def command(said: Said, **fields: Any) -> Command:
    return said.command(99).model_copy(update=fields)


def test_a_receipt_says_where_the_facts_went() -> None:
    receipt = ledger(opened()).handle(command(proposed()))
    assert receipt[2:] == ("engagement/acme", 2, 1, 2)


@pytest.mark.parametrize("remember", [False, True])
def test_the_same_command_twice_is_recorded_once(*, remember: bool) -> None:
    made = ledger(opened(), remember=remember)
    assert made.handle(command(proposed())) == made.handle(command(proposed()))
    assert made.store.stream("engagement/acme")[-1].entry.version == 2


def test_other_words_under_the_same_id_are_refused() -> None:
    made = ledger(opened(), proposed())
    with pytest.raises(IdReused, match="k-2 was used for another command, in entry 2 of engagement/acme"):
        made.handle(command(agrees(), id="k-2"))
    with pytest.raises(IdReused, match="in entry 3 of engagement/acme"):
        made.handle_all([command(agrees()), command(measured())])
    assert len(made.store.stream("engagement/acme")) == 2


def test_a_command_said_twice_in_one_batch_is_recorded_once() -> None:
    made = ledger(opened())
    first, second = made.handle_all([command(proposed()), command(proposed())])
    assert first == second


def test_a_batch_is_recorded_whole_or_not_at_all() -> None:
    made = ledger()
    batch = [command(opened(), id="a"), command(proposed(), id="b"), command(agrees(version=7), id="c")]
    with pytest.raises(Exception, match="TERMS-CHANGED"):
        made.handle_all(batch)
    assert made.store.stream("engagement/acme") == []
    assert [receipt.first_version for receipt in made.handle_all(batch[:2])] == [1, 2]


def test_a_stale_version_is_a_conflict_and_the_right_one_is_not() -> None:
    made = ledger(opened(), proposed())
    with pytest.raises(Conflict):
        made.handle(command(agrees(), expect_version=1))
    assert made.handle(command(agrees(), expect_version=2)).first_version == 3


def test_a_command_belongs_to_a_stream_of_its_kind() -> None:
    with pytest.raises(Invalid):
        ledger().handle(command(opened(), stream="practice/own"))


class Contended(MemoryStore):
    """Somebody else is quicker, so many times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times

    def append(self, appends: Sequence[Append]) -> list[Receipt]:
        if self.position() and self.times:
            self.times -= 1
            raise Conflict
        return super().append(appends)


def test_without_an_expected_version_it_reads_and_decides_again() -> None:
    waits: list[int] = []
    made = ledger(opened(), store=Contended(ATTEMPTS - 1), pause=waits.append)
    assert made.handle(command(proposed())).first_version == 2
    assert waits == [*range(ATTEMPTS - 1)]


class Overtaken(MemoryStore):
    """Somebody else writes just before each of the first appends; what is read of the stream is noted."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[int] = []

    def append(self, appends: Sequence[Append]) -> list[Receipt]:
        if 1 < self.position() < 5:
            said = seller("extra.notice", says="first").command(50 + self.position())
            super().append([ledger(store=self).decide(said)[0]])
        return super().append(appends)

    def stream(self, stream: str, *, after_version: int = 0) -> list[Recorded[Fact]]:
        found = super().stream(stream, after_version=after_version)
        self.read.append(len(found))
        return found


def test_what_was_read_is_not_read_again_when_the_stream_moved_on() -> None:
    store = Overtaken()
    made = ledger(opened(), proposed(), store=store)
    store.read.clear()
    assert made.handle(command(agrees())).first_version == 6
    mine = store.read[::2]  # every other reading is of those who were quicker
    assert mine == [2, 1, 1, 1]


@pytest.mark.parametrize(("times", "fields"), [(ATTEMPTS, {}), (1, {"expect_version": 1})])
def test_a_conflict_that_lasts_or_was_asked_for_is_told(times: int, fields: dict[str, Any]) -> None:
    made = ledger(opened(), store=Contended(times))
    with pytest.raises(Conflict):
        made.handle(command(proposed(), **fields))


def test_deciding_writes_nothing_and_advancing_is_remembered() -> None:
    made = ledger(opened())
    assert made.decide(command(proposed()))[0].after_version == 1
    made.advance(command(proposed(), id="a"))
    assert made.advance(command(agrees(), id="b")).after_version == 2
    assert len(made.store.stream("engagement/acme")) == 1


def test_recorded_at_never_goes_back_whatever_the_clock_does() -> None:
    made = ledger(opened())
    made.clock.moment = datetime(2020, 1, 1, tzinfo=UTC)  # type: ignore[attr-defined]
    made.handle(command(proposed()))
    first, second = made.store.stream("engagement/acme")
    assert second.entry.recorded_at == first.entry.recorded_at


def test_an_entry_bears_its_whole_envelope() -> None:
    made = ledger()
    made.handle(command(opened(), correlation="trip-7", why="they called", occurred_at="2026"))
    entry = made.store.stream("engagement/acme")[0].entry
    told = (entry.id, entry.type, entry.causation, entry.correlation, entry.why, entry.occurred_at, entry.recorded_at)
    assert told == (
        "k-99/1", "engagement-opened.v1", "k-99", "trip-7", "they called", "2026", "2026-03-01T10:00:00.000000Z",
    )  # fmt: skip
    assert (entry.ledger, entry.party, entry.actor.id, entry.on_behalf) == (
        made.store.ledger_id,
        "seller",
        "ana",
        False,
    )


def test_a_refusal_says_on_which_stream() -> None:
    with pytest.raises(NotNow) as refused:
        ledger(opened()).handle(command(seller("engagement.reopen", why="they called")))
    assert refused.value.data["stream"] == "engagement/acme"


def test_an_hour_that_was_there_twice_is_refused_with_both_readings_unless_its_offset_is_said() -> None:
    made = ledger(opened(time_zone="Europe/Rome"), proposed())
    with pytest.raises(UnclearHour, match=r"02:30:00\+02:00 or 2018-10-28T02:30:00\+01:00 in Europe/Rome"):
        made.handle(command(agrees(), occurred_at="2018-10-28 02:30:00"))
    made.handle(command(agrees(), occurred_at="2018-10-28 02:30:00+0100"))
    assert made.store.stream("engagement/acme")[-1].entry.occurred_at == "2018-10-28 02:30:00+0100"


def test_the_zone_that_an_opening_says_is_the_one_it_is_read_in() -> None:
    with pytest.raises(UnclearHour):
        Ledger(MemoryStore(), SetClock(), lambda _: None).handle(
            command(opened(time_zone="Europe/Rome"), occurred_at="2018-03-25 02:30")
        )


class Twinned(MemoryStore):
    """A store in which the same command is recorded by its twin just before it is read again."""

    twin: Command | None = None

    def stream(self, stream: str, *, after_version: int = 0) -> list[Recorded[Fact]]:
        if twin := self.twin:
            self.twin = None
            Ledger(self, SetClock(), lambda _: None).handle(twin)
        return super().stream(stream, after_version=after_version)


@pytest.mark.parametrize("expected", [{}, {"expect_version": 2}])
def test_a_command_that_its_twin_overtakes_answers_the_first_receipt(expected: dict[str, int]) -> None:
    store = Twinned()
    ledger = Ledger(store, SetClock(), lambda _: None)
    for number, said in enumerate((opened(), proposed())):
        ledger.handle(said.command(number))
    store.twin = command(agrees(), **expected)
    receipt = ledger.handle(command(agrees(), **expected))
    assert (receipt, store.position()) == (store.known[receipt.command_id], 3)


def test_a_command_overtaken_by_another_is_refused_as_before() -> None:
    store = Twinned()
    ledger = Ledger(store, SetClock(), lambda _: None)
    for number, said in enumerate((opened(), proposed())):
        ledger.handle(said.command(number))
    store.twin = command(agrees())
    with pytest.raises(Conflict):
        ledger.handle(command(proposed(), id="another", expect_version=2))


def test_a_word_denied_before_the_caller_has_saved_anything_is_left_out_of_what_comes_next() -> None:
    """As in an import: what was decided so far stands with the caller, and not in the store."""
    kept = list[Append]()
    made = ledger(remember=True, unsaved=lambda _: (one for append in kept for one in append.entries))
    signed = on_behalf(customer("outcome.agree", outcome="o-1", version=1))
    denied = customer("word.disown", version=3, why="we did not")
    for number, one in enumerate((opened(), proposed(), signed, denied), 1):
        kept.append(made.advance(one.command(number)))
    again = made.advance(agrees().command(9))
    assert [(one.version, one.type) for one in again.entries] == [(5, "outcome-agreed.v1")]


def test_a_word_denied_earlier_in_one_batch_is_left_out_of_what_comes_next() -> None:
    made = ledger(opened(), proposed(), on_behalf(customer("outcome.agree", outcome="o-1", version=1)))
    denied = customer("word.disown", version=3, why="we did not")
    receipts = made.handle_all([denied.command(10), agrees().command(11)])
    assert [one.first_version for one in receipts] == [4, 5]
