"""What projectors that are often written count twice or never, and that ours does not in the same place."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.drills.feeds import process
from tests.integration.toy_views import ACCOUNTS, paid
from tests.kafka.feeds import Fed

ACME, OTHER = "engagement/acme", "engagement/other"
KILLED = -9


@pytest.mark.parametrize(("how", "counted"), [("ours", 20), ("documents-first", 24), ("position-first", 16)])
def test_a_kill_between_documents_and_how_far_they_came_harms_where_they_are_saved_one_by_one(
    fed: Fed, tmp_path: Path, how: str, counted: int
) -> None:
    """The controls: in two transactions a batch counts twice, or never; ours saves both in one."""
    fed.toys.say(ACME, *(paid(1) for _ in range(5)))
    fed.project()
    fed.toys.say(ACME, *(paid(1) for _ in range(15)))
    fed.send()
    words = (how, str(tmp_path / "ledger.db"), fed.cluster.servers, fed.names.prefix)
    for killed in (["killed"], []):
        with process("tests.kafka.controls.killed", *words, *killed, log=tmp_path / "log") as projector:
            assert projector.wait(180) == (KILLED if killed else 0), (tmp_path / "log").read_text()
    if how == "ours":
        assert dict(fed.toys.models().documents(ACCOUNTS))[ACME].times == counted
        return
    with closing(sqlite3.connect(f"{tmp_path / 'ledger.db'}.naive")) as c:
        assert c.execute("SELECT * FROM accounts").fetchall() == [(ACME, counted)]
