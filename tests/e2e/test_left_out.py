"""An engagement, an outcome or a version that is left out, and what is taken then."""

from __future__ import annotations

import json

import pytest

from tests.e2e.conftest import Run

OPEN = "engagement open {} --title T --currency EUR --owner Ana --customer-owner Bo"
PROPOSE = "outcome propose -s New --metric days --from 21 --to 5 --by 2126-09-30 --measured CRM"
HEAR = 'need hear --verbatim "we wait too long"'


def place_of(run: Run, line: str) -> str:
    """The stream that a line is recorded in."""
    return str(json.loads(run(f"{line} --json").stdout)["facts"][0]["stream"])


@pytest.fixture
def two(run: Run) -> Run:
    """Two engagements, both open."""
    run(OPEN.format("acme"))
    run(OPEN.format("birch"))
    return run


def test_the_only_open_engagement_is_meant_where_none_is_named_and_the_receipt_says_so(run: Run) -> None:
    run(OPEN.format("acme"))
    assert "engagement: acme (the only one open)" in run(HEAR).stderr
    run(OPEN.format("birch"))
    run("engagement close acme --why done")
    assert "engagement: birch (the only one open)" in run(HEAR).stderr


def test_of_two_that_are_open_none_is_guessed(two: Run) -> None:
    refused = two(HEAR, code=2).stderr
    assert "name the engagement; there are acme, birch" in refused
    assert "sameside use acme" in refused


def test_where_no_engagement_is_open_that_is_said(run: Run) -> None:
    run("init")
    assert "name the engagement; none is open" in run(HEAR, code=2).stderr


@pytest.mark.parametrize("line", ["pay --amount 1", "support --hours 1 --topic t", "use", "invite --who Jan"])
def test_the_only_engagement_is_not_meant_once_it_is_closed(run: Run, line: str) -> None:
    run(OPEN.format("acme"))
    run("engagement close acme --why done")
    assert "name the engagement; none is open" in run(line, code=2).stderr
    assert run("pay acme --amount 1").stderr == "", "by its name it is taken all the same"


