"""Files that once went wrong, each through the real command line in an empty folder, beside what is right for it.

    uv run python -m benchmarks.drills.cases FOLDER

FOLDER has a folder a case, named as in CASES, with its input files; what is right is said here, and worked out from
the files by hand. A line a case: its name, ok or wrong, what was expected and what came. Exit 1 where one is wrong or
lacks.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ME = (sys.executable, "-m", "cli.start")
REPOSITORY = Path(__file__).parents[2]
PATIENCE_SECONDS = 120


class Ran(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    def document(self) -> Any:
        return json.loads(self.out)


class Place:
    """An empty folder with a ledger that is not there yet, and the files of one case."""

    def __init__(self, case: Path, work: Path) -> None:
        self.case, self.store = case, f"sqlite:///{work / 'ledger.db'}"
        # Nothing of the environment says where a ledger is, or how numbers are written.
        told = {name: value for name, value in os.environ.items() if not name.startswith("SAMESIDE_")}
        self.environment = {**told, "PYTHONPATH": str(REPOSITORY), "PYTHONUTF8": "1"}
        self.work = work

    def say(self, *words: str) -> Ran:
        return self._run([*ME, "--store", self.store, *words])

    def import_(self, file: str) -> Ran:
        return self.say("import", str(self.case / file))

    def rows(self, view: str, *more: str) -> list[Any]:
        rows: list[Any] = self.say("--json", "report", view, *more).document()["rows"]
        return rows

    def facts(self) -> list[Any]:
        return [json.loads(line) for line in self.say("--ndjson", "tail").out.splitlines()]

    def closed(self, words: str, how: str) -> Ran:
        """With a stream closed by the shell, `>&-` or `<&-`."""
        return self._run(["sh", "-c", f'exec "$@" {how}', "sh", *ME, "--store", self.store, *words.split()])

    def helpdesk(self, file: str) -> Ran:
        return self._run([sys.executable, "-m", "examples.helpdesk", str(self.case / file)])

    def _run(self, command: Sequence[str]) -> Ran:
        told = {"cwd": self.work, "env": self.environment, "timeout": PATIENCE_SECONDS}
        done = subprocess.run(command, capture_output=True, text=True, check=False, **told)  # type: ignore[call-overload]
        return Ran(done.returncode, done.stdout, done.stderr)


def _fresh(place: Place) -> None:
    for file in place.work.iterdir():
        file.unlink()


def repriced(place: Place) -> Any:
    """A result of February told after the price of March: 40 and 50, in either order."""
    earned = {}
    for file in ("chronological.ndjson", "late.ndjson"):
        _fresh(place)
        place.import_(file)
        earned[file] = place.rows("reconcile", "oo")[0]["earned"]
    return earned


def before_agreement(place: Place) -> Any:
    """A result seven months before the agreement: told of, when imported and in check, and worth nothing."""
    warned = place.import_("in.ndjson").err
    checked = place.say("--json", "check").document()["rows"]
    earned = [row["earned"] for row in place.rows("reconcile", "ea", "--on", "2024-01-15")]
    return ["line 4" in warned and "BEFORE-AGREED" in warned, [one["code"] for one in checked], earned]


def spaces(place: Place) -> Any:
    """Spaces that do not break are spaces."""
    place.import_("in.ndjson")
    titles = [fact["body"]["title"].split() for fact in place.facts()]
    return [" ".join(title) for title in titles]


def coins(place: Place) -> Any:
    """A yen has no part: the payment is refused; without it 3 x 333.33 come to whole yen."""
    refused = place.import_("in.ndjson")
    lines = (place.case / "in.ndjson").read_text().splitlines(keepends=True)
    (place.work / "rest.ndjson").write_text("".join(lines[:-1]))
    place.say("import", str(place.work / "rest.ndjson"))
    row = place.rows("reconcile", "jy")[0]
    return ["line 5" in refused.err and "JPY" in refused.err, refused.code, row["earned"], row["paid"]]


def marked(place: Place) -> Any:
    """A byte order mark is passed over, by the import and by the example's converter."""
    done = place.import_("bom.ndjson")
    made = place.helpdesk("bom-log.csv")
    commands = [json.loads(line)["command"] for line in made.out.splitlines()]
    return [done.code, len(place.facts()), made.code, commands.count("result.reach")]


