"""A pooler of transactions is refused by name, and one of sessions serves; what a URL says of a session is kept."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import quote

import pytest
from psycopg import conninfo

from adapters.event_store.store import open_store
from adapters.views.postgres import Postgres
from domain.errors import StoreRefused
from tests.integration.test_held import OPEN, say
from tests.servers.compose import free
from tests.servers.postgres import LESS, answers

Pooled = Callable[[str], str]


@pytest.fixture
def pooled(postgres: str, tmp_path: Path) -> Iterator[Pooled]:
    """The URL of the database through a pgbouncer of its own, in this mode."""
    if not shutil.which("pgbouncer"):
        pytest.skip("No pooler is here: install Debian's pgbouncer.")
    server = conninfo.conninfo_to_dict(postgres)
    with ExitStack() as stack:

        def begun(mode: str) -> str:
            port, config = free(), Path("/tmp") / f"pgbouncer-{free()}.ini"
            stack.callback(config.unlink)
            config.write_text(
                f"[databases]\n* = host={server['host']} port={server['port']} user={server['user']}\n[pgbouncer]\n"
                f"listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = any\n"
                f"pool_mode = {mode}\nignore_startup_parameters = extra_float_digits, options\n"
            )
            words = [*(LESS if os.geteuid() == 0 else ()), shutil.which("pgbouncer") or "", "-q", str(config)]
            child = stack.enter_context(subprocess.Popen(words))
            stack.callback(child.kill)
            url = f"postgresql://owner@127.0.0.1:{port}/{server['dbname']}"
            for _ in range(300):
                if answers(url):
                    return url
                time.sleep(0.1)
            raise TimeoutError("pgbouncer does not answer")

        yield begun


@pytest.mark.parametrize("mode", ["transaction", "statement"])
def test_a_pooler_of_transactions_is_refused_by_name_before_anything_is_recorded(
    postgres: str, pooled: Pooled, mode: str
) -> None:
    say(postgres, OPEN)
    url = pooled(mode)
    told = say(url, "engagement close acme --why done", code=8).output
    assert "the pooler before the server shares a session among transactions" in told
    assert "pool_mode = session" in told
    with pytest.raises(StoreRefused, match="the pooler"):
        _ = Postgres(url).connection
    with closing(open_store(postgres, create=False)) as store:
        assert store.position() == 1


def test_a_pooler_of_sessions_serves(pooled: Pooled) -> None:
    url = pooled("session")
    say(url, OPEN)
    assert "Intake" in say(url, "report accountability acme").stdout


def test_what_the_url_says_of_a_session_is_kept(postgres: str) -> None:
    say(postgres, OPEN)
    url = f"{postgres}?options=-c%20statement_timeout%3D7s%20--lock-timeout%3D300ms"
    asked = "SELECT current_setting('statement_timeout') AS a, current_setting('lock_timeout') AS b"
    with closing(open_store(url, create=False)) as store:
        run = store.recorder.datastore.run  # type: ignore[attr-defined]
        assert [*run(lambda c: c.execute(asked).fetchone()).values()] == ["7s", "300ms"]
    views = Postgres(url)
    assert views.connection.execute(asked).fetchone() == ("7s", "300ms")
    views.close()
    with closing(open_store(postgres, create=False)) as store:
        run = store.recorder.datastore.run  # type: ignore[attr-defined]
        assert [*run(lambda c: c.execute(asked).fetchone()).values()] == ["2min", "30s"]


@pytest.mark.parametrize(
    "setting", [r"default_transaction_isolation=repeatable\ read", "synchronous_commit=off", "synchronous-commit=OFF"]
)
def test_what_a_ledger_cannot_be_kept_with_is_refused_and_not_dropped(postgres: str, setting: str) -> None:
    say(postgres, OPEN)
    with pytest.raises(StoreRefused, match="cannot be kept"):
        open_store(f"{postgres}?options={quote(f'-c {setting}')}", create=False)
