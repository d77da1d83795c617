"""Every way the ledger says no.

LedgerError
├── Invalid              the words themselves do not fit their fields                        exit 2
│   └── NoView · LedgersFile
├── Refused              a rule of the domain; nothing was written                           exit 3
│   ├── engagement       NotOpen (NoAccount) · AlreadyOpen · EngagementClosed
│   ├── saying           NoWhy · NotNow · Unknown · FutureDate · UnclearHour · OtherCurrency · PartOfACoin · IdReused
│   │                    AlreadyNamed · ReliedOn · NoSuchLink
│   ├── terms            NoBaseline · ValueFirst · PriceNotBelowWorth · NotCounted · OwnProposal · TermsChanged · NotDue
│   │                    CannotCount · ReachedSince
│   ├── results          Interval · NotMeasured · TargetNotMet · PastDate · AlreadyStands · MoreThanStands
│   ├── little things    NothingAgreed · Priced · NeedsTheirWord · UnknownTwice
│   ├── choices          TooFew · TooMany · NotAnOption · SamePrice
│   ├── scenarios        CostsRise
│   ├── expertise        NoRhythm
│   ├── requests         EffectFirst · EffectChanged · ChangedSince · NeedsAgreement · AgreeTheVersion
│   │                    MoreThanAgreed · NeedsTheirChoice
│   ├── account          Overlap · NotAbove
│   └── fit              ForcedFit · NoWayForward
├── NotAllowed           this actor may not say this                                         exit 4
│   └── NotYourWord · OwnLoginOnly
├── Conflict             the stream moved on; read and decide again                          exit 5
│   └── LinkMoved        so did one that the command cites                                   exit 5
├── Unreadable           a stored fact that this version cannot read                         exit 1
│   └── Misplaced        its row, or record, says what its own bytes do not              exit 1
├── StoreTrouble         the database is away, locked, full, foreign or damaged (NoLedger)   exit 7
└── FeedTrouble          Kafka is away, or does not answer in time                           exit 7
    └── FeedRefused      the topic is not what this ledger wrote, or may not be written      exit 7

A docstring is the message. `because` is the rule's reason, with its source; `way_out` is what to do next: a sentence
here, a command in ways_out.py, its braces filled from the error's data.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from domain.step import WayOut
from domain.ways_out import WAYS


class LedgerError(Exception):
    """The ledger said no."""

    code: ClassVar[str] = "LEDGER-ERROR"
    because: ClassVar[str] = ""
    exit_code: ClassVar[int] = 1
    retryable: ClassVar[bool] = False
    way_out: WayOut = WayOut()

    def __init_subclass__(
        cls, *, code: str | None = None, because: str | None = None, way_out: str | None = None
    ) -> None:
        cls.code = code or cls.code
        cls.because = because or cls.because
        cls.way_out = WayOut(says=way_out) if way_out else WAYS.get(cls.code, cls.way_out)

    def __init__(self, detail: str = "", *, way_out: WayOut | str | None = None, **data: object) -> None:
        """`detail` says more than the class does; `data` are the values that explain it, and where it happened.

        `way_out` is this case's own, or the sentence that it says.
        """
        super().__init__(detail, data)
        self.detail = detail
        self.data = data
        if way_out is not None:
            self.way_out = WayOut(says=way_out) if isinstance(way_out, str) else way_out

    @property
    def message(self) -> str:
        """One sentence: what is wrong."""
        return self.detail or (self.__doc__ or "").strip().rstrip(".")

    @property
    def filled(self) -> WayOut:
        """The way out of this very case."""
        stream = str(self.data.get("stream", "engagement/…"))
        name = self.data.get("name", stream.partition("/")[2])
        return self.way_out.filled({**self.data, "name": name, "stream": stream.removeprefix("engagement/")})

    @property
    def field(self) -> str | None:
        """The field of the command that it is about: the one that does not fit, or the one to say again."""
        again = () if self.way_out.command else (*self.way_out.fixed, *self.way_out.asked)
        found = self.data.get("field") or next(iter(again), None)
        return None if found is None else str(found)

    @property
    def own(self) -> WayOut | None:
        """The way out of this case, where it is not that of all such errors."""
        return vars(self).get("way_out")

    def leads(self, way_out: WayOut | str) -> None:
        """Takes this way out, unless the case has one of its own."""
        if self.own is None:
            self.way_out = WayOut(says=way_out) if isinstance(way_out, str) else way_out

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


class Invalid(LedgerError, code="INVALID", way_out="docs/reference/commands.md says what each command takes"):
    """The words do not fit their fields."""

    exit_code = 2


class NoView(Invalid, code="NO-VIEW"):
    """There is no view of that name."""


class LedgersFile(
    Invalid,
    code="LEDGERS-FILE",
    because="facts are added to, and never written over",
    way_out="name another file after -o",
):
    """The answer would be written over the ledger or its views."""


class Refused(LedgerError, code="REFUSED"):
    """A rule of the domain forbids this."""

    exit_code = 3


class NotOpen(
    Refused,
    code="NOT-OPEN",
    because="what is said belongs to an engagement that both sides know",
):
    """There is no engagement of this name."""


class NoAccount(NotOpen, code="NO-ACCOUNT"):
    """There is no account of this name."""


class AlreadyOpen(
    Refused,
    code="ALREADY-OPEN",
    because="a stream is one engagement, or one account",
):
    """An engagement of this name is there already."""


class EngagementClosed(
    Refused,
    code="ENGAGEMENT-CLOSED",
    because="a closed engagement takes only what looks back: measurements, payments, corrections, owned words",
):
    """The engagement is closed."""


class NoWhy(
    Refused,
    code="NO-WHY",
    because='"There are many things that I intuitively know will make a difference": intuition is a why, blank is not',
):
    """A reason is required."""


class NotNow(
    Refused,
    code="NOT-NOW",
    because="each step follows another: what is proposed is agreed, and what is agreed is reached",
):
    """It has not come that far, or is past it."""


class Unknown(Refused, code="UNKNOWN", because="an entry can only refer to something that exists"):
    """Nothing of that name is here."""


class ReliedOn(
    Refused,
    code="RELIED-ON",
    because="who builds on a word has made it theirs (domain 0, Who says it)",
):
    """A later word of yours rests on it, so that it can no longer be denied."""


class NoSuchLink(
    Refused,
    code="NO-SUCH-LINK",
    because="what is cited must be there, so that whoever reads it can look it up",
    way_out="cite what is there, or record it first",
):
    """What is cited is not there."""


class AlreadyNamed(
    Refused,
    code="ALREADY-NAMED",
    because="a name means one thing for ever",
    way_out="leave the name out, or choose another",
):
    """That name is taken."""


class FutureDate(
    Refused, code="FUTURE-DATE", because="a fact is past", way_out="give a day, month or year that has begun"
):
    """That day has not come yet."""


class UnclearHour(
    Refused,
    code="UNCLEAR-HOUR",
    because="where clocks change, an hour is there twice, or not at all; only an offset says which it was",
    way_out="write the moment with its offset, as in {earlier}",
):
    """That hour is there twice, or not at all."""


class OtherCurrency(
    Refused,
    code="OTHER-CURRENCY",
    because="an engagement has one currency, and so has an account, fixed at the beginning",
    way_out="give the amount in {currency}",
):
    """Money here is in another currency."""


class PartOfACoin(
    Refused,
    code="PART-OF-A-COIN",
    because="what is said or paid is in coins that there are; only a price per unit or per result may be finer",
    way_out="say {below} or {above}",
):
    """An amount has a part that no coin of its currency has."""


class IdReused(
    Refused,
    code="ID-REUSED",
    because="a command id stands for one command for ever",
    way_out="leave --id out, or use a fresh one",
):
    """This command id was used for other words."""


class NoBaseline(
    Refused,
    code="NO-BASELINE",
    because="progress is read from where you start",
):
    """A target needs a baseline, other than the target, or a date by which it is first measured."""


class ValueFirst(
    Refused,
    code="VALUE-FIRST",
    because='"By fixing a price upfront, based on that value": value comes before price',
):
    """A price needs the worth it rests on, and why that matters."""


class PriceNotBelowWorth(
    Refused,
    code="PRICE-NOT-BELOW-WORTH",
    because="the customer must gain more than they pay",
    way_out="lower the price or its caps below {worth}, or show a higher worth",
):
    """The price is not below what the outcome is worth."""


class NotCounted(
    Refused,
    code="NOT-COUNTED",
    because="a price per result needs results that are counted",
    way_out="use --count, or a whole price",
):
    """A price per result goes with a counted outcome only."""


class Overlap(
    Refused,
    code="OVERLAP",
    because="what is counted twice is no gain",
):
    """The period lies over one that was told already."""


class EffectFirst(
    Refused,
    code="EFFECT-FIRST",
    because="the effect on outcome and price is seen before anything is sent [004]",
):
    """What this does to outcome and price was not seen yet."""


class EffectChanged(
    Refused,
    code="EFFECT-CHANGED",
    because="nothing is charged by terms that are in force no longer, nor unseen [004]",
):
    """What this does to outcome and price is not what was seen when it was made."""


class ChangedSince(
    Refused,
    code="CHANGED-SINCE",
    because="a yes is to what was read, and to nothing that came in its place [004]",
):
    """What this says yes to is not there any more."""


class NeedsAgreement(
    Refused,
    code="NEEDS-AGREEMENT",
    because="a price for a result is never changed in silence: both agree another version [004]",
):
    """This takes another version of the outcome."""


class AgreeTheVersion(
    Refused,
    code="AGREE-THE-VERSION",
    because="it was countered with a version, and agreeing that accepts the request",
):
    """A version waits for their word."""


class MoreThanAgreed(
    Refused,
    code="MORE-THAN-AGREED",
    because="nothing is charged beyond what was agreed before [004]",
):
    """It costs more than was agreed."""


class NeedsTheirChoice(
    Refused,
    code="NEEDS-THEIR-CHOICE",
    because="an outcome that is open is not done with less unless the customer chose so [001]",
):
    """The customer made no choice that allows this."""


class NotAbove(
    Refused,
    code="NOT-ABOVE",
    because='"How do we continuously improve the impact over time?" [001]',
    way_out="aim above it: --value more than {value}",
):
    """An improvement is above the last gain."""


class CannotCount(
    Refused,
    code="CANNOT-COUNT",
    because="nothing is owed of before the first agreement, nor reached after the agreed date",
):
    """The terms cannot count from that day."""


class ReachedSince(
    Refused,
    code="REACHED-SINCE",
    because="a target's result counts under the terms of its day, and earns once",
):
    """A result stands that these terms would cover."""


class OwnProposal(
    Refused,
    code="OWN-PROPOSAL",
    because='"We\'re both accountable for the same outcome": it takes the other side to agree',
):
    """Who proposed cannot also agree."""


class TermsChanged(
    Refused,
    code="TERMS-CHANGED",
    because="both sides sign the same words",
):
    """These are not the terms on the table."""


class NotDue(
    Refused,
    code="NOT-DUE",
    because="an outcome is missed only once its date is past",
):
    """The outcome's date is not past."""


