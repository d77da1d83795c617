"""What somebody may try against the pages, and what comes of it."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.portal.app import ROUTES
from adapters.portal.forms import FIELDS_MAX
from domain.catalogue import COMMANDS
from projections.pages.wording import WORDING
from tests.portal import TERMS, Portal, portal

HTML = """<i title='q"uince'>&quince</i><script>alert(1)</script>"""
THREATS: dict[str, tuple[str, ...]] = {
    "a program follows the link of a mail": (
        "sign_in.test_a_program_that_follows_links_does_not_use_an_invitation_up",
    ),
    "a link is read in a history, a referrer, a log or a metric": (
        "threats.test_the_log_has_no_secret_and_no_address_of_a_page",
        "metrics.test_no_secret_no_name_and_no_address_is_in_a_metric",
    ),
    "another site sends a form": ("sign_in.test_a_form_of_another_site_is_refused",),
    "a session is chosen for somebody": ("threats.test_a_session_is_never_one_that_the_browser_chose",),
    "the page is put into a frame": ("sign_in.test_every_answer_forbids_scripts_frames_and_copies",),
    "another name is asked for": ("sign_in.test_a_form_of_another_site_is_refused",),
    "names are guessed": ("matrix.test_what_is_not_theirs_looks_like_what_is_not_there",),
    "secrets are read from the database": ("threats.test_no_secret_is_kept_in_the_sign_in_database",),
    "a form says who speaks": ("acting.test_a_form_says_nothing_of_who_speaks",),
    "links are tried by the thousand": ("limits.test_an_address_tries_ten_links_in_a_minute",),
    "forms are sent by the thousand": ("limits.test_a_session_sends_sixty_forms_in_a_minute",),
    "a proxy is made up": ("limits.test_only_a_named_proxy_says_where_somebody_comes_from",),
    "too much is sent": (
        "sign_in.test_more_than_a_form_holds_is_not_read",
        "limits.test_a_client_that_lies_of_its_length_gets_no_more_in",
        "threats.test_a_form_of_ten_thousand_fields_is_refused",
    ),
    "too slowly is sent": ("limits.test_a_client_that_goes_away_or_sends_too_slowly_records_nothing",),
    "what no browser sends is sent": ("threats.test_whatever_is_sent_is_answered_without_an_error_of_ours",),
    "markup is said": ("threats.test_markup_in_a_field_is_shown_as_it_was_typed",),
    "a cache keeps the page": ("sign_in.test_every_answer_forbids_scripts_frames_and_copies",),
    "a session that was left is used": ("sign_in.test_signing_out_ends_the_session",),
    "a cookie is read or sent along": ("threats.test_the_cookie_is_for_these_pages_alone",),
    "a program follows the link of a sign-in": (
        "asks.test_a_program_that_follows_the_link_of_a_letter_does_not_use_it_up",
    ),
    "a header or another receiver is put into an address": (
        "asks.test_of_one_address_nobody_makes_two_nor_another_header",
    ),
    "addresses are tried": (
        "asks.test_the_answer_comes_before_anybody_looks_who_it_is_and_is_the_same_for_all",
        "asks.test_links_are_mailed_five_times_in_an_hour_to_one_person",
        "asks.test_an_address_on_the_net_asks_five_times_in_a_minute",
    ),
    "somebody revoked asks for a link": ("asks.test_whoever_may_not_enter_any_more_gets_no_letter_and_is_not_kept",),
    "a link is opened in another browser than asked for it": (
        "asks.test_a_link_opens_in_the_browser_that_asked_for_it_alone",
    ),
    "an address is read in the ledger, a log or an error": (
        "asks.test_no_address_is_in_the_ledger_the_log_or_an_error",
    ),
    "a link for one person is opened by another": (
        "sign_in.test_a_link_opened_where_somebody_else_is_signed_in_says_whom_it_is_for",
    ),
    "a link changes something": ("threats.test_a_get_changes_nothing",),
    "a link leads elsewhere": ("threats.test_no_answer_leads_to_another_site",),
    "a role is overstepped": ("matrix.test_each_may_do_what_the_table_says_and_nothing_else",),
    "what was hidden is read": ("sharing.test_nothing_of_a_hidden_section_is_in_the_page",),
}
"""Each threat, and the tests that try it."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A site without limits, so that many things may be tried."""
    with portal(f"sqlite:///{tmp_path_factory.mktemp('threats') / 'ledger.db'}") as found:
        found.site.limits = None
        found.opened()
        found.say("outcome.agree", outcome="o-1", version=1, **{"as": "customer"})
        found.say("result.measure", outcome="o-1", value="14", period="2026-02")
        found.say("choice.offer", about_what="the visit", options=[{"label": "train"}, {"label": "car"}])
        yield found


