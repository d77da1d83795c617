"""A page that was printed once can be printed again: as of that moment it says what it said (domain 1.5)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import main

STORY = (
    ("account", "open", "acme", "--title", "Acme", "--currency", "EUR", "--time-zone", "Europe/Rome"),
    ("account", "way", "acme", "--says", "first calls within five days", "--mechanism", "nobody waits", "--unmatched"),
    ("account", "gain", "acme", "--period", "2024", "--value", "80000", "--method", "their books"),
    (
        "account",
        "alternative",
        "acme",
        "--who",
        "do nothing",
        "--period",
        "2024",
        "--gain",
        "90000",
        "--source",
        "2023",
    ),
    ("account", "confirm", "acme/gain-1", "--as", "customer"),
)
LATER = (
    ("account", "correct", "acme/gain-1", "--value", "95000", "--why", "a branch was missing"),
    ("account", "confirm", "acme/way-1", "--as", "customer"),
    ("account", "match", "acme/way-1", "--who", "Initech"),
)


@pytest.mark.parametrize("form", ["--plain", "--json", "--csv", "--ndjson"])
@pytest.mark.parametrize("view", ["account", "gains", "ways", "portfolio"])
def test_as_of_the_moment_it_was_printed_a_report_is_that_one(tmp_path: Path, view: str, form: str) -> None:
    def said(*words: str) -> str:
        found = CliRunner().invoke(main, ["--store", f"sqlite:///{tmp_path}/l.db", *words])
        assert found.exit_code == 0, found.output
        return found.stdout

    for line in STORY:
        said(*line)
    moment = datetime.now(UTC).isoformat()
    live, then = said("report", view, "acme", form), said("report", view, "acme", form, "--as-of", moment)
    for line in LATER:
        said(*line)
    assert said("report", view, "acme", form, "--as-of", moment) == then
    assert said("report", view, "acme", form) != live
    assert then == live
