"""Tests that start servers of their own stay together, so that never two of them run at once."""

from __future__ import annotations

import re
from pathlib import Path

from tests.workers import OWN_SERVERS

ROOT = Path(__file__).parents[2]
STARTS = re.compile(r"\b(?:Broker|Secured)\(|\bCluster\((?:fsync|tls)|\bown_broker: |\bkill_broker\.drill\(")


def test_every_file_that_starts_a_server_of_its_own_is_named() -> None:
    folders = [ROOT / "tests" / name for name in ("contract", "e2e", "integration", "kafka", "property")]
    files = [path for folder in folders for path in folder.glob("test_*.py")]
    found = {str(path.relative_to(ROOT)) for path in files if STARTS.search(path.read_text())}
    assert found == set(OWN_SERVERS)
