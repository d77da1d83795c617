"""Who may say what (domain 0.2). Each command says it; a command that does not is open to nobody."""

from __future__ import annotations

from typing import ClassVar, Literal, Protocol

from msgspec import Struct

from domain.errors import EngagementClosed, NotYourRole, NotYourWord, NoWhy, OwnLoginOnly
from domain.said import joined, worded
from domain.vocabulary import OWN_LOGIN, Actor, Party

S, C, W = Party.SELLER, Party.CUSTOMER, Party.WITNESS
Role = Literal["agrees", "acts", "reads"]
ROLES: tuple[Role, ...] = ("agrees", "acts", "reads")
"""What somebody may do on a page that they were invited to, the one who may most first."""


class May(Struct, frozen=True):
    """Whose word a command may be; whether it needs its why, is accepted once closed, and only under
    one's own login; and the least role of somebody who was invited to the page. What binds a side to terms or to a
    price, or says who else may read and speak, is for those who agree for it.
    """

    parties: frozenset[Party]
    why: bool = False
    closed: bool = False
    own_login: bool = False
    role: Role = "acts"


def may(*parties: Party, why: bool = False, closed: bool = False, own_login: bool = False, role: Role = "acts") -> May:
    """`may(S, C, why=True)`: either side's word, never without its why, and not once the engagement is closed."""
    return May(frozenset(parties), why, closed, own_login, role)


class Asked(Protocol):
    """What access is decided by: the parts of a command that matter for it."""

    name: ClassVar[str]
    may: ClassVar[May | None]

    @property
    def party(self) -> Party: ...
    @property
    def by(self) -> Actor: ...
    @property
    def why(self) -> str | None: ...


def check(command: Asked, *, closed: bool) -> None:
    """Raises NotYourWord, OwnLoginOnly, EngagementClosed or NoWhy unless the table says yes.

    The seller may record the customer's or a witness's word; nobody else records another's.
    """
    may = command.may
    party, side = command.party, command.by.side
    if may is not None and may.own_login and command.by.how not in OWN_LOGIN:  # whoever they say they are
        raise OwnLoginOnly(command=command.name, party=party.value, how=command.by.how)
    if may is None or party not in may.parties:
        sides = sorted(side.value for side in may.parties) if may else ["…"]
        whose = joined((worded("{side}'s", side=side) for side in sides), "{one} or {other}")
        data = {"command": command.name, "party": party.value, "may": " or ".join(sides)}
        raise NotYourWord.of("{command} must be the {of} word, not the {party}'s", of=whose, **data)
    if may.own_login and side is not party:
        raise OwnLoginOnly(command=command.name, party=party.value, how=command.by.how)
    if side is not party and side is not S:
        data = {"command": command.name, "party": party.value, "may": side.value}
        raise NotYourWord.of("the {may} cannot record the {party}'s word", **data)
    if closed and not may.closed:
        raise EngagementClosed(command=command.name)
    if may.why and command.why is None:
        raise NoWhy(command=command.name)


def within(role: Role, least: Role) -> bool:
    """Whether that role may do what asks for the `least` one."""
    return ROLES.index(role) <= ROLES.index(least)


def check_role(command: Asked, role: Role, *, binds: bool) -> None:
    """Raises NotYourRole for what is not within the role of whoever says it. `binds`: this one accepts a price, which
    not every command of its kind does.
    """
    least = "agrees" if binds or command.may is None else command.may.role
    if not within(role, least):
        reads = worded("you read this page, and say nothing on it") if role == "reads" else ""
        raise NotYourRole(reads, command=command.name, role=role, least=least)
