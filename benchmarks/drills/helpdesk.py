"""A help desk's log imported into PostgreSQL, relayed, and projected by three of whom one joins and one is killed.

`uv run python -m benchmarks.drills.helpdesk commands.ndjson` prints the digest of every view beside that of the same
file imported into SQLite. Exit 1 when one differs.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from adapters.event_store.store import open_store
from adapters.proving.verify import digest
from adapters.wiring import Application
from benchmarks.drills.feeds import process
from benchmarks.drills.kill_projectors import ME, finish
from benchmarks.histories import load
from projections.registry import PROJECTIONS
from tests.servers.kafka import Server
from tests.servers.kafka import server as kafka
from tests.servers.postgres import server as postgres


def drill(commands: bytes, where: Server, store: str, views: str, folder: Path) -> dict[str, tuple[str, str]]:
    """By view, its digest from the topic, and from SQLite."""
    told = {"store": store, "views": views, "kafka": where.servers, "topics": where.topics()}
    environment = {f"SAMESIDE_{name.upper()}": text for name, text in told.items()}
    app = Application.at(create=True, **told)
    app.feed.set_up(partitions=6, replicas=1, adopt=False)
    with ExitStack() as stack:
        stack.enter_context(process(ME, "relay", **environment))
        first, _ = (stack.enter_context(process(ME, "project", **environment)) for _ in range(2))
        time.sleep(4)
        load(app, commands)
        stack.enter_context(process(ME, "project", **environment))
        time.sleep(1)
        first.kill()
        finish(app)
    url = f"sqlite:///{folder / 'plain.db'}"
    open_store(url, create=True, made=app.store.made).close()  # the same key of pseudonyms
    plain = Application.at(url)
    load(plain, commands)
    plain.projector.catch_up(PROJECTIONS)
    mine, theirs = app.projector.models, plain.projector.models
    found = {view.name: (digest(mine, view), digest(theirs, view)) for view in PROJECTIONS}
    app.close()
    plain.close()
    return found


def main(words: Sequence[str]) -> int:
    commands = Path(words[0]).read_bytes()
    with kafka(None) as broker, postgres(None) as databases, tempfile.TemporaryDirectory() as folder:
        found = drill(commands, broker, databases.database(), databases.database(), Path(folder))
    for view, (mine, theirs) in found.items():
        print(f"{view:<16} {mine[:16]} {'=' if mine == theirs else '≠'} {theirs[:16]}")
    return int(any(mine != theirs for mine, theirs in found.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
