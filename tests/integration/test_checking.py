"""`check` finds what was done to a ledger behind its back, and what is worth a look."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from adapters.proving.checking import findings
from adapters.wiring import Application, UtcClock, pause
from cli.found import things
from domain.errors import Unreadable
from domain.vocabulary import Actor, Party
from domain.words import DisownWord
from tests.unlinked import Unlinked

OWNERS = {"owner": {"person": "Ana"}, "customer_owner": {"person": "Bo"}}
TERMS = {
    "says": "New clients start within 5 days",
    "metric": {"name": "days", "direction": "down", "baseline": "21", "target": "5", "by": "2030-01-01"},
    "measured": {"how": "CRM export"},
}
STORY: tuple[dict[str, Any], ...] = (
    {"command": "engagement.open", "title": "Intake", "currency": "EUR", **OWNERS},
    {"command": "outcome.propose", "terms": TERMS},
    {"command": "outcome.agree", "outcome": "o-1", "version": 1, "as": "customer"},
    {"command": "extra.offer", "says": "kick-off in person", "hypothesis": "sooner", "why": "a third dimension"},
    {"command": "extra.do", "thing": "x-1"},
    {"command": "practice.habit", "stream": "own", "when": "same city", "offer": "in person", "cites": ["acme/x-1"],
     "why": "it helped"},
)  # fmt: skip


@pytest.fixture
def app(tmp_path: Path) -> Application:
    found = Application.at(f"sqlite:///{tmp_path}/ledger.db", create=True)
    tell(found, *STORY)
    return found


def tell(app: Application, *told: dict[str, Any]) -> None:
    for n, one in enumerate(told):
        app.record(app.command({"stream": "acme", "id": f"{one['command']}-{n}", **one}))


def tell_unlinked(app: Application, *told: dict[str, Any]) -> None:
    """As a ledger took it before what is cited had to be there."""
    app.__dict__["ledger"] = Unlinked(app.store, UtcClock(), pause)
    tell(app, *told)
    del app.__dict__["ledger"]


def codes(app: Application) -> list[str]:
    return [one.code for one in findings(app.store)]


def behind_its_back(app: Application, *statements: str) -> None:
    """What only somebody with the file in hand can do: take the triggers off first."""
    c = sqlite3.connect(app.settings.store.removeprefix("sqlite:///"))
    for (name,) in c.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
        c.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        c.execute(statement)
    c.commit()
    c.close()


def test_nothing_is_found_in_an_honest_ledger(app: Application) -> None:
    assert codes(app) == []


@pytest.mark.parametrize(
    ("found", "statement"),
    [
        ("GAP", "DELETE FROM stored_events WHERE originator_version=4 AND originator_id='engagement/acme'"),
        ("UNREADABLE", "UPDATE stored_events SET state=substr(state, 1, 50) WHERE rowid=5"),
        ("MISPLACED", "UPDATE stored_events SET topic='unheard-of.v1' WHERE rowid=5"),
        ("MISPLACED", "UPDATE stored_events SET originator_id='engagement/other' WHERE rowid=1"),
        ("DIGEST", "UPDATE stored_events SET state=CAST(replace(state, 'within 5', 'within 9') AS BLOB) WHERE rowid=2"),
        ("NO-RECEIPT", "DELETE FROM commands WHERE id='extra.do-4'"),
        ("RECEIPT", "UPDATE commands SET facts=7 WHERE id='extra.do-4'"),
        ("NO-FACTS", "INSERT INTO commands VALUES ('ghost', 'd', 'engagement/acme', 9, 1, 99)"),
    ],
)
def test_what_was_done_behind_its_back_is_found(app: Application, found: str, statement: str) -> None:
    behind_its_back(app, statement)
    assert found in codes(app)


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("occurred_at", "not a day"),
        ("occurred_at", "2026-13"),
        ("recorded_at", "2026-01-01"),
        ("recorded_at", "2026-13-01T00:00:00.000000Z"),
        ("time_zone", "Europe/Nowhere"),
        ("party", "system"),
        ("actor.how", "magic"),
    ],
)
def test_an_envelope_that_was_edited_to_nonsense_is_found_and_not_read(
    app: Application, field: str, other: str
) -> None:
    where = "WHERE originator_id='engagement/acme' AND originator_version=3"
    behind_its_back(
        app, f"UPDATE stored_events SET state=CAST(json_set(state, '$.{field}', '{other}') AS BLOB) {where}"
    )
    found = [(one.code, one.where) for one in findings(app.store)]
    assert ("UNREADABLE", "engagement/acme entry 3") in found
    with pytest.raises(Unreadable, match=other) as refused:
        list(app.views.report("accountability", "engagement/acme", on="2030-01-01"))
    assert (refused.value.data["stream"], refused.value.data["entry"]) == ("engagement/acme", 3)


@pytest.mark.parametrize(
    "cited", ["acme/x-9", "nosuch/x-1", "i-9", "own/i-9", "nosuch", "engagement/nosuch", "acme/99"]
)
def test_a_habit_that_cites_what_is_not_there_is_found(app: Application, cited: str) -> None:
    tell_unlinked(app, {**STORY[-1], "cites": [cited], "id": "another"})
    assert codes(app) == ["NO-SUCH-LINK"]
    tell(app, {"command": "link.mend", "stream": "practice/own", "version": 2, "meant": "acme", "why": "mistyped"})
    assert codes(app) == []


def test_a_thing_that_was_denied_after_it_was_cited_is_worth_a_look(app: Application) -> None:
    learned = {"command": "extra.learn", "thing": "x-1", "says": "presence helps", "as": "customer"}
    tell(app, learned, {**STORY[-1], "cites": ["acme/l-1"], "id": "another"})
    assert codes(app) == []
    bo = Actor(id="bo", side=Party.CUSTOMER, how="link")
    app.record(DisownWord(id="no", stream="engagement/acme", by=bo, party=Party.CUSTOMER, why="not me", all=True))
    assert [(one.code, one.severity) for one in findings(app.store)][-1] == ("DENIED-LINK", "warning")


def test_a_thing_that_is_only_spoken_of_is_not_there(app: Application) -> None:
    tell(app, {**STORY[3], "says": "i-9", "reuses": "acme/x-1", "id": "another"})
    tell_unlinked(app, {**STORY[-1], "cites": ["acme/i-9"], "id": "cites"})
    assert codes(app) == ["NO-SUCH-LINK"]


@pytest.mark.parametrize(
    "cited", ["acme", "acme/x-1", "engagement/acme/x-1", "i-1", "own/i-1", "practice/own", "acme/4"]
)
def test_a_habit_may_cite_a_thing_an_idea_or_an_engagement_as_people_name_it(app: Application, cited: str) -> None:
    tell(app, {"command": "practice.idea", "stream": "own", "says": "a visit"})
    tell(app, {**STORY[-1], "cites": [cited], "id": "another"})
    assert codes(app) == []


def test_four_options_and_an_interval_across_the_target_are_warned_of(app: Application) -> None:
    options = [{"label": label} for label in ("a", "b", "c", "d")]
    tell(
        app,
        {"command": "choice.offer", "about_what": "Kick-off", "options": options},
        {"command": "result.measure", "outcome": "o-1", "value": "5", "low": "4", "high": "6"},
        {"command": "result.reach", "outcome": "o-1"},
    )
    warned = [(one.code, one.severity) for one in findings(app.store)]
    assert warned == [("CROWDED-CHOICE", "warning"), ("INTERVAL-ACROSS", "warning")]


def test_a_result_that_is_denied_with_its_figure_is_no_finding(app: Application) -> None:
    measured = {"command": "result.measure", "outcome": "o-1", "value": "5", "as": "customer"}
    tell(app, measured, {"command": "result.reach", "outcome": "o-1", "as": "customer"})
    bo = Actor(id="bo", side=Party.CUSTOMER, how="link")
    app.record(DisownWord(id="no", stream="engagement/acme", by=bo, party=Party.CUSTOMER, why="not ours", all=True))
    assert codes(app) == []
    assert not [name for name in things(app, "result", "engagement/acme") if name.endswith("/o-1/v1")], (
        "nor is it listed"
    )


def test_a_result_whose_figure_is_denied_is_warned_of(app: Application) -> None:
    measured = {"command": "result.measure", "outcome": "o-1", "value": "5", "as": "customer"}
    tell(app, measured, {"command": "result.reach", "outcome": "o-1"})
    bo = Actor(id="bo", side=Party.CUSTOMER, how="link")
    stream = "engagement/acme"
    app.record(DisownWord(id="no", stream=stream, by=bo, party=Party.CUSTOMER, why="not ours", version=6))
    assert codes(app) == ["DENIED-FIGURE"]


def test_a_result_whose_figure_was_corrected_to_less_is_warned_of(app: Application) -> None:
    measured = {"command": "result.measure", "outcome": "o-1", "value": "5"}
    tell(app, measured, {"command": "result.reach", "outcome": "o-1"})
    tell(app, {"command": "result.correct-measurement", "corrects": 6, "value": "7", "why": "a typing error"})
    assert [(one.code, one.where) for one in findings(app.store)] == [("NO-LONGER-MET", "engagement/acme entry 6")]


def test_a_result_that_was_taken_back_is_no_finding_whatever_becomes_of_its_figure(app: Application) -> None:
    correct = {"command": "result.correct-measurement", "corrects": 6, "why": "a typing error"}
    reach = {"command": "result.reach", "outcome": "o-1"}
    tell(app, {"command": "result.measure", "outcome": "o-1", "value": "5"}, reach)
    tell(app, {"command": "result.retract", "outcome": "o-1", "reference": "v1", "why": "not yet"})
    tell(app, {**correct, "value": "7"})
    assert codes(app) == []
    tell(app, {**correct, "value": "4", "id": "b"}, {**reach, "id": "again"}, {**correct, "value": "8", "id": "c"})
    assert [(one.code, one.where) for one in findings(app.store)] == [("NO-LONGER-MET", "engagement/acme entry 6")]


def test_a_result_that_is_cited_of_another_engagement_must_stand_confirmed_there(app: Application) -> None:
    tell_unlinked(
        app,
        {"command": "result.measure", "outcome": "o-1", "value": "5", "as": "customer"},
        {"command": "result.reach", "outcome": "o-1"},
        {"command": "engagement.open", "stream": "nova", "title": "Next", "currency": "EUR", **OWNERS},
        {"command": "fit.cite", "stream": "nova", "result": "acme/o-1/v1", "says": "from 21 to 5 days"},
    )
    assert codes(app) == ["NOT-CONFIRMED"]
    tell(app, {"command": "result.confirm", "outcome": "o-1", "reference": "v1", "as": "customer"})
    assert codes(app) == []
    tell(app, {"command": "result.dispute", "outcome": "o-1", "reference": "v1", "as": "customer", "why": "not yet"})
    assert codes(app) == ["NOT-CONFIRMED"]


def test_a_confirmation_that_was_denied_makes_no_record(app: Application) -> None:
    tell_unlinked(
        app,
        {"command": "result.measure", "outcome": "o-1", "value": "5", "as": "customer"},
        {"command": "result.reach", "outcome": "o-1"},
        {"command": "result.confirm", "outcome": "o-1", "reference": "v1", "as": "customer"},
        {"command": "engagement.open", "stream": "nova", "title": "Next", "currency": "EUR", **OWNERS},
        {"command": "fit.cite", "stream": "nova", "result": "acme/o-1/v1", "says": "from 21 to 5 days"},
        {"command": "fit.cite", "stream": "nova", "result": "nobody/o-1/v1", "says": "nothing", "id": "nobody"},
    )
    assert codes(app) == ["NO-SUCH-LINK"]
    bo = Actor(id="bo", side=Party.CUSTOMER, how="link")
    denied = DisownWord(id="no", stream="engagement/acme", by=bo, party=Party.CUSTOMER, version=8, why="not me")
    app.record(denied)
    assert sorted(codes(app)) == ["NO-SUCH-LINK", "NOT-CONFIRMED"]


def test_what_is_noted_of_an_account_that_is_not_open_or_counts_in_another_currency_is_found(app: Application) -> None:
    """No view would show it beside the account, or it would as if dollars were euros."""
    profit = {"command": "practice.get", "stream": "own", "kind": "profit", "period": "2024", "amount": "5"}
    tell(app, {"command": "account.open", "stream": "globex", "title": "Globex", "currency": "EUR"})
    tell(app, {**profit, "account": "globex", "currency": "EUR"})
    assert codes(app) == []
    share = {"command": "practice.share", "stream": "own", "category": "lawns", "period": "2024", "source": "press"}
    tell_unlinked(
        app,
        {**profit, "id": "a", "account": "globx", "currency": "EUR"},
        {**share, "id": "b", "account": "hooli", "currency": "USD", "ours": "9", "total": "40"},
    )
    tell(app, {"command": "account.open", "stream": "hooli", "id": "c", "title": "Hooli", "currency": "EUR"})
    found = {(one.code, one.severity): one.what for one in findings(app.store)}
    assert list(found) == [("NO-ACCOUNT", "warning"), ("OTHER-CURRENCY", "warning")]
    assert "sameside account open globx" in found["NO-ACCOUNT", "warning"]
    assert "noted in USD, and hooli counts in EUR" in found["OTHER-CURRENCY", "warning"]


def test_an_engagement_in_another_currency_than_its_account_is_worth_a_look(app: Application) -> None:
    tell(app, {"command": "account.open", "stream": "acme", "title": "Acme", "currency": "USD"})
    (found,) = findings(app.store)
    assert (found.code, found.severity) == ("OTHER-CURRENCY", "warning")
    assert "noted in EUR, and acme counts in USD" in found.what


def test_a_result_of_before_its_terms_count_is_worth_a_look_though_they_were_agreed(app: Application) -> None:
    count = {**TERMS, "metric": {"name": "tickets", "kind": "count"}, "counts_from": "2024-02"}
    said = {"stream": "late", "occurred_at": "2024-01-10"}
    tell(
        app,
        {"command": "engagement.open", "title": "Late", "currency": "EUR", **OWNERS, **said, "id": "l-1"},
        {"command": "outcome.propose", "terms": count, **said, "id": "l-2"},
        {"command": "outcome.agree", "outcome": "o-1", "version": 1, "as": "customer", **said, "id": "l-3"},
        {"command": "result.reach", **said, "outcome": "o-1", "reference": "T-1", "id": "l-4"},
    )
    (found,) = findings(app.store)
    assert (found.code, found.where) == ("BEFORE-AGREED", "engagement/late entry 4")
    assert found.what.endswith("before its terms count, from 2024-02-01: it earns nothing")


def test_a_word_from_before_the_result_that_it_is_of_is_worth_a_look_unless_it_was_denied(app: Application) -> None:
    count = {**TERMS, "metric": {"name": "tickets", "kind": "count"}}
    said = {"stream": "late", "occurred_at": "2024-01-10"}
    of = {"stream": "late", "outcome": "o-1", "reference": "T-1"}
    yes, no = {"command": "result.confirm", **of}, {"command": "result.dispute", "why": "which one?", **of}
    tell(
        app,
        {"command": "engagement.open", "title": "Late", "currency": "EUR", **OWNERS, **said, "id": "l-1"},
        {"command": "outcome.propose", "terms": count, **said, "id": "l-2"},
        {"command": "outcome.agree", "outcome": "o-1", "version": 1, "as": "customer", **said, "id": "l-3"},
        {"command": "result.reach", **of, "occurred_at": "2024-02-10", "id": "l-4"},
        {**yes, "as": "customer", "occurred_at": "2024-02-09", "id": "l-5"},
        {**no, "as": "customer", "occurred_at": "2024-02-10", "id": "l-6"},
    )
    (found,) = findings(app.store)
    assert (found.code, found.severity, found.where) == ("BEFORE-RESULT", "warning", "engagement/late entry 5")
    assert found.what == "it is of 2024-02-09, and o-1 T-1 happened on 2024-02-10, after it"

    bo = Actor(id="bo", side=Party.CUSTOMER, how="link")
    app.record(DisownWord(id="no", stream="engagement/late", by=bo, party=Party.CUSTOMER, why="not ours", version=5))
    assert list(findings(app.store)) == []


def test_a_result_of_before_its_agreement_and_one_told_after_the_closing_are_worth_a_look(app: Application) -> None:
    count = {**TERMS, "metric": {"name": "tickets", "kind": "count"}}
    said = {"stream": "late", "occurred_at": "2024-01-10"}
    reach = {"command": "result.reach", **said, "outcome": "o-1"}
    tell(
        app,
        {"command": "engagement.open", "title": "Late", "currency": "EUR", **OWNERS, **said, "id": "l-1"},
        {"command": "outcome.propose", "terms": count, **said, "id": "l-2"},
        {"command": "outcome.agree", "outcome": "o-1", "version": 1, "as": "customer", **said, "id": "l-3"},
        {**reach, "reference": "T-1", "occurred_at": "2023-06-01", "id": "l-4"},
        {**reach, "reference": "T-2", "id": "l-5"},
        {"command": "engagement.close", "why": "stop", **said, "occurred_at": "2024-02-15", "id": "l-6"},
        {**reach, "reference": "T-3", "occurred_at": "2024-02-10", "id": "l-7"},
    )
    found = [(one.code, one.severity, one.where) for one in findings(app.store)]
    assert found == [
        ("AFTER-CLOSING", "warning", "engagement/late entry 7"),
        ("BEFORE-AGREED", "warning", "engagement/late entry 4"),
    ]
    (_, money), *_ = app.views.report("reconcile", "engagement/late")
    assert (money.results.standing, money.results.under["0"].standing) == (3, 1)
