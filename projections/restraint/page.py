"""What the view of restraint says of one engagement."""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal

from domain.engagement.shared.terms import ZERO
from projections.shared.projection import document
from projections.shared.words import Word


@document
class Answered:
    """What answered a bad fit: a version, a decline or a referral, by its name."""

    kind: str
    name: str
    said: Word


@document
class Overridden:
    """Who took it on themselves to go on, why, and what was proposed under it."""

    by: str
    why: str | None
    on: str
    proposed: list[str]


@document
class Assessed:
    """One assessment; `against` is what speaks against it, and then it is open until something answers it."""

    says: str
    offer: str | None
    outcome: str | None
    against: list[str]
    on: str
    at: int
    open: bool = False
    acknowledged: Word | None = None
    overridden: Overridden | None = None
    answers: list[Answered]


@document
class Heard:
    """What was heard of a referral, whether it helped those it was made for, and what it brought us."""

    says: str
    became: str
    gained: Decimal
    on: str


@document
class Referred:
    """To whom for what, why, what each of three gains, and what became of it."""

    to: str
    says: str
    why: str | None
    customer_gains: str
    they_gain: str
    we_gain: str
    outcome: str | None
    on: str
    at: int
    gained: Decimal = ZERO
    heard: list[Heard]


@document
class Declined:
    """What was not sold, why, what it cost to say so, and what it has brought since."""

    says: str
    why: str | None
    upsell: bool
    outcome: str | None
    forgone: Decimal
    on: str
    at: int
    gained: Decimal = ZERO


@document
class Cheaper:
    """Another approach than the one they asked for, and what it saves whom."""

    asked: str
    says: str
    why: str | None
    saves: Decimal
    kept_by: str
    outcome: str | None
    on: str


@document
class Cited:
    """A result that was confirmed before, and what it shows."""

    result: str
    says: str
    on: str


@document
class Adjusted:
    """What was expected, what is now, and why."""

    was: str
    now: str
    why: str | None
    said: Word


@document
class Expected:
    """Whose expectation it is, and every step of it; `says` is what is expected now."""

    whose: str
    says: str
    steps: list[Adjusted]


@document
class Restraint:
    """One engagement's; amounts in `currency`. `one_answer`: the per cent of problems with the commonest offer."""

    engagement: str
    currency: str | None = None
    forgone: Decimal = ZERO
    gained: Decimal = ZERO
    open_disconnects: int = 0
    forced_fits: int = 0
    problems: int = 0
    commonest_offer: str | None = None
    one_answer: Decimal | None = None
    declines: dict[str, Declined]
    referrals: dict[str, Referred] = field(default_factory=dict)
    came_to_us: list[Heard] = field(default_factory=list)
    saved_them: Decimal = ZERO
    saved: dict[str, Decimal] = field(default_factory=dict)
    cheaper: list[Cheaper] = field(default_factory=list)
    record: list[Cited] = field(default_factory=list)
    truth: dict[str, Expected] = field(default_factory=dict)
    assessments: list[Assessed]
    left_out: int = 0
