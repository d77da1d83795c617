"""Links on the stores themselves: cited while they are taken back, in files, and mended under every view."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adapters.wiring import Application, UtcClock, pause
from benchmarks.drills.links import run
from tests.imports import Import, held, opened
from tests.unlinked import Unlinked

IDEA = {"command": "practice.idea", "stream": "own", "says": "a visit"}
HABIT = {"command": "practice.habit", "stream": "own", "when": "same city", "offer": "in person", "why": "it helped"}


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    url = request.getfixturevalue("postgres") if request.param == "postgresql" else f"sqlite:///{tmp_path}/ledger.db"
    found = Application.at(url, create=True)
    yield found
    found.close()


def say(app: Application, number: int, told: dict[str, Any]) -> None:
    app.record(app.command({"id": f"k-{number}", **told}))


def test_no_result_is_cited_that_was_taken_back_a_moment_before(tmp_path: Path, postgres: str) -> None:
    """A few interleavings of the drill; all of it, with its control, is benchmarks.drills.links."""
    for url in (f"sqlite:///{tmp_path}/links.db", postgres):
        found = run(url, 40)
        assert found.dangling == []
        assert (found.interleavings, found.cited_first + sum(found.refused.values())) == (40, 40)


def habits(app: Application, **asked: str) -> list[Any]:
    return [one.cites for _, one in app.views.report("habits", **asked)]


def test_what_was_mended_shows_in_the_view_at_once_and_in_one_built_anew(app: Application) -> None:
    app.__dict__["ledger"] = Unlinked(app.store, UtcClock(), pause)
    say(app, 1, {**HABIT, "cites": ["acme/x-9", "own/i-7"]})
    say(app, 2, IDEA)
    del app.__dict__["ledger"]
    assert habits(app) == [["acme/x-9", "own/i-7"]]
    before = app.tail(1, 1)[0]
    moment = app.decode(before).recorded_at
    say(app, 3, {"command": "link.mend", "stream": "practice/own", "version": 1, "cited": "own/i-7", "meant": "i-1",
                 "why": "mistyped"})  # fmt: skip
    assert habits(app) == [["acme/x-9", "i-1"]]
    assert habits(app, as_of=moment) == [["acme/x-9", "own/i-7"]]
    app.proofs.rebuild(["habits"])
    assert habits(app) == [["acme/x-9", "i-1"]]
    assert app.proofs.verify("habits").equal


def habit(number: int, *cites: str) -> dict[str, Any]:
    return {**HABIT, "id": f"habit-{number}", "cites": [*cites]}


@pytest.mark.parametrize("batch_max", [2, 5000])
def test_a_file_may_cite_what_it_has_said_before_and_nothing_that_comes_later(tmp_path: Path, batch_max: int) -> None:
    load = Import(tmp_path / "ledger.db", batch_max=batch_max)
    before = [opened("a"), habit(1, "a"), held("a", 1), habit(2, "own/h-1", "a/2"), held("a", 2), habit(3, "a/3")]
    load([*before, habit(4, "b"), opened("b")])
    assert [(one.line, one.code, one.message) for one in load.wrong] == [
        (7, "NO-SUCH-LINK", "b is not there: there is neither b in practice/own nor an engagement b")
    ]
    assert (load(before).facts, load.wrong) == (6, [])
    assert load([habit(4, "a/3")]).facts == 1


@pytest.mark.parametrize("batch_max", [1, 5000])
def test_what_is_cited_and_moves_on_while_a_file_is_imported_is_looked_up_again(tmp_path: Path, batch_max: int) -> None:
    load = Import(tmp_path / "ledger.db", batch_max=batch_max)
    load([opened("a")])
    between = held("a", 9)
    load.meanwhile = lambda p: load.app.record(load.app.command(between)) if p.stage == "deciding" else None
    found = load([habit(1, "a"), held("b", 1) | {"stream": "a"}, habit(2, "a/2")])
    assert (found.facts, load.wrong) == (3, [])
    assert [fact[3] for fact in load.facts()] == ["open-a/1", "held-a-9/1", "held-b-1/1", "habit-1/1", "habit-2/1"]


def test_what_is_cited_of_a_stream_that_was_left_out_is_not_there(tmp_path: Path) -> None:
    load = Import(tmp_path / "ledger.db")
    wrong = held("a", 1, why=None)
    assert load([opened("a"), habit(1, "a"), wrong], keep_going=True).facts == 0
    assert [(one.line, one.code) for one in load.wrong] == [(3, "NO-WHY"), (2, "NO-SUCH-LINK")]


def test_what_is_cited_is_looked_up_again_where_the_file_itself_has_added_to_it(tmp_path: Path) -> None:
    """The own stream moved, so that its lines are decided again, between batches that add to what they cite."""
    load = Import(tmp_path / "ledger.db", batch_max=1)
    load([opened("a")])
    between = {**IDEA, "id": "between"}
    load.meanwhile = lambda p: load.app.record(load.app.command(between)) if p.stage == "deciding" else None
    found = load([habit(1, "a"), held("a", 1), habit(2, "a/x-1")])
    assert (found.facts, load.wrong) == (3, [])


def test_many_lines_that_cite_one_stream_read_its_facts_once(tmp_path: Path) -> None:
    load = Import(tmp_path / "ledger.db")
    load([opened("a"), habit(0, "a")])
    facts = []
    read = load.app.store.stream

    def reading(stream: str, **after: int) -> Any:
        found = read(stream, **after)
        facts.extend((stream, one.entry.version) for one in found)
        return found

    load.app.store.stream = reading  # type: ignore[method-assign]
    load([habit(number, "a", f"own/h-{number}") for number in range(1, 200)])
    assert facts.count(("engagement/a", 1)) == 1
    assert len(load.app.store.rows("practice/own")) == 200
