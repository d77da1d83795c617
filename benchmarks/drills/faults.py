"""Trouble at every call of every verb that records: what is said is what is stored, and said again it counts once.

`uv run python -m benchmarks.drills.faults [--postgres] [--only VERB] [--every N] [--processes N] [--control]`

Each verb is tried with an error at each of its calls of the driver, before and after the call, once and for ever; then
at each step by which its answer is written to a file. Then the database is read without trouble and compared with what
was said, and the same is sent again as somebody would: as it was when it was said not to be recorded, under its id when
that was not known. `--control` leaves out the look at what is stored after an error: it has to find doubles.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from click.testing import CliRunner

from adapters.answering import Answering
from benchmarks.drills.acts import Act, acts
from benchmarks.drills.injected import WAYS, Fault, in_files
from benchmarks.drills.places import Place, in_files_of, on_a_server
from cli.main import main as sameside
from domain.extent import Extent

PATIENCE = 0.2
LONGEST = 400
"""No verb makes so many calls."""
Trouble = Callable[[Fault], AbstractContextManager[None]]


class Said(NamedTuple):
    """What was said: the exit code, how much is recorded, under which id to ask, and of a part how much."""

    code: int
    how_much: str
    id: str | None
    done: int = 0


@dataclass
class Tally:
    """What was tried, and whatever differed."""

    calls: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    missed: int = 0
    """Faults whose call was not made this time."""
    wrong: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)

    @property
    def faults(self) -> int:
        return sum(self.said.values())

    def holds(self) -> bool:
        return not (self.wrong or self.doubled)


def run(  # noqa: PLR0913
    place: Place,
    *,
    only: str | None = None,
    first: int = 1,
    every: int = 1,
    control: bool = False,
    heard: Callable[[Act, Tally], None] = lambda _act, _tally: None,
) -> Tally:
    """Every verb that records, in ledgers at that place; of the calls the `first`, and then each `every`th. After
    each verb `heard` is called.
    """
    tally = Tally()
    with _without_a_look() if control else nullcontext():
        for act in acts(place, only):
            calls = slice(first, LONGEST, every)
            _tried(place, act, place.trouble, calls, tally)
            if act.answers_in_a_file:
                _tried(place, act, in_files, calls, tally, out=str(place.folder / "answer.json"))
            heard(act, tally)
    return tally


def _tried(place: Place, act: Act, trouble: Trouble, calls: slice, tally: Tally, out: str | None = None) -> None:  # noqa: PLR0913, PLR0917
    counted = Fault()
    url = act.begin(place)
    before, said = act.stored(url), _say(act, url, trouble(counted), out=out)
    assert said.how_much == "all", f"{act.name}: {said}"
    assert counted.calls < LONGEST, f"{act.name} makes {counted.calls} calls"
    tally.calls[act.name] += counted.calls
    for at in range(counted.calls + 1)[calls]:
        for when, lasts in WAYS:
            _one(act, act.begin(place), before, trouble, Fault(at, when, lasts), tally, out)


def _one(  # noqa: PLR0913, PLR0917
    act: Act, url: str, before: int, trouble: Trouble, fault: Fault, tally: Tally, out: str | None
) -> None:
    """One fault, what is said of it, and the same sent again where so much was stored before."""
    with _impatient() if fault.lasts else nullcontext():
        said = _say(act, url, trouble(fault), out=out)
    stored = act.stored(url) - before
    tally.said[said.how_much] += 1
    tally.missed += not fault.struck
    ever = ", for ever" if fault.lasts else ""
    where = f"{act.name}{' -o' if out else ''} at call {fault.at}, {fault.when}{ever}: {said}"
    if not _is_so(said, stored, act, fault):
        tally.wrong.append(f"{where}, and {stored} of {act.total} stored")
    again = _again(act, url, said)
    stored = act.stored(url) - before
    if again.how_much != "all" or stored != act.total:
        tally.doubled.append(f"{where}; then {again}, and {stored} of {act.total} stored")


def _again(act: Act, url: str, said: Said) -> Said:
    """What somebody does then: nothing where all is recorded; who does not know asks, and sends what is not there."""
    if said.how_much == "all":
        return said
    if said.how_much == "unknown" and said.id:
        asked = _heard(["--store", url, "receipt", said.id, "--json"])
        if asked.code == 0 and not act.takes_id:
            return asked
        return _say(act, url, nullcontext(), said.id if act.takes_id else None)
    return _say(act, url, nullcontext())


def _is_so(said: Said, stored: int, act: Act, fault: Fault) -> bool:
    """Whether what was said is what is stored. Not to know is right only where nobody could look."""
    match said.how_much:
        case "all":
            return stored == act.total
        case "none":
            return stored == 0
        case "part":
            return stored == said.done
        case "unknown":
            return fault.lasts and said.done <= stored
        case _:
            return False


def _say(
    act: Act, url: str, trouble: AbstractContextManager[None], id_: str | None = None, *, out: str | None = None
) -> Said:
    """Says it at the command line, and what came back."""
    line = [*(["-o", out] if out else []), *act.line(url, id_), "--json"]
    if out:
        Path(out).unlink(missing_ok=True)
    with act.as_typed(), trouble:
        return _heard(line)


def _heard(line: list[str]) -> Said:
    ended = CliRunner().invoke(sameside, line, prog_name="sameside")
    if ended.exit_code == 0:
        return Said(0, "all", None)
    last = ended.stderr.strip().splitlines()[-1] if ended.stderr.strip() else ""
    error = json.loads(last)["error"] if last.startswith('{"error"') else None
    if error is None or error["code"] == "UNEXPECTED" or (recorded := error["recorded"]) is None:
        return Said(ended.exit_code, f"no answer: {last}", None)
    return Said(ended.exit_code, recorded["how_much"], next(iter(recorded["ids"]), None), recorded.get("done", 0))


@contextmanager
def _impatient() -> Iterator[None]:
    """Nobody waits long for what is away on purpose; for a server that is, the trouble itself ends the wait."""
    with (
        patch("adapters.event_store.sqlite.files.LOCK_SECONDS", PATIENCE),
        patch("adapters.wiring.LOOK_SECONDS", PATIENCE),
        patch("adapters.wiring.pause", lambda _: None),
    ):
        yield


@contextmanager
def _without_a_look() -> Iterator[None]:
    """The control: after an error it is said that nothing was recorded, and nobody looks."""
    with patch.object(Answering, "_extent", lambda *_: Extent.none()):
        yield


def together(tallies: Sequence[Tally]) -> Tally:
    """What came of it where each tried some of the calls."""
    whole = Tally(calls=max((tally.calls for tally in tallies), key=Counter.total))
    for tally in tallies:
        whole.said += tally.said
        whole.missed += tally.missed
        whole.wrong += tally.wrong
        whole.doubled += tally.doubled
    return whole


def tell(tally: Tally) -> None:
    """Prints what came of it."""
    print(f"{len(tally.calls)} verbs, {sum(tally.calls.values())} calls, {tally.faults} faults: {dict(tally.said)}")
    if tally.missed:
        print(f"met no call: {tally.missed}")
    print(f"words that differ from what is stored: {len(tally.wrong)}")
    print(f"doubled or lost when sent again: {len(tally.doubled)}")
    for line in [*tally.wrong[:10], *tally.doubled[:10]]:
        print(f"  {line}")


def _far(act: Act, tally: Tally) -> None:
    """Says on stderr how far it is: all of it takes minutes."""
    ends = f"{tally.faults} faults so far, {len(tally.wrong)} wrong, {len(tally.doubled)} doubled or lost"
    print(f"{len(tally.calls)}. {act.name}: {tally.calls[act.name]} calls; {ends}", file=sys.stderr, flush=True)


def _share(asked: argparse.Namespace, number: int) -> Tally:
    """What one of several processes tries, with a place of its own."""
    calls = {"first": 1 + asked.every * number, "every": asked.every * asked.processes}
    with on_a_server() if asked.postgres else in_files_of() as place:
        return run(place, only=asked.only, control=asked.control, heard=_far, **calls)


def main() -> int:
    """0 when every word holds; with --control when it finds doubles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--only")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--control", action="store_true")
    asked = parser.parse_args()
    with ProcessPoolExecutor(asked.processes, mp_context=get_context("fork")) as pool:
        tally = together([*pool.map(partial(_share, asked), range(asked.processes))])
    tell(tally)
    return 0 if tally.holds() != asked.control else 1


if __name__ == "__main__":
    sys.exit(main())
