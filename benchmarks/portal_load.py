"""The page of a long engagement, read by one and by many while others write: its times, its bytes, and no fact amiss.

    uv run python -m benchmarks.portal_load [SECONDS=20] [--readers 50] [--writers 5] [--control]

On SQLite and on a PostgreSQL that is started for it. First one reader alone: seconds to the first byte of the page with
200 little things, and of a 304, beside a bare Starlette page as long on the same uvicorn. Then all at once; afterwards
every form that was answered must be there once. `--control` sends each form under two keys, and must find it twice.
Times are told and not judged. Exit 1 on any other answer than a page, a 304 or a recorded form, on any difference, and
where the page is longer than it may be.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from adapters.portal.forms import fresh_key
from benchmarks.served import GONE, NEED, Answer, Browser, Ledger, Process, running, serve
from tests.portal import TERMS
from tests.servers.postgres import server

SECONDS, READERS, WRITERS, THINGS, ROUNDS = 20.0, 50, 5, 200, 40
UNCOUNTED = 10
BYTES_MAX = 100_000
STREAM = "long"
PAGE, FORM = f"/e/{STREAM}", f"/e/{STREAM}/do/{NEED}"


@dataclass
class Found:
    """Seconds to the first byte of each kind of answer, the forms that were recorded, and everything amiss."""

    pages: list[float] = field(default_factory=list)
    unchanged: list[float] = field(default_factory=list)
    forms: list[float] = field(default_factory=list)
    recorded: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def fill(ledger: Ledger, things: int) -> None:
    """An engagement with so many little things: most were done and observed, some wait for either side."""
    ledger.opened(STREAM)
    ledger.say("outcome.propose", STREAM, "propose", terms=TERMS)
    ledger.say("outcome.agree", STREAM, "agree", outcome="o-1", version=1, **{"as": "customer"})
    words = {"why": "they looked for it twice a day", "why_kind": "observation", "hypothesis": "nobody looks any more"}
    for n in range(things):
        waits = n < things // 30
        how = {"touches": ["place"]} if waits else {"done": True}
        ledger.say("extra.offer", STREAM, f"offer-{n}", says=f"A label on the shelf of room {n}", **words, **how)
        if not waits and n % 15:
            effect = ("helped", "no-effect", "hurt")[n % 3]
            ledger.say("extra.observe", STREAM, f"observe-{n}", thing=f"x-{n + 1}", effect=effect, evidence="we asked")


class Reader:
    """Reads the page; every second time as a browser does that has it already."""

    def __init__(self, browser: Browser) -> None:
        self.browser, self.has = browser, ""

    def __call__(self, found: Found) -> None:
        answer = self.browser.get(PAGE, **({"if_none_match": self.has} if self.has else {}))
        if answer.status == 304:
            found.unchanged.append(answer.waited)
        elif answer.status == 200:
            found.pages.append(answer.waited)
        else:
            found.wrong.append(f"the page: answered {answer.status}")
        self.has = "" if self.has else answer.headers.get("etag", "")


class Writer:
    """Sends forms, each with words that no other has; the control under two keys each."""

    def __init__(self, browser: Browser, name: str, *, twice: bool) -> None:
        self.browser, self.name, self.twice, self.sent = browser, name, twice, 0

    def __call__(self, found: Found) -> None:
        self.sent += 1
        words = f"{self.name}: form {self.sent}"
        knows = {"again": "true"} if self.twice else {}  # else it is asked whether it means it
        for _ in range(1 + self.twice):
            answer = self.browser.post(FORM, key=f"f{fresh_key()}", verbatim=words, seen="0", **knows)
            if answer.status != 303:
                found.wrong.append(f"{words}: answered {answer.status}")
                return
            found.forms.append(answer.waited)
        found.recorded.append(words)


class Client(Thread):
    """Somebody who asks again and again until the time is over."""

    def __init__(self, ask: Reader | Writer, until: float) -> None:
        super().__init__()
        self.ask, self.until, self.found = ask, until, Found()

    def run(self) -> None:
        while time.monotonic() < self.until:
            try:
                self.ask(self.found)
            except GONE as gone:
                self.found.wrong.append(f"no answer: {gone!r}")


class Crowd(NamedTuple):
    """Who is there at once, and for how long; with `twice` each form is sent under two keys."""

    readers: int
    writers: int
    seconds: float
    twice: bool = False


def load(ledger: Ledger, url: str, crowd: Crowd) -> Found:
    """All of them at once for so long, and the comparison of what was answered with what is recorded."""
    guests = [_came_in(url, ledger.invited(STREAM, n)) for n in range(2)] + [_came_in(url, ledger.owners_link())]
    until = time.monotonic() + crowd.seconds
    asking: list[Reader | Writer] = [Reader(_like(url, guests[n % 3])) for n in range(crowd.readers)]
    asking += [Writer(_like(url, guests[n % 3]), f"writer {n}", twice=crowd.twice) for n in range(crowd.writers)]
    clients = [Client(ask, until) for ask in asking]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    for browser in (*guests, *(ask.browser for ask in asking)):
        browser.close()
    whole = Found()
    for one in clients:
        for name, part in vars(one.found).items():
            getattr(whole, name).extend(part)
    heard = Counter(ledger.heard(STREAM))
    whole.wrong += [f"{words}: answered, {heard[words]} facts" for words in whole.recorded if heard[words] != 1]
    sent = set(whole.recorded)
    whole.wrong += [f"{words}: recorded, and not answered so" for words in heard if words not in sent]
    return whole


def _came_in(url: str, link: str) -> Browser:
    browser = Browser(url)
    browser.enter(link)
    return browser


def _like(url: str, other: Browser) -> Browser:
    """One more window of the same browser."""
    browser = Browser(url)
    browser.cookie = other.cookie
    return browser


def alone(browser: Browser, log: Path, rounds: int) -> dict[str, list[Answer]]:
    """Page, 304 and the bare page in turn, after some that are not counted: every thread has begun by then."""
    first = browser.get(PAGE)
    with running(Process("benchmarks.bare_page", str(len(first.body)), log=log)) as bare_server:
        bare = Browser(bare_server.url)
        found: dict[str, list[Answer]] = {"page": [], "unchanged": [], "bare": []}
        for number in range(-UNCOUNTED, rounds):
            page = browser.get(PAGE)
            answers = {"page": page, "unchanged": browser.get(PAGE, if_none_match=page.headers["etag"])}
            answers["bare"] = bare.get("/")
            if number >= 0:
                for name, answer in answers.items():
                    found[name].append(answer)
        bare.close()
    return found


def _ms(seconds: Sequence[float]) -> str:
    if not seconds:
        return "none"
    p99 = sorted(seconds)[min(len(seconds) - 1, int(len(seconds) * 0.99))]
    return f"{len(seconds)}, p50 {statistics.median(seconds) * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms"


def _tell_alone(name: str, found: dict[str, list[Answer]]) -> bool:
    body = found["page"][0].body
    medians = {kind: statistics.median(one.waited for one in answers) for kind, answers in found.items()}
    for kind, answers in found.items():
        ratio = medians[kind] / medians["bare"]
        print(f"{name}, alone, {kind}: {_ms([one.waited for one in answers])}, {ratio:.1f} of the bare page")
    print(f"  {len(body):,} bytes, at most {BYTES_MAX:,}; {len(gzip.compress(body)):,} once compressed", flush=True)
    kinds = {kind: {one.status for one in answers} for kind, answers in found.items()}
    return len(body) <= BYTES_MAX and kinds == {"page": {200}, "unchanged": {304}, "bare": {200}}


def drill(name: str, store: str, log: Path, told: argparse.Namespace) -> bool:
    """Prints the figures of one store; whether all is as it must be."""
    ledger = Ledger(store)
    fill(ledger, THINGS)
    print(f"{name}: {THINGS} little things, {ledger.app.position} facts", flush=True)
    with running(serve(store, log)) as site:
        well = _tell_alone(name, alone(_came_in(site.url, site.link), log, ROUNDS))
        found = load(ledger, site.url, Crowd(told.readers, told.writers, told.seconds, told.control))
    ledger.close()
    print(
        f"{name}, {told.readers} readers and {told.writers} writers for {told.seconds:.0f} s: {len(found.wrong)} wrong"
    )
    for kind, seconds in (("pages", found.pages), ("304", found.unchanged), ("forms", found.forms)):
        print(f"  {kind}: {_ms(seconds)}")
    for what in found.wrong[:3]:
        print(f"  {what}", flush=True)
    return len(found.wrong) == len(found.recorded) > 0 if told.control else well and not found.wrong


def main(asked: Sequence[str]) -> int:
    """0 when no answer and no fact was amiss."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seconds", type=float, nargs="?", default=SECONDS)
    parser.add_argument("--readers", type=int, default=READERS)
    parser.add_argument("--writers", type=int, default=WRITERS)
    parser.add_argument("--control", action="store_true")
    told = parser.parse_args(asked)
    with tempfile.TemporaryDirectory() as folder, server(None) as databases:
        places = {"SQLite": f"sqlite:///{Path(folder) / 'load.db'}", "PostgreSQL": databases.database()}
        well = [drill(name, store, Path(folder) / "log", told) for name, store in places.items()]
    return 0 if all(well) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
