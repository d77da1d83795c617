"""Names: what identifies is told apart by what it says, and not by how it was typed."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import normalize

from domain.said import Said, joined, worded

UNSEEN = dict.fromkeys(
    [
        *range(0x200C, 0x2010),  # joiners and the marks of a direction
        *(0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5),
        *range(0x180B, 0x1810),
        *range(0xFE00, 0xFE10),
        *range(0xE0100, 0xE01F0),
    ]
)
"""The characters that text may have and nobody sees, to be taken out with `translate`."""


def same(text: str) -> str:
    """What a name is compared by, never shown nor kept: its NFKC without what nobody sees, each run of blanks one blank
    and none at the ends. Two names are one where this is equal; capitals tell them apart.
    """
    if text.isascii():
        return " ".join(text.split())
    return " ".join(normalize("NFKC", text.translate(UNSEEN)).translate(UNSEEN).split()) or text


def meant(name: str, among: Iterable[str]) -> str | None:
    """The one of these that the name says, as it is written there: spelled alike, or else the same; or None."""
    names = list(among)
    return name if name in names else next((other for other in names if same(other) == same(name)), None)


def did_you_mean(*near: str | None) -> str:
    """The end of a message: the names that may have been meant; nothing where none is near."""
    names = list(filter(None, near))
    return worded("; did you mean {names}?", names=joined(names, "{one} or {other}")) if names else ""


NO_SUCH = {
    "engagement": "there is no engagement {name}",
    "account": "there is no account {name}",
    "practice": "there is no practice {name}",
}


def no_such(kind: str, name: str) -> Said:
    """That there is no stream of that kind and name."""
    return worded(NO_SUCH[kind], name=name)


def distinct(names: Iterable[str]) -> int:
    """How many names these are."""
    return len({same(name) for name in names})
