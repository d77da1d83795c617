"""How it looks at a terminal: no word is cut however narrow it is, colour says nothing alone, all can be heard."""

from __future__ import annotations

import os
import re
import shlex
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import orjson
import pytest
from click.testing import CliRunner

from adapters.wiring import Application
from benchmarks.histories import load
from cli.colour import ESCAPE
from cli.main import NOUNS, main
from cli.nouns import card
from cli.spark import BARS
from cli.stories.demo import stories
from cli.stories.portfolio import portfolio
from projections.across import ACROSS
from projections.registry import PROJECTIONS
from tests.screen import cut, screen

WIDTHS = (60, 80, 140)
WIDEST = 2000
CONTINUED = "\\"
DRAWN = re.compile(f"[{BARS}←→⏎·─-╿]")
Screen = Callable[..., str]

LISTS = [f"{noun} list" for noun in NOUNS if "list" in (*card(noun).verbs, "list")]
VIEWS = [f"report {view.name}" for view in (*PROJECTIONS, *ACROSS)]
PAGES = [
    "report accountability help-desk",
    "report accountability parley-demos",
    "report account linden",
    "report support help-desk",
    "report portfolio",
    "why faster-intake/x-1",
    "today",
    "today --language de",
    "history help-desk",
    "outcome show parley-demos/o-1",
    "extra show parley-demos/x-1",
    "request history help-desk/r-1",
    "choice show parley-demos/c-1",
    "map show help-desk",
    "prepare help-desk",
]
OTHERS = [
    "where",
    "doctor",
    "demo --no-serve --portfolio 1 --file other.db",
    "check",
    "parity parley-demos",
    "parity",
    "tail --limit 40",
    "use parley-demos",
    "tail --limit 3 --fields recorded_at,occurred_at,type",
    'payment note help-desk --amount 1200 --on 2025-03-01 --why "the bill of February, as agreed by both" --dry-run',
    (
        'outcome propose help-desk --says "Nobody waits longer than half a day" --metric "hours until it works"'
        ' --from 8 --to 4 --by 2030-12-31 --measured "their own list, which both read" --owner "Mara Voss"'
        ' --customer-owner "Jan Peters" --matters "who waits a day calls a competitor"'
        ' --why "it is what they asked for" --dry-run'
    ),
]
WRONG = [
    "outcome agree parley-demos/o-1 --version 1 --as customer",
    "outcome shoe",
    "outcome show parley-demos/o-9",
    "outcome propose parley-demos --says x --from a --no-input",
    'request make help-desk --kind errand --says "file our permit at the town hall" --as customer --no-input',
    "report gains nobody",
    "report nothing",
    "why parley-demos/x-99",
]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """The demo's stories and a few accounts of the portfolio, in a place whose name is short."""
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="s") as place:
        app = Application.at(f"sqlite:///{place}/sameside-demo.db", create=True)
        lines = [*stories(), *portfolio(2)]
        load(app, b"".join(orjson.dumps(line) + b"\n" for line in lines))
        app.close()
        yield Path(place)


@pytest.fixture
def seen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Screen:
    """What stands on a terminal so wide, answers and errors together; what is wider than it is cut as there."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    told = dict.fromkeys(name for name in os.environ if name.startswith("SAMESIDE_") or name in ("NO_COLOR", "CI"))
    told |= {"SAMESIDE_STORE": "sqlite:///sameside-demo.db", "SAMESIDE_ME": "ana", "TERM": "xterm"}
    told |= {"XDG_DATA_HOME": str(folder)}

    def shown(line: str, width: int, *, colour: bool = False, **environment: str) -> str:
        env = {**told, "COLUMNS": str(width), **environment}
        found = CliRunner(env=env).invoke(main, shlex.split(line), prog_name="sameside", color=colour)
        assert found.exit_code != 1, found.output  # nothing of this goes wrong in a way that nobody thought of
        return cut(found.output if colour else ESCAPE.sub("", found.output), width)

    return shown


def words(text: str) -> set[str]:
    """All but the signs that draw, that a shell goes on by, and the bars between the choices of an option."""
    plain = DRAWN.sub(" ", ESCAPE.sub("", text)).replace("|", "| ")
    return {word.rstrip(";:,") for word in plain.split()} - {CONTINUED, "/", "", "to"}


@pytest.mark.parametrize("line", [*LISTS, *VIEWS, *PAGES, *OTHERS, *WRONG])
def test_no_word_is_cut_on_a_narrow_terminal(seen: Screen, line: str) -> None:
    whole = words(seen(line, WIDEST))
    for width in WIDTHS:
        assert words(seen(line, width)) <= whole, f"at {width} columns"


def test_no_word_of_any_help_is_cut_on_a_narrow_terminal(seen: Screen) -> None:
    for path in verbs(main, ()):
        line = " ".join([*path, "--help"])
        whole = words(seen(line, WIDEST))
        for width in WIDTHS:
            assert words(seen(line, width)) == whole, f"{line} at {width} columns"


def verbs(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every command, and every group of them."""
    yield path
    if isinstance(command, click.Group):
        ctx = click.Context(command)
        for name in command.list_commands(ctx):
            verb = command.get_command(ctx, name)
            assert verb is not None
            yield from verbs(verb, (*path, name))


