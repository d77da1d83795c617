"""What is answered to a write is what is stored, whatever went wrong on the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from adapters.answering import Answering, Spoken
from adapters.event_store.ports import Row, Store
from domain.command import Command
from domain.errors import Refused, StoreTrouble
from domain.extent import Extent, Recorded, of
from domain.ledger import Ledger
from domain.ports import Append, Receipt
from tests.memory import MemoryStore, SetClock
from tests.spec import Said, opened, seller

NOTICED = seller("extra.notice", says="they are in our city")
PAID = seller("payment.note", amount="100")
LONG_AGO = seller("payment.note", amount="-40", occurred_at="2001-02-03")
"""It is warned of twice: it says no reason, and there was no engagement yet."""


class Breaking(MemoryStore):
    """Breaks off at an append that comes `after` so many others: before it is stored, or after it. Where it is `away`,
    it then answers no look.
    """

    def __init__(self, *, stores: bool, away: bool = False, error: BaseException | None = None, after: int = 0) -> None:
        super().__init__()
        self.stores, self.away, self.after = stores, away, after
        self.error = error or StoreTrouble("the connection was lost")
        self.broken = False

    def append(self, appends: Sequence[Append]) -> list[Receipt]:
        if self.position() <= self.after:
            return super().append(appends)
        if self.stores:
            super().append(appends)
        self.broken = True
        raise self.error

    def receipts(self, command_ids: Sequence[str]) -> dict[str, Receipt]:
        if self.broken and self.away:
            raise StoreTrouble("nothing listens there")
        return super().receipts(command_ids)


class Unreadable(Breaking):
    """Once it broke off, it reads no stream."""

    def stream(self, stream: str, *, after_version: int = 0) -> Any:
        if self.broken:
            raise StoreTrouble("the connection was lost")
        return super().stream(stream, after_version=after_version)


def answering(store: MemoryStore) -> Answering:
    made = Answering(store, Ledger(store, SetClock(), lambda _: None), lambda: store)
    made.record(opened().command(1))
    return made


def extent(store: MemoryStore, command: Command | None = None) -> Extent:
    """What is said of a command that ends in an error."""
    with pytest.raises(BaseException) as broken:  # noqa: PT011 - whatever it is
        answering(store).say(command or NOTICED.command(2))
    known = of(broken.value)
    assert known is not None
    return known


@pytest.mark.parametrize("error", [None, KeyboardInterrupt(), MemoryError()])
def test_what_was_stored_before_the_trouble_is_answered_as_recorded(error: BaseException | None) -> None:
    spoken = answering(Breaking(stores=True, error=error)).say(NOTICED.command(2))
    assert spoken.receipt is not None
    assert (spoken.receipt.command_id, spoken.receipt.first_version) == ("k-2", 2)
    assert [entry.body.says for entry in spoken.entries] == ["they are in our city"]


@pytest.mark.parametrize("before", [[], [PAID]], ids=["first", "second"])
def test_what_is_warned_of_is_what_was_stored_before_the_trouble(before: list[Said]) -> None:
    breaking = Breaking(stores=True, after=len(before))
    spoken, undisturbed = (_last(store, [*before, LONG_AGO]) for store in (breaking, MemoryStore()))
    assert breaking.broken
    assert [warned.code for warned in spoken.warnings] == [warned.code for warned in undisturbed.warnings]
    assert len({warned.code for warned in spoken.warnings}) == 2


def test_where_it_cannot_be_read_on_nothing_is_warned_of() -> None:
    spoken = answering(Unreadable(stores=True)).say(LONG_AGO.command(2))
    assert (spoken.receipt and spoken.receipt.first_version, spoken.warnings) == (2, [])


def _last(store: MemoryStore, said: Sequence[Said]) -> Spoken:
    """What is answered to the last of these."""
    made = answering(store)
    return [made.say(words.command(number)) for number, words in enumerate(said, 2)][-1]


@pytest.mark.parametrize("error", [None, KeyboardInterrupt(), MemoryError()])
def test_what_was_not_stored_is_said_not_to_be_recorded(error: BaseException | None) -> None:
    assert extent(Breaking(stores=False, error=error)) == Extent.none(["k-2"])


@pytest.mark.parametrize("stores", [True, False])
def test_where_nobody_can_look_it_is_not_known(*, stores: bool) -> None:
    assert extent(Breaking(stores=stores, away=True)) == Extent.unknown(["k-2"])


def test_what_a_rule_refuses_is_not_recorded_and_needs_no_look() -> None:
    store = MemoryStore()
    made = Answering(store, Ledger(store, SetClock(), lambda _: None), _nobody_looks)
    with pytest.raises(Refused) as refused:
        made.record(NOTICED.command(1))
    assert of(refused.value) == Extent.none()


def _nobody_looks() -> Store:
    raise AssertionError("it was refused before anything was sent")


class Unread(MemoryStore):
    """Takes everything, and gives nothing back."""

    def page(self, after: int, limit: int) -> list[Row]:
        raise StoreTrouble("the connection was lost")


def test_what_cannot_be_read_back_is_recorded_all_the_same() -> None:
    spoken = answering(Unread()).say(NOTICED.command(2))
    assert (spoken.receipt and spoken.receipt.first_version, spoken.entries) == (2, ())


def test_trouble_after_it_was_recorded_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr("adapters.answering.decode_row", broken)
    known = extent(MemoryStore())
    assert (known.recorded, [receipt.first_version for receipt in known.receipts]) == (Recorded.ALL, [2])
