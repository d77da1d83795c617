"""Support: the time given by quarter and topic, and next year's budget from it; a record, never a bill (text 004)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from domain.engagement.opening import EngagementClosed, EngagementOpened, EngagementReopened
from domain.engagement.outcome import OutcomeAgreed, OutcomeProposed
from domain.engagement.shared.slips import EngagementRenamed
from domain.engagement.shared.terms import by_the_hour
from domain.engagement.support import SupportCorrected, SupportGiven
from domain.fact import Envelope, Recorded
from domain.names import same
from domain.when import counts_on
from projections.shared.projection import Projection, by_stream, document
from projections.shared.words import Word, word


@document
class Wrong:
    """What was noted wrongly, and why it is not so."""

    minutes: int
    topic: str
    why: str | None


@document
class Noted:
    """Support as it now stands; `quarter` is the one it was given in, in the engagement's zone."""

    minutes: int
    topic: str
    says: str | None
    on: str
    quarter: str
    corrected_from: list[Wrong]


@document
class Rate:
    """What a version of an outcome asks for an hour, none where it asks for none; and who proposed and agreed it."""

    outcome: str
    hour: Decimal | None
    proposed: Word
    agreed: Word | None = None


@document
class Support:
    """One engagement's support. `quarters` are minutes by quarter, as 2024-Q1, `topics` by quarter and topic; `rate`
    is what the version in force asks for an hour, in `currency`, of several outcomes that of the one agreed last. It
    runs from `begins`, the day it was opened or the first day of the quarter of older support, to `ends`, but for the
    times in which it was `closed`.
    """

    never_ahead: ClassVar[bool] = True
    """It is read on no day that has not come: a quarter that is to come was no quarter without need."""
    engagement: str
    title: str
    minutes: int = 0
    currency: str
    rate: Decimal | None = None
    opened_on: str
    begins: str
    ends: str | None = None
    closed: list[tuple[str, str]]
    time_zone: str
    quarters: dict[str, int]
    topics: dict[str, dict[str, int]]
    said: list[str]
    noted: dict[str, Noted]
    rates: dict[str, Rate]


FACTS = (
    EngagementOpened
    | EngagementClosed
    | EngagementReopened
    | EngagementRenamed
    | OutcomeProposed
    | OutcomeAgreed
    | SupportGiven
    | SupportCorrected
)


def evolve(support: Support | None, recorded: Recorded[Any]) -> Support | None:
    fact, entry = recorded.entry.body, recorded.entry
    if support is None:
        return _opened(fact, entry) if isinstance(fact, EngagementOpened) else None
    match fact:
        case EngagementClosed():
            support.ends = _day(entry, support.time_zone)
        case EngagementReopened():
            support.closed.append((support.ends or _day(entry, support.time_zone), _day(entry, support.time_zone)))
            support.ends = None
        case EngagementRenamed():
            support.title = fact.title
        case OutcomeProposed():
            hour = by_the_hour(fact.terms.price)
            rate = Rate(outcome=fact.outcome, hour=hour.amount if hour else None, proposed=word(entry))
            support.rates[f"{fact.outcome}/v{fact.version}"] = rate
        case OutcomeAgreed() if f"{fact.outcome}/v{fact.version}" in support.rates:
            support.rates[f"{fact.outcome}/v{fact.version}"].agreed = word(entry)
        case SupportGiven():
            support.noted[str(entry.version)] = Noted(
                minutes=fact.minutes,
                topic=fact.topic,
                says=fact.says,
                on=entry.occurred_at,
                quarter=quarter(_day(entry, support.time_zone)),
                corrected_from=[],
            )
        case SupportCorrected() if str(fact.corrects) in support.noted:
            noted = support.noted[str(fact.corrects)]
            noted.corrected_from.append(Wrong(minutes=noted.minutes, topic=noted.topic, why=entry.why))
            noted.minutes, noted.topic = fact.minutes, fact.topic
    return support


def finish(support: Support) -> Support:
    """The sums by quarter and topic."""
    support.topics, says, spelled = {}, dict[str, None](), dict[str, str]()
    for noted in sorted(support.noted.values(), key=lambda budget: budget.quarter):
        topics = support.topics.setdefault(noted.quarter, {})
        topic = spelled.setdefault(same(noted.topic), noted.topic)
        topics[topic] = topics.get(topic, 0) + noted.minutes
        if noted.says:
            says[noted.says] = None
    first = min((noted.quarter for noted in support.noted.values() if noted.minutes), default="9999-Q4")
    older = first < quarter(support.opened_on)
    support.begins = f"{first[:4]}-{int(first[6]) * 3 - 2:02}-01" if older else support.opened_on
    support.quarters = {name: sum(topics.values()) for name, topics in support.topics.items()}
    support.minutes = sum(support.quarters.values())
    support.said = list(says)
    support.rate = _in_force(support)
    return support


def _in_force(support: Support) -> Decimal | None:
    """What an hour costs by the latest agreed version of each outcome; of several outcomes, the one agreed last."""
    agreed = [(rate.agreed.at, rate.outcome, rate.hour) for rate in support.rates.values() if rate.agreed is not None]
    latest = {outcome: (at, hour) for at, outcome, hour in sorted(agreed, key=lambda pair: pair[0])}
    asked = [(at, hour) for at, hour in latest.values() if hour is not None]
    return max(asked)[1] if asked else None


def quarter(day: str) -> str:
    """`2024-Q1` of a day in it."""
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"


def _day(envelope: Envelope, zone: str) -> str:
    return counts_on(envelope.occurred_at, envelope.recorded_at, zone).isoformat()


def _opened(fact: EngagementOpened, envelope: Envelope) -> Support:
    return Support(
        engagement=envelope.stream.partition("/")[2],
        title=fact.title,
        currency=fact.currency,
        opened_on=_day(envelope, fact.time_zone),
        begins=_day(envelope, fact.time_zone),
        time_zone=fact.time_zone,
        closed=[],
        quarters={},
        topics={},
        said=[],
        noted={},
        rates={},
    )


def _by_quarter(support: Support) -> list[Decimal]:
    """The minutes of each quarter."""
    return [Decimal(minutes) for _, minutes in sorted(support.quarters.items())]


SUPPORT: Projection[Support] = Projection(
    name="support",
    version=5,
    document=Support,
    facts=FACTS,
    keys=by_stream,
    evolve=evolve,
    finish=finish,
    short=("engagement", "minutes", "over_time", "begins", "ends", "rate", "currency"),
    course=_by_quarter,
)
