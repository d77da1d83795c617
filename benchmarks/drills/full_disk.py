"""A disk with no room left, at many fill points under five verbs: what is said is what is stored, nothing is lost, and
all of it works once there is room.

`uv run python -m benchmarks.drills.full_disk [--points 500] [--seed 7] [--only VERB] [--unmeasured] [--control]`

Each point copies a ledger onto a small disk in memory, fills that but for so many KB, and says one verb: append,
import, rebuild, report, or an answer by `-o`. Its temporary files lie there too, or elsewhere. How much a verb needs is
measured first, so that the points lie where something gives; `--unmeasured` takes what was needed once. Then the disk
has room again: what was said is compared with what is stored, the same is said again, and every fact and view is
proved. `--control` leaves out the look at what is stored after an error, and has to find wrong words. Needs Linux, and
root or namespaces of users: it mounts in a namespace of its own. Exit 1 where anything differs.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.drills.full_disk_verbs import CONDITIONS, VERBS, WRITE, Ledgers, Point, judged, warm_up
from benchmarks.drills.small_disk import INSIDE, KB, CannotMount, Disk, again_inside, small_disk

MEGABYTES = 24
STEP_KB = 4
"""A page: less room than that is none."""
NEEDED = {"append": 24, "import": 160, "rebuild": 1024, "report": 4, "-o": 32}
"""KB, by verb, when this was written."""
BEYOND = 1.2
"""So far beyond what a verb needs do its points go."""
MODULE = "benchmarks.drills.full_disk"


@dataclass
class Tally:
    """What was tried, how it was answered, and whatever differed."""

    needs: dict[str, int] = field(default_factory=dict)
    """KB that a verb needs, by verb."""
    answers: dict[str, Counter[str]] = field(default_factory=lambda: {verb: Counter() for verb in VERBS})
    wrong: list[str] = field(default_factory=list)

    @property
    def points(self) -> int:
        return sum(each.total() for each in self.answers.values())


@dataclass(frozen=True)
class Asked:
    """How many points, drawn by which seed, over which verbs; with how many KB each needs, where that is known."""

    points: int
    seed: int
    verbs: Sequence[str] = VERBS
    needs: Mapping[str, int] | None = None
    control: bool = False


def run(disk: Disk, folder: Path, asked: Asked) -> Tally:
    """So many points, the verbs in turn."""
    warm_up(folder)
    chance, tally, ledgers = Random(asked.seed), Tally(), Ledgers(folder)
    tally.needs = {**(asked.needs or _measured(disk, ledgers))}
    for number in range(asked.points):
        verb = asked.verbs[number % len(asked.verbs)]
        # Who reads needs no room, and what it keeps for the next reader needs some of what a rebuild does.
        needed = tally.needs[verb if verb in WRITE else chance.choice(VERBS)]
        most = max(int(needed * BEYOND), 4 * STEP_KB)
        room = chance.randrange(0, most + 1, STEP_KB)
        point = Point(verb, chance.choice(CONDITIONS), room, chance.random() < 0.5, number)
        answer, wrong = judged(disk, ledgers, point, control=asked.control)
        tally.answers[verb][answer] += 1
        tally.wrong += [f"{point}: {line}" for line in wrong]
    return tally


def _measured(disk: Disk, ledgers: Ledgers) -> dict[str, int]:
    return {verb: max(_needed(disk, ledgers, verb, condition) for condition in CONDITIONS) for verb in VERBS}


def _needed(disk: Disk, ledgers: Ledgers, verb: str, condition: str) -> int:
    """KB with which the verb does all of it, within a quarter."""

    def fits(kilobytes: int) -> bool:
        point = Point(verb, condition, kilobytes, True, 1)
        return judged(disk, ledgers, point, control=False, prove=False)[0] == "all"

    least, most = 0, STEP_KB
    while not fits(most):
        least, most = most, 2 * most
        assert most * KB < MEGABYTES * KB * KB, f"{verb} does not fit on this disk"
    while most - least > max(most // 4, STEP_KB):
        middle = (least + most) // 2
        least, most = (least, middle) if fits(middle) else (middle, most)
    return most


def tell(tally: Tally) -> None:
    """Prints what came of it."""
    print(f"{tally.points} fill points, {len(tally.wrong)} wrong")
    for verb, answers in tally.answers.items():
        told = ", ".join(f"{answer} {count}" for answer, count in sorted(answers.items()))
        print(f"  {verb}: needs {tally.needs[verb]} KB; {told}")
    for line in tally.wrong[:40]:
        print(f"  WRONG {line}")


def main(asked: Sequence[str]) -> int:
    """0 when every word holds; with --control when it finds wrong ones."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--points", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", choices=VERBS)
    parser.add_argument("--unmeasured", action="store_true")
    parser.add_argument("--control", action="store_true")
    parser.add_argument(INSIDE, action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args(asked)
    if not given.inside:
        try:
            again_inside(MODULE, asked)
        except CannotMount as reason:
            print(f"skipped: {reason}")
            return 0
    verbs, needs = [given.only] if given.only else VERBS, NEEDED if given.unmeasured else None
    with TemporaryDirectory() as folder, small_disk(MEGABYTES) as disk:
        tally = run(disk, Path(folder), Asked(given.points, given.seed, verbs, needs, given.control))
    tell(tally)
    return 0 if bool(tally.wrong) == given.control else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
