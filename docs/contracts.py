"""The published contracts: their files as they should be now, and what refuses to write them.

`contracts/published.json` lists every contract with the digest of its file. A contract once listed stays: what breaks
it, a file changed by hand and a file that went missing are refused, however often the files are made anew. Only who
takes its line out of the list unpublishes it, and that is seen in review.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from adapters.feeds.asyncapi import document, headers
from adapters.feeds.schemas import across_schema, fact_schema, row_schema, view_type
from docs.compatible import breaks
from domain.catalogue import FACTS
from domain.upcasting import UPCASTS
from projections.across import ACROSS
from projections.registry import PROJECTIONS

FOLDER = Path(__file__).parents[1] / "contracts"
LIST = "published.json"
Schema = dict[str, Any]


def schemas() -> dict[str, Schema]:
    """Every contract of this version, by its file."""
    return {**_made()}


@cache
def _made() -> dict[str, Schema]:
    return {
        **{f"facts/{name}.json": fact_schema(name, fact) for name, fact in sorted(FACTS.items())},
        **{f"views/{view_type(view)}.json": row_schema(view) for view in PROJECTIONS},
        **{f"across/{view_type(view)}.json": across_schema(view) for view in ACROSS},
        **{f"headers/{name}.json": schema for name, schema in headers()},
    }


def files(folder: Path = FOLDER) -> Iterator[tuple[Path, str]]:
    """Every file of the contracts as it should be now; those of yesterday's types stay as they are."""
    texts = {name: written(schema) for name, schema in schemas().items()}
    yield from ((folder / name, text) for name, text in texts.items())
    yield folder / "asyncapi.json", written(document())
    listed = {**published(folder), **{name: _digest(text.encode()) for name, text in texts.items()}}
    yield folder / LIST, written(dict(sorted(listed.items())))


def refusals(now: Mapping[str, Schema] | None = None, folder: Path = FOLDER) -> Iterator[str]:
    """Why the contracts may not be written anew: a sentence for each promise that would be broken."""
    made = schemas() if now is None else now
    for name, digest in published(folder).items():
        path = folder / name
        if not path.exists() or _digest(path.read_bytes()) != digest:
            yield f"contracts/{name} is published and was changed or removed by hand: bring it back from history"
        elif name in made:
            for broken in breaks(json.loads(path.read_bytes()), made[name]):
                yield f"contracts/{name} is published: {broken}; publish a new version of the type instead"
        elif name.startswith("facts/") and Path(name).name.removesuffix(".json") not in UPCASTS:
            yield f"contracts/{name} is published and facts of it are stored: its type needs a step in upcasting"
        elif name.startswith("headers/"):
            yield f"contracts/{name} is published: records bear these headers"


def published(folder: Path = FOLDER) -> dict[str, str]:
    """The digest of each published contract's file."""
    path = folder / LIST
    found: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    return found


def written(told: Schema) -> str:
    """As it stands in its file."""
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _digest(stored: bytes) -> str:
    return hashlib.sha256(stored).hexdigest()
