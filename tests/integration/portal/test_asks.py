"""Whoever asks for a link by their address, against a real mail server on this machine."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from adapters.portal.addresses import Addresses
from adapters.portal.asks import LETTERS_IN_AN_HOUR, WAITING
from adapters.portal.mail import FAILURES, Mail, address, reason
from adapters.portal.sign_in import LIVES, OWNER, Place
from adapters.portal.site import Limits
from domain.errors import Invalid
from projections.pages.letters import Letter
from tests.portal import Portal, portal, text_of
from tests.post import Post

JAN = "jan@example.org"
ACME = Place("engagement/acme", "m-1")


@pytest.fixture
def post() -> Iterator[Post]:
    found = Post()
    yield found
    found.stop()


@pytest.fixture
def site(url: str, post: Post) -> Iterator[Portal]:
    """Jan, who is invited to acme, with an address."""
    with portal(url, mail=post.mail) as found:
        found.opened()
        found.invited("Jan Peters")
        Addresses(found.sign_in).keep(ACME, JAN)
        yield found


def _ask(site: Portal, browser: Any, written: str = JAN) -> Any:
    """Asks, and waits until whatever is to be mailed has been."""
    answer = browser.post("/in", data={"address": written})
    _mailed(site)
    return answer


def _mailed(site: Portal) -> None:
    asks: Any = site.site.asks
    asks.waiting.join()


def _links(post: Post) -> list[str]:
    return re.findall(r"/in/\S+", post.came[-1][1].get_content())


def test_whoever_asks_is_mailed_a_link_that_opens_their_page(site: Portal, post: Post) -> None:
    browser = site.browser()
    assert "Mail me a link" in browser.get("/").text, "whoever has no session is told of the way"
    said = _ask(site, browser, " Jan@Example.ORG ")
    ((to, letter),) = post.came
    assert (to, letter["to"], letter["from"]) == ([JAN], JAN, "pages@example.org")
    assert "Faster intake at acme" in letter.get_content()
    assert "on its way" in said.text
    (link,) = _links(post)
    assert browser.get(link).status_code == 200
    assert browser.post(link).headers["location"] == "/e/acme"
    assert browser.get("/e/acme").status_code == 200
    assert browser.post(link).status_code == 410, "it works once"


def test_a_link_that_was_asked_for_opens_for_ten_minutes(site: Portal, post: Post) -> None:
    browser = site.browser()
    _ask(site, browser)
    site.clock.now += LIVES["sign-in"] + 1
    assert browser.post(_links(post)[0]).status_code == 410


def test_one_letter_leads_to_every_page_of_an_address(site: Portal, post: Post) -> None:
    site.opened("beta")
    site.invited("Jan Peters", stream="beta")
    for place in (Place("engagement/beta", "m-1"), OWNER):
        Addresses(site.sign_in).keep(place, JAN)
    browser = site.browser()
    _ask(site, browser)
    every, acme, beta = _links(post)
    assert [browser.post(link).headers["location"] for link in (acme, beta)] == ["/e/acme", "/e/beta"]
    assert [browser.get(f"/e/{name}").status_code for name in ("acme", "beta")] == [200, 200]
    assert browser.post(every).headers["location"] == "/"


def test_a_program_that_follows_the_link_of_a_letter_does_not_use_it_up(site: Portal, post: Post) -> None:
    browser, scanner = site.browser(), site.browser()
    _ask(site, browser)
    (link,) = _links(post)
    for method in ("GET", "HEAD", "GET", "POST"):
        assert scanner.request(method, link).status_code == 403
    assert browser.get(link).status_code == 200
    assert browser.post(link).status_code == 303


def test_a_link_opens_in_the_browser_that_asked_for_it_alone(site: Portal, post: Post) -> None:
    first, second = site.browser(), site.browser()
    _ask(site, first)
    (link,) = _links(post)
    said = second.get(link)
    assert "This link belongs to another browser" in said.text
    assert 'action="/in"' in said.text, "another is asked for right there"
    assert second.post(link).status_code == 403
    assert second.get("/e/acme").status_code == 404
    _ask(site, second)
    assert second.post(link).status_code == 403, "who asked for another link has not asked for this one"
    assert second.post(_links(post)[0]).status_code == 303
    assert first.post(link).status_code == 303, "it still works where it belongs"


def test_who_asks_twice_may_open_either_letter(site: Portal, post: Post) -> None:
    browser = site.browser()
    for _ in range(2):
        _ask(site, browser)
    first, second = (re.findall(r"/in/\S+", letter.get_content())[0] for _, letter in post.came)
    assert [browser.post(link).status_code for link in (first, second)] == [303, 303]


def test_the_answer_comes_before_anybody_looks_who_it_is_and_is_the_same_for_all(site: Portal, post: Post) -> None:
    post.takes.clear()  # whoever is known waits for the mail server; the page does not
    answers = [site.browser().post("/in", data={"address": one}) for one in (JAN, "nobody@example.org")]
    assert post.came == []
    post.takes.set()
    _mailed(site)
    assert [to for to, _ in post.came] == [[JAN]]
    assert len({(answer.status_code, answer.text) for answer in answers}) == 1
    assert len({re.sub(r"asks=[\w-]+", "", repr(sorted(answer.headers.items()))) for answer in answers}) == 1


@pytest.mark.parametrize(
    "written",
    [
        "jan@example.org\r\nBcc: thief@example.org",
        "jan@example.org\nthief@example.org",
        "jan@example.org,thief@example.org",
        "jan@example.org thief@example.org",
        '"jan@example.org"@thief.example',
        "Jan <jan@example.org>",
        "jan@example.org>\0",
        "jan@example.org\u2028x",
        "jan@",
        "",
        f"{'a' * 65}@example.org",
    ],
)
def test_of_one_address_nobody_makes_two_nor_another_header(site: Portal, post: Post, written: str) -> None:
    assert address(written) is None
    answer = _ask(site, site.browser(), written)
    assert (answer.status_code, post.came) == (422, [])
    assert "Enter one mail address" in text_of(answer.text)


def test_a_title_of_several_lines_makes_no_header_and_no_line_of_its_own(site: Portal, post: Post) -> None:
    person = {"person": "Ana Lind"}
    title = "Intake\r\nBcc: thief@example.org"
    site.say("engagement.open", "beta", title=title, currency="EUR", owner=person, customer_owner=person)
    site.invited("Ida Moe", stream="beta")
    Addresses(site.sign_in).keep(Place("engagement/beta", "m-1"), "ida@example.org")
    _ask(site, site.browser(), "ida@example.org")
    ((to, letter),) = post.came
    assert (to, letter["bcc"]) == (["ida@example.org"], None)
    assert "Intake Bcc: thief@example.org" in letter.get_content()


def test_whoever_may_not_enter_any_more_gets_no_letter_and_is_not_kept(site: Portal, post: Post) -> None:
    browser = site.browser()
    _ask(site, browser)
    site.say("person.revoke", "acme/m-1")
    assert browser.post(_links(post)[0]).status_code == 410, "nor does the letter of before let them in"
    answer = _ask(site, browser)
    assert (answer.status_code, len(post.came)) == (200, 1)
    assert Addresses(site.sign_in).places(JAN) == []


def test_a_place_that_is_shut_has_no_address(site: Portal, post: Post) -> None:
    site.sign_in.shut(ACME)
    _ask(site, site.browser())
    assert post.came == []


def test_links_are_mailed_five_times_in_an_hour_to_one_person(site: Portal, post: Post) -> None:
    answers = [_ask(site, site.browser()).text for _ in range(LETTERS_IN_AN_HOUR + 2)]
    assert len(post.came) == LETTERS_IN_AN_HOUR
    assert len(set(answers)) == 1, "nobody learns by it that the address is known"
    site.clock.now += 3601
    _ask(site, site.browser())
    assert len(post.came) == LETTERS_IN_AN_HOUR + 1


def test_letters_that_the_mail_server_refused_count_for_none(site: Portal, post: Post) -> None:
    post.refuses = True
    answers = [_ask(site, site.browser()).text for _ in range(LETTERS_IN_AN_HOUR)]
    post.refuses = False
    answers += [_ask(site, site.browser()).text for _ in range(LETTERS_IN_AN_HOUR + 1)]
    assert len(post.came) == LETTERS_IN_AN_HOUR
    assert len(set(answers)) == 1, "nobody learns by it what became of a letter"
    browser = site.browser()
    site.clock.now += 3601
    _ask(site, browser)
    assert browser.post(_links(post)[0]).status_code == 303


def test_a_letter_counts_that_the_mail_server_took_and_then_broke_off(
    site: Portal, post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    post.leaves = "421 I am going"
    browser = site.browser()
    _ask(site, browser)
    assert len(post.came) == 1
    assert "not mailed" not in caplog.text
    assert browser.post(_links(post)[0]).status_code == 303, "its link is not taken back"


def test_an_address_on_the_net_asks_five_times_in_a_minute(site: Portal) -> None:
    browser = site.browser()
    asked = [browser.post("/in", data={"address": f"a{one}@example.org"}) for one in range(Limits().asks + 1)]
    assert [answer.status_code for answer in asked] == [200] * Limits().asks + [429]
    assert f'value="a{Limits().asks}@example.org"' in asked[-1].text, "what was typed is still there"
    assert asked[-1].headers["retry-after"] == "60"
    assert site.browser().post("/in", data={"address": JAN}).status_code == 200, "another is not held back"


def test_more_than_can_be_answered_soon_are_asked_to_come_again(site: Portal, post: Post) -> None:
    site.site.limits = None
    post.takes.clear()
    browser = site.browser()
    turned_away: list[None] = []
    site.site.turned_away = lambda: turned_away.append(None)
    said = [browser.post("/in", data={"address": JAN}) for _ in range(WAITING + 2)]
    answers = [answer.status_code for answer in said]
    assert (answers[-1], said[-1].headers["retry-after"]) == (503, "5")
    assert f'value="{JAN}"' in said[-1].text
    assert len(turned_away) == answers.count(503)
    assert answers.count(200) in (WAITING, WAITING + 1), "one may be in hand"
    post.takes.set()
    _mailed(site)


def test_no_address_is_in_the_ledger_the_log_or_an_error(
    site: Portal, post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="sameside")
    browser = site.browser()
    _ask(site, browser)
    post.refuses = True
    _ask(site, browser)
    post.stop()
    _ask(site, browser)
    told = [record.getMessage() for record in caplog.records if record.name.startswith("sameside")]
    assert [line for line in told if "not mailed" in line] == [
        "a link was not mailed: the mail server does not take that address",
        "a link was not mailed: the mail server cannot be reached: Connection refused",
    ]
    stored = repr([row[4] for row in site.app.tail(0, 1000)])
    for words in ("jan@", "example.org", "s3cret"):
        assert words not in stored
        assert words not in "\n".join(told) + repr([record.exc_info for record in caplog.records])
        assert words not in repr(post.mail).replace("pages@example.org", "")


def test_a_link_of_another_browser_offers_no_other_where_none_is_mailed(url: str) -> None:
    with portal(url) as site:  # served without a mail server since the link was asked for
        site.opened()
        site.invited()
        link = site.sign_in.link("sign-in", Place("engagement/acme", "m-1"), browser="another")
        for answer in (site.browser().get(f"/in/{link}"), site.browser().post(f"/in/{link}")):
            assert answer.status_code == 403
            assert "It works only in the browser in which it was asked for" in text_of(answer.text)
            assert 'action="/in"' not in answer.text


def test_without_a_mail_server_there_is_no_such_page(url: str) -> None:
    with portal(url) as site:
        browser = site.browser()
        assert [browser.get("/in").status_code, browser.post("/in", data={"address": JAN}).status_code] == [404, 404]
        assert "ask whoever sent it for a new one" in text_of(browser.get("/").text)


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.org",
        "http://mail.example.org?from=a@example.org",
        "https://user:s3cret@mail.example.org:443?from=a@example.org",
        "smpts://user:s3cret@mail.example.org:465?from=a@example.org",
        "//user:s3cret@mail.example.org:587?from=a@example.org",
        "smtp://user:s3cret@mail.example.org",
        "smtp://user:s3cret@mail.example.org:x?from=a@example.org",
        "smtp://user:s3cret@mail.example.org?from=a",
        "smtp://user:s3cret@?from=a@example.org",
        "smtp://user:s3cret@mail.example.org/box?from=a@example.org",
    ],
)
def test_a_mail_server_that_is_not_named_right_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(Invalid) as refused:
        Mail.at(url, "--mail")
    assert "by smtp:// or smtps://" in refused.value.message
    assert "s3cret" not in str(refused.value) + repr(refused.value.data)


@pytest.mark.parametrize(
    ("url", "port", "begins"),
    [
        ("smtp://mail.example.org?from=a@example.org", 587, "by STARTTLS"),
        ("smtp://mail.example.org:465?from=a@example.org", 465, "by STARTTLS"),
        ("smtps://mail.example.org?from=a@example.org", 465, "at once"),
        ("smtps://mail.example.org:587?from=a@example.org", 587, "at once"),
    ],
)
def test_the_scheme_says_how_tls_begins_whatever_the_port(url: str, port: int, begins: str) -> None:
    server = Mail.at(url, "--mail")
    assert (server.port, "at once" if server.at_once else "by STARTTLS") == (port, begins)


def test_a_server_elsewhere_is_spoken_to_under_tls_alone(post: Post) -> None:
    elsewhere = replace(post.mail, host="127.1")  # the same machine, written so that nobody takes it for this one
    with pytest.raises(FAILURES) as refused:
        elsewhere.send(JAN, Letter(subject="s", text="t"))
    assert reason(refused.value) == "the mail server offers no TLS, or no way to sign in"
    assert post.came == []