def blank(place: Place) -> Any:
    """An empty last line is nothing."""
    return [place.import_("in.ndjson").code, len(place.facts())]


def forms(place: Place) -> Any:
    """Each form is named in the first line of what is said, whether it can be read or not."""
    named = {"arr.json": "array", "sepcomma.csv": "comma", "tab.csv": "tab"}
    named |= {"utf16be_nobom.csv": "UTF-16", "utf16le.csv": "UTF-16"}
    told = {}
    for file, word in named.items():
        _fresh(place)
        told[file] = word if word in (place.import_(file).err.splitlines() or [""])[0] else "not named"
    return told


def closed(place: Place) -> Any:
    """A closed stream is trouble with a file, in words."""
    place.say("init")
    found = place.closed("engagement list", ">&-"), place.closed("import -", "<&-")
    return [one.code != 0 and "error[FILE]" in one.err and "Error:" not in one.err for one in found]


def minutes(place: Place) -> Any:
    """Three calls of 20 minutes."""
    place.import_("in.ndjson")
    return place.say("--json", "report", "support", "ts").document()["page"]["minutes"]


def after_closing(place: Place) -> Any:
    """What happened before the closing is taken after it, and earns."""
    return [place.import_("in.ndjson").code, [row["earned"] for row in place.rows("reconcile", "la")]]


def moments(place: Place) -> Any:
    """Moments as other programs write them; one whose hour was there twice is refused by that name."""
    taken = [place.import_("in.ndjson").code, len(place.facts())]
    lines = (place.case / "in.ndjson").read_text()
    lines = lines.replace("2025-05-13 02:10:36.000000000", "2025-10-26 02:10:36")
    (place.work / "twice.ndjson").write_text(lines.replace('"currency"', '"time_zone": "Europe/Rome", "currency"', 1))
    (place.work / "ledger.db").unlink()
    twice = place.say("import", str(place.work / "twice.ndjson"))
    return [*taken, twice.code, "UNCLEAR-HOUR" in twice.err]


CASES: dict[str, tuple[Callable[[Place], Any], Any]] = {
    "01-late-result-after-repricing": (repriced, {"chronological.ndjson": "90", "late.ndjson": "90"}),
    "02-result-before-agreement": (before_agreement, [True, ["BEFORE-AGREED"], ["0"]]),
    "04-no-break-space": (spaces, ["Dupont SA", "Remise de 1 000 €"]),
    "05-part-of-a-coin": (coins, [True, 3, "1000", "0"]),
    "07-byte-order-mark": (marked, [0, 4, 0, 1]),
    "08-blank-last-line": (blank, [0, 4]),
    "09-names-of-other-forms": (
        forms,
        {
            "arr.json": "array",
            "sepcomma.csv": "comma",
            "tab.csv": "tab",
            "utf16be_nobom.csv": "UTF-16",
            "utf16le.csv": "UTF-16",
        },
    ),
    "10-closed-stdout": (closed, [True, True]),
    "11-minutes-as-hours": (minutes, 60),
    "12-late-result-after-closing": (after_closing, [0, ["40"]]),
    "15-other-datetimes": (moments, [0, 6, 3, True]),
}
"""How each is run, and what is right."""


def judged(case: Path) -> tuple[bool, str]:
    """Whether it came as it should, and the line that says so."""
    how, expected = CASES[case.name]
    with tempfile.TemporaryDirectory() as work:
        try:
            got = how(Place(case, Path(work)))
        except (OSError, ValueError, LookupError, TypeError, subprocess.SubprocessError) as trouble:
            got = f"{type(trouble).__name__}: {trouble}"
    well = got == expected
    return well, f"{case.name:31} {'ok   ' if well else 'wrong'} expected {expected}, got {got}"


def main(folder: str) -> int:
    """0 when every case is there, and right."""
    wrong = 0
    for name in CASES:
        well, line = judged(Path(folder) / name)
        wrong += not well
        print(line, flush=True)
    print(f"{len(CASES)} cases, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
