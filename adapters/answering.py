"""What is answered to whoever records: what is stored by then, looked up anew after any trouble."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from adapters.codec import decode_row
from adapters.event_store.ports import Store
from domain.errors import LedgerError, StoreTrouble
from domain.extent import Extent, Recorded, note, recorded
from domain.fact import Entry
from domain.ports import Receipt
from domain.warned import Warned

if TYPE_CHECKING:
    from domain.command import Command
    from domain.ledger import Ledger, Standing

LOOK_SECONDS = 5.0
"""So long a look waits for whoever writes."""


class Spoken(NamedTuple):
    """What a command left behind; no receipt where nothing was written, and no entries where what was written could not
    be read back.
    """

    receipt: Receipt | None
    entries: tuple[Entry[Any], ...]
    warnings: list[Warned]


@dataclass(frozen=True)
class Answering:
    """Records, and answers by what is stored. `look` opens the store once more, by a connection of its own."""

    store: Store
    ledger: Ledger
    look: Callable[[], Store]

    def record(self, command: Command) -> Receipt:
        """Records one command; whatever it raises, says its extent."""
        return self._recorded(self.ledger, [command])[0]

    def say(self, command: Command) -> Spoken:
        """Records one command and tells what it left."""
        (receipt,), warnings = self.together([command])
        with recorded([receipt]):
            try:
                rows = self.store.page(receipt.first_position - 1, receipt.facts)
                entries = tuple(decode_row(row, self.store.ledger_id) for row in rows)
            except StoreTrouble:  # it is recorded all the same
                entries = ()
        return Spoken(receipt, entries, warnings)

    def together(self, commands: Sequence[Command]) -> tuple[list[Receipt], list[Warned]]:
        """Records them all in one append, or none of them; what is warned of. Whatever it raises, says its extent."""
        from domain.catalogue import decider  # noqa: PLC0415 - who only reads decides nothing

        ledger = replace(self.ledger, remember=True, standing={})
        receipts, warnings = self._recorded(ledger, commands), list[Warned]()
        with recorded(receipts):
            for command, receipt in zip(commands, receipts, strict=True):
                if (standing := _standing(ledger, receipt)) is not None:
                    warnings += decider(command.stream).warn(command, standing.state)
        return receipts, warnings

    def _recorded(self, ledger: Ledger, commands: Sequence[Command]) -> list[Receipt]:
        try:
            return ledger.handle_all(commands)
        except BaseException as error:  # also whoever is interrupted is told what is recorded
            extent = self._extent(error, commands)
            if extent.recorded is Recorded.ALL:
                return list(extent.receipts)
            note(error, extent)
            raise

    def _extent(self, error: BaseException, commands: Sequence[Command]) -> Extent:
        """What is recorded, once nothing can come of it any more."""
        ids = [command.id for command in commands]
        if isinstance(error, LedgerError) and not isinstance(error, StoreTrouble):
            return Extent.none()  # the ledger refused it, and has looked
        untouched = isinstance(error, StoreTrouble) and error.untouched
        try:
            with closing(self.look()) as store:
                known = store.receipts(ids) if untouched else store.settled(ids)
        except LedgerError:
            return Extent.unknown(ids)
        return Extent.all([known[id_] for id_ in ids]) if len(known) == len({*ids}) else Extent.none(ids)


def _standing(ledger: Ledger, receipt: Receipt) -> Standing | None:
    """The stream as it stands with what is recorded: where that answer was lost, the ledger stands before it, and reads
    on. None where it has not folded the stream, or cannot read it just now.
    """
    standing = ledger.standing.get(receipt.stream)
    if standing is None or standing.version >= receipt.first_version + receipt.facts - 1:
        return standing
    try:
        return ledger.load(receipt.stream, again=True)
    except StoreTrouble:  # it is recorded all the same
        return None
