"""What proves that two documents are one."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec


def digest(key: str, document: Any) -> str:
    """SHA-256, in hex, over a document's line, as `rebuild --verify` takes it."""
    return hashlib.sha256(msgspec.json.encode([key, document], order="deterministic") + b"\n").hexdigest()
