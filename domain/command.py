"""A command: what somebody asks the ledger to record."""

# No annotations from the future here: as text, these eight would be evaluated again for each of forty commands,
# 8 ms at every start.

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from domain.access import May
from domain.vocabulary import Actor, CommandId, Party, StreamId, Version, When, Why


class Command(BaseModel):
    """One wish, on one stream, under one id; said by `party`, recorded by `by`.

    `by` is set by the adapter that knows who speaks, never by the sender. `occurred_at` is the world's date: a year,
    month, day or moment; without one it is the moment of recording. `expect_version` makes a stream that has moved
    on a conflict.
    """

    # Built on first use: a command line uses one of them.
    model_config = ConfigDict(
        frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True, hide_input_in_errors=True
    )

    name: ClassVar[str]
    about: ClassVar[str | None] = None
    """The field that the part after the slash names, as in `acme/x-3`."""
    may: ClassVar[May | None] = None
    """Whose word it may be; nobody's, unless it says so."""
    patient: ClassVar[bool] = True
    """Whether it is decided again, unasked, when the stream moved on meanwhile; a yes is to what was there."""

    id: CommandId
    stream: StreamId
    by: Actor
    party: Party
    occurred_at: When | None = None
    why: Why | None = None
    expect_version: Version | None = None
    correlation: CommandId | None = None

    def __init_subclass__(
        cls, *, name: str | None = None, about: str | None = None, may: May | None = None, **rest: Any
    ) -> None:
        super().__init_subclass__(**rest)
        cls.name = name or ""
        cls.about = about
        cls.may = may


ENVELOPE = frozenset({"id", "stream", "by", "party", "occurred_at", "why", "expect_version", "correlation"})
