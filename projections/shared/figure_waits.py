"""The figures of an account that wait for the customer's word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from projections.shared.figures import Told, confirms, latest
from projections.shared.waits import Wait, by


def figures_waiting(account: Any) -> Iterator[Wait]:
    """Figures that count once the customer has confirmed them; what a way brings is confirmed again every year."""
    for period in account.periods.values():
        for gain in period.gains.values():
            if (now := latest(gain.figures)) and not confirms(now, gain.confirmations):
                yield _wait(gain.gain, "confirm what was gained", period.period, now)
    for give in account.gives.values():
        now = latest(give.figures)
        if now and now.value is not None and not confirms(now, give.confirmations):
            yield _wait(give.give, "confirm what it is worth", give.says, now)
    for way in account.ways.values():
        if not way.confirmed:
            yield _wait(way.way, "confirm what it brings a year", way.says, way.figures[-1])
        elif way.confirmed_on and way.expires_on:
            again = _wait(way.way, "confirm again what it brings a year", way.says, way.figures[-1])
            again.kind, again.since = "date", way.confirmed_on
            yield by(again, way.expires_on)


def _wait(figure: str, what: str, says: str, now: Told) -> Wait:
    """A yes is to the figure that was read: another one is refused."""
    return Wait(
        kind="answer",
        about=figure,
        what=what,
        says=says,
        side="customer",
        since=now.said.on,
        command="account.confirm",
        fixed={"figure": figure, **({} if now.value is None else {"value": str(now.value)})},
        asked=[],
    )
