"""What waits and what is late, of all customers: each line goes by the act that is printed beside it, none lacks."""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Iterator, Sequence
from contextlib import nullcontext, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner

from adapters.wiring import Application
from benchmarks.histories import load
from cli.acts import to_type
from cli.main import main
from cli.stories.portfolio import portfolio
from domain.errors import LedgerError
from domain.vocabulary import Actor, Party
from projections.pages.today import Line
from projections.pages.today import lines as waiting_lines
from projections.waits import Waiting, of_page
from tests.golden.history import AGREED, HISTORY
from tests.golden.stories import account, practices
from tests.golden.stories.scenarios import WAYS
from tests.integration.owed_by_facts import Owed, owed
from tests.spec import COUNT, Said, chooses, customer, offered, on_behalf, proposed, seller

FILLED = {
    '--why "…"': "--why words",
    '--says "…"': "--says words",
    "--effect …": "--effect helped",
    "--stands …": "--stands 1",
}
FILLED |= {"--until …": "--until 2126", "--counts-from …": "--counts-from 2026-11", "--version …": "--version 1"}
DATED = {"says": "fast", "measured": {"how": "export", "every": "month"}}
METRIC = {"name": "days", "direction": "down", "target": "5", "by": "2026-03", "first_measured_by": "2026-03"}
DENIES = customer("word.disown", all=True, why="nobody of us said so")
MORE: tuple[Said, ...] = (
    *AGREED,
    proposed({**DATED, "metric": METRIC}, occurred_at="2026-01-05"),
    customer("outcome.agree", outcome="o-2", version=1, occurred_at="2026-01-06"),
    proposed({**DATED, "metric": {**METRIC, "by": "2126", "baseline": "9"}}),
    offered(done=True, review_by="2026-04", outcome="o-1"),
    offered(touches=["place"], outcome="o-1"),
    offered(touches=["place"], outcome="o-1"),
    customer("extra.accept", thing="x-3"),
    customer("need.hear", verbatim="we wait too long"),
    chooses("remote", "in person"),
    seller("scenario.present", scenarios=WAYS),
    customer("request.make", kind="errand", says="permit", effect="1f014c4a2bd7"),
    customer("request.make", kind="errand", says="a second permit", effect="1f014c4a2bd7"),
    seller("request.counter", request="r-2", says="Friday", cost="90", why="a day of work"),
    customer("request.make", kind="errand", says="a third permit", effect="1f014c4a2bd7"),
    seller("request.counter", request="r-3", says="Friday", cost="90", why="a day of work"),
    customer("request.accept", request="r-3", price="90"),
    seller("page.share", to={"subject": "p-2", "text": "Cleo Park"}, until="2126-06", hidden=["money", "work"]),
    on_behalf(customer("need.hear", verbatim="somebody called")),
    DENIES,
    on_behalf(customer("need.hear", verbatim="nobody calls back")),
    proposed(COUNT),
    customer("outcome.agree", outcome="o-4", version=1),
    seller("result.reach", outcome="o-4", reference="T 1"),
    seller("result.reach", outcome="o-4", reference="T 2"),
    seller("result.reach", outcome="o-4", reference="T 3"),
    customer("result.dispute", outcome="o-4", reference="T 3", why="it came back"),
    proposed({**DATED, "metric": {**METRIC, "by": "2126", "baseline": "9"}}),
    customer("outcome.agree", outcome="o-5", version=1),
    seller("result.measure", outcome="o-5", value="4"),
    *(
        seller(name, why="so that it is seen", **account.FULL[name])
        for name in account.FULL
        if name not in ("account.confirm", "account.aim")
    ),
    on_behalf(customer("account.gain", gain="gain-7", period="2022", value="100", method="their books")),
    replace(DENIES, fields={"stream": "account/acme", "all": True}),
    on_behalf(customer("account.gain", gain="gain-8", period="2023", value="100", method="their books")),
)
ACTS = {
    "account.confirm",
    "choice.make",
    "dispute.answer",
    "extra.accept",
    "extra.do",
    "extra.observe",
    "need.restate",
    "outcome.agree",
    "outcome.miss",
    "outcome.report",
    "page.share",
    "request.accept",
    "request.counter",
    "request.done",
    "result.confirm",
    "result.measure",
    "result.reach",
    "scenario.choose",
    "word.acknowledge",
    "word.own",
}
"""The act of every kind of line."""
SETTLED_ALREADY = frozenset({"track_record"})
"""Histories that leave nothing for anybody to do: they have no line to settle."""
HISTORIES = {
    "golden": HISTORY,
    "more": MORE,
    **{practice.__name__.rpartition(".")[2]: AGREED + practice.TOLD for practice in practices()},
}


