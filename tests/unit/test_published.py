"""What is published stays: no making anew, no editing and no deleting gets round it unsaid."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs import contracts, generate
from docs.contracts import FOLDER, LIST, Schema, files, published, refusals, schemas
from domain.catalogue import FACTS
from projections.why import WHY
from tests.golden.history import FOLDER as GOLDEN

AGREED = "facts/outcome-agreed.v1.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The contracts of now, published."""
    for path, text in files(tmp_path):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


def agreed(**properties: object) -> dict[str, Schema]:
    """The contracts of now, with the envelope of one changed; None takes a field away."""
    now = schemas()
    told = {**now[AGREED]["properties"], **properties}
    now[AGREED] = {**now[AGREED], "properties": {name: one for name, one in told.items() if one is not None}}
    return now


def test_the_published_contracts_are_kept() -> None:
    assert [*refusals()] == []


def test_every_fact_that_was_ever_shipped_is_published() -> None:
    assert {f"facts/{path.stem}.json" for path in GOLDEN.glob("*.json")} <= published().keys()


def test_nothing_else_lies_beside_the_contracts() -> None:
    there = {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file()}
    assert there == published().keys() | {LIST, "asyncapi.json"}


def test_a_field_taken_away_is_refused_with_the_way_out(folder: Path) -> None:
    (said,) = refusals(agreed(why=None), folder)
    assert said == (
        f"contracts/{AGREED} is published: why: the field is gone; publish a new version of the type instead"
    )


def test_an_optional_field_and_a_new_type_are_taken(folder: Path) -> None:
    now = {**agreed(place={"type": "string"}), "facts/outcome-agreed.v2.json": schemas()[AGREED]}
    assert [*refusals(now, folder)] == []


@pytest.mark.parametrize("edited", ["{}", None], ids=["changed", "removed"])
def test_a_file_changed_or_removed_by_hand_is_no_way_round(folder: Path, edited: str | None) -> None:
    path = folder / AGREED
    path.write_text(edited) if edited else path.unlink()
    (said,) = refusals(agreed(why=None), folder)
    assert "by hand: bring it back from history" in said


def test_a_stored_type_may_not_vanish_without_upcasting(folder: Path) -> None:
    now = schemas()
    del now[AGREED]
    (said,) = refusals(now, folder)
    assert "its type needs a step in upcasting" in said


def test_the_headers_may_not_vanish(folder: Path) -> None:
    now = schemas()
    del now["headers/fact.v1.json"]
    assert [*refusals(now, folder)] == ["contracts/headers/fact.v1.json is published: records bear these headers"]


def test_the_contract_of_a_view_that_moved_on_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = schemas()
    now["views/why.v9.json"] = now.pop(f"views/why.v{WHY.version}.json")
    assert [*refusals(now, folder)] == []
    monkeypatch.setattr(contracts, "schemas", lambda: now)
    listed = json.loads(dict(files(folder))[folder / LIST])
    assert listed[f"views/why.v{WHY.version}.json"] == published(folder)[f"views/why.v{WHY.version}.json"]
    assert "views/why.v9.json" in listed


@pytest.mark.parametrize("asked", [[], ["--check"]], ids=["made anew", "checked"])
def test_nothing_is_written_while_a_promise_would_be_broken(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], asked: list[str]
) -> None:
    def broken() -> Iterator[str]:
        return refusals(agreed(why=None), folder)

    before = {path: path.read_bytes() for path in folder.rglob("*.json")}
    monkeypatch.setattr(generate.contracts, "refusals", broken)
    assert generate.main(asked) == 1
    assert "publish a new version of the type instead" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in folder.rglob("*.json")} == before


def test_every_fact_of_now_has_its_contract() -> None:
    assert {f"facts/{name}.json" for name in FACTS} <= schemas().keys()
