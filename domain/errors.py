"""Every way the ledger says no.

LedgerError
├── Invalid              the words themselves do not fit their fields                        exit 2
│   └── NoView · LedgersFile
├── Refused              a rule of the domain; nothing was written                           exit 3
│   ├── engagement       NotOpen (NoAccount) · AlreadyOpen · EngagementClosed
│   ├── saying           NoWhy · NotNow · Unknown · FutureDate · UnclearHour · OtherCurrency · PartOfACoin · IdReused
│   │                    AlreadyNamed · ReliedOn · NoSuchLink
│   ├── terms            NoBaseline · ValueFirst · PriceNotBelowWorth · NotCounted · OwnProposal · TermsChanged · NotDue
│   │                    CannotCount · ReachedSince · RuleUnclear · DeciderIsASide
│   ├── results          Interval · NotMeasured · TargetNotMet · PastDate · AlreadyStands · MoreThanStands
│   │                    TooLate · Decided · NoDecider · Backdated
│   ├── little things    NothingAgreed · Priced · NeedsTheirWord · UnknownTwice
│   ├── choices          TooFew · TooMany · NotAnOption · SamePrice
│   ├── scenarios        CostsRise
│   ├── expertise        NoRhythm
│   ├── requests         EffectFirst · EffectChanged · ChangedSince · NeedsAgreement · AgreeTheVersion
│   │                    MoreThanAgreed · NeedsTheirChoice
│   ├── account          Overlap · NotAbove · AccountIsMerged · HoldsFigures
│   └── fit              ForcedFit · NoWayForward
├── NotAllowed           this actor may not say this                                         exit 4
│   └── NotYourWord · OwnLoginOnly · NotYourRole · NotTheDecider
├── Conflict             the stream moved on; read and decide again                          exit 5
│   └── LinkMoved        so did one that the command cites                                   exit 5
├── NotRecorded          nothing is recorded under that id                                   exit 3
├── NoBrowser            nothing here prints a page as a PDF                                 exit 1
├── NoWorkbook           what writes workbooks is not installed                              exit 1
├── Unreadable           a stored fact that this version cannot read                         exit 1
│   ├── NewerFact        a newer version recorded it                                         exit 8
│   └── Misplaced        its row, or record, says what its own bytes do not              exit 1
├── StoreTrouble         the database is away, locked or full: again later                   exit 7
│   └── StoreRefused     it is missing, foreign, damaged, or lets us not: somebody mends it  exit 8
│       └── NoLedger
└── FeedTrouble          Kafka is away, or does not answer in time: again later              exit 7
    └── FeedRefused      the topic is not what this ledger wrote, or may not be written      exit 8

A docstring is the message. `because` is the rule's reason, with its source; `way_out` is what to do next: a sentence
here, a command in ways_out.py, its braces filled from the error's data.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Self

from domain.said import worded
from domain.step import WayOut
from domain.ways_out import WAYS


class LedgerError(Exception):
    """The ledger said no."""

    code: ClassVar[str] = "LEDGER-ERROR"
    because: ClassVar[str] = ""
    exit_code: ClassVar[int] = 1
    retryable: bool = False
    way_out: WayOut = WayOut()

    def __init_subclass__(
        cls, *, code: str | None = None, because: str | None = None, way_out: str | None = None
    ) -> None:
        cls.code = code or cls.code
        cls.because = because or cls.because
        cls.way_out = WayOut(says=way_out) if way_out else WAYS.get(cls.code, cls.way_out)

    def __init__(self, detail: str = "", *, way_out: WayOut | str | None = None, **data: object) -> None:
        """`detail` says more than the class does, and is made by `of` or `worded` where it has values in it; `data` are
        the values that explain it, and where it happened.

        `way_out` is this case's own, or the sentence that it says.
        """
        super().__init__(detail, data)
        self.detail = detail
        self.data = data
        if way_out is not None:
            self.way_out = WayOut(says=way_out) if isinstance(way_out, str) else way_out

    @classmethod
    def of(cls, template: str, /, *, way_out: WayOut | str | None = None, **data: object) -> Self:
        """With a detail of its own: the template, whose {names} the data fill."""
        return cls(worded(template, **data), way_out=way_out, **data)

    @property
    def message(self) -> str:
        """One sentence: what is wrong."""
        return self.detail or (self.__doc__ or "").strip().rstrip(".")

    @property
    def reason(self) -> str:
        """Why the rule is there: of this very case, where it has a reason of its own."""
        own = self.data.get("because")
        return own if isinstance(own, str) else self.because

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
        name = self.data.get("field") or next(iter(again), None)
        return None if name is None else str(name)

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
    """A value does not fit its field."""

    exit_code = 2


class NoView(Invalid, code="NO-VIEW"):
    """There is no view of that name."""


class LedgersFile(
    Invalid,
    code="LEDGERS-FILE",
    because="a ledger is only ever added to",
    way_out="name another file after -o",
):
    """The output would overwrite the ledger or its views."""


class NotRecorded(
    LedgerError,
    code="NOT-RECORDED",
    because="whatever is recorded keeps the id of its command",
    way_out="if it was to be recorded, send it now: nothing of it can come any more",
):
    """Nothing is recorded under this id."""

    exit_code = 3


class NoBrowser(
    LedgerError,
    code="NO-BROWSER",
    because="a PDF is the page as a browser prints it, and sameside has no browser of its own",
    way_out="install Chromium or Chrome, or name one in SAMESIDE_BROWSER; or print the .html from any browser",
):
    """No browser is here that prints a page as a PDF."""


class NoWorkbook(
    LedgerError,
    code="NO-WORKBOOK",
    because="workbooks are written by XlsxWriter, which only those install who want them",
    way_out="install sameside with its extra xlsx, in its own folder: uv tool install '.[xlsx]' "
    "(pip install xlsxwriter, where pip installed it); or use --spreadsheet, a CSV",
):
    """XlsxWriter is not installed."""


class Refused(LedgerError, code="REFUSED"):
    """A rule of the domain forbids this."""

    exit_code = 3


class NotOpen(
    Refused,
    code="NOT-OPEN",
    because="every entry belongs to an engagement that was opened for both sides",
):
    """There is no engagement of this name."""


class NoAccount(NotOpen, code="NO-ACCOUNT", because="every figure belongs to an account that is open"):
    """There is no account of this name."""


class AlreadyOpen(
    Refused,
    code="ALREADY-OPEN",
    because="a name stands for one engagement, or one account, for good",
):
    """An engagement of this name is there already."""


class EngagementClosed(
    Refused,
    code="ENGAGEMENT-CLOSED",
    because="after closing, only what looks back can be recorded: measurements, payments, corrections, confirmations",
):
    """The engagement is closed."""


class NoWhy(
    Refused,
    code="NO-WHY",
    because="whoever reads it later must see the reason; an intuition is a good enough one",
):
    """A reason is required."""


class NotNow(
    Refused,
    code="NOT-NOW",
    because="steps have an order: what is proposed can be agreed, and what is agreed can be reached",
):
    """This is not possible at the present stage."""


class Unknown(Refused, code="UNKNOWN", because="an entry can only refer to something that exists"):
    """There is nothing of that name here."""


class ReliedOn(
    Refused,
    code="RELIED-ON",
    because="whoever builds on an entry that was made on their behalf has accepted it",
):
    """You have said something since that depends on it, so it can no longer be denied."""


class NoSuchLink(
    Refused,
    code="NO-SUCH-LINK",
    because="readers must be able to look up what an entry refers to",
    way_out="refer to something that exists, or record it first",
):
    """What this refers to does not exist."""


class AlreadyNamed(
    Refused,
    code="ALREADY-NAMED",
    because="a name stands for one thing, for good",
    way_out="leave the name out, or choose another",
):
    """That name is taken."""


class FutureDate(
    Refused,
    code="FUTURE-DATE",
    because="the ledger records what has happened",
    way_out="give a day, month or year that has begun",
):
    """That day has not come yet."""


class UnclearHour(
    Refused,
    code="UNCLEAR-HOUR",
    because="when clocks change, an hour is repeated or skipped; only an offset says which one is meant",
    way_out="write the moment with its offset, as in {earlier}",
):
    """On that day the hour comes twice, or not at all."""


class OtherCurrency(
    Refused,
    code="OTHER-CURRENCY",
    because="all amounts of an engagement, or of an account, are in one currency",
    way_out="give the amount in {currency}",
):
    """Amounts here are in another currency."""


class PartOfACoin(
    Refused,
    code="PART-OF-A-COIN",
    because="an amount must be payable in coins; only a price per unit or per result may be finer",
    way_out="use {below} or {above}",
):
    """The amount is finer than the smallest coin of its currency."""


class IdReused(
    Refused,
    code="ID-REUSED",
    because="by its id the ledger knows whether a command was recorded already",
    way_out="leave --id out, or use a new one",
):
    """This command id was already used for another command."""


class NoBaseline(
    Refused,
    code="NO-BASELINE",
    because="progress is measured from where you start",
):
    """A target needs a baseline that differs from it, or a date by which the baseline is measured."""


class ValueFirst(
    Refused,
    code="VALUE-FIRST",
    because='the price follows from the value: "By fixing a price upfront, based on that value"',
):
    """A price needs the worth of the outcome, and why it matters to the customer."""


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
    because="without a count, nobody can say how many results are paid for",
    way_out="use --count, or a price for the whole",
):
    """A price per result needs an outcome whose results are counted."""


class RuleUnclear(
    Refused,
    code="RULE-UNCLEAR",
    because="both sides must be able to count for themselves",
    way_out="mend what is named in the rules of what counts, and propose them again",
):
    """What counts could be read in more than one way."""


class DeciderIsASide(
    Refused,
    code="DECIDER-IS-A-SIDE",
    because="nobody decides a dispute of their own",
    way_out="name somebody who answers for neither side",
):
    """Who decides a dispute must be on neither side."""


class Overlap(
    Refused,
    code="OVERLAP",
    because="a gain must not count twice",
):
    """The period overlaps one that is recorded already."""


class AccountIsMerged(
    Refused,
    code="ACCOUNT-IS-MERGED",
    because="what is recorded under a name that no longer stands would be overlooked",
):
    """This account was merged into another."""


class HoldsFigures(
    Refused,
    code="HOLDS-FIGURES",
    because="each figure was said, and confirmed, of one account; no two of them are added up unasked",
):
    """The account holds figures of its own."""


class EffectFirst(
    Refused,
    code="EFFECT-FIRST",
    because="the customer sees the effect on outcome and price before a request is sent",  # text 004
):
    """The effect on outcome and price has not been seen yet."""


class EffectChanged(
    Refused,
    code="EFFECT-CHANGED",
    because="nothing is charged that was not seen before, or by terms that no longer apply",  # text 004
):
    """The effect on outcome and price has changed since the request was made."""


class ChangedSince(
    Refused,
    code="CHANGED-SINCE",
    because="a yes holds for what was read, and not for what has replaced it",  # text 004
):
    """What this says yes to has changed since it was read."""


class NeedsAgreement(
    Refused,
    code="NEEDS-AGREEMENT",
    because="a price for a result changes only when both sides agree to new terms",  # text 004
):
    """This needs a new version of the outcome's terms."""


