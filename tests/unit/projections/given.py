"""A history told by the real commands, and what a view makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from domain.catalogue import COMMANDS
from domain.fact import Fact, Recorded, members
from domain.ports import Append, Receipt
from domain.standing import Denial, Step, standing
from domain.vocabulary import Actor, Party
from projections.shared.projection import EVERY, Projection
from tests.unlinked import Unlinked

D = TypeVar("D")
ANA = Actor(id="ana", side=Party.SELLER)
BO = Actor(id="bo", side=Party.CUSTOMER, how="link")
OWNERS = {
    "owner": {"person": {"subject": "ana", "text": "Ana"}},
    "customer_owner": {"person": {"subject": "bo", "text": "Bo"}},
}


class Memory:
    """The event store's port, in memory."""

    ledger_id = "ledger"

    def __init__(self) -> None:
        self.told: list[Recorded[Fact]] = []
        self.known: dict[str, Receipt] = {}

    def append(self, appends: Sequence[Append]) -> list[Receipt]:
        answers = []
        for one in appends:
            first, count = len(self.told) + 1, len(one.entries)
            self.told += [Recorded(first + n, entry) for n, entry in enumerate(one.entries)]
            receipt = Receipt(one.command_id, one.command_digest, one.stream, one.after_version + 1, count, first)
            self.known[one.command_id] = receipt
            answers.append(receipt)
        return answers

    def receipts(self, command_ids: Sequence[str]) -> dict[str, Receipt]:
        return {name: self.known[name] for name in command_ids if name in self.known}

    def stream(self, stream: str, *, after_version: int = 0) -> list[Recorded[Fact]]:
        return [one for one in self.told if one.stream == stream][after_version:]


class Clock:
    def now(self) -> datetime:
        return datetime(2026, 3, 1, 10, tzinfo=UTC)


class History:
    """Words said to one ledger; each is recorded, or raises the refusal it met. What it cites may be anywhere."""

    def __init__(self, *, opened: bool = True, stream: str = "engagement/acme") -> None:
        self.store, self.stream = Memory(), stream
        self.ledger = Unlinked(self.store, Clock(), lambda _: None, remember=True)
        if opened:
            self.seller("engagement.open", title="Faster intake", currency="EUR", **OWNERS)

    @property
    def facts(self) -> list[Recorded[Fact]]:
        return self.store.told

    def seller(self, command: str, **told: Any) -> History:
        return self._say(command, ANA, Party.SELLER, told)

    def customer(self, command: str, **told: Any) -> History:
        return self._say(command, BO, Party.CUSTOMER, told)

    def on_behalf(self, command: str, **told: Any) -> History:
        return self._say(command, ANA, Party.CUSTOMER, told)

    def _say(self, command: str, by: Actor, party: Party, told: dict[str, Any]) -> History:
        number = f"c{len(self.store.known) + 1}"
        words = {"id": number, "stream": self.stream, "by": by, "party": party, **told}
        self.ledger.handle(COMMANDS[command].model_validate(words))
        return self


def folded(view: Projection[D], facts: Iterable[Recorded[Any]]) -> dict[str, D]:
    """Every document of the view, by its key."""
    found: dict[str, D] = {}
    for step in standing(facts):
        fold(view, found, step)
    return {key: view.finish(one) for key, one in found.items()}


def fold(view: Projection[D], found: dict[str, D], recorded: Step) -> None:
    """One step: a fact that stands, or a denial for a view that lists those."""
    if isinstance(recorded, Denial):
        if view.denied is not None and recorded.stream in found and recorded.words:
            view.denied(found[recorded.stream], recorded)
        return
    if view.folds is not None and type(recorded.entry.body) not in members(view.folds):
        return
    if not recorded.entry.stream.startswith(view.streams):
        return
    for key in view.keys(recorded):
        prefix = key.removesuffix("*")
        for one in [known for known in found if known.startswith(prefix)] if key.endswith(EVERY) else [key]:
            after = view.evolve(found.get(one), recorded)
            if after is None:
                found.pop(one, None)
            else:
                found[one] = after


def stored(view: Projection[D], found: dict[str, D]) -> bytes:
    return msgspec.json.encode({key: view.finish(one) for key, one in found.items()}, order="sorted")


def reloaded(view: Projection[D], found: dict[str, D]) -> dict[str, D]:
    """As saved and loaded again."""
    return {key: msgspec.json.decode(msgspec.json.encode(one), type=view.document) for key, one in found.items()}


def terms(**told: Any) -> dict[str, Any]:
    """Terms as the first hour's."""
    metric = {"name": "days to start", "unit": "days", "direction": "down", "baseline": "21", "target": "5"}
    return {
        "says": "New clients start within 5 days",
        "metric": {**metric, "by": "2026-09-30"},
        "measured": {"how": "CRM export", "by": "customer", "every": "month"},
        "worth": {"low": "120000", "high": "120000"},
        "matters": "each week of waiting loses a client",
        "price": [{"amount": "18000"}],
        **told,
    }


def counted(**told: Any) -> dict[str, Any]:
    """Terms of a count, by default 700 capped at 35,000 by A and 300 capped at 15,000 by B."""
    parts = [
        {"form": "per-result", "amount": "700", "cap": "35000", "payer": "A"},
        {"form": "per-result", "amount": "300", "cap": "15000", "payer": "B"},
    ]
    return terms(metric={"name": "tickets", "kind": "count"}, price=parts, **told)


def agreed(said: dict[str, Any] | None = None) -> History:
    """Opened, and o-1 agreed by both."""
    story = History().seller("outcome.propose", terms=said or terms())
    return story.customer("outcome.agree", outcome="o-1", version=1)
