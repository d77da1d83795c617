"""What anybody reads from the topics is what is published of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adapters.feeds.schemas import view_type
from adapters.projecting.projector import Projector
from adapters.views.read_models import ReadModels
from adapters.wiring import Application
from adapters.wiring_feed import partition
from adapters.wiring_views import fill
from benchmarks.histories import load
from cli.stories.demo import stories
from projections.registry import PROJECTIONS
from tests.integration.test_true_schemas import fits, validators
from tests.kafka.feeds import Fed

FACTS, ROWS, HEADERS = (validators(folder) for folder in ("facts", "views", "headers"))


class Real:
    """A real ledger and its real views, where toys would be."""

    def __init__(self, url: str) -> None:
        self.app = Application.at(url, create=True)
        self.store, self.url = self.app.store, url
        self.opened: list[ReadModels] = []

    def models(self) -> ReadModels:
        self.opened.append(ReadModels(self.url, self.store.ledger_id))
        return self.opened[-1]

    def projector(self) -> Projector:
        return Projector(self.store, self.models(), fill=fill, partition=partition)

    def close(self) -> None:
        for models in self.opened:
            models.close()
        self.app.close()


@pytest.fixture(scope="module")
def fed(tmp_path_factory: pytest.TempPathFactory, kafka_server: Any) -> Iterator[Fed]:
    """The demo, half of it projected from the store and half from the topic, with everything sent."""
    real: Any = Real(f"sqlite:///{tmp_path_factory.mktemp('contracts')}/l.db")
    told = [json.dumps(line).encode() + b"\n" for line in stories()]
    found = Fed(real, kafka_server.servers, kafka_server.topics(), PROJECTIONS)
    found.set_up()
    load(real.app, b"".join(told[: len(told) // 2]))
    found.send()
    found.project()
    load(real.app, b"".join(told[len(told) // 2 :]))
    found.send()
    found.project()
    yield found
    real.close()


def test_every_fact_in_the_topic_fits_its_schema(fed: Fed) -> None:
    received = [one for some in fed.read(fed.names.facts).values() for one in some]
    assert len(received) == fed.toys.store.position() > 50
    for one in received:
        headers = dict(one.headers)
        fits(FACTS[headers["ce_type"].decode()], one.value)
        fits(HEADERS["fact.v1"], _told(headers))


@pytest.mark.parametrize("view", PROJECTIONS, ids=lambda view: view.name)
def test_every_row_in_the_topic_of_a_view_fits_its_schema(fed: Fed, view: Any) -> None:
    received = [one for some in fed.read(fed.names.view(view)).values() for one in some]
    last = {one.key.decode(): one.value for one in received}
    assert (
        {key for key, value in last.items() if value is not None}
        == dict(fed.toys.models().documents(view)).keys()
        != set()
    )
    for one in received:
        headers = dict(one.headers)
        if one.value is None:  # a row that is gone
            continue
        assert headers["ce_type"].decode() == view_type(view)
        fits(ROWS[view_type(view)], one.value)
        fits(HEADERS["row.v1"], _told(headers))


def test_a_record_that_does_not_fit_is_found(fed: Fed) -> None:
    """The control."""
    one = next(one for some in fed.read(fed.names.facts).values() for one in some)
    wrong = json.loads(one.value) | {"version": "one"}
    with pytest.raises(AssertionError, match=r"\$\.version"):
        fits(FACTS[dict(one.headers)["ce_type"].decode()], json.dumps(wrong).encode())
    with pytest.raises(AssertionError, match="ce_position"):
        fits(HEADERS["fact.v1"], _told({**dict(one.headers), "ce_position": b"-1"}))


def test_the_topics_are_those_that_are_published(fed: Fed) -> None:
    published = json.loads((Path(__file__).parents[2] / "contracts/asyncapi.json").read_text())
    mine = {fed.names.facts, *(fed.names.view(view) for view in PROJECTIONS)}
    told = {channel["address"] for channel in published["channels"].values()}
    assert {name.replace(fed.names.prefix, "sameside", 1) for name in mine} == told


def _told(headers: dict[str, bytes]) -> bytes:
    return json.dumps({name: text.decode() for name, text in headers.items()}).encode()