class Interval(
    Refused,
    code="INTERVAL",
    because="a measured value lies within its own interval",
    way_out="give --low, --value and --high in that order",
):
    """Low, value and high are not in order."""


class NotMeasured(
    Refused,
    code="NOT-MEASURED",
    because="a target is reached by a measurement, not by a claim",
):
    """No measurement stands for this version."""


class TargetNotMet(
    Refused,
    code="TARGET-NOT-MET",
    because="the target was agreed by both",
):
    """The measured value does not meet the target."""


class PastDate(
    Refused,
    code="PAST-DATE",
    because="the date is part of the agreed terms",
):
    """That was after the agreed date."""


class AlreadyStands(
    Refused,
    code="ALREADY-STANDS",
    because="a result counts once",
    way_out="use another reference, or retract the one that did not hold",
):
    """A result of this reference stands already."""


class MoreThanStands(
    Refused,
    code="MORE-THAN-STANDS",
    because="only what stands can be taken back",
):
    """More is taken back than stands."""


class NothingAgreed(
    Refused,
    code="NOTHING-AGREED",
    because='"I can try whatever I\'d like. So long as it takes us closer to our desired outcome"',
):
    """A little thing serves an agreed outcome, and there is none."""


class Priced(
    Refused,
    code="PRICED",
    because='"without making my customer foot the bill for my exploration"',
):
    """A little thing must be free for the customer."""


