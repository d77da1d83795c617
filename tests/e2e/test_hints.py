"""What is printed as a way out can be followed as printed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from adapters.event_store.urls import MODULES, extra
from domain.errors import StoreTrouble
from tests.e2e.conftest import Run

EXTRAS = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]["optional-dependencies"]


def installing(what: str) -> set[str]:
    """The extras that the hint names; a distribution of ours is on no index, so it is installed from its folder."""
    assert "pip install '.[" in what
    return {*re.findall(r"pip install '\.\[(\w+)\]'", what), *re.findall(r"--extra (\w+)", what)}


@pytest.mark.parametrize("name", MODULES)
def test_what_is_not_installed_names_an_extra_that_is_there(name: str) -> None:
    with pytest.raises(StoreTrouble) as missing, extra(name, "it"):
        raise ModuleNotFoundError("no", name=MODULES[name][0])
    assert installing(missing.value.message) == {name} <= EXTRAS.keys()


@pytest.mark.parametrize("words", ["word own acme --all --as customer", 'word disown acme/3 --why "no" --as customer'])
def test_who_cannot_own_a_word_for_another_is_shown_what_was_recorded(first_hour: Run, words: str) -> None:
    told = first_hour(words, code=4).stderr.splitlines()
    [way_out] = [line.partition("sameside ")[2] for line in told if line.startswith("  try: ")]
    assert "\n3\t" in first_hour(way_out).stdout


def test_new_terms_without_a_why_are_told_a_reason_that_is_about_terms(first_hour: Run) -> None:
    line = "outcome propose acme/o-1 --says s --metric m --from 9 --to 2 --by 2126-01-01 --measured x"
    told = first_hour(line, code=3).stderr
    assert "error[NO-WHY]: a new version needs a reason\n" in told
    assert "why this rule: both sides agreed to the old terms" in told
    assert "intuition" not in told


@pytest.mark.parametrize("line", ["link list", "practice list", "report habits", "history practice/own"])
def test_where_there_is_nothing_a_person_reads_that_and_a_program_no_row(
    first_hour: Run, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    assert first_hour(line).output == ""
    assert first_hour(f"{line} --plain").output == ""
    monkeypatch.setattr("cli.output.on_terminal", lambda _: True)
    told = first_hour(line)
    assert told.stderr == "none\n"
    assert "none" not in told.stdout
    assert first_hour("engagement list").stderr == ""


def test_one_of_anything_is_said_as_one(first_hour: Run) -> None:
    first_hour("outcome propose acme --says s --metric m --count --measured m --occurred 2026-01-01")
    first_hour("outcome agree acme/o-2 --version 1 --as customer --occurred 2026-01-02")
    first_hour("result reach acme/o-2 --reference T-1 --occurred 2025-12-01")
    assert first_hour("check").stderr == "0 broken, 1 warning\n"
