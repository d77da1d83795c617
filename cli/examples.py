"""A line to type for each verb of a noun, as its help shows it: one engagement, from its opening to its closing."""

from __future__ import annotations

from cli.nouns import card
from domain.access import C, S
from domain.catalogue import COMMANDS, KIND
from domain.command import Command
from projections.pages.language import ENGLISH, Language
from projections.pages.receipt_texts import read_by as told_by

ON_THE_PAGE = (
    "Always refused from here: they say it themselves on the page, behind their own link. "
    "sameside invite makes one. Until then a word stays marked as recorded on their behalf."
)

PRIVATE = {
    "extra.hold-back": "what is for you alone goes into `sameside practice idea` and `practice obstacle`",
    "no.say": "what is for you alone goes into `sameside practice note`",
}
"""Where the seller keeps for themselves what somebody might say on a shared page by mistake."""


def example(noun: str, verb: str) -> str:
    """The part of a verb's help that shows it, as click leaves lines alone; or that it is said on the page alone."""
    model = COMMANDS.get(f"{noun}.{verb}")
    if model is not None and model.may is not None and model.may.own_login:
        return f"\n\n{ON_THE_PAGE}"
    shown = "show" if verb == "history" else verb  # both read one thing
    line = card(noun).examples.get(shown)
    line = of_fields(COMMANDS[f"{noun}.{verb}"]) if line is None else line
    line = line.replace(f"sameside {noun} show", f"sameside {noun} {verb}")
    return f"\n\n\b\nsameside {noun} {verb} {line}".rstrip()


def readers(kind: str) -> tuple[str, ...]:
    """Which sides read what is recorded in a stream of that kind."""
    return (S.value,) if kind == "practice" else (S.value, C.value)


def read_by(model: type[Command]) -> str:
    """Who reads what the command records; and where the seller says the same for themselves alone."""
    if C not in readers(KIND[model]):
        return "Only the seller can read it."
    private = PRIVATE.get(model.name)
    return f"Both sides can read it; {private}." if private else "Both sides can read it."


def read_by_in_short(kind: str, speak: Language = ENGLISH) -> str:
    """The same at the end of a receipt."""
    return told_by(speak, both=C in readers(kind))


def of_fields(model: type[Command]) -> str:
    """A command by the examples that its fields give, where its noun's card has no better line."""
    stream = "own" if KIND[model] == "practice" else "acme"
    samples = {name: str(field.examples[0]) for name, field in model.model_fields.items() if field.examples}
    named = samples.pop(model.about, None) if model.about else None
    words = [f"{stream}/{named}" if named else stream]
    words += [f"--{name.replace('_', '-')} {_quoted(value)}" for name, value in samples.items()]
    if model.may and model.may.why:
        words.append('--why "your reason"')
    if model.may and S not in model.may.parties:
        words.append("--as customer")
    return " ".join(words)


def _quoted(value: str) -> str:
    return value if value.replace("-", "").replace(".", "").isalnum() else f'"{value}"'