class AgreeTheVersion(
    Refused,
    code="AGREE-THE-VERSION",
    because="the request was answered with new terms: whoever agrees to them accepts it",
):
    """The answer is a new version of the terms, which waits to be agreed."""


class MoreThanAgreed(
    Refused,
    code="MORE-THAN-AGREED",
    because="nothing is charged beyond what was agreed before",  # text 004
):
    """It costs more than was agreed."""


class NeedsTheirChoice(
    Refused,
    code="NEEDS-THEIR-CHOICE",
    because="while an outcome is open, the seller saves on it only as the customer chose",  # text 001
):
    """The customer made no choice that allows this."""


class NotAbove(
    Refused,
    code="NOT-ABOVE",
    because='the gain is to grow: "How do we continuously improve the impact over time?"',  # text 001
    way_out="aim above it: --value more than {value}",
):
    """The aim is not above the last gain."""


class CannotCount(
    Refused,
    code="CANNOT-COUNT",
    because="nothing is owed for the time before the first agreement, or reached after the agreed date",
):
    """The terms cannot count from that day."""


class ReachedSince(
    Refused,
    code="REACHED-SINCE",
    because="a result is paid once, by the terms of its day",
):
    """A result that these terms would cover is recorded already."""


class OwnProposal(
    Refused,
    code="OWN-PROPOSAL",
    because='an agreement takes both sides: "We\'re both accountable for the same outcome"',
):
    """The side that proposed cannot also agree."""


