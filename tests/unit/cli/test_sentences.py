"""A line a fact, whatever was left out."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from msgspec.structs import fields, replace

from adapters.codec import decode
from cli.sentences import sentence
from tests.spec import COUNT, Said, agreed, customer, given, reached, seller

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


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (seller("result.retract", outcome="o-1", reference="T-1", quantity=1, why="x"), "o-1 T-1: 1 of 3 did not hold"),
        (seller("result.retract", outcome="o-1", reference="T-1", why="x"), "o-1 T-1 did not hold · 3 of them"),
        (seller("result.correct", corrects=4, quantity=4, why="x"), "o-1 T-1 corrected · 4 stand"),
        (seller("result.correct", corrects=4, quantity=1, why="x"), "o-1 T-1 corrected · 1 stands"),
        (customer("result.confirm", outcome="o-1", through="2026-02"), "o-1 all through 2026-02 confirmed"),
    ],
)
def test_what_is_said_of_a_result_says_of_how_many(said: Said, told: str) -> None:
    story = given(agreed(COUNT), reached(reference="T-1", quantity=3, occurred_at="2026-02-20"), said)
    assert sentence(story.facts[-1].entry) == told
