"""The table of practices names what is there, and leaves no fact of theirs out."""

from __future__ import annotations

import ast
from itertools import chain
from pathlib import Path

import pytest

from docs.practices import TEXTS, Row
from domain.catalogue import COMMANDS, FACTS
from projections.across import ACROSS
from projections.registry import PROJECTIONS

UNIT = Path(__file__).parent
FOLDERS = (UNIT / "domain", UNIT.parent / "integration")
ROWS = [*chain(*TEXTS.values())]
# Where facts of other texts than 002 and 003 live.
BEFORE = {
    *(
        "opening",
        "waiting",
        "linked",
        "slips",
        "outcome",
        "measuring",
        "reaching",
        "results",
        "payments",
        "little_things",
        "learning",
        "choices",
        "words",
        "mending",
    ),
    *("ideas", "habits", "notes"),
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.practice)
def test_a_row_names_facts_commands_views_and_a_test_that_are_there(row: Row) -> None:
    assert set(row.facts.split()) <= {fact.__name__ for fact in FACTS.values()}
    assert set(row.commands.split()) <= set(COMMANDS)
    assert set(row.views.split()) <= {view.name for view in (*PROJECTIONS, *ACROSS)}
    file, _, name = row.test.partition("::")
    where = next(folder / f"{file}.py" for folder in FOLDERS if (folder / f"{file}.py").exists())
    assert name in {one.name for one in ast.parse(where.read_text()).body if hasattr(one, "name")}
    assert row.facts or row.rule.startswith(("derived", "none on purpose", "not yet"))


def test_every_fact_of_these_practices_stands_in_a_row() -> None:
    told = {name for row in ROWS for name in row.facts.split()}
    ours = {fact.__name__ for fact in FACTS.values() if fact.__module__.rpartition(".")[2] not in BEFORE}
    assert ours - told == set()


def test_every_command_of_these_practices_stands_in_a_row() -> None:
    told = {name for row in ROWS for name in row.commands.split()}
    ours = {name for name, one in COMMANDS.items() if one.__module__.rpartition(".")[2] not in BEFORE}
    assert ours - told == set()
