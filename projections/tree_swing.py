"""Tree swing: each need as it was heard, restated, agreed, reached and used, with every drift marked (text 003)."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from domain.engagement.needs import NeedHeard, NeedRestated, UseObserved
from domain.engagement.outcome import OutcomeAgreed, OutcomeMissed, OutcomeProposed
from domain.engagement.reaching import ResultReached
from domain.engagement.results import ResultConfirmed, ResultDidNotHold, ResultDisputed
from domain.fact import Envelope, Recorded
from domain.later import last_instant
from domain.when import last_day
from projections.shared.projection import Projection, by_stream, document
from projections.shared.words import Word, word

BECAME: dict[Any, str] = {
    ResultReached: "reached",
    ResultConfirmed: "confirmed",
    ResultDisputed: "in dispute",
    ResultDidNotHold: "did not hold",
    OutcomeMissed: "missed",
}
DRIFTED = ("in dispute", "did not hold", "missed")


@document
class Frame:
    """One frame in the words of its party; `drift` where it is not what was heard, by a word of somebody's."""

    says: str
    said: Word
    drift: bool = False


@document
class Agreed:
    """One version as it was agreed."""

    version: int
    says: str
    said: Word


@document
class Swing:
    """One need, frame by frame; `agreed` and `reached` are its outcome's, as they stand."""

    need: str
    heard: Frame
    who: str | None
    goal: str | None
    outcome: str | None
    restated: list[Frame]
    agreed: Frame | None = None
    reached: Frame | None = None
    used: list[Frame]
    drifts: int = 0


@document
class TreeSwing:
    """One engagement's needs. `without_an_outcome` have none that serves them yet; `longest_silence` is the most days
    that went by between two words of anybody's about what is needed.
    """

    engagement: str
    needs: dict[str, Swing]
    drifts: int = 0
    without_an_outcome: int = 0
    longest_silence: int | None = None
    proposed: dict[str, str]
    agreed: dict[str, list[Agreed]]
    became: dict[str, Frame]
    left_out: int = 0


FACTS = (
    NeedHeard
    | NeedRestated
    | UseObserved
    | OutcomeProposed
    | OutcomeAgreed
    | OutcomeMissed
    | ResultReached
    | ResultConfirmed
    | ResultDisputed
    | ResultDidNotHold
)


def evolve(mine: TreeSwing | None, recorded: Recorded[Any]) -> TreeSwing:
    fact, said = recorded.entry.body, recorded.entry
    if mine is None:
        mine = TreeSwing(engagement=said.stream.partition("/")[2], needs={}, proposed={}, agreed={}, became={})
    match fact:
        case NeedHeard():
            mine.needs[fact.need] = _heard(fact, said)
        case NeedRestated() | UseObserved() if fact.need in mine.needs:
            _said_of(mine.needs[fact.need], fact, said)
        case OutcomeProposed():
            mine.proposed[f"{fact.outcome}#{fact.version}"] = fact.terms.says
        case OutcomeAgreed():
            says = mine.proposed.get(f"{fact.outcome}#{fact.version}", "")
            mine.agreed.setdefault(fact.outcome, []).append(Agreed(version=fact.version, says=says, said=word(said)))
        case _ if type(fact) in BECAME:
            how, last = BECAME[type(fact)], mine.became.get(fact.outcome)
            if last and last_instant(said.occurred_at, said.zone) < last_instant(last.said.on, said.zone):
                return mine  # a later word holds, though it was recorded before
            mine.became[fact.outcome] = Frame(says=how, said=word(said), drift=how in DRIFTED)
        case _:
            mine.left_out += 1
    return mine


def finish(mine: TreeSwing) -> TreeSwing:
    for swing in mine.needs.values():
        _drifted(swing.restated)
        agreed = mine.agreed.get(swing.outcome or "", [])
        last = agreed[-1] if agreed else None
        # A version after the first says that what was agreed was not yet what was meant.
        swing.agreed = Frame(says=last.says, said=last.said, drift=last.version > 1) if last else None
        swing.reached = mine.became.get(swing.outcome or "")
        frames = (*swing.restated, swing.agreed, swing.reached, *swing.used)
        swing.drifts = sum(one.drift for one in frames if one is not None)
    mine.drifts = sum(swing.drifts for swing in mine.needs.values())
    mine.longest_silence = _silence(mine)
    mine.without_an_outcome = sum(swing.outcome is None for swing in mine.needs.values())
    return mine


def _silence(mine: TreeSwing) -> int | None:
    told = [frame.said for one in mine.needs.values() for frame in (one.heard, *one.restated, *one.used)]
    days = sorted(last_day(said.on) for said in told)
    return max(((later - earlier).days for earlier, later in pairwise(days)), default=None)


def _heard(fact: NeedHeard, said: Envelope) -> Swing:
    return Swing(
        need=fact.need,
        heard=Frame(says=fact.verbatim, said=word(said)),
        who=fact.who.name if fact.who else None,
        goal=fact.goal,
        outcome=fact.outcome,
        restated=[],
        used=[],
    )


def _said_of(swing: Swing, fact: NeedRestated | UseObserved, said: Envelope) -> None:
    if isinstance(fact, NeedRestated):
        swing.restated.append(Frame(says=fact.says, said=word(said)))
        swing.outcome = fact.outcome or swing.outcome
    else:
        says = f"{fact.use}: {fact.says}" if fact.says else fact.use
        swing.used.append(Frame(says=says, said=word(said), drift=fact.use != "as-meant"))


def _drifted(frames: list[Frame]) -> None:
    """How the seller understood it has drifted where the customer had to say it once more."""
    again = False
    for frame in reversed(frames):
        frame.drift = again and frame.said.party == "seller"
        again = again or frame.said.party == "customer"


TREE_SWING: Projection[TreeSwing] = Projection(
    name="tree_swing", version=3, document=TreeSwing, facts=FACTS, keys=by_stream, evolve=evolve, finish=finish
)
