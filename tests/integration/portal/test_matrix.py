"""Who may do what: every route, by every method, for everybody who may come, with names that are theirs and not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, product
from typing import Any, NamedTuple

import pytest

from adapters.portal.app import ROUTES
from adapters.portal.mail import Mail
from adapters.portal.sign_in import LONGEST, OWNER, SHARE, Place
from tests.portal import TERMS, Portal, portal

EVERYBODY = ("stranger", "expired", "revoked", "elsewhere", "guest", "reads", "acts", "agrees", "owner")
"""The columns: without a session, with one that is over, of somebody revoked, of another customer's person, of whoever
the page is shared with, of one who reads, who acts, who agrees, and of whoever keeps the ledger.
"""
PARTIES = ("acme", "beta", "gamma")
INSIDE: dict[str, set[str]] = {
    "elsewhere": {"gamma"},
    **{role: {"acme"} for role in ("guest", "reads", "acts", "agrees")},
    "owner": set(PARTIES),
}
"""Whose words each reads on the pages of the table; nobody else any."""
NAMES = {"own": "acme", "other's": "beta", "missing": "nobody", "malformed": "ACME%00%0a", "outside": "%2e%2e%2facme"}
SEEN, SENT_ON, MISSING = (200,) * 9, (303,) * 9, (404,) * 9
READ = (404, 404, 404, 404, 404, 200, 200, 200, 200)
SHOWN = (404, 404, 404, 404, 200, 200, 200, 200, 200)
TABLE: dict[tuple[str, str], dict[str, tuple[int, ...]]] = {
    ("/", "GET"): {"": (401, 401, 401, 200, 303, 200, 200, 200, 200)},
    ("/in", "GET"): {"": SEEN},
    ("/in", "POST"): {"": (422,) * 9},
    ("/in/{secret}", "GET"): {"": SEEN},
    ("/in/{secret}", "POST"): {"": SENT_ON},
    ("/out", "POST"): {"": SENT_ON},
    ("/e/{name}", "GET"): {"": SHOWN},
    ("/e/{name}/hidden", "GET"): {"": SHOWN},
    ("/e/{name}/things", "GET"): {"": SHOWN},
    ("/e/{name}/support", "GET"): {"": READ},
    ("/e/{name}/history", "GET"): {"": READ},
    ("/e/{name}/prepare", "GET"): {"": (404,) * 8 + (200,)},
    ("/e/{name}/why/{thing}", "GET"): {"x-1": READ},
    ("/a/{name}", "GET"): {"": READ},
    ("/{kind}/{name}/do/{command}", "GET"): {
        "need.hear": (404, 404, 404, 404, 404, 404, 200, 200, 200),
        "outcome.agree": (404, 404, 404, 404, 404, 404, 404, 200, 200),
        "person.enter": MISSING,
        "nothing.known": MISSING,
    },
    ("/{kind}/{name}/do/{command}", "POST"): {
        "need.hear": (404, 404, 404, 404, 404, 404, 303, 303, 303),
        "outcome.agree": (404, 404, 404, 404, 404, 404, 404, 422, 422),
        "person.enter": MISSING,
        "nothing.known": MISSING,
    },
    ("/static/{name}", "GET"): {"page.css": SEEN, "mark.svg": SEEN, "picture.css": SEEN},
    ("/health", "GET"): {"": SEEN},
    ("/out/everywhere", "POST"): {"": SENT_ON},
}
"""What is answered to each of EVERYBODY on a page of their own, by route, method, and command or file."""
BODIES = {
    "need.hear": "key={key}&verbatim=we+wait+too+long",
    "outcome.agree": "key={key}&outcome=o-1&version=1&digest=" + "0" * 64,
}
KEYS = count(1)
KEY = re.compile(r"k\d{20}")


class Cell(NamedTuple):
    """A route by one method, with a command or file, and with which name."""

    route: str
    method: str
    case: str
    name: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """Three customers of one seller, each with words that nobody else may read."""
    mail = Mail("127.0.0.1", 9, "pages@example.org", at_once=False)
    with portal(f"sqlite:///{tmp_path_factory.mktemp('matrix') / 'ledger.db'}", mail=mail) as found:
        for name in PARTIES:
            person = {"person": f"Person{_of(name)}"}
            account = f"account/{name}"
            found.say("account.open", account, title=f"Account{_of(name)}", currency="EUR")
            found.say(
                "engagement.open",
                name,
                title=f"Title{_of(name)}",
                account=name,
                currency="EUR",
                owner=person,
                customer_owner=person,
            )
            found.say("extra.hold-back", name, says=f"Idea{_of(name)}", obstacle="own-doubt", why="does it help?")
            found.say("outcome.propose", name, terms={**TERMS, "says": f"Promise{_of(name)}"})
            found.say("need.hear", name, verbatim=f"Words{_of(name)}", **{"as": "customer"})
        yield found


@pytest.fixture(scope="module")
def places(site: Portal) -> dict[str, Place]:
    """Where each of EVERYBODY was let in."""
    found = {role: _invited(site, f"One who {role}", role) for role in ("reads", "acts", "agrees")}
    found["expired"], found["revoked"] = _invited(site, "Early Bird"), _invited(site, "Gone Now")
    site.say("person.revoke", f"acme/{found['revoked'].person}")
    site.say("page.share", to="Cleo Park", until="2999", hidden=["work"])
    found["guest"] = Place("engagement/acme", f"{SHARE}s-1")
    return {**found, "elsewhere": _invited(site, "Other Person", stream="gamma"), "owner": OWNER}


@pytest.fixture
def session(site: Portal, places: Any, who: str) -> str | None:
    """The session that they come with."""
    return _come(site, places, who)


@pytest.mark.parametrize("who", EVERYBODY)
def test_each_may_do_what_the_table_says_and_nothing_else(site: Portal, places: Any, session: Any, who: str) -> None:
    expected, found, told = {}, {}, set()
    for cell in _cells():
        leaves = cell.route.startswith(("/out", "/in"))
        answer = _ask(site, _come(site, places, who) if leaves else session, cell)
        found[cell], expected[cell] = answer.status_code, _expected(cell, who)
        told |= _told(answer)
    assert found == expected
    assert told == INSIDE.get(who, set())


@pytest.mark.parametrize("who", [one for one in EVERYBODY if one != "owner"])
def test_what_is_not_theirs_looks_like_what_is_not_there(site: Portal, session: Any, who: str) -> None:
    asked = [cell for cell in _cells() if cell.name not in ("", "own")]
    told: dict[str, set[tuple[str, str]]] = {}
    for cell in asked:
        answer = _ask(site, session, cell)
        # What came with it is given back, wherever it was sent that has the address of a form.
        gives_back = (
            cell.case if cell.method == "POST" and cell.case in BODIES and cell.name != "outside" else "nothing"
        )
        text, headers = KEY.sub("its key", answer.text), dict(answer.headers) | {"content-length": "any"}
        told.setdefault(gives_back, set()).add((text, repr(sorted(headers.items()))))
    assert {what: len(answers) for what, answers in told.items()} == dict.fromkeys(["nothing", *BODIES], 1)


@pytest.mark.parametrize("who", ["stranger", "agrees", "owner"])
def test_a_route_answers_no_other_method(site: Portal, session: Any) -> None:
    for (route, _), cases in TABLE.items():
        taken = {method for other, method in TABLE if other == route}
        for method in {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"} - taken:
            answer = _ask(site, session, Cell(route, method, next(iter(cases)), "own"))
            assert answer.status_code == 405, (method, route)
            assert not _told(answer)


@pytest.mark.parametrize("who", ["stranger", "expired", "revoked", "elsewhere", "guest", "reads"])
def test_nothing_is_recorded_for_those_who_may_not_act(site: Portal, session: Any, who: str) -> None:
    before = site.app.position
    for cell in _cells():
        if cell.method == "POST" and "/do/" in cell.route:
            assert _ask(site, session, cell).status_code == 404, who
    assert site.app.position == before


def test_every_route_has_a_row() -> None:
    routes = {(route, method) for route, method, _ in ROUTES}
    assert routes | {("/static/{name}", "GET"), ("/health", "GET")} == set(TABLE)


def _of(party: str) -> str:
    """A mark of one party's own words."""
    return f"Quince{party}Quince"


