"""Whatever a refusal prints to type is typed: it is understood, and where nothing is left open it works."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from typing import NamedTuple

import msgspec
import pytest
from click.testing import CliRunner, Result

from cli.errors import told_of
from cli.examples import example
from cli.main import main
from domain.catalogue import COMMANDS
from domain.errors import LedgerError
from domain.step import WayOut
from tests.e2e.conftest import FIRST_HOUR, Run
from tests.fields import lacking

GAP = "…"
COMMAND = re.compile(r"sameside (?:\"[^\"]*\"|[^;\"])+")
KNOWN = {"name": "acme", "stream": "acme", "outcome": "o-1", "thing": "x-1", "request": "r-1", "other": "customer"}
KNOWN |= {"version": 1, "number": 1, "account": "acme-ltd", "into": "acme"}
FIGURES = dict.fromkeys(("--value", "--cost", "--version", "--price"), "1") | {"--counts-from": "2026-01-05"}
USAGE = 2
TERMS = "--says s --metric m --from 9 --to 2 --by 2126-01-01 --measured x"
COUNTED = "--says s --metric t --count --measured x --worth 90 --worth-per result --matters m --price-per-result 9"
LATE = (
    f"outcome propose acme {TERMS.replace('2126-01-01', '2025-01-10')} --occurred 2025-01-01",
    "outcome agree acme/o-2 --version 1 --as customer --occurred 2025-01-02",
    "result measure acme/o-2 --value 2 --occurred 2025-03-01",
)
ASKED = (
    "request make acme --kind errand --says permit --effect 1f014c4a2bd7 --as customer",
    "request counter acme/r-1 --says Friday --cost 90 --why w",
)
REACHED = (
    f"outcome propose acme {TERMS} --occurred 2025-01-01",
    "outcome agree acme/o-2 --version 1 --as customer --occurred 2025-01-02",
    "result measure acme/o-2 --value 2 --occurred 2025-03-01",
    "result reach acme/o-2 --occurred 2025-03-02",
    f"outcome propose acme/o-2 {TERMS} --why w --occurred 2025-02-01",
)
EARLIER = (
    f"outcome propose acme {TERMS} --occurred 2025-01-01",
    "outcome agree acme/o-2 --version 1 --as customer --occurred 2025-01-02",
    f"outcome propose acme/o-2 {TERMS} --why w --occurred 2025-02-01",
    "outcome agree acme/o-2 --version 2 --as customer --occurred 2025-02-01",
)
AGREED = (f"outcome propose acme {TERMS}", "outcome agree acme/o-2 --version 1 --as customer")


class Case(NamedTuple):
    """What is refused, after the first hour and these lines."""

    words: str
    code: str
    before: tuple[str, ...] = ()


INVITED = ("person invite acme --who Bo --side customer",)
ACCOUNT = ("account open acme --title T --currency EUR", "account gain acme --period 2024 --value 8000 --method books")
TWO = ("account open acme --title T --currency EUR", "account open acme-ltd --title U --currency EUR")
MERGED = (*TWO, "account merge acme-ltd --into acme --why w")
CASES = [
    Case("engagement open acme --title T --currency EUR --owner A --customer-owner B", "ALREADY-OPEN"),
    Case("engagement reopen acme --why w", "NOT-NOW"),
    Case("engagement show acmee", "UNKNOWN"),
    Case("extra notice acme --says s", "ENGAGEMENT-CLOSED", ("engagement close acme --why w",)),
    Case(f"outcome propose nosuch {TERMS}", "NOT-OPEN"),
    Case("outcome show acme/o-9", "UNKNOWN"),
    Case("outcome history acme/o-9", "UNKNOWN"),
    Case("outcome agree acme/o-9 --version 1 --as customer", "UNKNOWN"),
    Case("outcome agree acme/o-2 --version 1", "OWN-PROPOSAL", (f"outcome propose acme {TERMS}",)),
    Case("outcome agree acme/o-2 --version 2 --as customer", "TERMS-CHANGED", (f"outcome propose acme {TERMS}",)),
    Case("outcome agree acme --version 1", "INVALID"),
    Case("outcome agree acme/o-2 --version 2 --as customer --occurred 2025-02-01", "REACHED-SINCE", REACHED),
    Case(f"outcome propose acme/o-1 {TERMS} --why w --counts-from 1999", "CANNOT-COUNT"),
    Case("outcome miss acme/o-1 --why late", "NOT-DUE"),
    Case("outcome shw acme/o-1", "USAGE"),
    Case(f"outcome propose acme {TERMS}", "FORCED-FIT", ("fit assess acme --problem p --expertise outside --seen no",)),
    Case("result reach acme/o-1", "TARGET-NOT-MET"),
    Case("result reach acme/o-2", "NOT-MEASURED", AGREED),
    Case("result reach acme/o-2 --version 1", "NOT-MEASURED", EARLIER),
    Case("result reach acme/o-2", "PAST-DATE", LATE),
    Case("result confirm acme/o-1 --as customer", "NOT-NOW"),
    Case("result correct acme/3 --quantity 2 --why w", "UNKNOWN"),
    Case(
        "result retract acme/o-2 --reference T --quantity 5 --why w",
        "MORE-THAN-STANDS",
        (
            f"outcome propose acme {COUNTED}",
            "outcome agree acme/o-2 --version 1 --as customer",
            "result reach acme/o-2 --reference T",
        ),
    ),
    Case("dispute give-way acme/d-9", "UNKNOWN"),
    Case("extra accept acme/x-1 --as customer", "NOT-NOW"),
    Case("extra do acme/x-3", "NEEDS-THEIR-WORD", ("extra offer acme --says s --why w --expect e --touches place",)),
    Case("extra offer acme --says s --why w --expect e --touches place --done", "NEEDS-THEIR-WORD"),
    Case("extra offer acme --says s --why w --expect e --cost-to-customer 5", "PRICED"),
    Case("extra offer acme --says s --why w --expect e --why-kind odd", "INVALID"),
    Case("extra offer early --says s --why w --expect e", "NOTHING-AGREED", (FIRST_HOUR[0].replace("acme", "early"),)),
    Case("choice make acme/c-9 x --as customer", "UNKNOWN"),
    Case("need restate acme/g-9 --says s", "UNKNOWN"),
    Case("advice judge acme/a-9 --found right --why w", "UNKNOWN"),
    Case("request done acme/r-9", "UNKNOWN"),
    Case("request accept acme/r-1 --price 5 --as customer", "CHANGED-SINCE", ASKED),
    Case("work restore acme/k-9", "UNKNOWN"),
    Case("work trim acme --says s --saves 5 --outcome o-1 --why w", "NEEDS-THEIR-CHOICE"),
    Case("talk correct acme/3 --resources 2 --results 3 --why w", "UNKNOWN"),
    Case("map settle acme X --to seller --why w --as customer", "NOT-NOW"),
    Case(
        "map grant acme --area X --outcome o-2 --as customer",
        "NO-RHYTHM",
        (
            "map set acme --seller X --customer Y",
            *AGREED,
        ),
    ),
    Case("scenario choose acme letter --as customer", "NOT-AN-OPTION"),
    Case("no show acme/n-9", "UNKNOWN"),
    Case("fit override acme --by Ana --why w", "NOT-NOW"),
    Case("payment note acme/o-9 --amount 4", "UNKNOWN"),
    Case("payment note acme --amount 5 --expect-version 2", "CONFLICT"),
    Case("payment note acme --amount much", "INVALID"),
    Case("word own acme --all --as customer", "OWN-LOGIN-ONLY"),
    Case("word disown acme/8 --why w", "OWN-LOGIN-ONLY"),
    Case("page unshare acme/s-9", "UNKNOWN"),
    Case("page unshare acme/s-1", "NOT-NOW", ("page share acme --to Cy --until 2126", "page unshare acme/s-1")),
    Case("person revoke acme/m-9", "UNKNOWN"),
    Case("person enter acme/m-1", "OWN-LOGIN-ONLY"),
    Case("person invite acme --who Bo --side seller --as customer", "NOT-YOUR-WORD"),
    Case("person invite acme --who Bo --side customer --role reads", "ALREADY-NAMED", INVITED),
    Case("person invite acme --who Bo --side customer", "ALREADY-NAMED", INVITED),
    Case("person change-role acme/m-1 --role acts", "NOT-NOW", INVITED),
    Case("person change-role acme/m-1 --role reads", "NOT-NOW", (*INVITED, "person revoke acme/m-1")),
    Case("link mend acme/99 --meant acme/x-1 --why w", "UNKNOWN"),
    Case("link show acme/99", "UNKNOWN"),
    Case("account give nosuch --kind help --says s", "NO-ACCOUNT"),
    Case("account confirm acme/gain-9 --as customer", "UNKNOWN", ACCOUNT),
    Case("account confirm acme/gain-1 --value 7000 --as customer", "CHANGED-SINCE", ACCOUNT),
    Case("account gain acme --period 2024 --value 9 --method m", "OVERLAP", ACCOUNT),
    Case("account give acme-ltd --kind help --says s", "ACCOUNT-IS-MERGED", MERGED),
    Case("account merge acme-ltd --into acme --why w", "ACCOUNT-IS-MERGED", MERGED),
    Case(MERGED[-1], "HOLDS-FIGURES", (*TWO, "account give acme-ltd --kind help --says s")),
    Case(MERGED[-1], "OTHER-CURRENCY", (TWO[0], TWO[1].replace("EUR", "USD"))),
    Case("practice obstacle own/i-9 --kind other --says s", "UNKNOWN"),
    Case("practice check-rule own/r-9 --found kept", "UNKNOWN"),
    Case("report nosuch", "NO-VIEW"),
    Case("report accountability acmee", "UNKNOWN"),
    Case("report board own", "UNKNOWN"),
    Case("rebuild nosuch", "NO-VIEW"),
    Case("history acme/o-1", "USAGE"),
    Case("why acme/x-9", "UNKNOWN"),
    Case("parity nosuch", "UNKNOWN"),
    Case("schema nosuch", "USAGE"),
    Case("nosuch", "USAGE"),
]


def refused(run: Run, case: Case) -> list[str]:
    """The commands in the way out of a refusal, as they are printed."""
    for line in case.before:
        run(line)
    told = typed(case.words)
    assert told.stderr.startswith(f"error[{case.code}]: "), told.output
    [way_out] = [line for line in told.stderr.splitlines() if line.startswith("  try: ")] or [""]
    assert not way_out.rstrip().endswith(":"), "what would follow is not there"
    return [found.strip() for found in COMMAND.findall(way_out)]


def typed(line: str) -> Result:
    return CliRunner().invoke(main, shlex.split(line.removeprefix("sameside ")), prog_name="sameside")


def filled(command: str) -> str:
    """The same with every gap filled: after an option, a word or figure; alone, what the verb's example says."""
    words = shlex.split(command)
    for at, word in enumerate(words):
        if word == GAP and words[at - 1].startswith("-"):
            words[at] = FIGURES.get(words[at - 1], "words")
    if GAP in words:
        at = words.index(GAP)
        shown = example(*words[1:3]).partition("\b\n")[2].splitlines()[0]
        words[at:] = [*words[at + 1 :], *shlex.split(shown)[4:]]
    return shlex.join(words)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.words[:60])
