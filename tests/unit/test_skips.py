"""The rule that nothing is skipped unnoticed."""

from __future__ import annotations

from tests.conftest import ALLOWED, faults, not_run

SENTENCE = "Install Docker to run this."


def test_a_skip_says_in_a_sentence_what_would_run_it() -> None:
    assert faults({"a.py::t": SENTENCE}, ci=False) == []
    assert "without a sentence" in faults({"a.py::t": "no docker"}, ci=False)[0]


def test_in_ci_a_skip_is_a_failure() -> None:
    assert faults({"a.py::t": SENTENCE}, ci=True) == [f"a.py::t was skipped in CI: {SENTENCE}"]


def test_in_ci_the_optional_data_set_may_be_absent() -> None:
    assert faults({"tests/e2e/test_helpdesk.py::test_years": "Name its file to run this."}, ci=True) == []


def test_every_allowed_skip_has_its_reason() -> None:
    lines = [line for line in ALLOWED.read_text().splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if not line.partition("  ")[2].endswith(".")] == []


def test_one_line_says_what_was_not_run_and_what_would_run_it() -> None:
    skipped = {"a.py::t": "Name its file to run this.", "b.py::t": SENTENCE, "b.py::u": f"{SENTENCE} Or name a server."}
    assert not_run(skipped) == f"NOT RUN 3. 2: {SENTENCE} 1: Name its file to run this."
    assert not_run({}) == ""