def _invited(site: Portal, who: str, role: str = "agrees", stream: str = "acme") -> Place:
    link = site.sign_in.opens(site.invited(who, role, stream=stream))
    assert link is not None
    return link.place


def _come(site: Portal, places: dict[str, Place], who: str) -> str | None:
    """A new session; one that is over began long ago."""
    if who == "stranger":
        return None
    now = site.clock.now
    site.clock.now -= LONGEST + 1 if who == "expired" else 0
    came = site.sign_in.enter(site.sign_in.link("invitation", places[who]))
    site.clock.now = now
    assert came is not None
    return came[0]


def _cells() -> Iterator[Cell]:
    for (route, method), cases in TABLE.items():
        names = list(NAMES) if "{name}" in route and "/static" not in route else [""]
        for case, name in product(cases, names):
            yield Cell(route, method, case, name)


def _expected(cell: Cell, who: str) -> int:
    if cell.name in ("", "own") or (who == "owner" and cell.name == "other's"):
        return TABLE[cell.route, cell.method][cell.case][EVERYBODY.index(who)]
    return 404


def _ask(site: Portal, session: str | None, cell: Cell) -> Any:
    link = site.sign_in.link("invitation", Place("engagement/acme", "m-2")) if "/in/" in cell.route else ""
    path = cell.route.replace("{secret}", link).replace("{kind}", "e").replace("{command}", cell.case)
    path = path.replace("{thing}", cell.case)
    path += "?outcome=o-1&version=1" if cell.case == "outcome.agree" else ""
    path = path.replace("{name}", cell.case if "/static" in path else NAMES.get(cell.name, ""))
    body = BODIES.get(cell.case, "").format(key=f"k{next(KEYS):020}") if cell.method == "POST" else ""
    client = site.browser()
    if session:
        client.headers["cookie"] = f"{site.site.cookie}={session}"
    return client.request(cell.method, path, content=body.encode() or None)


def _told(answer: Any) -> set[str]:
    """Of whose page something stands in the body or in a header."""
    return set(re.findall(r"Quince(\w+?)Quince", answer.text + repr(answer.headers)))
