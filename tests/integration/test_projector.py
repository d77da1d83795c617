"""Views follow history exactly once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from adapters.event_store.ports import Row
from adapters.projecting.folding import Decode
from adapters.projecting.projector import Projector, fold
from adapters.proving.verify import digest
from domain.errors import StoreTrouble
from domain.fact import Entry, Recorded
from tests.integration.toy_views import ACCOUNTS, BOTH, NOTES, Closed, Noted, Toys, paid

ACME, OTHER = "engagement/acme", "engagement/other"


def test_every_fact_is_in_the_view_once_however_often_it_is_caught_up(toys: Toys) -> None:
    toys.say(ACME, *(paid(n) for n in range(1, 11)))
    projector = toys.projector()
    projector.catch_up(BOTH)
    projector.catch_up(BOTH)
    toys.say(ACME, paid("0.5"), Noted(thing="a", says="hm"))
    projector.catch_up(BOTH)
    found = projector.document(ACCOUNTS, ACME)
    assert found is not None
    assert (found.total, found.times, found.words) == (Decimal("55.5"), 12, ["hm"])
    assert dict(projector.documents(NOTES, stream=ACME)).keys() == {f"{ACME}#a"}
    assert [(status.build.projection, status.lag) for status in projector.status()] == [("accounts", 0), ("remarks", 0)]


def test_a_document_that_ended_is_gone_and_may_begin_again(toys: Toys) -> None:
    toys.say(ACME, paid(1), paid(2), Closed())
    projector = toys.projector(batch_max=2)
    projector.catch_up([ACCOUNTS])
    assert list(projector.documents(ACCOUNTS)) == []
    toys.say(ACME, paid(7))
    projector.catch_up([ACCOUNTS])
    assert [(key, told.total) for key, told in projector.documents(ACCOUNTS)] == [(ACME, Decimal(7))]


def test_views_that_joined_late_catch_up_with_the_others(toys: Toys) -> None:
    projector = toys.projector()
    toys.say(ACME, paid(1), Noted(thing="a"), paid(2), Noted(thing="b"))
    projector.catch_up([ACCOUNTS])
    toys.say(ACME, Noted(thing="a"), paid(3))
    projector.catch_up(BOTH)
    assert {status.build.position for status in projector.status()} == {6}
    assert {key: told.times for key, told in projector.documents(NOTES)} == {f"{ACME}#a": 2, f"{ACME}#b": 1}


def test_a_build_that_gives_way_while_somebody_looks_is_left_out(toys: Toys, monkeypatch: pytest.MonkeyPatch) -> None:
    toys.say(ACME, paid(1))
    projector = toys.projector()
    projector.catch_up([ACCOUNTS])
    known = projector.models.standing()
    monkeypatch.setattr(projector.models, "standing", lambda: [known[0]._replace(generation=0, fed="former"), *known])
    assert [status.build.generation for status in projector.status()] == [known[0].generation]


def test_what_nobody_folds_is_not_decoded_and_yet_moves_the_position(toys: Toys) -> None:
    toys.say_bytes(ACME, "known.v1", b"no json at all")
    toys.say(ACME, paid(1))
    toys.say_bytes("practice/mine", "noted.v1", b"nor this, in a stream of another kind")
    projector = toys.projector()
    projector.catch_up(BOTH)
    assert toys.decoded == ["paid.v1"]
    assert projector.parked() == []
    assert {status.build.position for status in projector.status()} == {3}


def test_two_projectors_at_once_count_every_fact_once(toys: Toys) -> None:
    streams = [f"engagement/s{n}" for n in range(5)]
    toys.say(ACME, paid(1))
    toys.projector().catch_up(BOTH)
    failed: list[BaseException] = []

    def follow() -> None:
        try:
            projector = toys.projector(batch_max=7)
            for _ in range(12):
                projector.catch_up(BOTH)
        except BaseException as error:
            failed.append(error)
            raise

    threads = [threading.Thread(target=follow) for _ in range(2)]
    for thread in threads:
        thread.start()
    for _ in range(20):
        for stream in streams:
            toys.say(stream, paid(1), Noted(thing="a"))
    for thread in threads:
        thread.join()
    projector = toys.projector()
    projector.catch_up(BOTH)
    assert failed == []
    assert {told.total for key, told in projector.documents(ACCOUNTS) if key != ACME} == {Decimal(20)}
    assert {told.times for _, told in projector.documents(NOTES)} == {20}
    assert projector.parked() == []


@pytest.fixture
def interrupted(url: str) -> Iterator[Interrupted]:
    found = Interrupted(url)
    yield found
    found.close()


class Interrupted(Toys):
    """A store during whose next page somebody else does something."""

    def during_a_page(self, projector: Projector, other: object) -> None:
        real, store = self.store.page, self.store

        def page(after: int, limit: int) -> list[Row]:
            rows = real(after, limit)
            store.page = real  # type: ignore[method-assign]
            other()  # type: ignore[operator]
            return rows

        store.page = page  # type: ignore[method-assign]
        projector.catch_up([ACCOUNTS])


def test_who_is_overtaken_saves_nothing_and_looks_again(interrupted: Interrupted) -> None:
    toys = interrupted
    projector, other = toys.projector(), toys.projector()
    projector.catch_up([ACCOUNTS])
    toys.say(ACME, paid(1), paid(2), paid(3))
    toys.during_a_page(projector, lambda: other.catch_up([ACCOUNTS]))
    found = projector.document(ACCOUNTS, ACME)
    assert found is not None
    assert (found.total, found.times) == (Decimal(6), 3)
    assert projector.parked() == []


def test_without_the_compare_and_set_a_fact_would_count_twice(
    interrupted: Interrupted, monkeypatch: pytest.MonkeyPatch
) -> None:
    toys = interrupted
    # The planted fault: every guard off. It shows that the test above would see it.
    mine = "projection=? AND version=? AND generation=? AND part=?"
    unguarded = f"UPDATE positions SET position=?, saves=saves+1, mark=?, next_offset=? WHERE {mine} AND ?>=0 AND ?>=0"
    monkeypatch.setattr("adapters.views.bookkeeping.ADVANCE", unguarded)
    monkeypatch.setattr("adapters.views.bookkeeping.STANDS", "SELECT ?,?,?,?,?,?")
    projector, other = toys.projector(), toys.projector()
    projector.catch_up([ACCOUNTS])
    toys.say(ACME, paid(1), paid(2), paid(3))
    monkeypatch.setattr("adapters.projecting.paging.Page._check", lambda *_: None)
    toys.during_a_page(projector, lambda: other.catch_up([ACCOUNTS]))
    found = projector.document(ACCOUNTS, ACME)
    assert found is not None
    assert found.times == 6


def test_a_redrive_in_between_is_not_lost(interrupted: Interrupted) -> None:
    toys = interrupted
    projector, other = toys.projector(), toys.projector()
    toys.say(ACME, paid(1), Noted(thing="a", bad=True))
    projector.catch_up([ACCOUNTS])
    toys.say(ACME, paid(2))
    mended = toys.projector()
    mended.folder.decode = _mended(toys)
    toys.during_a_page(projector, lambda: mended.redrive(ACCOUNTS, ACME))
    found = other.document(ACCOUNTS, ACME)
    assert found is not None
    assert (found.total, found.times) == (Decimal(3), 3)


def test_trouble_of_the_database_is_no_poison_and_saves_nothing(toys: Toys, monkeypatch: pytest.MonkeyPatch) -> None:
    projector = toys.projector()
    projector.catch_up(BOTH)
    toys.say(ACME, paid(1))

    def fails(*_: object) -> None:
        raise StoreTrouble("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(projector.models, "_write", fails)
        with pytest.raises(StoreTrouble):
            projector.catch_up(BOTH)
    assert projector.parked() == []
    projector.catch_up(BOTH)
    found = projector.document(ACCOUNTS, ACME)
    assert found is not None
    assert found.total == 1


def test_folding_a_stream_by_itself_gives_what_the_view_shows(toys: Toys) -> None:
    toys.say(ACME, paid(1), Noted(thing="a"), paid(2))
    toys.say(OTHER, paid(5))
    projector = toys.projector()
    projector.catch_up(BOTH)
    recorded: list[Recorded[Any]] = [Recorded(row[0], toys.decode(row[3], row[4])) for row in toys.store.rows(ACME)]
    assert fold(ACCOUNTS, recorded) == dict(projector.documents(ACCOUNTS, stream=ACME))
    assert fold(NOTES, recorded) == dict(projector.documents(NOTES, stream=ACME))
    assert fold(ACCOUNTS, recorded[:1])[ACME].total == 1


def test_a_digest_follows_the_documents_alone(toys: Toys, tmp_path: Path) -> None:
    again = Toys(f"sqlite:///{tmp_path / 'b.db'}")
    for one, order in ((toys, (ACME, OTHER)), (again, (OTHER, ACME))):
        for stream in order:
            one.say(stream, paid(1), Noted(thing="a"))
        one.projector().catch_up(BOTH)
    assert digest(toys.models(), ACCOUNTS) == digest(again.models(), ACCOUNTS)
    again.say(ACME, paid(1))
    again.projector().catch_up(BOTH)
    assert digest(toys.models(), ACCOUNTS) != digest(again.models(), ACCOUNTS)
    assert digest(toys.models(), NOTES) == digest(again.models(), NOTES)
    again.close()


def _mended(toys: Toys) -> Decode:
    """A decoder that finds nothing bad: the fault was mended."""

    def decode(type_: str, stored: bytes) -> Entry[Any]:
        return toys.decode(type_, stored.replace(b'"bad":true', b'"bad":false'))

    return decode
