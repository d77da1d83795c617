"""Every fact ever shipped loads for ever; a difference here needs a decision that says so (docs/adr)."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import UNSET

from adapters.codec import decode, encode
from domain.catalogue import FACTS
from domain.upcasting import UPCASTS
from domain.vocabulary import KINDS, digest
from tests.golden.history import FOLDER, write_missing

FILES = sorted(FOLDER.glob("*.json"))


def stored(type_: str, folder: Path = FOLDER) -> bytes:
    return (folder / f"{type_}.json").read_bytes().removesuffix(b"\n")


def kept(told: Any, now: Any) -> bool:
    """Whether everything told is there now; a field added since may stand beside it."""
    if isinstance(told, dict):
        return isinstance(now, dict) and all(key in now and kept(value, now[key]) for key, value in told.items())
    if isinstance(told, list):
        return len(told) == len(now) and all(map(kept, told, now))
    return bool(told == now)


def test_every_type_of_fact_has_its_line() -> None:
    missing = (FACTS.keys() | UPCASTS.keys()) - {path.stem for path in FILES}
    assert not missing, "write them with: python -m tests.golden.history"


@pytest.mark.parametrize("type_", [path.stem for path in FILES])
def test_a_line_once_stored_is_read_with_the_same_values(type_: str) -> None:
    told = stored(type_)
    entry = decode(type_, told)
    assert entry.stream.partition("/")[0] in KINDS
    if type_ in FACTS:
        assert kept(json.loads(told), msgspec.to_builtins(entry))


def test_a_line_says_the_zone_of_its_days_and_one_that_is_older_is_read_in_utc() -> None:
    line = (FOLDER.parent / "give_in_a_zone.json").read_bytes().removesuffix(b"\n")
    entry, older = decode("give-recorded.v1", line), decode("give-recorded.v1", stored("give-recorded.v1"))
    assert (entry.zone, entry.occurred_at, entry.day) == ("Europe/Rome", "2026-03-01T23:30:00.000000Z", "2026-03-02")
    assert encode(entry) == line
    assert older.zone == "UTC"
    assert b"time_zone" not in encode(older)


def test_the_terms_hash_to_their_digest_as_they_stand() -> None:
    told = stored("outcome-proposed.v1")
    terms = told[told.index(b'"terms":') + len(b'"terms":') : told.rindex(b',"digest"')]
    assert hashlib.sha256(terms).hexdigest() == json.loads(told)["body"]["digest"]


def test_terms_that_name_the_day_they_count_from_and_older_ones_are_written_as_they_were() -> None:
    line = (FOLDER.parent / "proposal_that_counts_from.json").read_bytes().removesuffix(b"\n")
    older = stored("outcome-proposed.v1")
    for told, since in ((line, "2026-04"), (older, UNSET)):
        entry = decode("outcome-proposed.v1", told)
        assert entry.body.terms.counts_from == since
        assert encode(entry) == told
        assert digest(entry.body.terms) == entry.body.digest


def test_a_figure_recorded_before_it_could_name_a_version_is_of_the_one_it_says() -> None:
    assert decode("result-measured.v1", stored("result-measured.v1")).body.named


def test_a_value_lost_is_seen() -> None:
    told = json.loads(stored("outcome-proposed.v1"))
    assert kept(told, {**told, "added": 1})
    changed = json.loads(stored("outcome-proposed.v1").replace(b'"35000.50"', b'"35000"'))
    assert not kept(told, changed)
    assert not kept(told, {key: value for key, value in told.items() if key != "why"})


def test_a_line_that_is_there_is_never_written_again(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "facts")
    folder = tmp_path / "facts"
    (folder / "note-taken.v1.json").unlink()
    (folder / "idea-noted.v1.json").write_bytes(b"as it was")
    assert write_missing(folder) == ["note-taken.v1"]
    assert stored("idea-noted.v1", folder) == b"as it was"
    assert stored("note-taken.v1", folder) == stored("note-taken.v1")
