"""A line a fact, whatever was left out."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from msgspec.structs import fields, replace

from adapters.codec import decode
from cli.sentences import sentence

STORED = sorted((Path(__file__).parents[2] / "golden/facts").glob("*.json"))
SERVED = ("outcome", "version", "request")
"""Work serves a version of an outcome or a request, and whichever it is stays."""


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_words_that_were_left_out_are_not_told(path: Path) -> None:
    state = path.read_bytes().splitlines()[0]
    entry = decode(msgspec.json.decode(state)["type"], state)
    may_lack = [one.name for one in fields(entry.body) if one.default is None and one.name not in SERVED]
    bare = replace(entry, body=replace(entry.body, **dict.fromkeys(may_lack)))
    assert "None" not in sentence(bare)
