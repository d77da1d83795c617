"""Every verb that records, each with a ledger in which it can: what is typed, and how much of it is stored."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from itertools import chain, count
from typing import Any, NamedTuple
from unittest.mock import patch

import psycopg
from psycopg.sql import SQL

from adapters.event_store.store import open_store
from adapters.event_store.urls import is_postgres
from adapters.wiring import Application
from benchmarks.drills.places import Place
from cli.stories.portfolio import portfolio
from domain.errors import NoLedger

BATCH = 4
LINES = 14
ACCOUNTS = 40
"""So many have every command in their five years that a simulated portfolio has."""
Message = Mapping[str, Any]
HERE, ACCOUNT = {"stream": "engagement/drill"}, {"stream": "account/exercise"}
TWICE = {"stream": "account/exercise-ltd"}
ANA, BO = {"person": "Ana", "brings": "patience"}, {"person": "Bo", "brings": "authority"}
SHOWN = [{"by": "row", "ref": "4711"}]
DECIDED = {"dispute": "d-4", "stands": 1, "signer": "Fay", "shown": [{"by": "document", "ref": "letter"}]}
DISPUTED = {**HERE, "command": "result.dispute", "as": "customer", "outcome": "o-8", "why": "it broke again"}
RULED = {
    "says": "Tickets stay resolved",
    "metric": {"name": "tickets", "kind": "count"},
    "measured": {"how": "help desk"},
    "counts": {
        "one": "a ticket that stays closed",
        "decider": {"person": "Fay", "answer": 30, "reply": 30, "decide": 30},
    },
}
# What no simulated portfolio has.
MORE: tuple[Message, ...] = (
    {**ACCOUNT, "command": "account.open", "title": "Exercise", "currency": "EUR"},
    {**ACCOUNT, "command": "account.rename", "title": "The exercise", "why": "a slip"},
    {**ACCOUNT, "command": "account.correct-currency", "currency": "USD", "why": "a slip"},
    {**TWICE, "command": "account.open", "title": "Exercise", "currency": "USD"},
    {**TWICE, "command": "account.merge", "into": "exercise", "why": "opened twice"},
    {**TWICE, "command": "account.unmerge", "why": "two after all"},
    {**HERE, "command": "engagement.open", "title": "T", "currency": "EUR", "owner": ANA, "customer_owner": BO},
    {**HERE, "command": "engagement.rename", "title": "Faster intake", "why": "a slip"},
    {**HERE, "command": "engagement.move-account", "account": "exercise", "why": "it is theirs"},
    {**HERE, "command": "engagement.hand-over", "owner": {"person": "Eva", "brings": "time"}, "why": "Ana left"},
    {**HERE, "command": "need.hear", "verbatim": "we wait", "goal": "to start sooner"},
    {**HERE, "command": "need.correct", "need": "g-1", "verbatim": "we wait too long", "why": "misheard"},
    {**HERE, "command": "person.invite", "who": "Jan Peters", "side": "customer", "role": "agrees"},
    {**HERE, "command": "person.change-role", "person": "m-1", "role": "reads", "why": "asked"},
    {**HERE, "command": "person.revoke", "person": "m-1", "why": "left"},
    {**HERE, "command": "page.share", "to": "Eve", "until": "2126-01-01", "why": "she audits"},
    {**HERE, "command": "page.unshare", "share": "s-1", "why": "done"},
    {**HERE, "command": "outcome.propose", "outcome": "o-8", "terms": RULED},
    {**HERE, "command": "outcome.agree", "as": "customer", "outcome": "o-8", "version": 1},
    *({**HERE, "command": "result.reach", "outcome": "o-8", "reference": f"T-{number}"} for number in range(1, 5)),
    {**HERE, "command": "result.prove", "outcome": "o-8", "reference": "T-1", "shown": SHOWN},
    {**HERE, "command": "result.reopen", "outcome": "o-8", "reference": "T-4", "ref": "row 9"},
    *({**DISPUTED, "reference": f"T-{number}"} for number in range(1, 5)),
    {**HERE, "command": "dispute.withdraw", "as": "customer", "dispute": "d-1"},
    {**HERE, "command": "dispute.give-way", "dispute": "d-2"},
    {**HERE, "command": "dispute.prove", "dispute": "d-3", "shown": SHOWN},
    *({**HERE, "command": "dispute.answer", "dispute": f"d-{at}", "stands": 1, "why": "closed"} for at in (3, 4)),
    {**HERE, "command": "dispute.accept", "as": "customer", "dispute": "d-3"},
    {**HERE, "command": "dispute.refer", "as": "customer", "dispute": "d-4"},
    {**HERE, "command": "dispute.decide", "as": "witness", **DECIDED, "why": "the log says so"},
)
BY_LOGIN = frozenset({"word.own", "word.disown", "word.acknowledge", "person.enter", "person.leave"})
"""These follow a login in the browser, where the portal's own drill tries them (benchmarks.portal_kills)."""
NOTED = frozenset({"account.note-merge"})
"""It is recorded together with a merge, and refused alone."""
TOTALS = {"account.merge": 2, "account.unmerge": 2}
"""How many commands are stored, where another is recorded together with it."""
OF_MANY = ("invite", "import", "move")
FRESH = count(1)


