"""What was cited wrongly is mended by saying what was meant (docs/adr/0022)."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from domain.access import S, may
from domain.command import Command, field
from domain.errors import Invalid, NoSuchLink, NotNow, Unknown
from domain.linked import Cites, Linked, LinkMended
from domain.links import places
from domain.names import meant
from domain.practice import Practice
from domain.said import worded
from domain.step import WayOut
from domain.vocabulary import Label, Version
from domain.warned import Warned


class MendLink(Command, name="link.mend", about="version", may=may(S, why=True, closed=True)):
    """Repair an entry that refers to something missing or wrong: say what was meant, or that nothing was."""

    version: Version = field(description="The number of the entry that cites it, as `link list` shows it.")
    cited: Label | None = field(None, description="What it cites; to be said where it cites several.")
    meant: Label | None = field(
        None,
        description="What should be cited; without it, nothing is cited in its place.",
        examples=["acme/x-1"],
    )


CITING = WayOut(says="see which entries cite something", command="link.list", place="{stream}")


class Reads(Protocol):
    @property
    def linked(self) -> Linked: ...


def decide(command: MendLink, state: Reads, _today: date) -> tuple[LinkMended, ...]:
    """That what is meant is there is checked when it is appended, as it is for the fact that first cites it."""
    version = command.version
    citing = state.linked.get(version)
    if citing is None or not citing.mended:
        raise Unknown.of("there is no entry {entry} that cites something", entry=version, way_out=CITING)
    cited = _replaced(command, citing)
    if command.meant and (command.stream, str(version)) in places(command.stream, command.meant):
        raise NoSuchLink.of("entry {version} cannot cite itself", version=version, cited=command.meant)
    if command.meant is not None and meant(command.meant, citing.cited):
        raise NotNow.of("entry {entry} cites {meant} already", meant=command.meant, entry=version)
    return (LinkMended(version=version, cited=cited, meant=command.meant),)


def _replaced(command: MendLink, citing: Cites) -> str | None:
    """What gives way: what is cited, the one that was named of several, or None where nothing is cited any more."""
    version, several = command.version, ", ".join(citing.cited)
    if not citing.cited:
        if command.meant is None:
            raise NotNow.of("entry {entry} cites nothing by now: say what was meant with --meant", entry=version)
        if command.cited and meant(command.cited, citing.fact.citations()) is None:
            raise Invalid.of("entry {version} cites nothing by now: leave --cited out", version=version, where="cited")
        return None
    cited = meant(command.cited, citing.cited) if command.cited else citing.cited[0]
    if cited is None or (command.cited is None and len(citing.cited) > 1):
        raise Invalid.of(
            "entry {version} cites {several}: say which with --cited", version=version, several=several, where="cited"
        )
    return cited


def warn(command: MendLink, state: Reads) -> list[Warned]:
    """Warns where nothing is cited in its place: --meant may have been forgotten. The state has the mending already."""
    citing = state.linked.get(command.version)
    if command.meant is not None or citing is None or citing.cited:
        return []
    way_out = WayOut(
        says="if something was meant, say what",
        command="link.mend",
        place=command.stream.removeprefix("engagement/"),
        fixed={"version": command.version},
        asked=("meant", "why"),
    )
    return [Warned("CITES-NOTHING", worded("entry {version} cites nothing now", version=command.version), way_out)]


LINKS = Practice(LinkMended, MendLink, decide, warn=warn)
"""What cites is moved by every fact that stands: the aggregate sees to it."""
