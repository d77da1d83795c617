"""Toys over each kind of database that keeps views, and ledgers that many tests begin with."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from adapters.wiring import Application
from tests.integration.toy_views import Toys

Fill = Callable[[Application], object]


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database that keeps views."""
    return str(request.param)


@pytest.fixture
def url(request: pytest.FixtureRequest, kind: str, tmp_path: Path) -> str:
    """Where a ledger and its views may be made."""
    if kind == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    told: Any = request.getfixturevalue("postgres")
    return str(told)


@pytest.fixture
def toys(url: str) -> Iterator[Toys]:
    found = Toys(url)
    yield found
    found.close()


@pytest.fixture(scope="session")
def patterns(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Fill], Path]:
    """The folder of a ledger in a file that was filled so, once in a process."""

    @cache
    def pattern(fill: Fill) -> Path:
        folder = tmp_path_factory.mktemp("pattern")
        _filling(fill)(f"sqlite:///{folder}/ledger.db")
        return folder

    return pattern


@pytest.fixture
def filled(
    request: pytest.FixtureRequest, kind: str, patterns: Callable[[Fill], Path], tmp_path: Path
) -> Iterator[Callable[[Fill], Application]]:
    """A ledger of the test's own that was filled so: a copy of one that was filled once."""
    with ExitStack() as stack:

        def copied(fill: Fill) -> Application:
            if kind == "sqlite":
                shutil.copytree(patterns(fill), tmp_path, dirs_exist_ok=True)
                url = f"sqlite:///{tmp_path}/ledger.db"
            else:
                server: Any = request.getfixturevalue("postgres_server")
                url = server.copy(_filling(fill))
                stack.callback(server.drop, url)
            return stack.enter_context(closing(Application.at(url)))

        yield copied


@cache
def _filling(fill: Fill) -> Callable[[str], None]:
    """Fills the ledger at a URL, and leaves it."""

    def at(url: str) -> None:
        with closing(Application.at(url, create=True)) as app:
            fill(app)

    return at
