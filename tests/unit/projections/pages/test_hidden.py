"""What a share hides is nowhere on the page that its reader is shown, and all the rest is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, get_args

import msgspec
import pytest

from domain.engagement.shared.requested import effect, mark
from domain.engagement.sharing import Section
from projections.accountability import ACCOUNTABILITY
from projections.accountability.page import Page
from projections.pages.hidden import COVERS, sheet, shown
from projections.pages.pictures import pictures
from projections.shared.proof import shortened
from tests.pages import lines
from tests.spec import agreed, customer, given, measured, on_behalf, proposed, seller
from tests.unit.projections.given import folded

DAY = date(2031, 1, 1)
SEEN = mark("errand", None, effect("errand", None, None, None, "EUR"))
IN_EUROS = {
    "says": "Our sales grow",
    "metric": {
        "name": "sales",
        "unit": "k EUR",
        "direction": "up",
        "baseline": "611",
        "target": "722",
        "by": "2030-12",
    },
    "measured": {"how": "their books"},
}
TERMS: dict[str, Any] = {
    "says": "New clients start within 5 days",
    "metric": {"name": "days", "direction": "down", "baseline": "21", "target": "5", "by": "2030-12-15"},
    "measured": {"how": "CRM export"},
    "worth": {"low": "48111", "high": "72111"},
    "matters": "money: a week costs a client",
    "price": [{"amount": "9111"}],
    "plan": [{"on": "2030-07-01", "amount": "4111"}],
    "guarantee": "money: back if not",
}
WAYS = [
    {"label": "way: letter", "trigger": "a name", "cost": "2511", "ends": "they pay"},
    {"label": "way: court", "trigger": "they dig in", "cost": "7000", "ends": "the judgment"},
]
WORDS: dict[str, tuple[Section, ...]] = {
    **dict.fromkeys(("48,111", "72,111", "9,111", "a week costs a client", "611", "722", "655"), ("money",)),
    **dict.fromkeys(("thing: a call", "thing: it helped"), ("little-things",)),
    **dict.fromkeys(("choice: the visit", "choice: by train"), ("choices",)),
    **dict.fromkeys(("way: letter", "2,511", "1,511"), ("choices", "money")),
    **dict.fromkeys(("work: stand in line", "work: file our permit"), ("work",)),
    **dict.fromkeys(("work: we go", "932.65 EUR"), ("work", "money")),
    **dict.fromkeys(("restraint: a trim", "restraint: a corner", "restraint: not now", "in May"), ("restraint",)),
    **dict.fromkeys(("1,211", "711"), ("restraint", "money")),
    **dict.fromkeys(("expertise: online", "expertise: toes"), ("expertise",)),
    **dict.fromkeys(("restraint: a smaller one", "restraint: a website", "restraint: Oakline"), ("restraint",)),
    **dict.fromkeys(("1,311", "8,211"), ("restraint", "money")),
    "3,311": ("money",),
    "free for the customer": ("little-things", "money"),
    "thing: held": ("little-things", "restraint"),
    "thing: in the way": ("little-things", "restraint"),
    "we wait too long": (),
    "advice: skip it": (),
    "New clients start within 5 days": (),
}
"""Words and amounts as the page writes them, and the sections that each of them stands in."""
EVERY: tuple[Section, ...] = get_args(Section)


@pytest.fixture(scope="module")
def page() -> Page:
    """An engagement with something in every section."""
    told = given(
        agreed(TERMS),
        proposed(IN_EUROS),
        customer("outcome.agree", outcome="o-2", version=1),
        seller("result.measure", outcome="o-2", value="655", period="2026-02", occurred_at="2026-02-28"),
        measured("14", period="2026-02", occurred_at="2026-02-28"),
        seller("extra.offer", says="thing: a call", hypothesis="sooner", why="they wait", outcome="o-1"),
        seller("extra.hold-back", says="thing: held", obstacle="own-doubt", words="thing: in the way", why="no room"),
        customer("extra.accept", thing="x-1"),
        seller("extra.do", thing="x-1"),
        seller("extra.observe", thing="x-1", effect="helped", evidence="thing: it helped"),
        customer("request.make", kind="errand", says="work: file our permit", effect=SEEN),
        seller("request.counter", request="r-1", says="work: we go", cost="811", premium="15", why="a morning"),
        customer("request.accept", request="r-1"),
        seller("work.open", says="work: stand in line", request="r-1"),
        seller(
            "choice.offer",
            about_what="choice: the visit",
            options=[{"label": "choice: by train", "price_effect": "1511"}, {"label": "choice: by car"}],
        ),
        customer("choice.make", choice="c-1", option="choice: by train"),
        seller("work.trim", says="restraint: a trim", saves="1211", outcome="o-1", choice="c-1", why="they chose it"),
        seller("work.cut", says="restraint: a corner", touches="o-1", saved="711", why="no time"),
        seller(
            "no.say",
            asked="restraint: not now",
            reason="capacity",
            way_forward={"kind": "ask-again", "says": "restraint: in May"},
            forgone="711",
            why="nobody is here",
        ),
        seller("scenario.present", scenarios=WAYS, outcome="o-1", stake="200000"),
        seller("map.set", seller=["expertise: online"]),
        customer("map.raise", kind="overlap", area="expertise: online", quote="expertise: toes"),
        customer("need.hear", verbatim="we wait too long"),
        on_behalf(customer("need.hear", verbatim="we pay too much")),
        customer("word.disown", version=26, why="denied: nobody said so"),
        seller("payment.note", amount="3311"),
        seller("advice.give", says="advice: skip it", welcome="unwelcome", why="nobody uses it"),
        seller(
            "fit.cheaper",
            asked="a new server",
            instead="restraint: a smaller one",
            saves="1311",
            kept_by="both",
            why="it was the pictures",
        ),
        seller("fit.decline", says="restraint: a website", forgone="8211", why="others are better at it"),
        seller(
            "fit.refer",
            to="restraint: Oakline",
            says="a website",
            customer_gains="a better one",
            they_gain="a customer",
            we_gain="their trust",
            why="it is what they do",
        ),
    )
    return folded(ACCOUNTABILITY, told.facts)["engagement/acme"]


def test_a_page_without_money_keeps_no_price_of_an_option(page: Page) -> None:
    assert [option.price_effect for option in page.choices["c-1"].options] == [Decimal(1511), 0]
    assert [option.price_effect for option in shown(page, ("money",)).choices["c-1"].options] == [0, 0]


@pytest.mark.parametrize("hidden", [(), *((section,) for section in EVERY), ("money", "restraint"), EVERY])
def test_what_is_hidden_is_nowhere_and_the_rest_is_there(page: Page, hidden: tuple[Section, ...]) -> None:
    told = _told(page, hidden)
    assert {words for words in WORDS if words in told} == {
        words for words in WORDS if not set(WORDS[words]) & set(hidden)
    }


def test_a_price_cannot_be_guessed_from_a_digest(page: Page) -> None:
    digests = {version.digest for card in page.outcomes.values() for version in card.versions.values()}
    assert all(shortened(digest) in _told(page, ()) for digest in digests)
    assert not any(shortened(digest) in _told(page, ("money",)) for digest in digests)
    assert not any(digest in msgspec.json.encode(shown(page, ("money",))).decode() for digest in digests)


def test_no_line_of_an_outcome_has_a_price_to_tell(page: Page) -> None:
    told = ["9111", "48111", "72111", "4111", "back if not", "a week costs", "611", "722", "655"]
    whole, free = (msgspec.json.encode(one.outcomes).decode() for one in (page, shown(page, ("money",))))
    assert [words for words in told if words in whole] == told
    assert not [words for words in told if words in free]


def test_no_picture_shows_what_is_measured_in_a_currency_that_is_hidden(page: Page) -> None:
    assert [picture.name for picture in pictures(page, DAY)] == ["o-1", "o-2"]
    assert [picture.name for picture in pictures(shown(page, ("money",)), DAY)] == ["o-1"]


@pytest.mark.parametrize(
    ("name", "unit", "hidden"),
    [
        ("sales", "TEUR", True),
        ("sales", "Mio. Euro", True),
        ("sales", "k€", True),
        ("sales in EUR", "", True),
        ("savings", "Franken", True),
        ("days to start", "days", False),
        ("calls", "eurythmy lessons", False),
    ],
)
def test_what_is_measured_in_money_is_hidden_however_it_is_written(name: str, unit: str, *, hidden: bool) -> None:
    metric = {**TERMS["metric"], "name": name, "unit": unit or None}
    (found,) = folded(ACCOUNTABILITY, given(agreed({**TERMS, "metric": metric})).facts).values()
    assert (shown(found, ("money",)).outcomes["o-1"].baseline is None) is hidden


def test_with_work_hidden_no_request_is_named_nor_said() -> None:
    no = {"reason": "capacity", "forgone": "10", "why": "no time", "request": "r-1"}
    story = given(
        agreed(),
        customer("request.make", kind="errand", says="fetch the seal", effect=SEEN),
        seller("no.say", asked="fetch the seal", way_forward={"kind": "ask-again", "says": "in May"}, **no),
        seller("work.cut", says="no call back", touches="r-1", saved="5", why="ill"),
        seller("payment.note", amount="7", request="r-1"),
    )
    (found,) = folded(ACCOUNTABILITY, story.facts).values()
    whole, left = (str(dict(lines(shown(found, hidden), DAY))) for hidden in ((), ("work",)))
    assert [word in whole for word in ("fetch the seal", "r-1", "7 EUR")] == [True] * 3
    assert [word in left for word in ("fetch the seal", "r-1", "7 EUR")] == [False, False, True]


def test_words_that_were_denied_go_with_any_hidden_section(page: Page) -> None:
    assert "denied: nobody" in _told(page, ())
    assert "denied: nobody" not in _told(page, ("work",))


def test_nobody_else_is_shown_less_because_of_it(page: Page) -> None:
    before = msgspec.json.encode(page)
    _told(page, EVERY)
    assert msgspec.json.encode(page) == before


def test_every_section_covers_something_of_the_page() -> None:
    assert set(COVERS) == set(EVERY)
    assert {field for fields in COVERS.values() for field in fields} <= set(Page.__dataclass_fields__)


def _told(page: Page, hidden: tuple[Section, ...]) -> str:
    return msgspec.json.encode(sheet(page, DAY, hidden)).decode()
