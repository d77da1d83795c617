"""compose.yaml and Dockerfile are what their specifications allow, and promise what they should; no engine is asked."""

from __future__ import annotations

import configparser
import json
import os
import re
import signal
import subprocess
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml
from dockerfile_parse import DockerfileParser
from jsonschema import Draft202012Validator

from domain.errors import FeedRefused, Invalid, LedgerError, StoreRefused

ROOT = Path(__file__).parents[2]
COMPOSE = (ROOT / "compose.yaml").read_text()
SPECIFICATION = json.loads((ROOT / "tests/vendored/compose-spec/compose-spec.json").read_text())
AT_WORK = ("relay", "projector")
OURS = ("setup", *AT_WORK, "sameside")
WORDS = re.compile(r"\$\{(\w+)(.*?)\}")


@pytest.fixture
def compose() -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load(COMPOSE)
    return told


@pytest.fixture
def services(compose: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = compose["services"]
    return found


def faults(told: dict[str, Any]) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(SPECIFICATION).iter_errors(told)]


def test_compose_is_what_the_specification_allows(compose: dict[str, Any]) -> None:
    assert faults(compose) == []


@pytest.mark.parametrize(("word", "value"), [("helthcheck", {}), ("restart", 1), ("ports", "9092"), ("volumes", {})])
def test_what_the_specification_does_not_allow_is_seen(compose: dict[str, Any], word: str, value: Any) -> None:
    compose["services"]["kafka"][word] = value
    assert faults(compose)


def test_every_part_is_there_once_and_the_projector_twice(services: dict[str, Any]) -> None:
    assert {*services} == {"postgres", "kafka", *OURS}
    assert [services[name].get("command") for name in OURS] == [
        ["sameside init && sameside feed setup"],
        ["relay"],
        ["project"],
        None,
    ]
    assert services["projector"]["deploy"]["replicas"] == 2
    assert services["postgres"]["image"].startswith("postgres:17.")
    assert services["kafka"]["image"] == "apache/kafka:4.1.0"
    assert {services[name]["build"] for name in OURS} == {"."}
    assert services["setup"]["restart"] == "no"
    assert services["sameside"]["profiles"], "what is typed by hand does not start by itself"


def test_each_waits_for_what_it_needs(services: dict[str, Any]) -> None:
    assert services["setup"]["depends_on"] == {
        "postgres": {"condition": "service_healthy"},
        "kafka": {"condition": "service_healthy"},
    }
    for name in (*AT_WORK, "sameside"):
        assert services[name]["depends_on"] == {"setup": {"condition": "service_completed_successfully"}}


def test_whatever_stays_up_is_asked_whether_it_is_well(services: dict[str, Any]) -> None:
    for name in ("postgres", "kafka", *AT_WORK):
        asked = services[name]["healthcheck"]
        assert asked["test"][0] == "CMD", "a command, and no shell that some image may lack"
        assert {"interval", "timeout", "retries", "start_period"} <= asked.keys()
        assert services[name]["restart"] == "unless-stopped"
    for name in AT_WORK:
        assert services[name]["expose"] == ["9464"]
        code = services[name]["healthcheck"]["test"][-1]
        assert "http://127.0.0.1:9464/ready" in code
        compile(code, "healthcheck", "exec")


@contextmanager
def kept_by_compose(services: dict[str, Any], folder: Path, does: str) -> Iterator[subprocess.Popen[str]]:
    """What a container of ours runs, where `sameside` is a script that does this."""
    program = folder / "sameside"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o755)
    words = [word.replace("$$", "$") for word in services["relay"]["entrypoint"] + services["relay"]["command"]]
    told = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}
    with subprocess.Popen(words, env=told, stderr=subprocess.PIPE, text=True, start_new_session=True) as child:
        try:
            yield child
        finally:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)


@pytest.mark.parametrize("code", [0, 1, 7])
def test_what_heals_ends_its_container_which_compose_starts_again(
    services: dict[str, Any], tmp_path: Path, code: int
) -> None:
    with kept_by_compose(services, tmp_path, f'test "$1" = relay && exit {code}') as child:
        child.communicate()
        assert child.wait() == code


@pytest.mark.parametrize("code", [2, 8])
def test_what_somebody_has_to_mend_is_not_tried_again_and_says_so(
    services: dict[str, Any], tmp_path: Path, code: int
) -> None:
    with kept_by_compose(services, tmp_path, f"echo why >&2; exit {code}") as child:
        assert child.stderr
        assert child.stderr.readline() == "why\n"
        assert f"sameside relay ended with {code}: mend what it says above" in child.stderr.readline()
        assert child.poll() is None
        child.send_signal(signal.SIGTERM)
        assert child.wait() == code


def test_whoever_is_told_to_stop_ends_the_batch_in_hand(services: dict[str, Any], tmp_path: Path) -> None:
    does = "trap 'echo finished >&2; exit 0' TERM; echo begun >&2; while :; do sleep 0.05; done"
    with kept_by_compose(services, tmp_path, does) as child:
        assert child.stderr
        assert child.stderr.readline() == "begun\n"
        child.send_signal(signal.SIGTERM)
        assert child.stderr.readline() == "finished\n"
        assert child.wait() == 0


