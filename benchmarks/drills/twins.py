"""One command id sent by many at the same moment, again and again: one fact, and every sender has the same receipt.

    uv run python -m benchmarks.drills.twins [SENDS=64] [ROUNDS=500]

On SQLite and on a PostgreSQL that is started for it; every sender is a thread with a connection of its own, and each
round goes once without and once with an expected version. The control gives every sender an id of its own, and must
find as many facts as senders. Exit 1 on any difference, and where the control finds none.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier

from adapters.wiring import Application
from domain.errors import LedgerError
from domain.ports import Receipt
from tests.servers.postgres import server

SENDS, ROUNDS, CONTROLS = 64, 500, 5
PATIENCE_SECONDS = 120
OWNERS = {"owner": {"person": "Ana"}, "customer_owner": {"person": "Bo"}}
OPENED = 1
"""The version at which a stream stands when all begin to send."""


@dataclass
class Found:
    """Rounds and sends, the facts that were recorded for them, and each round that did not go as it must."""

    rounds: int = 0
    sends: int = 0
    facts: int = 0
    wrong: list[str] = field(default_factory=list)


class Senders:
    """So many threads on one store, each with its own connection, who send when all of them are ready."""

    def __init__(self, url: str, many: int) -> None:
        self.app = Application.at(url, create=True)
        self.app.store.position()
        self.apps = [Application.at(url) for _ in range(many)]
        self.ready = Barrier(many)
        self.threads = ThreadPoolExecutor(many)

    def send(self, stream: str, ids: Sequence[str], *, expect: int | None) -> list[Receipt | str]:
        """What each was answered: a receipt, or the code of what it was refused for."""
        return list(self.threads.map(lambda n: self._one(n, stream, ids[n], expect), range(len(ids))))

    def _one(self, number: int, stream: str, command_id: str, expect: int | None) -> Receipt | str:
        told = {"command": "extra.notice", "stream": stream, "id": command_id, "says": "seen by all at once"}
        command = self.apps[number].command(told if expect is None else {**told, "expect_version": expect})
        self.ready.wait(PATIENCE_SECONDS)
        try:
            return self.apps[number].record(command)
        except LedgerError as refused:
            return refused.code

    def close(self) -> None:
        self.threads.shutdown()
        for app in (self.app, *self.apps):
            app.close()


def run(url: str, sends: int, rounds: int, *, expect: int | None = None, own_ids: bool = False) -> Found:
    """So many rounds on one store, each on a stream of its own, and what became of them."""
    senders, found = Senders(url, sends), Found()
    kind = f"{'own' if own_ids else 'one'}-{expect or 'any'}"
    try:
        for number in range(rounds):
            stream = f"engagement/twins-{kind}-{number}"
            _open(senders.app, stream)
            ids = [f"{stream}/{n if own_ids else 'sent'}" for n in range(sends)]
            _judge(found, senders.app, stream, senders.send(stream, ids, expect=expect))
    finally:
        senders.close()
    return found


def _open(app: Application, stream: str) -> None:
    told = {"command": "engagement.open", "stream": stream, "id": f"{stream}/open", "title": "Twins", "currency": "EUR"}
    app.record(app.command({**told, **OWNERS}))


def _judge(found: Found, app: Application, stream: str, answers: Sequence[Receipt | str]) -> None:
    """One fact, and one receipt for all, which says where it stands."""
    facts = [(row[0], row[2]) for row in app.store.rows(stream)][OPENED:]
    receipts = {one for one in answers if isinstance(one, Receipt)}
    refused = [one for one in answers if isinstance(one, str)]
    found.rounds += 1
    found.sends += len(answers)
    found.facts += len(facts)
    if refused:
        found.wrong.append(f"{stream}: {len(refused)} refused: {', '.join(sorted(set(refused)))}")
    if len(facts) != 1 or {(one.first_position, one.first_version) for one in receipts} != set(facts):
        found.wrong.append(f"{stream}: {len(facts)} facts, {len(receipts)} different receipts")


def drill(name: str, url: str, sends: int, rounds: int) -> bool:
    """Prints a line for each way of sending, and the control; True when all went as it must."""
    well = True
    for how, expect in (("any version", None), ("an expected version", OPENED)):
        found = run(url, sends, rounds, expect=expect)
        well = well and not found.wrong and found.facts == rounds
        print(
            f"{name}, {how}: {found.rounds} rounds of {sends} sends, {found.facts} facts, {_wrong(found)}", flush=True
        )
    control = run(url, sends, CONTROLS, own_ids=True)
    print(f"{name}, control, an id each: {CONTROLS} rounds, {control.facts} facts, {_wrong(control)}", flush=True)
    return well and control.facts == CONTROLS * sends and len(control.wrong) == CONTROLS


def _wrong(found: Found) -> str:
    return "; ".join([f"{len(found.wrong)} wrong", *found.wrong[:1]])


def main(sends: int = SENDS, rounds: int = ROUNDS) -> int:
    """0 when every round left one fact and one receipt, and the control did not."""
    with tempfile.TemporaryDirectory() as folder, server(None) as databases:
        places = {"SQLite": f"sqlite:///{Path(folder) / 'twins.db'}", "PostgreSQL": databases.database()}
        well = [drill(name, url, sends, rounds) for name, url in places.items()]
    return 0 if all(well) else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
