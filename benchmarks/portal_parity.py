"""Both sides' pages of a simulated portfolio are one page, and say in a browser what the terminal says.

    uv run python -m benchmarks.portal_parity [ACCOUNTS=40] [--control]

Every page that both sides read, of three engagements an account and of the account: the sides' pages are equal but for
the header and the forms, and every text of the sheet stands in its own place of the HTML and under its own label in the
terminal. `--control` leaves the reasons out of the customer's pages, and must find that. Exit 1 on any difference.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from adapters.portal.documents import Documents, Kept
from adapters.portal.html import anchor
from adapters.portal.visitors import today_in
from benchmarks.histories import load
from cli import labelled
from cli.layout import render
from cli.stories.portfolio import portfolio
from projections.pages.every import sheet_of
from projections.pages.sheet import Item, Sheet
from tests.portal import Portal, portal

ACCOUNTS = 40
VOID = frozenset({"area", "base", "br", "hr", "img", "input", "link", "meta", "wbr"})
OWN = frozenset({"header", "form", "nav"})
"""What each side has of its own: links are to what they may open; the forms stand in a section of the class `yours`."""
AT_THE_HEAD = frozenset({"engagement", "owners", "basis", "account"})
"""Kinds of lines that stand at the head of the page and have no place with a name."""
MADE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC")
"""When a page was made, which may be a minute later for whoever reads second."""
WHOLE = re.compile(r"<span class=w>([^<]*)</span>")
"""What a line is not to part is no word of its own."""
Spoilt = Callable[[str, str], str]
"""What becomes of a side's page before it is compared: a control takes something away."""


@dataclass
class Found:
    """How much was compared, and what differs."""

    pages: int = 0
    texts: int = 0
    wrong: list[str] = field(default_factory=list)


class Said(HTMLParser):
    """What a page says: both sides' part of it, and each element that has a name."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str, bool]] = []
        self.shared: list[str] = []
        self.named: dict[str, list[str]] = {}
        self.feed(WHOLE.sub(r"\1", html))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = dict(attrs)
        if tag not in VOID:
            own = tag in OWN or "yours" in (have.get("class") or "").split()
            self.open.append((tag, have.get("id") or "", own))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(own for *_, own in self.open):
            self.shared.append(data)
        for _, name, _ in self.open:
            if name:
                self.named.setdefault(name, []).append(data)


def plain(pieces: Sequence[str]) -> str:
    """Words with one space between them."""
    return " ".join(" ".join(pieces).split())


class Page(NamedTuple):
    """One page: its address, the sheet that it is made of, and the page of each side with what it folds away."""

    path: str
    sheet: Sheet
    sides: dict[str, list[Said]]


def texts(items: Iterable[Item], under: str = "") -> Iterator[tuple[Item, str, str]]:
    """Every text of these lines and of their parts, with its line, and the label that the line stands under."""
    for item in items:
        yield from ((item, under, plain([text])) for text in item.texts if text)
        yield from texts(item.parts, item.label)


def compare(page: Page, found: Found) -> None:
    """The sides with each other, and each with the sheet, as is the terminal."""
    found.pages += 1
    seller, customer = (MADE.sub("", plain(page.sides[side][0].shared)) for side in ("seller", "customer"))
    if seller != customer:
        found.wrong.append(f"{page.path}: the sides differ: {_first_difference(seller, customer)}")
    printed = labelled.parse(render(page.sheet, "customer"))
    for item, under, text in texts(page.sheet.items):
        found.texts += 1
        label = under if item.kind == "expert" else item.label  # a column of a map stands under the map's label
        if text not in plain([printed.get(label, "")]):
            found.wrong.append(f"{page.path}: {item.kind} {item.label}: the terminal lacks: {text}")
        for side, said in page.sides.items():
            if not any(text in place for place in _places(item, under, said)):
                found.wrong.append(f"{page.path}: {item.kind} {item.label}: the {side}'s page lacks: {text}")


def _places(item: Item, under: str, said: list[Said]) -> Iterator[str]:
    """Where its texts may stand: in its own element, or the one it is a part of; what stands at the head, anywhere."""
    for one in said:
        if item.kind in AT_THE_HEAD:
            yield plain(one.shared)
        for label in (item.label, under):
            yield plain(one.named.get(anchor(label), []))


def _first_difference(one: str, other: str) -> str:
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"{one[max(0, at - 20) : at + 40]!r} and {other[max(0, at - 20) : at + 40]!r}"


def pages(site: Portal, spoilt: Spoilt) -> Iterator[Page]:
    """Every page that both sides read."""
    reading, owner = Documents(site.app, Kept()), site.browser(site.owners_link())
    accounts: dict[str, Any] = {}
    for stream in site.app.streams("engagement/", 100_000):
        name = stream.partition("/")[2]
        browsers = {"seller": owner, "customer": site.browser(site.invited(stream=name))}
        for view, path in (("accountability", f"/e/{name}"), ("support", f"/e/{name}/support")):
            document = reading.of(view, stream)
            if document is not None:
                yield _page(path, view, document, browsers, spoilt)
        accounts[reading.of("accountability", stream).account] = browsers
    for account, browsers in accounts.items():
        document = reading.of("account", f"account/{account}")
        if document is not None:
            yield _page(f"/a/{account}", "account", document, browsers, spoilt)


def _page(path: str, view: str, document: Any, browsers: dict[str, Any], spoilt: Spoilt) -> Page:
    sides = {side: [Said(spoilt(side, html)) for html in _read(browser, path)] for side, browser in browsers.items()}
    return Page(path, sheet_of(view, document, today_in(document.time_zone)), sides)


def _read(browser: Any, path: str) -> Iterator[str]:
    """The page, and the page of the rest where it leads to one."""
    answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    yield answer.text
    if f'href="{path}/things"' in answer.text:
        yield browser.get(f"{path}/things").text


def unspoilt(_: str, html: str) -> str:
    """The page as it came."""
    return html


def run(url: str, accounts: int, spoilt: Spoilt = unspoilt) -> Found:
    """Every page of so many accounts."""
    with portal(url, number=1) as site:
        load(site.app, b"".join(orjson.dumps(line) + b"\n" for line in portfolio(accounts)))
        return compared(site, spoilt)


def compared(site: Portal, spoilt: Spoilt = unspoilt) -> Found:
    """Every page of a site."""
    found = Found()
    for page in pages(site, spoilt):
        compare(page, found)
    return found


def without_reasons(side: str, html: str) -> str:
    """The planted omission."""
    return re.sub(r'<p class="why">[^<]*</p>', "", html) if side == "customer" else html


def main(asked: Sequence[str]) -> int:
    """0 when nothing differs; of the control, when something does."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("accounts", type=int, nargs="?", default=ACCOUNTS)
    parser.add_argument("--control", action="store_true")
    told = parser.parse_args(asked)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'parity.db'}"
        found = run(url, told.accounts, without_reasons) if told.control else run(url, told.accounts)
    compared = f"{found.pages} pages of both sides, {found.texts} texts"
    print(f"{told.accounts} accounts: {compared}, {len(found.wrong)} differences")
    for what in found.wrong[:20]:
        print(f"  {what}")
    return int(bool(found.wrong) is not told.control)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