class NeedsTheirWord(
    Refused,
    code="NEEDS-THEIR-WORD",
    because="the customer decides on what is big or risky for them, affects their time, place or people, or needs more"
    " than the seller's expertise",
):
    """This one waits for the customer's word."""


class UnknownTwice(
    Refused,
    code="UNKNOWN-TWICE",
    because="unknown is an answer once; then somebody looks",
):
    """The effect was unknown already."""


class TooFew(
    Refused, code="TOO-FEW", because='"I can give them the choice": one option is none', way_out="add an --option"
):
    """A choice needs two or three options."""


class TooMany(
    Refused,
    code="TOO-MANY",
    because="a choice of two or three helps; more paralyses",
    way_out="keep the best two or three",
):
    """A choice has at most four options."""


class NotAnOption(
    Refused, code="NOT-AN-OPTION", because="one of the options offered is made", way_out="choose one of: {options}"
):
    """That was not among the options."""


class SamePrice(
    Refused,
    code="SAME-PRICE",
    because="a little thing costs the customer nothing, whichever option is chosen",
    way_out="offer what is priced as a new version of the terms",
):
    """The options of a little thing leave the price as it is."""


class CostsRise(
    Refused,
    code="COSTS-RISE",
    because="scenarios go from the least to the most, each told with its whole cost (text 002)",
    way_out="put the cheapest first, each with its cost from the beginning",
):
    """The scenarios' costs do not rise."""


