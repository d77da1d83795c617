"""What a start costs: `--help` imports click alone, and a recording command no more than it needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.main import NOUNS
from projections.registry import PLACES
from tests.e2e.conftest import FIRST_HOUR

ROOT = Path(__file__).parents[2]
TELL = "import sys, json, cli.main\n{before}cli.main.main(prog_name='sameside')"
# The process ends at once: what it has imported is told just before.
MODULES = "cli.main._end = lambda code: print(json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
HEAVY = {"sqlalchemy", "psycopg", "kafka", "rich", "pydantic", "annotated_types"}
SLOW = {"importlib.metadata", "email", "socket", "asyncio", "urllib.request", "csv", "difflib", "shutil"}
"""Of Python itself: what is seldom needed, and what costs as much as Python's own start."""
WORDS = {"", ".shared", ".shared.projection", ".shared.words", ".pages"}
WORDS |= {f".pages.{name}" for name in ("codes", "language", "phrases", "sheet", "spoken", "sentences")}
WORDS |= {f".pages.sentences.{name}" for name in ("begun", "heads")}
WORDS |= {".pages.receipt_texts", ".pages.prepare_texts"}
"""What a receipt needs of the projections: sentences, how numbers and sides are written, and no view."""


def run(store: str, *args: str, before: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SAMESIDE_STORE": store, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", TELL.format(before=before), *args]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=180)


def modules(store: str, *args: str) -> set[str]:
    return {name.partition(".")[0] for name in whole_modules(store, *args)}


def whole_modules(store: str, *args: str) -> set[str]:
    return set(json.loads(run(store, *args, before=MODULES).stderr.splitlines()[-1]))


def cards(store: str, *args: str) -> set[str]:
    """The nouns of which something was learned."""
    return _cards(run(store, *args, before=MODULES).stderr.splitlines()[-1])


def _cards(imported: str) -> set[str]:
    known = {name.removeprefix("cli.nouns.") for name in json.loads(imported) if name.startswith("cli.nouns.")}
    return known - {"card"}


def test_help_imports_click_and_nothing_else(store: str) -> None:
    found = modules(store, "--help")
    assert found - sys.stdlib_module_names - {"click", "cli", "__main__"} <= _of_the_environment()


def test_recording_imports_neither_pydantic_nor_sqlalchemy_nor_rich_nor_a_view(store: str) -> None:
    found = whole_modules(store, "engagement", "open", "acme", "--title", "T", "--currency", "EUR", "--owner", "A",
                          "--customer-owner", "B")  # fmt: skip
    assert "eventsourcing" in found
    assert not found & (HEAVY | SLOW)
    assert {name.removeprefix("projections") for name in found if name.partition(".")[0] == "projections"} <= WORDS


def test_recording_loads_the_practices_that_it_meets_and_no_other(store: str) -> None:
    run(store, *_words(FIRST_HOUR[0]))
    assert practices(store, "extra", "notice", "acme", "--says", "they are in our city") == {"opening", "little_things"}
    assert practices(store, "choice", "offer", "acme", "--help") == {"choices"}


def test_a_page_that_is_kept_is_shown_without_what_folds_or_judges(store: str) -> None:
    run(store, *_words(FIRST_HOUR[0]))
    run(store, "report", "accountability", "acme")
    found = whole_modules(store, "report", "accountability", "acme")
    assert not found & (HEAVY | SLOW | {"pydantic_core", "projections.accountability.folding"})
    assert _practices(found) == set()
    assert {place.partition(":")[0] for place in PLACES.values()} & found == {"projections.accountability"}


def test_a_setting_that_may_not_be_any_text_is_judged_without_pydantic(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMESIDE_NUMBERS", "1.234,50")
    run(store, *_words(FIRST_HOUR[0]))
    found = whole_modules(store, "extra", "notice", "acme", "--says", "they are in our city")
    assert "pydantic_core" in found
    assert not found & (HEAVY | SLOW)


def practices(store: str, *args: str) -> set[str]:
    """The practices of engagements that were loaded."""
    return _practices(whole_modules(store, *args))


def _practices(found: set[str]) -> set[str]:
    return {name.split(".")[2] for name in found if name.startswith("domain.engagement.")} - {"aggregate", "shared"}


def test_a_noun_is_learned_of_when_it_is_said_and_no_other(store: str) -> None:
    assert cards(store, "--help") == set()
    assert cards(store, "version") == set()
    for words in FIRST_HOUR[:3]:
        told = run(store, *_words(words), before=MODULES).stderr.splitlines()
        typed = {word for line in told if line.startswith("  try: sameside ") for word in line.split()} & NOUNS.keys()
        assert _cards(told[-1]) == {words.split()[0]} | typed, "and that of what a warning says to type"


def test_a_pipe_that_closes_is_no_error(store: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SAMESIDE_STORE": store}
    line = f'{sys.executable} -c "{TELL.format(before="")}" --help | true'
    told = subprocess.run(line, shell=True, env=environment, capture_output=True, text=True, check=False, timeout=180)
    assert told.stderr == ""


def test_an_error_nobody_thought_of_has_the_same_shape_and_no_traceback(store: str) -> None:
    path = Path(store.removeprefix("sqlite:///"))
    path.mkdir()
    told = run(store, "history", "acme")
    assert told.returncode == 8
    assert told.stderr.startswith("error[")
    assert "Traceback" not in told.stderr


def test_an_interrupted_command_ends_with_130(store: str) -> None:
    run(store, "init")
    # Where the tests run as a shell's background job, interrupts are ignored, and what they start inherits that.
    heeding = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
    command = [sys.executable, "-c", TELL.format(before=heeding), "tail", "--follow", "--ndjson"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SAMESIDE_STORE": store, "PYTHONUNBUFFERED": "1"}
    run(store, *_words(FIRST_HOUR[0]))
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert b"engagement-opened" in process.stdout.readline()
        process.send_signal(2)
        assert process.wait(60) == 130


@pytest.mark.parametrize(("words", "found"), [("outcome ag", "agree"), ("history ac", "acme"), ("rep", "report")])
def test_a_shell_completes_nouns_verbs_and_streams(store: str, words: str, found: str) -> None:
    run(store, *_words(FIRST_HOUR[0]))
    asked = {
        "_SAMESIDE_COMPLETE": "bash_complete",
        "COMP_WORDS": f"sameside {words}",
        "COMP_CWORD": str(words.count(" ") + 1),
    }
    environment = {**os.environ, **asked, "PYTHONPATH": str(ROOT), "SAMESIDE_STORE": store}
    command = [sys.executable, "-c", TELL.format(before="")]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=180)
    assert found in told.stdout


def _words(line: str) -> list[str]:
    import shlex  # noqa: PLC0415 - for this alone

    return shlex.split(line)


def _of_the_environment() -> set[str]:
    """What Python itself loads here before any program runs: path files, hooks of the installer."""
    told = subprocess.run(
        [sys.executable, "-c", "import sys, json; print(json.dumps(sorted(sys.modules)))"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return {name.partition(".")[0] for name in json.loads(told.stdout)}
