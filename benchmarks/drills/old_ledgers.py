"""Ledgers that earlier versions made, each by its own program, are read and gone on with by this one.

`uv run python -m benchmarks.drills.old_ledgers [COMMIT …] [--postgres] [--portfolio N]`

Each commit is unpacked into a folder of its own, with the environment that its own lock says, and makes a ledger with
every view that it knows: the demo and a simulated portfolio, in a file, and with `--postgres` also on a server. Then
this version reads every view, twice as a person would: the views that lie there, and those of a copy that was moved and
so has none. Both have to be the same, and what `rebuild --verify` says. Ten facts are added, and it is all read again.
Without commits it takes those 150, 100 and 50 before this one. Needs git, uv, and whatever uv downloads. Exit 1 where
anything differs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from cli.main import main as sameside
from projections.across import ACROSS
from projections.registry import PROJECTIONS
from tests.servers.postgres import server

ROOT = Path(__file__).parents[2]
BACK = (150, 100, 50)
ACCOUNTS = 12
PATIENCE_SECONDS = 300
FINDINGS = 6
"""The exit code of `check` and of `rebuild --verify` where something differs."""
VIEWS = (*(view.name for view in PROJECTIONS), *(view.name for view in ACROSS))
OLD, NEW = {"stream": "engagement/faster-intake"}, {"stream": "engagement/begun-today"}
ANA, BO = {"person": "Ana"}, {"person": "Bo"}
FURTHER: tuple[dict[str, Any], ...] = (
    {**OLD, "command": "need.hear", "verbatim": "and on Saturdays?", "goal": "to be served when there is time"},
    {**OLD, "command": "person.invite", "who": "Jan Peters", "side": "customer", "role": "reads"},
    *({**OLD, "command": "extra.notice", "says": f"they moved their desks, {number}"} for number in range(3)),
    {**NEW, "command": "engagement.open", "title": "T", "currency": "EUR", "owner": ANA, "customer_owner": BO},
    {**NEW, "command": "need.hear", "verbatim": "we wait too long", "goal": "to start sooner"},
    *({**NEW, "command": "extra.notice", "says": f"a thing, {number}"} for number in range(3)),
)
"""Ten facts, in a stream that the earlier version began, and in one that this one begins."""


class NotMade(Exception):
    """The earlier version made no ledger: what its program answered."""


@dataclass
class Tally:
    """How many ledgers were read and gone on with, and whatever was not as it should be."""

    ledgers: int = 0
    facts: int = 0
    views: int = 0
    wrong: list[str] = field(default_factory=list)

    def holds(self) -> bool:
        return self.ledgers > 0 and not self.wrong


@dataclass(frozen=True)
class Earlier:
    """The program of a commit, unpacked."""

    name: str
    folder: Path

    def prepare(self) -> None:
        """Its files, and the environment that its lock says."""
        archive = subprocess.run(["git", "archive", self.name], cwd=ROOT, check=True, capture_output=True).stdout
        self.folder.mkdir()
        subprocess.run(["tar", "-x", "-C", str(self.folder)], input=archive, check=True)
        self._run("uv", "sync", "--quiet", "--frozen", "--no-dev", "--extra", "postgres")

    def make(self, file: Path, accounts: int) -> None:
        """A ledger in a file, with every view that it knows."""
        self.say(f"sqlite:///{file}", "demo", "--file", str(file), "--portfolio", str(accounts))
        self.say(f"sqlite:///{file}", "rebuild")

    def move(self, file: Path, url: str) -> None:
        """The same on a server, with every view."""
        self.say(None, "move", "--from", f"sqlite:///{file}", "--to", url)
        self.say(url, "rebuild")

    def say(self, url: str | None, *words: str) -> str:
        """What its command line answers. Raises NotMade where it does not end well."""
        store = ["--store", url] if url and words[0] != "demo" else []
        return self._run(str(self.folder / ".venv/bin/sameside"), *store, *words)

    def _run(self, *command: str) -> str:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAMESIDE_", "VIRTUAL_ENV"))}
        ended = subprocess.run(
            command, cwd=self.folder, env=kept, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS
        )
        if ended.returncode:
            raise NotMade(f"{' '.join(command)}: {ended.returncode}\n{ended.stderr}")
        return ended.stdout


def run(commits: Sequence[str], *, accounts: int = ACCOUNTS, database: Callable[[], str] | None = None) -> Tally:
    """One ledger a commit in a file, and one in each `database` that is given."""
    tally = Tally()
    for number, commit in enumerate(commits):
        with tempfile.TemporaryDirectory() as named:
            folder = Path(named)
            earlier = Earlier(commit, folder / f"earlier-{number}")
            earlier.prepare()
            file = folder / "ledger.db"
            earlier.make(file, accounts)
            if database:
                url = database()
                earlier.move(file, url)
                judge(f"{commit} on PostgreSQL", url, (database(), database()), tally)
            copies = f"sqlite:///{folder}/moved.db", f"sqlite:///{folder}/moved-again.db"
            judge(f"{commit} in a file", f"sqlite:///{file}", copies, tally)
    return tally


def judge(name: str, url: str, empty: tuple[str, str], tally: Tally) -> None:
    """Reads a ledger with its views, beside a copy of its facts in an `empty` place; adds ten facts; reads again."""
    tally.ledgers += 1
    today, wrong = Today(url), list[str]()
    try:
        before = today.facts()
        wrong += today.proved(empty[0])
        today.go_on()
        after = today.facts()
        if after != before + len(FURTHER):
            wrong.append(f"{after - before} facts were added, not {len(FURTHER)}")
        wrong += [f"then {line}" for line in today.proved(empty[1])]
        tally.facts += after
        tally.views += len(VIEWS)
    except Refused as refused:
        wrong.append(str(refused))
    print(f"{name}: {len(wrong)} wrong", flush=True)
    tally.wrong += [f"{name}: {line}" for line in wrong]


class Refused(Exception):
    """This version's command line did not end well: what was typed, and what it said."""


