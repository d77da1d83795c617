"""Cases, as the facts of a stream tell them: what each word adds to its case.

Words that meet are compared by when they were said to have happened, so a case is the same whichever was recorded
first. Only a correction goes by the order of recording: it corrects what stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from domain.fact import Envelope
from domain.later import counts_at, first_instant
from domain.moments import is_moment
from domain.recount.cases import Again, Case, Evidence, Objection, Taken, Voice, Whose
from domain.recount.shown import Named, Shown
from domain.vocabulary import Party
from domain.when import counts_on


class Claim(Protocol):
    """What a claim says: so many units, by the version that was named or else by its day."""

    @property
    def reference(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def named(self) -> bool: ...
    @property
    def measurement(self) -> int | None: ...
    @property
    def quantity(self) -> int: ...
    @property
    def case(self) -> tuple[Named, ...] | UnsetType: ...
    @property
    def shown(self) -> tuple[Shown, ...] | UnsetType: ...
    @property
    def recorded_on(self) -> str | UnsetType: ...


def whose(envelope: Envelope) -> Whose:
    """Whose word it is, and whether they said it themselves, or made it their own later."""
    if envelope.party is Party.SELLER:
        return "seller"
    if envelope.stands == "on behalf":
        return "on behalf"
    return "customer" if envelope.party is Party.CUSTOMER else "witness"


def claimed(fact: Claim, envelope: Envelope, zone: str) -> Case:
    """A new case. Its version is the one that was named, 0 where its day decides."""
    day = counts_on(envelope.occurred_at, envelope.recorded_at, zone)
    timed = is_moment(envelope.occurred_at)
    return Case(
        reference=fact.reference,
        day=day,
        moment=_at(envelope, zone) if timed else first_instant(day.isoformat(), zone),
        version=fact.version if fact.named or fact.measurement is not None else 0,
        units=fact.quantity,
        said={} if fact.case is UNSET else {each.name: each.value for each in fact.case},
        claimed=whose(envelope),
        evidence=() if fact.shown is UNSET else tuple(_evidence(fact.shown, envelope, zone)),
        entry=envelope.version,
        told=day_of(fact.recorded_on),
    )


def shown(case: Case, evidence: Iterable[Shown], envelope: Envelope, zone: str) -> Case:
    """What shows it. A witness or the customer who shows it themselves says that it holds."""
    added = replace(case, evidence=(*case.evidence, *_evidence(evidence, envelope, zone)))
    return yes(added, envelope, zone) if whose(envelope) in ("customer", "witness") else added


def reopened(case: Case, envelope: Envelope, zone: str) -> Case:
    again = Again(_day(envelope, zone), _at(envelope, zone), envelope.version)
    return replace(case, again=(*case.again, again))


def yes(case: Case, envelope: Envelope, zone: str, *, through: bool = False) -> Case:
    """The customer's yes. One to all `through` a day says nothing against a no to this case, whenever that was said."""
    voice = Voice(_day(envelope, zone), _at(envelope, zone), whose(envelope), envelope.version, through=through)
    return replace(case, voices=(*case.voices, voice))


def no(case: Case, objection: Objection, envelope: Envelope, zone: str) -> Case:
    """A dispute of it, whose day, moment and entry are those of the envelope."""
    raised = replace(objection, day=_day(envelope, zone), moment=_at(envelope, zone), entry=envelope.version)
    return replace(case, objections=(*case.objections, raised))


def taken_back(case: Case, units: int, envelope: Envelope, zone: str) -> Case:
    taken = Taken(units, _day(envelope, zone), envelope.version)
    return replace(case, taken=(*case.taken, taken))


def corrected(case: Case, units: int, envelope: Envelope, recorded_on: str | UnsetType) -> Case:
    """So many there were in truth, beside those taken back. A yes to another number was no yes to this one."""
    every = units + sum(taken.units for taken in case.taken)
    lapsed = tuple(replace(voice, lapsed=True) for voice in case.voices)
    late = [each for each in (case.told, day_of(recorded_on)) if each]
    return replace(case, units=every, voices=lapsed, claimed=corrected_by(envelope), told=max(late, default=None))


def corrected_by(envelope: Envelope) -> Whose:
    """Whose word a corrected number rests on; recorded for another it is no word of theirs, until they confirm it."""
    own = whose(envelope)
    return "seller" if own == "on behalf" else own


def day_of(recorded_on: str | UnsetType) -> date | None:
    """The day that a fact says it was recorded on, where that is later than its own."""
    return None if recorded_on is UNSET else date.fromisoformat(recorded_on)


def _evidence(shown: Iterable[Shown], envelope: Envelope, zone: str) -> Iterable[Evidence]:
    return (Evidence(each.by, _day(envelope, zone), envelope.version) for each in shown)


def _day(envelope: Envelope, zone: str) -> date:
    return counts_on(envelope.occurred_at, envelope.recorded_at, zone)


def _at(envelope: Envelope, zone: str) -> str:
    return counts_at(envelope.occurred_at, envelope.recorded_at, zone)