def test_a_way_out_can_be_typed_as_it_is_printed(first_hour: Run, case: Case) -> None:
    for command in refused(first_hour, case):
        told = typed(filled(command))
        assert told.exit_code != USAGE, f"{command}\n{told.output}"
        if GAP not in command:
            assert told.exit_code == 0, f"{command}\n{told.output}"


@pytest.mark.parametrize("case", [case for case in CASES if not case.before], ids=lambda case: case.words[:60])
def test_a_program_is_told_the_same_with_fields_that_there_are(first_hour: Run, case: Case) -> None:
    line = typed(case.words).stderr.partition("  try: ")[2].partition("\n")[0]
    told = json.loads(typed(f"{case.words} --json").stderr)["error"]
    assert told["hint"] == line
    way_out = msgspec.convert(told["way_out"], WayOut)
    assert lacking(way_out) == []
    assert (way_out.command or "").replace(".", " ") in line


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("payment note acme --amount much", "amount"),
        (f"outcome propose acme {TERMS.replace('--to 2', '--to x')}", "terms.metric.target"),
        ("result reach acme/o-2", "reference"),
        ("extra offer acme --says s --why w --expect e --why-kind odd", "why_kind"),
        ("outcome show acme/o-9", None),
    ],
)
def test_an_error_names_the_field_that_it_is_about(first_hour: Run, words: str, field: str | None) -> None:
    for line in (f"outcome propose acme {COUNTED}", "outcome agree acme/o-2 --version 1 --as customer"):
        first_hour(line)
    assert json.loads(typed(f"{words} --json").stderr)["error"]["field"] == field


