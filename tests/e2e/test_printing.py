"""The page that both sides read, as a file that is sent: whole in itself, and nothing that is for the seller alone."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest

from tests.e2e.conftest import FIRST_HOUR, Run
from tests.e2e.test_cli_start import modules

WORDS = ("Faster intake", "New clients start within 5 days", "kick-off in person", "a third dimension a call lacks")
"""What both sides read."""
MONEY = ("18,000", "120,000", "each week of waiting loses a client")
KEPT = ("weekly visit", "does it move the 5 days?", "own doubt")
"""What the seller held back, and why."""


@pytest.fixture
def folder(first_hour: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def browser(folder: Path, does: str) -> str:
    """A program that is called as browsers are."""
    program = folder / "browser"
    program.write_text(f"#!/bin/sh\nfor one; do case $one in --print-to-pdf=*) to=${{one#*=}};; esac; done\n{does}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


@pytest.mark.parametrize("name", ["page.html", "page.md", "-"])
def test_it_says_what_both_sides_read_and_nothing_that_only_the_seller_needs(
    first_hour: Run, folder: Path, name: str
) -> None:
    told = first_hour(f"page print acme -o {name}").stdout
    page = told if name == "-" else (folder / name).read_text(encoding="utf-8")
    assert all(words in page for words in (*WORDS, *MONEY))
    assert not [words for words in KEPT if words in page]
    assert not re.search(
        r"sameside [a-z]|--\w|\bv1\b|\bentry \d", re.sub(r"<style>.*</style>", "", page, flags=re.DOTALL)
    )
    assert "What the seller held back is left out." in page


def test_the_foot_says_from_when_to_when_as_of_when_and_by_which_digest(first_hour: Run, folder: Path) -> None:
    digest = first_hour("report accountability acme").stdout.split("digest ")[-1].strip()
    for name in ("page.html", "page.md"):
        first_hour(f"page print acme -o {name}")
        page = re.sub("</?span[^>]*>", "", (folder / name).read_text(encoding="utf-8"))
        assert digest in page
        assert re.search(r"Facts from \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d\.", page)
        assert re.search(r"As of \d{4}-\d\d-\d\d \d\d:\d\d UTC", page)


def test_the_file_is_whole_in_itself(first_hour: Run, folder: Path) -> None:
    first_hour("page print acme -o page.html")
    page = (folder / "page.html").read_text(encoding="utf-8")
    assert not re.search(r"<(script|form|button|input|iframe|link rel=.stylesheet)|\b(src|action)=|url\(|@import", page)
    assert set(re.findall(r'href="([^#"]*)', page)) == {"data:,", ""}, "it leads nowhere but within itself"
    assert "default-src 'none'" in page


def test_hidden_sections_are_left_out_and_named_and_no_digest_tells_them(first_hour: Run, folder: Path) -> None:
    first_hour("page print acme -o page.html --hidden money --hide choices")
    page = (folder / "page.html").read_text(encoding="utf-8")
    assert not [words for words in (*MONEY, "Kick-off") if words in page]
    assert "Left out of this copy: money, choices." in page
    assert not re.search(r"\b[0-9a-f]{64}\b", page)


def test_a_page_of_the_past_says_so(first_hour: Run, folder: Path) -> None:
    said = first_hour("page print acme --on 2126-01-01").stdout
    assert (
        "> This is the page as things stood on 2126-01-01. That has not come yet: nothing later than now is known."
        in said
    )
    refused = first_hour("page print acme --on 2001-01-01 -o page.html", code=2).stderr
    assert "nothing of engagement/acme was there then" in refused
    assert not (folder / "page.html").exists()


def test_it_is_written_in_the_language_of_whoever_reads_it(first_hour: Run, folder: Path) -> None:
    first_hour("page print acme -o page.html --language de")
    page = (folder / "page.html").read_text(encoding="utf-8")
    assert '<html lang="de">' in page
    assert "eine Kopie der Seite, die beide Seiten lesen." in page
    assert "Was die Anbieterseite zurückgehalten hat, steht nicht darin." in page


def test_marks_in_peoples_words_are_words(run: Run) -> None:
    run(FIRST_HOUR[0].replace("Faster intake", "*Intake* <script>alert(1)</script> [a](http://x) | b"))
    title = r"\*Intake\* \<script\>alert(1)\</script\> \[a\](http://x) \| b"
    assert f"# {title}\n" in run("page print acme").stdout


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("page print acme -o page.docx", "name a file that ends in .html, .pdf or .md, not page.docx"),
        ("page print acme --json", "a page is printed as HTML, PDF or Markdown"),
        ("page print acme --fields title -o page.html", "a page is printed as HTML, PDF or Markdown"),
        ("page print acme/x-1 -o page.html", "a page is printed whole: sameside page print acme"),
        ("page print acme -o nowhere/page.html", "there is no folder"),
        ("page print acme -o nowhere/page.pdf", "there is no folder"),
        ("page print acme -o ledger.db", "LEDGERS-FILE"),
    ],
)
def test_what_cannot_be_printed_is_refused_and_nothing_is_written(
    first_hour: Run, folder: Path, line: str, says: str
) -> None:
    before = sorted(folder.iterdir())
    assert says in first_hour(line, code=2).stderr
    assert sorted(folder.iterdir()) == before


def test_a_ledger_under_a_printable_name_is_not_written_over(
    first_hour: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.link(folder / "ledger.db", folder / "page.pdf")
    monkeypatch.setenv("SAMESIDE_BROWSER", browser(folder, 'printf "%%PDF-1.4" > "$to"'))
    assert "LEDGERS-FILE" in first_hour("page print acme -o page.pdf", code=2).stderr
    assert (folder / "page.pdf").read_bytes().startswith(b"SQLite")


@pytest.mark.parametrize(
    ("does", "says"),
    [
        ("echo it broke >&2; exit 3", "did not print it: it broke"),
        ("exit 3", "did not print it: it ended with 3"),
        ('echo no PDF > "$to"', "did not print it"),
    ],
)
def test_a_browser_that_prints_nothing_leaves_the_file_as_it_was(
    first_hour: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, does: str, says: str
) -> None:
    (folder / "page.pdf").write_text("as it was")
    monkeypatch.setenv("SAMESIDE_BROWSER", browser(folder, does))
    before = sorted(folder.iterdir())
    told = first_hour("page print acme -o page.pdf", code=1).stderr
    assert "error[NO-BROWSER]" in told
    assert says in told
    assert (folder / "page.pdf").read_text() == "as it was"
    assert sorted(folder.iterdir()) == before


def test_without_a_browser_a_pdf_is_refused_with_the_way_out(
    first_hour: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMESIDE_BROWSER", "no-such-browser")
    told = first_hour("page print acme -o page.pdf", code=1).stderr
    assert "error[NO-BROWSER]: no-such-browser is no program here" in told
    assert "why this rule: a PDF is the page as a browser prints it" in told
    assert "try: install Chromium or Chrome, or name one in SAMESIDE_BROWSER" in told


def test_printing_starts_no_server_and_help_needs_no_templates(first_hour: Run, store: str) -> None:
    found = modules(store, "page", "print", "acme", "-o", store.removeprefix("sqlite:///") + ".html")
    assert "jinja2" in found
    assert not {"starlette", "uvicorn"} & found
    assert "jinja2" not in modules(store, "page", "print", "--help")
    assert "jinja2" not in modules(store, "page", "print", "acme")


def test_its_help_offers_no_form_that_it_refuses(run: Run) -> None:
    told = run("page print --help").stdout
    assert "--out" in told
    for form in ("--json", "--ndjson", "--csv", "--spreadsheet", "--plain", "--fields"):
        assert form not in told


@pytest.mark.parametrize("form", ["html", "md"])
def test_the_map_as_it_should_be_stands_under_the_map_as_it_is(first_hour: Run, tmp_path: Path, form: str) -> None:
    first_hour("map set acme --seller Tactics --shared Strategy")
    first_hour(f"page print acme -o {tmp_path}/before.{form}")
    assert "As it is" not in (tmp_path / f"before.{form}").read_text(), "where there is one map, it needs no name"
    first_hour('map set acme --which target --seller Tactics --seller Strategy --why "we settle it"')
    first_hour(f"page print acme -o {tmp_path}/page.{form}")
    page = (tmp_path / f"page.{form}").read_text()
    assert page.index("As it is") < page.index("As it should be")
    assert page.count("Strategy") == 2


@pytest.mark.parametrize("form", ["html", "md"])
def test_it_says_which_file_it_wrote(folder: Path, first_hour: Run, form: str) -> None:
    assert first_hour(f"page print acme -o page.{form}").stderr == f"written: page.{form}\n"
    assert (folder / f"page.{form}").exists()
    assert "written" not in first_hour("page print acme").stderr
