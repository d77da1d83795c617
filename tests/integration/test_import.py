"""An import: whole or not at all, once however often, and whatever happens meanwhile."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.importing.deciding import NEARER_MAX
from adapters.importing.messages import Progress
from cli.stories.portfolio import portfolio
from domain.errors import StoreTrouble
from tests.examples import examples
from tests.imports import Import, held, opened

GOOD = [opened("a"), held("a", 1), opened("b"), held("b", 1), held("a", 2)]
HALF_WRONG = [opened("a"), held("a", 1, why=None), opened("b"), held("b", 1), held("a", 2)]


def twins(folder: Path, *, batch_max: int = 5000) -> tuple[Import, Import]:
    """Two copies of one ledger that has just begun: the same id, the same pseudonyms."""
    assert Import(folder / "one.db").app.store.position() == 0
    shutil.copy(folder / "one.db", folder / "other.db")
    return Import(folder / "one.db", batch_max=batch_max), Import(folder / "other.db")


@pytest.fixture
def load(tmp_path: Path) -> Import:
    return Import(tmp_path / "ledger.db")


def test_a_file_is_imported_whole(load: Import) -> None:
    found = load(GOOD)
    assert (found.commands, found.facts, found.known, found.streams, found.exit_code) == (5, 5, 0, 2, 0)
    assert load.app.store.position() == 5


def test_the_same_file_again_adds_nothing(load: Import) -> None:
    load(GOOD)
    before = load.facts()
    found = load(GOOD)
    assert (found.facts, found.known, found.exit_code) == (0, 5, 0)
    assert load.facts() == before


def test_with_a_wrong_line_nothing_is_written_and_every_wrong_line_is_said(load: Import) -> None:
    found = load([*HALF_WRONG, {"command": "extra.hold-back", "stream": "c", "id": "x"}])
    assert (found.written, found.wrong, found.exit_code) == (False, 2, 3)
    assert [(one.line, one.stream, one.code) for one in load.wrong] == [
        (2, "engagement/a", "NO-WHY"),
        (6, "engagement/c", "INVALID"),
    ]
    assert load.app.store.position() == 0


def test_keep_going_imports_the_streams_without_a_wrong_line(load: Import) -> None:
    found = load(HALF_WRONG, keep_going=True)
    assert (found.facts, found.wrong, found.streams_refused, found.exit_code) == (2, 1, 1, 6)
    assert {stream for stream, *_ in load.facts()} == {"engagement/b"}


def test_keep_going_leaves_out_an_account_and_not_the_engagement_of_its_name(load: Import) -> None:
    """Else what names its figures by number lands on another: a confirmation of 2023 would be one of 2024."""
    gain = {"command": "account.gain", "stream": "a", "method": "books"}
    lines = [
        *GOOD,
        {"command": "account.open", "stream": "a", "id": "o", "title": "A", "currency": "EUR"},
        {**gain, "id": "g-1", "period": "2023", "value": "80k"},
        {**gain, "id": "g-2", "period": "2024", "value": "90"},
        {"command": "account.confirm", "stream": "account/a/gain-1", "id": "c", "as": "customer"},
        {"command": "account.gian", "stream": "b2", "id": "t"},
        {"command": "word.own", "stream": "account/c", "id": "w"},
        {"command": "nothing", "stream": "practice/d", "id": "n"},
    ]
    found = load(lines, keep_going=True)
    assert [one.stream for one in load.wrong] == ["account/a", "account/b2", "account/c", "practice/d"]
    assert {stream for stream, *_ in load.facts()} == {"engagement/a", "engagement/b"}
    assert found.facts == 5


def test_put_right_the_rest_follows(load: Import) -> None:
    load(HALF_WRONG, keep_going=True)
    assert load(GOOD).facts == 3


def test_a_wrong_line_after_another_of_its_stream_says_so(load: Import) -> None:
    load([held("a", 1), held("a", 2), held("b", 1)])
    assert [one.again for one in load.wrong] == [False, True, False]


def test_an_id_used_twice_for_the_same_words_is_skipped_and_for_others_refused(load: Import) -> None:
    found = load([*GOOD, held("a", 1), held("a", 2, says="something else")])
    assert [(one.line, one.code) for one in load.wrong] == [(7, "ID-REUSED")]
    assert load.wrong[0].message.endswith("was used for another command, in line 5")
    assert load.wrong[0].way_out.says == "give this line an id of its own"
    assert found.known == 1


def test_an_id_that_the_ledger_knows_for_other_words_is_refused(load: Import) -> None:
    load(GOOD)
    load([held("b", 1, says="something else")])
    assert [(one.line, one.code) for one in load.wrong] == [(1, "ID-REUSED")]
    assert load.wrong[0].message.endswith("used for another command, in entry 2 of engagement/b")


def test_of_an_engagement_that_is_not_open_the_nearest_in_the_ledger_or_the_lines_before_is_named(load: Import) -> None:
    load([opened("acme")])
    lines = [opened("desk"), held("acmo", 1), held("desc", 1), held("desc", 2), held("zzz", 1)]
    load([*lines, {**opened("deck"), "currency": "no"}, held("deck", 1)])
    told = {one.line: one.message for one in load.wrong if one.code == "NOT-OPEN"}
    nothing_near = "There is no engagement of this name"
    assert told == {
        2: "there is no engagement acmo; did you mean acme?",
        3: "there is no engagement desc; did you mean desk?",
        **dict.fromkeys((4, 5, 7), nothing_near),
    }


def test_of_many_streams_that_are_not_there_the_nearest_is_looked_for_a_few_times(load: Import) -> None:
    load([opened("desk-1"), *(held(f"desk-{at}", 1) for at in range(2, 80))])
    assert len(load.wrong) == 78
    assert sum("did you mean" in one.message for one in load.wrong) == NEARER_MAX


def test_what_is_imported_goes_on_from_what_is_recorded(load: Import) -> None:
    load.app.record(load.app.command(opened("a")))
    load.app.record(load.app.command(held("a", 1)))
    assert load([held("a", 2)]).facts == 1
    assert load.facts()[-1][:2] == ("engagement/a", 3)


@pytest.mark.parametrize("batch_max", [1, 2, 3, 5000])
def test_a_stream_that_somebody_moved_meanwhile_is_decided_again(tmp_path: Path, batch_max: int) -> None:
    load = Import(tmp_path / "ledger.db", batch_max=batch_max)
    load([opened("a"), opened("b")])

    def between(progress: Progress) -> None:
        if progress.stage == "deciding":
            load.app.record(load.app.command(held("a", 9)))

    load.meanwhile = between
    found = load([held("a", 1), held("b", 1), held("a", 2), held("b", 2)])
    assert (found.facts, found.wrong) == (4, 0)
    assert [fact[3] for fact in load.facts()] == [
        "open-a/1", "held-a-9/1", "held-a-1/1", "held-a-2/1", "open-b/1", "held-b-1/1", "held-b-2/1",
    ]  # fmt: skip


def test_an_id_that_another_stream_took_meanwhile_is_refused_and_the_rest_recorded(load: Import) -> None:
    load([opened("a"), opened("b"), opened("c")])
    other = load.app.command(held("b", 1, id="held-a-1"))
    load.meanwhile = lambda progress: load.app.record(other) if progress.stage == "deciding" else None
    found = load([held("a", 1), held("c", 1)])
    assert (found.facts, found.wrong) == (1, 1)
    assert "held-a-1 was used for another command, in entry 2 of engagement/b" in load.wrong[0].message
    assert [fact[3] for fact in load.facts()][-2:] == ["open-c/1", "held-c-1/1"]


def test_the_same_file_imported_by_two_at_once_is_there_once(load: Import, tmp_path: Path) -> None:
    other = Import(tmp_path / "ledger.db")
    load.meanwhile = lambda progress: other(GOOD) if progress.stage == "deciding" else None
    found = load(GOOD)
    assert (found.facts, found.known, found.wrong) == (0, 5, 0)
    assert load.app.store.position() == 5


def test_what_no_longer_holds_when_it_is_decided_again_is_said_and_its_stream_left(load: Import) -> None:
    load([opened("a"), opened("b")])
    closed = {"command": "engagement.close", "stream": "a", "id": "close-a"}
    load.meanwhile = lambda p: load.app.record(load.app.command(closed)) if p.stage == "deciding" else None
    found = load([held("a", 1), held("b", 1), held("a", 2)])
    assert [(one.line, one.code, one.again) for one in load.wrong] == [
        (1, "ENGAGEMENT-CLOSED", False),
        (3, "REFUSED", True),
    ]
    assert (found.facts, found.exit_code) == (1, 6)


def test_broken_off_between_two_batches_importing_again_completes_it(tmp_path: Path) -> None:
    load, whole = twins(tmp_path, batch_max=100)
    lines = list(portfolio(2))

    def break_off(progress: Progress) -> None:
        if progress.stage == "recording" and progress.done > 200:
            raise StoreTrouble("pulled the plug")

    load.meanwhile = break_off
    with pytest.raises(StoreTrouble):
        load(lines)
    assert 200 < load.app.store.position() < len(lines)
    load.meanwhile = lambda _: None
    load(lines)
    whole(lines)
    assert load.facts() == whole.facts()


@settings(max_examples=examples(10), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(seed=st.integers(0, 999), share=st.floats(0, 1))
def test_two_halves_make_the_whole(tmp_path_factory: pytest.TempPathFactory, seed: int, share: float) -> None:
    lines = list(portfolio(1, seed=seed))
    folder, cut = tmp_path_factory.mktemp("halves"), round(len(lines) * share)
    halves, whole = twins(folder)
    halves(lines[:cut])
    halves(lines[cut:])
    whole(lines)
    assert halves.facts() == whole.facts()


def test_progress_goes_from_nothing_to_all_in_both_passes(load: Import) -> None:
    load(list(portfolio(4)))
    deciding = [one for one in load.progress if one.stage == "deciding"]
    recording = [one for one in load.progress if one.stage == "recording"]
    assert [one.done for one in deciding] == sorted(one.done for one in deciding)
    assert deciding[-1].done == deciding[-1].total
    assert recording[-1].done == recording[-1].total


def test_two_commands_at_the_same_second_keep_the_order_of_the_file(load: Import) -> None:
    same = "2021-03-04T10:00:00Z"
    load([opened("a"), held("a", 2, occurred_at=same), held("a", 1, occurred_at=same)])
    assert [fact[3] for fact in load.facts()] == ["open-a/1", "held-a-2/1", "held-a-1/1"]


def test_years_months_and_days_stay_as_they_were_written(load: Import) -> None:
    load([opened("a", occurred_at="2018"), held("a", 1, occurred_at="2018-12"), held("a", 2, occurred_at="2018-12-04")])
    assert [fact[4] for fact in load.facts()] == ["2018", "2018-12", "2018-12-04"]
