"""How much is typed for the ten acts that a day at the desk has most of: `uv run python -m benchmarks.typed`.

Each act has the same content twice: the line as it had to be typed before anything was asked or taken, and as it is
typed now, with every answer at a prompt. Both are done for real, at a terminal, and must record facts that mean the
same. Each Enter counts as one character. Exit 1 when an act takes more than before, or the median more than half.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from tests.terminal import answering

HALF = 0.5
OF_ONE_LEDGER = frozenset({"subject", "digest", "period", "review_by"})
Answers = tuple[tuple[str, str], ...]
"""What a question ends with, and what is typed there."""


class Typed(NamedTuple):
    """A line, and the answers at its prompts."""

    line: str
    answers: Answers = ()

    @property
    def characters(self) -> int:
        """All that is typed, and an Enter after each."""
        return sum(len(text) + 1 for text in (self.line, *(typed for _, typed in self.answers)))


class Act(NamedTuple):
    """The same, as it was typed and as it is."""

    name: str
    before: Typed
    now: Typed


ACTS = (
    Act(
        "open an engagement",
        Typed('sameside engagement open acme --title "Faster intake" --currency EUR --owner Ana --customer-owner Bo'),
        Typed(
            "sameside open acme",
            (
                ("--title: ", "Faster intake"),
                ("--currency: ", "EUR"),
                ("--owner: ", "Ana"),
                ("--customer-owner: ", "Bo"),
            ),
        ),
    ),
    Act(
        "propose an outcome",
        Typed(
            'sameside outcome propose acme --says "New clients start within 5 days" --metric "days to start"'
            ' --from 21 --to 5 --by 2126-09-30 --measured "CRM export, by Bo" --every month --worth 120000'
            ' --matters "each week of waiting loses a client" --price 18000'
        ),
        Typed(
            "sameside propose",
            (
                ("--says: ", "New clients start within 5 days"),
                ("--metric: ", "days to start"),
                ("--from (Enter leaves it out): ", "21"),
                ("--to (Enter leaves it out): ", "5"),
                ("--by (Enter leaves it out): ", "2126-09-30"),
                ("--measured: ", "CRM export, by Bo"),
                ("--every (Enter leaves it out): ", "m"),
                ("--worth (Enter leaves it out): ", "120000"),
                ("--matters (Enter leaves it out): ", "each week of waiting loses a client"),
                ("--price (Enter leaves it out): ", "18000"),
                ("--as [seller]: ", ""),
                ("Propose this? [y/N]: ", "y"),
            ),
        ),
    ),
    Act(
        "agree it",
        Typed("sameside outcome agree acme/o-1 --version 1 --as customer"),
        Typed("sameside agree", (("--as [customer]: ", ""), ("Agree to this? [y/N]: ", "y"))),
    ),
    Act(
        "a little thing, done",
        Typed(
            'sameside extra offer acme --says "kick-off in person" --why "a third dimension a call lacks"'
            ' --expect "they decide sooner" --done'
        ),
        Typed(
            "sameside did",
            (
                ("--says: ", "kick-off in person"),
                ("--why: ", "a third dimension a call lacks"),
                ("--expect: ", "they decide sooner"),
                ("--touches (Enter leaves it out): ", ""),
            ),
        ),
    ),
    Act(
        "what came of it",
        Typed('sameside extra observe acme/x-1 --effect helped --evidence "decided the same day" --as customer'),
        Typed(
            "sameside observe",
            (
                ("[x-1]: ", ""),
                ("--effect: ", "he"),
                ("--evidence (Enter leaves it out): ", "decided the same day"),
                ("--as [seller]: ", "c"),
            ),
        ),
    ),
    Act(
        "a measurement",
        Typed("sameside result measure acme/o-1 --value 12 --low 11 --high 13 --as customer"),
        Typed(
            "sameside measure",
            (("--value: ", "12"), ("--low [12]: ", "11"), ("--high [12]: ", "13"), ("--as [customer]: ", "")),
        ),
    ),
    Act(
        "a payment",
        Typed("sameside payment note acme/o-1 --amount 9000"),
        Typed("sameside pay", (("--amount: ", "9000"), ("--as [seller]: ", ""))),
    ),
    Act(
        "support",
        Typed("sameside work support acme --hours 3.5 --topic printers"),
        Typed("sameside support", (("--hours: ", "3.5"), ("--topic: ", "printers"))),
    ),
    Act(
        "a no",
        Typed(
            'sameside no say acme --asked "a second module" --why "your intake is upstream of it" --reason fit'
            ' --forgone 18000 --way another-approach --forward "the intake fix, inside the fixed price"'
        ),
        Typed(
            "sameside no say",
            (
                ("--asked (Enter leaves it out): ", "a second module"),
                ("--why: ", "your intake is upstream of it"),
                ("--reason: ", "f"),
                ("--way: ", "an"),
                ("--forward: ", "the intake fix, inside the fixed price"),
                ("--forgone: ", "18000"),
            ),
        ),
    ),
    Act(
        "an errand",
        Typed(
            'sameside request make acme --kind errand --says "file our permit at the town hall" --as customer',
            (("Send it? [y/N]: ", "y"),),
        ),
        Typed(
            "sameside errand",
            (
                ("--says: ", "file our permit at the town hall"),
                ("Send it? [y/N]: ", "y"),
            ),
        ),
    ),
)


def main() -> int:
    """0 when every act takes no more than before, and the median at most half."""
    with tempfile.TemporaryDirectory() as folder:
        facts = [recorded(Path(folder) / each, each) for each in ("before", "now")]
    ratios = [act.now.characters / act.before.characters for act in ACTS]
    for act, ratio in zip(ACTS, ratios, strict=True):
        print(f"{act.name:22} before {act.before.characters:4}   now {act.now.characters:4}   {ratio:.2f}")
    same = facts[0] == facts[1]
    print(f"median {median(ratios):.2f}; the facts mean {'the same' if same else 'NOT the same'}")
    return 0 if same and max(ratios) <= 1 and median(ratios) <= HALF else 1


def recorded(folder: Path, which: str) -> list[dict[str, Any]]:
    """What each fact means that the acts record, one after the other, in a ledger of their own."""
    folder.mkdir()
    environment = {name: told for name, told in os.environ.items() if name != "CI" and not name.startswith("SAMESIDE")}
    environment |= {"SAMESIDE_STORE": f"sqlite:///{folder / 'ledger.db'}", "XDG_DATA_HOME": str(folder)}
    for act in ACTS:
        at_a_terminal(getattr(act, which), environment)
    told = subprocess.run(
        [sys.executable, "-m", "cli.start", "tail", "--json"],
        env=environment,
        capture_output=True,
        check=True,
    )
    rows: list[dict[str, Any]] = json.loads(told.stdout)["rows"]
    return [_meant({name: row[name] for name in ("type", "party", "why", "body")}) for row in rows]


def _meant(value: Any) -> Any:
    """Without what is of one ledger or one moment alone: pseudonyms, the digests over them, and when it was typed."""
    if isinstance(value, list):
        return [_meant(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {name: _meant(each) for name, each in value.items() if name not in OF_ONE_LEDGER}


def at_a_terminal(typed: Typed, environment: dict[str, str]) -> None:
    """Types it, each answer once its question stands there. Raises AssertionError where another one is asked."""
    program, *words = shlex.split(typed.line)
    assert program == "sameside"
    code, screen = answering(words, typed.answers, environment)
    assert code == 0, f"{typed.line}: {screen}"


if __name__ == "__main__":
    sys.exit(main())