def test_most_of_these_refusals_print_a_command_and_of_every_noun_but_few_there_is_one(first_hour: Run) -> None:
    assert len(CASES) >= 20
    assert {case.words.split()[0] for case in CASES} >= {name.partition(".")[0] for name in COMMANDS}
    shown = sum(bool(refused(first_hour, case)) for case in CASES if not case.before)
    assert shown >= len([case for case in CASES if not case.before]) - 3


def refusals(kind: type[LedgerError] = LedgerError) -> Iterator[type[LedgerError]]:
    """Every way the ledger says no, whose way out holds a command."""
    if kind.way_out.command:
        yield kind
    for one in kind.__subclasses__():
        yield from refusals(one)


@pytest.mark.parametrize("kind", sorted(set(refusals()), key=lambda kind: kind.code), ids=lambda kind: kind.code)
def test_every_command_that_any_refusal_may_name_is_one(first_hour: Run, kind: type[LedgerError]) -> None:
    for command in COMMAND.findall(told_of(kind(**KNOWN))["hint"]):
        assert typed(filled(command.strip())).exit_code != USAGE, command


@pytest.mark.parametrize("said", ["--store {}", "--store={}"])
def test_a_way_out_is_typed_at_the_ledger_that_was_named(
    first_hour: Run, store: str, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.delenv("SAMESIDE_STORE")
    for case in (
        Case(f"{said.format(store)} outcome show acme/o-9", "UNKNOWN"),
        Case(f"result reach acme/o-1 {said.format(store)}", "TARGET-NOT-MET"),
    ):
        [way_out] = refused(first_hour, case)
        assert way_out.startswith(f"sameside --store {store} ")
        assert typed(way_out).exit_code == 0


def test_a_figure_of_the_version_that_was_named_is_measured_as_the_way_out_says(first_hour: Run) -> None:
    case = Case("result reach acme/o-2 --version 1", "NOT-MEASURED", EARLIER)
    [way_out] = refused(first_hour, case)
    assert typed(way_out.replace("--value …", "--value 2").replace('"…"', "m")).exit_code == 0
    assert typed(case.words).exit_code == 0


def test_the_options_that_a_way_out_adds_are_there_and_lead_on(first_hour: Run) -> None:
    for line in ASKED:
        first_hour(line)
    for words, option in (("request accept acme/r-1", "--as customer"), ("scenario present acme", "--scenario")):
        assert f"add {'a ' if option == '--scenario' else ''}{option}" in typed(words).stderr.partition("  try: ")[2]
        assert "No such option" not in typed(f"{words} {option} x").stderr
    assert typed("request accept acme/r-1 --as customer").exit_code == 0


def test_what_a_warning_says_to_type_is_typed_at_the_ledger_that_was_named(
    first_hour: Run, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SAMESIDE_STORE")
    again = f"outcome propose acme {TERMS}"
    told = typed(f"--store {store} {again}").stderr
    assert f"  try: to propose new terms for o-1 instead: sameside --store {store} outcome propose acme/o-1 " in told
    assert f"sameside --store {store} " in str(json.loads(typed(f"--store {store} --json {again}").stdout)["warnings"])


def test_a_warning_has_the_parts_that_an_error_has_and_its_way_out_can_be_typed(first_hour: Run) -> None:
    error = json.loads(typed("outcome show acme/o-9 --json").stderr)["error"]
    first_hour('engagement open beta --title T --currency EUR --owner Ana --customer-owner Bo --why "w"')
    first_hour(f"outcome propose beta {COUNTED}")
    [*warnings] = json.loads(typed("outcome agree beta/o-1 --version 1 --as customer --json").stdout)["warnings"]
    assert [warned["code"] for warned in warnings] == ["NO-NEED", "NOT-ASSESSED", "NO-MAP"]
    for warned in warnings:
        assert warned.pop("standing")
        assert warned.keys() <= error.keys()
        assert lacking(msgspec.convert(warned["way_out"], WayOut)) == []
        line = warned["hint"].replace("--seller …", "--seller tactics").replace("--shared …", "--shared strategy")
        line = line.replace("--expertise …", "--expertise ours").replace("--seen …", "--seen yes")
        assert typed(filled(line)).exit_code == 0, line


def test_a_password_in_the_place_of_a_ledger_stands_in_no_way_out() -> None:
    told = typed("--store postgresql://clerk:secret@127.0.0.1:1/x outcome list")
    assert told.exit_code == 7
    assert "try: " in told.stderr
    assert "secret" not in told.output


def test_a_gap_is_seen_as_one_and_a_command_ends_where_the_words_go_on() -> None:
    assert COMMAND.findall('  try: first: sameside a b --why "x; y"; then sameside c …') == [
        'sameside a b --why "x; y"',
        "sameside c …",
    ]
    assert filled("sameside outcome agree acme/o-1 --version …") == "sameside outcome agree acme/o-1 --version 1"
    assert "--metric" in filled('sameside outcome propose acme/o-1 --why "…" …')
