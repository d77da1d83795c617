"""Who of each side was invited to the shared page, with which role, and who entered and left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.engagement.aggregate import Engagement
from tests.spec import Said, customer, seller

JAN = {"subject": "jan", "text": "Jan Peters"}
IDA = {"subject": "ida", "text": "Ida Blum"}
MARA = {"subject": "mara", "text": "Mara Voss"}
TOLD = (
    seller("person.invite", who=JAN, side="customer", role="agrees"),
    customer("person.invite", who=IDA, role="reads", why="she runs the desk"),
    seller("person.invite", who=MARA),
    customer("person.enter", person="m-1"),
    customer("person.leave", person="m-1"),
    customer("person.enter", person="m-2"),
    customer("person.change-role", person="m-2", role="acts"),
    customer("person.revoke", person="m-2", why="she left"),
)
FULL: dict[str, dict[str, Any]] = {
    "person.invite": {"person": "m-9", "who": "Cy", "side": "customer", "role": "agrees"},
    "person.change-role": {"person": "m-1", "role": "acts"},
    "person.revoke": {"person": "m-1"},
    "person.enter": {"person": "m-1"},
    "person.leave": {"person": "m-1"},
}
ROLES = ("agrees", "acts", "reads")


def likely(state: Engagement) -> Iterator[Said]:
    yield seller("person.invite", who=JAN, side="customer", role="agrees")
    yield customer("person.invite", who=IDA, role="reads")
    yield seller("person.invite", who=MARA)
    for name, one in state.people.items():
        for role in ROLES:
            if role != one.role and not one.revoked:
                yield seller("person.change-role", person=name, role=role)
        if not one.revoked:
            yield seller("person.revoke", person=name)
        if one.side == "customer":
            yield from (customer("person.enter", person=name), customer("person.leave", person=name))