class TermsChanged(
    Refused,
    code="TERMS-CHANGED",
    because="both sides agree to the same words",
):
    """These are not the terms that are proposed now."""


class NotDue(
    Refused,
    code="NOT-DUE",
    because="until its date has passed, it can still be reached",
):
    """The outcome's date has not passed yet."""


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
    """No measurement is recorded for this version of the terms."""


class TargetNotMet(
    Refused,
    code="TARGET-NOT-MET",
    because="both sides agreed to the target",
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
    way_out="use another reference, or take back the one that did not hold: result retract",
):
    """A result with this reference is recorded already."""


class TooLate(
    Refused,
    code="TOO-LATE",
    because="both sides signed by when it had to be said",
    way_out="agree a new version of the terms, if both sides still want to change it",
):
    """The day for this has passed."""


class Decided(
    Refused,
    code="DECIDED",
    because="what both settled, or what was decided, is not disputed again",
):
    """A dispute of this has ended."""


class NoDecider(
    Refused,
    code="NO-DECIDER",
    because="nobody decides a dispute whom both sides did not name",
    way_out="answer it, give way or take it back; or agree terms that name somebody",
):
    """The terms name nobody who decides a dispute."""


class Backdated(
    Refused,
    code="BACKDATED",
    because="nobody reaches back over a deadline in their own favour",
    way_out="say it as of today, late; or the other side records it",
):
    """This day was due before, and is past."""


