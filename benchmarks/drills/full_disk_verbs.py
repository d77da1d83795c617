"""What is said on a full disk, by verb, and whether it is so."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, nullcontext
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from click.testing import CliRunner

from adapters.answering import Answering
from adapters.importing.recording import Recording
from benchmarks.drills.acts import facts
from benchmarks.drills.small_disk import Disk
from cli.main import main as sameside
from domain.extent import Extent

VERBS = ("append", "import", "rebuild", "report", "-o")
WRITE = VERBS[:3]
CONDITIONS = ("views up to date", "views behind", "no views")
BATCH, LINES, BEHIND = 10, 60, 30
LONGEST = 3000
STREAM = "faster-intake"
VIEW = "learning"
FULL = ("is full", "no space left")
LEDGER, BESIDE = "ledger.db", ("ledger.db-journal", "ledger.db-wal", "ledger.db-shm", "filler")
WARM = ("check --json", "rebuild", "rebuild --verify", f"report {VIEW} --csv", f"extra notice {STREAM} --says x")
BEFORE = "what was there before\n"


class Point(NamedTuple):
    """One try: the verb, how the views stand, KB that are free, whether temporary files take of them too."""

    verb: str
    condition: str
    kilobytes: int
    temporary: bool
    number: int


class Answer(NamedTuple):
    """What was said: the exit code, how much of it is recorded or done, under which id, the trouble, and the answer."""

    code: int
    how_much: str
    id: str | None = None
    done: int = 0
    error: Mapping[str, Any] = {}
    out: str = ""


class Ledgers:
    """The same facts three times: with views that have them all, with views that lack the last, and without views."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.kept = folder, {name: folder / f"{at}.db" for at, name in enumerate(CONDITIONS)}
        self.file, last = folder / "commands.ndjson", folder / "last.ndjson"
        self.file.write_text(_notices("line", LINES))
        last.write_text(_notices("last", BEHIND))
        present, behind, none = self.kept.values()
        _must(folder, "demo", "--file", str(behind))
        for line in (["rebuild"], ["import", str(last)]):
            _must(folder, "--store", f"sqlite:///{behind}", *line)
        _must(folder, "move", "--from", f"sqlite:///{behind}", "--to", f"sqlite:///{none}")
        shutil.copy(behind, present)
        _must(folder, "--store", f"sqlite:///{present}", "rebuild")
        url = f"sqlite:///{present}"
        self.facts = facts(url)
        self.rows = json.loads(_must(folder, "--store", url, "--json", "report", VIEW))["rows"]
        self.csv = _must(folder, "--store", url, "--csv", "report", VIEW)
        self.tail = _must(folder, "--store", url, "--ndjson", "tail")


def judged(disk: Disk, ledgers: Ledgers, point: Point, *, control: bool, prove: bool = True) -> tuple[str, list[str]]:
    """How much was said to be done at that point, and whatever is not so; the disk is empty afterwards."""
    shutil.copy(ledgers.kept[point.condition], disk.folder / LEDGER)
    say = Said(disk, ledgers, point, control=control)
    if point.verb == "-o" and point.number % 2:
        say.out.write_text(BEFORE)
    disk.leave(point.kilobytes)
    try:
        answer = say.once()
        disk.free()
        wrong = [*say.differs(answer), *say.left_behind()]
        if prove:
            wrong += [*say.again(answer), *say.proved()]
    finally:
        disk.empty()
    return answer.how_much, wrong


