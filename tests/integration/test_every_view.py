"""Every real view over a portfolio: caught up page by page, rebuilt in one scan, and folded alone, it is the same."""

from __future__ import annotations

import pytest

from adapters.projecting.rebuild import rebuild
from adapters.proving.verify import verify
from adapters.wiring import Application
from benchmarks.histories import lines, load
from domain.vocabulary import Actor, Party
from domain.words import DisownWord, OwnWord
from projections.registry import PROJECTIONS

BO = Actor(id="bo", side=Party.CUSTOMER, how="link")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Application:
    """A portfolio whose views were caught up in small pages, while customers owned and denied words."""
    found = Application.at(f"sqlite:///{tmp_path_factory.mktemp('views')}/l.db", create=True, batch_max=97)
    found.projector.catch_up(PROJECTIONS)
    load(found, lines(1500))
    invited = {"command": "person.invite", "who": "Cleo Park", "side": "customer", "id": "invited"}
    found.record(found.command({**invited, "stream": found.streams("engagement/", 1)[0]}))
    found.projector.catch_up(PROJECTIONS)
    streams = sorted({row[1] for row in found.store.page(0, 10_000) if row[1].startswith("engagement/")})
    for n, stream in enumerate(streams):
        asked = {"id": f"own-{n}", "stream": stream, "by": BO, "party": Party.CUSTOMER, "why": "so it was, or was not"}
        command = OwnWord(**asked, all=True) if n % 2 else DisownWord(**asked, all=True)
        found.record(command)
        if n % 5 == 0:
            found.projector.catch_up(PROJECTIONS)
    found.projector.catch_up(PROJECTIONS)
    return found


@pytest.mark.parametrize("view", PROJECTIONS, ids=lambda view: view.name)
def test_a_rebuild_equals_the_live_view(app: Application, view: object) -> None:
    told = verify(app.projector, view)  # type: ignore[arg-type]
    assert (told.differing, told.equal) == ([], True)
    assert next(iter(app.projector.documents(view)), None) is not None  # type: ignore[arg-type]


def test_nothing_is_parked(app: Application) -> None:
    rebuild(app.projector, PROJECTIONS)
    assert app.projector.parked() == []
