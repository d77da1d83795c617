"""Toys over each kind of database that keeps views."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.integration.toy_views import Toys


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger and its views may be made."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    told: Any = request.getfixturevalue("postgres")
    return str(told)


@pytest.fixture
def toys(url: str) -> Iterator[Toys]:
    found = Toys(url)
    yield found
    found.close()
