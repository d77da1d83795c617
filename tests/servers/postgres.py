"""A real PostgreSQL for tests: one that is named, else a container, else a cluster of the machine's own binaries.

`SAMESIDE_TEST_POSTGRES=postgresql://…` names one whose role may create databases.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import conninfo
from psycopg.sql import SQL, Identifier

from tests.servers.certificates import Authority
from tests.servers.compose import composed, free

NAMED = "SAMESIDE_TEST_POSTGRES"
PLACES = "/usr/lib/postgresql"
START_SECONDS = 90
# A server refuses to run as root; `nobody` needs no account of its own, and setpriv neither a shell nor PAM.
LESS = ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--")
MISSING = "No PostgreSQL is here: install Debian's postgresql."
INSTEAD = "Or start Docker, or name one in SAMESIDE_TEST_POSTGRES."

NUMBERS = count(1)
EMPTIED = 150000
"""Older servers own their public schema otherwise: there each database is made anew."""
OTHERS = """SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid()"""
EMPTY = b"""SET client_min_messages = warning;
 DO $$ DECLARE ours name; BEGIN
 FOR ours IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
 LOOP EXECUTE format('DROP SCHEMA %I CASCADE', ours); END LOOP; END $$;
 CREATE SCHEMA public AUTHORIZATION pg_database_owner; GRANT USAGE ON SCHEMA public TO PUBLIC"""
COUNTED = ("class", "proc", "type", "extension", "event_trigger", "default_acl", "publication", "largeobject_metadata")
HAS = f"""SELECT {", ".join(f"(SELECT count(*) FROM pg_{kind})" for kind in COUNTED)},
 (SELECT count(*) FROM pg_db_role_setting WHERE setdatabase = d.oid), datacl::text, datallowconn, datconnlimit,
 datdba::regrole::text,
 (SELECT array_agg((nspname, nspowner::regrole, nspacl)::text ORDER BY nspname) FROM pg_namespace)
 FROM pg_database d WHERE datname = current_database()""".encode()
"""What may lie in a database, and what may be set of it."""


def binaries() -> Path | None:
    """Where initdb and postgres are: the newest of Debian's, or those on the path."""
    found = sorted(Path(PLACES).glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    told = str(found[-1]) if found else shutil.which("initdb")
    return Path(told).resolve().parent if told else None


class Cluster:
    """A cluster of its own in a temporary folder, on a free port of this machine; with `tls` it takes nothing else."""

    def __init__(self, *, fsync: bool = False, tls: bool = False, **settings: str) -> None:
        home = binaries()
        if home is None:
            raise FileNotFoundError(MISSING)
        self.home, self.fsync, self.settings = home, fsync, settings
        self.folder = Path(tempfile.mkdtemp(prefix="postgres-"))
        self.less: tuple[str, ...] = ()
        if os.geteuid() == 0:
            self.less = LESS
        self.give(self.folder)
        self.port = free()
        self.postmaster: subprocess.Popen[bytes] | None = None
        self._run("initdb", "--no-sync", "-A", "trust", "--no-instructions", "--locale=C", "-E", "UTF8", "-U", "owner")
        if tls:
            self._secure()

    def give(self, path: Path) -> None:
        """To whoever the server runs as."""
        if self.less:
            shutil.chown(path, "nobody", "nogroup")

    def url(self, database: str = "postgres", user: str = "owner") -> str:
        """Where it answers."""
        return _at(self.port, database, user)

    def verified(self, authority: Path | None = None) -> str:
        """Where it answers who trusts its authority, or another one, and asks that it be this machine's."""
        return f"{self.url()}?sslmode=verify-full&sslrootcert={authority or self.folder / 'authority.pem'}"

    def start(self) -> None:
        """Serves, and answers by the time this returns."""
        told = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": self.folder,
            "fsync": "on" if self.fsync else "off",
            "max_connections": 200,
            **self.settings,
        }
        until = time.monotonic() + START_SECONDS
        while not answers(self.url()):
            # After a kill its last children may hold its memory for a moment more, and it goes down again.
            if self.postmaster is None or self.postmaster.poll() is not None:
                if time.monotonic() > until:
                    raise TimeoutError((self.folder / "log").read_text()[-2000:])
                options = [word for name, value in told.items() for word in ("-c", f"{name}={value}")]
                with (self.folder / "log").open("ab") as log:
                    self.postmaster = subprocess.Popen(
                        [*self.less, str(self.home / "postgres"), "-D", str(self.folder / "data"), *options],
                        stdout=log,
                        stderr=log,
                        start_new_session=True,
                        cwd="/",
                    )
            time.sleep(0.02)

    def kill(self) -> None:
        """Its postmaster, with -9, in the middle of whatever it does; done once those that serve are gone too."""
        assert self.postmaster
        first = self.postmaster.pid
        serving = [Path("/proc", child) for child in Path(f"/proc/{first}/task/{first}/children").read_text().split()]
        self.postmaster.kill()
        self.postmaster.wait()
        until = time.monotonic() + START_SECONDS
        while any(process.exists() for process in serving) and time.monotonic() < until:
            time.sleep(0.05)

    def stop(self) -> None:
        """Down at once, and nothing left of it."""
        if self.postmaster and self.postmaster.poll() is None:
            self.postmaster.send_signal(signal.SIGQUIT)
            self.postmaster.wait(START_SECONDS)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _secure(self) -> None:
        certificate, key = Authority(self.folder).machine()
        for path in (certificate, key):
            self.give(path)
        self.settings |= {"ssl": "on", "ssl_cert_file": str(certificate), "ssl_key_file": str(key)}
        (self.folder / "data" / "pg_hba.conf").write_text("hostssl all all 127.0.0.1/32 trust\n")

    def _run(self, program: str, *words: str) -> None:
        command = [*self.less, str(self.home / program), "-D", str(self.folder / "data"), *words]
        subprocess.run(command, check=True, capture_output=True, cwd="/")


