"""What is served where, and to how many at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from adapters.portal.public import checked
from adapters.portal.sign_in import DAY, IDLE, Place
from domain.errors import Invalid
from tests.portal import Portal, portal, text_of

PUBLIC = "https://pages.example.org"


@pytest.fixture
def site(url: str) -> Iterator[Portal]:
    with portal(url) as found:
        found.opened()
        yield found


@pytest.mark.parametrize(
    ("host", "public", "url"),
    [
        ("127.0.0.1", None, "http://127.0.0.1:8470"),
        ("localhost", None, "http://localhost:8470"),
        ("::1", None, "http://[::1]:8470"),
        ("127.0.0.1", "http://localhost:8470", "http://localhost:8470"),
        ("127.0.0.1", PUBLIC, PUBLIC),
        ("0.0.0.0", PUBLIC, PUBLIC),
        ("0.0.0.0", "https://Pages.Example.org/", PUBLIC),
        ("0.0.0.0", "https://pages.example.org:443", PUBLIC),
        ("0.0.0.0", "https://pages.example.org:8443", f"{PUBLIC}:8443"),
    ],
)
def test_pages_are_served_at_the_address_that_a_browser_says(host: str, public: str | None, url: str) -> None:
    assert checked(host, 8470, public) == url


@pytest.mark.parametrize(
    ("host", "public"),
    [
        ("0.0.0.0", None),
        ("192.0.2.1", None),
        ("::", None),
        ("0.0.0.0", "http://localhost:8470"),
        ("127.0.0.1", "http://pages.example.org"),
        ("127.0.0.1", "pages.example.org"),
        ("127.0.0.1", "ftp://pages.example.org"),
        ("127.0.0.1", "https://pages.example.org/sameside"),
        ("127.0.0.1", "https://pages.example.org?page=1"),
    ],
)
def test_nobody_else_is_served_without_https_and_no_address_has_a_path(host: str, public: str | None) -> None:
    with pytest.raises(Invalid):
        checked(host, 8470, public)


def test_who_comes_when_too_many_wait_is_told_so(site: Portal) -> None:
    browser = site.browser(site.invited())
    site.workers.room = 0
    answer = browser.get("/e/acme")
    assert answer.status_code == 503
    assert "at once" in text_of(answer.text)


def test_links_and_sessions_that_are_over_are_not_kept(site: Portal) -> None:
    def kept() -> list[int]:
        every = (site.sign_in.tables.links, site.sign_in.tables.sessions, site.sign_in.tables.places)
        with site.sign_in.engine.connect() as connection:
            return [len(connection.execute(table.select()).all()) for table in every]

    site.browser(site.invited())
    site.owners_link()
    assert kept() == [2, 1, 1]
    site.clock.now += IDLE + 9 * DAY
    site.sign_in.link("invitation", Place("engagement/acme", "m-1"))
    assert kept() == [1, 0, 0]
