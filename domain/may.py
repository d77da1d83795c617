"""Whose word a command may be (domain 0.2). It stands at each command; what says nothing, nobody may say."""

from __future__ import annotations

from msgspec import Struct

from domain.vocabulary import Party

S, C, W = Party.SELLER, Party.CUSTOMER, Party.WITNESS


class May(Struct, frozen=True):
    """Whose word it may be; whether it needs its why, is taken when closed, and only under one's own login."""

    parties: frozenset[Party]
    why: bool = False
    closed: bool = False
    own_login: bool = False


def may(*parties: Party, why: bool = False, closed: bool = False, own_login: bool = False) -> May:
    """`may(S, C, why=True)`: either side's word, never without its why, and not once the engagement is closed."""
    return May(frozenset(parties), why, closed, own_login)
