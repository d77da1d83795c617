"""Tree swing: each need as heard, repeated, agreed, reached and used, with every change marked (text 003)."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from domain.engagement.needs import NeedCorrected, NeedHeard, NeedRestated, UseObserved
from domain.engagement.outcome import OutcomeAgreed, OutcomeMissed, OutcomeProposed
from domain.engagement.reaching import ResultReached
from domain.engagement.results import ResultConfirmed, ResultDidNotHold
from domain.engagement.shared.disputing import ResultDisputed
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
    | NeedCorrected
    | UseObserved
    | OutcomeProposed
    | OutcomeAgreed
    | OutcomeMissed
    | ResultReached
    | ResultConfirmed
    | ResultDisputed
    | ResultDidNotHold
)


def evolve(tree_swing: TreeSwing | None, recorded: Recorded[Any]) -> TreeSwing:
    fact, entry = recorded.entry.body, recorded.entry
    if tree_swing is None:
        tree_swing = TreeSwing(engagement=entry.stream.partition("/")[2], needs={}, proposed={}, agreed={}, became={})
    match fact:
        case NeedHeard():
            tree_swing.needs[fact.need] = _heard(fact, entry)
        case NeedRestated() | UseObserved() if fact.need in tree_swing.needs:
            _said_of(tree_swing.needs[fact.need], fact, entry)
        case NeedCorrected() if fact.need in tree_swing.needs:
            swing = tree_swing.needs[fact.need]
            swing.heard.says, swing.goal = fact.verbatim, fact.goal or swing.goal
        case OutcomeProposed():
            tree_swing.proposed[f"{fact.outcome}#{fact.version}"] = fact.terms.says
        case OutcomeAgreed():
            says = tree_swing.proposed.get(f"{fact.outcome}#{fact.version}", "")
            tree_swing.agreed.setdefault(fact.outcome, []).append(
                Agreed(version=fact.version, says=says, said=word(entry))
            )
        case _ if type(fact) in BECAME:
            how, last = BECAME[type(fact)], tree_swing.became.get(fact.outcome)
            if last and last_instant(entry.occurred_at, entry.zone) < last_instant(last.said.on, entry.zone):
                return tree_swing  # a later word holds, though it was recorded before
            tree_swing.became[fact.outcome] = Frame(says=how, said=word(entry), drift=how in DRIFTED)
        case _:
            tree_swing.left_out += 1
    return tree_swing


def finish(tree_swing: TreeSwing) -> TreeSwing:
    for swing in tree_swing.needs.values():
        _drifted(swing.restated)
        agreed = tree_swing.agreed.get(swing.outcome or "", [])
        last = agreed[-1] if agreed else None
        # A version after the first says that what was agreed was not yet what was meant.
        swing.agreed = Frame(says=last.says, said=last.said, drift=last.version > 1) if last else None
        swing.reached = tree_swing.became.get(swing.outcome or "")
        frames = (*swing.restated, swing.agreed, swing.reached, *swing.used)
        swing.drifts = sum(frame.drift for frame in frames if frame is not None)
    tree_swing.drifts = sum(swing.drifts for swing in tree_swing.needs.values())
    tree_swing.longest_silence = _silence(tree_swing)
    tree_swing.without_an_outcome = sum(swing.outcome is None for swing in tree_swing.needs.values())
    return tree_swing


def _silence(tree_swing: TreeSwing) -> int | None:
    words = [frame.said for swing in tree_swing.needs.values() for frame in (swing.heard, *swing.restated, *swing.used)]
    days = sorted(last_day(word_.on) for word_ in words)
    return max(((later - earlier).days for earlier, later in pairwise(days)), default=None)


def _heard(fact: NeedHeard, envelope: Envelope) -> Swing:
    return Swing(
        need=fact.need,
        heard=Frame(says=fact.verbatim, said=word(envelope)),
        who=fact.who.name if fact.who else None,
        goal=fact.goal,
        outcome=fact.outcome,
        restated=[],
        used=[],
    )


def _said_of(swing: Swing, fact: NeedRestated | UseObserved, envelope: Envelope) -> None:
    if isinstance(fact, NeedRestated):
        swing.restated.append(Frame(says=fact.says, said=word(envelope)))
        swing.outcome = fact.outcome or swing.outcome
    else:
        says = f"{fact.use}: {fact.says}" if fact.says else fact.use
        swing.used.append(Frame(says=says, said=word(envelope), drift=fact.use != "as-meant"))


def _drifted(frames: list[Frame]) -> None:
    """Marks each frame of the seller's after which the customer had to say it again."""
    again = False
    for frame in reversed(frames):
        frame.drift = again and frame.said.party == "seller"
        again = again or frame.said.party == "customer"


TREE_SWING: Projection[TreeSwing] = Projection(
    name="tree_swing",
    version=4,
    document=TreeSwing,
    facts=FACTS,
    keys=by_stream,
    evolve=evolve,
    finish=finish,
    short=("engagement", "drifts", "without_an_outcome", "longest_silence", "needs"),
)
