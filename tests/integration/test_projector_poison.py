"""A fact that cannot be folded parks its stream, not the world."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.projecting.projector import Projector
from adapters.projecting.rebuild import rebuild
from adapters.proving.verify import digest, verify
from domain.fact import Fact
from tests.examples import examples
from tests.integration.toy_views import ACCOUNTS, BOTH, NOTES, Noted, Toys, paid

ACME, OTHER = "engagement/acme", "engagement/other"
BAD = Noted(thing="broken", says="half", bad=True)


def mended(toys: Toys) -> Projector:
    """A projector of a later release, which can fold what this one could not."""
    projector = toys.projector()
    projector.folder.decode = lambda type_, stored: toys.decode(type_, stored.replace(b'"bad":true', b'"bad":false'))
    return projector


def test_its_later_facts_wait_and_other_streams_go_on(toys: Toys) -> None:
    toys.say(ACME, paid(1), BAD, paid(2))
    toys.say(OTHER, paid(5), paid(6))
    projector = toys.projector(batch_max=2)
    projector.catch_up([ACCOUNTS])
    toys.say(ACME, paid(3))
    toys.say(OTHER, paid(7))
    projector.catch_up([ACCOUNTS])
    assert {key: told.total for key, told in projector.documents(ACCOUNTS)} == {ACME: 1, OTHER: 18}
    [parked] = projector.parked()
    assert (parked.projection, parked.stream, parked.position) == ("accounts", ACME, 2)
    assert parked.reason == "entry 2: ValueError: cannot fold this"


@pytest.mark.parametrize("batch_max", [1, 2, 100])
def test_a_half_changed_document_is_seen_by_nobody(toys: Toys, batch_max: int) -> None:
    toys.say(ACME, paid(1), Noted(thing="a", says="whole"))
    projector = toys.projector(batch_max=batch_max)
    projector.catch_up([ACCOUNTS])
    toys.say(ACME, paid(2), BAD)
    toys.say(OTHER, paid(1))
    projector.catch_up([ACCOUNTS])
    found = projector.document(ACCOUNTS, ACME)
    assert found is not None
    assert (found.times, found.total, found.words) == (3, Decimal(3), ["whole"])


def test_a_redrive_gives_the_view_that_would_have_been(toys: Toys, tmp_path: Path) -> None:
    toys.say(ACME, paid(1), BAD, paid(2), Noted(thing="a"))
    projector = toys.projector()
    projector.catch_up(BOTH)
    assert {one.projection for one in projector.parked()} == {"accounts", "remarks"}
    again = projector.redrive(ACCOUNTS, ACME)
    assert again is not None
    assert again.position == 2
    later = mended(toys)
    for projection in BOTH:
        assert later.redrive(projection, ACME) is None
    assert later.parked() == []
    toys.say(ACME, paid(9))
    later.catch_up(BOTH)
    for projection in BOTH:
        assert verify(later, projection).equal
    found = later.document(ACCOUNTS, ACME)
    assert found is not None
    assert found.total == 12


def test_a_hole_in_a_stream_is_never_passed_over(toys: Toys) -> None:
    toys.say(ACME, paid(1), paid(2), paid(3))
    projector = toys.projector()
    projector.catch_up([ACCOUNTS])
    toys.say(ACME, paid(5), skip=1)
    projector.catch_up([ACCOUNTS])
    [parked] = projector.parked()
    assert parked.reason == "entry 5 after 3"
    assert projector.redrive(ACCOUNTS, ACME) == parked
    rebuild(projector, [ACCOUNTS])
    assert projector.parked() == [parked]
    found = projector.document(ACCOUNTS, ACME)
    assert found is not None
    assert found.total == 6


def test_a_hole_counts_where_nothing_is_folded_too(toys: Toys) -> None:
    toys.say(ACME, paid(1))
    toys.say(ACME, paid(2), skip=1)
    toys.say(ACME, Noted(thing="a"))
    projector = toys.projector()
    projector.catch_up([NOTES])
    assert [one.reason for one in projector.parked()] == ["entry 3 after 1"]
    assert list(projector.documents(NOTES)) == []


def test_bytes_that_cannot_be_read_park_only_the_views_that_would_read_them(toys: Toys) -> None:
    toys.say(ACME, paid(1))
    toys.say_bytes(ACME, "paid.v1", b"{")
    toys.say(ACME, Noted(thing="a"))
    projector = toys.projector()
    projector.catch_up(BOTH)
    [parked] = projector.parked()
    assert parked.projection == "accounts"
    assert parked.reason.startswith("entry 2: DecodeError")
    assert len(list(projector.documents(NOTES))) == 1


@pytest.mark.parametrize("scanned", [False, True])
def test_a_type_that_this_release_does_not_know_parks_its_stream_for_it_may_be_meant_for_the_view(
    toys: Toys, *, scanned: bool
) -> None:
    toys.say(ACME, paid(1))
    toys.say_bytes(ACME, "from-the-future.v9", b"{}")
    toys.say(ACME, Noted(thing="a"))
    toys.say(OTHER, paid(5), Noted(thing="a"))
    toys.say_bytes("practice/mine", "from-the-future.v9", b"of a kind of stream that neither view reads")
    projector = toys.projector()
    projector.catch_up(BOTH)
    if scanned:
        rebuild(projector, BOTH)
    assert [(one.projection, one.stream, one.position) for one in projector.parked()] == [
        ("accounts", ACME, 2),
        ("remarks", ACME, 2),
    ]
    assert {key: told.times for key, told in projector.documents(ACCOUNTS)} == {ACME: 1, OTHER: 2}
    assert {key for key, _ in projector.documents(NOTES)} == {f"{OTHER}#a"}


def test_a_rebuild_parks_what_the_live_view_parked(toys: Toys) -> None:
    toys.say(ACME, paid(1), Noted(thing="a"), BAD, paid(2))
    toys.say(OTHER, paid(5))
    projector = toys.projector()
    projector.catch_up(BOTH)
    before, live = projector.parked(), [digest(projector.models, one) for one in BOTH]
    rebuild(projector, BOTH)
    assert projector.parked() == before
    assert [digest(projector.models, one) for one in BOTH] == live
    toys.say(ACME, paid(3))
    projector.catch_up(BOTH)
    assert projector.parked() == before


def test_running_out_of_memory_is_no_poison(toys: Toys, monkeypatch: pytest.MonkeyPatch) -> None:
    toys.say(ACME, paid(1))
    projector = toys.projector()

    def out(*_: object) -> NoReturn:
        raise MemoryError

    projector.catch_up([ACCOUNTS])
    toys.say(ACME, paid(1))
    monkeypatch.setattr(projector.folder, "decode", out)
    with pytest.raises(MemoryError):
        projector.catch_up([ACCOUNTS])
    with pytest.raises(MemoryError):
        rebuild(projector, [ACCOUNTS])
    assert projector.parked() == []


FACTS = st.one_of(
    st.integers(0, 9).map(paid),
    st.builds(Noted, thing=st.sampled_from(["a", "b", "broken"]), says=st.none() | st.just("x"), bad=st.booleans()),
)
HISTORIES = st.lists(st.tuples(st.sampled_from([ACME, OTHER, "engagement/x"]), FACTS), max_size=25)


@settings(max_examples=examples(40), deadline=None)
@given(history=HISTORIES, cut=st.integers(0, 25), batch_max=st.integers(1, 7))
def test_live_rebuilt_and_redriven_views_are_equal_for_any_history(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[str, Fact]], cut: int, batch_max: int
) -> None:
    toys = Toys(f"sqlite:///{tmp_path_factory.mktemp('any') / 'l.db'}")
    projector = toys.projector(batch_max=batch_max)
    for stream, fact in history[:cut]:
        toys.say(stream, fact)
    projector.catch_up(BOTH)
    for stream, fact in history[cut:]:
        toys.say(stream, fact)
    projector.catch_up(BOTH)
    parked = projector.parked()
    for projection in BOTH:
        assert verify(projector, projection).equal
    rebuild(projector, BOTH)
    assert projector.parked() == parked
    later = mended(toys)
    for one in parked:
        later.redrive(next(p for p in BOTH if p.name == one.projection), one.stream)
    assert later.parked() == []
    for projection in BOTH:
        assert verify(later, projection).equal
    toys.close()
