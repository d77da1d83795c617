"""What Enter takes at a question: what stands already, or the only thing that can be meant."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cli.held import Held
from cli.only import fitting, state
from cli.signing import moved_on
from cli.taken import ANSWERS, completed
from cli.terms import NAMES
from domain.catalogue import KIND
from domain.durations import clock
from domain.errors import LedgerError, ValueFirst
from domain.streams import stream_of
from domain.vocabulary import Money, Party

if TYPE_CHECKING:
    from adapters.wiring import Application
    from domain.command import Command

Given = Mapping[str, Any]
OPENS, MEASURES, PROPOSES, ACCEPTS = "engagement.open", "result.measure", "outcome.propose", "request.accept"
ASKS = "request.make"
LIKELY = {"need.hear": Party.CUSTOMER}
"""Whose word it mostly is, where that is not the seller's: their need, in their words."""
PRICES = ("price", "price_per_result", "part")
NEEDED = {"--worth": ("worth", "worth"), "--matters": ("terms__matters", "matters")}
"""What no price is without: by option, its parameter, and its name in --without."""
FIELDS = {"--low": "value", "--high": "value"}
"""Options that say the same as another one, unless they are said."""


class Enter:
    """What Enter takes for the options of one command; nothing where the ledger does not say. It `held` the rest."""

    def __init__(self, app: Application, model: type[Command]) -> None:
        self.app, self.model, self.held = app, model, Held(app, model)
        self._known: dict[str, dict[str, str]] = {}
        self._terms_of: tuple[str, str] | None = None

    def takes(self, flag: str, given: Given) -> str | None:
        """What it takes for that option, of what was given so far."""
        with suppress(LedgerError):  # what does not fit is told by the command itself
            if flag == "stream":
                return self._stream()
            if flag == "--as":
                return self._likely(given)
            if self.model.name == MEASURES and flag in FIELDS:
                return given.get(FIELDS[flag])
            return self._standing(given).get(flag)
        return None

    def must_say(self, given: Given, *, asked: bool) -> bool:
        """Whether who says it is a question: where the seller's word would be refused; or, of whoever was `asked`
        anything, where it may be either side's, and the ledger does not say whose turn it is.
        """
        if given.get("as_") is not None:
            return False
        may = self.model.may if self.model.name not in (*ANSWERS, ACCEPTS) else None
        if asked and may is not None and {Party.SELLER, Party.CUSTOMER} <= may.parties:
            return True
        with suppress(LedgerError):
            return self.model.name != MEASURES and self.speaker(given) not in (None, Party.SELLER.value)
        return False

    def must_say_why(self, given: Given) -> bool:
        """Whether it makes a new version of terms that stand, which is refused without a reason."""
        with suppress(LedgerError):
            return self.model.name == PROPOSES and bool(self._standing(given))
        return False

    def lacks(self, given: Given) -> dict[str, str]:
        """What a price is refused without, or a request for hours: option → why it is asked for."""
        if self.model.name == ASKS and given.get("kind") == "hours" and given.get("hours") is None:
            return {"--hours": "is required"}
        if self.model.name != PROPOSES or given.get("file") or not any(given.get(name) for name in PRICES):
            return {}
        with suppress(LedgerError):
            stands, gone = self._standing(given), given.get("without") or ()
            return {
                flag: f"a price needs this too: {ValueFirst.because}"
                for flag, (name, term) in NEEDED.items()
                if given.get(name) is None and (flag not in stands or term in gone)
            }
        return {}

    def speaker(self, given: Given) -> str | None:
        """Whose word it is: of the only party that may say it, of whoever did not offer last, of whoever measures."""
        may = self.model.may
        if may is not None and Party.SELLER not in may.parties:
            return Party.CUSTOMER.value
        if self.model.name == ACCEPTS:  # who made the last offer waits for the other side
            made = self._thing(given, "requests")[1]
            return Party.CUSTOMER.value if made is not None and made.status == "countered" else None
        if self.model.name not in (*ANSWERS, MEASURES):
            return None
        outcome = self._thing(given, "outcomes")[1]
        if self.model.name == MEASURES:
            return outcome.agreed.terms.measured.by.value if outcome is not None and outcome.agreed else None
        if outcome is None or outcome.open is None:
            return None
        return (Party.CUSTOMER if outcome.open.proposed_by is Party.SELLER else Party.SELLER).value

    def unmoved(self, stream: str) -> None:
        """Raises Conflict where what was shown is not what stands any more."""
        self.held.unmoved(stream)
        if self._terms_of and self._terms(*self._terms_of) != self._known["/".join(self._terms_of)]:
            raise moved_on(self._terms_of[1], stream)

    def _likely(self, given: Given) -> str:
        """Whose word it mostly is; of a correction, of whoever said what is corrected."""
        if self.model.about == "corrects" and given["stream"]:
            place, number = stream_of(given["stream"], KIND[self.model])
            parties = [entry.party for _, entry in self.app.history(place) if str(entry.version) == number]
            return parties[0].value if parties else Party.SELLER.value
        return self.speaker(given) or LIKELY.get(self.model.name, Party.SELLER).value

    def _thing(self, given: Given, field: str) -> tuple[str, Any]:
        """Its name and how it stands; None where there is none."""
        taken = completed(self.app, self.model, given)
        engagement, name = stream_of(str(taken.stream))
        return str(name), getattr(state(self.app, engagement.partition("/")[2]), field).get(name)

    def _stream(self) -> str | None:
        """The only thing that is meant."""
        return fitting(self.app, self.model.name, self.held.place) if self.held.place else None

    def _standing(self, given: Given) -> dict[str, str]:
        """Option → what stands there, of what is corrected or amended, or of the engagement that was opened last."""
        if self.model.name == OPENS:
            return self._once("last", self._opened_last)
        if not given.get("stream"):
            return {}
        taken = completed(self.app, self.model, given).stream
        place, thing = stream_of(str(taken), KIND[self.model])
        if thing is None:
            return {}
        if self.model.about == "corrects":
            return self._once(str(taken), lambda: self._recorded(place, thing))
        if self.model.name != PROPOSES:
            return {}
        self._terms_of = (place, thing)
        return self._once(f"{place}/{thing}", lambda: self._terms(place, thing))

    def _once(self, key: str, read: Any) -> dict[str, str]:
        if key not in self._known:
            self._known[key] = read()
        return self._known[key]

    def _opened_last(self) -> dict[str, str]:
        rows = [row for _, row in self.app.views.report("engagements")]
        if not rows:
            return {}
        last = max(rows, key=lambda row: row.opened_on or "")
        owners = state(self.app, last.engagement.removeprefix("engagement/")).fixed.owners
        return {"--currency": last.currency, "--owner": owners.seller.person.name}

    def _recorded(self, stream: str, number: str) -> dict[str, str]:
        """The fields of an entry, as it was corrected last."""
        facts = [entry for _, entry in self.app.history(stream)]
        of_it = [
            entry.body
            for entry in facts
            if str(entry.version) == number or str(getattr(entry.body, "corrects", None)) == number
        ]
        if not of_it:
            return {}
        fields = {}
        for name, info in self.model.model_fields.items():
            value = getattr(of_it[-1], name, None)
            if isinstance(value, Money):
                value = value.amount
            if name == "hours" and (long := getattr(of_it[-1], "minutes", None)) is not None:
                value = clock(long)
            if value is not None and info.is_required() and name != self.model.about:
                fields[f"--{name.replace('_', '-')}"] = _plain(value)
        return fields

    def _terms(self, stream: str, outcome: str) -> dict[str, str]:
        from domain.engagement.shared.amending import leaves, plain  # noqa: PLC0415 - most commands amend nothing
        from projections.pages import renewing  # noqa: PLC0415 - as above

        base = renewing.base(state(self.app, stream.partition("/")[2]), (), outcome)
        if base is None:
            return {}
        terms = {f"terms.{path}": value for path, value in leaves(plain(base.terms))}
        options = {NAMES[path]: str(value) for path, value in terms.items() if path in NAMES and value is not None}
        low, high = (terms.get(f"terms.worth.{end}") for end in ("low", "high"))
        if low is not None:
            options["--worth"] = str(low) if low == high else f"{low}..{high}"
        price = terms.get("terms.price") or []
        if len(price) == 1 and price[0]["form"] == "whole":
            options["--price"] = str(price[0]["amount"])
        return options


def _plain(value: Any) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
