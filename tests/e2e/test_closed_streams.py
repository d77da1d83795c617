"""A stream that was closed before the command began, as cron and service managers do, and Ctrl-C while it loads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import FIRST_HOUR, Run

ROOT = Path(__file__).parents[2]
TELL = "from cli.start import main; main()"


def shell(store: str, line: str) -> subprocess.CompletedProcess[str]:
    """The line, with $S for the command."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SAMESIDE_STORE": store, "S": TELL, "PY": sys.executable}
    return subprocess.run(
        ["/bin/sh", "-c", line.replace("sameside", '"$PY" -c "$S"')],
        env=environment, capture_output=True, text=True, check=False, timeout=180,
    )  # fmt: skip


@pytest.mark.parametrize("words", ["engagement list", "history acme", "tail", "check", "report why", "version"])
def test_a_closed_stdout_is_told_in_words(run: Run, store: str, words: str) -> None:
    run(FIRST_HOUR[0])
    told = shell(store, f"sameside {words} >&-")
    assert told.returncode == 1
    assert told.stderr == "error[FILE]: Bad file descriptor\n  where: stdout\n"


def test_nothing_is_recorded_that_cannot_be_answered(run: Run, store: str) -> None:
    run(FIRST_HOUR[0])
    told = shell(store, "sameside need hear acme --verbatim x --as customer >&-")
    assert "Bad file descriptor" in told.stderr
    assert len(run("tail --ndjson").stdout.splitlines()) == 1


def test_an_answer_to_a_file_needs_no_stdout(run: Run, store: str, tmp_path: Path) -> None:
    run(FIRST_HOUR[0])
    assert shell(store, f"sameside history acme -o {tmp_path}/facts >&-").returncode == 0
    assert "engagement-opened" in (tmp_path / "facts").read_text()


def test_an_import_that_answers_on_stderr_needs_no_stdout(store: str) -> None:
    line = '{"command":"account.open","stream":"acme","id":"k","title":"T","currency":"EUR"}'
    assert "1 fact added" in shell(store, f"echo '{line}' | sameside import - >&-").stderr
    refused = shell(store, f"echo '{line}' | sameside import - --json >&-")
    assert (refused.returncode, "Bad file descriptor" in refused.stderr) == (1, True)


def test_a_closed_stdin_is_told_in_words(store: str) -> None:
    told = shell(store, "sameside import - <&-")
    assert (told.returncode, told.stderr) == (1, "error[FILE]: Bad file descriptor\n  where: stdin\n")


@pytest.mark.parametrize("words", ["rebuild", "request make acme --kind errand --says x --as customer"])
def test_a_closed_stdin_or_stderr_is_no_terminal(first_hour: Run, store: str, words: str) -> None:
    assert first_hour
    told = shell(store, f"sameside {words} <&- 2>&-; echo $?")
    assert told.stdout.splitlines()[-1] == ("3" if words.startswith("request") else "0")


def test_ctrl_c_while_modules_load_is_no_traceback(store: str) -> None:
    stopped = "import sys\nclass Stop:\n    def find_spec(self, name, *_):\n        if name == 'click':\n"
    stopped += "            raise KeyboardInterrupt\nsys.meta_path.insert(0, Stop())\n"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SAMESIDE_STORE": store}
    command = [sys.executable, "-c", stopped + TELL, "version"]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=180)
    assert (told.returncode, told.stderr) == (130, "")


def test_what_is_installed_begins_there() -> None:
    assert '\nsameside = "cli.start:main"\n' in (ROOT / "pyproject.toml").read_text()


def test_it_runs_as_a_module_too(store: str) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "cli.start", "--store", store, "--version"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=180,
    )  # fmt: skip
    assert (told.returncode, told.stdout.startswith("sameside")) == (0, True), told.stderr