@pytest.fixture(scope="module")
def browser(site: Portal) -> Any:
    """Somebody who agrees for the customer."""
    return site.browser(site.invited())


def test_every_threat_is_tried_by_a_test_that_is_there() -> None:
    for tests in THREATS.values():
        for name in tests:
            module, _, function = name.partition(".")
            assert callable(getattr(importlib.import_module(f"tests.integration.portal.test_{module}"), function))


def test_the_log_has_no_secret_and_no_address_of_a_page(site: Portal, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    secret = site.invited("Jo Lund")
    browser = site.browser(secret)
    cookie = browser.cookies[site.site.cookie]
    browser.get("/e/acme")
    browser.get(f"/in/{secret}")
    browser.get(f"/e/{secret}")
    browser.get(f"/nowhere/{secret}?next={secret}")
    browser.post("/e/acme/do/need.hear", data={"verbatim": secret})
    browser.post(f"/in/{secret}", headers={"sec-fetch-site": "cross-site"})
    told = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("sameside"))
    assert "POST /in/{secret} 303" in told
    assert "GET /e/{name} 200" in told
    assert not [words for words in (secret, cookie, "acme", "nowhere") if words in told]


def test_a_session_is_never_one_that_the_browser_chose(site: Portal) -> None:
    chosen = "c" * 43
    first = site.browser()
    first.cookies.set(site.site.cookie, chosen)
    came = first.post(f"/in/{site.invited('Al Ek')}")
    assert came.status_code == 303
    assert chosen not in came.headers["set-cookie"]
    second = site.browser()
    second.cookies.set(site.site.cookie, chosen)
    assert second.get("/e/acme").status_code == 404


def test_who_comes_in_again_leaves_no_old_session_behind(site: Portal) -> None:
    browser = site.browser(site.invited("Ed Ro"))
    old = browser.cookies[site.site.cookie]
    assert browser.post(f"/in/{site.invited('Ed Two')}").status_code == 303
    thief = site.browser()
    thief.cookies.set(site.site.cookie, old)
    assert thief.get("/e/acme").status_code == 404


def test_no_secret_is_kept_in_the_sign_in_database(site: Portal) -> None:
    secret = site.invited("Ida Moe")
    cookie = site.browser(secret).cookies[site.site.cookie]
    unused = site.invited("Una Moe")
    tables = site.sign_in.tables
    with site.sign_in.engine.connect() as connection:
        kept = repr([connection.execute(table.select()).all() for table in tables.data.sorted_tables])
    assert "m-1" in kept
    assert not [one for one in (secret, cookie, unused) if one in kept]


@pytest.mark.parametrize("public", ["https://pages.test", "http://127.0.0.1:8470"])
def test_the_cookie_is_for_these_pages_alone(tmp_path: Any, public: str) -> None:
    with portal(f"sqlite:///{tmp_path / 'ledger.db'}", public=public) as site:
        site.opened()
        came = site.browser().post(f"/in/{site.invited()}")
        name, *flags = came.headers["set-cookie"].lower().split("; ")
        assert {"httponly", "samesite=lax", "path=/"} <= set(flags)
        assert not [flag for flag in flags if flag.startswith("domain")]
        secure = public.startswith("https")
        assert (name.startswith("__host-"), "secure" in flags) == (secure, secure)
        assert ("strict-transport-security" in came.headers) is secure


def test_a_get_changes_nothing(site: Portal) -> None:
    browsers = [site.browser(site.owners_link()), site.browser(site.invited("Gil Roe"))]
    before = site.app.position
    for route, method, _ in ROUTES:
        for command in WORDING if "{command}" in route else ("",):
            path = route.replace("{kind}", "e").replace("{name}", "acme").replace("{command}", command)
            for browser in browsers:
                asked = urlencode({"outcome": "o-1", "version": 1, "choice": "c-1", "option": "train", "key": "k" * 20})
                assert browser.request("GET" if method == "GET" else "HEAD", f"{path}?{asked}").status_code < 500
    assert site.app.position == before


ELSEWHERE = ("//evil.test", "/\\evil.test", "https://evil.test", "//evil.test/e/acme/", "/e/acme/", "/%2f%2fevil.test")


def test_no_answer_leads_to_another_site(site: Portal, browser: Any) -> None:
    found = []
    for path in ("/", "/in/none", "/out", "/e/acme", "/e/acme/do/need.hear", *ELSEWHERE):
        for method in ("GET", "POST"):
            for name in ("next", "to", "url", "redirect", "return"):
                url = f"{site.public}{path}" if path.startswith("/") else f"{site.public}/{path}"
                headers = {"referer": "https://evil.test/", "x-forwarded-host": "evil.test"}
                one = site.browser() if path == "/out" else browser
                answer = one.request(method, f"{url}?{name}={quote('//evil.test')}", headers=headers)
                found.append(answer.headers.get("location", "/"))
    assert not [where for where in found if not where.startswith("/") or where.startswith(("//", "/\\"))]


