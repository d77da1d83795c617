"""Little things counted by what came of them."""

from __future__ import annotations

from projections.accountability import ACCOUNTABILITY
from projections.pages.language import ENGLISH
from projections.pages.tallies import tally
from tests.unit.projections.given import agreed, folded

OFFER = {"why": "they wait in silence", "hypothesis": "fewer never come"}


def test_what_was_seen_stands_first_and_each_thing_is_counted_once() -> None:
    story = agreed()
    for says in ("a film", "a list", "a call", "a letter"):
        story.seller("extra.offer", says=says, done=True, **OFFER)
    story.seller("extra.offer", says="evenings", touches=["time"], **OFFER)
    for thing, effect in (("x-1", "hurt"), ("x-2", "helped"), ("x-3", "helped")):
        story.seller("extra.observe", thing=thing, effect=effect)
    (page,) = folded(ACCOUNTABILITY, story.facts).values()
    found = [(one.says, one.tone) for one in tally(ENGLISH, page)]
    assert found == [
        ("helped: 2", "good"),
        ("hurt: 1", "bad"),
        ("not looked at yet: 1", "waits"),
        ("asked: 1", "waits"),
    ]