@pytest.mark.parametrize("line", [*LISTS, *VIEWS, *PAGES, *OTHERS, *WRONG])
def test_who_listens_hears_the_same_words_with_nothing_drawn(seen: Screen, line: str) -> None:
    heard = seen(line, WIDEST, colour=True, ACCESSIBLE="1")
    said = words(heard)
    assert said <= words(seen(line, WIDEST))
    empty = words(seen(f"{line} --fields ?", WIDEST).replace("_", " ")) if line in (*LISTS, *VIEWS) else set()
    assert words(seen(line, WIDEST)) - said <= empty, "all but the heads of columns in which nothing stands"
    assert not DRAWN.search(heard), "no sign that draws"
    assert "\x1b" not in heard
    assert "\r" not in heard
    assert not [text for text in heard.splitlines() if "   " in text.strip()], "no columns"


@pytest.mark.parametrize("line", ["today", "request list", PAGES[0], "why faster-intake/x-1", *WRONG[:2], "--help"])
def test_colour_says_nothing_that_a_word_does_not_say(seen: Screen, line: str) -> None:
    coloured = seen(line, 80, colour=True)
    assert ESCAPE.search(coloured)
    assert ESCAPE.sub("", coloured) == seen(line, 80, colour=True, NO_COLOR="1")
    assert set(ESCAPE.findall(coloured)) <= {f"\x1b[{code}m" for code in ("0", "1", "31", "32", "35", "1;31", "1;35")}


@pytest.mark.parametrize(
    "told", ["NO_COLOR=1", "TERM=dumb", "CLICOLOR=0", "ACCESSIBLE=1", "GH_ACCESSIBLE_PROMPTER=true"]
)
def test_who_wants_no_colour_gets_none(seen: Screen, told: str) -> None:
    name, _, value = told.partition("=")
    for line in ("today", "request list", WRONG[0], "--help"):
        assert "\x1b" not in seen(line, 80, colour=True, **{name: value})


def test_what_is_late_refused_or_wrong_stands_out(seen: Screen) -> None:
    assert re.search(r"\x1b\[31m[\d,]+ days late\x1b\[0m \(due", seen("today", 140, colour=True))
    assert "\x1b[31mrefused\x1b[0m" in seen("request list", 140, colour=True)
    assert "\x1b[1;31merror[USAGE]:\x1b[0m" in seen("outcome shoe", 140, colour=True)
    assert "\x1b[31mrefused\x1b[0m (asked by" in seen(PAGES[0], 200, colour=True)


def test_a_real_terminal_shows_colour_and_a_pipe_never(folder: Path) -> None:
    assert "\x1b[31m" in screen(["today", "--limit", "3"], 80, folder)
    assert "\x1b[1;31merror[USAGE]:" in screen(["outcome", "shoe"], 80, folder)
    env = {"SAMESIDE_STORE": f"sqlite:///{folder}/sameside-demo.db", "COLUMNS": "80", "TERM": "xterm"}
    for line in ("today", "today --table", "request list --table", "outcome shoe", "--help"):
        assert "\x1b" not in CliRunner(env=env).invoke(main, line.split(), color=True).output


@pytest.mark.parametrize("line", ["request list", "engagement list", PAGES[0], "today", "where", "tail --limit 4"])
def test_a_pipe_gets_the_terminals_table_where_it_is_asked_for(seen: Screen, tmp_path: Path, line: str) -> None:
    shown = seen(line, 80)
    with pytest.MonkeyPatch.context() as pipe:
        pipe.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: False, raising=False)
        assert seen(f"{line} --table", 80) == shown
        assert seen(line, 80) != shown, "a pipe is for programs"
        assert seen(f"{line} --table -o {tmp_path / 'rows.txt'}", 80) == ""
        assert (tmp_path / "rows.txt").read_text(encoding="utf-8").rstrip("\n") == shown.rstrip("\n")
    assert "one form at a time: --json or --table" in seen(f"{line} --json --table", WIDEST)


def test_without_columns_a_table_in_a_pipe_is_eighty_wide(folder: Path) -> None:
    env = {"SAMESIDE_STORE": f"sqlite:///{folder}/sameside-demo.db", "COLUMNS": None}
    found = CliRunner(env=env).invoke(main, ["today", "--table"]).stdout
    assert 70 < max(map(len, found.splitlines())) <= 80


def test_days_are_days_and_moments_are_minutes_at_a_terminal(seen: Screen) -> None:
    for line in (*LISTS, *VIEWS, *PAGES, "tail --limit 40", "tail --limit 4 --fields recorded_at,occurred_at"):
        assert not re.search(r"\d\dT\d\d:\d\d|\d\.\d{6}", seen(line, WIDEST)), line
