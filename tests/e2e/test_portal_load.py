"""Readers and writers at once for a moment; all of it is `python -m benchmarks.portal_load`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from benchmarks.portal_load import BYTES_MAX, THINGS, Crowd, alone, fill, load
from benchmarks.served import Browser, Ledger, running, serve


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with closing(Ledger(f"sqlite:///{tmp_path}/ledger.db")) as found:
        yield found


def test_many_read_and_write_at_once_and_no_fact_is_lost_or_doubled(ledger: Ledger, tmp_path: Path) -> None:
    found = _loaded(ledger, tmp_path)
    assert found.wrong == []
    assert found.recorded
    assert found.pages


def test_forms_sent_under_two_keys_are_found_to_be_there_twice(ledger: Ledger, tmp_path: Path) -> None:
    found = _loaded(ledger, tmp_path, twice=True)
    assert sorted(found.wrong) == sorted(f"{words}: answered, 2 facts" for words in found.recorded)
    assert found.wrong


def _loaded(ledger: Ledger, folder: Path, *, twice: bool = False) -> Any:
    fill(ledger, 5)
    with running(serve(ledger.store, folder / "log")) as site:
        return load(ledger, site.url, Crowd(readers=8, writers=3, seconds=2, twice=twice))


def test_a_long_page_is_no_longer_than_it_may_be_and_is_not_sent_twice(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, THINGS)
    with running(serve(ledger.store, tmp_path / "log")) as site:
        browser = Browser(site.url)
        browser.enter(site.link)
        found = alone(browser, tmp_path / "log", 3)
        browser.close()
    assert {(answer.status, len(answer.body) <= BYTES_MAX) for answer in found["page"]} == {(200, True)}
    assert [(answer.status, answer.body) for answer in found["unchanged"]] == [(304, b"")] * 3
