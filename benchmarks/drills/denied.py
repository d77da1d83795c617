"""Histories with denied words, kept as views on SQLite, on PostgreSQL and through Kafka: each says what the rule says.

`uv run python -m benchmarks.drills.denied [--histories 200]` starts a PostgreSQL and a Kafka of its own. Facts of all
histories come by turns, and the views are brought up to date in between. Afterwards every document is compared with the
fold of its history without the denied words; so it is once more after a rebuild. Exit 1 on any difference.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from adapters.codec import encode
from adapters.event_store.ports import Stored
from adapters.projecting.rebuild import rebuild
from adapters.wiring import Application
from benchmarks.drills.feeds import process
from benchmarks.drills.kill_projectors import ME, finish
from domain.fact import Recorded
from projections.registry import PROJECTIONS
from tests.property.what_stands import account, answers, differing, engagement, listed, named
from tests.servers.kafka import server as kafka
from tests.servers.postgres import server as postgres

History = list[Recorded[Any]]
TURN = 4
"""So many facts of a history come before it is another's turn."""
EVERY = 5
"""The views are brought up to date after so many turns of all."""


class Found(NamedTuple):
    """What the views of one place say: documents that differ, as they came and rebuilt; pages that list too little."""

    live: list[str]
    rebuilt: list[str]
    unlisted: list[str]

    @property
    def well(self) -> bool:
        return not (self.live or self.rebuilt or self.unlisted)


def histories(many: int) -> list[History]:
    """So many, one in five of an account."""
    return [named(account(n) if n % 5 == 4 else engagement(n), f"h-{n}") for n in range(many)]


def turns(found: Sequence[History], ledger: str) -> Iterator[list[tuple[str, int, str, bytes]]]:
    """The rows of all, by turns."""
    for at in count(0, TURN):
        rows = [_row(one, ledger) for history in found for one in history[at : at + TURN]]
        if not rows:
            return
        yield rows


def _row(one: Recorded[Any], ledger: str) -> tuple[str, int, str, bytes]:
    entry = replace(one.entry, ledger=ledger)
    return entry.stream, entry.version, entry.type, encode(entry)


def kept(app: Application, found: Sequence[History]) -> Found:
    """Views that readers bring up to date."""
    for number, rows in enumerate(turns(found, app.store.ledger_id)):
        app.store.append_stored(Stored(rows, ()))
        if number % EVERY == 0:
            app.projector.catch_up(PROJECTIONS)
    app.projector.catch_up(PROJECTIONS)
    live, unlisted = _compared(app, found), _unlisted(app, found)
    rebuild(app.projector, PROJECTIONS)
    return Found(live, _compared(app, found), unlisted)


def fed(told: dict[str, str], log: Path, found: Sequence[History]) -> Found:
    """Views that a topic feeds; `told` says where everything is."""
    app = Application.at(create=True, **told)
    app.feed.set_up(partitions=3, replicas=1, adopt=False)
    environment = {f"SAMESIDE_{name.upper()}": text for name, text in told.items()}
    with ExitStack() as stack:
        stack.enter_context(process(ME, "relay", log=log, **environment))
        stack.enter_context(process(ME, "project", log=log, **environment))
        for rows in turns(found, app.store.ledger_id):
            app.store.append_stored(Stored(rows, ()))
        finish(app, 600)
        live, unlisted = _compared(app, found), _unlisted(app, found)
    app.close()
    return Found(live, [], unlisted)


def _documents(app: Application, history: History) -> Any:
    return lambda view: dict(app.projector.documents(view, history[0].stream))


def _compared(app: Application, found: Sequence[History]) -> list[str]:
    return [wrong for history in found for wrong in differing(history, _documents(app, history))]


def _unlisted(app: Application, found: Sequence[History]) -> list[str]:
    return [history[0].stream for history in found if not listed(history, _documents(app, history))]


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--histories", type=int, default=200)
    found = histories(parser.parse_args(words).histories)
    facts, denied = sum(map(len, found)), sum(len(answers(one).denied) for one in found)
    print(f"{len(found)} histories, {facts} facts, {denied} denied words", flush=True)
    with tempfile.TemporaryDirectory() as folder, postgres(None) as databases, kafka(None) as broker:
        places = {"SQLite": f"sqlite:///{folder}/l.db", "PostgreSQL": databases.database()}
        results = {}
        for name, place in places.items():
            app = Application.at(place, create=True, batch_max=97)
            results[name] = kept(app, found)
            app.close()
            print(name, results[name], flush=True)
        where = {"store": databases.database(), "views": databases.database()}
        where |= {"kafka": broker.servers, "topics": broker.topics()}
        results["Kafka"] = fed(where, Path(folder) / "log", found)
        print("Kafka", results["Kafka"], flush=True)
    return int(not all(one.well for one in results.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
