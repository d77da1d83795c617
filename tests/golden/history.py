"""One stored line for every type of fact ever shipped, each of which must load for ever.

`python -m tests.golden.history` writes the lines that are missing, from a history told with the real commands. It never
touches a line that is there: stored bytes do not change, a changed shape is a new type (docs/adr).
"""

from __future__ import annotations

import sys
from pathlib import Path

from domain.catalogue import FACTS
from domain.ledger import Ledger
from tests.golden.stories import practices
from tests.memory import MemoryStore, SetClock
from tests.spec import (
    COUNT,
    OWNERS,
    TARGET,
    Said,
    agrees,
    chooses,
    customer,
    offered,
    on_behalf,
    opened,
    proposed,
    reached,
    seller,
    witness,
)

FOLDER = Path(__file__).parent / "facts"
PRICED = {
    **COUNT,
    "whose": "their-customers",
    "metric": {**COUNT["metric"], "unit": "ticket", "target": "60", "by": "2026-12"},
    "measured": {"how": "help desk", "by": "witness", "every": "month"},
    "worth": {"low": "900", "high": "1000", "per": "result"},
    "matters": "“every ticket that comes back costs us a client”",
    "price": [
        {"form": "per-result", "amount": "700", "cap": "35000.50", "payer": "head office"},
        {"form": "whole", "amount": "1200", "due": "agreed"},
        {"form": "per-unit", "amount": "120", "unit": "hour"},
    ],
    "plan": [{"on": "2026-05", "amount": "9000", "payer": "head office"}],
    "guarantee": "what does not hold is not paid",
    "owners": {
        "seller": {"person": OWNERS["owner"]["person"], "brings": "the desk"},
        "customer": {"person": {"subject": "bo", "sealed": "c2VhbGVk"}, "brings": "access"},
    },
}
OFFER = offered(
    size="big", why_kind="observation", touches=["place", "people"], area="demos", cost_to_seller="80.50",
    worst_for_customer="an hour lost", worst_for_seller="a day lost", reuses="own/i-1", review_by="2026-05",
    outcome="o-1",
)  # fmt: skip
HISTORY: tuple[Said, ...] = (
    opened(time_zone="Europe/Rome", account="acme-holding", occurred_at="2026-02"),
    seller("engagement.basis", basis="mixed", unit="hour", retainer="100", risks="none", why="they asked"),
    proposed(),
    customer("outcome.agree", outcome="o-1", version=1, signer={"subject": "bo", "text": "Bo Čapek"}),
    proposed(PRICED),
    on_behalf(customer("outcome.agree", outcome="o-2", version=1)),
    customer("word.own", version=6),
    proposed(),
    customer("outcome.turn-down", outcome="o-3", why="too soon"),
    witness("result.measure", outcome="o-1", value="5.5", low="5", high="6", period="2026-02", method="stop watch"),
    witness("result.correct-measurement", corrects=10, value="4.5", low="4", high="5", why="mistyped"),
    reached(),
    seller("result.reach", outcome="o-2", reference="T-1", quantity=3),
    seller("result.correct", corrects=13, quantity=2, why="counted twice"),
    customer("result.confirm", outcome="o-2", reference="T-1"),
    customer("result.dispute", outcome="o-2", reference="T-1", why="it is back"),
    seller("result.retract", outcome="o-2", reference="T-1", why="it came back"),
    seller("payment.note", amount="9000", payer="head office", outcome="o-2", bill="2026/7"),
    seller("payment.correct", corrects=18, amount="9001", why="a typing error"),
    seller("extra.notice", says="the prospect is in our city", habit="acme"),
    seller("practice.idea", says="visit in person"),
    OFFER,
    offered(thing="x-2", outcome="o-1"),
    chooses("in person", "remote", things={"in person": "x-1", "remote": "x-2"}, to="their-customer", our_view="go"),
    customer("choice.make", choice="c-1", option="in person", chosen_by="Cy"),
    seller("extra.do", thing="x-1"),
    customer("extra.observe", thing="x-1", effect="unknown", evidence="too soon to tell", review_by="2026-06"),
    seller("extra.learn", thing="x-1", says="presence shortens deciding"),
    seller("extra.hold-back", says="a second visit", obstacle="other", words="the law", why="not allowed"),
    offered(thing="x-4", outcome="o-1"),
    seller("extra.withdraw", thing="x-4", why="the train is cancelled"),
    chooses("tea", "coffee"),
    seller("choice.withdraw", choice="c-2", why="no kettle"),
    on_behalf(customer("payment.note", amount="1")),
    customer("word.disown", all=True, why="I paid nothing"),
    proposed(TARGET, outcome="o-4"),
    agrees(outcome="o-4"),
    customer("outcome.end", outcome="o-4", why="enough"),
    proposed({**TARGET, "metric": {**TARGET["metric"], "by": "2026-01"}}, outcome="o-5"),
    agrees(outcome="o-5"),
    seller("outcome.miss", outcome="o-5", why="it rained"),
    seller("engagement.close", why="they were bought"),
    seller("engagement.reopen", why="and sold again"),
    seller("practice.obstacle", idea="i-1", kind="effort-billing", says="every hour is billed"),
    seller("practice.lower", obstacle="b-1", says="a fixed price", why="then hours are ours"),
    seller("practice.habit", when="same city", offer="in person", cites=["acme/x-1"], why="it helped"),
    seller("practice.note", text="tired today", regards="acme", subject="bo"),
    seller("practice.map", seller=["Online strategy"], shared=["Budget"], customer=["Customers"], says="small shops"),
    seller("word.acknowledge", denial=36, says="we took an offer for a payment"),
)
AGREED: tuple[Said, ...] = (opened(), proposed(), agrees())


def lines() -> dict[str, bytes]:
    """The fullest stored line of each type."""
    found = dict[str, bytes]()
    for history in (HISTORY, *(AGREED + practice.TOLD for practice in practices())):
        store = MemoryStore()
        ledger = Ledger(store, SetClock(), lambda _: None)
        for number, said in enumerate(history, 1):
            ledger.handle(said.command(number))
        for _, _, _, type_, stored in store.told:
            found[type_] = max(found.get(type_, b""), stored, key=len)
    return found


def write_missing(folder: Path = FOLDER) -> list[str]:
    """The types whose lines were missing and are written now. KeyError where the history tells none."""
    known, written = lines(), list[str]()
    for type_ in FACTS:
        line = known[type_] + b"\n"
        try:
            with (folder / f"{type_}.json").open("xb") as file:  # x: never over one that is there
                file.write(line)
        except FileExistsError:
            continue
        written.append(type_)
    return written


if __name__ == "__main__":
    sys.stdout.write("\n".join(write_missing()) + "\n")
