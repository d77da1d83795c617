"""Kills `sameside serve` with -9 while browsers send forms: what was answered is there once, the rest at most once.

    uv run python -m benchmarks.portal_kills [KILLS=200] [--postgres] [--seed 7]

Both sides send, each form under a key of its own, until the server is killed at a random moment. It is served again,
and every browser sends every form of its own once more with the key it had: each must be there once. The sessions must
last; two of them last over all kills. A control sends them again under fresh keys, and must find every recorded form
twice. Exit 1 on any difference, where no kill met a form, and where the control finds nothing.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

from adapters.portal.forms import fresh_key
from benchmarks.served import GONE, NEED, PATIENCE_SECONDS, Browser, Ledger, serve
from tests.servers.postgres import server

KILLS, EACH_SIDE, CONTROLS = 200, 2, 2
LONGEST_SECONDS = 1.2
"""A kill comes at a random moment of so long, which begins with the first answer."""
Form = tuple[str, str]
"""A key, and the words under it, which no other form has."""


@dataclass
class Found:
    """Forms that were sent, answered or not, and what of the others was recorded; every difference."""

    kills: int = 0
    answered: int = 0
    unanswered: int = 0
    recorded_unanswered: int = 0
    resent: int = 0
    sessions: int = 0
    wrong: list[str] = field(default_factory=list)

    def holds(self) -> bool:
        return not self.wrong and self.unanswered > 0 and self.answered > 0


class Sender(Thread):
    """One browser that sends forms until nobody answers."""

    def __init__(self, browser: Browser, stream: str, name: str, begun: Event) -> None:
        super().__init__()
        self.browser, self.action, self.who, self.begun = browser, f"/e/{stream}/do/{NEED}", name, begun
        self.answered: list[Form] = []
        self.open: list[Form] = []
        self.refused: list[str] = []

    def run(self) -> None:
        number = 0
        while not self.refused:
            number += 1
            form = (f"f{fresh_key()}", f"{self.who}: form {number} of {self.action}")
            try:
                status = self.send(form)
            except GONE:
                self.open.append(form)
                return
            if status == 303:
                self.answered.append(form)
            else:
                self.refused.append(f"{form[1]}: answered {status}")
            self.begun.set()

    def send(self, form: Form, **knows: str) -> int:
        """The answer's status; whoever `knows` that the same was recorded before says so."""
        return self.browser.post(self.action, key=form[0], verbatim=form[1], seen="0", **knows).status


