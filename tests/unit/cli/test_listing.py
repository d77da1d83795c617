"""What nouns list covers every practice."""

from __future__ import annotations

from cli.listing import KINDS
from domain.catalogue import FACTS

APART = {"opening"}
"""The engagement itself: its noun lists every fact of it."""


def test_every_practice_of_an_engagement_is_listed_by_some_noun() -> None:
    listed = {practice for practices, _ in KINDS.values() for practice in practices.split()}
    practices = {fact.__module__.rpartition(".")[2] for fact in FACTS.values() if ".engagement." in fact.__module__}
    assert practices - listed == APART
