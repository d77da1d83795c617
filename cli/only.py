"""Which thing is meant where none is named: the only one that a command fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from adapters.wiring import Application

RUNNING = ("agreed",)
TO_CONFIRM = ("reached", "agreed")
WAITS = ("open", "countered")
FITS: dict[str, tuple[str, tuple[str, ...]]] = {
    "choice.make": ("choices", ("open",)),
    "choice.withdraw": ("choices", ("open",)),
    "extra.accept": ("things", ("asked",)),
    "extra.decline": ("things", ("asked",)),
    "extra.do": ("things", ("offered", "accepted")),
    "extra.observe": ("things", ("done",)),
    "extra.withdraw": ("things", ("offered", "asked", "accepted")),
    "outcome.end": ("outcomes", RUNNING),
    "outcome.miss": ("outcomes", RUNNING),
    "outcome.report": ("outcomes", TO_CONFIRM),
    "payment.note": ("outcomes", TO_CONFIRM),
    "request.accept": ("requests", WAITS),
    "request.counter": ("requests", WAITS),
    "request.done": ("requests", ("accepted",)),
    "request.withdraw": ("requests", (*WAITS, "accepted")),
    "result.confirm": ("outcomes", TO_CONFIRM),
    "result.dispute": ("outcomes", TO_CONFIRM),
    "result.measure": ("outcomes", TO_CONFIRM),
    "result.reach": ("outcomes", RUNNING),
    "result.retract": ("outcomes", TO_CONFIRM),
    "work.move": ("works", ("open", "doing", "waiting")),
}
"""By command, which things of an engagement it may be said of, and how these stand."""
TAKEN = {"payment.note": "the only one agreed", "result.measure": "the only one agreed"}
"""Commands that take it unasked, and say why: a figure and a payment are told often, and can be corrected."""


def fitting(app: Application, command: str, engagement: str) -> str | None:
    """The only thing that the command fits; None where there are several, or none."""
    names = fit(app, command, engagement)
    return names[0] if len(names) == 1 else None


def fit(app: Application, command: str, engagement: str) -> list[str]:
    """The things that the command fits; none where it may be said of any."""
    if command not in FITS:
        return []
    field, statuses = FITS[command]
    things: Any = getattr(state(app, engagement), field)
    return [name for name, thing in sorted(things.items(), key=_number) if thing.status in statuses]


def _number(named: tuple[str, Any]) -> tuple[int, str]:
    return len(named[0]), named[0]  # x-2 before x-10


def standing_account(app: Application, account: str) -> str:
    """The account under which this one counts: itself, unless it was merged into another."""
    from domain.sources import stood  # noqa: PLC0415 - as below

    passed = set[str]()
    while account not in passed and (into := stood(app.store, f"account/{account}", "").state.merging.into):
        passed.add(account)
        account = into
    return account


def state(app: Application, engagement: str) -> Any:
    """How the engagement stands, as a command would find it."""
    from domain.sources import stood  # noqa: PLC0415 - what is read stands already, and loads no practices

    return stood(app.store, f"engagement/{engagement}", "").state
