"""Views, and the proofs that both sides read the same and that it follows from the facts."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from adapters.wiring import Application
from cli import labelled, layout
from cli.audit import differences
from domain.vocabulary import Actor, Party
from domain.words import DisownWord
from projections.accountability import ACCOUNTABILITY
from projections.pages.every import sheet_of
from projections.pages.sheet import Sheet
from projections.why import WHY
from tests.e2e.conftest import Run

PAGES = f"accountability_v{ACCOUNTABILITY.version}_g1"


def test_the_page_says_what_both_are_accountable_for(first_hour: Run) -> None:
    told = first_hour("report accountability acme").stdout
    values = labelled.parse(told)
    assert values["o-1"].startswith("New clients start within 5 days · agreed · v1 agreed by")
    assert "agreed by the customer, recorded by the seller" in values["o-1"]
    assert values["o-1 progress"].startswith(
        "days to start: 21 → 5 by 2126-09-30 · last measured 12 (between 11 and 13)"
    )
    assert values["o-1 price"].startswith("18,000")
    assert "third dimension" in values["x-1"]
    assert "digest" in told.splitlines()[-1]


def test_both_readers_get_the_same_page_but_for_the_line_that_says_who_reads(first_hour: Run) -> None:
    mine, theirs = (first_hour(f"report accountability acme --reader {side}").stdout for side in ("seller", "customer"))
    assert mine.splitlines()[0] != theirs.splitlines()[0]
    assert mine.splitlines()[1:] == theirs.splitlines()[1:]


def test_parity_holds_and_says_the_digest(first_hour: Run) -> None:
    told = json.loads(first_hour("parity acme --json").stdout)
    assert (told["equal"], told["differences"]) == (True, [])
    page_digest = json.loads(first_hour("report accountability acme --json").stdout)["digest"]
    assert told["digest"] == page_digest


def test_parity_finds_a_line_that_depends_on_the_reader(first_hour: Run, store: str) -> None:
    (told,) = dict(first_hour and Application.at(store).views.report("accountability", "engagement/acme")).values()

    def partial(sheet: Sheet, reader: str) -> str:
        text = layout.render(sheet, reader)
        return text if reader == "seller" else text.replace("18,000", "28,000")

    sheet = sheet_of("accountability", told, date(2026, 1, 1))
    assert differences(sheet, layout.render) == []
    assert [row["label"] for row in differences(sheet, partial)] == ["o-1 price"]


def test_parity_finds_a_view_that_does_not_follow_from_the_facts(first_hour: Run, store: str) -> None:
    import sqlite3  # noqa: PLC0415 - behind the ledger's back

    first_hour("report accountability acme")
    with sqlite3.connect(store.removeprefix("sqlite:///")) as c:
        c.execute(f"UPDATE {PAGES} SET title = 'Slower intake'")
    c.close()
    assert json.loads(first_hour("parity acme --json", code=6).stdout)["differences"][0]["label"] == "view"
    told = json.loads(first_hour("rebuild accountability --verify --json", code=6).stdout)["rows"]
    assert (told[0]["equal"], told[0]["differing"]) == (False, ["engagement/acme"])
    assert "acme: view: view '" in first_hour("parity", code=6).stdout
    first_hour("rebuild accountability")
    first_hour("rebuild --verify")
    first_hour("parity acme")


def test_parity_without_a_name_is_of_every_engagement(first_hour: Run) -> None:
    first_hour('engagement open globex --title "Invoices" --currency EUR --owner Ana --customer-owner Cy')
    assert first_hour("parity").stdout == "both sides read the same · 2 engagements, 0 accounts\n"
    told = json.loads(first_hour("parity --json").stdout)
    assert (told["engagements"], told["equal"], told["differences"]) == (2, True, [])


def test_what_was_never_reported_leads_the_success_reports_and_then_what_is_due_first(run: Run) -> None:
    def said(name: str, every: str, *, agreed: bool = True, reported: bool = False) -> None:
        run(f'engagement open {name} --title "Faster intake" --currency EUR --owner Ana --customer-owner Bo')
        terms = "--says Sooner --metric days --from 21 --to 5 --by 2126-09-30 --measured export"
        run(f"outcome propose {name} {terms} {every}")
        if agreed:
            run(f"outcome agree {name}/o-1 --version 1 --as customer")
        if reported:
            run(f"outcome report {name}/o-1")

    said("a-told-yearly", "--every year", reported=True)
    said("b-told-weekly", "--every week", reported=True)
    said("c-told-without-a-rhythm", "", reported=True)
    said("d-yearly", "--every year")
    said("e-monthly", "--every month")
    said("f-proposed", "--every week", agreed=False)
    said("g-without-a-rhythm", "")

    expected = ["e-monthly", "d-yearly", "b-told-weekly", "a-told-yearly", "c-told-without-a-rhythm"]
    for when in ("", "--as-of 2126", "--on 2126"):
        rows = json.loads(run(f"report success {when} --json").stdout)["rows"]
        assert [row["engagement"] for row in rows] == expected
    run("rebuild success --verify")
    assert json.loads(run("report success f-proposed --json").stdout)["rows"] == []


def test_a_little_thing_is_walked_back_to_the_agreement(first_hour: Run) -> None:
    happened, hoped, why, chosen, agreement = first_hour("why acme/x-1").stdout.splitlines()
    assert happened.startswith("x-1 kick-off in person: helped · decided the same day · the customer, recorded by")
    assert hoped.startswith("← hoped: ")
    assert why.startswith("  ← why: “a third dimension a call lacks” · the seller · ")
    assert chosen.startswith("    ← chosen: c-1: in person · the customer, recorded by the seller · ")
    assert "o-1 v1 · agreed by the customer, recorded by the seller · " in agreement
    assert agreement.startswith("      ← agreement: New clients start within 5 days · ")
    assert "the seller's own doubt" in first_hour("why acme/x-2").stdout
    first_hour("why acme/x-9", code=3)
    first_hour("why acme", code=2)


def test_what_a_reason_is_based_on_is_read_where_somebody_chose_it(first_hour: Run) -> None:
    first_hour('extra offer acme --says call --why "they forget" --expect sooner --why-kind observation')
    page = first_hour("report accountability acme").stdout
    assert "“they forget” · observation" in first_hour("why acme/x-3").stdout
    assert ("they forget (observation)" in page, "a third dimension a call lacks" in page) == (True, True)
    assert "intuition" not in page + first_hour("why acme/x-1").stdout, "nobody said so"


def test_a_view_is_shown_as_it_was_recorded_by_then(first_hour: Run) -> None:
    rows = json.loads(first_hour("history acme --json").stdout)["rows"]
    then = rows[4]["recorded_at"]
    told = json.loads(first_hour(f"report why acme --as-of {then} --json").stdout)
    assert [(row["thing"], row["status"]) for row in told["rows"]] == [("x-1", "asked")]
    assert "as_of" not in told, "it is byte for byte what was printed then"
    assert json.loads(first_hour("report why acme --on 1999 --json").stdout)["rows"] == []


@pytest.mark.parametrize(
    "line", ["report why acme", "report engagements", "report accountability acme", "today", "today --csv"]
)
def test_what_is_asked_as_recorded_by_a_time_to_come_is_told_that_it_is_known_as_it_is_now(
    first_hour: Run, line: str
) -> None:
    line_of = "That has not come yet: nothing later than now is known.\n"
    now = datetime.now(UTC)
    assert first_hour(f"{line} --as-of {now.year + 1}").stderr.endswith(line_of)
    for begun in (str(now.year), now.date().isoformat(), now.isoformat()):
        assert line_of not in first_hour(f"{line} --as-of {begun}").stderr, begun
    assert line_of not in first_hour(f"{line} --on {now.year + 1}").stderr, "what is due by then can be told"


def test_a_moment_with_an_offset_is_the_day_it_was_for_the_parties(first_hour: Run) -> None:
    opened = "--currency JPY --time-zone Asia/Tokyo --occurred 2026-03-02"
    first_hour(f"engagement open kyoto --title T --owner A --customer-owner B {opened}")
    for moment, shown in (("2026-03-01T20:00:00-05:00", True), ("2026-03-02T01:00:00+12:00", False)):
        told = json.loads(first_hour(f"report accountability kyoto --on {moment} --json").stdout)
        assert (told["page"] is not None, told["on"]) == (shown, moment)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("report acountability", "is it accountability or"),
        ("report nonsense", "there is no view nonsense\n"),
        ("report why acme --as-of yesterday", "try: sameside report --help"),
        ("report why acme --plot x.svg", "try: sameside report --help"),
    ],
)
def test_what_cannot_be_asked_of_a_view_is_said(first_hour: Run, line: str, said: str) -> None:
    assert said in first_hour(line, code=2).stderr


def test_where_no_view_can_be_kept_reports_still_answer(
    first_hour: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMESIDE_VIEWS", f"sqlite:///{tmp_path}/nowhere/views.db")
    assert "New clients" in first_hour("report accountability acme").stdout
    assert "x-1" in first_hour("report why --csv").stdout
    assert "cannot be opened" in first_hour("doctor", code=6).stdout


def test_an_honest_ledger_has_nothing_to_find(first_hour: Run) -> None:
    assert json.loads(first_hour("check --json").stdout)["rows"] == []
    assert first_hour("check --strict").stderr == "0 broken, 0 warnings\n"


def test_warnings_are_findings_only_when_one_is_strict(first_hour: Run) -> None:
    first_hour("choice offer acme --about Day --option a --option b --option c --option d")
    assert "CROWDED-CHOICE" in first_hour("check").stdout
    first_hour("check --strict", code=6)


def test_doctor_does_not_send_to_itself_whom_it_cannot_help(first_hour: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMESIDE_STORE", "postgresql://clerk@127.0.0.1:1/sameside")
    away = first_hour("doctor", code=7).stderr
    assert "pg_isready" in away
    assert "sameside doctor" not in away


def test_doctor_says_how_the_ledger_and_its_views_are(first_hour: Run) -> None:
    first_hour("report accountability acme")
    told = json.loads(first_hour("doctor --json").stdout)
    assert (told["integrity"], told["synchronous"], told["format"]) == (["ok"], "extra", 1)
    assert told["journal_because"]
    assert [(one["view"], one["lag"]) for one in told["views"]] == [(PAGES, 0)]
    assert "integrity" in first_hour("doctor").stdout


def test_nouns_list_what_there_is_and_show_one(first_hour: Run) -> None:
    listed = json.loads(first_hour("extra list --json").stdout)["rows"]
    assert [row["id"] for row in listed] == ["acme/x-1", "acme/x-2"]
    assert first_hour("choice list acme --csv --fields id").stdout == "id\nacme/c-1\n"
    moved = json.loads(first_hour("extra history acme/x-1 --json").stdout)["rows"]
    assert [row["version"] for row in moved] == [4, 7, 8, 9]
    assert json.loads(first_hour("payment list --json").stdout)["rows"] == []
    assert first_hour("engagement list --fields id --plain").stdout == "acme\n"
    first_hour("outcome show acme/o-9", code=3)


def test_a_denied_word_is_neither_listed_nor_shown_as_the_last_that_was_said(first_hour: Run) -> None:
    assert "helped" in first_hour("extra list acme --plain --fields id,said").stdout
    bo = Actor(id="bo", side=Party.CUSTOMER, how="link")
    asked = {"id": "no", "stream": "engagement/acme", "by": bo, "party": Party.CUSTOMER, "why": "nobody asked us"}
    Application.at().record(DisownWord(**asked, version=9))
    assert "helped" not in first_hour("extra list acme --plain --fields id,said").stdout
    moved = json.loads(first_hour("extra history acme/x-1 --json").stdout)["rows"]
    assert [row["version"] for row in moved] == [4, 7, 8]
    assert "observed" in first_hour("history acme").stdout, "as recorded, whatever was denied"


def test_documents_have_their_schema(first_hour: Run) -> None:
    told = json.loads(first_hour("schema documents").stdout)
    assert {f"accountability.v{ACCOUNTABILITY.version}", f"why.v{WHY.version}"} <= set(told["$defs"])


def test_a_page_says_the_position_of_the_last_fact_it_stands_on(first_hour: Run) -> None:
    before = json.loads(first_hour("report accountability acme --json").stdout)["position"]
    first_hour('extra notice acme --says "they are in our city"')
    first_hour('practice idea --says "a visit"')
    assert json.loads(first_hour("report accountability acme --json").stdout)["position"] == before + 1
    assert f"as of position {before + 1} in the ledger ·" in first_hour("report accountability acme").stdout


def test_what_is_confirmed_on_their_behalf_is_counted_apart(first_hour: Run) -> None:
    first_hour("result measure acme/o-1 --value 4")
    first_hour("result reach acme/o-1")
    first_hour("result confirm acme/o-1 --as customer")
    results = labelled.parse(first_hour("report accountability acme").stdout)["o-1 results"]
    assert results.startswith("1 result reached · 1 confirmed by the customer, recorded by the seller")


def test_a_stream_that_stopped_is_folded_again_on_request(first_hour: Run, store: str) -> None:
    import sqlite3  # noqa: PLC0415 - behind the ledger's back

    first_hour("report why acme")
    path = store.removeprefix("sqlite:///")
    with sqlite3.connect(path) as c:
        c.execute("DROP TRIGGER stored_events_no_update")
    first_hour('extra hold-back acme --says "weekly visit" --obstacle own-doubt --why "does it move the 5 days?"')
    with sqlite3.connect(path) as c:
        (good,) = c.execute("SELECT state FROM stored_events ORDER BY rowid DESC LIMIT 1").fetchone()
        c.execute("UPDATE stored_events SET state = x'7b' WHERE rowid = (SELECT max(rowid) FROM stored_events)")
    first_hour('practice idea --says "something else"')
    assert "PARKED" in first_hour("report why acme").stderr
    stopped = first_hour("rebuild why --redrive acme", code=6)
    assert "stopped again" in stopped.stderr
    with sqlite3.connect(path) as c:
        c.execute("UPDATE stored_events SET state = ? WHERE state = x'7b'", (good,))
    assert "folded to its end" in first_hour("rebuild why --redrive acme").stderr
    assert "weekly visit" in first_hour("report why acme").stdout
    assert first_hour("rebuild why --verify").exit_code == 0


def test_a_result_is_listed_once_it_is_reached_and_before_anybody_confirms_it(first_hour: Run) -> None:
    first_hour("result measure acme/o-1 --value 5 --as customer")
    first_hour("result reach acme/o-1")
    listed = json.loads(first_hour("result list acme --json").stdout)["rows"]
    assert "reached" in {row["id"]: row["said"] for row in listed}["acme/o-1/v1"]


def test_what_was_paid_ahead_is_called_so_on_the_page_and_in_every_list_but_stays_a_number_for_programs(
    first_hour: Run,
) -> None:
    first_hour("pay --amount 1000")
    for line in ("report accountability acme", "engagement list", "report customers", "report reconcile"):
        assert "paid ahead 1,000" in first_hour(f"{line} --table").stdout
    assert first_hour("engagement list --csv --fields owed").stdout == "owed\n-1000\n"


def test_the_help_of_reports_cites_no_source_that_its_readers_do_not_know(run: Run) -> None:
    assert "(text " not in run("report --help").stdout