def told(url: str, history: Sequence[Said], *, strict: bool = False) -> Application:
    app = Application.at(url, create=True)
    for number, said in enumerate(history, 1):
        # Some of what was told once cites what other histories have.
        with nullcontext() if history is MORE or strict else suppress(LedgerError):
            app.record(said.command(number))
    return app


def simulated(url: str, accounts: int, *, seed: int = 7, part: float = 1) -> Application:
    app = Application.at(url, create=True)
    lines = list(portfolio(accounts, seed=seed))
    load(app, b"".join(orjson.dumps(line) + b"\n" for line in lines[: int(len(lines) * part)]))
    return app


def rows(app: Application, stream: str | None = None, **when: str) -> dict[str, Waiting]:
    return dict(app.views.report("waits", stream, **when))


def by_their_pages(app: Application) -> dict[str, Waiting]:
    """The same rows, made from each stream's own document as the pages make them."""
    pages = {stream: page for view in ("accountability", "account") for stream, page in app.views.report(view)}
    found: dict[str, Waiting] = {}
    for stream, page in pages.items():
        name, account = page.account, pages.get(f"account/{page.account}")
        while account is not None and account.merged_into:
            name = account.merged_into
            account = pages.get(f"account/{name}")
        for row in of_page(stream, page, name, account.title if account else None):
            found[f"{stream}#{row.name}"] = row
    return found


def printed(line: Line) -> tuple[Any, ...]:
    """What a line says: the same again is the same line, though another act of its kind may follow."""
    row = line.row
    return row.stream, row.name, row.since, row.due, line.act.command, str(line.act.fixed)


def standing(app: Application, stream: str | None = None) -> dict[tuple[Any, ...], Line]:
    found = waiting_lines(rows(app, stream).values(), datetime.now(UTC).isoformat())
    return {printed(line): line for line in found}


def typed(app: Application, line: Line) -> str:
    """What is printed, its gaps filled as whoever is asked would."""
    words = to_type(line.act).removeprefix("sameside ")
    for gap, filled in FILLED.items():
        words = words.replace(gap, filled)
    page = app.views.page("accountability", line.row.stream).documents.get(line.row.stream)
    if "--value …" in words:
        words = words.replace("--value …", f"--value={page.outcomes[line.row.about].terms.metric.target or 1}")
    if line.act.command == "choice.make":
        words = words.replace('"…"', shlex.quote(page.choices[line.row.about].options[0].label))
    if line.act.command == "scenario.choose":
        words = words.replace('"…"', shlex.quote(page.scenarios.ways[0].label))
    assert "…" not in words, words
    return words


def settle(app: Application, url: str, line: Line) -> None:
    if line.act.command == "word.own":  # nobody has a login of theirs at the command line
        told = {"command": "word.own", "stream": line.row.stream, "id": "own", "all": True}
        side = Party(line.row.side)
        by = Actor(id="bo", side=side, how="link")
        app.record(app.command(told).model_copy(update={"by": by, "party": side}))
        return
    words = typed(app, line)
    result = CliRunner().invoke(main, ["--store", url, *shlex.split(words)], prog_name="sameside")
    assert result.exit_code == 0, f"{words}\n{result.output}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("waits")


def each_settled(folder: Path, name: str, app: Application) -> Iterator[str]:
    """Settles each line by itself, in a ledger that has all of them, and says which commands that took."""
    whole = folder / f"{name}.db"
    found = standing(app)
    app.close()
    for number, (key, line) in enumerate(found.items()):
        copy = folder / f"{name}-{number}.db"
        shutil.copy(whole, copy)
        url = f"sqlite:///{copy}"
        other = Application.at(url)
        settle(other, url, line)
        assert key not in standing(other, line.row.stream), f"{key} is still there after {to_type(line.act)}"
        other.close()
        copy.unlink()
        yield line.act.command


@pytest.mark.parametrize("name", HISTORIES)
def test_every_line_of_a_history_goes_by_the_act_that_is_printed(folder: Path, name: str) -> None:
    app = told(f"sqlite:///{folder}/{name}.db", HISTORIES[name])
    done = set(each_settled(folder, name, app))
    assert bool(done) == (name not in SETTLED_ALREADY)
    if name == "more":
        assert done == ACTS


