"""What an application opens to read views is one thread's: another is refused, and nothing breaks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from adapters.wiring import Application
from domain.errors import StoreTrouble
from tests.portal import TERMS

OPEN = {
    "command": "engagement.open",
    "stream": "acme",
    "id": "a",
    "title": "Faster intake",
    "currency": "EUR",
    "owner": {"person": "Ana"},
    "customer_owner": {"person": "Bo"},
}


def test_a_second_thread_is_refused_and_the_first_reads_on(url: str) -> None:
    with closing(Application.at(url, create=True)) as app:
        app.record(app.command(OPEN))
        first = list(app.views.report("accountability", "engagement/acme"))
        with ThreadPoolExecutor(1) as other, pytest.raises(StoreTrouble, match="another thread"):
            other.submit(lambda: list(app.views.report("accountability", "engagement/acme"))).result()
        assert list(app.views.report("accountability", "engagement/acme")) == first


def test_each_thread_reads_by_an_application_of_its_own(url: str) -> None:
    with closing(Application.at(url, create=True)) as app:
        app.record(app.command(OPEN))
        app.record(app.command({"command": "outcome.propose", "stream": "acme", "id": "b", "terms": TERMS}))

        def read(_: int) -> int:
            with closing(Application.at(url)) as own:
                return sum(len(list(own.views.report("accountability", "engagement/acme"))) for _ in range(5))

        with ThreadPoolExecutor(6) as threads:
            assert list(threads.map(read, range(6))) == [5] * 6


def test_facts_are_recorded_and_read_from_many_threads_by_one_application(url: str) -> None:
    with closing(Application.at(url, create=True)) as app:
        app.record(app.command(OPEN))

        def hear(number: int) -> int:
            words = {"command": "need.hear", "stream": "acme", "id": f"need-{number}", "verbatim": f"need {number}"}
            app.record(app.command(words))
            return len(app.store.rows("engagement/acme"))

        with ThreadPoolExecutor(6) as threads:
            list(threads.map(hear, range(30)))
        assert [row[2] for row in app.store.rows("engagement/acme")] == list(range(1, 32))
