"""Lists read kept documents: they say what the facts themselves say, and no history is read for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from adapters.event_store.store import RecorderStore
from adapters.wiring import Application
from benchmarks.histories import lines, load
from cli.fact_line import fact_line
from cli.found import happened_last, things
from cli.listed import listed
from cli.main import NOUNS
from cli.nouns import card
from domain.errors import LedgerError
from domain.vocabulary import Actor, Party
from domain.words import DisownWord, OwnWord

BO = Actor(id="bo", side=Party.CUSTOMER, how="link")
LISTED = [noun for noun in NOUNS if card(noun).lists is None]
"""Nouns whose lists are made of things; the others have a view of their own."""
OPENED = {
    "command": "engagement.open",
    "stream": "engagement/acme",
    "id": "opened",
    "title": "Faster intake",
    "currency": "EUR",
}
TERMS = {
    "metric": {"name": "calls", "kind": "count"},
    "measured": {"how": "their list"},
    "matters": "they wait",
}
SEEN_NOWHERE = {"person"}
"""Said where a page is served, which no simulated portfolio is."""


@pytest.fixture
def app(filled: Callable[..., Application]) -> Application:
    return filled(portfolio)


def portfolio(app: Application) -> None:
    """One in which words were owned and denied, and what is cited was mended, to something and to nothing."""
    load(app, lines(1500))
    listed(app, "word")  # its views are there before the answers come
    for at, stream in enumerate(app.streams("engagement/", 20)):
        asked: dict[str, Any] = {"id": f"own-{at}", "stream": stream, "by": BO, "party": Party.CUSTOMER}
        answer = (OwnWord, DisownWord)[at % 2](**asked, all=True, why="so it was, or was not")
        if at < 6:
            app.record(answer)
    mend(app)


def mend(app: Application) -> None:
    """Of the first four entries that may be mended, two cite another engagement then, and two nothing."""
    other, mended = app.streams("engagement/", 2)[1].partition("/")[2], 0
    for row in listed(app, "link").rows:
        stream, _, version = f"engagement/{row['id']}".replace("engagement/practice/", "practice/").rpartition("/")
        how = {"meant": other} if mended % 2 else {}
        asked = {"command": "link.mend", "id": f"mend-{row['id']}", "version": int(version), "why": "it was not that"}
        try:
            app.record(app.command({**asked, **how, "stream": stream}))
        except LedgerError:  # what one got, and from whom, is corrected otherwise
            continue
        mended += 1
        if mended == 4:
            return


def by_facts(app: Application, noun: str, stream: str) -> list[tuple[Any, ...]]:
    """The list of one stream, worked out from its facts alone."""
    found = things(app, noun, stream)
    lasts = {name: happened_last(moved) for name, moved in found.items()}
    return [
        (name, len(moved), fact_line(lasts[name]), ", ".join(lasts[name].body.citations()), lasts[name].party.value)
        for name, moved in found.items()
    ]


def rows(app: Application, noun: str, stream: str | None = None) -> list[dict[str, Any]]:
    return list(listed(app, noun, stream).rows)


def test_every_list_says_what_the_facts_say(app: Application) -> None:
    for noun in LISTED:
        streams = [stream for kind in card(noun).kinds for stream in app.streams(f"{kind}/", 1000)]
        told = [(row["id"], row["facts"], row["said"], row["cites"], row["party"]) for row in rows(app, noun)]
        if noun != "result":  # where a result stands says which fact it came there by, which need not be the last
            assert sorted(told) == sorted(line for stream in streams for line in by_facts(app, noun, stream)), noun
        else:
            counted = {(name, facts) for name, facts, *_ in told}
            assert counted == {line[:2] for stream in streams for line in by_facts(app, noun, stream)}
        assert bool(told) is (noun not in SEEN_NOWHERE), noun


def test_the_list_of_all_is_the_lists_of_each_stream_in_their_order(app: Application) -> None:
    for noun in LISTED:
        streams = [stream for kind in card(noun).kinds for stream in app.streams(f"{kind}/", 1000)]
        assert rows(app, noun) == [row for stream in streams for row in rows(app, noun, stream)], noun


def test_a_list_of_all_reads_no_stream_and_no_history(app: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    for noun in LISTED:
        rows(app, noun)

    def reads(*_: Any, **__: Any) -> Any:
        raise AssertionError("history was read")

    for read in ("rows", "by_stream"):
        monkeypatch.setattr(RecorderStore, read, reads)
    with pytest.raises(AssertionError, match="history was read"):
        rows(app, "need", app.streams("engagement/", 1)[0])
    assert sum(len(rows(app, noun)) for noun in LISTED) > 500


def test_no_more_facts_are_read_than_rows_are_asked_for(app: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[int]()
    entries = RecorderStore.entries

    def counted(store: RecorderStore, named: Any) -> Any:
        asked.append(len(named))
        return entries(store, named)

    found = listed(app, "extra")
    monkeypatch.setattr(RecorderStore, "entries", counted)
    monkeypatch.setattr("cli.listed.BATCH", 10)
    for _ in range(10):
        next(found.rows)
    [once] = asked
    assert 10 <= once <= 10 + 4, "a batch, and what four others should have cited"
    assert found.many > 100


@pytest.mark.parametrize("noun", ["extra", "word", "result", "outcome", "link", "account"])
def test_the_first_rows_are_those_of_the_whole_list_and_all_are_counted(app: Application, noun: str) -> None:
    every = rows(app, noun)
    for most in (1, 7, len(every), len(every) + 1):
        some = listed(app, noun, most=most)
        assert (list(some.rows), some.many) == (every[:most], len(every))


def test_of_ten_versions_and_more_the_last_is_listed(url: str) -> None:
    app = Application.at(url, create=True)
    owners = {"owner": {"person": "Ana"}, "customer_owner": {"person": "Bo"}}
    app.record(app.command({**OPENED, **owners}))
    for version in range(1, 13):
        asked = {"command": "outcome.propose", "stream": "engagement/acme", "id": f"v-{version}", "outcome": "o-1"}
        app.record(app.command({**asked, "terms": {**TERMS, "says": f"the {version}th"}, "why": "anew"}))
    assert [(row["version"], row["says"]) for row in rows(app, "outcome")] == [(12, "the 12th")]
    assert rows(app, "outcome") == rows(app, "outcome", "engagement/acme")
    app.close()
