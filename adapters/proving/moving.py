"""A ledger moved to another store: every fact at its position, every receipt, and then a proof by digest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from adapters.answering import LOOK_SECONDS
from adapters.event_store.ports import Row, Store
from adapters.event_store.store import open_store
from domain.errors import Conflict, LedgerError, NoLedger, StoreRefused, StoreTrouble
from domain.extent import Extent
from domain.ports import Receipt

BATCH = 2000
Tell = Callable[[int, int], None]
"""Hears how many facts are done, of how many."""


class Digests(NamedTuple):
    """What a store holds, in two figures.

    SHA-256 over every value of a fact (position, stream, version, type, bytes) and of a receipt, each with its length
    in bytes and a colon before it, in the order of positions and of command ids.
    """

    position: int
    facts: int
    receipts: int
    facts_digest: str
    receipts_digest: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The ledger, what both stores hold now, and how many facts this time added."""

    ledger: str
    added: int
    held: Digests


class _Caused(msgspec.Struct):
    causation: str


def move(source: Store, target: Store, tell: Tell = lambda _done, _total: None) -> Moved:
    """Copies what the target has not, a batch a transaction; said again, it goes on where it was.

    Raises StoreTrouble when the target holds another ledger, when anything in it differs, and when somebody recorded
    in the source meanwhile.
    """
    if source.made != target.made:
        reason = "the target holds another ledger; a move needs an empty place, or one that it began itself"
        raise StoreRefused(
            reason, ledger=target.ledger_id, way_out="make another database: createdb, and no sameside init"
        )
    held = target.position()
    _compare_facts(source, target, held)
    _compare_receipts(source, target)
    added = _copy(source, target, held, tell)
    _receipts_left(source, target)
    for name, value in source.notes("feed/").items():  # its topics stay its own: with them goes who writes there
        target.set_note(name, value, target.note(name))
    ours, theirs = digests(source), digests(target)
    if source.position() > theirs.position:
        raise StoreTrouble("somebody recorded meanwhile; stop what records, and move again")
    if ours != theirs:
        raise StoreRefused(f"the two differ: {ours} there, {theirs} here")
    return Moved(source.ledger_id, added, theirs)


def moved_so_far(source: str, target: str) -> Extent:
    """How many facts of the ledger at one URL are at the other by now."""
    try:
        with (
            closing(open_store(source, create=False, patience=LOOK_SECONDS)) as ours,
            closing(open_store(target, create=False, patience=LOOK_SECONDS)) as theirs,
        ):
            if ours.made != theirs.made:
                return Extent.none()
            done, total = (store.count(store.position()) for store in (theirs, ours))
    except NoLedger:
        return Extent.none()
    except LedgerError:
        return Extent.unknown()
    return Extent.part(done, total, "fact") if done else Extent.none()


def digests(store: Store) -> Digests:
    """What it holds, read through once."""
    facts, receipts, counted, received, after, last = hashlib.sha256(), hashlib.sha256(), 0, 0, 0, ""
    while rows := store.page(after, BATCH):
        for row in rows:
            _feed(facts, row)
        counted, after = counted + len(rows), rows[-1][0]
    while page := store.all_receipts(last, BATCH):
        for receipt in page:
            _feed(receipts, receipt)
        received, last = received + len(page), page[-1].command_id
    return Digests(after, counted, received, facts.hexdigest(), receipts.hexdigest())


def _feed(digest: hashlib._Hash, values: Sequence[str | int | bytes]) -> None:
    parts = [value if isinstance(value, bytes) else str(value).encode() for value in values]
    digest.update(b"".join(b"%d:%b" % (len(value), value) for value in parts))


def _compare_facts(source: Store, target: Store, upto: int) -> None:
    """What is there already is what we would have written."""
    after = 0
    while after < upto:
        theirs = [row for row in target.page(after, BATCH) if row[0] <= upto]
        ours = source.page(after, len(theirs))
        if ours != theirs:
            differing = [theirs[at] for at in range(len(theirs)) if at >= len(ours) or ours[at] != theirs[at]]
            raise StoreRefused(f"the target holds something else at position {differing[0][0]}")
        after = theirs[-1][0]


def _compare_receipts(source: Store, target: Store) -> None:
    last = ""
    while theirs := target.all_receipts(last, BATCH):
        ours = source.receipts([receipt.command_id for receipt in theirs])
        for receipt in theirs:
            if ours.get(receipt.command_id) != receipt:
                raise StoreRefused(f"the target holds another receipt of command {receipt.command_id}")
        last = theirs[-1].command_id


def _copy(source: Store, target: Store, held: int, tell: Tell) -> int:
    after, added, total = held, 0, source.position()
    while rows := _whole_commands(source, source.page(after, BATCH)):
        receipts = _receipts_of(source, rows)
        try:
            target.restore(source.made, rows, receipts)
        except Conflict:
            if target.position() != rows[-1][0]:  # else it was committed, and only the answer was lost
                raise
        after, added = rows[-1][0], added + len(rows)
        tell(after, total)
    return added


def _whole_commands(source: Store, rows: list[Row]) -> list[Row]:
    """To the end of the last command, so that a move which breaks off leaves no half of one."""
    rows = [*rows]
    while rows and (cause := _cause(rows[-1][4])):
        following = source.page(rows[-1][0], 1)
        if not following or _cause(following[0][4]) != cause:
            break
        rows += following
    return rows


def _receipts_of(source: Store, rows: list[Row]) -> list[Receipt]:
    """Of the commands whose first fact is among these."""
    ids = dict.fromkeys(command_id for row in rows if (command_id := _cause(row[4])))
    known = source.receipts([*ids]).values()
    return [receipt for receipt in known if rows[0][0] <= receipt.first_position <= rows[-1][0]]


def _cause(state: bytes) -> str:
    """The command in the stored bytes; none where they cannot be read, and the receipt comes with those left."""
    try:
        return msgspec.json.decode(state, type=_Caused).causation
    except (msgspec.DecodeError, RecursionError):
        return ""


def _receipts_left(source: Store, target: Store) -> None:
    """Those that no readable fact led to."""
    last = ""
    while ours := source.all_receipts(last, BATCH):
        theirs = target.receipts([receipt.command_id for receipt in ours])
        if missing := [receipt for receipt in ours if receipt.command_id not in theirs]:
            target.restore(source.made, [], missing)
        last = ours[-1].command_id
