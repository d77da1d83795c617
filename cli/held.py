"""What whoever is asked is shown first, and held to: the engagement, the thing, the proposal. Another is never recorded
instead, whatever comes into the ledger while they answer.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from cli.found import stand
from cli.nouns import card
from cli.only import FITS, fit
from cli.signing import moved_on, standing
from cli.streams import there
from cli.taken import ANSWERS, MANY, THING, by_number, completed, may_leave_out, open_proposals
from domain.errors import LedgerError, NotNow
from domain.step import WayOut
from domain.streams import stream_of

if TYPE_CHECKING:
    from adapters.wiring import Application
    from domain.command import Command

Given = dict[str, Any]
TITLES = ("says", "verbatim", "about_what", "asked")
"""Where facts have the words that a thing is known by."""
FEW = 5
"""So many answers are named after a wrong one; more stand above already."""
NUMBERED = ("corrects", "version")
"""What is an entry by its number, and has no name."""


class Held:
    """What one command is about, from the first question on."""

    def __init__(self, app: Application, model: type[Command]) -> None:
        self.app, self.model = app, model
        self.place: str | None = None
        """The engagement."""
        self.took_version = False
        """Whether the version that is answered was not said, but found."""
        self._listed: str | None = None
        self._names: list[str] = []
        self._answers: tuple[str, int] | None = None

    def hold(self, given: Given) -> None:
        """Puts in what is meant where it was left out, and says so; where that is not clear yet, nothing."""
        if not may_leave_out(self.model):
            return
        with suppress(LedgerError):
            taken = completed(self.app, self.model, given)
            for line in taken.why:
                click.echo(line, err=True)
            given |= {"stream": taken.stream, **taken.answered}
            self.took_version |= taken.version is not None
            self.place = there(self.app, stream_of(str(taken.stream))[0]).partition("/")[2]

    def full(self, answer: str) -> str:
        """The first argument as it was answered, with the engagement that is held."""
        alone = answer.isdecimal() if self.numbered else THING.fullmatch(answer)
        return f"{self.place}/{answer}" if self.place and alone else answer

    def unknown(self, given: Given) -> str | None:
        """What is wrong with an answer that names nothing there is."""
        if self.place is None or not given["stream"]:
            return None
        try:
            place, thing = stream_of(given["stream"])
            stream = there(self.app, place)
        except LedgerError as error:  # what was asked for is no engagement
            return self._write() or error.message
        titles = self._titles(stream)
        if thing is None or not titles:
            return None
        if thing not in titles:
            return f"there is no {self.called} {thing} in {stream.partition('/')[2]}"
        if thing not in self._names and stream == f"engagement/{self.place}":
            return self._write()
        return None

    def _write(self) -> str | None:
        """Which answers there are, of what was listed."""
        if not self._names:
            return None
        *others, last = self._names[:FEW]
        if len(self._names) > FEW:
            return f"write one of these, as in {self._names[0]}"
        return f"write {', '.join(others)} or {last}" if others else f"write {last}"

    def which(self) -> str | None:
        """Those that may be meant, by name, once for each engagement."""
        if self.place in (None, self._listed) or not (self.about or self.numbered):
            return None
        self._listed, titles = self.place, self._titles(f"engagement/{self.place}")
        if self.model.name in ANSWERS:
            names = list(open_proposals(self.app, f"engagement/{self.place}"))
        elif self.model.name in FITS:
            names = fit(self.app, self.model.name, str(self.place))
            self._some(names, titles)
        else:
            names = list(titles)
        self._names = names
        lines = [f"  {name}  {titles.get(name, '')}".rstrip() for name in names[:MANY]]
        return "\n".join([f"Which {self.called}?", *lines, *(["  …"] if len(names) > MANY else [])]) if names else None

    def _some(self, names: list[str], titles: dict[str, str]) -> None:
        """Raises NotNow where there are such things, and none of them stands so that the command may be said of it."""
        if names or not titles:
            return
        statuses = " or ".join(FITS[self.model.name][1])
        way_out = WayOut(command=f"{self.model.name.partition('.')[0]}.list", place=self.place)
        raise NotNow(f"no {self.called} in {self.place} is {statuses}", way_out=way_out)

    @property
    def about(self) -> bool:
        """Whether it is about a thing that is there and has a name; what may be left out may be new."""
        about = self.model.about
        return about is not None and about not in NUMBERED and self.model.model_fields[about].is_required()

    @property
    def numbered(self) -> bool:
        """Whether it corrects an entry, which is meant by its number."""
        return by_number(self.model)

    @property
    def called(self) -> str:
        """What the thing is called that is named after the slash."""
        about = str(self.model.about)
        if self.numbered:
            return "entry"
        return card(self.model.name.partition(".")[0]).samples.get(about, (about, ""))[0]

    def _titles(self, stream: str) -> dict[str, str]:
        if self.numbered:
            from cli.correctable import correctable  # noqa: PLC0415 - most commands correct nothing

            return correctable(self.app, self.model, stream.partition("/")[2])
        titles = dict[str, str]()
        if not self.about:
            return titles
        for entry in stand(self.app, stream):
            name, terms = getattr(entry.body, str(self.model.about), None), getattr(entry.body, "terms", None)
            if isinstance(name, str):
                words = (getattr(entry.body, title, None) for title in TITLES)
                first = titles.get(name) or next((text for text in words if isinstance(text, str)), "")
                titles[name] = getattr(terms, "says", first)
        return titles

    def proposal(self, given: Given) -> str | None:
        """The terms that are answered, once, so that whoever is asked reads first what it is an answer to."""
        if self.model.name in ANSWERS and self._answers is None and given["stream"]:
            stream, outcome = stream_of(given["stream"])
            number = open_proposals(self.app, stream).get(str(outcome))
            if number is not None:
                self._answers = (str(outcome), number)
                return standing(self.app, stream, str(outcome), str(given.get("version") or number))
        return None

    def unmoved(self, stream: str) -> None:
        """Raises Conflict where another proposal stands by now than the one that was shown."""
        if self._answers is None:
            return
        outcome, number = self._answers
        if open_proposals(self.app, stream).get(outcome) != number:
            raise moved_on(outcome, stream)
