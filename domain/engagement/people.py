"""Who of each side was invited to the shared page, with which role, and who entered and left it.

A secret by which somebody enters, and the address it is sent to, are never part of a fact.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, Protocol, TypeAlias, assert_never

from msgspec import Struct
from msgspec.structs import replace
from rpds import HashTrieMap

from domain.access import C, Role, S, may
from domain.command import Command, field
from domain.errors import AlreadyNamed, NotNow, NotYourWord, Unknown
from domain.fact import Envelope, Fact
from domain.practice import Practice
from domain.said import worded
from domain.step import GAP, WayOut
from domain.vocabulary import OWN_LOGIN, Actor, Party, Person, Slug, Someone, Taken, chosen

Side = Literal["seller", "customer"]


class PersonInvited(Fact, frozen=True, kw_only=True):
    """Somebody of one side may enter the shared page, and what they may do there."""

    type = "person-invited.v1"
    gives = "person"
    person: Slug
    name: Person
    side: Side
    role: Role


class PersonRoleChanged(Fact, frozen=True, kw_only=True):
    """From now on they may do something else there."""

    type = "person-role-changed.v1"
    person: Slug
    role: Role


class AccessRevoked(Fact, frozen=True, kw_only=True):
    """They may not enter any more."""

    type = "access-revoked.v1"
    person: Slug


class PersonEntered(Fact, frozen=True, kw_only=True):
    """They entered: once each time that they sign in."""

    type = "person-entered.v1"
    person: Slug


class PersonLeft(Fact, frozen=True, kw_only=True):
    """They left, and are out until they enter again."""

    type = "person-left.v1"
    person: Slug


class InvitePerson(Command, name="person.invite", about="person", may=may(S, C, closed=True, role="agrees")):
    """Invite somebody to the shared page, and say what they may do there."""

    person: Slug | None = field(None, description="Their name in the ledger; without one they get the next.")
    who: Someone = field(description="Who is invited.", examples=["Jan Peters"])
    side: Side | None = field(None, description="Whose side they are on; by default your own.")
    role: Role = field("acts", description="agrees: all, also what binds; acts: all but that; reads: reads only.")


class ChangeRole(Command, name="person.change-role", about="person", may=may(S, C, closed=True, role="agrees")):
    """Change what somebody may do on the shared page."""

    person: Slug = field(examples=["m-1"])
    role: Role = field(description="What they may do from now on.", examples=["reads"])


class RevokeAccess(Command, name="person.revoke", about="person", may=may(S, C, closed=True, role="agrees")):
    """Take back an invitation: they may not enter any more."""

    person: Slug = field(examples=["m-1"])


class EnterPage(Command, name="person.enter", about="person", may=may(S, C, closed=True, own_login=True, role="reads")):
    """Record that you entered the shared page."""

    person: Slug = field(examples=["m-1"])


class LeavePage(Command, name="person.leave", about="person", may=may(S, C, closed=True, own_login=True, role="reads")):
    """Record that you left the shared page."""

    person: Slug = field(examples=["m-1"])


PersonFact = PersonInvited | PersonRoleChanged | AccessRevoked | PersonEntered | PersonLeft
PersonCommand = InvitePerson | ChangeRole | RevokeAccess | EnterPage | LeavePage


class PersonState(Struct, frozen=True):
    """Who it is, on which side, what they may do, and whether they are there now."""

    name: Person
    side: Party
    role: Role
    revoked: bool = False
    inside: bool = False


People: TypeAlias = "HashTrieMap[str, PersonState]"


def role_of(actor: Actor, people: People) -> Role | None:
    """The role of whoever comes by a login of their own and was invited; None of everybody else."""
    if actor.how not in OWN_LOGIN:
        return None
    admitted = (person for person in people.values() if not person.revoked and person.side is actor.side)
    return next((person.role for person in admitted if person.name.subject == actor.id), None)


class Reads(Protocol):
    @property
    def people(self) -> People: ...
    @property
    def admitted(self) -> Mapping[str, PersonState]: ...
    @property
    def taken(self) -> Taken: ...


def decide(command: PersonCommand, engagement: Reads, _today: date) -> tuple[PersonFact, ...]:
    people = engagement.people
    match command:
        case InvitePerson():
            return (_invited(command, engagement),)
        case ChangeRole():
            person = _managed(people, command.person, command.party)
            if person.role == command.role:
                raise NotNow.of(ROLES[person.role], person=command.person, way_out=SEE)
            return (PersonRoleChanged(person=command.person, role=command.role),)
        case RevokeAccess():
            _managed(people, command.person, command.party)
            return (AccessRevoked(person=command.person),)
        case EnterPage():
            if _themselves(people, command.person, command.party).revoked:
                ask = worded("ask for a new invitation")
                raise NotNow.of("{person}'s access was revoked", person=command.person, way_out=ask)
            return (PersonEntered(person=command.person),)
        case LeavePage():
            if not _themselves(people, command.person, command.party).inside:
                raise NotNow.of("{person} has not entered", person=command.person, way_out=SEE)
            return (PersonLeft(person=command.person),)
        case _:
            assert_never(command)


ROLES: dict[Role, str] = {
    "agrees": "{person} agrees already",
    "acts": "{person} acts already",
    "reads": "{person} reads already",
}
SEE = WayOut(command="report.people", place="{name}")


def _invited(command: InvitePerson, engagement: Reads) -> PersonInvited:
    side: Side = command.side or ("customer" if command.party is C else "seller")
    _check_manages(command.party, side)
    people = engagement.people
    name = chosen(command.person, "m", people, engagement.taken)
    if name in people or name in engagement.taken:
        raise AlreadyNamed.of("there is a person {person} already", person=name)
    for known, person in engagement.admitted.items():
        if (person.side, person.name.subject) == (side, command.who.subject):
            to = WayOut(command="person.change-role", place="{name}", fixed={"person": known, "role": command.role})
            there = {"who": person.name.name, "role": worded(ROLES[person.role], person=known)}
            way_out = SEE if person.role == command.role else to
            raise AlreadyNamed.of("{who} is invited already: {role}", person=known, way_out=way_out, **there)
    return PersonInvited(person=name, name=command.who, side=side, role=command.role)


def _check_manages(party: Party, side: str) -> None:
    """The seller says who comes of both sides, the customer of their own."""
    if party is C and side != C:
        raise NotYourWord.of("who is on the {may}'s side is the {may}'s to say", may=side)


def _person(people: People, name: str) -> PersonState:
    if (person := people.get(name)) is None:
        raise Unknown.of("there is no person {person}", person=name)
    return person


def _managed(people: People, name: str, party: Party) -> PersonState:
    """Somebody whose invitation stands, and is that party's to change."""
    person = _person(people, name)
    _check_manages(party, person.side)
    if person.revoked:
        again = {"who": person.name.text or GAP, "side": person.side.value}
        anew = WayOut(says="invite them anew", command="person.invite", place="{name}", fixed=again)
        raise NotNow.of("{person}'s access was revoked", person=name, way_out=anew)
    return person


def _themselves(people: People, name: str, party: Party) -> PersonState:
    """Somebody of that side: nobody enters or leaves as one of the other's."""
    person = _person(people, name)
    if person.side is not party:
        data = {"person": name, "may": person.side.value}
        link = worded("enter as the one whom your link is for")
        raise NotYourWord.of("{person} is on the {may}'s side", **data, way_out=link)
    return person


def evolve(state: People, fact: PersonFact, _envelope: Envelope, _zone: str) -> People:
    match fact:
        case PersonInvited():
            return state.insert(fact.person, PersonState(fact.name, Party(fact.side), fact.role))
        case PersonRoleChanged():
            return _moved(state, fact.person, role=fact.role)
        case AccessRevoked():
            return _moved(state, fact.person, revoked=True, inside=False)
        case PersonEntered():
            return _moved(state, fact.person, inside=True)
        case PersonLeft():
            return _moved(state, fact.person, inside=False)
        case _:
            assert_never(fact)


def _moved(state: People, name: str, **changes: Any) -> People:
    """Whoever was denied to have been invited is not there."""
    person = state.get(name)
    return state.insert(name, replace(person, **changes)) if person else state


PEOPLE = Practice(PersonFact, PersonCommand, decide, "people", evolve)
