"""What a fact of one stream cites in another: where it may be, and whether it stands there (docs/adr/0022)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from msgspec import Struct
from rpds import HashTrieSet

from domain.errors import AccountIsMerged, NoSuchLink
from domain.names import did_you_mean, no_such, same
from domain.said import worded
from domain.step import WayOut
from domain.vocabulary import KINDS

COMPARED = 2000
"""So many names are compared with one that is not there, at most."""


class Source(Struct, frozen=True):
    """A stream as others may cite it: its version, its state, and every name that stands in it.

    The empty name is the stream itself; a number is the fact of that version.
    """

    version: int
    state: Any
    names: HashTrieSet[str]


Sources: TypeAlias = Mapping[str, Source]
"""Any stream as it may be cited; one that is empty has version 0."""


class Link(NamedTuple):
    """How facts of one kind cite what another stream has.

    `field` holds what is cited. `rests(fact, own, cited, sources)` returns the stream that has it, or raises a
    LedgerError where it does not stand, or None where no other stream matters; `own` is the fact's own stream.
    `mended`: it may be mended later, since nothing but what is read follows from it. `cites` is false where it names an
    account that need not be there: that is looked at, and is no citation.
    """

    field: str
    rests: Callable[[Any, str, str, Sources], str | None]
    mended: bool = True
    cites: bool = True


def by_name(field: str) -> Link:
    """Cites anything that has a name: `acme/x-3`, `own/i-1`, `practice/own/i-1`, a fact as `acme/7`, or `acme`."""
    return Link(field, _made)


def account_that_stands(account: str, sources: Sources) -> str:
    """The stream of an account, open or not. Raises AccountIsMerged, naming the one that stands, if it was merged."""
    into = standing_account(account, sources)
    if into != account:
        raise AccountIsMerged.of("{account} was merged into {into}", account=account, into=into)
    return f"account/{account}"


def standing_account(account: str, sources: Sources) -> str:
    """The account under which this one counts: itself, unless it was merged."""
    passed = set[str]()
    while account not in passed and (into := sources[f"account/{account}"].state.merging.into):
        passed.add(account)
        account = into
    return account


def of_account(field: str) -> Link:
    """Names an account that may be open or not, and must not have been merged into another. One that is not open was
    never merged: nothing rests on it.
    """

    def rests(_fact: Any, _own: str, account: str, sources: Sources) -> str | None:
        stream = account_that_stands(account, sources)
        return stream if sources[stream].version else None

    return Link(field, rests, mended=False, cites=False)


def names_of(version: int, names: Iterable[str]) -> Iterator[str]:
    """The names by which a fact, and what it gave a name to, may be cited; see `Source.names`."""
    yield from ("", str(version), *map(same, names))


def places(own: str, cited: str) -> Iterator[tuple[str, str]]:
    """The places that may be meant, as stream and name. A bare name is the seller's own, or an engagement."""
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
    """The first stream in which that name was given; whatever became of the thing since."""
    itself = {same(name) for name in fact.names()}
    for stream, name in places(own, cited):
        if same(name) in sources[stream].names and not (stream == own and same(name) in itself):
            return stream
    if any(stream == own and same(name) in itself for stream, name in places(own, cited)):
        raise NoSuchLink.of("{cited} cannot cite itself", cited=cited)
    raise _missing(own, cited, sources)


def _missing(own: str, cited: str, sources: Sources) -> NoSuchLink:
    """The refusal: which part is not there, the nearest name, and where to look."""
    near = next(_near(own, cited, sources), None)
    known = list(places(own, cited))
    first = known[0][0]
    if "/" not in cited:  # the name of an engagement, or of a thing in one's own
        if own != first and same(cited) in sources[own].names:  # as its own stream's commands have it
            near = f"{_short(own)}/{cited}"
        neither = "there is neither {cited} in {place} nor an engagement {cited}"
        what = worded(neither, cited=cited, place=_short(first))
        way_out = _history(first) if sources[first].version else WayOut(command="engagement.list")
    elif in_it := next(((stream, named) for stream, named in known if sources[stream].version), None):
        stream, named = in_it
        what, way_out = worded("there is no {named} in {place}", named=named, place=_short(stream)), _history(stream)
        if at := _reached_at(named, sources[stream]):
            near = f"{cited.removesuffix(named)}{at}"
            text = "{cited} is a result, which fit cite alone cites; here cite the fact that reached it, {near}"
            return NoSuchLink.of(text, cited=cited, near=near, way_out=way_out)
    else:
        kind, _, called = first.partition("/")
        what, way_out = no_such(kind, called), WayOut(command=f"{kind}.list")
    text = worded("{cited} is not there: {what}{near}", cited=cited, what=what, near=did_you_mean(near))
    return NoSuchLink(text, cited=cited, near=near, way_out=way_out)


def _history(stream: str) -> WayOut:
    return WayOut(command="history", place=_short(stream))


def _short(stream: str) -> str:
    return stream.removeprefix("engagement/")


def _reached_at(name: str, source: Source) -> int | None:
    """The version of the fact that reached the result, if the name is that of one, as `o-1/T-1`."""
    outcome, _, reference = name.partition("/")
    results: Mapping[Any, Any] = getattr(source.state, "results", {})
    result = results.get((outcome, same(reference)))
    return result.said_at if result else None


def _near(own: str, cited: str, sources: Sources) -> Iterator[str]:
    from difflib import get_close_matches  # noqa: PLC0415 - most names are spelled right

    for stream, name in places(own, cited):
        known = [
            other for other in islice(sources[stream].names, COMPARED) if not other.isdecimal() and other != same(name)
        ]
        if name and (close := get_close_matches(name, known, n=1)):
            yield f"{cited.removesuffix(name)}{close[0]}"
