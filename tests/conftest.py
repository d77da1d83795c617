"""What every test has: an environment without our settings, and skips that say what would run them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, ExitStack, suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.servers.shared import shared

pytest_plugins = ["tests.in_memory", "tests.workers", "tests.compiled", "tests.kept"]

# A slow machine is no fault of a property; in CI the same examples are tried each time.
settings.register_profile("dev", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True, print_blob=True)
settings.register_profile("long", settings.get_profile("dev"), max_examples=1000, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

POSTGRES = os.environ.get("SAMESIDE_TEST_POSTGRES")  # before it is cleared
KAFKA = os.environ.get("SAMESIDE_TEST_KAFKA")
ALLOWED = Path(__file__).with_name("allowed_skips.txt")
HOMES = count()
FETCHED = {"kafka_server", "own_broker"}
SKIPPED = pytest.StashKey[dict[str, str]]()


@pytest.fixture(autouse=True)
def no_settings_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("SAMESIDE_")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("UV_RUN_RECURSION_DEPTH", raising=False)  # `uv run pytest` is not how anybody reads the demo


@pytest.fixture(autouse=True)
def a_home_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """No test ever comes near the ledger of whoever runs it, or of another test; it is made when it is used."""
    folder = tmp_path_factory.getbasetemp() / "homes" / str(next(HOMES))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def one_server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Any]]:
    """Starts a server that lives as long as the run; workers of one run share it."""
    several = hasattr(request.config, "workerinput")
    with ExitStack() as stack:

        def start(name: str, begin: Callable[[], AbstractContextManager[Any]], there: Callable[[str], Any]) -> Any:
            # The workers' folders for temporary files lie side by side in that of their run.
            folder = tmp_path_factory.getbasetemp().parent / f"one-{name}"
            try:
                return stack.enter_context(shared(folder, begin, there) if several else begin())
            except FileNotFoundError as missing:
                pytest.skip(str(missing))

        yield start


@pytest.fixture(scope="session")
def postgres_server(one_server: Callable[..., Any]) -> Iterator[Any]:
    """A real PostgreSQL, started when the first test asks for it."""
    from tests.servers.postgres import Server, server  # noqa: PLC0415 - most runs of a few tests need no driver

    found = one_server("postgres", lambda: server(POSTGRES), Server)
    yield found
    found.close()


@pytest.fixture
def postgres(postgres_server: Any) -> Iterator[str]:
    """The URL of a PostgreSQL database with nothing in it."""
    url = postgres_server.database()
    yield url
    postgres_server.drop(url)


@pytest.fixture(scope="session")
def kafka_server(one_server: Callable[..., Any]) -> Any:
    """A real Kafka, started when the first test asks for it."""
    from tests.servers.kafka import Server, server  # noqa: PLC0415 - as above

    return one_server("kafka", lambda: server(KAFKA), Server)


@pytest.fixture
def broker(kafka_server: Any) -> str:
    """Where that Kafka answers."""
    return str(kafka_server.servers)


@pytest.fixture
def topics(kafka_server: Any) -> str:
    """What the names of this test's topics begin with."""
    return str(kafka_server.topics())


@pytest.fixture
def consoles(kafka_server: Any) -> Any:
    """Kafka's own console clients, for that Kafka."""
    _jars()
    return kafka_server.consoles


@pytest.fixture(scope="module")
def own_broker() -> Iterator[Any]:
    """A Kafka that the tests of one file may kill, stop and start; each leaves it serving."""
    from tests.servers.kafka import Broker  # noqa: PLC0415 - as above

    _jars()
    with Broker() as found:
        yield found


def pytest_collection_finish(session: pytest.Session) -> None:
    """What a test of Kafka waits for is no first fetch from far away: that is done before any test has its time."""
    asks = any(FETCHED & set(getattr(item, "fixturenames", ())) for item in session.items)
    if asks and not session.config.option.collectonly:
        from tests.servers.java import jars  # noqa: PLC0415 - as above

        with suppress(FileNotFoundError):  # the tests say so themselves
            jars()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[SKIPPED] = {}


class Skips:
    """Hears of every skip, of a test or of a whole file."""

    def __init__(self, skipped: dict[str, str]) -> None:
        self.skipped = skipped

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            self.skipped[report.nodeid] = _reason(report.longrepr)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self.skipped[report.nodeid] = _reason(report.longrepr)


def pytest_sessionstart(session: pytest.Session) -> None:
    session.config.pluginmanager.register(Skips(session.config.stash[SKIPPED]), "skips")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a test that did not run is a test that failed, unless `allowed_skips.txt` says why it may."""
    if faults(session.config.stash[SKIPPED], ci=bool(os.environ.get("CI"))) and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> Generator[None, None, None]:
    """Below all else that is said: what is wrong with the skips, and what was not run."""
    yield
    for fault in faults(config.stash[SKIPPED], ci=bool(os.environ.get("CI"))):
        terminalreporter.write_line(f"ERROR {fault}", red=True)
    if line := not_run(config.stash[SKIPPED]):
        terminalreporter.write_line(line, yellow=True)


def not_run(skipped: dict[str, str]) -> str:
    """One line: how many tests were skipped, and what would run how many of them."""
    # What one says and then another way, for some of them: the first runs them all.
    short = {why: min((one for one in skipped.values() if why.startswith(one)), key=len) for why in skipped.values()}
    whys = [f"{many}: {why}" for why, many in Counter(short[why] for why in skipped.values()).most_common()]
    return " ".join([f"NOT RUN {len(skipped)}.", *whys]) if skipped else ""


def faults(skipped: dict[str, str], *, ci: bool) -> list[str]:
    """What is wrong with the skips: a reason that is no sentence anywhere, in CI one that is not allowed."""
    allowed = tuple(line.split()[0] for line in ALLOWED.read_text().splitlines() if line and not line.startswith("#"))
    found = [
        f"{test} was skipped without a sentence that says what would run it: {reason!r}"
        for test, reason in skipped.items()
        if not (reason.endswith(".") and " " in reason and "\n" not in reason)
    ]
    if ci:
        found += [f"{test} was skipped in CI: {why}" for test, why in skipped.items() if not test.startswith(allowed)]
    return found


def _jars() -> None:
    from tests.servers.java import jars  # noqa: PLC0415 - as above

    try:
        jars()
    except FileNotFoundError as missing:
        pytest.skip(str(missing))


def _reason(longrepr: object) -> str:
    return longrepr[2].removeprefix("Skipped: ") if isinstance(longrepr, tuple) else str(longrepr)
