"""Who may say what (domain 0.2): the table that the commands' own words make, default deny."""

from __future__ import annotations

from domain.catalogue import COMMANDS
from domain.command import Command
from domain.errors import EngagementClosed, NotYourWord, NoWhy, OwnLoginOnly
from domain.may import May, S
from domain.vocabulary import OWN_LOGIN


def table() -> dict[type[Command], May]:
    """Whose word each command may be; what is not in it is nobody's."""
    return {command: command.may for command in COMMANDS.values() if command.may}


def check(command: Command, *, closed: bool) -> None:
    """Raises NotYourWord, OwnLoginOnly, EngagementClosed or NoWhy unless the table says yes.

    The seller may record the customer's or a witness's word; nobody else records another's.
    """
    may = command.may
    party, side = command.party, command.by.side
    if may is None or party not in may.parties:
        others = " or ".join(sorted(one.value for one in may.parties)) if may else "…"
        raise NotYourWord(
            f"{command.name} is not the {party}'s to say", command=command.name, party=party.value, may=others
        )
    if may.own_login and (side is not party or command.by.how not in OWN_LOGIN):
        raise OwnLoginOnly(command=command.name, party=party.value, how=command.by.how)
    if side is not party and side is not S:
        told = {"command": command.name, "party": party.value, "may": side.value}
        raise NotYourWord(f"the {side} cannot record the {party}'s word", **told)
    if closed and not may.closed:
        raise EngagementClosed(command=command.name)
    if may.why and command.why is None:
        raise NoWhy(command=command.name)
