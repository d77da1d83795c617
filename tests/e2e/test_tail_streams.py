"""A ledger of any length goes by page by page, and ends quietly where nobody reads on."""

from __future__ import annotations

import io
import sys
from typing import Any

import pytest

from adapters.wiring import Application
from cli import read
from cli.main import main
from tests.e2e.conftest import Run
from tests.e2e.test_closed_streams import shell


class Written(io.StringIO):
    """Counts the lines that have gone by."""

    lines = 0

    def write(self, text: str) -> int:
        self.lines += text.count("\n")
        return super().write(text)


@pytest.mark.parametrize("form", ["--plain", "--ndjson", "--csv"])
def test_no_more_than_a_page_is_read_before_it_is_written(
    first_hour: Run, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    whole = first_hour(f"tail {form}").stdout
    ahead, out, page_of = list[int](), Written(), Application.tail

    def counted(app: Application, after: int, limit: int) -> Any:
        ahead.append(after - out.lines)
        return page_of(app, after, limit)

    monkeypatch.setattr(read, "PAGE", 2)
    monkeypatch.setattr(Application, "tail", counted)
    monkeypatch.setattr(sys, "stdout", out)
    main(["tail", form], standalone_mode=False)
    assert out.getvalue() == whole
    assert len(ahead) > len(whole.splitlines()) // 2
    assert max(ahead) <= 0, "all that was read has been written when more is read"


@pytest.mark.parametrize("form", ["", "--ndjson", "--csv", "--json", "--table"])
def test_whoever_reads_no_further_is_told_nothing(first_hour: Run, store: str, form: str) -> None:
    assert first_hour
    told = shell(store, f"sameside tail {form} | true")
    assert (told.stdout, told.stderr) == ("", "")


def test_whoever_reads_it_all_gets_every_line(first_hour: Run, store: str) -> None:
    count = len(first_hour("tail --plain").stdout.splitlines())
    assert shell(store, "sameside tail | wc -l").stdout.split() == [str(count)]
