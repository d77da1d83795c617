"""Each line of the first page is settled by the form that it leads to, by whoever may, and none lacks one."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from adapters.wiring import Application
from domain.catalogue import COMMANDS
from domain.engagement.shared.requested import Effect, mark
from projections.pages.language import ENGLISH
from projections.pages.phrases import past_due, to_do
from projections.pages.today import WHOLE, Line
from tests.integration.test_waits import ACTS, HISTORIES, SETTLED_ALREADY, printed, simulated, standing, told
from tests.portal import Forms, Portal, portal, text_of
from tests.spec import COUNT, TARGET, Said, agrees, customer, opened, proposed, seller

FILLED = {
    "stands": "1",
    "why": "so that it is seen",
    "says": "so that nobody waits",
    "effect": "helped",
    "until": "2126",
    "cost": "",
    "terms.says": "New clients start within a week",
}
PRICED = {
    **COUNT,
    "worth": {"low": "900", "high": "1000", "per": "result"},
    "matters": "every ticket that comes back costs us a client",
    "price": [{"form": "per-result", "amount": "700", "cap": "35000.50"}],
    "guarantee": "what does not hold is not paid",
}
SEEN = mark("terms", None, Effect(how="version", outcome="o-1", version=1))
OTHER_TERMS: tuple[Said, ...] = (
    opened(occurred_at="2026-01-01"),
    proposed(PRICED),
    agrees(),
    customer("request.make", kind="terms", outcome="o-1", says="count fewer of them", effect=SEEN),
    customer("outcome.propose", outcome="o-1", terms={**PRICED, "guarantee": "nothing"}, why="we are short of money"),
    proposed(occurred_at="2026-02-01"),
    customer("outcome.agree", outcome="o-2", version=1, occurred_at="2026-02-02"),
    seller("result.measure", outcome="o-2", value="4", period="2026-02-12", occurred_at="2026-02-12"),
    seller("result.reach", outcome="o-2", occurred_at="2026-02-12"),
    proposed({**TARGET, "counts_from": "2026-02-05"}, outcome="o-2", why="we knew more", occurred_at="2026-02-20"),
)
"""What only other terms settle: a request at a result price, and a proposal that would count what it may not."""
ENTRANCE = frozenset({"person-invited.v1", "person-entered.v1", "person-left.v1"})
NO_DOOR = "witness"
"""A side that nobody is invited for: its word is recorded by the others, at a command line."""
LINE = re.compile(r'<li class="due"><p>.*?</li>', re.DOTALL)
WAY = re.compile(r'<a href="([^"]+)">')


def listed(page: str) -> dict[str, list[str]]:
    """Each line of the first page, by what it says, with where each that says so leads; nowhere, and it is empty."""
    found: dict[str, list[str]] = {}
    for line in LINE.findall(page.partition("<h2>Your pages")[0]):
        ways = WAY.findall(line)
        found.setdefault(text_of(line), []).append(unescape(ways[0]) if ways else "")
    return found


def way_to(page: str, line: Line) -> tuple[str, str]:
    """What the line says on the first page, and the form that it leads to."""
    about = line.row.place if line.row.about in WHOLE else f"{line.row.place}/{line.row.about}"
    late = past_due(ENGLISH, line.row.what) if line.state == "late" else to_do(ENGLISH, line.row.what, line.row.side)
    meant, whose = f" {about}: {late} ", f"{line.row.side} to do"
    ways = [(says, way) for says, ways in listed(page).items() for way in ways if meant in says and whose in says]
    of = f"{'ae'[line.row.stream.startswith('engagement/')]}/{line.row.place}/do/{line.act.command}"
    (found,) = ((says, way) for says, way in ways if way.startswith(f"/{of}"))
    return found


def filled(page: str, line: Line, site: Portal) -> tuple[str, dict[str, str]]:
    """The form as somebody fills it in who knows what it asks."""
    forms = Forms(page)
    at = next(at for at, (action, _) in enumerate(forms.found) if f"/do/{line.act.command}" in action)
    action, fields = forms.found[at]
    fields |= {name: FILLED[name] for name, text in fields.items() if not text and name in FILLED}
    fields |= {name: FILLED.get(name, picks[0]) for name, picks in forms.picks[at].items() if name != "terms"}
    if line.act.command == "outcome.propose":
        fields["terms.counts_from"] = "2026-03-01"
    if fields.get("value") == "":
        page_of = site.app.views.page("accountability", line.row.stream).documents[line.row.stream]
        fields["value"] = str(page_of.outcomes[line.row.about].terms.metric.target or 1)
    return action, fields


def door(site: Portal, line: Line) -> str:
    """The secret of a link for somebody of the line's side with the least role that may send its form."""
    may = COMMANDS[line.act.command].may
    assert may is not None
    stream = line.row.stream
    if stream.startswith("account/"):
        pages = site.app.views.report("accountability", None)
        stream = next(key for key, page in pages if f"account/{page.account}" == line.row.stream)
    return site.invited("Kim Roth", may.role, line.row.side, stream)


