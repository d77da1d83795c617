"""How a stream and a thing in it are said: `acme`, `acme/x-3`, `practice/own`."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from domain.errors import NoAccount, NoSuchLink, Unknown
from domain.names import did_you_mean
from domain.step import WayOut
from domain.vocabulary import KINDS

if TYPE_CHECKING:
    from adapters.wiring import Application

OWN = "practice/own"
"""The seller's own, which is there before anything is said in it."""
NEIGHBOURS = 200
"""How many names are compared for each beginning that a wrong name may have: never all of a large ledger."""


def stream_of(name: str, usual: str = "engagement") -> tuple[str, str | None]:
    """`acme/x-3` → the stream's id, and the thing in it where one is named."""
    kind, _, rest = name.partition("/")
    if kind not in KINDS:
        kind, rest = usual, name
    name, _, thing = rest.partition("/")
    return f"{kind}/{name}", thing or None


def there(app: Application, stream: str) -> str:
    """The stream, where anything is recorded in it. Raises Unknown, with the name that is nearest, where nothing is."""
    if stream == OWN or stream in app.streams(stream, 1):
        return stream
    kind, _, name = stream.partition("/")
    what = f"there is no {kind} {name}{did_you_mean(_nearest(app, kind, name))}"
    raise Unknown(what, stream=stream, name=name, way_out=WayOut(command=f"{kind}.list"))


def nearer(app: Application, missing: NoSuchLink | NoAccount) -> NoSuchLink | NoAccount:
    """The same; where the stream of what is cited is not there, with the name that is nearest."""
    cited = missing.data.get("cited")
    named = missing.data.get("name")
    stream = stream_of(str(cited))[0] if cited else f"account/{named}" if named else str(missing.data["stream"])
    kind, _, name = stream.partition("/")
    if "did you mean" not in missing.message and not app.streams(stream, 1) and (near := _nearest(app, kind, name)):
        lacks = f"there is no {kind} {name}"
        told = missing.message if lacks in missing.message else f"{missing.message}: {lacks}"
        missing.detail = told + did_you_mean(near)
    return missing


def _nearest(app: Application, kind: str, name: str) -> str | None:
    """Looked for among those that begin as it does, first by the longest beginning."""
    for length in range(len(name), -1, -1):
        names = [one.partition("/")[2] for one in app.streams(f"{kind}/{name[:length]}", NEIGHBOURS)]
        if near := get_close_matches(name, names, n=1):
            return near[0]
    return None
