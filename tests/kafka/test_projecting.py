"""Views that come from the topic are those that history says, whoever was killed, stopped or overtaken."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from adapters.kafka import records
from adapters.kafka.appender import Appender, PartitionMoved
from adapters.kafka.projecting import Assignment, group_of
from adapters.kafka.publishing import Publisher
from adapters.kafka.topics import producer_id
from adapters.projecting.page_folder import Folder
from adapters.projecting.projector import fold
from adapters.projecting.rebuild import rebuild
from adapters.proving.verify import digest, verify
from adapters.views import bookkeeping
from adapters.views.read_models import Overtaken
from domain.errors import FeedRefused, StoreTrouble
from domain.fact import Recorded
from tests.integration.toy_views import ACCOUNTS, BOTH, NOTES, Closed, Noted, Toys, paid
from tests.kafka.feeds import PARTITIONS, Fed, Until, restore

NEVER = threading.Event()
ACME, OTHER, THIRD = "engagement/acme", "engagement/other", "engagement/third"


def test_views_from_the_topic_are_those_that_history_says(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1), Noted(thing="a", says="hm"))
    fed.send()
    fed.project()
    for stream in (OTHER, THIRD):
        fed.toys.say(stream, *(paid(n) for n in range(1, 9)), Noted(thing="b"))
    fed.toys.say(ACME, Closed(), paid(5))
    fed.send()
    fed.project()
    _as_history_says(fed)


def test_several_projectors_share_the_work(fed: Fed) -> None:
    stopping, threads = threading.Event(), []
    for _ in range(3):  # each opens its views itself: they are for one thread
        threads.append(threading.Thread(target=lambda: fed.projecting().run(stopping)))
        threads[-1].start()
    for n in range(30):
        fed.toys.say(f"engagement/e{n}", *(paid(i + 1) for i in range(5)))
        fed.send()
    try:
        fed.project()
    finally:
        stopping.set()
        for thread in threads:
            thread.join()
    _as_history_says(fed)


def test_what_was_saved_is_not_folded_again(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1), paid(2))
    fed.send()
    fed.project()
    fed.toys.decoded.clear()
    fed.toys.say(ACME, paid(3))
    fed.send()
    fed.project()
    assert len(fed.toys.decoded) == 1


def test_a_projector_that_was_overtaken_between_fold_and_save_saves_nothing(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1))
    fed.send()
    fed.project()
    fed.toys.say(ACME, paid(2), paid(4))
    stale = _folded(fed, 2)
    fed.send()
    fed.project()
    with pytest.raises(Overtaken):
        stale[0].save(stale[1])
    _as_history_says(fed)


def test_without_compare_and_set_the_overtaken_would_spoil_the_views(fed: Fed, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    fed.toys.say(ACME, paid(1))
    fed.send()
    fed.project()
    fed.toys.say(ACME, paid(2), paid(4))
    stale = _folded(fed, 2)
    fed.send()
    fed.project()
    blind = bookkeeping.ADVANCE.partition(" AND position=?")[0] + " AND ? IS NOT NULL AND ? IS NOT NULL"
    monkeypatch.setattr("adapters.views.bookkeeping.ADVANCE", blind)
    stale[0].save(stale[1])
    assert dict(fed.toys.models().documents(ACCOUNTS))[ACME].times == 2, "and history says 3"


def test_each_views_topic_ends_with_the_rows_of_its_table(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1), Noted(thing="a"), Noted(thing="b"))
    fed.toys.say(OTHER, paid(3), Closed())
    fed.send()
    fed.project()
    fed.toys.say(ACME, Noted(thing="a", says="again"))
    fed.toys.say(THIRD, paid(9))
    fed.send()
    fed.project()
    _published(fed)
    assert fed.rows_of(NOTES).keys() == {f"{ACME}#a", f"{ACME}#b"}


def test_a_row_that_went_is_gone_from_the_topic_too(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1))
    fed.project()
    fed.send()
    fed.project()
    assert ACME in fed.rows_of(ACCOUNTS)
    fed.toys.say(ACME, Closed())
    fed.send()
    fed.project()
    assert ACME not in fed.rows_of(ACCOUNTS)
    _published(fed)


def test_rows_that_a_crash_kept_from_going_are_made_good(fed: Fed, monkeypatch: pytest.MonkeyPatch) -> None:
    fed.toys.say(ACME, paid(1))
    fed.project()
    fed.toys.say(ACME, paid(2))
    fed.toys.say(OTHER, paid(3), Noted(thing="a"), Closed())
    fed.send()
    with monkeypatch.context() as crashing:
        crashing.setattr(Publisher, "send", _crash)
        with pytest.raises(KeyboardInterrupt):
            fed.project()
    fed.project()
    _as_history_says(fed)
    _published(fed)


def test_without_making_good_the_topic_would_lack_rows(fed: Fed, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    fed.toys.say(ACME, paid(1))
    fed.project()
    fed.toys.say(ACME, paid(2))
    fed.send()
    with monkeypatch.context() as crashing:
        crashing.setattr(Publisher, "send", _crash)
        with pytest.raises(KeyboardInterrupt):
            fed.project()
    monkeypatch.setattr(Publisher, "_make_good", lambda *_: None)
    fed.project()
    assert fed.rows_of(ACCOUNTS) != fed.table_of(ACCOUNTS)


def test_a_zombies_row_never_stays_last(fed: Fed) -> None:
    """One who is stopped between saving and sending goes on when another has sent newer rows."""
    zombie = _stopped_before_sending(fed)
    with suppress(PartitionMoved):  # or it is told that it is there already: what it sent is not
        zombie()
    assert fed.rows_of(ACCOUNTS) == fed.table_of(ACCOUNTS)


def test_by_another_producer_id_a_zombies_row_would_stay_last(fed: Fed) -> None:
    """The control."""
    zombie = _stopped_before_sending(fed, producer=producer_id(fed.cluster))
    with suppress(PartitionMoved):
        zombie()
    assert fed.rows_of(ACCOUNTS) != fed.table_of(ACCOUNTS)


def test_a_fact_that_cannot_be_folded_parks_its_stream_and_no_other(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1), Noted(thing="x", bad=True), paid(2))
    fed.project()
    fed.toys.say(OTHER, paid(5), Noted(thing="x", bad=True), paid(6))
    fed.toys.say(THIRD, paid(7))
    fed.send()
    fed.project()
    models = fed.toys.models()
    assert {(one.projection, one.stream) for one in models.parked()} == {("accounts", ACME), ("accounts", OTHER)}
    assert {key: told.total for key, told in models.documents(ACCOUNTS)} == {ACME: 1, OTHER: 5, THIRD: 7}
    _published(fed)


def test_a_hole_in_a_streams_versions_parks_it(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1))
    fed.toys.say(OTHER, paid(1))
    fed.send()
    fed.project()
    fed.toys.say(ACME, paid(2), skip=1)
    fed.toys.say(OTHER, paid(2))
    fed.send()
    fed.project()
    models = fed.toys.models()
    assert {one.stream for one in models.parked()} == {ACME}
    assert {key: told.times for key, told in models.documents(ACCOUNTS)} == {ACME: 1, OTHER: 2}


def test_views_that_were_kept_from_the_store_go_over_to_the_topic(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1), Noted(thing="a"))
    fed.toys.projector().catch_up(BOTH)
    fed.toys.say(ACME, paid(2))
    fed.send()
    fed.project()
    _as_history_says(fed)
    assert {build.fed for build in fed.toys.models().standing()} == {fed.names.facts}
    fed.toys.say(ACME, paid(3))
    fed.toys.projector().catch_up(BOTH)
    assert dict(fed.toys.models().documents(ACCOUNTS))[ACME].times == 3, "whom the topic feeds, a reader leaves alone"


def test_views_ahead_of_a_restored_ledger_are_refused(fed: Fed) -> None:
    fed.toys.say(ACME, *(paid(n) for n in range(1, 6)))
    fed.send()
    fed.project()
    restore(fed.toys, keep=3)
    fed.toys.say(ACME, *(paid(90 + n) for n in range(10)))
    with pytest.raises(FeedRefused, match="an older copy of the ledger was restored"):
        fed.projecting().run(Until(lambda: False))


def test_another_ledgers_facts_are_refused(fed: Fed, monkeypatch: pytest.MonkeyPatch) -> None:
    fed.toys.say(ACME, paid(1))
    fed.send()
    fed.project()
    fed.toys.say(ACME, paid(2))
    fed.send()
    monkeypatch.setattr(records, "source", lambda _ledger: ("ce_source", b"/ledger/another"))
    with pytest.raises(FeedRefused, match="no fact of this ledger"):
        fed.project()


def _as_history_says(fed: Fed) -> None:
    models = fed.toys.models()
    for projection in BOTH:
        told: dict[str, Any] = {}
        for stream in {row[1] for row in fed.toys.store.page(0, 100_000)}:
            rows = fed.toys.store.rows(stream)
            told |= fold(projection, [Recorded(row[0], fed.toys.decode(row[3], row[4])) for row in rows])
        assert dict(models.documents(projection)) == told


def _published(fed: Fed) -> None:
    for projection in BOTH:
        assert fed.rows_of(projection) == fed.table_of(projection)


def _folded(fed: Fed, count: int) -> tuple[Folder, Any]:
    """What a projector makes of the next facts, before it saves them."""
    part, models = records.partition(ACME, PARTITIONS), fed.toys.models()
    mine = Assignment(BOTH, fed.names.facts, fed.toys.models)
    mine.load(part)
    folder = Folder(
        models, fed.toys.decode, {"paid.v1", "noted.v1", "closed.v1"}, fed.toys.store.ledger_id, fed.toys.store.rows
    )
    rows = fed.toys.store.page(mine.parts[part][0][1].position, count)[: count - 1]
    return folder, folder.fold(mine.parts[part], rows, offset=99)


def _stopped_before_sending(fed: Fed, producer: int | None = None) -> Callable[[], None]:
    """What a projector still has to send, after another has sent what came later."""
    fed.toys.say(ACME, paid(1))
    fed.send()
    fed.project()
    fed.toys.say(ACME, paid(2))
    fed.send()
    stopped: list[tuple[Publisher, Any]] = []

    def stop(self: Publisher, changed: Any) -> None:
        stopped.append((self, changed))
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Publisher, "send", stop)
        with pytest.raises(KeyboardInterrupt):
            fed.project()
    fed.toys.say(ACME, paid(3))
    fed.send()
    fed.project()
    [(publisher, changed)] = stopped

    def send() -> None:
        feed = publisher.feeds[ACCOUNTS.name]
        with Appender(fed.cluster, [feed._replace(producer=producer or feed.producer)], NEVER) as kafka:
            publisher.kafka = kafka
            publisher.send([(projection, told) for projection, told in changed if projection is ACCOUNTS])

    return send


def _crash(*_: Any) -> None:
    raise KeyboardInterrupt


def test_the_group_is_that_of_the_same_versions_in_the_same_place() -> None:
    assert group_of("s", BOTH, "here") == group_of("s", BOTH[::-1], "here")
    assert len({group_of("s", BOTH, "here"), group_of("s", BOTH, "there"), group_of("s", BOTH[:1], "here")}) == 3


def test_a_view_that_the_topic_feeds_is_verified_as_far_as_each_part_has_come(fed: Fed) -> None:
    for n in range(9):
        fed.toys.say(f"engagement/e{n}", paid(n + 1))
    fed.project()
    fed.toys.say(ACME, paid(1), paid(2))
    fed.send()
    fed.project()
    fed.toys.say(OTHER, paid(3))  # which no view has seen yet
    told = verify(fed.toys.projector(), ACCOUNTS)
    assert told.equal
    fed.toys.ask("UPDATE accounts_v1_g1 SET times=99 WHERE key='engagement/e3'")
    assert verify(fed.toys.projector(), ACCOUNTS).differing == ["engagement/e3"]


def test_a_parked_stream_is_folded_again_and_its_rows_are_sent(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1))
    fed.project()
    fed.toys.say(ACME, Noted(thing="x", bad=True), paid(2))
    fed.send()
    fed.project()
    mended = fed.toys.projector()
    mended.folder.decode = lambda type_, stored: fed.toys.decode(type_, stored.replace(b'"bad":true', b'"bad":false'))
    assert mended.redrive(ACCOUNTS, ACME) is None
    fed.toys.say(OTHER, paid(1))
    fed.send()
    fed.project()
    assert dict(fed.toys.models().documents(ACCOUNTS))[ACME].times == 3
    assert fed.rows_of(ACCOUNTS) == fed.table_of(ACCOUNTS)


def test_a_view_is_rebuilt_beside_the_live_one_while_facts_keep_coming(fed: Fed) -> None:
    for n in range(9):
        fed.toys.say(f"engagement/e{n}", paid(n + 1), Noted(thing="a"))
    fed.send()
    fed.project()
    stopping, seen = threading.Event(), []
    running = threading.Thread(target=fed.projecting().run, args=(stopping,))
    running.start()
    watching = threading.Thread(target=_watch, args=(fed, stopping, seen))
    watching.start()
    more = threading.Thread(target=_keep_saying, args=(fed, stopping))
    more.start()
    generations = 1
    try:
        while len(set(seen)) < 5:
            rebuild(fed.toys.projector(), BOTH)
            generations += 1
    finally:
        stopping.set()
        for thread in (running, watching, more):
            thread.join()
    fed.send()
    fed.publish()
    assert {(b.generation, b.live) for b in fed.toys.models().standing()} == {(generations, True)}
    assert seen == sorted(seen), "a reader never sees less"
    _as_history_says(fed)
    _published(fed)


def _watch(fed: Fed, stopping: threading.Event, seen: list[int]) -> None:
    while not stopping.wait(0.01):
        seen.append(fed.toys.ask("SELECT sum(times) FROM accounts")[0][0])


def _keep_saying(fed: Fed, stopping: threading.Event) -> None:
    mine = Fed(Toys(fed.toys.url), fed.cluster.servers, fed.names.prefix)
    mine.toys.versions = dict(fed.toys.versions)
    while not stopping.wait(0.05):
        for n in range(9):
            mine.toys.say(f"engagement/e{n}", paid(1))
        mine.send()
    mine.toys.close()


def test_rebuilt_from_the_topic_or_from_the_store_a_view_is_the_same(fed: Fed) -> None:
    for n in range(9):
        fed.toys.say(f"engagement/e{n}", paid(n + 1), Noted(thing="a"))
    fed.send()
    fed.project()
    projector = fed.toys.projector()
    before = {one.name: digest(projector.models, one) for one in BOTH}
    rebuild(projector, BOTH, from_topic=True)
    models = fed.toys.models()
    fed.projecting().run(Until(lambda: {(b.generation, b.live) for b in models.standing()} == {(2, True)}))
    assert {one.name: digest(projector.models, one) for one in BOTH} == before
    fed.publish()


def test_views_go_back_to_being_brought_up_to_date_when_read(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1))
    fed.send()
    fed.project()
    fed.toys.say(ACME, paid(2))
    projector = fed.toys.projector()
    projector.catch_up(BOTH)
    assert projector.waiting(ACCOUNTS) == 1, "whom the topic feeds, a reader leaves alone"
    rebuild(projector, BOTH, from_ledger=True)
    fed.toys.say(ACME, paid(3))
    projector.catch_up(BOTH)
    assert projector.waiting(ACCOUNTS) == 0
    assert {build.fed for build in projector.models.standing()} == {""}
    _as_history_says(fed)


def test_views_that_no_topic_feeds_are_not_rebuilt_from_one(fed: Fed) -> None:
    fed.toys.say(ACME, paid(1))
    projector = fed.toys.projector()
    projector.catch_up(BOTH)
    with pytest.raises(StoreTrouble, match="no topic feeds"):
        rebuild(projector, BOTH, from_topic=True)
