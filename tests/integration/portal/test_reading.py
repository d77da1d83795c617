"""What a page costs whoever reads it: folded once for everybody, and not at all for a browser that has it."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import event, select

from adapters.portal import pages
from adapters.portal.documents import Documents, Kept
from adapters.wiring import Application
from adapters.wiring_views import Views
from projections.pages.every import sheet_of
from tests.portal import portal

STREAM = "engagement/acme"


def test_what_one_thread_folded_no_other_folds_until_more_is_recorded(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with portal(url) as site, closing(Application.at(url)) as first, closing(Application.at(url)) as second:
        site.opened()
        kept, folds = Kept(), _counted(monkeypatch)
        ours, theirs = Documents(first, kept), Documents(second, kept)
        assert ours.shown("accountability", STREAM) is theirs.shown("accountability", STREAM)
        assert folds == [STREAM]
        site.say("extra.notice", says="seen in passing")
        shown = theirs.shown("accountability", STREAM)
        assert shown is ours.shown("accountability", STREAM)
        assert shown is not None
        assert shown.version == 3
        assert folds == [STREAM, STREAM]


def test_whoever_folded_less_meanwhile_does_not_replace_what_is_newer(url: str) -> None:
    with portal(url) as site, closing(Application.at(url)) as app:
        site.opened()
        kept = Kept()
        old = Documents(app, kept).shown("accountability", STREAM)
        site.say("extra.notice", says="seen in passing")
        new = Documents(app, kept).shown("accountability", STREAM)
        assert old is not None
        kept.put("accountability", STREAM, old)
        assert kept.get("accountability", STREAM) is new


def test_the_sheet_of_a_page_is_made_once_forms_and_all(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with portal(url) as site:
        site.opened()
        browser, made = site.browser(site.invited()), list[str]()
        monkeypatch.setattr(pages, "sheet_of", lambda view, *told: made.append(view) or sheet_of(view, *told))
        assert "/do/outcome.agree" in browser.get("/e/acme").text
        assert made == ["accountability"]


def test_a_browser_that_has_the_page_costs_no_fold_no_layout_and_no_write(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with portal(url) as site:
        site.opened()
        browsers = [site.browser(site.owners_link()), site.browser(site.invited())]
        tags = [browser.get("/e/acme").headers["etag"] for browser in browsers]
        folds, laid = _counted(monkeypatch), list[str]()
        monkeypatch.setattr(site.site.html, "page", lambda name, **_: laid.append(name))
        position, asked = site.app.position, list[str]()
        event.listen(site.sign_in.engine, "before_cursor_execute", lambda *told: asked.append(told[2].split()[0]))
        for browser, tag in zip(browsers, tags, strict=True):
            assert browser.get("/e/acme", headers={"if-none-match": tag}).status_code == 304
        assert (folds, laid, site.app.position) == ([], [], position)
        assert set(asked) <= {"BEGIN", "SELECT"}
        assert "SELECT" in asked


def test_the_use_of_a_session_is_noted_at_most_once_a_minute(url: str) -> None:
    with portal(url) as site:
        site.opened()
        browser = site.browser(site.owners_link())
        begun, seen = site.clock.now, []
        for seconds in (0, 30, 30, 30):
            site.clock.now += seconds
            browser.get("/e/acme")
            with site.sign_in.engine.connect() as connection:
                seen.append(connection.execute(select(site.sign_in.tables.sessions.c.seen)).scalar_one() - begun)
        assert seen == [0, 0, 0, 90]


def test_a_kept_line_is_told_to_one_of_two_pages_that_are_asked_for_at_once(url: str) -> None:
    with portal(url) as site:
        secret, _ = site.sign_in.enter(site.owners_link()) or ("", None)
        session = site.sign_in.session(secret)
        assert session is not None
        site.sign_in.keep(session, "Recorded.")
        first, second = site.sign_in.session(secret), site.sign_in.session(secret)
        assert first is not None
        assert second is not None
        assert [site.sign_in.kept(first), site.sign_in.kept(second)] == ["Recorded.", None]


def _counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The streams that are folded from now on, in turn."""
    found, folded = list[str](), Views.folded

    def counted(self: Views, view: str, stream: str, upto: int | None = None) -> Any:
        found.append(stream)
        return folded(self, view, stream, upto)

    monkeypatch.setattr(Views, "folded", counted)
    return found
