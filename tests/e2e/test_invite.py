"""Links into the page, as the command line tells them."""

from __future__ import annotations

import json
from contextlib import closing

from adapters.portal.doors import Doors, Place
from adapters.portal.doors_database import beside
from tests.e2e.conftest import FIRST_HOUR, Run


def test_a_share_has_a_link_that_opens_until_it_is_ended(run: Run, store: str) -> None:
    run(FIRST_HOUR[0])
    run('page share acme --to "Cleo Park" --until 2999-06 --hidden money')
    said = run("invite acme/s-1").stdout.splitlines()
    assert said[0] == "s-1 · Cleo Park · reads until 2999-06 · not shown: money"
    told = json.loads(run("invite acme/s-1 --json").stdout)
    assert told["share"]["hidden"] == ["money"]
    with closing(Doors(beside(store))) as doors:
        for link in (said[1], told["link"]):
            assert doors.opens(link.rpartition("/in/")[2]) == ("share", Place("engagement/acme", "share/s-1"))
    run("page unshare acme/s-1")
    assert "UNKNOWN" in run("invite acme/s-1", code=3).output
