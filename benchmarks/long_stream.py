"""One stream of 10,000 facts: what one more command, and a report of it, takes. Printed, not judged."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from adapters.wiring import Application
from projections.registry import PROJECTIONS

FACTS = 10_000
TIMES = 7


def run(folder: Path) -> bool:
    """Prints the times; nothing is to hold here."""
    app = Application.at(f"sqlite:///{folder}/long.db", create=True)
    _fill(app)
    numbers = iter(range(TIMES))
    print(f"a stream of {FACTS:,} facts, medians of {TIMES}")
    _tell("load, decide and append one command", lambda: app.record(app.command(_result(f"more-{next(numbers)}"))))
    page = next(one for one in PROJECTIONS if one.name == "accountability")
    app.projector.catch_up([page])
    numbers = iter(range(TIMES, 2 * TIMES))

    def report() -> None:
        app.record(app.command(_result(f"more-{next(numbers)}")))
        app.projector.catch_up([page])
        app.projector.document(page, "engagement/long")

    _tell("append one more, catch up and read its page", report)
    return True


def _fill(app: Application) -> None:
    owners = {"owner": {"person": "Ana"}, "customer_owner": {"person": "Bo"}}
    terms = {
        "says": "tickets stay resolved",
        "metric": {"name": "tickets", "kind": "count"},
        "measured": {"how": "the ticket log"},
        "worth": {"low": "900", "high": "900", "per": "result"},
        "matters": "each open ticket stops somebody's work",
        "price": [{"form": "per-result", "amount": "300"}],
    }
    told: list[dict[str, Any]] = [
        {"command": "engagement.open", "title": "Tickets", "currency": "EUR", **owners},
        {"command": "outcome.propose", "terms": terms},
        {"command": "outcome.agree", "outcome": "o-1", "version": 1, "as": "customer"},
    ]
    told = [{"stream": "long", "id": one["command"], **one} for one in told]
    told += [_result(f"t-{n}") for n in range(FACTS - len(told))]
    for at in range(0, len(told), 1000):
        app.ledger.handle_all([app.command(one) for one in told[at : at + 1000]])


def _result(reference: str) -> dict[str, Any]:
    told = {"command": "result.reach", "stream": "long", "outcome": "o-1"}
    return {**told, "id": f"r-{reference}", "reference": reference}


def _tell(title: str, run: Callable[[], object]) -> None:
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        run()
        taken.append(time.perf_counter() - begun)
    print(f"  {title:<48} {statistics.median(taken) * 1000:7.0f} ms")
