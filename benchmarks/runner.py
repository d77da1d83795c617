"""Two views on PostgreSQL by our projector and by the library's own `ProjectionRunner`, the same fold, fsync on.

The runner is used as its documentation shows it: one event, one transaction, in which the documents it touches are
read, folded and written beside the tracking of its position.
"""

from __future__ import annotations

import time
from contextlib import closing
from typing import Any, NamedTuple

import msgspec
import psycopg
from eventsourcing.application import Application as LibraryApplication
from eventsourcing.dispatch import singledispatchmethod
from eventsourcing.persistence import Mapper, StoredEvent, Tracking
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresTrackingRecorder
from eventsourcing.projection import Projection as LibraryProjection
from eventsourcing.projection import ProjectionRunner
from psycopg import conninfo

from adapters import codec
from adapters.projecting.folding import reads, spread, wants
from adapters.projecting.projector import Projector
from adapters.views.generations import begin
from adapters.views.read_models import ReadModels
from adapters.wiring import Application
from adapters.wiring_views import fill
from benchmarks.histories import lines, load
from benchmarks.pairs import Measured, tell
from benchmarks.postgres import library
from domain.fact import Recorded
from projections.registry import PROJECTIONS
from tests.servers.postgres import Cluster, Server

FACTS, FEW, ROUNDS = 20_000, 1_000, 5
VIEWS = tuple(one for one in PROJECTIONS if one.name in {"accountability", "why"})
KINDS = {one.name: wants(one) for one in VIEWS}
TABLE = "CREATE TABLE {} (view text, key text, stream text, document bytea, PRIMARY KEY (view, key))"


class Stored(NamedTuple):
    """A fact of ours as the library hands it on."""

    recorded: Recorded[Any]


class AsStored(Mapper[str]):
    """Our decoding in the place of the library's."""

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        return Stored(Recorded(stored_event.id, codec.decode(stored_event.topic, stored_event.state)))  # type: ignore[attr-defined]


class Ledger(LibraryApplication[str]):
    """Somewhere to subscribe to."""

    def construct_mapper(self) -> Mapper[str]:
        return AsStored(self.construct_transcoder())


class Documents(PostgresTrackingRecorder):
    """Two views in one table, saved in one transaction with the position."""

    table = "documents"

    def save(self, recorded: Recorded[Any], tracking: Tracking) -> None:
        with self.datastore.transaction(commit=True) as c:
            self._insert_tracking(c, tracking)
            for view in VIEWS:
                kinds = KINDS[view.name]
                if (kinds is None or recorded.entry.type in kinds) and reads(view, recorded.stream):
                    self._fold(c, view, recorded)

    def _fold(self, c: Any, view: Any, recorded: Recorded[Any]) -> None:
        of_stream = f"SELECT key, document FROM {self.table} WHERE view = %s AND stream = %s"
        found = c.execute(of_stream, (view.name, recorded.stream), prepare=True).fetchall()
        known = {row["key"]: row["document"] for row in found}
        for key in spread(view.keys(recorded), known):
            before = msgspec.json.decode(known[key], type=view.document) if key in known else None
            if (document := view.evolve(before, recorded)) is None:
                continue
            c.execute(
                f"INSERT INTO {self.table} VALUES (%s, %s, %s, %s)"
                " ON CONFLICT (view, key) DO UPDATE SET document = EXCLUDED.document",
                (view.name, key, recorded.stream, msgspec.json.encode(view.finish(document))),
                prepare=True,
            )


class Views(LibraryProjection[Documents]):
    """Each fact into both views."""

    name = "views"

    @singledispatchmethod
    def process_event(self, domain_event: Stored, tracking: Tracking) -> None:
        self.view.save(domain_event.recorded, tracking)


def run() -> bool:
    """Prints the ratio; whether it holds."""
    cluster = Cluster(fsync=True)
    try:
        cluster.start()
        server = Server(cluster.url(), cluster)
        url = server.database()
        with closing(Application.at(url, create=True)) as app:
            load(app, lines(FACTS))
            mine, theirs = [], []
            for _ in range(ROUNDS):
                mine.append(_ours(app, server.database()))
                theirs.append(_the_librarys(app, server.database()))
    finally:
        cluster.stop()
    print(
        "projecting two views on PostgreSQL, batch by batch, from the first fact; fsync on, medians of rounds in turn"
    )
    return tell("  accountability and why", Measured("sameside", mine), Measured("its ProjectionRunner", theirs), 20.0)


def _ours(app: Application, views: str) -> float:
    """Facts a second, as a live view that lags is brought up to date: no table is filled beside it."""
    models = ReadModels(views, app.store.ledger_id)
    with closing(models):
        for view in VIEWS:
            begin(models, view)
        begun = time.perf_counter()
        Projector(app.store, models, fill=fill).catch_up(VIEWS)
        return app.position / (time.perf_counter() - begun)


def _the_librarys(app: Application, url: str) -> float:
    """Facts a second over the first few: it is as quick at each, and slow."""
    told: dict[str, Any] = conninfo.conninfo_to_dict(url)
    with library(url) as datastore:
        recorder = PostgresApplicationRecorder(datastore, events_table_name="ledger_events")
        recorder.create_table()
        rows = app.store.page(0, FEW)
        recorder.insert_events([StoredEvent(row[1], row[2], row[3], row[4]) for row in rows])
    with psycopg.connect(url) as c:
        c.execute(TABLE.format(Documents.table))
    env = {"PERSISTENCE_MODULE": "eventsourcing.postgres", "POSTGRES_DBNAME": told["dbname"]}
    env |= {"POSTGRES_HOST": told["host"], "POSTGRES_PORT": told["port"], "POSTGRES_USER": told["user"]}
    env |= {"POSTGRES_PASSWORD": "", "POSTGRES_ORIGINATOR_ID_TYPE": "text"}
    begun = time.perf_counter()
    with ProjectionRunner(application_class=Ledger, projection_class=Views, view_class=Documents, env=env) as runner:
        runner.wait(len(rows), timeout=300)
    return len(rows) / (time.perf_counter() - begun)


if __name__ == "__main__":
    run()
