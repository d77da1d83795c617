"""What is cited of another stream must be there, and stand, when it is cited; what was cited wrongly is mended."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cli.acts import hint
from domain.engagement.track_record import TrackRecordCited
from domain.errors import Conflict, Invalid, LinkMoved, NoSuchLink, NotNow, Unknown
from domain.fact import Fact, Recorded
from domain.ledger import ATTEMPTS, Ledger
from domain.linked import LinkMended
from domain.own.habits import HabitAdopted
from domain.ports import Append, Read, Receipt
from projections.habits import HABITS
from projections.restraint import RESTRAINT
from tests.memory import MemoryStore, SetClock
from tests.spec import (
    COUNT,
    Said,
    Story,
    agreed,
    customer,
    fact,
    given,
    offered,
    on_behalf,
    opened,
    reached,
    seller,
)
from tests.unit.projections.given import folded
from tests.unlinked import Unlinked

IDEA = seller("practice.idea", says="go there")
TICKET = reached(reference="T-1")
CONFIRMS = customer("result.confirm", outcome="o-1", reference="T-1")
RETRACTS = seller("result.retract", outcome="o-1", reference="T-1", why="it came back")
NOVA = opened(stream="nova")
CITES = seller("fit.cite", stream="nova", result="acme/o-1/T-1", says="it stayed resolved")
RECORD = (agreed(COUNT), TICKET, CONFIRMS, NOVA)


def habit(*cites: str) -> Said:
    return seller("practice.habit", when="same city", offer="in person", cites=[*cites], why="it helped")


def mends(version: int = 1, *, stream: str = "own", **told: str) -> Said:
    return seller("link.mend", stream=f"practice/{stream}" if stream == "own" else stream, version=version,
                  why="a typing error", **told)  # fmt: skip


@pytest.mark.parametrize(
    "cited", ["acme", "acme/x-1", "engagement/acme/x-1", "i-1", "own/i-1", "practice/own", "acme/4", "acme/ x-1"]
)
def test_a_thing_an_idea_a_fact_or_an_engagement_is_cited_as_people_name_it(cited: str) -> None:
    given(agreed(), offered(), IDEA).when(habit(cited)).then(fact(HabitAdopted))


@pytest.mark.parametrize(
    "cited", ["acme/x-9", "nosuch/x-1", "i-9", "own/i-9", "nosuch", "engagement/nosuch", "acme/99", "acme/i-1"]
)
def test_what_is_not_there_is_not_cited(cited: str) -> None:
    given(agreed(), offered(), IDEA).when(habit("acme/x-1", cited)).then_refuses(NoSuchLink, f"{cited} is not there")


@pytest.mark.parametrize(
    ("cited", "says", "look"),
    [
        ("acme/x-9", "there is no x-9 in acme", "history acme"),
        ("nosuch/x-1", "there is no engagement nosuch", "engagement list"),
        ("own/i-9", "there is no i-9 in practice/own", "history practice/own"),
        ("account/nosuch/x-1", "there is no account nosuch", "account list"),
        ("i-9", "there is neither i-9 in practice/own nor an engagement i-9", "history practice/own"),
        ("acme/o-1/T-2", "there is no o-1/T-2 in acme", "history acme"),
    ],
)
def test_which_part_is_not_there_is_said_and_where_to_look(cited: str, says: str, look: str) -> None:
    story = given(agreed(COUNT), TICKET, offered(), IDEA)
    error = story.when(habit(cited)).then_refuses(NoSuchLink, f"{cited} is not there: {says}")
    assert hint(error.filled) == f"sameside {look}"


@pytest.mark.parametrize(
    ("cited", "says", "look"),
    [
        ("nosuch/o-1/T-1", "there is no engagement nosuch", "engagement list"),
        ("acme/o-9/T-1", "there is no outcome o-9 in acme", "outcome list acme"),
        ("acme/o-1/X", "o-1 has no result X", "result list acme"),
    ],
)
def test_of_a_result_too_it_is_said_what_is_missing(cited: str, says: str, look: str) -> None:
    cites = seller("fit.cite", stream="nova", result=cited, says="it stayed resolved")
    error = given(agreed(COUNT), TICKET, NOVA).when(cites).then_refuses(NoSuchLink, f"{cited} is not there: {says}")
    assert hint(error.filled) == f"sameside {look}"


def test_a_result_is_cited_by_the_fact_that_reached_it() -> None:
    story = given(agreed(COUNT), TICKET, IDEA)
    told = "acme/o-1/T-1 is a result, which fit cite alone cites; here cite the fact that reached it, acme/4"
    story.when(habit("acme/o-1/T-1")).then_refuses(NoSuchLink, told)
    story.when(habit("acme/4")).then(fact(HabitAdopted))


def test_the_nearest_name_is_told() -> None:
    error = (
        given(agreed(), offered(thing="kick-off")).when(habit("acme/kickoff")).then_refuses(NoSuchLink, "did you mean")
    )
    assert error.data["near"] == "acme/kick-off"


def test_a_thing_of_a_word_that_was_denied_is_not_there() -> None:
    talk = on_behalf(customer("extra.learn", thing="x-1", says="presence helps"))
    story = given(agreed(), offered(), seller("extra.do", thing="x-1"), talk)
    story.when(habit("acme/l-1")).then(fact(HabitAdopted))
    story.and_given(customer("word.disown", all=True, why="I never said so"))
    story.when(habit("acme/l-1")).then_refuses(NoSuchLink)


def test_what_a_batch_has_just_made_may_be_cited_in_it() -> None:
    story = given()
    said = [*RECORD[0], TICKET, CONFIRMS, NOVA, CITES, seller("extra.notice", says="near", habit="acme")]
    receipts = story.ledger.handle_all([one.command(number) for number, one in enumerate(said)])
    assert [receipt.first_version for receipt in receipts] == [1, 2, 3, 4, 5, 1, 2, 6]


class Busy(MemoryStore):
    """Before each append that cites something, so many times, somebody says one more word where it is."""

    def __init__(self, *words: Said) -> None:
        super().__init__()
        self.words = list(words)
        self.reads: list[tuple[Read, ...]] = []
        self.asked: list[str] = []

    def append(self, appends: Sequence[Append]) -> list[Receipt]:
        if appends[0].reads:
            self.reads.append(appends[0].reads)
            if self.words:
                command = self.words.pop(0).command(900 + len(self.words))
                super().append([Ledger(self, SetClock(), lambda _: None).decide(command)[0]])
        return super().append(appends)

    def stream(self, stream: str, *, after_version: int = 0) -> list[Recorded[Fact]]:
        self.asked.append(stream)
        return super().stream(stream, after_version=after_version)


def told(store: MemoryStore) -> Story:
    return Story(store=store).and_given(*RECORD)


def test_a_result_that_is_retracted_meanwhile_is_not_cited_and_what_came_is_told() -> None:
    story = told(Busy(RETRACTS))
    with pytest.raises(NotNow, match="is retracted, not confirmed; meanwhile came result did not hold") as refused:
        story.ledger.handle(CITES.command(99))
    assert story.store.stream("engagement/nova")[-1].entry.version == 1
    assert refused.value.data["since"] == ["result did not hold (entry 6 of engagement/acme)"]


def test_the_same_without_the_condition_would_be_cited() -> None:
    story = told(Busy(RETRACTS))
    story.ledger = Unlinked(story.store, story.clock, lambda _: None)
    story.when(CITES).then(fact(TrackRecordCited))


def test_where_something_else_came_it_is_read_and_decided_again() -> None:
    store = Busy(seller("extra.notice", says="near"), seller("extra.notice", says="nearer"))
    story = told(store).when(CITES)
    story.ledger.handle(CITES.command(99))
    assert [read for reads in store.reads for read in reads] == [Read("engagement/acme", n) for n in (5, 6, 7)]


def test_who_expects_a_version_or_says_yes_is_told_and_nothing_is_decided_again() -> None:
    story = told(Busy(seller("extra.notice", says="near")))
    with pytest.raises(LinkMoved, match="meanwhile came trigger noticed"):
        story.ledger.handle(CITES.command(99).model_copy(update={"expect_version": 1}))
    assert story.ledger.handle(CITES.command(98).model_copy(update={"expect_version": 1})).first_version == 2


def test_a_yes_in_one_batch_with_what_cites_is_to_nothing_that_came_in_its_place() -> None:
    account = seller("account.open", stream="account/acme", title="Acme", currency="EUR")
    give = seller("account.give", stream="account/acme", kind="help", says="a week", worth="5")
    correct = seller("account.correct", stream="account/acme", corrects="give-1", value="999", why="mistyped")
    story = told(Busy(seller("extra.notice", says="near"))).and_given(account, give)
    yes = customer("account.confirm", stream="account/acme/give-1")
    batch = [CITES.command(97), yes.command(98)]
    moved = story.store.append

    def append(appends: Sequence[Append]) -> list[Receipt]:
        story.store.append = moved  # type: ignore[method-assign]
        moved([Ledger(story.store, SetClock(), lambda _: None).decide(correct.command(96))[0]])
        return moved(appends)

    story.store.append = append  # type: ignore[method-assign]
    with pytest.raises(Conflict):
        story.ledger.handle_all(batch)
    assert story.store.stream("account/acme")[-1].entry.type == "figure-corrected.v1"


def test_what_is_cited_several_times_is_read_once_and_on_from_there_when_it_moves() -> None:
    store = Busy(seller("extra.notice", says="near"))
    Story(store=store).and_given(agreed(), offered(), offered(thing="x-2"))
    store.asked.clear()
    Ledger(store, SetClock(), lambda _: None).handle(habit("acme/x-1", "acme/x-2", "acme/1").command(99))
    assert store.asked.count("engagement/acme") == 3, "before, by who wrote in between, and what came"
    assert "account/acme" not in store.asked


def test_where_it_never_rests_that_is_told_in_the_end() -> None:
    said = (seller("extra.notice", says=f"near {number}") for number in range(ATTEMPTS))
    error = told(Busy(*said)).ledger
    with pytest.raises(LinkMoved, match=r"meanwhile came trigger noticed \(entry 205 of engagement/acme\)"):
        error.handle(CITES.command(99))


def test_a_fact_that_cites_nothing_reads_nothing_more() -> None:
    store = Busy()
    Story(store=store).and_given(opened(), seller("extra.notice", says="near"), IDEA)
    assert store.reads == []
    assert store.asked == ["engagement/acme", "account/acme", "engagement/acme", "practice/own"]


# Of before links were held.


def before(*said: Said) -> Story:
    """What any ledger may hold: whatever was cited."""
    story = Story()
    story.ledger = Unlinked(story.store, story.clock, lambda _: None)
    story.and_given(*said)
    story.ledger = Ledger(story.store, story.clock, lambda _: None)
    return story


def test_what_was_cited_wrongly_reads_as_what_was_meant() -> None:
    story = before(*agreed(), offered(), habit("acme/x-9"))
    story.when(mends(meant="acme/x-1")).then(fact(LinkMended, version=1, cited="acme/x-9", meant="acme/x-1"))
    assert [one.cites for one in folded(HABITS, story.facts).values()] == [["acme/x-1"]]


def test_what_is_meant_must_be_there_as_well() -> None:
    story = before(*agreed(), offered(), habit("acme/x-9"))
    story.when(mends(meant="acme/x-8")).then_refuses(NoSuchLink, "acme/x-8")
    record = before(*RECORD[0], TICKET, NOVA, seller("fit.cite", stream="nova", result="x/o-1/v1", says="it held"))
    record.when(mends(2, stream="nova", meant="acme/o-1/T-1")).then_refuses(NotNow, "reached, not confirmed")
    record.and_given(CONFIRMS).when(mends(2, stream="nova", meant="acme/o-1/T-1")).then(fact(LinkMended))
    seen = folded(RESTRAINT, [one for one in record.facts if one.stream == "engagement/nova"])
    assert [one.result for found in seen.values() for one in found.record] == ["acme/o-1/T-1"]


def test_one_of_several_is_named_and_may_go() -> None:
    story = before(*agreed(), offered(), habit("acme/x-9", "acme/x-1"))
    story.when(mends(meant="acme")).then_refuses(Invalid, "acme/x-9, acme/x-1")
    story.when(mends(cited="acme/x-7")).then_refuses(Invalid)
    story.when(mends(cited="acme/x-9")).then(fact(LinkMended, cited="acme/x-9", meant=None))
    assert [one.cites for one in folded(HABITS, story.facts).values()] == [["acme/x-1"]]
    story.when(mends()).then(fact(LinkMended, cited="acme/x-1", meant=None))
    assert [one.cites for one in folded(HABITS, story.facts).values()] == [[]]
    story.when(mends()).then_refuses(NotNow, "cites nothing by now")


def test_a_record_of_nothing_goes_whole_and_may_come_back() -> None:
    story = before(*RECORD[0], TICKET, CONFIRMS, NOVA, seller("fit.cite", stream="nova", result="x/o-1/v1", says="no"))
    story.when(mends(2, stream="nova")).then(fact(LinkMended, cited="x/o-1/v1", meant=None))

    def record() -> list[str]:
        nova = [one for one in story.facts if one.stream == "engagement/nova"]
        return [one.result for found in folded(RESTRAINT, nova).values() for one in found.record]

    assert record() == []
    story.when(mends(2, stream="nova", meant="acme/o-1/T-1")).then(fact(LinkMended, cited=None))
    assert record() == ["acme/o-1/T-1"]


def test_what_was_mended_can_be_mended_again() -> None:
    story = before(*agreed(), offered(), IDEA, habit("acme/x-9")).and_given(mends(2, meant="acme/x-1"))
    story.when(mends(2, cited="acme/x-9", meant="i-1")).then_refuses(Invalid)
    story.when(mends(2, meant="i-1")).then(fact(LinkMended, cited="acme/x-1", meant="i-1"))
    assert [one.cites for one in folded(HABITS, story.facts).values()] == [["i-1"]]


def test_a_link_that_may_be_left_out_goes() -> None:
    story = before(opened(), seller("extra.notice", says="near", habit="h-9"))
    story.when(mends(2, stream="acme")).then(fact(LinkMended, cited="h-9", meant=None))
    story.when(mends(2, stream="acme", cited="h-9")).then_refuses(NotNow, "cites nothing by now")
    story.when(mends(2, stream="acme", meant="acme")).then(fact(LinkMended, cited=None, meant="acme"))
    assert [one.cited for one in story.state.linked.values()] == [("acme",)]


def test_a_link_that_went_comes_back_whether_or_not_it_is_said_what_was_cited() -> None:
    gone = [*agreed(), offered(), seller("extra.notice", says="near", habit="acme/x-1"), mends(5, stream="acme")]
    back = fact(LinkMended, version=5, cited=None, meant="acme/x-1")
    before(*gone).when(mends(5, stream="acme", meant="acme/x-1")).then(back)
    before(*gone).when(mends(5, stream="acme", cited="acme/x-1", meant="acme/x-1")).then(back)
    before(*gone).when(mends(5, stream="acme", cited="x-7", meant="acme/x-1")).then_refuses(
        Invalid, "leave --cited out"
    )


def test_who_mends_a_link_to_nothing_is_told_how_to_say_what_was_meant() -> None:
    story = before(opened(), seller("extra.notice", says="near", habit="h-9"))
    [warned] = story.when(mends(2, stream="acme")).warned()
    assert str(warned) == "CITES-NOTHING: entry 2 cites nothing now"
    way_out = warned.way_out
    assert (way_out.command, way_out.place, way_out.fixed, way_out.asked[0]) == (
        "link.mend",
        "acme",
        {"version": 2},
        "meant",
    )
    assert story.when(mends(2, stream="acme", meant="acme")).warns() == []


def test_nothing_is_mended_to_what_it_cites_already_nor_to_itself() -> None:
    story = before(*agreed(), offered(), habit("acme/x-1"))
    story.when(mends(meant="acme/x-1")).then_refuses(NotNow, "cites acme/x-1 already")
    story.when(mends(meant="own/h-1")).then_refuses(NoSuchLink)
    given(IDEA).when(habit("own/h-1")).then_refuses(NoSuchLink)


def test_what_cites_itself_is_told_so_and_no_name_is_offered_that_was_typed() -> None:
    story = before(*agreed(), offered(), offered(reuses="acme/x-1"))
    for itself in ("acme/x-2", "engagement/acme/x-2", "acme/5"):
        story.when(mends(5, stream="acme", meant=itself)).then_refuses(NoSuchLink, "cannot cite itself")
    given(IDEA).when(habit("own/h-1")).then_refuses(NoSuchLink, "own/h-1 cannot cite itself")


def test_a_name_of_its_own_stream_alone_is_answered_with_the_whole_name() -> None:
    story = before(*agreed(), offered(), seller("extra.notice", says="near", habit="h-9"))
    refusal = story.when(mends(5, stream="acme", meant="x-1")).then_refuses(NoSuchLink, "did you mean acme/x-1?")
    assert refusal.data["near"] == "acme/x-1"


def test_a_record_is_mended_to_a_result_and_to_nothing_else() -> None:
    story = given(*RECORD, CITES)
    story.when(mends(2, stream="nova", meant="acme")).then_refuses(Invalid, "engagement, outcome and reference")


def test_what_came_of_an_account_is_noted_anew_and_not_mended() -> None:
    """It has periods and a currency of its own there: it would be counted twice."""
    account = seller("account.open", stream="account/acme", title="Acme", currency="EUR")
    got = seller("practice.get", account="acme", kind="profit", period="2024", amount="5", currency="EUR")
    given(account, got).when(mends(meant="acme")).then_refuses(Unknown, "no entry 1 that cites")


def test_what_cites_nothing_has_nothing_to_mend() -> None:
    given(opened()).when(mends(1, stream="acme", meant="acme")).then_refuses(Unknown, "no entry 1 that cites")
