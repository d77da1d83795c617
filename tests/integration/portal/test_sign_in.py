"""Who may come in, and who no more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from adapters.portal.sign_in import LIVES, Place
from tests.portal import PUBLIC, Portal, form_of, portal, text_of


@pytest.fixture
def site(url: str) -> Iterator[Portal]:
    with portal(url) as found:
        found.opened()
        yield found


def test_a_program_that_follows_links_does_not_use_an_invitation_up(site: Portal) -> None:
    secret = site.invited()
    scanner = site.browser()
    for _ in range(4):
        assert scanner.get(f"/in/{secret}").status_code == 200
        assert scanner.head(f"/in/{secret}").status_code == 200
    assert site.browser(secret).get("/e/acme").status_code == 200


def test_an_invitation_opens_once(site: Portal) -> None:
    secret = site.invited()
    assert site.browser(secret).get("/e/acme").status_code == 200
    assert site.browser().get(f"/in/{secret}").status_code == 410
    assert site.browser().post(f"/in/{secret}").status_code == 410


def test_an_invitation_opens_for_seven_days(site: Portal) -> None:
    secret = site.invited()
    site.clock.now += LIVES["invitation"] + 1
    assert site.browser().post(f"/in/{secret}").status_code == 410


def test_who_came_in_is_a_fact_and_no_secret_is(site: Portal) -> None:
    secret = site.invited()
    browser = site.browser(secret)
    entered = site.facts()[-1]
    assert (entered.type, entered.party, entered.actor.how) == ("person-entered.v1", "customer", "link")
    stored = b"".join(row[4] for row in site.app.tail(0, 1000))
    assert secret.encode() not in stored
    assert browser.cookies[site.site.cookie].encode() not in stored


def test_nobody_reads_without_an_invitation(site: Portal) -> None:
    browser = site.browser()
    assert browser.get("/").status_code == 401
    assert browser.get("/e/acme").status_code == 404


def test_signing_out_ends_the_session(site: Portal) -> None:
    browser = site.browser(site.invited())
    cookie = browser.cookies[site.site.cookie]
    assert browser.post("/out").status_code == 303
    browser.cookies.set(site.site.cookie, cookie)
    assert browser.get("/e/acme").status_code == 404
    assert site.facts()[-1].type == "person-left.v1"


def test_whoever_is_revoked_reads_nothing_from_then_on(site: Portal) -> None:
    browser = site.browser(site.invited())
    assert browser.get("/e/acme").status_code == 200
    site.say("person.revoke", "acme/m-1")
    assert browser.get("/e/acme").status_code == 404


def test_a_changed_role_counts_at_once(site: Portal) -> None:
    browser = site.browser(site.invited())
    action, fields = form_of(browser.get("/e/acme").text, "outcome.agree")
    site.say("person.change-role", "acme/m-1", role="reads")
    assert browser.post(action, data=fields).status_code == 404
    assert "/do/outcome.agree" not in browser.get("/e/acme").text


def test_one_browser_is_let_into_two_engagements_of_one_customer(site: Portal) -> None:
    site.opened("beta")
    browser = site.browser(site.invited())
    assert browser.post(f"/in/{site.invited(stream='beta')}").status_code == 303
    assert [browser.get(f"/e/{name}").status_code for name in ("acme", "beta")] == [200, 200]


def test_another_engagement_and_one_that_is_not_there_look_the_same(site: Portal) -> None:
    site.opened("beta")
    browser = site.browser(site.invited())
    answers = [browser.get(f"/e/{name}") for name in ("beta", "nobody", "%2e%2e", "A" * 300)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "none"}, 303),
        ({"origin": PUBLIC}, 303),
        ({"origin": "http://evil.test"}, 403),
        ({"origin": "null"}, 403),
        ({}, 403),
        ({"sec-fetch-site": "same-origin", "host": "evil.test"}, 400),
    ],
)
def test_a_form_of_another_site_is_refused(site: Portal, headers: dict[str, str], status: int) -> None:
    browser = site.browser(site.invited())
    del browser.headers["sec-fetch-site"]
    assert browser.post("/out", headers=headers).status_code == status


def test_every_answer_forbids_scripts_frames_and_copies(site: Portal) -> None:
    browser = site.browser(site.invited())
    answers = [
        browser.get("/e/acme"),
        browser.get("/e/nobody"),
        browser.post("/out", headers={"sec-fetch-site": "cross-site"}),
        browser.get("/", headers={"host": "evil.test"}),
        browser.put("/e/acme"),
    ]
    assert [answer.status_code for answer in answers] == [200, 404, 403, 400, 405]
    for answer in answers:
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "script-src" not in answer.headers["content-security-policy"]
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cache-control"] in ("no-store", "private, no-cache")


def test_more_than_a_form_holds_is_not_read(site: Portal) -> None:
    browser = site.browser(site.invited())
    assert browser.post("/out", content=b"x" * 70_000).status_code == 413


def test_a_session_that_nobody_uses_ends(site: Portal) -> None:
    browser = site.browser(site.invited())
    site.clock.now += 15 * 24 * 3600
    assert browser.get("/e/acme").status_code == 404


def test_a_place_that_is_shut_ends_its_sessions_and_its_links(site: Portal) -> None:
    browser, unused = site.browser(site.invited()), site.sign_in.link("invitation", Place("engagement/acme", "m-1"))
    assert site.sign_in.shut(Place("engagement/acme", "m-1")) == (1, [Place("engagement/acme", "m-1")])
    assert browser.get("/e/acme").status_code == 404
    assert site.browser().post(f"/in/{unused}").status_code == 410


def test_whoever_is_shut_out_has_left_wherever_that_ended_their_last_session(site: Portal) -> None:
    site.opened("beta")
    browser = site.browser(site.invited())
    browser.post(f"/in/{site.invited(stream='beta')}")
    another = site.sign_in.link("invitation", Place("engagement/acme", "m-1"))
    site.browser(another)
    assert site.app.portal.shut("engagement/acme", "m-1") == 2
    for stream in ("acme", "beta"):
        left = [entry for entry in site.facts(stream) if entry.type == "person-left.v1"]
        assert [(entry.body.person, entry.actor.how) for entry in left] == [("m-1", "link")]
    assert site.app.portal.shut("engagement/acme", "m-1") == 0
    assert len([entry for entry in site.facts() if entry.type == "person-left.v1"]) == 1, "nobody was inside"


def test_a_session_that_is_over_hands_nothing_on_to_the_next(site: Portal) -> None:
    site.opened("beta")
    browser = site.browser(site.owners_link())
    site.clock.now += 15 * 24 * 3600
    assert browser.post(f"/in/{site.invited()}").status_code == 303
    assert [browser.get(f"/e/{name}").status_code for name in ("acme", "beta")] == [200, 404]


def test_signing_out_everywhere_ends_the_other_browsers_and_leaves_new_links(site: Portal) -> None:
    first = site.browser(site.invited())
    place = Place("engagement/acme", "m-1")
    second, unused = site.browser(site.sign_in.link("invitation", place)), site.sign_in.link("invitation", place)
    assert first.post("/out/everywhere").status_code == 303
    assert second.get("/e/acme").status_code == 404
    assert site.browser(unused).get("/e/acme").status_code == 200


def test_whoever_acts_makes_no_agreement_theirs_that_was_recorded_for_them(site: Portal) -> None:
    site.say("outcome.agree", "acme/o-1", version=1, **{"as": "customer"})
    browser = site.browser(site.invited(role="acts"))
    assert browser.get("/e/acme/do/word.own?all=true").status_code == 404


@pytest.mark.parametrize(
    ("roles", "status"),
    [
        (("reads", "reads"), 404),
        (("acts", "reads"), 404),
        (("reads", "agrees"), 303),
        (("agrees", "acts"), 303),
    ],
)
def test_on_an_account_somebody_has_the_strongest_role_of_its_engagements(
    site: Portal, roles: tuple[str, str], status: int
) -> None:
    site.say("account.open", "account/clinic", title="Linden clinic", currency="EUR")
    gain = {"period": "2024", "value": "800", "method": "our guess"}
    site.say("account.gain", "account/clinic", **gain, **{"as": "customer"})
    browser = site.browser()
    for stream, role in zip(("calls", "intake"), roles, strict=True):
        owners = {"owner": {"person": "Ana Lind"}, "customer_owner": {"person": "Bo Falk"}}
        site.say("engagement.open", stream, title=stream, account="clinic", currency="EUR", **owners)
        assert browser.post(f"/in/{site.invited(role=role, stream=stream)}").status_code == 303
    assert browser.get("/a/clinic").status_code == 200
    form = {"key": "k" * 16, "all": "true"}
    assert browser.post("/a/clinic/do/word.own", data=form).status_code == status
    kinds = [entry.type for _, entry in site.app.history("account/clinic")]
    assert ("word-owned.v1" in kinds) is (status == 303)


def test_whoever_watches_the_server_asks_it_by_any_name(site: Portal) -> None:
    browser = site.browser()
    assert browser.get("/health", headers={"host": "127.0.0.1:8470"}).text == "ok\n"
    assert browser.get("/", headers={"host": "127.0.0.1:8470"}).status_code == 400


def test_each_page_says_who_reads_it_and_for_which_side(site: Portal) -> None:
    browser = site.browser(site.invited("Jan Peters"))
    for path in ("/e/acme", "/e/acme/history", "/e/acme/do/need.hear"):
        assert "You read this page as Jan Peters, for the customer" in browser.get(path).text


def test_whoever_signs_out_on_one_device_and_stays_on_another_has_not_left(site: Portal) -> None:
    place = Place("engagement/acme", "m-1")
    first = site.browser(site.invited())
    second, over = site.browser(site.sign_in.link("invitation", place)), site.clock.now
    first.post("/out")
    assert site.facts()[-1].type == "person-entered.v1"
    second.post("/out")
    assert site.facts()[-1].type == "person-left.v1"
    site.clock.now -= 20 * 24 * 3600
    site.browser(site.sign_in.link("invitation", place))
    site.clock.now = over
    last = site.browser(site.sign_in.link("invitation", place))
    last.post("/out")
    assert site.facts()[-1].type == "person-left.v1", "a session that nobody uses is nobody there"


def test_whoever_signs_out_everywhere_has_left_wherever_that_ended_their_last_session(site: Portal) -> None:
    site.opened("beta")
    first = site.browser(site.invited())
    second = site.browser(site.sign_in.link("invitation", Place("engagement/acme", "m-1")))
    assert second.post(f"/in/{site.invited(stream='beta')}").status_code == 303
    first.post("/out/everywhere")
    assert [site.facts(name)[-1].type for name in ("acme", "beta")] == ["person-left.v1"] * 2


def test_a_head_does_not_use_up_the_line_that_is_told_once(site: Portal) -> None:
    browser = site.browser(site.invited())
    action, fields = form_of(browser.get("/e/acme/do/need.hear").text, "need.hear")
    browser.post(action, data={**fields, "verbatim": "we wait too long"})
    browser.head("/e/acme")
    assert "Both sides see it now" in browser.get("/e/acme").text
    assert "Both sides see it now" not in browser.get("/e/acme").text


def test_a_link_says_how_often_it_opens(site: Portal) -> None:
    site.say("page.share", to="Cleo Park", until="2999", hidden=[])
    share = site.sign_in.link("share", Place("engagement/acme", "share/s-1"))
    said = [text_of(site.browser().get(f"/in/{one}").text) for one in (site.invited(), site.owners_link(), share)]
    assert ["works once" in one for one in said] == [True, True, False]
    assert "may be opened again until the share ends" in said[2]


def test_a_link_opened_where_somebody_else_is_signed_in_says_whom_it_is_for(site: Portal) -> None:
    site.opened("beta")
    browser = site.browser(site.invited("Bo Falk"))
    link = site.invited("Ida Moe", stream="beta")
    said = text_of(browser.get(f"/in/{link}").text)
    assert "You are signed in here as Bo Falk. This link is for Ida Moe." in said
    assert "Ida Moe" not in site.browser().get(f"/in/{link}").text, "a program that follows links learns no name"
    assert browser.post(f"/in/{link}").status_code == 303
    assert [browser.get(f"/e/{name}").status_code for name in ("acme", "beta")] == [404, 200]
    assert site.facts()[-1].type == "person-left.v1"


def test_whoever_keeps_the_ledger_is_told_before_they_come_in_as_a_customer(site: Portal) -> None:
    browser, link = site.browser(site.owners_link()), site.invited("Bo Falk")
    assert "signed in here as whoever keeps these pages" in text_of(browser.get(f"/in/{link}").text)
    browser.post(f"/in/{link}")
    assert "You read this page as Bo Falk" in browser.get("/e/acme").text