class Said:
    """One verb at one point, and what is stored after it."""

    def __init__(self, disk: Disk, ledgers: Ledgers, point: Point, *, control: bool) -> None:
        self.disk, self.ledgers, self.point, self.control = disk, ledgers, point, control
        self.url, self.out = f"sqlite:///{disk.folder / LEDGER}", disk.folder / "answer"
        self.records = point.verb in ("append", "import") or (point.verb == "-o" and point.number % 3 == 0)
        self.total = (LINES if point.verb == "import" else 1) if self.records else 0
        self.before = self._builds()

    def once(self, id_: str | None = None) -> Answer:
        """As it is typed."""
        temporary = self.disk.folder if self.point.temporary else self.ledgers.folder
        return _answer(
            temporary, ["--store", self.url, *self._line(), *(["--id", id_] if id_ else [])], control=self.control
        )

    def _line(self) -> list[str]:
        number = self.point.number
        notice = ["extra", "notice", STREAM, "--no-input", "--says", f"{number} {'moved ' * (number * 97 % 500)}"]
        match self.point.verb:
            case "append":
                return ["--json", *notice]
            case "import":
                return ["--json", "import", str(self.ledgers.file)]
            case "rebuild":
                return ["--json", "rebuild"]
            case "report":
                return ["--json", "report", VIEW]
            case _ if self.records:
                return ["--json", "-o", str(self.out), *notice]
            case _:
                return ["-o", str(self.out), *(["--csv", "report", VIEW] if number % 4 < 2 else ["--ndjson", "tail"])]

    def differs(self, answer: Answer) -> Iterator[str]:
        """Whatever is not as it was said."""
        stored = facts(self.url) - self.ledgers.facts
        match answer.how_much:
            case "all":
                is_so = stored == self.total
            case "part":
                is_so = stored == answer.done
            case "unknown":
                is_so = answer.done <= stored <= self.total
            case "none":
                is_so = stored == 0
            case "refused":
                is_so = stored == 0 and not self.records and self.point.verb != "rebuild"
            case _:
                is_so = False
        if not is_so:
            yield f"{stored} of {self.total} are stored, and it said {answer}"
        if answer.how_much in ("none", "part", "refused") and not _says_why(answer):
            yield f"it does not say that the disk is full: {answer}"
        yield from {"rebuild": self._views, "report": self._report, "-o": self._file}.get(
            self.point.verb, lambda _: iter(())
        )(answer)

    def _views(self, answer: Answer) -> Iterator[str]:
        now = self._builds()
        swapped = sum(self.before.get(view) != build for view, build in now.items())
        least, most = {"all": (len(now), len(now)), "none": (0, 0)}.get(answer.how_much, (answer.done, answer.done + 1))
        if not least <= swapped <= most:
            yield f"{swapped} of {len(now)} views are new, and it said {answer}"

    def _report(self, answer: Answer) -> Iterator[str]:
        if answer.code:
            yield f"a report was refused that needs no room: {answer}"
        elif json.loads(answer.out)["rows"] != self.ledgers.rows:
            yield "the report differs from that of a disk with room"

    def _file(self, answer: Answer) -> Iterator[str]:
        there = self.out.read_text() if self.out.exists() else ""
        if answer.code:
            if there != (BEFORE if self.point.number % 2 else ""):
                yield f"the file is not as it was before it was refused: {answer}"
            if answer.error.get("code") == "FILE" and str(self.out) not in answer.error["where"]:
                yield f"the file is not named: {answer}"
        elif not self.records and there not in (self.ledgers.csv, self.ledgers.tail):
            yield "the file is not whole"

    def left_behind(self) -> Iterator[str]:
        """Files that nobody asked for."""
        known = {LEDGER, *BESIDE, self.out.name}
        yield from (f"{path.name} is left" for path in self.disk.folder.iterdir() if path.name not in known)

    def again(self, answer: Answer) -> Iterator[str]:
        """What somebody does once there is room: nothing where all is recorded, else the same again, by its id where
        that was not known.
        """
        if answer.how_much == "all":
            return
        if answer.error.get("recorded") and answer.error["recorded"]["how_much"] == "all":
            return
        once_more = self.once(answer.id if answer.how_much == "unknown" else None)
        stored = facts(self.url) - self.ledgers.facts
        if once_more.how_much != "all" or stored != self.total:
            yield f"said again once there was room: {once_more}, and {stored} of {self.total} are stored"

    def proved(self) -> Iterator[str]:
        """Whatever `check` calls broken, and each view that is not what the facts say."""
        views = [] if self.point.verb == "rebuild" else [VIEW]
        for line in (["report", VIEW], ["check"], ["rebuild", "--verify", *views]):
            answer = _answer(self.ledgers.folder, ["--store", self.url, "--json", *line])
            rows = [] if answer.code else json.loads(answer.out)["rows"]
            if answer.code or any(row.get("severity") == "broken" or not row.get("equal", True) for row in rows):
                yield f"{' '.join(line)} ends with {answer}"

    def _builds(self) -> dict[str, tuple[int, int]]:
        """Of each view that is there, which build is read."""
        with closing(sqlite3.connect(self.disk.folder / LEDGER)) as file:
            if not file.execute("SELECT 1 FROM sqlite_master WHERE name='builds'").fetchone():
                return {}
            builds = file.execute("SELECT projection, version, generation FROM builds WHERE live").fetchall()
        return {view: (version, generation) for view, version, generation in builds}