@pytest.mark.parametrize("said", ["account/acme", "acme/o-1", "practice/own"])
def test_a_setting_that_names_no_engagement_is_refused_in_words(
    two: Run, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("SAMESIDE_ENGAGEMENT", said)
    for line in (HEAR, "use", "report accountability", "outcome show o-1"):
        assert f"SAMESIDE_ENGAGEMENT={said} is no engagement" in two(line, code=2).stderr, line
    monkeypatch.setenv("SAMESIDE_ENGAGEMENT", "engagement/birch")
    assert place_of(two, HEAR) == "engagement/birch"


def test_the_setting_goes_before_what_is_in_use_and_a_name_before_both(
    two: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert two("use birch").stdout == "engagement: birch (chosen with sameside use)\n"
    assert place_of(two, HEAR) == "engagement/birch"
    monkeypatch.setenv("SAMESIDE_ENGAGEMENT", "acme")
    assert place_of(two, HEAR) == "engagement/acme"
    assert place_of(two, HEAR.replace("hear", "hear birch")) == "engagement/birch"
    monkeypatch.delenv("SAMESIDE_ENGAGEMENT")
    two("use --none")
    two(HEAR, code=2)


def test_what_is_in_use_is_of_this_ledger_alone(two: Run, monkeypatch: pytest.MonkeyPatch, store: str) -> None:
    two("use birch")
    monkeypatch.setenv("SAMESIDE_STORE", store.replace("ledger.db", "other.db"))
    two(OPEN.format("cedar"))
    assert place_of(two, HEAR) == "engagement/cedar"


def test_what_is_not_there_is_not_taken_into_use(two: Run) -> None:
    assert "did you mean birch?" in two("use birhc", code=3).stderr
    two(HEAR, code=2)


def test_to_close_an_engagement_it_has_to_be_named(run: Run) -> None:
    run(OPEN.format("acme"))
    run("engagement close --why done", code=2)


def test_a_thing_is_named_without_its_engagement(first_hour: Run) -> None:
    assert place_of(first_hour, "result measure o-1 --value 9") == "engagement/acme"
    assert first_hour("outcome show o-1").stdout == first_hour("outcome show acme/o-1").stdout
    assert first_hour("why x-1").stdout == first_hour("why acme/x-1").stdout


def test_an_engagement_that_is_called_like_a_thing_is_that_engagement(run: Run) -> None:
    run(OPEN.format("o-1"))
    run(OPEN.format("acme"))
    assert place_of(run, PROPOSE.replace("propose", "propose o-1")) == "engagement/o-1"


def test_the_only_open_proposal_is_agreed_without_its_name_or_version_and_both_are_said(run: Run) -> None:
    run(OPEN.format("acme"))
    run(PROPOSE)
    run("outcome propose o-1 -s Newer --metric days --from 21 --to 5 --by 2126-09-30 --measured CRM -w more")
    agreed = run("outcome agree -a customer")
    assert "o-1 v2 agreed" in agreed.stdout
    assert "outcome: o-1 (the only open proposal)" in agreed.stderr
    assert "version: 2 (the open proposal of o-1)" in agreed.stderr
    assert "no proposal of o-1 is open; v2 is agreed" in run("outcome agree o-1 -a customer", code=3).stderr


def test_of_two_open_proposals_each_has_to_be_named_and_not_its_version(run: Run) -> None:
    run(OPEN.format("acme"))
    run(PROPOSE)
    run(PROPOSE.replace("New", "Other"))
    assert "name the outcome too" in run("outcome agree -a customer", code=2).stderr
    run("outcome turn-down o-1 -a customer -w early")
    assert "o-2 v1 agreed" in run("outcome agree -a customer").stdout


def test_a_version_that_was_read_and_has_been_replaced_is_still_refused(run: Run) -> None:
    run(OPEN.format("acme"))
    run(PROPOSE)
    run("outcome propose o-1 -s Newer --metric days --from 21 --to 5 --by 2126-09-30 --measured CRM -w more")
    assert "TERMS-CHANGED" in run("outcome agree -v 1 -a customer", code=3).stderr


def test_the_only_agreed_outcome_is_measured_and_paid_for_where_none_is_named(run: Run) -> None:
    run(OPEN.format("acme"))
    run(PROPOSE)
    assert "name the outcome too" in run("result measure --value 9", code=2).stderr, "what is not agreed is not meant"
    run("outcome agree -a customer")
    for line in ("result measure --value 9 -a customer", "measure acme --value 8 -a customer", "pay --amount 5"):
        said = run(f"{line} --json")
        assert json.loads(said.stdout)["facts"][0]["body"]["outcome"] == "o-1"
    assert "outcome: o-1 (the only one agreed)" in run("pay --amount 6").stderr
    run(PROPOSE.replace("New", "Other"))
    run("outcome agree -a customer")
    assert "name the outcome too" in run("result measure --value 9", code=2).stderr
    assert outcome_paid(run, "pay --amount 7") is None, "of two, none is guessed"


def test_a_payment_for_a_whole_engagement_that_is_named_or_for_a_request_stays_one(first_hour: Run) -> None:
    assert outcome_paid(first_hour, "pay acme --amount 5") is None
    made = "request make acme --kind support --says help --as customer"
    first_hour(f"{made} --effect {first_hour(made, code=3).stderr.split('--effect ')[1].split(',')[0]}")
    assert outcome_paid(first_hour, "pay --amount 5 --request r-1") is None


def test_a_page_is_of_the_engagement_that_is_meant_where_none_is_named(first_hour: Run) -> None:
    named = first_hour("report accountability acme").stdout
    left_out = first_hour("report accountability")
    assert left_out.stdout == named
    assert left_out.stderr == "engagement: acme (the only one open)\n"
    assert first_hour("report accountability --fields engagement --plain").stdout == "acme\n", "rows are of all"
    printed = first_hour("page print")
    assert "engagement: acme (the only one open)" in printed.stderr
    assert printed.stdout.splitlines()[0] == first_hour("page print acme").stdout.splitlines()[0]


def test_somebody_is_invited_to_the_engagement_that_is_in_use_and_named_alone_later(two: Run) -> None:
    assert "name the engagement; there are acme, birch" in two('invite --who "Jan"', code=2).stderr
    two("use birch")
    invited = two('invite --who "Jan"')
    assert "engagement: birch (chosen with sameside use)" in invited.stderr
    assert two("person list birch --plain").stdout.startswith("birch/m-1")
    assert "engagement: birch" in two("invite m-1").stderr
    assert "m-1 · no link works any more" in two("invite m-1 --shut").stdout


def test_of_several_that_are_open_a_report_lists_all_unless_one_is_meant(two: Run) -> None:
    assert len(two("report accountability --plain").stdout.splitlines()) == 2
    assert two("report accountability").stderr == ""
    two("use birch")
    assert two("report accountability").stdout == two("report accountability birch").stdout


def outcome_paid(run: Run, line: str) -> str | None:
    """The outcome that a payment was recorded for."""
    outcome: str | None = json.loads(run(f"{line} --json").stdout)["facts"][0]["body"]["outcome"]
    return outcome


def test_where_no_proposal_is_open_that_is_said_and_nobody_is_asked_for_its_name(run: Run) -> None:
    run(OPEN.format("acme"))
    for line in ("agree -a customer", "outcome turn-down acme -w early -a customer"):
        refused = run(line, code=3).stderr
        assert "no proposal is open in acme" in refused
        assert "try: sameside outcome propose acme" in refused
    assert "did you mean acme" in run("agree acm -a customer", code=3).stderr, "a slip in the name is told as one"


def test_a_command_that_is_sent_again_means_what_it_meant(run: Run) -> None:
    run(OPEN.format("acme"))
    run(PROPOSE)
    sent = ["agree --as customer --id a-1", "measure --value 12 --as customer --id a-2", f"{HEAR} --id a-3"]
    sent.append("need restate g-1 --says theirs --id a-4")
    for line in sent:
        run(line)
    run("propose acme/o-1 --by 2126-10-31 --why later")
    run(OPEN.format("birch"))
    for line in sent:
        again = run(f"{line} --json")
        assert json.loads(again.stdout)["facts"][0]["stream"] == "engagement/acme", line
    assert len(run("history acme --plain --fields version").stdout.split()) == 7
    assert "engagement: acme (recorded under this id)" in run(sent[0]).stderr
    whole = run("outcome agree engagement/acme --as customer --id a-1 --json")
    assert json.loads(whole.stdout)["facts"][0]["version"] == 3, "however the engagement is written"
    assert "ID-REUSED" in run("agree birch/o-1 -v 1 --as customer --id a-1", code=3).stderr


def test_a_history_is_of_the_engagement_that_is_meant(first_hour: Run) -> None:
    told = first_hour("history --plain")
    assert told.stdout == first_hour("history acme --plain").stdout
    assert told.stderr == "engagement: acme (the only one open)\n"
    assert first_hour("history --json").stderr == ""
    first_hour("engagement open birch --title B --currency EUR --owner Ana --customer-owner Bo")
    assert "there are acme, birch" in first_hour("history", code=2).stderr
    first_hour("use birch")
    assert first_hour("history --plain").stdout == first_hour("history birch --plain").stdout
