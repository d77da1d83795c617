"""What proves that two documents are one."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

SHORT = 12
"""So many characters of a digest tell two pages apart at a glance; a proof takes all 64."""


def shortened(digest: str) -> str:
    """A digest as people read it."""
    return digest[:SHORT]


def digest(key: str, document: Any) -> str:
    """SHA-256, in hex, over a document's line, as `rebuild --verify` takes it."""
    return hashlib.sha256(msgspec.json.encode([key, document], order="deterministic") + b"\n").hexdigest()
