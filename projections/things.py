"""Things: what there is of each noun, and the fact that happened last of each; what lists are read from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.catalogue import noun_of
from domain.engagement.results import ResultConfirmed
from domain.fact import Fact, Recorded
from domain.later import last_instant
from domain.linked import LinkMended
from projections.shared.named import thing_of
from projections.shared.projection import Projection, document


@document
class Listed:
    """One thing of a noun, as its facts name it. `first` is the number of the entry that began it, `last` that of the
    one that happened last, at `happened`; of those of one instant it is the one recorded last. `facts` is how many
    moved it.

    `on_behalf` are the numbers of those entries that nobody owned yet, `citing` of those that cite something, `mending`
    of those that say what others should have cited. `several` says that its fact moved several things at once, as a yes
    to all results through a day does.
    """

    noun: str
    thing: str
    facts: int = 0
    first: int
    last: int = 0
    happened: str = ""
    several: bool = False
    on_behalf: list[int]
    citing: list[int]
    mending: list[int]


def keys(recorded: Recorded[Any]) -> Sequence[str]:
    entry = recorded.entry
    noun = _noun(recorded)
    key = f"{entry.stream}#{noun}#{thing_of(noun, entry)}"
    return (f"{key}#{entry.version}" if _several(entry.body) else key,)


def evolve(row: Listed | None, recorded: Recorded[Any]) -> Listed:
    entry = recorded.entry
    if row is None:
        row = _begun(recorded)
    row.facts += 1
    happened = last_instant(entry.occurred_at, entry.zone)
    row.happened, row.last = max((row.happened, row.last), (happened, entry.version))
    if entry.stands == "on behalf":
        row.on_behalf.append(entry.version)
    if entry.body.citations():
        row.citing.append(entry.version)
    if isinstance(entry.body, LinkMended):
        row.mending.append(entry.version)
    return row


def _begun(recorded: Recorded[Any]) -> Listed:
    noun, entry = _noun(recorded), recorded.entry
    row = Listed(noun=noun, thing=thing_of(noun, entry), first=entry.version, on_behalf=[], citing=[], mending=[])
    row.several = _several(entry.body)
    return row


def _noun(recorded: Recorded[Any]) -> str:
    """Of an account's stream, and of the seller's own, every fact is listed with the stream's own noun."""
    kind = recorded.entry.stream.partition("/")[0]
    fact: Fact = recorded.entry.body
    return noun_of(type(fact)) if kind == "engagement" else kind


def _several(fact: Any) -> bool:
    return isinstance(fact, ResultConfirmed) and fact.reference is None


def _of(kind: str, name: str) -> Projection[Listed]:
    return Projection(
        name=name,
        version=1,
        document=Listed,
        facts=None,
        keys=keys,
        evolve=evolve,
        streams=kind,
        short=("key", "facts", "first", "last", "happened"),
    )


OF_ENGAGEMENTS = _of("engagement", "things")
OF_ACCOUNTS = _of("account", "account_things")
OF_THE_OWN = _of("practice", "own_things")
VIEWS = {view.streams: view.name for view in (OF_ENGAGEMENTS, OF_ACCOUNTS, OF_THE_OWN)}
"""The view of each kind of stream."""
