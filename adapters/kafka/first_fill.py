"""Views that a topic is to feed, filled from the store first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from adapters.kafka.cluster import Cluster
from adapters.kafka.feed import fact_in
from adapters.kafka.known_topics import Feed
from adapters.kafka.reader import reading
from adapters.projecting.filling import filled
from adapters.projecting.projector import Projector
from adapters.views.build import Fed
from adapters.views.generations import settle
from adapters.views.read_models import AnyProjection


def begin(
    projector: Projector,
    cluster: Cluster,
    feed: Feed,
    projections: Sequence[AnyProjection],
    beat: Callable[[], None] = lambda: None,
) -> None:
    """Every view has a build that the topic feeds: filled from the store first, and then each part goes on from there.

    It beats while it fills them, for that may take long.
    Raises StoreTrouble when the views have seen what the store does not hold.
    """
    projector.check_against_the_store()
    known = projector.models.standing()
    missing = [p for p in projections if not any(b.fed == feed.topic and b[:2] == (p.name, p.version) for b in known)]
    if not missing:
        return
    upto = projector.store.position()

    def after(seen: Any) -> bool:
        return fact_in(seen, projector.store.ledger_id)[0] > upto

    with reading(cluster) as reader:
        offsets = reader.first_after(feed.topic, after)
    with filled(projector, missing, upto, lambda *_: beat()) as filling:
        for projection in missing:
            beat()
            settle(projector.models, projection, filling, again=False, fed=Fed(feed.topic, offsets))
