"""Pictures on the page that both sides read: drawn in its language."""

from __future__ import annotations

from adapters.languages import language
from tests.portal import portal


def test_a_picture_speaks_the_language_of_its_page(url: str) -> None:
    with portal(url, language=language("de")) as site:
        site.opened()
        site.say("outcome.agree", outcome="o-1", version=1, why="they wrote so", **{"as": "customer"})
        site.say("result.measure", outcome="o-1", value="9.5", occurred_at="2026-01-31")
        page = site.browser(site.invited()).get("/e/acme").text
    figure = page.partition("<figure")[2].partition("</figure>")[0]
    assert 'lang="de"' in figure
    assert ">9,5</text>" in figure
    assert "Ausgangswert 21" in figure
