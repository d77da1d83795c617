"""The only reader of the environment, but for where people's data are."""

# No annotations from the future here: as text, these would be evaluated again at every start.

import getpass
import os
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from msgspec import Struct, field

from adapters import places
from adapters.unsaid import shown
from domain.annotations import bare
from domain.errors import Invalid
from domain.marks import Described, Judged, limits, text

PREFIX = "SAMESIDE_"
WAY = "docs/reference/settings.md says what each is"
PLACE = re.compile(r"(?P<host>[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])?:(?P<port>[0-9]{1,5})")
PORTS = range(65536)


class Secret(Struct, frozen=True):
    """A text that no answer and no trouble shows."""

    text: str

    def get_secret_value(self) -> str:
        return self.text

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return "**********"


class Settings(Struct, frozen=True, kw_only=True):
    """Where things are, and who speaks: SAMESIDE_* in the environment."""

    store: Annotated[
        str,
        Described(
            "URL of the ledger; by default `sameside.db` in the current folder, if there is one, "
            "else in your data folder: `sameside where` shows it."
        ),
    ] = field(default_factory=places.default)
    engagement: Annotated[str | None, Described("The engagement that is meant where none is named.")] = None
    views: Annotated[str | None, Described("URL of the read models; by default the store's own.")] = None
    me: Annotated[str | None, Described("Who records on this machine, as a pseudonym; by default the login name.")] = (
        None
    )
    numbers: Annotated[
        Literal["1,234.50", "1.234,50", "1 234,50"] | None,
        Described("How numbers are typed; by default as the terminal's locale has it."),
    ] = None
    language: Annotated[str, Described("In which language pages are read, as BCP 47 writes it: `de`, `de-AT`.")] = "en"
    batch_max: Annotated[int, limits(ge=1, le=100_000), Described("Facts a batch, at most.")] = 5000
    jobs: Annotated[
        Annotated[int, limits(ge=1, le=8)] | None,
        Described("Processes that rebuild views on SQLite; as many as processors, up to four."),
    ] = None
    kafka: Annotated[str | None, Described("Kafka's servers, `host:port` with commas between.")] = None
    kafka_protocol: Annotated[
        Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"], Described("How Kafka is spoken to.")
    ] = "PLAINTEXT"
    kafka_mechanism: Annotated[
        Literal["SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"],
        Described("How we say who we are, under a protocol that begins with SASL."),
    ] = "SCRAM-SHA-512"
    kafka_user: Annotated[str | None, Described("As whom.")] = None
    kafka_password: Annotated[Secret | None, Described("And the password.")] = None
    kafka_ca: Annotated[str | None, Described("File of the certificates that Kafka's is checked by (PEM).")] = None
    kafka_certificate: Annotated[str | None, Described("File of our own certificate, where Kafka wants one (PEM).")] = (
        None
    )
    kafka_key: Annotated[str | None, Described("File of its key (PEM).")] = None
    topics: Annotated[str, text(pattern="^[a-z0-9][a-z0-9.-]{0,99}$"), Described("What topics' names begin with.")] = (
        "sameside"
    )
    group: Annotated[str, Described("What consumer groups' names begin with; one for each set of views.")] = "sameside"
    lease_seconds: Annotated[
        float, limits(ge=0.2, le=300), Described("How long a relay that is silent keeps its turn.")
    ] = 5.0
    sign_in: Annotated[
        str | None, Described("URL of the database of links and sessions; by default beside the ledger.")
    ] = None
    public: Annotated[
        str | None, Described("The https URL that people open, behind a proxy: `https://pages.example.org`.")
    ] = None
    mail: Annotated[
        Secret | None,
        Described(
            "The mail server of links, under TLS, and who they are from: "
            "`smtp://user:password@mail.example.org:587?from=pages@example.org`, or `smtps://…`."
        ),
    ] = None
    browser: Annotated[
        str | None, Described("Chromium, Chrome or Edge, which prints a page as a PDF; by default the first found.")
    ] = None
    health: Annotated[str | None, Described("Where relay, projector and pages tell how they are, as host:port.")] = None
    named: bool = False
    """Whether somebody named the ledger."""

    @property
    def processes(self) -> int:
        """How many may work at once on what can be divided."""
        return self.jobs or min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)

    @property
    def actor_id(self) -> str:
        """The pseudonym of whoever speaks here, fit to stand in an envelope."""
        name = self.me or _login()
        return re.sub(r"[^a-z0-9.-]+", "-", name.lower()).strip("-.")[:64] or "somebody"


HINTS: dict[str, Any] = Settings.__annotations__
SAID = tuple(name for name in HINTS if name != "named")
"""What the environment may say."""
SECRET = frozenset(name for name in SAID if bare(HINTS[name]) is Secret)


ANY_TEXT = frozenset(
    name
    for name in SAID
    if bare(HINTS[name]) in (str, Secret) and not any(isinstance(mark, Judged) for mark in HINTS[name].__metadata__)
)


def settings(environment: Mapping[str, str] = os.environ, **given: object) -> Settings:
    """What the environment says, and `given` over it; empty is as unset. Raises Invalid, naming the variable."""
    from_environment = {
        key.removeprefix(PREFIX).lower(): text
        for key, text in environment.items()
        if text and key.startswith(PREFIX) and key.removeprefix(PREFIX).lower() in SAID
    }
    values: dict[str, Any] = {**from_environment, **{name: value for name, value in given.items() if value is not None}}
    if not all(name in ANY_TEXT and isinstance(value, str) for name, value in values.items()):
        values = _judged(values)
    wrapped: dict[str, Any] = {name: Secret(value) if name in SECRET else value for name, value in values.items()}
    return Settings(**wrapped, named="store" in values)


def _judged(values: dict[str, Any]) -> dict[str, Any]:
    """As it was said, where it fits. It is judged as commands are; most settings may be any text, and then nothing that
    judges is loaded.
    """
    from pydantic_core import SchemaValidator, ValidationError  # noqa: PLC0415 - see above

    from adapters.plain_words import plainly  # noqa: PLC0415 - see above
    from domain.judging import schema_of  # noqa: PLC0415 - see above

    fits = dict(values)
    for name in filter(values.__contains__, SAID):
        judge = SchemaValidator(schema_of(str if name in SECRET else HINTS[name]))
        try:
            fits[name] = judge.validate_python(values[name])
        except ValidationError as error:
            wrong = plainly(error.errors(include_url=False)[0], Settings)
            raise Invalid(f"{PREFIX}{name.upper()}: {wrong}", where="settings", way_out=WAY) from None
    return fits


def refused(setting: str, why: str) -> Invalid:
    """The refusal of a setting."""
    return Invalid(f"{PREFIX}{setting}: {why}", where="settings", way_out=WAY)


def place(setting: str, address: str, *, host: str | None = None) -> tuple[str, int]:
    """`host:port` in its two parts; `host` is the default where none is given. Raises Invalid."""
    address = address.strip()
    match = PLACE.fullmatch(f":{address}" if host and address.isdecimal() else address)
    if not match or int(match["port"]) not in PORTS or not (match["host"] or host):
        raise refused(setting, f"{shown(address)!r} is no host:port, such as kafka-1:9092")
    return (match["host"] or host or "").strip("[]"), int(match["port"])


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"
