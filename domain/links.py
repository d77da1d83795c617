"""What a fact of one stream cites of another: where that may be, and whether it stands there (docs/adr/0022)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from msgspec import Struct
from rpds import HashTrieSet

from domain.errors import NoSuchLink
from domain.names import same
from domain.vocabulary import KINDS

COMPARED = 2000
"""So many names are compared with one that is not there, at most."""


class Source(Struct, frozen=True):
    """A stream as others may cite it: its version, what its facts make of it, and each name that stands in it.

    The empty name is the stream itself; a number is the fact of that version.
    """

    version: int
    state: Any
    names: HashTrieSet[str]


Sources: TypeAlias = Mapping[str, Source]
"""Any stream as it may be cited; one that is empty has version 0."""


class Link(NamedTuple):
    """How facts of one kind cite what another stream has.

    `field` holds what is cited. `rests(fact, own, cited, sources)` returns the stream that has it, `own` being that of
    the fact; it raises a LedgerError where it does not stand. `mended`: nothing but what is read follows from it, so
    that it may be mended later.
    """

    field: str
    rests: Callable[[Any, str, str, Sources], str]
    mended: bool = True


def by_name(field: str) -> Link:
    """Cites anything that has a name: `acme/x-3`, `own/i-1`, `practice/own/i-1`, a fact as `acme/7`, or `acme`."""
    return Link(field, _made)


def places(own: str, cited: str) -> Iterator[tuple[str, str]]:
    """What may be meant: a stream, and the name in it. A name alone is of the seller's own, or an engagement's."""
    head, _, name = cited.partition("/")
    if not name:
        yield own if own.startswith("practice/") else "practice/own", cited
        yield f"engagement/{cited}", ""
        return
    if head in KINDS:
        stream, _, named = name.partition("/")
        yield f"{head}/{stream}", named
    yield from ((f"{kind}/{head}", name) for kind in KINDS)


def _made(fact: Any, own: str, cited: str, sources: Sources) -> str:
    """The first stream that has it; whatever became of the thing since, it was tried."""
    itself = {same(name) for name in fact.names()}
    for stream, name in places(own, cited):
        if same(name) in sources[stream].names and not (stream == own and same(name) in itself):
            return stream
    near = next(_near(own, cited, sources), None)
    meant = f"; did you mean {near}?" if near else ""
    raise NoSuchLink(f"{cited} is not there{meant}", cited=cited, near=near)


def _near(own: str, cited: str, sources: Sources) -> Iterator[str]:
    for stream, name in places(own, cited):
        known = [one for one in islice(sources[stream].names, COMPARED) if not one.isdecimal()]
        if name and (close := get_close_matches(name, known, n=1)):
            yield f"{cited.removesuffix(name)}{close[0]}"
