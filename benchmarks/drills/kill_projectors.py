"""Three projectors on PostgreSQL, one of them killed with -9 again and again, or stopped for longer than its turn.

`uv run python -m benchmarks.drills.kill_projectors [--kills 200] [--stops 0]` starts a Kafka and a PostgreSQL of its
own. Afterwards every view is compared, by digest, with one folded from the first fact, and the last row of every key
in a view's topic with its table. With `--stops` a projector stands still between folding a batch and saving it, until
another was given its partitions and has saved. Exit 1 on any difference.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Event
from typing import Any, NamedTuple

import psycopg
from psycopg.errors import UndefinedTable

from adapters.kafka.cluster import Cluster
from adapters.kafka.reader import reading
from adapters.kafka.rows import encoded
from adapters.kafka.setup import Names
from adapters.projecting.page_folder import Folder
from adapters.proving.verify import verify
from adapters.views.changes import Shown
from adapters.views.read_models import Overtaken
from adapters.wiring import Application
from benchmarks.drills.feeds import process
from benchmarks.histories import lines, load
from projections.registry import PROJECTIONS
from tests.servers.kafka import Server
from tests.servers.kafka import server as kafka
from tests.servers.postgres import server as postgres

ME = "benchmarks.drills.kill_projectors"
SESSION = {"session_timeout_ms": 3000, "heartbeat_interval_ms": 300}
FACTS = 400
CITES = {"account", "cites", "meant", "result", "reuses"}
"""A portfolio of so many facts is recorded between two kills."""


class Ended(NamedTuple):
    """Facts, views that differ from history, and keys whose row in a topic is not the table's; saves refused."""

    facts: int
    views: list[str]
    rows: list[str]
    refused: int

    @property
    def well(self) -> bool:
        return not self.views and not self.rows


def drill(  # noqa: PLR0913 - where everything is, and what is done to it
    store: str, views: str, where: Server, folder: Path, *, kills: int, stops: int, facts: int = FACTS
) -> Ended:
    """Facts keep coming while projectors are killed or stand still; then they finish undisturbed."""
    told = {"store": store, "views": views, "kafka": where.servers, "topics": where.topics()}
    app = Application.at(create=True, **told)
    environment = {f"SAMESIDE_{name.upper()}": text for name, text in told.items()}
    app.feed.set_up(partitions=6, replicas=1, adopt=False)
    log, refused = folder / "log", folder / "refused"
    refused.touch()
    with ExitStack() as stack:
        stack.enter_context(process(ME, "relay", log=log, **environment))
        running = [stack.enter_context(process(ME, "project", log=log, **environment)) for _ in range(3)]
        for turn in range(kills):
            record(app, facts, turn)
            time.sleep(random.uniform(0.2, 1.0))
            at = random.randrange(3)
            running[at].kill()
            running[at] = stack.enter_context(process(ME, "project", log=log, **environment))
        for turn in range(stops):
            record(app, facts, 10_000 + turn)
            with process(ME, "zombie", str(refused), log=log, **environment) as zombie:
                _stands_still(zombie.pid, app, turn)
                finish(app)  # another is given its partitions, and saves what it has not
                before = refused.stat().st_size
                zombie.send_signal(signal.SIGCONT)
                _until_refused(refused, before)
        views, rows = finish(app)
    found = Ended(app.position, views, rows, len(refused.read_text().splitlines()))
    app.close()
    return found


def _until_refused(refused: Path, before: int) -> None:
    """However slow the machine is, it tries to save once it goes on; half a minute is not waited for longer."""
    for _ in range(150):
        if refused.stat().st_size > before:
            return
        time.sleep(0.2)


def _stands_still(pid: int, app: Application, seed: int, seconds: float = 180) -> None:
    until, more = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        if state == "T":
            return
        if _whole(app):  # it saves when there is something to save: more, once this is in the views
            more += 1
            record(app, 20, 20_000 + seed * 1000 + more)
        time.sleep(0.1)
    raise TimeoutError("it never stood still")


def record(app: Application, facts: int, turn: int) -> None:
    """A portfolio of that turn's own: nothing in it has a name that another has. Again, it records what is missing."""
    told = [_renamed(json.loads(line), turn) for line in lines(facts, seed=turn).splitlines()]
    load(app, b"".join(json.dumps(line).encode() + b"\n" for line in told))


