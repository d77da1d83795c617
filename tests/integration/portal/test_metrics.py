"""What the pages tell whoever watches them."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import generate_latest

from adapters.portal.app import application
from adapters.portal.forms import ROUTE
from adapters.portal.metrics import Metrics
from adapters.portal.sign_in import SignIn
from benchmarks.served import Browser, Ledger, running, serve
from tests.portal import Portal, form_of, portal, text_of

ROOT = Path(__file__).parents[3]
WATCHED = """
import sys
sys.modules.update(dict.fromkeys({missing}))
from adapters.settings import settings
from adapters.wiring_portal import Portal
from domain.errors import StoreTrouble
portal = Portal(settings(dict(), health="127.0.0.1:0"), None)
try:
    with portal._watched(None):
        print("watched")
except StoreTrouble as trouble:
    print(trouble.message)
"""


@pytest.fixture
def site(url: str) -> Iterator[Portal]:
    with portal(url) as found:
        found.opened()
        yield found


@pytest.fixture
def metrics(site: Portal) -> Metrics:
    """Of a site that is served with them."""
    found = Metrics(site.sign_in, site.app.store.position)
    found.watch(site.workers)
    site.site.turned_away = found.busy.inc
    site.asgi = application(site.site, site.public, found.answered)
    return found


def _told(metrics: Metrics) -> str:
    return generate_latest(metrics.registry).decode()


def test_requests_are_counted_by_pattern_and_forms_by_what_came_of_them(site: Portal, metrics: Metrics) -> None:
    browser = site.browser(site.invited())
    action, fields = form_of(browser.get("/e/acme/do/need.hear").text, "need.hear")
    browser.post(action, data={**fields, "verbatim": "we wait too long"})
    browser.post(action, data={**fields, "verbatim": ""})
    browser.request("BREW", "/e/acme")
    told = _told(metrics)
    for line in (
        'sameside_requests_total{method="GET",route="/{kind}/{name}/do/{command}",status="200"} 1.0',
        'sameside_requests_total{method="other",route="-",status="405"} 1.0',
        'sameside_request_seconds_count{route="/{kind}/{name}/do/{command}"} 3.0',
        'sameside_forms_total{outcome="recorded"} 1.0',
        'sameside_forms_total{outcome="refused"} 1.0',
        'sameside_forms_total{outcome="failed"} 0.0',
        "sameside_sessions 1.0",
        "sameside_requests_in_hand 0.0",
    ):
        assert line in told.splitlines(), line


def test_who_is_turned_away_is_counted(site: Portal, metrics: Metrics) -> None:
    site.workers.room = 0
    answer = site.browser().get("/")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "sameside_busy_total 1.0" in _told(metrics).splitlines()


def test_no_secret_no_name_and_no_address_is_in_a_metric(site: Portal, metrics: Metrics) -> None:
    secret = site.invited("Jo Lund")
    browser = site.browser(secret)
    for path in ("/e/acme", f"/in/{secret}", f"/e/{secret}", f"/nowhere/{secret}?next={secret}", "/static/page.css"):
        browser.get(path)
    browser.request(secret[:20].replace("-", "x").replace("_", "x").upper(), "/e/acme")
    browser.post(f"/in/{secret}", headers={"sec-fetch-site": "cross-site"})
    told = _told(metrics)
    assert 'route="/in/{secret}",status="303"' in told
    cookie = browser.cookies[site.site.cookie]
    assert not [words for words in (secret, cookie, "acme", "nowhere", "Lund", "m-1") if words in told]
    routes = set(re.findall(r'route="([^"]*)"', told))
    assert {route for route in routes if "{" not in route} <= {"-", "/", "/health", "/in", "/out", "/out/everywhere"}


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (303, "recorded"),
        (200, "shown"),
        (409, "refused"),
        (422, "refused"),
        (429, "refused"),
        (500, "failed"),
        (503, "failed"),
    ],
)
def test_what_came_of_a_form_is_told_by_its_answer(status: int, outcome: str) -> None:
    metrics = Metrics(SignIn("sqlite://"), lambda: None)
    metrics.answered("POST", ROUTE, status, 0.1)
    assert re.findall(r'sameside_forms_total\{outcome="(\w+)"\} 1.0', _told(metrics)) == [outcome]


def test_what_an_act_does_to_the_price_is_shown_and_not_refused(site: Portal, metrics: Metrics) -> None:
    site.say("outcome.agree", "acme/o-1", version=1, **{"as": "customer"})
    browser = site.browser(site.invited())
    action, fields = form_of(browser.get("/e/acme/do/request.make").text, "request.make")
    answer = browser.post(action, data={**fields, "kind": "hours", "says": "two demonstrations", "hours": "4"})
    assert answer.status_code == 200, text_of(answer.text)
    assert 'sameside_forms_total{outcome="shown"} 1.0' in _told(metrics).splitlines()


def test_a_ledger_that_cannot_be_read_makes_the_pages_unready(tmp_path: Path) -> None:
    with portal(f"sqlite:///{tmp_path}/ledger.db") as site:
        metrics = Metrics(site.sign_in, site.app.portal._read)
        assert metrics.ready() == ""
        (tmp_path / "ledger.db").rename(tmp_path / "away.db")
        (tmp_path / "ledger.db").mkdir()
        assert site.sign_in.sessions() == 0, "links and sessions are there"
        assert metrics.ready() != ""


def test_a_database_that_is_gone_makes_the_pages_unready_and_hides_no_other_number(
    site: Portal, metrics: Metrics, tmp_path: Path
) -> None:
    site.browser().get("/")
    assert (metrics.live(), metrics.ready()) == ("", "")
    metrics.sign_in = type(site.sign_in)(f"sqlite:///{tmp_path}/nowhere/sign-in.db")
    assert "cannot be used" in metrics.ready()
    assert "sameside_sessions NaN" in _told(metrics).splitlines()
    assert 'status="401"' in _told(metrics)


def test_the_numbers_are_told_at_an_address_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    monkeypatch.setitem(os.environ, "SAMESIDE_HEALTH", f"127.0.0.1:{port}")
    with (
        closing(Ledger(f"sqlite:///{tmp_path}/ledger.db")) as ledger,
        running(serve(ledger.store, tmp_path / "log")) as site,
        closing(Browser(site.url)) as browser,
    ):
        # One is counted after it was answered, and surely before the next on its connection is.
        assert [browser.get("/metrics").status for _ in range(2)] == [404, 404], "not where people read"
        answers = [_asked(port, path) for path in ("/metrics", "/live", "/ready")]
    assert [status for status, _ in answers] == [200, 200, 200]
    assert 'sameside_requests_total{method="GET",route="-",status="404"}' in answers[0][1]


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        (("kafka", "lz4", "crc32c"), "watched"),
        (("prometheus_client",), "uv sync --extra health"),
    ],
)
def test_the_numbers_need_prometheus_client_and_nothing_of_kafka(missing: tuple[str, ...], says: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", WATCHED.format(missing=missing)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert says in told.stdout, told.stderr


def _asked(port: int, path: str) -> tuple[int, str]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", path)
        answer: Any = connection.getresponse()
        return answer.status, answer.read().decode()