class NoRhythm(
    Refused,
    code="NO-RHYTHM",
    because='"If we\'re agreed on that, are we free to use our tactics as long as we can measure and report"',
):
    """Freedom is granted in return for an agreed measure and a reporting rhythm."""


class ForcedFit(
    Refused,
    code="FORCED-FIT",
    because='to force the fit is "selling services outside of your expertise", or "a solution to a problem that the '
    "client doesn't have or perceive\"",
):
    """The latest assessment says that this does not fit."""


class NoWayForward(
    Refused,
    code="NO-WAY-FORWARD",
    because='"No, we don\'t do that" is the worst to say (text 004); a no is true to the customer when it leads on',
):
    """A bare no leads nowhere."""


class NotAllowed(LedgerError, code="NOT-ALLOWED"):
    """You may not say this."""

    exit_code = 4


class NotYourWord(
    NotAllowed,
    code="NOT-YOUR-WORD",
    because="each side speaks for itself",
    way_out="add --as {may}, when it is their word",
):
    """This is not that party's to say."""


class OwnLoginOnly(
    NotAllowed,
    code="OWN-LOGIN-ONLY",
    because="nobody owns or denies a word, or enters a page, for another: one's own login, link or key says who it is",
):
    """Only the one whose word it is can say it, with a login of their own."""


class Conflict(
    LedgerError,
    code="CONFLICT",
    because="somebody wrote in between; nothing is merged silently",
):
    """The stream has moved on."""

    exit_code = 5
    retryable = True


class LinkMoved(
    Conflict,
    code="LINK-MOVED",
    because="what is cited must stand when it is cited",
    way_out="say it again",
):
    """What the command cites has moved on."""

    @property
    def reads(self) -> Sequence[Any]:
        """The streams that moved, each with the version that it was read at."""
        found: Any = self.data["reads"]
        return tuple(found)


class Unreadable(LedgerError, code="UNREADABLE", because="stored bytes are never guessed at"):
    """A stored fact cannot be read by this version."""


class Misplaced(Unreadable, code="MISPLACED", because="a fact says itself where it stands, and of what type it is"):
    """A stored fact stands where its own bytes do not say."""


class StoreTrouble(LedgerError, code="STORE-TROUBLE"):
    """The database cannot be used."""

    exit_code = 7


class NoLedger(StoreTrouble, code="NO-LEDGER"):
    """There is no ledger at that place yet."""


class FeedTrouble(LedgerError, code="FEED-TROUBLE"):
    """Kafka cannot be used."""

    exit_code = 7
    retryable = True


class FeedRefused(
    FeedTrouble,
    code="FEED-REFUSED",
    because="what was published is never skipped past, overwritten or sent twice; a person decides",
    way_out="docs/how-to/kafka.md says what to do for each of these",
):
    """The topic is not what this ledger wrote."""

    retryable = False
