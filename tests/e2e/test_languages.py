"""Pages in another language, as the command line reads them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli import output
from tests.e2e.conftest import Run
from tests.e2e.test_cli_start import whole_modules

PAGE = "report accountability acme"


def test_a_page_is_read_in_the_language_that_is_said_or_set(first_hour: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    english, said = first_hour(PAGE).stdout, first_hour(f"{PAGE} --language de").stdout
    monkeypatch.setenv("SAMESIDE_LANGUAGE", "de")
    german = first_hour(PAGE).stdout

    assert german == said != english
    assert first_hour(f"{PAGE} --language en").stdout == english
    assert [line.split("   ")[0] for line in german.splitlines()[:2]] == ["gelesen von", "Zusammenarbeit"]
    assert "18.000 EUR, fällig bei Erreichen des Ergebnisses (15 % des Werts)" in german
    assert german.splitlines()[-1] == english.splitlines()[-1], "position and digest"


def test_the_sheet_in_json_speaks_it_and_the_document_does_not(first_hour: Run) -> None:
    english, german = (json.loads(first_hour(f"{PAGE} --json{said}").stdout) for said in ("", " --language de"))
    assert [(part["name"], part["heading"]) for part in german["sheet"]["sections"]][:2] == [
        ("engagement", "Zusammenarbeit"),
        ("outcomes", "Ergebnisse"),
    ]
    english.pop("sheet")
    german.pop("sheet")
    assert english == german


def test_a_picture_speaks_it_too(first_hour: Run, tmp_path: Path) -> None:
    first_hour("result measure acme/o-1 --value 9.5")
    for tag in ("en", "de"):
        first_hour(f"{PAGE} --plot {tmp_path}/{tag}.svg --language {tag}")
    english, german = ((tmp_path / f"{tag}.svg").read_text(encoding="utf-8") for tag in ("en", "de"))
    assert ("baseline 21" in english, ">9.5</text>" in english, 'lang="en"' in english) == (True, True, True)
    assert ("Ausgangswert 21" in german, ">9,5</text>" in german, 'lang="de"' in german) == (True, True, True)


def test_a_little_thing_is_walked_back_in_the_language_that_is_said(first_hour: Run) -> None:
    happened, hoped, why, chosen, agreement = first_hour("why acme/x-1 --language de").stdout.splitlines()
    assert happened.startswith("x-1 kick-off in person: hat geholfen · ")
    assert "die Anbieterseite im Namen der Kundenseite" in happened
    assert hoped.strip() == "← erhofft: they decide sooner"
    assert why.strip().startswith("← warum: “a third dimension a call lacks” · die Anbieterseite · ")
    assert chosen.strip().startswith("← gewählt: c-1: in person · die Anbieterseite im Namen der Kundenseite · ")
    assert agreement.strip().startswith("← Vereinbarung: New clients start within 5 days")
    held = json.loads(first_hour("why acme/x-2 --language de --json").stdout)
    held_back, in_the_way, why = held["steps"]
    assert held_back.startswith("x-2 weekly visit · zurückgehalten · die Anbieterseite · ")
    assert in_the_way == "im Weg · eigener Zweifel"
    assert why.startswith("warum · “does it move the 5 days?” · die Anbieterseite · ")


def test_parity_and_what_is_proved_hang_on_no_language(first_hour: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ("parity --csv", "rebuild --verify --csv --fields view,live,rebuilt")
    before = [first_hour(line).stdout for line in asked]
    monkeypatch.setenv("SAMESIDE_LANGUAGE", "de")
    assert [first_hour(line).stdout for line in asked] == before


def test_a_language_that_is_not_there_is_refused_where_it_was_said(
    first_hour: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = first_hour(f"{PAGE} --language fr", code=2).stderr
    assert "no page speaks 'fr'; there are de, en" in said
    assert "where: --language" in said
    assert "--language is for pages and spreadsheets" in first_hour("report outcomes --language de", code=2).stderr
    monkeypatch.setenv("SAMESIDE_LANGUAGE", "xx")
    assert "where: SAMESIDE_LANGUAGE" in first_hour(PAGE, code=2).stderr
    first_hour("report outcomes")


def test_english_needs_no_babel(store: str, first_hour: Run) -> None:
    modules = whole_modules(store, *PAGE.split())
    assert "projections.pages.accountability" in modules
    assert {name for name in modules if name.partition(".")[0] == "babel"} == set()
    assert "babel.numbers" in whole_modules(store, *PAGE.split(), "--language", "de")


HISTORY = "history acme"


def test_a_history_is_told_in_sentences_to_people_and_field_by_field_in_a_pipe(
    first_hour: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    piped = first_hour(HISTORY).stdout
    assert piped.count("\t") > 50
    monkeypatch.setattr(output, "on_terminal", lambda _: True)
    seen = first_hour(HISTORY).stdout.splitlines()
    assert seen[0].startswith("1    ")
    told = " ".join("\n".join(seen).split())
    assert " · acme opened · Faster intake · Ana (seller) · Bo (customer) · EUR · the seller 2 " in told
    assert "x-1 asked: touches their place · kick-off in person · for o-1 v1" in told
    assert "a third dimension a call lacks" in told
    for form in ("--plain", "--csv", "--ndjson", "--fields version,type"):
        assert "acme opened" not in first_hour(f"{HISTORY} {form}").stdout
    assert first_hour(f"{HISTORY} --plain").stdout == piped


def test_a_history_is_read_in_the_language_that_is_said_or_set(
    first_hour: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    german = first_hour(f"{HISTORY} --language de").stdout
    assert "Zusammenarbeit acme eröffnet" in german.splitlines()[0]
    assert german.splitlines()[0].endswith(
        " · Faster intake · Ana (Anbieterseite) · Bo (Kundenseite) · EUR · die Anbieterseite"
    )
    told = json.loads(first_hour(f"{HISTORY} --language de --json").stdout)
    english = json.loads(first_hour(f"{HISTORY} --json").stdout)
    assert told.pop("sheet")["sections"][0]["heading"] == "Verlauf"
    assert english.pop("sheet")["title"] == "Faster intake"
    assert told == english, "the rows are as they are recorded"
    for form in ("--csv", "--plain", "--ndjson", "--json --fields version"):
        assert "--language is for a history" in first_hour(f"{HISTORY} --language de {form}", code=2).stderr
    piped = first_hour(HISTORY).stdout
    monkeypatch.setenv("SAMESIDE_LANGUAGE", "de")
    assert first_hour(HISTORY).stdout == piped
    monkeypatch.setattr(output, "on_terminal", lambda _: True)
    assert "eröffnet" in first_hour(HISTORY).stdout
    assert "sheet" not in json.loads(first_hour(f"{HISTORY} --json --fields version").stdout)


def test_a_stream_without_facts_has_no_history(run: Run) -> None:
    run("init")
    assert run("history practice/own --language de").stdout == ""


def test_a_receipt_and_its_warning_are_in_the_language_that_is_said_or_set(
    first_hour: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = first_hour("pay --amount 1234567.5 --language de")
    assert told.stdout.startswith("Zahlung vermerkt · ")
    assert "1.234.567,50 EUR" in told.stdout
    assert told.stdout.endswith(" · beide Seiten können es lesen\n")
    assert "warning[ABOVE-PRICE]: mit dieser Zahlung sind 1.234.567,50 EUR bezahlt" in told.stderr
    assert "  Vorschlag: wenn es ein Versehen ist, berichtigen Sie es: sameside payment correct acme/" in told.stderr
    monkeypatch.setenv("SAMESIDE_LANGUAGE", "de")
    done = first_hour("propose o-1 --by 2127-01-31 --why later")
    assert "  alles andere wie in v1, die gilt\n" in done.stdout
    assert "ließen sich noch vorbereiten: sameside prepare acme" in done.stderr
    assert first_hour("pay --amount 9 --dry-run").stdout.startswith("würde erfasst:\n")
    assert first_hour("pay --amount 9 --language en").stdout.startswith("payment noted")


def test_a_language_that_nobody_speaks_records_nothing_and_json_has_none(
    first_hour: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = first_hour("tail --plain").stdout
    assert "there are de, en" in first_hour("pay --amount 9 --language xx", code=2).stderr
    assert "--language is for a receipt" in first_hour("pay --amount 9 --language de --json", code=2).stderr
    assert first_hour("tail --plain").stdout == before
    monkeypatch.setenv("SAMESIDE_LANGUAGE", "de")
    document = json.loads(first_hour("pay --amount 9000000 --json").stdout)
    assert document["warnings"][0]["message"].startswith("paid so far with this: 9,000,000 EUR")
