"""What a person sees on a terminal: every view's table and page, in a hundred columns."""

from __future__ import annotations

import re
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from adapters.wiring import Application
from benchmarks.histories import load
from cli import output, report
from cli.folding import hanging
from cli.labelled import parse
from cli.main import main
from cli.stories.demo import stories
from cli.stories.portfolio import portfolio
from projections.across import ACROSS
from projections.registry import PROJECTIONS

WIDTH = 100
FIGURE = re.compile(r"(?<!\S)-?\d[\d,.]*(?!\S)")
VIEWS = [one.name for one in (*PROJECTIONS, *ACROSS)]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The demo's stories and a few accounts of the portfolio."""
    url = f"sqlite:///{Path(tmp_path_factory.mktemp('terminal')) / 'ledger.db'}"
    app = Application.at(url, create=True)
    lines = [*stories(), *portfolio(4)]
    load(app, b"".join(orjson.dumps(line) + b"\n" for line in lines))
    app.close()
    return url


@pytest.fixture
def terminal(told: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(output, "on_terminal", lambda _: True)
    monkeypatch.setattr(report, "on_terminal", lambda _: True)
    monkeypatch.setenv("COLUMNS", str(WIDTH))

    def seen(*words: str) -> str:
        found = CliRunner().invoke(main, ["--store", told, *words])
        assert found.exit_code == 0, found.output
        return found.stdout

    return seen


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_has_its_table(terminal, view: str) -> None:
    lines = terminal("report", view).splitlines()
    assert len(lines) > 1, "a heading, and a row"
    assert max(map(len, lines)) <= WIDTH
    text = "\n".join(lines)
    assert "Word(" not in text, "no field of a class of ours, but what it says"
    assert "T00:00" not in text


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("width", [60, 80])
def test_on_a_narrow_terminal_no_figure_is_broken(
    terminal, monkeypatch: pytest.MonkeyPatch, width: int, view: str
) -> None:
    """`156,00` above `0` would be read as another amount."""
    monkeypatch.setenv("COLUMNS", "1000")
    whole = set(FIGURE.findall(terminal("report", view)))
    monkeypatch.setenv("COLUMNS", str(width))
    lines = terminal("report", view).splitlines()
    assert max(map(len, lines)) <= width
    assert whole <= set(FIGURE.findall("\n".join(lines)))


def test_words_of_a_script_without_blanks_are_folded_by_their_width() -> None:
    page = f"way-1     {'請求書がすぐに届く' * 6} · 900 JPY"
    lines = hanging(page, 60)
    assert max(map(cell_len, lines.splitlines())) <= 60
    assert lines.replace("\n" + " " * 10, "").replace(" ", "") == page.replace(" ", "")
    digest = f"digest    {'a1' * 32}"
    assert hanging(digest, 60) == digest, "it is there to be copied"


def test_an_amount_is_told_in_thousands_and_a_reader_by_name(terminal) -> None:
    assert "120,000" in terminal("report", "gains", "linden")
    assert "Cleo Park" in terminal("report", "visibility", "help-desk")


@pytest.mark.parametrize("page", [("account", "linden"), ("accountability", "parley-demos"), ("support", "help-desk")])
def test_a_page_is_folded_between_words_and_says_the_same(told: str, terminal, page: tuple[str, str]) -> None:
    lines = terminal("report", *page).splitlines()
    assert max(len(line) for line in lines if "digest" not in line) <= WIDTH
    piped = CliRunner().invoke(main, ["--store", told, "report", *page, "--json"])
    assert piped.exit_code == 0
    whole = parse("\n".join(lines))
    assert any(line.startswith(" " * 10) for line in lines), "some line goes on under its value"
    assert whole["you read as"] == "seller"
