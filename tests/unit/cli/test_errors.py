"""Whatever goes wrong is told in one shape."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from adapters.event_store.trouble import explained
from adapters.settings import settings
from cli.errors import exit_code, text, told_of
from domain.errors import (
    Conflict,
    Invalid,
    LedgerError,
    NoLedger,
    NotAllowed,
    OwnProposal,
    Refused,
    StoreTrouble,
    Unreadable,
)

SHAPE = {"code", "rule", "message", "hint", "way_out", "where", "field", "retryable", "findings", "recorded"}


@pytest.mark.parametrize(
    ("error", "code", "ends"),
    [
        (OwnProposal(stream="engagement/acme", outcome="o-1"), "OWN-PROPOSAL", 3),
        (Conflict(stream="engagement/acme"), "CONFLICT", 5),
        (StoreTrouble("away", where="sqlite:///x"), "STORE-TROUBLE", 7),
        (NoLedger("none", where="sqlite:///x"), "NO-LEDGER", 8),
        (Unreadable("odd", type="x.v9"), "UNREADABLE", 1),
        (Invalid("no", where="--by"), "INVALID", 2),
        (click.UsageError("no such option"), "USAGE", 2),
        (PermissionError(13, "Permission denied", "/x"), "FILE", 1),
        (ZeroDivisionError("division by zero"), "UNEXPECTED", 1),
    ],
)
def test_every_error_has_its_code_its_exit_and_the_one_shape(error: Exception, code: str, ends: int) -> None:
    told = told_of(error)
    assert (told["code"], exit_code(error), set(told)) == (code, ends, SHAPE)
    assert text(told).startswith(f"error[{code}]: ")


def test_the_way_out_is_filled_from_the_data_and_shows_what_is_not_known() -> None:
    told = told_of(OwnProposal(stream="engagement/acme", outcome="o-1", other="customer"))
    assert told["hint"].endswith(": sameside outcome agree acme/o-1 --version … --as customer")


def test_a_case_may_have_a_way_out_of_its_own() -> None:
    assert told_of(StoreTrouble("away", way_out="start it"))["hint"] == "start it"
    assert told_of(StoreTrouble("away"))["hint"] == "sameside doctor"


@pytest.mark.parametrize(
    ("driver", "way"),
    [
        ('FATAL:  password authentication failed for user "x"', "PGPASSWORD or ~/.pgpass"),
        ('connection failed: FATAL:  database "x" does not exist', "createdb"),
        ("connection to server failed: Connection refused", "pg_isready"),
        ("permission denied for table ledger", "GRANT"),
    ],
)
def test_what_the_operator_of_a_database_can_do_is_said_and_not_only_doctor(driver: str, way: str) -> None:
    assert way in told_of(explained(OSError(driver), "postgresql://clerk@db/x"))["hint"]


def test_a_setting_that_is_wrong_sends_nobody_to_the_commands() -> None:
    with pytest.raises(Invalid) as refused:
        settings({"SAMESIDE_BATCH_MAX": "many"})
    assert "settings.md" in told_of(refused.value)["hint"]


def test_several_findings_are_all_told_and_one_is_the_message() -> None:
    findings = [{"where": "--by", "what": "no date"}, {"where": "--to", "what": "no number"}]
    assert text(told_of(Invalid("both", errors=findings))).splitlines()[:3] == [
        "error[INVALID]: 2 options are missing or wrong",
        "  --by: no date",
        "  --to: no number",
    ]
    assert text(told_of(Invalid("by: no date", errors=findings[:1]))).splitlines()[:2] == [
        "error[INVALID]: no date",
        "  where: --by",
    ]


def test_every_way_out_can_be_told_whatever_the_error_knows() -> None:
    waiting: list[type[LedgerError]] = [LedgerError]
    while waiting:
        kind = waiting.pop()
        waiting.extend(kind.__subclasses__())
        assert "{" not in told_of(kind())["hint"]


def kinds(kind: type[LedgerError] = LedgerError) -> Iterator[type[LedgerError]]:
    for one in kind.__subclasses__():
        yield one
        yield from kinds(one)


@pytest.mark.parametrize("kind", sorted(set(kinds(Refused)) | set(kinds(NotAllowed)), key=lambda kind: kind.code))
def test_every_rule_says_its_own_reason_which_is_not_its_message(kind: type[LedgerError]) -> None:
    assert kind.because
    assert kind.because not in {base.because for base in kind.__bases__ if issubclass(base, LedgerError)}
    assert kind.because not in kind().message
