"""Programs in Java that tests use: their jars, fetched once by Maven, and Kafka's console clients."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

POM = Path(__file__).with_name("pom.xml")
LOGGING = Path(__file__).with_name("log4j2.properties")
# Half the time to start: no program of a test runs long enough to earn a better compiler or collector.
FLAGS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", f"-Dlog4j2.configurationFile={LOGGING}")
BESIDE = ("-Xlog:disable", "-Xlog:all=error:stderr")
"""What Java has to say of itself, which is no answer of a program."""
RUN_SECONDS = 300  # the longest is the first fetch
MISSING = "Programs in Java cannot be had: install Java 17 and Maven (openjdk-17-jre-headless, maven)."
UNFETCHED = "Maven could not fetch jars: let it reach its repository."


def jars(name: str = "kafka", pom: Path = POM) -> Path:
    """The folder of a program's jars, fetched where the cache has none. FileNotFoundError where they cannot be had."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sameside-tests"
    found = home / f"{name}-{hashlib.sha256(pom.read_bytes()).hexdigest()[:12]}"
    if not shutil.which("java") or not (found.is_dir() or shutil.which("mvn")):
        raise FileNotFoundError(MISSING)
    if not found.is_dir():
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=home) as folder:
            fetched = Path(folder) / "jars"
            _fetch(fetched, pom)
            # Whole, or not at all: another run may have fetched at the same time, and then its jars do.
            with suppress(OSError):
                fetched.rename(found)
    return found


def command(program: str, *words: str, megabytes: int, flags: Sequence[str] = ()) -> list[str]:
    """What starts one of Kafka's programs. FileNotFoundError as `jars` raises it."""
    kept = archive()
    known = [f"-XX:SharedArchiveFile={kept}"] if not flags and kept.exists() and kept.stat().st_size else []
    return ["java", *FLAGS, *BESIDE, *known, *flags, f"-Xmx{megabytes}m", "-cp", f"{jars()}/*", program, *words]


def archive() -> Path:
    """Where the classes lie that a broker of these jars loads in this Java, parsed and verified once for all starts.
    Java itself looks whether they fit, and otherwise loads them as ever.
    """
    folder, release = jars(), Path(shutil.which("java") or "").resolve().parents[1] / "release"
    which = repr(FLAGS[:2]) + (release.read_text() if release.is_file() else "")
    return folder.with_name(f"{folder.name}-{hashlib.sha256(which.encode()).hexdigest()[:12]}.jsa")


def learn(run: Callable[[str], None]) -> None:
    """Makes the archive where there is none: `run` starts a program with a flag, and lets it end by itself. Where Java
    cannot write one it is empty, and not tried again.
    """
    with archive().with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # whoever else starts a broker now waits for it
        if archive().exists():
            return
        with tempfile.TemporaryDirectory(dir=archive().parent) as folder:
            found = Path(folder) / "archive"
            run(f"-XX:ArchiveClassesAtExit={found}")
            found.touch()
            found.rename(archive())


def java(program: str, *words: str, told: str = "") -> str:
    """What a program prints that is told this much. RuntimeError with its complaint where it fails."""
    return _run(command(program, *words, megabytes=128), told)


class Consoles:
    """Kafka's console clients: the hand of somebody who has no Python."""

    def __init__(self, servers: str) -> None:
        self.servers = servers

    def consumer(self, topic: str, count: int, *options: str) -> Sequence[str]:
        """The first so many records of a topic, a line each; fewer when no more come for twenty seconds."""
        return java(
            "org.apache.kafka.tools.consumer.ConsoleConsumer",
            *("--bootstrap-server", self.servers, "--topic", topic, "--from-beginning"),
            *("--max-messages", str(count), "--timeout-ms", "20000", *options),
        ).splitlines()

    def producer(self, topic: str, lines: Iterable[str], *options: str) -> None:
        """Adds a record a line."""
        java(
            "org.apache.kafka.tools.ConsoleProducer",
            *("--bootstrap-server", self.servers, "--topic", topic, *options),
            told="".join(f"{line}\n" for line in lines),
        )


def _fetch(folder: Path, pom: Path) -> None:
    try:
        _run(["mvn", "-q", "-B", "-f", str(pom), "dependency:copy-dependencies", f"-DoutputDirectory={folder}"])
    except (RuntimeError, subprocess.TimeoutExpired) as trouble:
        raise FileNotFoundError(UNFETCHED) from trouble


def _run(command: Sequence[str], told: str = "") -> str:
    done = subprocess.run(command, input=told.encode(), capture_output=True, timeout=RUN_SECONDS, check=False)
    if done.returncode:
        raise RuntimeError((done.stdout + done.stderr).decode()[-3000:])
    return done.stdout.decode()
