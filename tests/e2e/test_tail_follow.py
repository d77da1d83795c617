"""Facts are read as they come, in whichever form."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest

from tests.e2e.conftest import FIRST_HOUR, Run

ROOT = Path(__file__).parents[2]
# Where the tests run as a shell's background job, interrupts are ignored, and what they start inherits that.
TELL = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from cli.main import main; main(prog_name='sameside')"
)
FORMS = ("--plain", "--csv", "--json", "--ndjson")
HANGS_SECONDS = 60


@contextmanager
def following(store: str, *more: str, out: int = subprocess.PIPE) -> Iterator[subprocess.Popen[bytes]]:
    """`tail --follow`, while it runs; one that hangs is ended, so that its reader sees the end and not nothing."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SAMESIDE_STORE": store, "COLUMNS": "100"}
    environment.pop("PYTHONUNBUFFERED", None)  # it would send what the command holds back
    command = [sys.executable, "-c", TELL, "tail", "--follow", *more]
    with subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.PIPE) as process:
        clock = Timer(HANGS_SECONDS, process.kill)
        clock.start()
        try:
            yield process
        finally:
            clock.cancel()
            process.kill()


@pytest.mark.parametrize("form", FORMS)
def test_each_fact_arrives_in_a_pipe_while_the_next_is_waited_for(run: Run, store: str, form: str) -> None:
    run(FIRST_HOUR[0])
    with following(store, form) as process:
        assert process.stdout is not None
        first = next((line for line in process.stdout if b"engagement-opened" in line), None)
        assert first is not None
        assert process.poll() is None, "it waits for more"
        run(FIRST_HOUR[1])
        second = process.stdout.readline()
        assert b"outcome-proposed" in second
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        assert process.wait(HANGS_SECONDS) == 130
    if form == "--json":
        head = b'{"schema":"sameside.tail","version":1,"rows":['
        assert [row["position"] for row in json.loads(head + first + second + rest)["rows"]] == [1, 2]


def test_each_fact_arrives_on_a_terminal_too(run: Run, store: str) -> None:
    run(FIRST_HOUR[0])
    theirs, ours = os.openpty()
    seen = b""
    with following(store, out=ours) as process:
        os.close(ours)
        while b"EUR" not in seen:
            seen += os.read(theirs, 65_536)
        assert process.poll() is None, "it waits for more"
    os.close(theirs)
    assert b"acme opened" in seen


def test_what_has_no_end_is_not_promised_whole_in_a_file(run: Run, store: str, tmp_path: Path) -> None:
    run(FIRST_HOUR[0])
    for form in FORMS:
        assert "this output never ends" in run(f"tail --follow -o {tmp_path}/facts {form}", code=2).stderr
    run(f"tail --follow --limit 1 -o {tmp_path}/facts --csv")
    assert "engagement-opened.v1" in (tmp_path / "facts").read_text()
    assert store
