"""The only reader of the environment."""

from __future__ import annotations

import getpass
import os
import re
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from domain.errors import Invalid

PREFIX = "SAMESIDE_"


class Settings(BaseModel):
    """Where things are, and who speaks: SAMESIDE_* in the environment."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    store: str = Field("sqlite:///sameside.db", description="URL of the ledger.")
    views: str | None = Field(None, description="URL of the read models; the store's own unless said.")
    me: str | None = Field(None, description="Who records on this machine, as a pseudonym; the login name unless said.")
    batch_max: int = Field(5000, ge=1, le=100_000, description="Facts a batch, at most.")

    @property
    def actor_id(self) -> str:
        """The pseudonym of whoever speaks here, fit to stand in an envelope."""
        told = self.me or _login()
        return re.sub(r"[^a-z0-9.-]+", "-", told.lower()).strip("-.")[:64] or "somebody"


def settings(environment: Mapping[str, str] = os.environ, **given: object) -> Settings:
    """What the environment says, and `given` over it. Raises Invalid, naming the variable."""
    told = {
        key.removeprefix(PREFIX).lower(): text
        for key, text in environment.items()
        if key.startswith(PREFIX) and key.removeprefix(PREFIX).lower() in Settings.model_fields
    }
    try:
        return Settings.model_validate({**told, **{name: said for name, said in given.items() if said is not None}})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise Invalid(f"{PREFIX}{str(first['loc'][0]).upper()}: {first['msg']}", where="settings") from None


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"
