"""Requests, as their view has them."""

from __future__ import annotations

from decimal import Decimal

from projections.shared.projection import document
from projections.shared.words import Word


@document
class Step:
    """What was said to it: countered, accepted, withdrawn, refused, done; amounts in the engagement's currency. Lapsed:
    the version that it was countered with was turned down, or another was proposed in its place.
    """

    did: str
    says: str | None = None
    why: str | None = None
    cost: Decimal | None = None
    premium_percent: Decimal | None = None
    premium: Decimal | None = None
    price: Decimal | None = None
    version: int | None = None
    bill: str | None = None
    said: Word


@document
class Request:
    """One request. `effect` is what was seen of it before it was sent, `by_version` that only another version answers
    it; `turn` whose turn it is, to answer or to do it; none once it has ended.

    `counter` waits for an answer; accepted it is `agreed`, which stays. `price` is the most that was countered or
    agreed; none where it ended without being accepted. Done, `cost` and `premium` make up `charge`, a line of its own
    on `bill`.
    """

    engagement: str
    request: str
    kind: str
    says: str
    hours: Decimal | None
    status: str = "open"
    turn: str | None = "seller"
    outcome: str | None
    effect: str
    by_version: bool = False
    counter: str | None = None
    agreed: str | None = None
    version: int | None = None
    price: Decimal | None = None
    cost: Decimal | None = None
    premium_percent: Decimal | None = None
    premium: Decimal | None = None
    charge: Decimal | None = None
    bill: str | None = None
    made: Word
    steps: list[Step]
