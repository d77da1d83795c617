"""Nothing that was typed is lost: what cannot be taken comes back to whoever sent it, and to nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from adapters.portal.mail import Mail
from adapters.portal.sign_in import IDLE, Place
from tests.portal import Forms, Portal, form_of, portal, text_of

SAID = 'we wait too long\n<b>& lose</b> "clients"'
NEED = "/e/acme/do/need.hear"
DOWN = "/e/acme/do/outcome.turn-down?outcome=o-1&version=1"


@pytest.fixture
def site(url: str) -> Iterator[Portal]:
    mail = Mail("127.0.0.1", 9, "pages@example.org", at_once=False)
    with portal(url, mail=mail) as found:
        found.opened()
        yield found


def _typed(browser: Any, path: str, **words: str) -> tuple[str, dict[str, str]]:
    """A form as somebody filled it in."""
    action, fields = form_of(browser.get(path).text, path.partition("/do/")[2].partition("?")[0])
    return action, {**fields, **words}


def _given_back(html: str) -> dict[str, str]:
    """The form of a page that gives back what was typed."""
    return next(fields for action, fields in Forms(html).found if action == "")


def _signs_out(site: Portal, browser: Any) -> None:
    browser.post("/out")


def _is_not_used(site: Portal, browser: Any) -> None:
    site.clock.now += IDLE + 1


@pytest.mark.parametrize("ends", [_signs_out, _is_not_used])
def test_a_form_sent_when_the_session_ended_comes_back_and_is_sent_on_after_signing_in(site: Portal, ends: Any) -> None:
    browser = site.browser(site.invited())
    action, sent = _typed(browser, NEED, verbatim=SAID, goal="to grow")
    ends(site, browser)
    before = site.app.position
    answer = browser.post(action, data=sent)
    assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store")
    says = text_of(answer.text)
    for words in (
        "You are not signed in",
        "Nothing was recorded.",
        "In your words",
        "What you want to achieve with it",
    ):
        assert words in says
    assert 'href="/in" target="_blank"' in answer.text, "links are asked for beside it, where they are mailed"
    assert "<b>&" not in answer.text
    assert _given_back(answer.text) == sent
    assert site.app.position == before
    browser.post(f"/in/{site.sign_in.link('invitation', Place('engagement/acme', 'm-1'))}")
    for _ in range(2):
        assert browser.post(action, data=_given_back(answer.text)).status_code == 303
    assert site.facts()[-1].body.verbatim == SAID
    assert site.types().count("need-heard") == 1


def test_without_a_mail_server_whoever_is_signed_out_asks_whoever_sent_their_link(url: str) -> None:
    with portal(url) as site:
        site.opened()
        browser = site.browser(site.invited())
        action, sent = _typed(browser, NEED, verbatim=SAID)
        browser.post("/out")
        answer = browser.post(action, data=sent)
    assert "ask whoever sent it for a new one" in text_of(answer.text)
    assert 'href="/in"' not in answer.text


def test_whoever_was_revoked_has_their_words_and_learns_of_nothing_that_is_there(site: Portal) -> None:
    browser = site.browser(site.invited())
    action, sent = _typed(browser, NEED, verbatim=SAID)
    site.say("person.revoke", "acme/m-1")
    there, nowhere = (browser.post(action.replace("acme", name), data=sent) for name in ("acme", "nobody"))
    assert (there.status_code, there.text) == (404, nowhere.text)
    assert _given_back(there.text) == sent
    assert "your access may have ended" in text_of(there.text)
    assert "Faster intake" not in there.text


@pytest.mark.parametrize(
    ("path", "field", "role", "why"),
    [
        (NEED, "verbatim", "reads", "To answer, ask for an invitation that lets you act."),
        (DOWN, "why", "acts", "it is for those who agree for it."),
    ],
)
def test_whoever_may_less_by_now_has_their_words_and_is_told_why(
    site: Portal, path: str, field: str, role: str, why: str
) -> None:
    browser = site.browser(site.invited())
    action, sent = _typed(browser, path, **{field: SAID})
    site.say("person.change-role", "acme/m-1", role=role)
    before = site.app.position
    answer = browser.post(action, data=sent)
    assert (answer.status_code, site.app.position) == (404, before)
    for words in ("Your role does not let you send this", "Nothing was recorded.", why):
        assert words in text_of(answer.text)
    assert _given_back(answer.text) == sent


def test_who_finds_no_room_has_their_words_to_send_again(site: Portal) -> None:
    browser = site.browser(site.invited())
    action, sent = _typed(browser, NEED, verbatim=SAID)
    room, site.workers.room = site.workers.room, 0
    answer = browser.post(action, data=sent)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    site.workers.room = room
    assert browser.post(action, data=_given_back(answer.text)).status_code == 303


def test_where_nobody_can_look_who_sent_a_form_nothing_of_it_was_recorded(site: Portal) -> None:
    browser = site.browser(site.invited())
    action, sent = _typed(browser, NEED, verbatim=SAID)
    site.sign_in.tables.sessions.drop(site.sign_in.engine)
    answer = browser.post(action, data=sent)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "Nothing was recorded." in text_of(answer.text)
    assert "may or may not" not in answer.text
    assert _given_back(answer.text) == sent


def test_what_was_typed_about_what_another_settled_comes_back(site: Portal) -> None:
    site.say("need.hear", verbatim="all is well", **{"as": "customer"})
    bo = site.browser(site.invited())
    heard = next(entry for entry in site.facts() if entry.type.startswith("need-heard"))
    action, sent = _typed(bo, f"/e/acme/do/word.disown?version={heard.version}", why="we did not")
    assert bo.post(action, data=sent).status_code == 303
    way = f"/e/acme/do/word.acknowledge?denial={site.facts()[-1].version}"
    first, second = (site.browser(site.owners_link()) for _ in range(2))
    (action, one), (_, other) = (_typed(seller, way, says=says) for seller, says in ((first, "sorry"), (second, SAID)))
    assert first.post(action, data=one).status_code == 303
    answer = second.post(action, data=other)
    assert answer.status_code in (409, 410)
    assert text_of(SAID.replace("<b>", "").replace("</b>", ""))[:16] in text_of(answer.text)


def test_what_is_no_form_of_ours_is_not_given_back(site: Portal) -> None:
    browser = site.browser()
    for path, body in ((NEED, "verbatim=canary"), ("/e/acme/do/nothing.known", f"key={'f' * 20}&verbatim=canary")):
        answer = browser.post(path, content=body.encode())
        assert (answer.status_code, "canary" in answer.text) == (404, False)