def test_a_form_of_ten_thousand_fields_is_refused(site: Portal, browser: Any) -> None:
    for number in (FIELDS_MAX + 1, 10_000):
        answer = browser.post("/e/acme/do/need.hear", content="&".join(f"a{one}=" for one in range(number)).encode())
        assert answer.status_code in (413, 422)


@pytest.mark.parametrize("command", sorted(WORDING))
def test_markup_in_a_field_is_shown_as_it_was_typed(site: Portal, browser: Any, command: str) -> None:
    owner = site.browser(site.owners_link())
    for one in (browser, owner):
        fields = {name: HTML for name in COMMANDS[command].model_fields if name not in ("id", "stream", "by", "party")}
        fields = {
            name: text for name, text in fields.items() if name not in ("expect_version", "correlation", "occurred_at")
        }
        answer = one.post(f"/e/acme/do/{command}", data={**fields, "key": "k" * 24})
        assert answer.status_code in (404, 409, 410, 422)
        asked = one.get(f"/e/acme/do/{command}?{urlencode(fields)}")
        for page in (answer.text, asked.text):
            assert "<i title" not in page
            assert "<script" not in page
    assert "&lt;i title" in browser.post("/e/acme/do/need.hear", data={"verbatim": HTML + "\0", "key": "k" * 24}).text


def test_markup_that_was_recorded_is_shown_as_it_was_typed(site: Portal) -> None:
    person = {"person": HTML}
    site.say("engagement.open", "markup", title=HTML, currency="EUR", owner=person, customer_owner=person)
    site.say("outcome.propose", "markup", terms={**TERMS, "says": HTML, "matters": HTML, "measured": {"how": HTML}})
    site.say("need.hear", "markup", verbatim=HTML, goal=f"more {HTML}", **{"as": "customer"})
    site.say("extra.hold-back", "markup", says=HTML, obstacle="own-doubt", words=HTML, why=HTML)
    site.say("choice.offer", "markup", about_what=HTML, options=[{"label": HTML}, {"label": "car", "effort": HTML}])
    owner, theirs = site.browser(site.owners_link()), site.browser(site.invited(HTML, stream="markup"))
    for path in ("/", "/e/markup", "/e/markup/hidden", "/e/markup/history", "/e/markup/support", "/e/markup/why/x-1"):
        for browser in (owner, theirs):
            page = browser.get(path).text
            assert "quince" in page, path
            assert "<i title" not in page
            assert "<script" not in page


WORDS = st.one_of(
    st.text(max_size=40), st.sampled_from([HTML, "\0", "\ud800", "\u202e", "9" * 400, "-0", "1e999", "2026-02"])
)
FUZZ = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@FUZZ
@given(body=st.one_of(st.binary(max_size=400), st.text(alphabet="&=%+;kseyn\0ü", max_size=60).map(str.encode)))
def test_whatever_is_sent_is_answered_without_an_error_of_ours(site: Portal, browser: Any, body: bytes) -> None:
    for path in ("/e/acme/do/need.hear", "/out/nowhere", "/in/none"):
        assert browser.post(path, content=body).status_code < 500


@FUZZ
@given(command=st.sampled_from(sorted(WORDING)), drawn=st.data())
def test_whatever_stands_in_a_field_is_answered(site: Portal, browser: Any, command: str, drawn: Any) -> None:
    names = st.sampled_from([*COMMANDS[command].model_fields, "key", "seen", "nobody"])
    fields = drawn.draw(st.dictionaries(names, WORDS, max_size=8))
    query = drawn.draw(st.dictionaries(names, WORDS, max_size=3))
    asked = urlencode(query, errors="surrogatepass")
    body = urlencode({"key": "f" * 24, **fields}, errors="surrogatepass")
    assert browser.post(f"/e/acme/do/{command}?{asked}", content=body.encode()).status_code < 500
    assert browser.get(f"/e/acme/do/{command}?{asked}").status_code < 500


@FUZZ
@given(name=WORDS, asked=st.dictionaries(st.sampled_from(["as_of", "on", "after", "until", "from", "as"]), WORDS))
def test_whatever_stands_in_an_address_is_answered(
    site: Portal, browser: Any, name: str, asked: dict[str, str]
) -> None:
    query = urlencode(asked, errors="surrogatepass")
    path = quote(name, safe="", errors="surrogatepass")
    for where in (f"/e/{path}", f"/e/acme/why/{path}", f"/{path}/acme/do/{path}", f"/in/{path}", f"/static/{path}"):
        assert browser.get(f"{where}?{query}").status_code < 500
    for where in ("/e/acme", "/e/acme/history", "/e/acme/support", "/e/acme/hidden", "/"):
        assert browser.get(f"{where}?{query}").status_code < 500