@dataclass(frozen=True)
class Today:
    """A ledger, as this version's command line answers about it."""

    url: str

    def proved(self, empty: str) -> Iterator[str]:
        """Each view that is not as a copy has it, which was folded from the facts alone; each that is not what
        `rebuild --verify` folds; and whatever `check` calls broken.
        """
        _answer(["move", "--from", self.url, "--to", empty])
        copy = Today(empty)
        for view in VIEWS:
            ours, theirs = self.rows("report", view), copy.rows("report", view)
            if ours != theirs:
                yield f"the view {view} differs from that of a copy without views"
        yield from (f"check says {row}" for row in self.rows("check") if row["severity"] == "broken")
        equal = {row["view"]: row["equal"] for row in self.rows("rebuild", "--verify")}
        yield from (f"the view {view.name} is not what the facts say" for view in PROJECTIONS if not equal[view.name])

    def go_on(self) -> None:
        """Records ten facts."""
        lines = (json.dumps({**message, "id": f"further-{number}"}) for number, message in enumerate(FURTHER))
        _answer(["--store", self.url, "import", "-"], "\n".join(lines))

    def facts(self) -> int:
        return len(_answer(["--store", self.url, "--ndjson", "tail"]).splitlines())

    def rows(self, *words: str) -> list[Any]:
        rows: list[Any] = json.loads(_answer(["--store", self.url, "--json", *words]))["rows"]
        return rows


def _answer(line: list[str], typed: str | None = None) -> str:
    ended = CliRunner().invoke(sameside, line, input=typed, prog_name="sameside")
    if ended.exit_code not in (0, FINDINGS):
        raise Refused(f"{' '.join(line)} ended with {ended.exit_code}: {ended.stderr.strip() or ended.exception}")
    return ended.stdout


def tell(tally: Tally) -> None:
    """Prints what came of it."""
    print(f"{tally.ledgers} ledgers of earlier versions, {tally.facts:,} facts, {tally.views} views read")
    print(f"not as it should be: {len(tally.wrong)}")
    for line in tally.wrong:
        print(f"  {line}")


def main(asked: Sequence[str]) -> int:
    """0 when every ledger was read and gone on with."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("commits", nargs="*", default=[f"HEAD~{back}" for back in BACK])
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--portfolio", type=int, default=ACCOUNTS)
    given = parser.parse_args(asked)
    with ExitStack() as stack:
        database = stack.enter_context(server(None)).database if given.postgres else None
        tally = run(given.commits, accounts=given.portfolio, database=database)
    tell(tally)
    return 0 if tally.holds() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
