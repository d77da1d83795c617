"""The customer's own word: agreed, chosen, confirmed or refused in a browser, and recorded once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from projections.shared.proof import SHORT
from tests.portal import Forms, Portal, form_of, portal, text_of


@pytest.fixture
def site(url: str) -> Iterator[Portal]:
    with portal(url) as found:
        found.opened()
        yield found


def test_the_customer_agrees_and_the_word_is_their_own(site: Portal) -> None:
    browser = site.browser(site.invited())
    action, fields = form_of(browser.get("/e/acme").text, "outcome.agree")
    answer = browser.post(action, data=fields)
    assert (answer.status_code, answer.headers["location"]) == (303, "/e/acme")
    agreed = site.facts()[-1]
    assert (agreed.type, agreed.party, agreed.actor.how, agreed.on_behalf) == (
        "outcome-agreed.v1",
        "customer",
        "link",
        False,
    )
    assert "Recorded. Both sides see it now." in browser.get("/e/acme").text
    assert "Recorded." not in browser.get("/e/acme").text, "said once"


def test_both_sides_read_the_same_digest_and_the_same_words_but_for_the_forms(site: Portal) -> None:
    theirs, ours = site.browser(site.invited()), site.browser(site.owners_link())
    pages = [browser.get("/e/acme").text for browser in (theirs, ours)]
    digests = {page.partition("<footer>")[2].partition("<code>")[2].partition("</code>")[0] for page in pages}
    assert len(digests) == 1
    assert len(digests.pop()) == SHORT
    first, second = (_without_acts(page) for page in pages)
    assert first == second


def _without_acts(page: str) -> str:
    before, _, rest = page.partition('<section class="yours"')
    return text_of(before.partition("<main")[2] + rest.partition("</section>")[2])


def test_a_form_sent_twice_or_again_after_the_back_button_is_recorded_once(site: Portal) -> None:
    browser = site.browser(site.invited())
    action, fields = form_of(browser.get("/e/acme").text, "outcome.agree")
    assert [browser.post(action, data=fields).status_code for _ in range(3)] == [303, 303, 303]
    assert site.types().count("outcome-agreed") == 1


def test_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(site: Portal) -> None:
    browser = site.browser(site.invited())
    page = browser.get("/e/acme/do/outcome.turn-down?outcome=o-1").text
    action, fields = form_of(page, "outcome.turn-down")
    assert fields["why"] == ""
    answer = browser.post(action, data=fields)
    assert answer.status_code == 422
    again = answer.text
    assert "There is a problem" in again
    assert 'class="wrong"' in again
    _, kept = form_of(again, "outcome.turn-down")
    assert kept["key"] == fields["key"], "nothing was recorded under it"
    answer = browser.post(action, data={**kept, "why": "we wait\r\nuntil spring"})
    assert answer.status_code == 303
    assert site.facts()[-1].why == "we wait\nuntil spring"


def test_a_key_that_stands_for_other_words_is_not_used_again(site: Portal) -> None:
    browser = site.browser(site.invited())
    action, fields = form_of(browser.get("/e/acme/do/need.hear").text, "need.hear")
    assert browser.post(action, data={**fields, "verbatim": "we wait too long"}).status_code == 303
    answer = browser.post(action, data={**fields, "verbatim": "we also pay too much"})
    assert answer.status_code == 409
    action, again = form_of(answer.text, "need.hear")
    assert again["verbatim"] == "we also pay too much"
    assert browser.post(action, data=again).status_code == 303
    assert site.types().count("need-heard") == 2


def test_terms_that_are_signed_are_shown_whole_with_their_digest(site: Portal) -> None:
    browser = site.browser(site.invited())
    page = browser.get("/e/acme/do/outcome.agree?outcome=o-1&version=1").text
    _, fields = form_of(page, "outcome.agree")
    signed = text_of(page)
    for words in ("What you would sign", "48,000 EUR to 72,000 EUR", "9,000", "every week of waiting", "their list of"):
        assert words in signed
    assert fields["digest"] in signed


def test_an_agreement_to_terms_that_changed_meanwhile_is_not_recorded(site: Portal) -> None:
    from tests.portal import TERMS  # noqa: PLC0415 - beside its use

    browser = site.browser(site.invited())
    action, fields = form_of(browser.get("/e/acme").text, "outcome.agree")
    site.say("outcome.propose", stream="acme/o-1", terms={**TERMS, "price": [{"amount": "9500"}]}, why="a new price")
    answer = browser.post(action, data=fields)
    assert answer.status_code == 409
    assert "Nothing was recorded" in answer.text
    assert "outcome-agreed" not in site.types()


def test_a_form_says_nothing_of_who_speaks(site: Portal) -> None:
    browser = site.browser(site.invited())
    action, fields = form_of(browser.get("/e/acme").text, "outcome.agree")
    for name in ("as", "party", "by", "id", "stream", "occurred_at"):
        answer = browser.post(action, data={**fields, name: "seller"})
        assert answer.status_code == 422, name
    assert "outcome-agreed" not in site.types()


def test_words_on_behalf_stand_as_sentences_and_are_denied_one_by_one_or_owned_together(site: Portal) -> None:
    for words in ("we wait too long", "we pay too much"):
        site.say("need.hear", verbatim=words, **{"as": "customer"})
    browser = site.browser(site.invited())
    page = browser.get("/e/acme").text
    assert "we pay too much" in text_of(page.partition('<section class="yours"')[2].partition("</section>")[0])
    denial = browser.get("/e/acme/do/word.disown?version=4").text
    assert "we pay too much" in text_of(denial)
    action, fields = form_of(denial, "word.disown")
    assert browser.post(action, data={**fields, "why": "nobody of us said so"}).status_code == 303
    action, fields = form_of(browser.get("/e/acme").text, "word.own")
    assert browser.post(action, data=fields).status_code == 303
    owned, denied = site.facts()[-1], site.facts()[-2]
    assert (owned.type, owned.body.versions) == ("word-owned.v1", (3,))
    assert (denied.type, denied.body.versions, denied.why) == ("word-disowned.v1", (4,), "nobody of us said so")


def test_a_stale_form_says_what_came_meanwhile_and_asks_again(site: Portal) -> None:
    site.say("need.hear", verbatim="we wait too long", **{"as": "customer"})
    browser = site.browser(site.invited())
    action, fields = form_of(browser.get("/e/acme").text, "word.own")
    site.say("need.hear", verbatim="we would pay any price", **{"as": "customer"})
    answer = browser.post(action, data=fields)
    assert answer.status_code == 409
    assert "something came in while you were writing" in answer.text
    assert "we would pay any price" in text_of(answer.text)
    assert "word-owned" not in site.types()
    action, again = form_of(answer.text, "word.own")
    assert again["key"] != fields["key"]
    assert browser.post(action, data=again).status_code == 303


def test_what_is_unrelated_makes_no_form_stale(site: Portal) -> None:
    browser = site.browser(site.invited())
    site.say("need.hear", verbatim="we wait too long", **{"as": "customer"})
    action, fields = form_of(browser.get("/e/acme").text, "word.own")
    site.say("need.hear", verbatim="a word about something else")
    assert browser.post(action, data=fields).status_code == 303


def test_what_nothing_waits_for_is_offered_to_whoever_may_say_it(site: Portal) -> None:
    page = site.browser(site.invited()).get("/e/acme").text
    assert 'href="/e/acme/do/request.make"' in page
    assert 'href="/e/acme/do/need.hear"' in page
    reader = site.browser(site.invited("Ida Blum", role="reads")).get("/e/acme").text
    assert "/do/" not in reader
    assert "ask for an invitation that lets you act" in reader


def test_the_customer_asks_for_hours_once_they_have_seen_what_it_does_to_the_price(site: Portal) -> None:
    site.say("outcome.agree", "acme/o-1", version=1, **{"as": "customer"})
    browser = site.browser(site.invited())
    action, fields = form_of(browser.get("/e/acme/do/request.make").text, "request.make")
    answer = browser.post(action, data={**fields, "kind": "hours", "says": "two demonstrations", "hours": "4"})
    assert answer.status_code == 200
    assert "This is what your request would change" in text_of(answer.text)
    assert "--effect" not in answer.text
    assert "request-made" not in site.types()
    action, seen = form_of(answer.text, "request.make")
    assert (seen["says"], seen["hours"], seen["kind"]) == ("two demonstrations", "4", "hours")
    assert browser.post(action, data=seen).status_code == 303
    assert (site.types()[-1], site.facts()[-1].on_behalf) == ("request-made", False)


def test_the_hours_that_are_asked_for_stand_wherever_the_request_is_read(site: Portal) -> None:
    site.say("outcome.agree", "acme/o-1", version=1, **{"as": "customer"})
    browser, seller = site.browser(site.invited()), site.browser(site.owners_link())
    action, fields = form_of(browser.get("/e/acme/do/request.make").text, "request.make")
    check = browser.post(action, data={**fields, "kind": "hours", "says": "two demonstrations", "hours": "1.5"})
    told = text_of(check.text).partition("This is what your request would change")[2].partition("Ask for")[0]
    assert "How many hours: 1.5" in told
    assert browser.post(action, data=form_of(check.text, "request.make")[1]).status_code == 303
    assert "1.5 h more" in text_of(browser.get("/e/acme").text.partition('id="requests')[2].partition("<section")[0])
    assert "1.5 h more" in text_of(seller.get("/e/acme/do/request.counter?request=r-1").text)
    assert "1.5 h more" in text_of(seller.get("/e/acme/history").text)


def test_a_word_that_was_denied_is_not_asked_for_again(site: Portal) -> None:
    site.say("need.hear", verbatim="we wait too long", **{"as": "customer"})
    browser = site.browser(site.invited())
    action, fields = form_of(browser.get("/e/acme/do/word.disown?version=3").text, "word.disown")
    assert browser.post(action, data={**fields, "why": "nobody said so"}).status_code == 303
    again = browser.get("/e/acme/do/word.disown?version=3")
    assert again.status_code == 410
    assert "This was answered already" in again.text


def test_what_is_said_to_the_customer_names_no_command_line(site: Portal) -> None:
    browser = site.browser(site.invited())
    for command in ("word.own", "need.hear", "request.make", "outcome.agree", "result.measure"):
        page = browser.get(f"/e/acme/do/{command}?outcome=o-1&version=1").text
        for action, fields in Forms(page).found:
            if f"/do/{command}" in action:
                for more in ({}, {"nonsense": "1"}, {"hours": "many"}):
                    says = text_of(browser.post(action, data={**fields, **more}).text)
                    assert "--" not in says, command
                    assert "docs/" not in says, command


def test_an_address_says_which_thing_is_meant_and_never_what_somebody_says_of_it(site: Portal) -> None:
    browser = site.browser(site.invited())
    for address in ("need.hear?verbatim=we+gladly+pay+double", "outcome.turn-down?outcome=o-1&why=because"):
        page = browser.get(f"/e/acme/do/{address}").text
        _, fields = form_of(page, address.partition("?")[0])
        assert not {"verbatim", "why"} & {name for name, text in fields.items() if text}
    page = browser.get("/e/acme/do/outcome.agree?outcome=o-1&version=1&signer=Somebody+Else").text
    assert form_of(page, "outcome.agree")[1]["signer"] == ""


def test_nobody_agrees_to_terms_that_they_were_not_shown(site: Portal) -> None:
    browser = site.browser(site.invited())
    for address in ("outcome.agree", "outcome.agree?outcome=o-1", "outcome.agree?outcome=o-9&version=1"):
        assert browser.get(f"/e/acme/do/{address}").status_code == 410, address
    action, fields = form_of(browser.get("/e/acme").text, "outcome.agree")
    del fields["digest"]
    assert browser.post(action, data=fields).status_code == 422
    assert "outcome-agreed" not in site.types()


def test_each_result_that_is_confirmed_stands_in_its_form(site: Portal) -> None:
    tickets = {"name": "tickets", "kind": "count"}
    site.say("outcome.propose", terms={"says": "Tickets stay resolved", "metric": tickets, "measured": {"how": "desk"}})
    site.say("outcome.agree", "acme/o-2", version=1, **{"as": "customer"})
    for reference, quantity in (("inv-1", 3), ("inv-2", 300)):
        site.say("result.reach", "acme/o-2", reference=reference, quantity=quantity)
    browser = site.browser(site.invited())
    action, _ = form_of(browser.get("/e/acme").text, "result.confirm")
    shown = text_of(browser.get(action).text)
    assert "inv-1 3 results" in shown.replace(" · ", " ")
    assert "inv-2 300 results" in shown.replace(" · ", " ")
    dispute = browser.get("/e/acme/do/result.dispute?outcome=o-2").text
    assert "inv-2 · 300 results" in text_of(dispute)
    where, asked = form_of(dispute, "result.dispute")
    answer = browser.post(where, data={**asked, "reference": "inv-2", "why": "only thirty of them"})
    assert answer.status_code == 303
    assert site.facts()[-1].body.reference == "inv-2"


def test_a_page_that_the_browser_has_is_not_made_again(site: Portal) -> None:
    browser = site.browser(site.invited())
    first = browser.get("/e/acme")
    assert first.headers["cache-control"] == "private, no-cache"
    again = browser.get("/e/acme", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    site.say("need.hear", verbatim="we wait too long")
    assert browser.get("/e/acme", headers={"if-none-match": first.headers["etag"]}).status_code == 200


def test_a_slip_in_a_figure_is_mended_by_whoever_reported_it(site: Portal) -> None:
    site.say("outcome.agree", "acme/o-1", version=1, **{"as": "customer"})
    customer, owner = site.browser(site.invited()), site.browser(site.owners_link())
    action, fields = form_of(customer.get("/e/acme/do/result.measure?outcome=o-1").text, "result.measure")
    assert customer.post(action, data={**fields, "value": "180", "period": "2026-02"}).status_code == 303
    mends = 'href="/e/acme/do/result.correct-measurement"'
    assert mends in customer.get("/e/acme").text
    assert mends not in owner.get("/e/acme").text, "it is not the seller's figure"
    page = customer.get("/e/acme/do/result.correct-measurement").text
    assert "180 o-1 · 2026-02 · days" in text_of(page)
    (figure,) = Forms(page).picks[-1]["corrects"]
    action, fields = form_of(page, "result.correct-measurement")
    filled = {**fields, "corrects": figure, "value": "18", "why": "a digit too many"}
    assert customer.post(action, data=filled).status_code == 303
    mended = site.facts()[-1]
    assert (mended.type, mended.party, mended.actor.how) == ("measurement-corrected.v1", "customer", "link")
    assert (str(mended.body.value), mended.body.period) == ("18", "2026-02")


def test_a_figure_that_was_recorded_for_them_is_denied_and_not_mended(site: Portal) -> None:
    site.say("outcome.agree", "acme/o-1", version=1, **{"as": "customer"})
    site.say("result.measure", "acme/o-1", value="180", **{"as": "customer"})
    assert "result.correct-measurement" not in site.browser(site.invited()).get("/e/acme").text


def test_a_refusal_leads_to_its_way_out_where_that_is_a_page_or_a_form_of_theirs(site: Portal) -> None:
    seller, customer = site.browser(site.owners_link()), site.browser(site.invited())
    site.say("outcome.agree", "acme/o-1", version=1, **{"as": "customer"})
    need = form_of(customer.get("/e/acme/do/need.hear").text, "need.hear")
    reach = form_of(seller.get("/e/acme/do/result.reach?outcome=o-1").text, "result.reach")
    refused = seller.post(reach[0], data=reach[1])
    assert refused.status_code == 422
    assert "/e/acme/do/result.measure?outcome=o-1" in refused.text, "nothing was measured: measure it"
    site.say("engagement.close", "acme", why="done")
    closed = customer.post(need[0], data={**need[1], "verbatim": "we wait"})
    assert closed.status_code in (409, 422)
    assert "sameside" not in text_of(closed.text.partition('role="alert"')[2].partition("</div>")[0])