def _renamed(line: dict[str, Any], turn: int) -> dict[str, Any]:
    """The same of a stream of this turn, as is what it cites."""
    line["id"] = f"t{turn}-{line['id']}"
    line["stream"] = f"t{turn}-{line.get('stream', 'own').removeprefix('engagement/')}"
    for name in CITES & line.keys():
        cited = line[name]
        line[name] = f"t{turn}-{cited}" if isinstance(cited, str) else [f"t{turn}-{one}" for one in cited]
    return line


def finish(app: Application, seconds: float = 180) -> tuple[list[str], list[str]]:
    """Waits until every part of every view has seen what the topic holds, and the topics of views have been told; views
    that differ from history by then, and keys whose row in a topic is not the table's.
    """
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        # The cheap question first: the others fold every view anew.
        with suppress(UndefinedTable):  # a view has its plain name once its first build is whole
            if _whole(app) and not _rows(app) and not _views(app):
                return [], []
        time.sleep(0.5)
    return _views(app), _rows(app)


def _whole(app: Application) -> bool:
    last = max((row[1], row[2]) for row in app.store.page(app.position - 1, 1))
    with suppress(UndefinedTable), psycopg.connect(str(app.settings.views)) as c:  # before the first is built
        found = c.execute("SELECT min(version) FROM stream_versions WHERE stream = %s", (last[0],)).fetchone()
        return bool(found and found[0] == last[1])
    return False


def _views(app: Application) -> list[str]:
    return [view.name for view in PROJECTIONS if not verify(app.projector, view).equal]


def _rows(app: Application) -> list[str]:
    """Keys whose last row in the topic is not that of the table."""
    models, wrong = app.projector.models, []
    with reading(Cluster.of(app.settings)) as reader:
        for view in PROJECTIONS:
            left: dict[str, bytes] = {}
            tails = reader.tails(reader.partitions(Names(app.settings.topics).view(view)))
            for some in reader.between({at: (tail.begin, tail.end) for at, tail in tails.items()}).values():
                for one in some:
                    if one.value is None:
                        left.pop(one.key.decode(), None)
                    else:
                        left[one.key.decode()] = one.value
            with psycopg.connect(str(app.settings.views)) as c:
                places = c.execute(f"SELECT key, stream, position FROM {view.name}".encode()).fetchall()
            documents: dict[str, Any] = dict(models.documents(view))
            table = {key: encoded(Shown(key, stream, at, documents.get(key))) for key, stream, at in places}
            wrong += [key for key in {*left, *table} if not _same(left.get(key), table.get(key))]
    return wrong


def _same(left: bytes | None, table: bytes | None) -> bool:
    """A row that was folded again is told at the position where that was done: no reader takes it for an older one."""
    if left is None or table is None:
        return left == table
    there, ours = json.loads(left), json.loads(table)
    return there.pop("position") >= ours.pop("position") and there == ours


def _child(what: str, refused: str = "") -> None:
    app = Application.at()
    if what == "relay":
        app.feed.relay(Event(), lambda *_: None, lease=False)
        return
    if what == "zombie":
        _stop_before_the_third_save(refused)
    app.feed.project(Event(), lambda *_: None, **SESSION)


def _stop_before_the_third_save(refused: str) -> None:
    save, times = Folder.save, iter(range(1_000_000))

    def slow(self: Folder, changed: Any) -> None:
        if next(times) == 2:
            os.kill(os.getpid(), signal.SIGSTOP)
        try:
            save(self, changed)
        except Overtaken:
            with Path(refused).open("a") as file:
                file.write("refused\n")
            raise

    Folder.save = slow  # type: ignore[method-assign]


def main(words: Sequence[str]) -> int:
    if words and words[0] in {"relay", "project", "zombie"}:
        _child(*words)
        return 0
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--stops", type=int, default=0)
    asked = parser.parse_args(words)
    with kafka(None) as broker, postgres(None) as databases, tempfile.TemporaryDirectory() as folder:
        places = (databases.database(), databases.database())
        found = drill(*places, broker, Path(folder), kills=asked.kills, stops=asked.stops)
        if not found.well:
            sys.stderr.write((Path(folder) / "log").read_text()[-4000:])
    print(f"{asked.kills} kills, {asked.stops} stops between folding and saving: {found}")
    return int(not found.well)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
