"""Slips of what a page is about itself, and what is right since."""

from __future__ import annotations

from domain.fact import Envelope
from projections.shared.projection import document
from projections.shared.words import Word, word


@document
class Mended:
    """A slip of the engagement or the account itself: its `title`, its `account`, its `currency`, who answers for it
    (`seller`, `customer`), or that two accounts are one (`merged`, `taken in`, and back again); how it was called until
    then, how it is called since, and why.
    """

    what: str
    was: str
    now: str
    why: str | None
    said: Word


def mended(what: str, was: str, now: str, envelope: Envelope) -> Mended:
    """What the fact of that envelope put right."""
    return Mended(what=what, was=was, now=now, why=envelope.why, said=word(envelope))
