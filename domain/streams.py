"""How a stream and a thing in it are said, `acme`, `acme/x-3`, `practice/own`, and which may have been meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from domain.errors import NoSuchLink, NotOpen
from domain.names import did_you_mean, no_such
from domain.said import worded
from domain.vocabulary import KINDS

NEIGHBOURS = 200
"""How many names are compared for each beginning that a wrong name may have: never all of a large ledger."""
Streams: TypeAlias = Callable[[str, int], Sequence[str]]
"""The ids of the first streams, in their order, that begin so: at most so many."""


def stream_of(name: str, usual: str = "engagement") -> tuple[str, str | None]:
    """`acme/x-3` → the stream's id, and the thing in it where one is named."""
    kind, _, rest = name.partition("/")
    if kind not in KINDS:
        kind, rest = usual, name
    name, _, thing = rest.partition("/")
    return f"{kind}/{name}", thing or None


def nearest(stream: str, streams: Streams) -> str | None:
    """The name of the stream that may have been meant: looked for among those that begin as it does, first by the
    longest beginning.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - most names are spelled right

    kind, _, name = stream.partition("/")
    for length in range(len(name), -1, -1):
        names = [stream_id.partition("/")[2] for stream_id in streams(f"{kind}/{name[:length]}", NEIGHBOURS)]
        if near := get_close_matches(name, names, n=1):
            return near[0]
    return None


def nearer(missing: NoSuchLink | NotOpen, streams: Streams) -> NoSuchLink | NotOpen:
    """The same; where the stream that it is about is not there, with the name that is nearest."""
    stream = _lacking(missing)
    if missing.data.get("near") or stream in streams(stream, 1) or not (near := nearest(stream, streams)):
        return missing
    kind, _, name = stream.partition("/")
    lacks, detail = no_such(kind, name), missing.detail
    if detail and lacks not in detail:
        detail = worded("{detail}: {lacks}", detail=detail, lacks=lacks)
    missing.detail = worded("{detail}{near}", detail=detail or lacks, near=did_you_mean(near))
    return missing


def _lacking(missing: NoSuchLink | NotOpen) -> str:
    """The stream that is not there: of what is cited, of the account that is named, or the command's own."""
    cited, named = missing.data.get("cited"), missing.data.get("name")
    if cited:
        return stream_of(str(cited))[0]
    return f"account/{named}" if named else str(missing.data["stream"])