def commands(url: str) -> int:
    """How many commands are recorded there."""
    if is_postgres(url):
        return _counted(url, SQL("SELECT count(*) FROM commands"))
    with closing(open_store(url, create=False)) as store:
        counted, last = 0, ""
        while page := store.all_receipts(last, 5000):
            counted, last = counted + len(page), page[-1].command_id
        return counted


def _counted(url: str, rows: SQL) -> int:
    """By one connection, where opening a ledger costs two; 0 where there is none."""
    try:
        with psycopg.connect(url) as connection:
            return int(connection.execute(rows).fetchall()[0][0])
    except psycopg.errors.UndefinedTable:
        return 0


class Act(NamedTuple):
    """One verb: what is typed at a ledger, under an id where one is given, and how much is stored of its `total`."""

    name: str
    line: Callable[[str, str | None], list[str]]
    total: int = 1
    stored: Callable[[str], int] = commands
    begin: Callable[[Place], str] = lambda place: place.copy()
    as_typed: Callable[[], AbstractContextManager[None]] = nullcontext
    answers_in_a_file: bool = False
    takes_id: bool = False


def acts(place: Place, only: str | None = None) -> Iterator[Act]:
    """Each verb once, after what has to be recorded before."""
    waiting = list[Message]()
    for number, message in enumerate(_up_to(only)):
        if number == len(MORE):
            _keep(place, waiting)
            yield from (act for act in _of_many(place) if only in (None, act.name))
        if "tried" in message and only in (None, message["command"]):
            _keep(place, waiting)
            yield _of_a_command(message)
        waiting.append({"id": f"drill-{number}", **{name: message[name] for name in message if name != "tried"}})


def messages() -> Iterator[Message]:
    """What is recorded, one after the other; the first of each command is to be `tried`."""
    met = set(BY_LOGIN)
    for message in chain(MORE, portfolio(ACCOUNTS)):
        if message["command"] in met:
            yield message
        else:
            met.add(message["command"])
            yield {**message, "tried": True}


def _up_to(only: str | None) -> Iterator[Message]:
    """All of it; or where one verb is tried alone, what comes before."""
    for number, message in enumerate(messages()):
        yield message
        if number > len(MORE) and only is not None and (only in OF_MANY or only == message["command"]):
            return


def _of_many(place: Place) -> Iterator[Act]:
    """Verbs that record more than a command's facts."""
    yield Act("invite", lambda url, _: ["--store", url, "invite", "drill", "--who", "Eve", "--public", "https://h"])
    yield _importing(place)
    yield _moving(place)


def _keep(place: Place, messages: list[Message]) -> None:
    """Records them, and keeps the ledger as it is then."""
    app = Application.at(place.begins, create=True)
    try:
        assert app.position >= 0
        for message in messages:
            app.record(app.command(message))
    finally:
        app.close()
    messages.clear()
    place.keep()


def _of_a_command(message: Message) -> Act:
    """Its words are taken from the message: how options become words has its own tests."""
    noun, _, verb = str(message["command"]).partition(".")
    words = {name: value for name, value in message.items() if name not in ("id", "stream", "tried")}

    def told_of(_model: object, _form: object, given: Message) -> dict[str, Any]:
        return {**words, "stream": message["stream"], "id": given.get("id") or f"sent-{next(FRESH)}"}

    def line(url: str, id_: str | None) -> list[str]:
        under = ["--id", id_] if id_ else []
        return ["--store", url, noun, verb, str(message["stream"]), "--no-input", *under]

    @contextmanager
    def as_typed() -> Iterator[None]:
        with patch("cli.record.told_of", told_of):
            yield

    name = str(message["command"])
    total = TOTALS.get(name, 1)
    return Act(name, line, total, as_typed=as_typed, answers_in_a_file=name == "extra.notice", takes_id=True)


def _importing(place: Place) -> Act:
    """A file of several batches."""
    file = place.folder / "commands.ndjson"
    lines = [{**HERE, "command": "extra.notice", "id": f"line-{n}", "says": f"thing {n}"} for n in range(LINES)]
    file.write_text("\n".join(map(json.dumps, lines)))

    @contextmanager
    def in_batches() -> Iterator[None]:
        with patch.dict("os.environ", {"SAMESIDE_BATCH_MAX": str(BATCH)}):
            yield

    return Act("import", lambda url, _: ["--store", url, "import", str(file)], LINES, as_typed=in_batches)


def _moving(place: Place) -> Act:
    """From the ledger that is kept to an empty place."""
    source = place.copy("source")
    with closing(open_store(source, create=False)) as store:
        total = store.count(store.position())

    @contextmanager
    def in_batches() -> Iterator[None]:
        with patch("adapters.proving.moving.BATCH", max(total // 5, 1)):
            yield

    return Act(
        "move",
        lambda url, _: ["move", "--from", source, "--to", url],
        total,
        facts,
        lambda place: place.empty(),
        in_batches,
    )


def facts(url: str) -> int:
    """How many facts are recorded there."""
    if is_postgres(url):
        return _counted(url, SQL("SELECT count(*) FROM stored_events"))
    try:
        with closing(open_store(url, create=False)) as store:
            return store.count(store.position())
    except NoLedger:
        return 0
