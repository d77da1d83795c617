"""Private notes: the seller's own, never in a stream the customer reads."""

from __future__ import annotations

from datetime import date

from domain.access import S, may
from domain.command import Command
from domain.fact import Fact
from domain.practice import Practice
from domain.vocabulary import Label, Personal, Slug, Words


class NoteTaken(Fact, frozen=True, kw_only=True):
    """The seller's own words, personal to whom they are about."""

    type = "note-taken.v1"
    text: Personal
    regards: Label | None = None


class TakeNote(Command, name="practice.note", may=may(S)):
    """Keep a private note."""

    text: Words
    regards: Label | None = None
    subject: Slug | None = None


NoteFact = NoteTaken
NoteCommand = TakeNote


def decide(command: NoteCommand, _practice: object, _today: date) -> tuple[NoteFact, ...]:
    """A note is personal to its subject; without one, to who wrote it."""
    text = Personal(subject=command.subject or command.by.id, text=command.text)
    return (NoteTaken(text=text, regards=command.regards),)


NOTES = Practice(NoteFact, NoteCommand, decide)