class MoreThanStands(
    Refused,
    code="MORE-THAN-STANDS",
    because="only what is recorded and not yet taken back can be taken back",
):
    """That is more than there is to take back."""


class NothingAgreed(
    Refused,
    code="NOTHING-AGREED",
    because='the seller is free in what serves the outcome: "So long as it takes us closer to our desired outcome"',
):
    """A little thing must serve an agreed outcome, and none is agreed yet."""


class Priced(
    Refused,
    code="PRICED",
    because='the seller pays for what the seller tries: "without making my customer foot the bill for my exploration"',
):
    """A little thing must be free for the customer."""


class NeedsTheirWord(
    Refused,
    code="NEEDS-THEIR-WORD",
    because="the customer decides on what is big or risky for them, affects their time, place or people, or needs more"
    " than the seller's expertise",
):
    """The customer must accept this first."""


class UnknownTwice(
    Refused,
    code="UNKNOWN-TWICE",
    because="the answer may be unknown once; by the next date somebody looks",
):
    """The effect has been recorded as unknown before."""


class TooFew(
    Refused, code="TOO-FEW", because='one option is no choice: "I can give them the choice"', way_out="add an --option"
):
    """A choice needs two or three options."""


class TooMany(
    Refused,
    code="TOO-MANY",
    because="two or three options help to choose; more make it hard",
    way_out="keep the best two or three",
):
    """A choice has at most four options."""


class NotAnOption(
    Refused,
    code="NOT-AN-OPTION",
    because="the choice is among the options that were offered",
    way_out="choose one of: {options}",
):
    """That was not among the options."""


class SamePrice(
    Refused,
    code="SAME-PRICE",
    because="a little thing costs the customer nothing, whichever option is chosen",
    way_out="propose what changes the price as a new version of the terms",
):
    """The options of a little thing cannot change the price."""