def settle(site: Portal, line: Line) -> None:
    """As somebody of that side: by the way on the first page, its form, and what it says once it was sent."""
    browser = site.browser(door(site, line))
    says, way = way_to(browser.get("/?all=1").text, line)
    action, fields = filled(browser.get(way).text, line, site)
    before = len(facts(site, line.row.stream))
    answer = browser.post(action, data=fields)
    assert answer.status_code == 303, text_of(answer.text)
    assert "Recorded. Both sides see it now." in browser.get(answer.headers["location"]).text
    said = [fact for fact in facts(site, line.row.stream)[before:] if fact.type not in ENTRANCE]
    assert said
    assert {(fact.party, fact.actor.how, fact.on_behalf) for fact in said} == {(line.row.side, "link", False)}
    left = standing(site.app, line.row.stream)
    assert printed(line) not in left
    # What is due by a day may be due by it once more: the words are the same, and what it waits since is another.
    again = [
        one for one in left.values() if (one.row.name, one.row.due, one.act) == (line.row.name, line.row.due, line.act)
    ]
    assert bool(again) == (way in listed(browser.get("/?all=1").text).get(says, [])), f"{says} is still there"


def facts(site: Portal, stream: str) -> list[Any]:
    return [entry for _, entry in site.app.history(stream)]


def each_settled(folder: Path, name: str, app: Application) -> Iterator[str]:
    """Settles each line by itself, in a ledger that has all of them, and says by which act."""
    whole = folder / f"{name}.db"
    found = standing(app).values()
    app.close()
    for number, line in enumerate(found):
        if line.row.side == NO_DOOR:
            continue
        copy = folder / f"{name}-{number}.db"
        shutil.copy(whole, copy)
        with portal(f"sqlite:///{copy}", number=1) as site:
            settle(site, line)
        copy.unlink()
        yield line.act.command


def test_what_only_other_terms_settle_goes_by_a_form_of_terms(tmp_path: Path) -> None:
    app = told(f"sqlite:///{tmp_path}/terms.db", OTHER_TERMS, strict=True)
    assert {"request.counter", "outcome.propose"} <= set(each_settled(tmp_path, "terms", app))


@pytest.mark.parametrize("name", HISTORIES)
def test_every_line_of_a_history_goes_by_the_form_that_it_leads_to(tmp_path: Path, name: str) -> None:
    app = told(f"sqlite:///{tmp_path}/{name}.db", HISTORIES[name])
    done = set(each_settled(tmp_path, name, app))
    assert bool(done) == (name not in SETTLED_ALREADY)
    if name == "more":
        assert done == ACTS


def test_every_line_of_a_portfolio_goes_by_the_form_that_it_leads_to(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """Of one customer; of forty with `--hypothesis-profile=long`, which takes minutes."""
    customers = 40 if pytestconfig.getoption("hypothesis_profile", None) == "long" else 1
    app = simulated(f"sqlite:///{tmp_path}/portfolio.db", customers, part=0.6)
    assert {"account.confirm", "outcome.report"} <= set(each_settled(tmp_path, "portfolio", app))
