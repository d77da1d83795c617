"""The simulated portfolio: told by its seed alone, taken whole by the ledger, honest about what it hides."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.wiring import Application
from benchmarks.histories import load
from cli.stories.portfolio import portfolio
from cli.stories.teller import Line
from domain.catalogue import COMMANDS
from domain.fact import Entry
from domain.ports import Append
from projections.across import ACROSS
from tests.examples import examples
from tests.pages import lines

ENDED = date(2025, 7, 1)
OWN_LOGIN_ONLY = {"word.own", "word.disown", "person.enter", "person.leave"}
AT_THE_DOOR = {"person.invite", "person.change-role", "person.revoke", "page.unshare"}
"""Said where a page is served, which no simulated portfolio is."""


def decided(app: Application, lines: list[Line]) -> list[Append]:
    kept: dict[str, list[Entry[Any]]] = {}
    ledger = replace(app.ledger, remember=True, standing={}, unsaved=lambda stream: kept.get(stream, ()))
    appends = []
    for line in lines:
        append = ledger.advance(app.command(line))
        kept.setdefault(append.stream, []).extend(append.entries)
        appends.append(append)
    return appends


def test_every_command_of_forty_accounts_is_accepted(tmp_path: Path) -> None:
    app = Application.at(f"sqlite:///{tmp_path}/ledger.db", create=True)
    appends = decided(app, list(portfolio(40)))
    facts = sum(len(append.entries) for append in appends)
    assert 6_000 <= facts <= 14_000
    assert len({append.stream for append in appends}) == 40 * (3 + 1) + 1, "three engagements an account, and our own"


@settings(max_examples=examples(8), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(accounts=st.integers(1, 6), seed=st.integers(0, 10_000))
def test_every_command_of_any_seed_is_accepted(tmp_path: Path, accounts: int, seed: int) -> None:
    app = Application.at(f"sqlite:///{tmp_path}/{accounts}-{seed}.db", create=True)
    assert decided(app, list(portfolio(accounts, seed=seed)))


def test_every_command_there_is_gets_used_but_those_that_need_an_own_login() -> None:
    used = {line["command"] for line in portfolio(40)}
    slips = {"account.rename", "engagement.rename", "engagement.hand-over", "engagement.move-account", "need.correct"}
    slips |= {"account.correct-currency", "account.merge", "account.unmerge", "account.note-merge"}
    ruled = {name for name in COMMANDS if name.startswith("dispute.")} | {"result.prove", "result.reopen"}
    unused = OWN_LOGIN_ONLY | AT_THE_DOOR | slips | ruled | {"word.acknowledge"}
    assert set(COMMANDS) - used == unused, "nothing is denied there, nor called by a wrong name, nor counted by rules"


def test_the_same_seed_tells_the_same_and_another_something_else() -> None:
    assert list(portfolio(3, seed=1)) == list(portfolio(3, seed=1))
    assert list(portfolio(3, seed=1)) != list(portfolio(3, seed=2))


def test_what_is_hidden_is_thirty_fifty_five_fifteen() -> None:
    truth: dict[str, str] = {}
    things = len([line for line in portfolio(120, truth=truth) if line["command"] == "extra.offer"])
    share = {effect: count / len(truth) for effect, count in Counter(truth.values()).items()}
    assert len(truth) == things
    assert abs(share["helped"] - 0.30) < 0.03
    assert abs(share["no-effect"] - 0.55) < 0.03
    assert abs(share["hurt"] - 0.15) < 0.03


def test_of_120_engagements_two_are_missed_and_one_is_agreed_three_times_or_more() -> None:
    counts = Counter((line["command"], line["stream"].partition("/")[0]) for line in portfolio(40))
    agreed = Counter(count for (command, _), count in counts.items() if command == "outcome.agree")
    assert sum(1 for command, _ in counts if command == "outcome.miss") == 2
    assert agreed == {1: 119, 3: 1}


def test_streams_take_turns_and_ids_are_never_used_twice() -> None:
    lines = list(portfolio(10))
    turns = sum(one["stream"] != other["stream"] for one, other in pairwise(lines))
    assert turns > len(lines) / 2
    assert len({line["id"] for line in lines}) == len(lines)


def test_no_more_are_active_at_a_time_than_may_be() -> None:
    lines = [line["stream"].partition("/")[0] for line in portfolio(40, active_max=10)]
    last = {stream: at for at, stream in enumerate(lines)}
    active: set[str] = set()
    for at, stream in enumerate(lines):
        active.add(stream)
        assert len(active) <= 10
        if last[stream] == at:
            active.remove(stream)
    assert sorted(lines) == sorted(line["stream"].partition("/")[0] for line in portfolio(40))


def test_the_views_of_forty_accounts_show_a_losing_year_an_expired_difference_and_an_overdue_confirmation(
    tmp_path: Path,
) -> None:
    app = Application.at(f"sqlite:///{tmp_path}/ledger.db", create=True)
    load(app, b"".join(orjson.dumps(line) + b"\n" for line in portfolio(40)))
    gains = [row for _, row in app.views.report("gains")]
    ways = [row for _, row in app.views.report("ways")]
    losing = {row.account for row in gains if row.relative is not None and row.relative < 0}
    expired = {row.account for row in ways if row.different and row.expires_on and row.expires_on < ENDED.isoformat()}
    overdue = {row.account for row in gains if row.gain is not None and not row.counts}
    assert (
        len(losing & {row.account for _, row in app.views.report("both_profits") if row.relative and row.relative < 0})
        > 5
    )
    pages = {row.account: dict(lines(row, ENDED)) for _, row in app.views.report("account")}
    assert all("they lost by staying" in " ".join(pages[name].values()) for name in losing)
    assert len(expired) > 1
    assert all("counted until" in " ".join(pages[name].values()) for name in expired)
    assert len(overdue) > 5
    assert all("days after it was measured" in " ".join(pages[name].values()) for name in overdue)
    for view in ACROSS:
        assert next(iter(app.views.report(view.name)), None) is not None, view.name
