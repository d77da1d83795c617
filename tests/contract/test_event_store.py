"""What every event store keeps, whatever it is made of: one suite, run on each."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from adapters.codec import encode
from adapters.event_store.ports import Row, Store, Stored
from adapters.event_store.postgres.recorder import RECEIVE, TURN
from adapters.event_store.sqlite.recorder import LedgerRecorder
from adapters.event_store.store import open_store
from domain.errors import Conflict, IdReused, LedgerError, LinkMoved, StoreTrouble
from domain.fact import Entry
from domain.ledger import Ledger
from domain.own.ideas import IdeaNoted
from domain.ports import Append, Read, Receipt
from domain.vocabulary import Actor, Party
from tests.memory import MemoryStore, SetClock
from tests.spec import agrees, measured, opened, proposed, seller

Open = Callable[[], Store]


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def again(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """Opens the same store: each time by another connection, where there are any."""
    memory, made = MemoryStore(), list[Store]()
    url = request.getfixturevalue("postgres") if request.param == "postgres" else f"sqlite:///{tmp_path}/ledger.db"

    def opening() -> Store:
        made.append(memory if request.param == "memory" else open_store(url, create=True))
        return made[-1]

    yield opening
    for store in made:
        store.close()


@pytest.fixture
def store(again: Open) -> Store:
    return again()


def entry(
    version: int, stream: str = "practice/own", command: str = "a", says: str = "an idea", ledger: str = "0" * 32
) -> Entry[IdeaNoted]:
    return Entry(
        ledger=ledger,
        stream=stream,
        version=version,
        id=f"{command}/1",
        type=IdeaNoted.type,
        recorded_at="2026-03-01T10:00:00.000000Z",
        occurred_at="2026-03",
        party=Party.SELLER,
        actor=Actor(id="ana", side=Party.SELLER),
        causation=command,
        body=IdeaNoted(idea=f"i-{version}", says=says),
    )


def appending(command: str, *versions: int, stream: str = "practice/own", digest: str = "d") -> Append:
    return Append(command, digest, stream, versions[0] - 1, tuple(entry(v, stream, command) for v in versions))


def own(store: Store, version: int, command: str = "a") -> Entry[IdeaNoted]:
    """One of the store's own ledger: it reads no other's as facts."""
    return entry(version, command=command, ledger=store.ledger_id)


def test_an_empty_store_has_nothing_and_its_own_id(store: Store) -> None:
    assert (store.position(), store.page(0, 10), store.stream("practice/own")) == (0, [], [])
    assert len(store.ledger_id) == 32
    assert store.append([]) == []
    assert store.receipts([]) == {}


def test_its_id_is_made_once(again: Open) -> None:
    assert again().made == again().made


def test_what_is_appended_is_read_as_it_was_by_whoever_opens_it(again: Open) -> None:
    first = again()
    first.append([Append("a", "d", "practice/own", 0, (own(first, 1), own(first, 2)))])
    told = again().stream("practice/own")
    assert [one.entry for one in told] == [own(first, 1), own(first, 2)]
    assert [one.position for one in told] == [1, 2]


def test_a_stream_is_read_on_from_where_it_was_left(store: Store) -> None:
    begun = Append("a", "d", "practice/own", 0, (own(store, 1), own(store, 2)))
    further = Append("c", "d", "practice/own", 2, (own(store, 3, "c"),))
    store.append([begun, appending("b", 1, stream="practice/other"), further])
    told = store.stream("practice/own", after_version=1)
    assert [(one.entry.version, one.position) for one in told] == [(2, 2), (3, 4)]
    assert store.stream("practice/own", after_version=3) == []


def test_receipts_say_where_each_commands_facts_went(store: Store) -> None:
    first = store.append([appending("a", 1, 2)])
    second = store.append([appending("b", 3), appending("c", 1, stream="practice/other")])
    assert first == [Receipt("a", "d", "practice/own", 1, 2, 1)]
    assert second == [Receipt("b", "d", "practice/own", 3, 1, 3), Receipt("c", "d", "practice/other", 1, 1, 4)]
    assert store.receipts(["c", "nobody", "a"]) == {"a": first[0], "c": second[1]}
    assert store.all_receipts("", 2) == [first[0], second[0]]
    assert store.all_receipts("b", 2) == [second[1]]


def test_very_many_receipts_are_asked_for_at_once(store: Store) -> None:
    store.append([appending("a", 1)])
    asked = [f"k-{number}" for number in range(300_000)]
    assert list(store.receipts(["a", *asked])) == ["a"]


@pytest.mark.parametrize(
    "clash",
    [
        [appending("b", 2)],
        [appending("b", 4)],
        [appending("b", 3), appending("c", 3)],
        [appending("a", 3, digest="other")],
        [appending("b", 3), appending("b", 1, stream="practice/other")],
        [appending("b", 1, stream="practice/other"), appending("c", 1)],
    ],
    ids=["version taken", "version skipped", "taken in the batch", "id taken", "id twice", "second stream moved on"],
)
def test_a_batch_that_clashes_is_a_conflict_and_nothing_of_it_is_kept(store: Store, clash: list[Append]) -> None:
    store.append([appending("a", 1, 2)])
    with pytest.raises(Conflict):
        store.append(clash)
    assert store.position() == 2
    assert store.streams("practice/", 10) == ["practice/own"]
    assert len(store.all_receipts("", 10)) == 1


def reading(command: str, version: int, *reads: Read, stream: str = "practice/other") -> Append:
    return appending(command, version, stream=stream)._replace(reads=reads)


def test_an_append_holds_while_what_it_read_stands_where_it_stood(store: Store) -> None:
    store.append([appending("a", 1, 2)])
    assert store.append([reading("b", 1, Read("practice/own", 2), Read("practice/none", 0))])[0].first_position == 3
    with pytest.raises(LinkMoved) as refused:
        store.append([reading("c", 2, Read("practice/own", 1), Read("practice/none", 0))])
    assert list(refused.value.reads) == [Read("practice/own", 1)]
    assert (store.position(), store.receipts(["c"])) == (3, {})


def test_what_a_batch_read_counts_the_facts_of_the_batch_before_it(store: Store) -> None:
    store.append([appending("a", 1, 2)])
    store.append([appending("b", 3), reading("c", 1, Read("practice/own", 3)), appending("d", 4)])
    with pytest.raises(LinkMoved):
        store.append([appending("e", 5), reading("f", 2, Read("practice/own", 4))])
    assert store.position() == 5


def test_a_command_that_is_recorded_already_is_answered_whatever_moved_since(store: Store) -> None:
    said = [reading("b", 1, Read("practice/own", 0))]
    first = store.append(said)
    store.append([appending("a", 1)])
    assert store.append(said) == first


def test_facts_decided_elsewhere_hold_to_what_they_read(store: Store) -> None:
    store.append([appending("a", 1)])
    row = ("practice/other", 1, IdeaNoted.type, encode(entry(1, "practice/other", ledger=store.ledger_id)))
    told = Stored([row], [("b", "d", "practice/other", 1, 1)], [Read("practice/own", 0)])
    with pytest.raises(LinkMoved):
        store.append_stored(told)
    store.append_stored(told._replace(reads=[Read("practice/own", 1)]))
    assert store.position() == 2


def test_the_same_append_twice_gives_the_first_receipts(store: Store) -> None:
    batch = [appending("a", 1), appending("b", 2)]
    assert store.append(batch) == store.append(batch)
    assert store.position() == 2


def test_the_same_id_for_other_words_is_a_conflict(store: Store) -> None:
    store.append([appending("a", 1)])
    with pytest.raises(Conflict):
        store.append([appending("a", 1, digest="other")])


def test_stored_facts_are_appended_as_they_are(store: Store) -> None:
    rows = [("practice/own", 1, "idea-noted.v1", b"{}"), ("practice/own", 2, "idea-noted.v1", b'{"a":1}')]
    store.append_stored(Stored(rows, [("a", "d", "practice/own", 1, 2)]))
    assert store.page(0, 10) == [(n, *row) for n, row in enumerate(rows, 1)]
    assert store.receipts(["a"])["a"].first_position == 1
    same = [("a", "d", "practice/own", 1, 2)]  # as after a connection lost at the commit: the receipt is there
    for clash in (same, [], [("a", "other", "practice/own", 1, 2)], [("b", "d", "practice/own", 2, 1)]):
        with pytest.raises(Conflict):
            store.append_stored(Stored([("practice/own", 2, "idea-noted.v1", b"{}")], clash))
    assert store.position() == 2


def test_pages_are_in_order_and_bounded(store: Store) -> None:
    for number in range(1, 6):
        store.append([appending(f"a-{number}", number), appending(f"b-{number}", number, stream="practice/b")])
    told = store.page(0, 100)
    assert [row[0] for row in told] == [*range(1, 11)]
    assert [row[0] for row in store.page(3, 4)] == [4, 5, 6, 7]
    assert store.page(10, 4) == []
    assert store.position() == 10
    assert [(row[1], row[2]) for row in store.by_stream(5)] == [
        ("practice/b", 1), ("practice/b", 2), ("practice/own", 1), ("practice/own", 2), ("practice/own", 3),
    ]  # fmt: skip
    assert store.rows("practice/b") == [row for row in told if row[1] == "practice/b"]


def test_streams_are_found_by_how_they_begin(store: Store) -> None:
    for name in ("practice/a", "practice/ab", "practice/b"):
        store.append([appending(name, 1, stream=name)])
    assert store.streams("practice/a", 10) == ["practice/a", "practice/ab"]
    assert store.streams("practice/", 1) == ["practice/a"]
    assert store.streams("engagement/", 10) == []


def test_history_falls_into_parts_of_which_the_first_has_more(store: Store) -> None:
    for number in range(12):
        store.append([appending(f"a-{number}", 1, stream=f"practice/{number:02}")])
    assert store.divided(3, 12, 0) == ["practice/04", "practice/08"]
    assert store.divided(3, 12, 6) == ["practice/08", "practice/10"]
    assert store.divided(3, 12, 20) == [], "too little to share"


def test_a_fact_is_found_by_its_position(store: Store) -> None:
    store.append([appending("a", 1, 2)])
    assert [store.fact(row[0]) for row in store.page(0, 10)] == store.page(0, 10)
    assert [store.fact(0), store.fact(3), store.fact(-1)] == [None, None, None]


LONG, SOON = 300, 60


def took(store: Store, after: int, seconds: float) -> float:
    begun = time.monotonic()
    store.wait(after, seconds)
    return time.monotonic() - begun


def test_entries_are_found_by_their_streams_and_numbers_and_only_those_that_are_there(store: Store) -> None:
    store.append([appending("a", 1, 2, 3), appending("b", 1, stream="practice/other")])
    named = [("practice/own", 3), ("practice/other", 1), ("practice/own", 4), ("nobody", 1)]
    assert sorted(row[1:3] for row in store.entries(named)) == [("practice/other", 1), ("practice/own", 3)]
    assert store.entries([]) == []


def test_who_waits_for_what_is_there_already_does_not_wait(store: Store) -> None:
    store.append([appending("a", 1)])
    assert took(store, 0, LONG) < SOON


def test_who_waits_for_nothing_waits_so_long_and_no_longer(store: Store) -> None:
    store.append([appending("a", 1)])
    assert 0.1 <= took(store, 1, 0.1) < SOON
    assert took(store, 1, 0) < SOON


def test_who_waits_is_woken_by_what_somebody_else_appends_each_time(again: Open) -> None:
    reader, writer = again(), again()
    with ThreadPoolExecutor(3) as threads:
        for version in range(1, 5):
            after = reader.position()
            waiting = [threads.submit(took, reader, after, LONG) for _ in range(2)]
            time.sleep(0.02)
            writer.append([appending(f"a-{version}", version)])
            assert max(one.result() for one in waiting) < SOON
            assert reader.position() > after


def test_notes_are_found_by_how_their_names_begin(again: Open) -> None:
    store = again()
    for name in ("feed/a", "feed/b", "feeder", "lease/feed/a"):
        store.set_note(name, name.upper(), was=None)
    assert store.notes("feed/") == {"feed/a": "FEED/A", "feed/b": "FEED/B"}


def test_a_note_is_set_by_whoever_knows_what_stands_there(again: Open) -> None:
    first, second = again(), again()
    assert first.note("lease") is None
    assert not first.set_note("lease", "mine", was="nobody's")
    assert first.set_note("lease", "mine", was=None)
    assert not second.set_note("lease", "theirs", was=None)
    assert second.note("lease") == "mine"
    assert second.set_note("lease", "theirs", was="mine")
    assert not first.set_note("lease", "mine again", was="mine")
    assert first.note("lease") == "theirs"
    assert first.set_note("lease", "theirs", was="theirs")
    assert first.note("other") is None


def test_of_many_who_set_a_note_at_once_one_does(again: Open) -> None:
    again()

    def take(name: str) -> bool:
        return again().set_note("lease", name, was=None)

    with ThreadPoolExecutor(6) as threads:
        assert sorted(threads.map(take, "abcdef")) == [False] * 5 + [True]


ROWS = [(3, "practice/own", 1, "idea-noted.v1", b"{}"), (7, "practice/own", 2, "idea-noted.v1", b"\x00\xff")]
RECEIPT = Receipt("a", "d", "practice/own", 1, 2, 3)


def test_facts_are_restored_at_their_positions_and_later_ones_follow(store: Store) -> None:
    store.restore(store.made, ROWS[:1], [RECEIPT])
    store.restore(store.made, ROWS[1:], [])
    assert store.page(0, 10) == ROWS
    assert [row[0] for row in store.page(3, 1)] == [7]
    assert (store.fact(7), store.fact(4), store.position()) == (ROWS[1], None, 7)
    assert store.receipts(["a"]) == {"a": RECEIPT}
    receipt = store.append([appending("b", 3)])[0]
    assert receipt.first_position == store.position() > 7


@pytest.mark.parametrize(
    ("rows", "receipts"),
    [
        ([(7, "practice/b", 1, "t", b"{}")], []),
        ([(5, "practice/b", 1, "t", b"{}")], []),
        ([(8, "practice/b", 1, "t", b"{}"), (9, "practice/own", 2, "t", b"{}")], []),
        ([(8, "practice/b", 1, "t", b"{}")], [RECEIPT]),
    ],
    ids=["position taken", "below what stands", "version taken", "receipt taken"],
)
def test_what_is_taken_is_not_restored_and_nothing_of_the_batch_is(
    store: Store, rows: list[Row], receipts: list[Receipt]
) -> None:
    store.restore(store.made, ROWS, [RECEIPT])
    with pytest.raises(Conflict):
        store.restore(store.made, rows, receipts)
    assert store.page(0, 10) == ROWS
    assert store.all_receipts("", 10) == [RECEIPT]


def test_only_the_ledger_it_was_made_for_is_restored(store: Store) -> None:
    with pytest.raises(StoreTrouble, match="another ledger"):
        store.restore({**store.made, "id": "f" * 32}, ROWS, [RECEIPT])
    assert store.position() == 0


def ledger(store: Store) -> Ledger:
    return Ledger(store, SetClock(), lambda _: None)


def test_through_the_ledger_a_fact_its_repetition_a_stale_version_and_other_words(again: Open) -> None:
    first, second = ledger(again()), ledger(again())
    first.handle(opened().command(1))
    receipt = first.handle(proposed().command(2))
    assert second.handle(proposed().command(2)) == receipt
    with pytest.raises(Conflict):
        second.handle(agrees().command(3).model_copy(update={"expect_version": 1}))
    with pytest.raises(IdReused):
        second.handle(agrees().command(2))
    assert [one.entry.version for one in second.store.stream("engagement/acme")] == [1, 2]


def test_a_batch_of_which_part_is_recorded_already_is_completed(again: Open) -> None:
    made = ledger(again())
    commands = [opened().command(1), proposed().command(2), agrees().command(3)]
    first = made.handle_all(commands[:2])
    assert ledger(again()).handle_all(commands)[:2] == first
    assert again().position() == 3


def test_a_batch_over_several_streams_is_all_or_none(store: Store) -> None:
    own = seller("practice.idea", says="visit").command(1)
    with pytest.raises(LedgerError, match="NOT-OPEN"):
        ledger(store).handle_all([own, measured().command(2)])
    assert store.position() == 0
    assert [r.first_position for r in ledger(store).handle_all([own, opened().command(2)])] == [1, 2]


def test_writers_of_one_stream_at_once_all_succeed(again: Open) -> None:
    again()
    names = [f"w-{number}" for number in range(6)]

    def write(name: str) -> list[Receipt]:
        made = ledger(again())
        ids = [f"{name}-{number}" for number in range(5)]
        return [patiently(made, seller("practice.idea", says=one, id=one)) for one in ids]

    with ThreadPoolExecutor(len(names)) as threads:
        receipts = [receipt for found in threads.map(write, names) for receipt in found]
    assert sorted(receipt.first_version for receipt in receipts) == [*range(1, 31)]
    assert [row[2] for row in again().rows("practice/own")] == [*range(1, 31)]


def patiently(made: Ledger, said: object) -> Receipt:
    for _ in range(50):
        try:
            return made.handle(said.command(1))  # type: ignore[attr-defined]
        except Conflict:
            continue
    raise AssertionError("fifty conflicts")


def test_of_writers_that_expect_the_same_version_one_wins(again: Open) -> None:
    ledger(again()).handle(seller("practice.idea", says="first").command(1))

    def write(number: int) -> bool:
        said = seller("practice.idea", says="second", expect_version=1).command(number)
        try:
            return bool(ledger(again()).handle(said))
        except Conflict:
            return False

    with ThreadPoolExecutor(6) as threads:
        assert sorted(threads.map(write, range(2, 8))) == [False] * 5 + [True]
    assert again().position() == 2


@pytest.mark.parametrize("expected", [{}, {"expect_version": 2}])
def test_twins_in_flight_are_one_fact_and_one_receipt(again: Open, expected: dict[str, int]) -> None:
    threads, rounds = 8, 6
    stores = [again() for _ in range(threads)]
    for number in range(rounds):
        stream = f"engagement/e{number}"
        for n, said in enumerate((opened(), proposed())):
            command = said.command(0).model_copy(update={"stream": stream, "id": f"{number}-{n}"})
            Ledger(stores[0], SetClock(), lambda _: None).handle(command)
        twin = agrees().command(0).model_copy(update={"stream": stream, "id": f"{number}-twin", **expected})
        with ThreadPoolExecutor(threads) as pool:
            ledgers = [Ledger(store, SetClock(), lambda _: None) for store in stores]
            receipts = set(pool.map(lambda ledger, twin=twin: ledger.handle(twin), ledgers))
        assert len(receipts) == 1
        assert len(stores[0].stream(stream)) == 3


def test_a_settled_answer_waits_for_whoever_is_writing(again: Open, request: pytest.FixtureRequest) -> None:
    """Else something could come after it was said not to be there."""
    first, second = again(), again()
    first.append([appending("a", 1)])
    began, ends = Event(), Event()

    def slow(*_: object) -> None:
        began.set()
        ends.wait(60)

    with ThreadPoolExecutor(2) as pool:
        writing = pool.submit(_received, first, Receipt("b", "d", "practice/own", 2, 1, 2), slow)
        began.wait(60)
        looking = pool.submit(second.settled, ["a", "b"])
        done, _ = wait([looking], timeout=0.2)
        ends.set()
        assert not done
        writing.result(60)
        assert sorted(looking.result(60)) == ["a", "b"]


def _received(store: Store, receipt: Receipt, slow: Callable[[], None]) -> None:
    """Writes a receipt, and is slow once the turn to write is its own."""
    if isinstance(store, MemoryStore):
        with store.lock:
            slow()
            store.known[receipt.command_id] = receipt
        return
    recorder: Any = store.recorder  # type: ignore[attr-defined]  # every store of a database has one
    if isinstance(recorder, LedgerRecorder):
        with recorder.datastore.transaction(commit=True) as c:
            slow()
            recorder._insert_receipts(c, [receipt])
        return
    with recorder.datastore.get_connection() as connection, connection.transaction(), connection.cursor() as cursor:
        cursor.execute(recorder.names.put(TURN))
        slow()
        cursor.executemany(recorder.names.put(RECEIVE), [receipt])
