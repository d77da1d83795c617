"""A row says what its bytes say, or nobody reads it; on each kind of database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest

from adapters.codec import decode_row
from adapters.kafka import records
from adapters.proving.checking import findings
from adapters.wiring import Application
from domain.errors import Misplaced
from projections.registry import PROJECTIONS
from tests.integration.test_checking import STORY, behind_its_back, tell

WHERE = "WHERE originator_id='engagement/acme' AND originator_version=5"
CHANGED = {
    "type": (f"UPDATE stored_events SET topic='note-taken.v1' {WHERE}", "engagement/acme"),
    "stream": (f"UPDATE stored_events SET originator_id='engagement/other', originator_version=1 {WHERE}",
               "engagement/other"),
    "version": (f"UPDATE stored_events SET originator_version=6 {WHERE}", "engagement/acme"),
}  # fmt: skip


@pytest.fixture
def fresh(url: str) -> Iterator[Application]:
    found = Application.at(url, create=True)
    yield found
    found.close()


@pytest.fixture
def app(filled: Callable[..., Application]) -> Application:
    return filled(story)


def story(app: Application) -> None:
    tell(app, *STORY)
    app.projector.catch_up(PROJECTIONS)


def change(app: Application, statement: str) -> None:
    if app.settings.store.startswith("sqlite"):
        behind_its_back(app, statement)
        return
    with psycopg.connect(app.settings.store) as c:
        for table in ("stored_events", "ledger"):
            c.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL".encode())
        c.execute(statement.encode())


@pytest.mark.parametrize("what", ["type", "stream", "version"])
def test_a_row_changed_behind_its_back_is_found_by_check_verify_and_report(app: Application, what: str) -> None:
    statement, stream = CHANGED[what]
    change(app, statement)
    assert "MISPLACED" in {one.code for one in findings(app.store)}
    assert not app.proofs.verify("activity").equal
    with pytest.raises(Misplaced, match=f"{'entry' if what == 'version' else what} is "):
        list(app.views.folded("activity", stream))


OTHER_TYPES = [("learning", "note-taken.v1"), ("accountability", "extra-mile-withdrawn.v1")]
"""A view of extra-mile-done.v1, and a type that it does not fold, or folds and whose body has the same fields."""


@pytest.mark.parametrize(("view", "type_"), OTHER_TYPES)
@pytest.mark.parametrize("how", ["live", "rebuild", "redrive"])
def test_a_fact_whose_row_has_another_type_waits_and_is_neither_left_out_nor_folded(
    fresh: Application, view: str, type_: str, how: str
) -> None:
    app = fresh
    tell(app, *STORY[:4])
    if how != "rebuild":
        app.projector.catch_up(PROJECTIONS)
    before = dict(app.views.folded(view, "engagement/acme"))
    tell(app, *STORY[4:])
    change(app, f"UPDATE stored_events SET topic='{type_}' {WHERE}")
    if how == "rebuild":
        app.proofs.rebuild([view])
    elif how == "live":
        app.projector.catch_up(PROJECTIONS)
    else:
        assert app.proofs.redrive([view], "engagement/acme")
    (parked,) = [one for one in app.views.parked() if one.projection == view]
    assert f"type is {type_}" in parked.reason
    assert [told for key, told in app.views.report(view) if key.startswith("engagement/acme")] == list(before.values())


def test_a_row_whose_type_was_taken_away_is_said_to_have_none(app: Application) -> None:
    change(app, f"UPDATE stored_events SET topic='' {WHERE}")
    (found,) = [one for one in findings(app.store) if one.code == "MISPLACED"]
    assert found.what.endswith("the row has no type, and the stored bytes say extra-mile-done.v1")


@pytest.mark.parametrize("header", [records.TYPE, records.VERSION, "key"])
def test_a_record_that_says_what_its_value_does_not_is_refused(app: Application, header: str) -> None:
    of = records.source(app.store.ledger_id)
    key, value, headers = records.record(app.store.rows("engagement/acme")[4], of)
    other: dict[str, Any] = {**dict(headers), header: b"note-taken.v1" if header == records.TYPE else b"9"}
    key = b"engagement/other" if header == "key" else key
    other.pop("key", None)
    row = records.row(SimpleNamespace(key=key, value=value, headers=list(other.items())), of)
    assert row is not None
    with pytest.raises(Misplaced):
        decode_row(row, app.store.ledger_id)
