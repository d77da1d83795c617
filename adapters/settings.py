"""The only reader of the environment, but for where people's data are."""

from __future__ import annotations

import getpass
import os
import re
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from adapters import places
from adapters.plain_words import plainly
from domain.errors import Invalid

PREFIX = "SAMESIDE_"
WAY = "docs/reference/settings.md says what each is"
PLACE = re.compile(r"(?P<host>[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])?:(?P<port>[0-9]{1,5})")
PORTS = range(65536)


class Settings(BaseModel):
    """Where things are, and who speaks: SAMESIDE_* in the environment."""

    # Built when something is judged: most settings are any text.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    store: str = Field(
        default_factory=places.default,
        description="URL of the ledger; by default `sameside.db` in the current folder, if there is one, "
        "else in your data folder: `sameside where` shows it.",
    )
    engagement: str | None = Field(None, description="The engagement that is meant where none is named.")
    views: str | None = Field(None, description="URL of the read models; by default the store's own.")
    me: str | None = Field(None, description="Who records on this machine, as a pseudonym; by default the login name.")
    numbers: Literal["1,234.50", "1.234,50", "1 234,50"] | None = Field(
        None, description="How numbers are typed; by default as the terminal's locale has it."
    )
    language: str = Field("en", description="In which language pages are read, as BCP 47 writes it: `de`, `de-AT`.")
    batch_max: int = Field(5000, ge=1, le=100_000, description="Facts a batch, at most.")
    jobs: int | None = Field(
        None, ge=1, le=8, description="Processes that rebuild views on SQLite; as many as processors, up to four."
    )
    kafka: str | None = Field(None, description="Kafka's servers, `host:port` with commas between.")
    kafka_protocol: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = Field(
        "PLAINTEXT", description="How Kafka is spoken to."
    )
    kafka_mechanism: Literal["SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"] = Field(
        "SCRAM-SHA-512", description="How we say who we are, under a protocol that begins with SASL."
    )
    kafka_user: str | None = Field(None, description="As whom.")
    kafka_password: SecretStr | None = Field(None, description="And the password.")
    kafka_ca: str | None = Field(None, description="File of the certificates that Kafka's is checked by (PEM).")
    kafka_certificate: str | None = Field(None, description="File of our own certificate, where Kafka wants one (PEM).")
    kafka_key: str | None = Field(None, description="File of its key (PEM).")
    topics: str = Field("sameside", pattern=r"^[a-z0-9][a-z0-9.-]{0,99}$", description="What topics' names begin with.")
    group: str = Field("sameside", description="What consumer groups' names begin with; one for each set of views.")
    lease_seconds: float = Field(5.0, ge=0.2, le=300, description="How long a relay that is silent keeps its turn.")
    sign_in: str | None = Field(
        None, description="URL of the database of links and sessions; by default beside the ledger."
    )
    public: str | None = Field(
        None, description="The https URL that people open, behind a proxy: `https://pages.example.org`."
    )
    mail: SecretStr | None = Field(
        None,
        description="The mail server of links, under TLS, and who they are from: "
        "`smtp://user:password@mail.example.org:587?from=pages@example.org`, or `smtps://…`.",
    )
    browser: str | None = Field(
        None, description="Chromium, Chrome or Edge, which prints a page as a PDF; by default the first found."
    )
    health: str | None = Field(None, description="Where relay, projector and pages tell how they are, as host:port.")

    @property
    def named(self) -> bool:
        """Whether somebody named the ledger."""
        return "store" in self.model_fields_set

    @property
    def processes(self) -> int:
        """How many may work at once on what can be divided."""
        return self.jobs or min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)

    @property
    def actor_id(self) -> str:
        """The pseudonym of whoever speaks here, fit to stand in an envelope."""
        name = self.me or _login()
        return re.sub(r"[^a-z0-9.-]+", "-", name.lower()).strip("-.")[:64] or "somebody"


ANY_TEXT = frozenset(
    name
    for name, field in Settings.model_fields.items()
    if field.annotation in (str, str | None) and not field.metadata
)
"""What may be any text, so that nothing is judged: building what judges takes as long as a tenth of a command."""


def settings(environment: Mapping[str, str] = os.environ, **given: object) -> Settings:
    """What the environment says, and `given` over it; empty is as unset. Raises Invalid, naming the variable."""
    from_environment = {
        key.removeprefix(PREFIX).lower(): text
        for key, text in environment.items()
        if text and key.startswith(PREFIX) and key.removeprefix(PREFIX).lower() in Settings.model_fields
    }
    said: dict[str, Any] = {**from_environment, **{name: value for name, value in given.items() if value is not None}}
    if all(name in ANY_TEXT and isinstance(text, str) for name, text in said.items()):
        return Settings.model_construct(**said)
    try:
        return Settings.model_validate(said)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = f"{PREFIX}{str(first['loc'][0]).upper()}"
        raise Invalid(f"{name}: {plainly(first, Settings)}", where="settings", way_out=WAY) from None


def refused(setting: str, why: str) -> Invalid:
    """The refusal of a setting."""
    return Invalid(f"{PREFIX}{setting}: {why}", where="settings", way_out=WAY)


def place(setting: str, address: str, *, host: str | None = None) -> tuple[str, int]:
    """`host:port` in its two parts; `host` is the default where none is given. Raises Invalid."""
    address = address.strip()
    match = PLACE.fullmatch(f":{address}" if host and address.isdecimal() else address)
    if not match or int(match["port"]) not in PORTS or not (match["host"] or host):
        raise refused(setting, f"{address!r} is no host:port, such as kafka-1:9092")
    return (match["host"] or host or "").strip("[]"), int(match["port"])


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"
