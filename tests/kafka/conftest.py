"""Toys, a real broker under them, and topics of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.integration.toy_views import Toys
from tests.kafka.feeds import Fed


@pytest.fixture
def toys(tmp_path: Path) -> Iterator[Toys]:
    found = Toys(f"sqlite:///{tmp_path / 'ledger.db'}")
    yield found
    found.close()


@pytest.fixture
def fed(toys: Toys, kafka_server: Any) -> Fed:
    """Toys with topics that are made."""
    found = Fed(toys, kafka_server.servers, kafka_server.topics())
    found.set_up()
    return found