class Drill:
    """One ledger, its server that is killed and served again, and two sessions of the seller that last throughout."""

    def __init__(self, store: str, log: Path, seed: int) -> None:
        self.ledger, self.log, self.chance = Ledger(store), log, random.Random(seed)
        self.server = serve(store, log)
        self.sellers = [Browser(self.server.url) for _ in range(EACH_SIDE)]
        for browser, link in zip(self.sellers, (self.server.link, self.ledger.owners_link()), strict=True):
            browser.enter(link)

    def killed(self, number: int, found: Found, *, fresh_keys: bool = False) -> None:
        """One kill, the same forms once more, and the comparison."""
        stream = f"killed-{number}"
        senders = list(self._senders(stream))
        for one in senders:
            one.start()
        senders[0].begun.wait(PATIENCE_SECONDS)
        time.sleep(self.chance.uniform(0, LONGEST_SECONDS))
        self.server.kill()
        for one in senders:
            one.join()
        self._judge_killed(stream, senders, found)
        self.server = serve(self.ledger.store, self.log)
        self._again(stream, senders, found, fresh_keys=fresh_keys)
        found.kills += 1

    def _senders(self, stream: str) -> Iterator[Sender]:
        """Both sides; the customer's come in anew."""
        self.ledger.opened(stream)
        customers = [Browser(self.server.url) for _ in range(EACH_SIDE)]
        for number, browser in enumerate(customers):
            browser.enter(self.ledger.invited(stream, number))
        begun = Event()
        for number, browser in enumerate((*self.sellers, *customers)):
            yield Sender(browser, stream, f"browser {number}", begun)

    def _judge_killed(self, stream: str, senders: Sequence[Sender], found: Found) -> None:
        """What was answered is there once; what was not is there once or not at all; and nothing else is."""
        heard = Counter(self.ledger.heard(stream))
        for one in senders:
            found.wrong += one.refused
            found.answered += len(one.answered)
            found.unanswered += len(one.open)
            found.recorded_unanswered += sum(heard[words] for _, words in one.open)
            found.wrong += [
                f"{words}: answered, {heard[words]} facts" for _, words in one.answered if heard[words] != 1
            ]
            found.wrong += [f"{words}: unanswered, {heard[words]} facts" for _, words in one.open if heard[words] > 1]
        known = {words for one in senders for _, words in (*one.answered, *one.open)}
        found.wrong += [f"{words}: nobody sent this" for words in heard if words not in known]

    def _again(self, stream: str, senders: Sequence[Sender], found: Found, *, fresh_keys: bool) -> None:
        """Every form once more: each is there once."""
        for one in senders:
            one.browser.at(self.server.url)
            if (status := one.browser.get(f"/e/{stream}").status) != 200:
                found.wrong.append(f"{stream}, {one.who}: the session ended, answered {status}")
            found.sessions += 1
            for key, words in (*one.answered, *one.open):
                fresh = ((f"f{fresh_key()}", words), {"again": "true"})
                form, knows = fresh if fresh_keys else ((key, words), {})
                if (status := one.send(form, **knows)) != 303:
                    found.wrong.append(f"{words}: sent again, answered {status}")
                found.resent += 1
            if one.browser not in self.sellers:
                one.browser.close()
        heard = Counter(self.ledger.heard(stream))
        sent = [words for one in senders for _, words in (*one.answered, *one.open)]
        found.wrong += [f"{words}: sent again, {heard[words]} facts" for words in sent if heard[words] != 1]

    def close(self) -> None:
        self.server.kill()
        self.ledger.close()


def run(store: str, log: Path, kills: int, *, seed: int = 7, fresh_keys: bool = False) -> Found:
    """So many kills of the server of one ledger."""
    drill, found = Drill(store, log, seed), Found()
    try:
        for number in range(kills):
            drill.killed(number, found, fresh_keys=fresh_keys)
    finally:
        drill.close()
    return found


def _tell(name: str, found: Found) -> None:
    print(
        f"{name}: {found.kills} kills; {found.answered} forms answered; {found.unanswered} not, of which "
        f"{found.recorded_unanswered} recorded; {found.resent} sent again; {found.sessions} sessions looked at; "
        f"{len(found.wrong)} wrong",
        flush=True,
    )
    for what in found.wrong[:3]:
        print(f"  {what}")


@contextmanager
def _store(folder: Path, *, postgres: bool) -> Iterator[list[str]]:
    """Two stores: for the drill, and for its control."""
    if not postgres:
        yield [f"sqlite:///{folder / name}.db" for name in ("drill", "control")]
        return
    with server(None) as databases:
        yield [databases.database(), databases.database()]


def main(asked: Sequence[str]) -> int:
    """0 when nothing was lost or doubled, and the control found what it doubled."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kills", type=int, nargs="?", default=KILLS)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--seed", type=int, default=7)
    told = parser.parse_args(asked)
    with tempfile.TemporaryDirectory() as place, _store(Path(place), postgres=told.postgres) as stores:
        name, log = "PostgreSQL" if told.postgres else "SQLite", Path(place) / "log"
        found = run(stores[0], log, told.kills, seed=told.seed)
        _tell(name, found)
        control = run(stores[1], log, CONTROLS, seed=told.seed, fresh_keys=True)
        _tell(f"{name}, control, sent again under fresh keys", control)
    return 0 if found.holds() and len(control.wrong) >= control.answered > 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
