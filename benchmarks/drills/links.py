"""A result is taken back while somebody cites it elsewhere, again and again: nobody cites what does not stand.

    uv run python -m benchmarks.drills.links [INTERLEAVINGS=20000]

On SQLite and on a PostgreSQL that is started for it. Pairs of threads, each with a connection of its own, begin at the
same moment: one cites the result from another engagement, the other retracts it. A citation dangles where its result
was retracted at an earlier position; that is read off the rows in plain code. The control looks before it cites, and
leaves out what the append holds to: some of its citations must dangle. Exit 1 where one dangles, or none of the
control's does.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier
from typing import Any

from adapters.wiring import Application, UtcClock, pause
from domain.engagement.results import ResultDidNotHold
from domain.engagement.track_record import TrackRecordCited
from domain.errors import LedgerError
from domain.fact import Fact
from domain.ledger import Ledger
from domain.ports import Read
from domain.sources import CitedStreams
from tests.servers.postgres import server

INTERLEAVINGS, CONTROLS, PAIRS = 20_000, 1000, 4
EACH = 10  # results an engagement: what is cited is read whole
PATIENCE_SECONDS = 120
OWNERS = {"owner": {"person": "Ana"}, "customer_owner": {"person": "Bo"}}
COUNT = {
    "says": "Tickets stay resolved",
    "metric": {"name": "tickets", "kind": "count"},
    "measured": {"how": "by hand"},
}


class Looked(CitedStreams):
    """Looks whether what is cited stands, and leaves the store to take it whatever came since."""

    def reads(self, own: str, facts: Sequence[Fact], state: Any, unsaved: Any) -> tuple[Read, ...]:
        super().reads(own, facts, state, unsaved)
        return ()


class Unheld(Ledger):
    """Holds the append to nothing that was looked up."""

    def __post_init__(self) -> None:
        self.cited = Looked(self.store)


@dataclass
class Found:
    """What became of so many interleavings; `refused` by the code of the refusal."""

    interleavings: int = 0
    cited_first: int = 0
    dangling: list[str] = field(default_factory=list)
    refused: dict[str, int] = field(default_factory=dict)


class Pair:
    """One who cites and one who takes back, each on a connection of their own."""

    def __init__(self, url: str, number: int, *, held: bool) -> None:
        self.name = f"pair-{number}"
        self.citing, self.taking = Application.at(url), Application.at(url)
        if not held:
            self.citing.__dict__["ledger"] = Unheld(self.citing.store, UtcClock(), pause)
        self.ready = Barrier(2)
        self.refused: dict[str, int] = {}

    def run(self, interleavings: int) -> None:
        self._say(self.citing, "engagement.open", f"{self.name}-record", title="Record", currency="EUR", **OWNERS)
        with ThreadPoolExecutor(2) as threads:
            for first in range(0, interleavings, EACH):
                results = [f"T-{number}" for number in range(first, min(first + EACH, interleavings))]
                where = f"{self.name}-{first}"
                self._confirmed(where, results)
                for result in results:
                    both = [threads.submit(one, where, result) for one in (self._cite, self._take_back)]
                    for one in both:
                        one.result(PATIENCE_SECONDS)

    def close(self) -> None:
        self.citing.close()
        self.taking.close()

    def _confirmed(self, where: str, results: Sequence[str]) -> None:
        """An engagement with results that stand confirmed, in one append."""
        told = [
            self._told("engagement.open", where, title="Home", currency="EUR", **OWNERS),
            self._told("outcome.propose", where, terms=COUNT),
            self._told("outcome.agree", where, outcome="o-1", version=1, **{"as": "customer"}),
        ]
        for result in results:
            said = {"outcome": "o-1", "reference": result}
            told.append(self._told("result.reach", where, **said))
            told.append(self._told("result.confirm", where, **said, **{"as": "customer"}))
        self.taking.ledger.handle_all([self.taking.command(one) for one in told])

    def _cite(self, where: str, result: str) -> None:
        self.ready.wait(PATIENCE_SECONDS)
        try:
            self._say(self.citing, "fit.cite", f"{self.name}-record", result=f"{where}/o-1/{result}", says="it held")
        except LedgerError as refused:
            self.refused[refused.code] = self.refused.get(refused.code, 0) + 1

    def _take_back(self, where: str, result: str) -> None:
        self.ready.wait(PATIENCE_SECONDS)
        self._say(self.taking, "result.retract", where, outcome="o-1", reference=result, why="it came back")

    def _say(self, app: Application, name: str, stream: str, **fields: Any) -> None:
        app.record(app.command(self._told(name, stream, **fields)))

    def _told(self, name: str, stream: str, **fields: Any) -> dict[str, Any]:
        about = fields.get("result") or fields.get("reference", "")
        return {"command": name, "stream": stream, "id": f"{stream}/{name}/{about}".replace(" ", "-"), **fields}


def run(url: str, interleavings: int, *, held: bool = True) -> Found:
    """So many interleavings on a new store, by a few pairs at once, and what became of them."""
    app = Application.at(url, create=True)
    app.store.position()
    pairs = [Pair(url, number, held=held) for number in range(PAIRS)]
    try:
        with ThreadPoolExecutor(PAIRS) as threads:
            list(threads.map(lambda pair: pair.run(interleavings // PAIRS), pairs))
        return _read(app, pairs)
    finally:
        for one in (app, *pairs):
            one.close()


def _read(app: Application, pairs: Sequence[Pair]) -> Found:
    """Held against the rows, in the order of their positions."""
    found, gone = Found(), dict[str, int]()
    after = 0
    while rows := app.tail(after, 1000):
        for row in rows:
            fact = app.decode(row).body
            if isinstance(fact, ResultDidNotHold):
                found.interleavings += 1
                gone[f"{row[1].partition('/')[2]}/{fact.outcome}/{fact.reference}"] = row[0]
            elif isinstance(fact, TrackRecordCited) and fact.result in gone:
                found.dangling.append(f"{fact.result} at {row[0]}, retracted at {gone[fact.result]}")
            elif isinstance(fact, TrackRecordCited):
                found.cited_first += 1
        after = rows[-1][0]
    for pair in pairs:
        for code, count in pair.refused.items():
            found.refused[code] = found.refused.get(code, 0) + count
    return found


def drill(name: str, urls: Sequence[str], interleavings: int) -> bool:
    """Prints a line for the drill and one for its control; True when both went as they must."""
    held, control = run(urls[0], interleavings), run(urls[1], min(CONTROLS, interleavings), held=False)
    for what, found in ((name, held), (f"{name}, control without the condition", control)):
        refused = ", ".join(f"{count} {code}" for code, count in sorted(found.refused.items()))
        cited = f"{found.interleavings} interleavings, {found.cited_first} cited first, {refused or 'none refused'}"
        print(f"{what}: {cited}, {'; '.join([f'{len(found.dangling)} dangling', *found.dangling[:1]])}", flush=True)
    return held.interleavings == interleavings and not held.dangling and bool(control.dangling)


def main(interleavings: int = INTERLEAVINGS) -> int:
    """0 when nothing dangles, and something of the control's does."""
    with tempfile.TemporaryDirectory() as folder, server(None) as databases:
        files = [f"sqlite:///{Path(folder) / name}.db" for name in ("held", "control")]
        places = {"SQLite": files, "PostgreSQL": [databases.database(), databases.database()]}
        well = [drill(name, urls, interleavings) for name, urls in places.items()]
    return 0 if all(well) else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
