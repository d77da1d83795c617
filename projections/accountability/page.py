"""What stands on the page that seller and customer both read."""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal

from domain.engagement.shared.options import Option
from domain.engagement.shared.terms import ZERO, Owners, Terms
from domain.vocabulary import Money, Person
from projections.accountability.needed import Need
from projections.shared.documents.counsel import Advised, Cheaper, Declined, No, Referred
from projections.shared.documents.expertise import Expertise
from projections.shared.documents.paid import Payment, Totals
from projections.shared.documents.people import Invited
from projections.shared.documents.requests import Request
from projections.shared.documents.scenarios import Scenarios
from projections.shared.documents.tally import Tally
from projections.shared.documents.work import Work
from projections.shared.mended import Mended
from projections.shared.projection import document
from projections.shared.waits import Wait
from projections.shared.words import Denied, Waiting, Word


@document
class Version:
    """One version of an outcome's terms, and who signed it."""

    number: int
    terms: Terms
    digest: str
    why: str | None
    proposed: Word
    agreed: Word | None = None
    signer: Person | None = None


@document
class Wrong:
    """A figure that was wrong, and the entry that corrected it."""

    corrected_at: int
    value: Decimal
    low: Decimal
    high: Decimal
    period: str
    day: str
    method: str


@document
class Figure:
    """One measurement as it now stands, and what it was before it was corrected. It is of the version `under`: the one
    in force on its day, unless another was `named`.
    """

    at: int
    under: int
    named: bool = True
    value: Decimal
    low: Decimal
    high: Decimal
    period: str
    day: str
    method: str
    said: Word
    corrected_from: list[Wrong]


@document
class Card:
    """One outcome. `terms` are those in force: agreed last, or where a day is asked for those whose results count then;
    until some are agreed, the last proposed. `report_due` is when a success report is owed: as the last one says, or
    one rhythm after an agreement since, if that is sooner. `missed` where that was said since the last agreement, also
    of a target that was reached after all. `by_day` has the results of a target that named no version: terms that count
    from their day on would cover them.
    """

    outcome: str
    status: str = "proposed"
    missed: bool = False
    in_force: int | None = None
    open: int | None = None
    waits_for: str | None = None
    terms: Terms
    digest: str
    baseline: Decimal | None = None
    latest: Decimal | None = None
    latest_low: Decimal | None = None
    latest_high: Decimal | None = None
    latest_period: str | None = None
    price_wholes: Decimal = ZERO
    share_of_worth: Decimal | None = None
    agreed: Word | None = None
    results: Tally
    by_day: list[str] = field(default_factory=list)
    versions: dict[str, Version]
    figures: dict[str, Figure]
    reported_on: str | None = None
    report_due: str | None = None
    first_figure: int = 0
    latest_figure: int = 0


@document
class Observation:
    """What somebody saw come of a thing."""

    effect: str
    evidence: str | None
    review_by: str | None
    said: Word


@document
class Lesson:
    """What somebody made of it."""

    lesson: str
    says: str
    said: Word


@document
class Thing:
    """A little thing with its why; it costs the customer nothing. Held back, it says what stood in its way. `begun` is
    the word that offered it, or held it back; `since` the date of the one by which it came to where it stands.
    """

    thing: str
    says: str
    why: str | None
    status: str
    size: str | None = None
    why_kind: str | None = None
    hypothesis: str | None = None
    outcome: str | None = None
    version: int | None = None
    touches: list[str]
    cost_to_customer: Decimal = ZERO
    cost_to_seller: Money | None = None
    obstacle: str | None = None
    obstacle_words: str | None = None
    answered: Word | None = None
    effect: str | None = None
    evidence: str | None = None
    review_by: str | None = None
    first_review_by: str | None = None
    open_choice: str | None = None
    begun: Word
    since: str = ""
    observations: list[Observation]
    lessons: list[Lesson]


@document
class Choice:
    """Options on the table, and what became of them."""

    choice: str
    about: str
    status: str = "open"
    options: list[Option]
    to: str
    our_view: str | None
    begun: Word
    chosen: str | None = None
    chosen_by: Person | None = None
    made: Word | None = None


@document
class Turn:
    """Something waits for one side, and how they would answer: the name of a command, the fields that are fixed, and
    those that they fill in. `about` is what it is about, by its name.
    """

    about: str
    what: str
    side: str
    command: str
    fixed: dict[str, str | int | bool]
    asked: list[str]


@document
class Corner:
    """What was left out, what of theirs it touches, and what the seller saved; gone once it is restored."""

    says: str
    touches: str
    saved: Decimal
    why: str | None
    cut_on: str


@document
class Trimmed:
    """What the seller does with less and saves by it, the outcome that it touches, and the choice that allows it."""

    says: str
    saves: Decimal
    outcome: str | None
    choice: str | None
    why: str | None
    on: str


@document
class Reader:
    """Who reads the page besides its two sides, through which day, and which sections they are not shown; `ended_on`
    where that was ended before.
    """

    person: Person
    on: str = ""
    until: str
    hidden: list[str]
    ended_on: str | None = None


@document
class Page:
    """One engagement, the same for both sides. `waits` has every line that somebody may settle: what `waits_for` a
    side, what is due by a date, and what ends. Which of them is late follows from the day that they are read on.
    `money` is none where it is not shown. `ways_open_since` is when ways to proceed were presented of which none has
    been taken since.
    """

    engagement: str
    title: str
    account: str
    currency: str
    time_zone: str
    owners: Owners
    opened_on: str | None = None
    mended: list[Mended] = field(default_factory=list)
    state: str = "open"
    how_it_ended: str | None = None
    basis: str | None = None
    basis_said: str | None = None
    outcomes: dict[str, Card]
    things: dict[str, Thing]
    choices: dict[str, Choice]
    scenarios: Scenarios | None = None
    expertise: Expertise | None = None
    nos: dict[str, No] = field(default_factory=dict)
    needs: dict[str, Need] = field(default_factory=dict)
    corners: dict[str, Corner] = field(default_factory=dict)
    works: dict[str, Work] = field(default_factory=dict)
    requests: dict[str, Request] = field(default_factory=dict)
    trims: dict[str, Trimmed] = field(default_factory=dict)
    payments: dict[str, Payment] = field(default_factory=dict)
    money: Totals | None = None
    advice: dict[str, Advised] = field(default_factory=dict)
    cheaper: list[Cheaper] = field(default_factory=list)
    declines: dict[str, Declined] = field(default_factory=dict)
    referrals: dict[str, Referred] = field(default_factory=dict)
    readers: dict[str, Reader] = field(default_factory=dict)
    people: dict[str, Invited] = field(default_factory=dict)
    not_sold: str | None = None
    waits_for: dict[str, Turn]
    ways_open_since: str | None = None
    waits: dict[str, Wait] = field(default_factory=dict)
    words_waiting: int = 0
    words: dict[str, Waiting]
    denied: list[Denied] = field(default_factory=list)
    kept_elsewhere: list[str]
    left_out: int = 0