class CostsRise(
    Refused,
    code="COSTS-RISE",
    because="scenarios go from the cheapest to the dearest, each with its whole cost (text 002)",
    way_out="put the cheapest first, each with its cost from the beginning",
):
    """The scenarios are not in the order of their costs."""


class NoRhythm(
    Refused,
    code="NO-RHYTHM",
    because='the seller is free "to use our tactics as long as we can measure and report"',
):
    """The seller is only free where the outcome is measured and reported regularly."""


class ForcedFit(
    Refused,
    code="FORCED-FIT",
    because='what does not fit is "selling services outside of your expertise", or "a solution to a problem that the '
    "client doesn't have or perceive\"",
):
    """The latest assessment says that this does not fit."""


class NoWayForward(
    Refused,
    code="NO-WAY-FORWARD",
    because='a no should lead the customer on: "No, we don\'t do that" is the worst to say (text 004)',
):
    """A no needs a way forward."""


class NotAllowed(LedgerError, code="NOT-ALLOWED"):
    """You may not record this."""

    exit_code = 4


class NotYourWord(
    NotAllowed,
    code="NOT-YOUR-WORD",
    because="each side speaks for itself",
    way_out="if it is their word, add --as {may}",
):
    """This cannot be that side's word."""


class OwnLoginOnly(
    NotAllowed,
    code="OWN-LOGIN-ONLY",
    because="nobody can enter a page, confirm or deny in another's name: their own login, link or key says who it is",
):
    """Only the one whose word it is can say it, with a login of their own."""


class NotTheDecider(
    NotAllowed,
    code="NOT-THE-DECIDER",
    because="both sides named who decides",
):
    """Only the person whom the terms name may decide this."""


class NotYourRole(
    NotAllowed,
    code="NOT-YOUR-ROLE",
    because="who acts for a side says all but what binds it: terms, prices, and words that were recorded for it",
    way_out="ask somebody who agrees for your side",
):
    """This binds your side, and is for those who agree for it."""


class Conflict(
    LedgerError,
    code="CONFLICT",
    because="you decided by what you had read; nothing is merged without a look at what is new",
):
    """Something was recorded in the meantime."""

    exit_code = 5
    retryable = True


class LinkMoved(
    Conflict,
    code="LINK-MOVED",
    because="what an entry refers to must hold when it is recorded",
    way_out="try again",
):
    """What this refers to has changed in the meantime."""

    @property
    def reads(self) -> Sequence[Any]:
        """The streams that moved, each with the version that it was read at."""
        streams: Any = self.data["reads"]
        return tuple(streams)


class Unreadable(LedgerError, code="UNREADABLE", because="the ledger never guesses what stored bytes mean"):
    """A stored fact cannot be read by this version of sameside."""


class NewerFact(
    Unreadable,
    code="NEWER-FACT",
    because="only the version that recorded a new kind of fact, or a later one, knows what it means",
    way_out="install the version of sameside that wrote it, or a later one",
):
    """This was recorded by a newer version of sameside."""

    exit_code = 8


class Misplaced(
    Unreadable, code="MISPLACED", because="every fact carries its place and type, so that a mix-up is seen"
):
    """A stored fact is in another place than its own bytes say."""


class StoreTrouble(LedgerError, code="STORE-TROUBLE"):
    """The database cannot be used now."""

    exit_code = 7
    retryable = True

    def __init__(
        self, detail: str = "", *, untouched: bool = False, way_out: WayOut | str | None = None, **data: object
    ) -> None:
        """`untouched` where it is known that what failed wrote nothing; what went before it may have."""
        super().__init__(detail, way_out=way_out, **data)
        self.untouched = untouched


class StoreRefused(StoreTrouble, code="STORE-REFUSED"):
    """The database cannot be used as it is."""

    exit_code = 8
    retryable = False


class NoLedger(StoreRefused, code="NO-LEDGER"):
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
    """The topic does not hold what this ledger wrote."""

    exit_code = 8
    retryable = False