def test_systemd_starts_again_what_heals_and_not_what_somebody_has_to_mend() -> None:
    page = (ROOT / "docs/how-to/kafka.md").read_text()
    (text,) = re.findall(r"```ini\n(.*?)```", page, re.DOTALL)
    unit = configparser.ConfigParser(delimiters="=", strict=True, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # names are as they are written
    unit.read_string(text)
    service = unit["Service"]
    never = {int(code) for code in service["RestartPreventExitStatus"].split()}
    every = [LedgerError, *_below(LedgerError)]
    assert service["Restart"] == "on-failure"
    assert never == {Invalid.exit_code, FeedRefused.exit_code, StoreRefused.exit_code}
    assert {kind.exit_code for kind in every if kind.retryable}.isdisjoint(never)


def _below(kind: type[LedgerError]) -> Iterator[type[LedgerError]]:
    for below in kind.__subclasses__():
        yield below
        yield from _below(below)


def test_what_is_kept_lies_on_named_volumes(compose: dict[str, Any]) -> None:
    assert {*compose["volumes"]} == {"postgres-data", "kafka-data"}
    assert compose["services"]["postgres"]["volumes"] == ["postgres-data:/var/lib/postgresql/data"]
    (volume,) = compose["services"]["kafka"]["volumes"]
    name, _, place = volume.partition(":")
    assert name == "kafka-data"
    assert compose["services"]["kafka"]["environment"]["KAFKA_LOG_DIRS"].startswith(f"{place}/")


def test_all_of_ours_read_the_same_settings(services: dict[str, Any]) -> None:
    for name in OURS:
        told = services[name]["environment"]
        assert told["SAMESIDE_STORE"] == told["SAMESIDE_VIEWS"] == "postgresql://sameside@postgres:5432/sameside"
        assert (told["SAMESIDE_KAFKA"], told["SAMESIDE_HEALTH"]) == ("kafka:9092", "0.0.0.0:9464")
        assert services[name]["read_only"]
        assert services[name]["cap_drop"] == ["ALL"]
    assert {name for name, one in services.items() if "ports" in one} == set(), "nothing is open to the outside"


def test_there_is_no_password_but_the_one_that_must_be_given(services: dict[str, Any]) -> None:
    told = {
        value
        for one in services.values()
        for name, value in one["environment"].items()
        if re.search("PASSWORD|SECRET|TOKEN", name)
    }
    (password,) = told
    name, rest = WORDS.fullmatch(password).groups()  # type: ignore[union-attr]  # or it fails, as it should
    assert rest.startswith(":?"), "without a value compose stops"
    assert ".env.example" in rest, "and says where to give one"
    assert re.search(rf"^{name}=.+$", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert {found for found, _ in WORDS.findall(COMPOSE)} == {name}
    assert not re.search(r"://[^/@\s]+:[^/@\s]+@", COMPOSE), "and no URL holds one"
    assert ".env" in (ROOT / ".gitignore").read_text().splitlines()


@pytest.fixture
def dockerfile() -> DockerfileParser:
    return DockerfileParser(str(ROOT / "Dockerfile"))


def said(dockerfile: DockerfileParser, instruction: str) -> list[str]:
    return [one["value"] for one in dockerfile.structure if one["instruction"] == instruction]


def test_what_runs_is_not_what_built_it_and_is_not_root(dockerfile: DockerfileParser) -> None:
    assert len(said(dockerfile, "FROM")) >= 2
    (user,) = said(dockerfile, "USER")
    assert user == "10001:10001"
    last = [one["instruction"] for one in dockerfile.structure]
    assert last[last.index("USER") :] == ["USER", "ENTRYPOINT", "CMD"], "nothing is done after leaving root behind"
    assert said(dockerfile, "ENTRYPOINT") == ['["sameside"]']


def test_its_bases_are_named_by_their_whole_version(dockerfile: DockerfileParser) -> None:
    for image in dockerfile.parent_images:
        assert re.search(r":\d+\.\d+\.\d+(-[a-z-]+)?$", image), image
    assert dockerfile.parent_images[-1] == dockerfile.parent_images[-2], "what compiled is what runs"


def test_libraries_are_those_of_the_lock_with_both_extras(dockerfile: DockerfileParser) -> None:
    synced = [line for line in said(dockerfile, "RUN") if line.startswith("uv sync")]
    assert len(synced) == 2
    for line in synced:
        assert {"--frozen", "--no-dev", "postgres", "kafka"} <= set(line.split())


def test_it_gets_all_that_it_copies_and_nothing_else(dockerfile: DockerfileParser) -> None:
    ignored = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    assert ignored[0] == "*"
    let_in = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    copied = {
        path
        for line in said(dockerfile, "COPY")
        if not line.startswith("--from")
        for path in line.split()[:-1]
    }  # fmt: skip
    assert copied == let_in
    assert [path for path in let_in if not (ROOT / path).exists()] == []
    assert not any(fnmatch(secret, path) for secret in (".env", ".git", "sameside.db") for path in let_in)
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert {*wheel["packages"]} <= copied