def _notices(name: str, count: int) -> str:
    """As many lines of an import, of different lengths."""
    lines = ({"says": f"{name} {at} {'moved ' * (at * 53 % 300)}", "id": f"{name}-{at}"} for at in range(count))
    return "\n".join(json.dumps({"command": "extra.notice", "stream": STREAM, **line}) for line in lines)


def _says_why(answer: Answer) -> bool:
    """Whether the trouble is called by its name, and as one that passes."""
    said = str(answer.error.get("message", "")).lower()
    return any(words in said for words in FULL) and answer.code == (1 if answer.error["code"] == "FILE" else 7)


def warm_up(folder: Path) -> None:
    """Imports here what every verb takes, so that no process that is forked imports it anew."""
    url, file = f"sqlite:///{folder}/warm.db", folder / "warm.ndjson"
    file.write_text(_notices("warm", 1))
    demo = ["demo", "--file", f"{folder}/warm.db"]
    for line in (demo, *(["--store", url, *words.split()] for words in WARM), ["--store", url, "import", str(file)]):
        CliRunner().invoke(sameside, line, prog_name="sameside")


def _must(temporary: Path, *words: str) -> str:
    answer = _answer(temporary, list(words))
    assert answer.code == 0, answer
    return answer.out


def _answer(temporary: Path, line: list[str], *, control: bool = False) -> Answer:
    """What is answered by a process of its own, which then has nothing open any more."""
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reads)
            with os.fdopen(writes, "w", encoding="utf-8") as file:
                json.dump(_heard(temporary, line, control=control), file)
        finally:
            os._exit(0)
    os.close(writes)
    with os.fdopen(reads, encoding="utf-8") as file:
        told = file.read()
    os.waitpid(child, 0)
    return Answer(*json.loads(told))


def _heard(temporary: Path, line: list[str], *, control: bool) -> Answer:
    os.environ |= {"TMPDIR": str(temporary), "SQLITE_TMPDIR": str(temporary), "SAMESIDE_BATCH_MAX": str(BATCH)}
    tempfile.tempdir = None
    with _without_a_look() if control else nullcontext():
        ended = CliRunner().invoke(sameside, line, prog_name="sameside")
    if ended.exit_code == 0:
        return Answer(0, "all", out=ended.stdout)
    last = ended.stderr.strip().splitlines()[-1] if ended.stderr.strip() else repr(ended.exception)
    error = json.loads(last)["error"] if last.startswith('{"error"') else _read(ended.stderr)
    recorded = error.get("recorded") or {}
    known = recorded.get("how_much", "refused"), next(iter(recorded.get("ids", ())), None), recorded.get("done", 0)
    return Answer(ended.exit_code, *known, error, ended.stdout)


def _read(text: str) -> dict[str, str]:
    """The code, the trouble and the place, as a person is told of them."""
    told = re.search(r"error\[(?P<code>[A-Z-]+)\]: (?P<message>.+)(?:\n.*)*?(?:\n  where: (?P<where>.+)|$)", text)
    return told.groupdict("") if told else {"code": "", "message": text, "where": ""}


def _without_a_look() -> Any:
    """The control: after an error it is said that nothing was recorded, and nobody looks."""
    both = (patch.object(kind, "_extent", lambda *_: Extent.none()) for kind in (Answering, Recording))
    stack = ExitStack()
    for one in both:
        stack.enter_context(one)
    return stack