@pytest.mark.parametrize("name", HISTORIES)
def test_a_page_of_its_own_has_the_rows_that_the_view_has(tmp_path: Path, name: str) -> None:
    app = told(f"sqlite:///{tmp_path}/ledger.db", HISTORIES[name])
    assert by_their_pages(app) == rows(app)


@pytest.mark.parametrize(("seed", "part"), [(7, 1), (8, 0.6), (9, 0.15)])
def test_so_has_every_page_of_a_portfolio(tmp_path: Path, seed: int, part: float) -> None:
    app = simulated(f"sqlite:///{tmp_path}/ledger.db", 5, seed=seed, part=part)
    assert rows(app)
    assert by_their_pages(app) == rows(app)


def test_every_line_of_a_portfolio_goes_by_the_act_that_is_printed(folder: Path) -> None:
    app = simulated(f"sqlite:///{folder}/portfolio.db", 2, part=0.6)
    assert {"account.confirm", "result.confirm"} <= set(each_settled(folder, "portfolio", app))


@pytest.mark.parametrize(("seed", "part"), [(7, 1), (8, 0.6), (9, 0.15), (11, 0.8)])
def test_the_lines_are_those_that_the_facts_themselves_leave_open(tmp_path: Path, seed: int, part: float) -> None:
    url = f"sqlite:///{tmp_path}/ledger.db"
    app = simulated(url, 5, seed=seed, part=part)
    assert len(as_the_facts_say(app, url)) > 20
    app.close()


def test_the_lines_of_every_kind_are_those_that_the_facts_themselves_leave_open(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/ledger.db"
    app = told(url, MORE)
    assert {one.act for one in as_the_facts_say(app, url)} == ACTS - {"outcome.miss"}
    app.close()


def as_the_facts_say(app: Application, url: str) -> set[Owed]:
    """What the facts leave open, and the view lists."""
    tail = CliRunner().invoke(main, ["--store", url, "tail", "--ndjson"], prog_name="sameside").stdout
    wanted = owed(map(json.loads, tail.splitlines()))
    found = {Owed(row.stream, row.side, row.about, row.command, row.since, row.due) for row in rows(app).values()}
    assert found == wanted
    return wanted


def test_the_past_is_folded_to_the_same_lines_and_a_rebuild_leaves_them(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/ledger.db"
    app = simulated(url, 3, part=0.5)
    live = rows(app)
    assert rows(app, as_of="2126") == live
    assert rows(app, on="2126") == live
    for view in ("accountability", "account"):
        shown = CliRunner().invoke(main, ["--store", url, "rebuild", view, "--verify"], prog_name="sameside")
        assert shown.exit_code == 0, shown.output
        assert CliRunner().invoke(main, ["--store", url, "rebuild", view], prog_name="sameside").exit_code == 0
    app.close()
    again = Application.at(url)
    assert rows(again) == live
    early = rows(again, on="2021-03")
    assert {key for key in early if key not in live}, "what has been answered since"
    again.close()


def test_an_account_has_the_lines_of_its_engagements_and_an_engagement_its_own(tmp_path: Path) -> None:
    app = simulated(f"sqlite:///{tmp_path}/ledger.db", 2, part=0.5)
    every = rows(app)
    for stream in {row.stream for row in every.values()}:
        own = {key: row for key, row in every.items() if stream in (row.stream, f"account/{row.account}")}
        assert rows(app, stream) == own
    app.close()


def test_a_dashboard_finds_the_dates_that_lateness_follows_from(url: str) -> None:
    """The same SQL on each database, over what is kept."""
    app = told(url, MORE)
    live = rows(app)
    with app.projector.models.database.reading() as c:
        asked = "SELECT stream, name, side, due, due_day FROM waits WHERE due_day < '2026-12-31' ORDER BY due_day, name"
        late = [tuple(row) for row in c.execute(asked).fetchall()]
    assert late == sorted(
        (
            (row.stream, row.name, row.side, row.due, row.due_day)
            for row in live.values()
            if row.due_day and row.due_day < "2026-12-31"
        ),
        key=lambda one: (one[4], one[1]),
    )
    assert ("engagement/acme", "x-1 observe", "seller", "2026-04", "2026-04-30") in late
    (end,) = (row for row in live.values() if row.kind == "end")
    assert (end.waits, end.fixed, end.asked) == (False, {"to": "Cleo Park", "hidden": ["money", "work"]}, ["until"])
    app.close()
