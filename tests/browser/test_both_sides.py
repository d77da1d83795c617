"""Seller and customer before one page: each with their own browser, without a script, by mouse or keyboard alone."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from adapters.portal.sign_in import Place, SignIn
from adapters.portal.sign_in_database import default_url
from adapters.wiring import Application
from tests.portal import TERMS


class Ledger:
    """A ledger in which a seller records at the command line."""

    def __init__(self, path: Path) -> None:
        self.url = f"sqlite:///{path / 'ledger.db'}"
        self.app = Application.at(self.url, create=True)
        self.said = 0

    def say(self, command: str, stream: str = "acme", **fields: Any) -> Any:
        self.said += 1
        words = {"command": command, "stream": stream, "id": f"seller-{self.said}", **fields}
        return self.app.record(self.app.command(words))

    def facts(self, *kinds: str) -> list[Any]:
        return [e for _, e in self.app.history("engagement/acme") if e.type.partition(".")[0] in kinds]

    def link(self, url: str) -> str:
        with closing(SignIn(default_url(self.url))) as sign_in:
            return f"{url}/in/{sign_in.link('invitation', Place('engagement/acme', 'm-1'))}"


@pytest.fixture
def ledger(tmp_path: Path) -> Any:
    found = Ledger(tmp_path)
    found.say(
        "engagement.open",
        title="Demonstrations for Parley",
        currency="EUR",
        owner={"person": "Ana Lind"},
        customer_owner={"person": "Bo Falk"},
    )
    found.say("outcome.propose", terms=TERMS)
    found.say("person.invite", who="Bo Falk", side="customer", role="agrees")
    yield found
    found.app.close()


def digest(page: Any) -> str:
    return str(page.locator("footer code").inner_text())


def test_the_customer_acts_and_both_then_read_the_same(chromium: Any, served: Any, ledger: Ledger) -> None:
    server = served(ledger.url)
    theirs = chromium.new_context(java_script_enabled=False).new_page()
    ours = chromium.new_context(java_script_enabled=False).new_page()
    for page, link in ((theirs, ledger.link(server.url)), (ours, server.owner)):
        page.goto(link)
        page.get_by_role("button", name="Open the page").click()

    theirs.get_by_role("button", name="I agree to these terms").click()
    assert "Recorded. Both sides see it now." in theirs.locator("main").inner_text()

    options = [{"label": "in person", "effort": "two mornings"}, {"label": "remote"}]
    ledger.say("choice.offer", about_what="The demonstration", options=options)
    ledger.say("result.measure", "acme/o-1", value="5", period="2026-10", occurred_at="2026-10-31")
    ledger.say("result.reach", "acme/o-1")
    ledger.say("need.hear", verbatim="we wait too long", **{"as": "customer"})
    ledger.say("need.hear", verbatim="we pay too much", **{"as": "customer"})
    theirs.reload()
    theirs.get_by_label("in person").check()
    theirs.get_by_role("button", name="Choose").click()
    theirs.get_by_role("button", name="Yes, it was reached").click()

    wrong = ledger.facts("need-heard")[1]
    theirs.goto(f"{server.url}/e/acme/do/word.disown?version={wrong.version}")
    theirs.get_by_role("button", name="No, we did not say this").click()
    assert "There is a problem" in theirs.locator("main").inner_text(), "it needs its why"
    theirs.get_by_label("Why").fill("Bo was not in that meeting")
    theirs.get_by_role("button", name="No, we did not say this").click()
    theirs.get_by_role("button", name="Yes, these are our words").click()

    theirs.goto(f"{server.url}/e/acme/do/request.make")
    theirs.get_by_label("hours").first.check()
    theirs.get_by_label("In your words").fill("Two more demonstrations")
    theirs.get_by_role("button", name="Ask").click()
    assert "There is a problem" in theirs.locator("main").inner_text(), "it does not say how many"
    assert theirs.get_by_label("In your words").input_value() == "Two more demonstrations"
    theirs.get_by_label("How many hours").fill("4")
    theirs.get_by_role("button", name="Ask").click()
    assert "This is what your request would change" in theirs.locator("main").inner_text()
    theirs.get_by_role("button", name="Ask").click()

    ours.goto(f"{server.url}/e/acme")
    theirs.goto(f"{server.url}/e/acme")
    assert digest(ours) == digest(theirs)
    kinds = ("outcome-agreed", "choice-made", "result-confirmed", "word-owned", "word-disowned", "request-made")
    own = ledger.facts(*kinds)
    assert len(own) == len(kinds)
    assert {(entry.party, entry.actor.how, entry.on_behalf) for entry in own} == {("customer", "link", False)}
    log = server.stop()
    assert "/in/{secret}" in log
    assert server.owner.rpartition("/")[2] not in log


def test_the_customer_agrees_by_keyboard_alone(chromium: Any, served: Any, ledger: Ledger) -> None:
    server = served(ledger.url)
    page = chromium.new_context().new_page()
    page.goto(ledger.link(server.url))
    _tab_to(page, "Open the page")
    page.keyboard.press("Enter")
    page.wait_for_url("**/e/acme")
    _tab_to(page, "I agree to these terms")
    page.keyboard.press("Enter")
    page.get_by_role("status").wait_for()
    assert len(ledger.facts("outcome-agreed")) == 1


def _tab_to(page: Any, words: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == words:
            return
    raise AssertionError(f"no {words!r} is reached by Tab")
