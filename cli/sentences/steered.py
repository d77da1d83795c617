"""What the customer steers, a line a fact."""

from __future__ import annotations

from typing import Any

from cli.amounts import number, total
from domain.durations import clock
from domain.engagement import people, requests, sharing, support, trims, work


def told(fact: Any) -> list[str]:
    """Requests and their answers, work, support, trims, with whom the page is shared, and who was invited to it."""
    match fact:
        case requests.RequestMade() as fact:
            return [f"{fact.request} made: {fact.kind}", fact.says, fact.effect.told()]
        case requests.RequestCountered() as fact:
            with_ = f"v{fact.version}" if fact.version else total(fact.price) if fact.price else ""
            return [f"{fact.request} countered", with_, fact.says]
        case requests.RequestAccepted() as fact:
            return [f"{fact.request} accepted", f"{total(fact.price)} at most"]
        case requests.RequestDone() as fact:
            line = f"{total(fact.charge)}: cost {number(fact.cost.amount)}, premium {number(fact.premium.amount)}"
            return [f"{fact.request} done", line, f"on bill {fact.bill}" if fact.bill else ""]
        case work.WorkOpened() as fact:
            serves = fact.request or f"{fact.outcome} v{fact.version}"
            return [f"{fact.work} opened", fact.says, f"the {fact.owner}'s", f"serves {serves}"]
        case work.WorkMoved() as fact:
            return [f"{fact.work} {fact.to}", fact.says or ""]
        case support.SupportGiven() | support.SupportCorrected() as fact:
            return ["support", f"{clock(fact.minutes)} h on {fact.topic}"]
        case trims.CostTrimmed() as fact:
            return [f"{fact.trim} trimmed", fact.says, f"saves {total(fact.saves)}"]
        case sharing.PageShared() as fact:
            hidden = f"hidden: {', '.join(fact.hidden)}" if fact.hidden else "nothing hidden"
            return [f"{fact.share} shared with {fact.to.name}", f"until {fact.until}", hidden]
        case people.PersonInvited() as fact:
            return [f"{fact.person} invited", fact.name.name, f"the {fact.side}'s", fact.role]
        case people.PersonRoleChanged() as fact:
            return [f"{fact.person} {fact.role} from now on"]
        case _:
            return []