class Server:
    """Gives databases away, each with nothing in it and of a name that none had before. To make one anew costs three
    times as much as to empty one that was given back."""

    def __init__(self, url: str, cluster: Cluster | None = None) -> None:
        self.at = url
        self.cluster = cluster
        self.new: dict[str, object] = {}
        """How each was when it was made."""
        self.spare: list[str] = []
        self.patterns: dict[Callable[[str], object], str] = {}

    def database(self) -> str:
        """The URL of a database with nothing in it."""
        name = f"sameside_{os.getpid()}_{next(NUMBERS)}"
        with psycopg.connect(self.at, autocommit=True) as c:
            if self.spare:
                before = self.spare.pop()
                c.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(before), Identifier(name)))
                self.new[name] = self.new.pop(before)
                return named(self.at, name)
            self._make(c, name, "template0")
            again = c.info.server_version >= EMPTIED
        if again:
            with psycopg.connect(named(self.at, name)) as c:
                self.new[name] = c.execute(HAS).fetchone()
        return named(self.at, name)

    def copy(self, fill: Callable[[str], object]) -> str:
        """The URL of a database with all that `fill` puts into one that is empty, and leaves. It does so once."""
        if fill not in self.patterns:
            url = self.database()
            fill(url)
            self.patterns[fill] = str(conninfo.conninfo_to_dict(url)["dbname"])
        name = f"sameside_{os.getpid()}_{next(NUMBERS)}"
        with psycopg.connect(self.at, autocommit=True) as c:
            self._make(c, name, self.patterns[fill])
        return named(self.at, name)

    def drop(self, url: str) -> None:
        """Given back; whoever is still connected is sent away."""
        name = str(conninfo.conninfo_to_dict(url)["dbname"])
        if name in self.new and self._emptied(name):
            self.spare.append(name)
        else:
            self._drop(name)

    def close(self) -> None:
        """Nothing is left of those that were given back or copied."""
        for name in (*self.spare, *self.patterns.values()):
            self._drop(name)

    @staticmethod
    def _make(connection: psycopg.Connection[Any], name: str, pattern: str) -> None:
        """Copying the pattern's files costs a checkpoint a time unless the log takes them."""
        made = SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'").format(Identifier(name), Identifier(pattern))
        connection.execute(made + SQL(" STRATEGY wal_log") if connection.info.server_version >= EMPTIED else made)

    def _emptied(self, name: str) -> bool:
        """Whether it is again as it was made."""
        try:
            with psycopg.connect(named(self.at, name), autocommit=True) as c:
                c.execute(OTHERS)
                c.execute(EMPTY)
                return c.execute(HAS).fetchone() == self.new[name]
        except psycopg.Error:  # of one that a test kept from being used, nothing is used again
            return False

    def _drop(self, name: str) -> None:
        self.new.pop(name, None)
        with psycopg.connect(self.at, autocommit=True) as c:
            c.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


def named(url: str, database: str) -> str:
    """The same server's URL for another database."""
    return re.sub(r"(://[^/?]*)/?[^?]*", rf"\1/{database}", url, count=1)


@contextmanager
def server(told: str | None, **settings: str) -> Iterator[Server]:
    """The one that is named, else a throw-away one, with these settings where it is a cluster of its own. Raises
    FileNotFoundError where there is none.
    """
    if told:
        yield Server(told)
        return
    with composed("postgres", lambda port: answers(_at(port))) as port:
        if port:
            yield Server(_at(port))
            return
    if binaries() is None:
        raise FileNotFoundError(f"{MISSING} {INSTEAD}")
    cluster = Cluster(**settings)
    try:
        cluster.start()
        yield Server(cluster.url(), cluster)
    finally:
        cluster.stop()


def answers(url: str) -> bool:
    """Whether a server does at that URL."""
    with suppress(psycopg.OperationalError), psycopg.connect(url, connect_timeout=2):
        return True
    return False


def _at(port: int, database: str = "postgres", user: str = "owner") -> str:
    return f"postgresql://{user}@127.0.0.1:{port}/{database}"
