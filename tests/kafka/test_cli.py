"""The command line with a real Kafka: topics made, facts sent, views kept, and the doctor sees both ends."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli.main import main
from tests.servers.compose import free

OPEN = "engagement open acme --title Intake --currency EUR --owner Ana --customer-owner Bo"


@pytest.fixture
def told(kafka_server: Any, tmp_path: Path) -> dict[str, str]:
    return {
        "SAMESIDE_STORE": f"sqlite:///{tmp_path / 'l.db'}",
        "SAMESIDE_VIEWS": f"sqlite:///{tmp_path / 'v.db'}",
        "SAMESIDE_KAFKA": kafka_server.servers,
        "SAMESIDE_TOPICS": kafka_server.topics(),
    }


def command(*words: str) -> list[str]:
    return [sys.executable, "-c", "from cli.main import main; main()", *words]


def environment(told: dict[str, str]) -> dict[str, str]:
    return {**os.environ, **told, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def say(told: dict[str, str], *words: str, code: int = 0) -> str:
    """What a command answers, said in this process."""
    found = CliRunner(env=told).invoke(main, words, prog_name="sameside")
    assert found.exit_code == code, found.output
    return found.output


def start(told: dict[str, str], *words: str, code: int = 0) -> str:
    """The same of what runs until it is stopped, in a process of its own."""
    found = subprocess.run(
        command(*words), env=environment(told), capture_output=True, text=True, timeout=180, check=False
    )
    assert found.returncode == code, found.stderr
    return found.stdout + found.stderr


@contextmanager
def running(told: dict[str, str], word: str, port: int) -> Iterator[subprocess.Popen[str]]:
    own = environment({**told, "SAMESIDE_HEALTH": f"127.0.0.1:{port}"})
    with subprocess.Popen(command(word), env=own, stderr=subprocess.PIPE, text=True) as child:
        try:
            yield child
        finally:
            child.kill()


def get(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


def until(so: Any) -> None:
    for _ in range(1200):
        if so():
            return
        time.sleep(0.1)
    raise TimeoutError("it never was so")


def test_from_the_topics_to_the_views_and_a_graceful_end(told: dict[str, str]) -> None:
    say(told, *OPEN.split())
    assert "no topic" in say(told, "doctor", code=6)
    assert f"{told['SAMESIDE_TOPICS']}.facts.v1" in say(told, "feed", "setup", "--partitions", "2")
    assert "0 of 1 fact sent" in say(told, "doctor")
    ports = [free(), free()]
    with ExitStack() as stack:
        relay = stack.enter_context(running(told, "relay", ports[0]))
        project = stack.enter_context(running(told, "project", ports[1]))
        until(lambda: "sameside_published_total 1.0" in get(ports[0], "/metrics")[1])
        until(lambda: "sameside_partitions 2.0" in get(ports[1], "/metrics")[1])
        say(told, "engagement", "basis", "acme", "--basis", "result", "--why", "paid for results")
        until(lambda: "sameside_published_total 2.0" in get(ports[0], "/metrics")[1])
        until(lambda: re.search(r'sameside_position\{partition="\d"\} 2\.0', get(ports[1], "/metrics")[1]))
        for port in ports:
            assert get(port, "/live") == (200, "ok\n")
            assert get(port, "/ready") == (200, "ok\n")
            assert get(port, "/anything")[0] == 404
        assert "2 of 2 facts sent" in say(told, "doctor")
        assert "paid for" in say(told, "report", "accountability", "acme")
        for child in (relay, project):
            child.send_signal(signal.SIGTERM)
            assert child.wait(60) == 0
    assert "BEHIND" not in say(told, "report", "accountability", "acme", "--json")
    say(told, "engagement", "close", "acme", "--why", "done")
    assert "it lacks 1 fact" in say(told, "report", "accountability", "acme")
    listed = say(told, "report", "accountability", "--json")
    assert all(one in listed for one in ('"position": 2', '"ledger_position": 3', '"missing": 1'))
    assert "1 behind" in say(told, "doctor")


def test_doctor_finds_fault_with_what_nobody_has_sent_or_folded_for_long(told: dict[str, str]) -> None:
    def soon() -> str:
        words = [sys.executable, "-c", "import cli.doctor as d; d.LATE_SECONDS = 0.1; " + command()[-1], "doctor"]
        found = subprocess.run(words, env=environment(told), capture_output=True, text=True, timeout=180, check=False)
        return f"{found.stdout}exit {found.returncode}"

    say(told, *OPEN.split())
    say(told, "feed", "setup", "--partitions", "2")
    with ExitStack() as stack:
        ports = [free(), free()]
        for word, port in zip(("relay", "project"), ports, strict=True):
            stack.enter_context(running(told, word, port))
        until(lambda: bool(re.search(r"why_v\d+_g1, position 1, 0 behind(?s:.*)exit 0", soon())))
    say(told, "engagement", "close", "acme", "--why", "done")
    time.sleep(0.2)
    found = soon()
    assert re.search(r"1 of 2 facts sent, the next due for \d+ s: does a relay run\?", found)
    assert re.search(r"why_v\d+_g1, position 1, 1 behind for \d+ s: does a projector run\?", found)
    assert found.endswith("exit 6")


def test_a_projector_whose_file_was_put_away_ends_instead_of_filling_it_unseen(
    told: dict[str, str], tmp_path: Path
) -> None:
    say(told, *OPEN.split())
    say(told, "feed", "setup", "--partitions", "2")
    ports = [free(), free()]
    with running(told, "relay", ports[0]), running(told, "project", ports[1]) as project:
        until(lambda: "sameside_partitions 2.0" in get(ports[1], "/metrics")[1])
        (tmp_path / "v.db").rename(tmp_path / "former.db")
        say(told, "engagement", "close", "acme", "--why", "done")
        assert project.wait(60) == 7
        assert project.stderr
        assert "error[STORE-TROUBLE]: the database file was moved" in project.stderr.read()


def test_a_topic_of_another_ledger_ends_the_relay_with_what_to_do(told: dict[str, str], tmp_path: Path) -> None:
    say(told, *OPEN.split())
    say(told, "feed", "setup")
    other = {**told, "SAMESIDE_STORE": f"sqlite:///{tmp_path / 'other.db'}"}
    say(other, *OPEN.split())
    assert "FEED-REFUSED" in say(other, "feed", "setup", code=8)
    assert "sameside feed setup" in start(other, "relay", code=8)


def test_settings_that_can_never_work_end_relay_and_projector_at_once(told: dict[str, str]) -> None:
    say(told, *OPEN.split())
    say(told, "feed", "setup")
    for word in ("relay", "project"):
        assert "SAMESIDE_KAFKA: " in start(told | {"SAMESIDE_KAFKA": "http://kafka:9092"}, word, code=2)
        assert "SAMESIDE_HEALTH: " in start(told | {"SAMESIDE_HEALTH": "abc"}, word, code=2)
    assert "SAMESIDE_KAFKA: " in say(told | {"SAMESIDE_KAFKA": "kafka"}, "doctor", code=6)
