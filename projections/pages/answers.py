"""What a form offers and shows from the page that it stands on: the answers to pick, and what would be signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, get_args

from msgspec.structs import replace

from domain.engagement.no import Reason
from domain.engagement.no import Way as Forward
from domain.engagement.shared.options import Option as Offered
from domain.engagement.shared.requested import WAITING
from domain.engagement.shared.terms import ZERO
from domain.fact import Entry
from projections.accountability.page import Card, Page, Reader
from projections.pages import amending, correcting, dealings, needs, ways
from projections.pages.acting import NOTHING_SENT, Field, Form, Option, Sent, form, part, with_fields
from projections.pages.history import called, in_full, named
from projections.pages.language import Language
from projections.pages.owned import wholes
from projections.pages.phrases import denials, money, price_change
from projections.pages.promises import promise
from projections.pages.sheet import Act, Item
from projections.pages.signed import changes, terms, with_past
from projections.pages.wording import STARTS
from projections.shared.documents.scenarios import Way, open_ask
from projections.shared.words import Denied, Waiting

SIGNED = frozenset({"outcome.agree", "outcome.turn-down"})
"""What is said of one version of the terms, which is shown whole."""
PROCEEDS = frozenset({"scenario.choose", "scenario.ask"})
"""What names one of the ways to proceed."""
OF_RESULTS = frozenset({"result.confirm", "result.dispute"})
WORDS = frozenset({"word.own", "word.disown"})
SHOWING = WORDS | {"page.share", "word.acknowledge", correcting.TOLD}
"""What has no form where there is nothing to show that it is about."""
TAKEN_WHILE = {
    "request.counter": amending.TO_ANSWER,
    "request.accept": amending.TO_ANSWER,
    "request.withdraw": amending.TO_ANSWER,
    "no.say": WAITING,
    "request.done": ("accepted",),
}
"""Where a request stands for which a command is taken."""


def form_on(
    speak: Language, page: Page, act: Act, entries: Iterable[Entry[Any]] = (), sent: Sent = NOTHING_SENT
) -> Form:
    """The act's form on a page, with the answers that it has there, and what is agreed or answered by it. `entries` are
    the stream's, for words that were recorded on somebody's behalf.
    """
    act = replace(act, fixed={**act.fixed, **_bound(page, act)}, asked=_asked(page, act))
    spoken = (*words(speak, page.words, act, entries), *wholes(speak, page, meant(page.words, act, entries)))
    shows = (*_shows(speak, page, act), *spoken, *denied(speak, page.denied, act))
    if act.command == correcting.MEASURED:
        return correcting.form_on(speak, page, act, sent)
    more = tuple(_more(speak, page, act, sent))
    made = with_fields(form(speak, act, options=dict(_options(speak, page, act)), shows=shows, sent=sent), more)
    made = replace(made, others=(*made.others, *_taken_back(page, act)))
    if amending.BASE not in act.fixed and "version" not in act.fixed:
        return made
    return replace(made, others=tuple(other for other in made.others if other.command != "request.accept"))


def _answered_by(page: Page, act: Act) -> Iterator[str]:
    """The requests that were countered with the version that the act agrees."""
    if act.command not in SIGNED:
        return
    card = page.outcomes.get(str(act.fixed.get("outcome")))
    agreed = (act.fixed.get("outcome"), str(act.fixed.get("version", card.open if card else None)))
    for name, row in page.requests.items():
        if row.status == "countered" and (row.outcome, str(row.version)) == agreed:
            yield name


def _taken_back(page: Page, act: Act) -> Iterator[Act]:
    """The other answer to what a request was countered with: to take the request back."""
    for name in _answered_by(page, act):
        yield replace(act, command="request.withdraw", fixed={"request": name}, asked=())


def over(page: Page, act: Act) -> bool:
    """Whether what the act is about waits for that no more, or there is no figure to correct."""
    request = page.requests.get(str(act.fixed.get("request")))
    if act.command == correcting.MEASURED:
        own = [str(figure.at) for _, figure in correcting.measured(page, act.side)]
        return str(act.fixed.get(correcting.CORRECTS, next(iter(own), ""))) not in own
    return request is not None and request.status not in TAKEN_WHILE.get(act.command, (request.status,))


def unanswered(page: Page, act: Act) -> bool:
    """Whether nobody has answered the request yet that the act is about."""
    request = page.requests.get(str(act.fixed.get("request")))
    return request is not None and request.status == "open"


def on_day(speak: Language, page: Page, made: Form, day: date) -> Form:
    """The form as it is read on a day: terms to sign say where their date is past."""
    card = page.outcomes.get(str(made.act.fixed.get("outcome")))
    version = card.versions.get(str(made.act.fixed.get("version"))) if card else None
    if version is None or made.act.command not in SIGNED:
        return made
    metric = version.terms.metric
    shows = (with_past(speak, item, metric, day) if item.kind == "terms" else item for item in made.shows)
    return replace(made, shows=tuple(shows))


def _asked(page: Page, act: Act) -> tuple[str, ...]:
    """What is asked beside: of a request that new terms answer no number of a version, of another what it costs."""
    if act.command != "request.counter":
        return act.asked
    if amending.base(page, act) or "version" in act.fixed or over(page, act):
        return tuple(name for name in act.asked if name != "version")
    return (*act.asked, "cost", "premium")


def _more(speak: Language, page: Page, act: Act, sent: Sent) -> Iterator[Field]:
    """Parts of a field that has several: of new terms, and of the way forward of a no."""
    if (version := amending.base(page, act)) is not None:
        yield from amending.fields(speak, version.terms, sent)
    if act.command == "no.say":
        yield part(speak, "reason", sent, get_args(Reason))
        yield part(speak, "way_forward.kind", sent, get_args(Forward))
        yield part(speak, "way_forward.says", sent)
        yield part(speak, "forgone", sent, kind="number")


def words(speak: Language, waiting: Mapping[str, Waiting], act: Act, entries: Iterable[Entry[Any]]) -> Iterator[Item]:
    """Each word that waits to be confirmed or denied, in a sentence, with the way to answer it by itself."""
    version, known = act.fixed.get("version"), [*entries]
    names = called(known)
    for entry in meant(waiting, act, known):
        itself = (
            None if version else replace(act, command="word.disown", fixed={"version": entry.version}, asked=("why",))
        )
        item = named(in_full(speak, entry), entry, names)
        yield replace(item, act=itself, label=speak.say("entry {number}", number=entry.version))


def meant(waiting: Mapping[str, Waiting], act: Act, entries: Iterable[Entry[Any]]) -> Iterator[Entry[Any]]:
    """The words of their side that the act confirms or denies."""
    version = act.fixed.get("version")
    for entry in entries if act.command in WORDS else ():
        waits = waiting.get(str(entry.version))
        if waits is not None and waits.whose == act.side and str(version or entry.version) == str(entry.version):
            yield entry


def _reader(page: Page, act: Act) -> Reader | None:
    """Whoever reads the page by that name, as it was shared with them last."""
    readers = (reader for reader in reversed(page.readers.values()) if reader.person.name == act.fixed.get("to"))
    return next(readers, None)


def denied(speak: Language, every: Iterable[Denied], act: Act) -> Iterator[Item]:
    """What the act acknowledges: each word that was denied then, and waits for that."""
    if act.command == "word.acknowledge":
        entry = str(act.fixed.get("denial"))
        yield from denials(speak, (word for word in every if str(word.denied_at) == entry and not word.settled))


def _bound(page: Page, act: Act) -> dict[str, Any]:
    """What is agreed is bound to its content, so that a yes is to the terms that were read; new terms to those that
    they change, and a share to what was hidden before.
    """
    if act.command == "page.share":
        return {"hidden": reader.hidden} if (reader := _reader(page, act)) else {}
    if act.command == "request.accept":
        return _priced(page, act)
    if (version := amending.base(page, act)) is not None:
        return {amending.BASE: str(version.number)}
    card = page.outcomes.get(str(act.fixed.get("outcome")))
    if act.command != "outcome.agree" or card is None:
        return {}
    terms = card.versions.get(str(act.fixed.get("version")))
    return {"digest": terms.digest} if terms else {}


def _priced(page: Page, act: Act) -> dict[str, Any]:
    """The price that a request was countered with. Of one that was not, it stands in the effect that was seen."""
    request = page.requests.get(str(act.fixed.get("request")))
    return {"price": f"{request.price or ZERO:f}"} if request and not unanswered(page, act) else {}


def _options(speak: Language, page: Page, act: Act) -> Iterator[tuple[str, Sequence[Option]]]:
    if act.command in PROCEEDS and page.scenarios is not None:
        now = page.scenarios.active if act.command == "scenario.ask" else None
        ways_ = [way for way in page.scenarios.ways if way.label != now]
        yield "scenario", [Option(value=way.label, says=way.label, hint=_way(speak, page, way)) for way in ways_]
    choice = page.choices.get(str(act.fixed.get("choice")))
    if choice is not None:
        yield (
            "option",
            [
                Option(value=option.label, says=option.label, hint=_asks(speak, page, option) or None)
                for option in choice.options
            ],
        )
    card = page.outcomes.get(str(act.fixed.get("outcome")))
    if card is not None and act.command == "result.dispute" and "reference" not in act.fixed:
        yield (
            "reference",
            [Option(value=item.texts[0], says=" · ".join(item.texts)) for item in _results(speak, card, {})],
        )
    if "thing" not in act.fixed and (things := done(page)):
        yield "thing", [Option(value=name, says=page.things[name].says) for name in things]
    if "outcome" not in act.fixed and page.outcomes:
        yield "outcome", [Option(value=name, says=card.terms.says) for name, card in page.outcomes.items()]


def done(page: Page) -> list[str]:
    """Little things that were done: what came of one can be said."""
    return [name for name, thing in page.things.items() if thing.status in ("done", "observed")]


def starts(page: Page, side: str) -> Iterator[str]:
    """Commands that somebody of a side may say on this page though nothing waits for them."""
    about: dict[str, object] = {"extra.observe": done(page), "extra.learn": done(page), "result.measure": page.outcomes}
    about["scenario.ask"] = page.scenarios and page.scenarios.active and page.scenarios.ways[1:]
    about["result.correct-measurement"] = next(correcting.measured(page, side), None)
    return (command for command in STARTS if page.state == "open" and about.get(command, True))


def _results(speak: Language, card: Card, fixed: Mapping[str, str]) -> Iterator[Item]:
    """Each result that the word is about: its reference, how many and on which day."""
    for reference, trail in card.results.trails.items():
        step = trail[-1]
        if step.status == "retracted" or fixed.get("reference", reference) != reference:
            continue
        if fixed.get("through", step.day) < step.day or step.status == "confirmed":
            continue
        number = speak.count(step.quantity, "{number} result", "{number} results")
        says = (reference, number, speak.date(step.day), speak.say(step.status))
        yield Item(kind="result", label=f"{card.outcome} {reference}", phrases=says)


def _asks(speak: Language, page: Page, option: Offered) -> str:
    """What an option asks of the customer, and what it does to the price."""
    asks = [speak.say("asks of you: {what}", what=option.effort)] if option.effort else []
    if option.price_effect:
        asks.append(price_change(speak, option.price_effect, page.currency))
    return " · ".join(asks)


def _way(speak: Language, page: Page, way: Way) -> str:
    """What a way to proceed costs, and what it depends on; which of them is gone now."""
    cost = money(speak, way.cost, page.currency)
    says = speak.say("{cost}; when {trigger}; until {ends}", cost=cost, trigger=way.trigger, ends=way.ends)
    active = page.scenarios is not None and page.scenarios.active == way.label
    return speak.say("as it is now: {says}", says=says) if active else says


def _signed(speak: Language, page: Page, act: Act, card: Card, number: str) -> Iterator[Item]:
    """The version that is agreed or turned down: what it changes of the one in force, what was asked for, and then the
    whole.
    """
    if (changed := changes(speak, card, number)) is not None:
        yield changed
    for name in _answered_by(page, act):
        yield dealings.request(speak, page, name, page.requests[name])
    whole = terms(speak, card, number)
    down = act.command == "outcome.turn-down"
    yield replace(whole, name=speak.say("What you would turn down")) if down else whole


def _shows(speak: Language, page: Page, act: Act) -> Iterator[Item]:
    fixed = {name: str(value) for name, value in act.fixed.items()}
    if (card := page.outcomes.get(fixed.get("outcome", ""))) is not None:
        number = fixed.get("version", str(card.open or ""))
        signs = act.command in SIGNED and number in card.versions
        yield from _signed(speak, page, act, card, number) if signs else (promise(speak, page, card),)
    if card is not None and act.command in OF_RESULTS:
        yield from _results(speak, card, fixed)
    if act.command == "scenario.choose" and page.scenarios and (ask := open_ask(page.scenarios)) is not None:
        yield ways.asked(speak, len(page.scenarios.asks), ask)
    if (choice := page.choices.get(fixed.get("choice", ""))) is not None:
        yield dealings.choice(speak, page, fixed["choice"], choice)
    if (thing := page.things.get(fixed.get("thing", ""))) is not None:
        yield dealings.thing(speak, fixed["thing"], thing)
    if (request := page.requests.get(fixed.get("request", ""))) is not None:
        yield dealings.request(speak, page, fixed["request"], request)
    if (need := page.needs.get(fixed.get("need", ""))) is not None:
        yield needs.need(speak, fixed["need"], need)
    if act.command == "page.share" and (reader := _reader(page, act)) is not None:
        name = next(name for name, known in page.readers.items() if known is reader)
        yield dealings.reader(speak, name, reader)
