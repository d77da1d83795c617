"""How a stream and a thing in it are said: `acme`, `acme/x-3`, `practice/own`."""

from __future__ import annotations

from domain.catalogue import KINDS


def stream_of(said: str, usual: str = "engagement") -> tuple[str, str | None]:
    """`acme/x-3` → the stream's id, and the thing in it where one is named."""
    kind, _, rest = said.partition("/")
    if kind not in KINDS:
        kind, rest = usual, said
    name, _, thing = rest.partition("/")
    return f"{kind}/{name}", thing or None
