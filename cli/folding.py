"""Text as wide as a terminal is: folded between its words, none of which is ever cut. It imports no view."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cli.colour import ESCAPE, OFF, accessible
from cli.labelled import GAP

NARROW = 30
"""So many cells beside a label hold words."""
IN = 2
"""So far in goes a sentence on."""
UNDER = 4
"""So far in stands under its label what finds no room beside it."""
PROGRAM = "sameside "
CONTINUED = " \\"
NARROW_LETTERS = re.compile(r"[ -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2212\u2580-\u259f€]*")
"""Each takes one cell."""
LETTERS = re.compile(rf"{ESCAPE.pattern}|.")
SHELL_WORD = r"""(?:"[^"]*"|'[^']*'|\S)+"""
SAID_TOGETHER = re.compile(rf"-[^\s=]* (?!-){SHELL_WORD}|{SHELL_WORD}")


WORDS = re.compile(r"[^\s\d]*\d[\d,.]* (?:[A-Z]{3}|%)(?!\w)\S*|\S+")
"""An amount and its currency are read as one."""


def width() -> int:
    """Of this terminal, or as COLUMNS has it; 80 where nobody says."""
    from shutil import get_terminal_size  # noqa: PLC0415 - it brings every kind of archive, and a pipe has no width

    return get_terminal_size().columns


def room() -> int:
    """How wide columns may be; they are nothing to somebody who listens."""
    return 0 if accessible() else width()


def on_screen(text: str) -> str:
    """A page's lines as they are seen at this terminal: as wide as it is, or as they are read aloud."""
    if accessible():
        from cli.aloud import aloud  # noqa: PLC0415 - few listen

        return aloud(text)
    return hanging(text, width())


def seen(line: str, *, types: bool) -> str:
    """A line at this terminal, of a sentence or of what there `types`, which stands at its end."""
    if not types or accessible():
        return on_screen(line)
    says, command, rest = line.partition(PROGRAM)
    return "\n".join(typed(f"{command}{rest}", width(), says))


def pieces(word: str) -> list[str]:
    """What of a word stays together: of a script without blanks it is folded between any two letters."""
    letters = ESCAPE.sub("", word)
    return [word] if cells(letters) == len(letters) else LETTERS.findall(word)


def longest(texts: Iterable[str]) -> int:
    """How many cells the longest piece of these texts takes that stays together."""
    return max((cells(piece) for text in texts for word in text.split() for piece in pieces(word)), default=0)


def padded(text: str, wide: int) -> str:
    """The text, and blanks up to so many cells."""
    return text + " " * (wide - cells(text))


def cells(text: str) -> int:
    """How many cells of a terminal a text takes; what gives it its look takes none."""
    if "\x1b" in text:
        text = ESCAPE.sub("", text)
    if NARROW_LETTERS.fullmatch(text):
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - 15 ms, and most of what is said has no wide letter

    return cell_len(text)


def hanging(page: str, width: int) -> str:
    """A page's lines folded between words, each under its own value, or under its label where that takes the room."""
    folded = list[str]()
    for line in page.split("\n"):
        _, gap, value = line.partition(GAP)
        rest = value.lstrip() if gap else line.lstrip()
        begin = line[: len(line) - len(rest)]
        if cells(line) <= width:
            folded.append(line)
        elif width - cells(begin) >= NARROW:
            folded += fill(rest, width, begin, cells(begin) + (0 if gap else IN))
        else:
            label = [begin.rstrip()] if begin.strip() else []
            folded += [*label, *fill(rest, width, " " * UNDER, UNDER)]
    return "\n".join(folded)


def fill(text: str, width: int, first: str, indent: int) -> list[str]:
    """Text folded between its words, after `first` and then `indent` blanks; of a script that has no blanks between any
    two letters. A longer word, as a digest is, stays whole: it is there to be copied. Widths are a terminal's cells.
    """
    lines, now, empty = list[str](), first, True
    for word in _words(text, width - indent):
        for at, piece in enumerate(pieces(word)):
            gap, wide = "" if at or empty else " ", cells(piece)
            if cells(now) + len(gap) + wide > width and (not empty or len(first) + wide > width >= wide):
                lines += [now] if now.strip() else []
                # What is too long to stand under the others stands further out.
                now, gap = " " * (indent if indent + wide <= width else max(0, min(indent, width - wide))), ""
            now, empty = now + gap + piece, False
    return _each_in_its_look([*lines, now])


def _words(text: str, room: int) -> Iterator[str]:
    """An amount with its currency is one where there is room for both."""
    for word in WORDS.findall(text):
        yield from [word] if cells(word) <= room else word.split()


def typed(line: str, width: int, first: str) -> list[str]:
    """What is there to be copied, folded as a shell takes it: each line but the last goes on. An option stands with its
    value. A text in double quotes that is too long for a line goes on at the very beginning of the next: blanks would
    belong to it.
    """
    lines, now, empty = list[str](), first, True
    for word in SAID_TOGETHER.findall(line):
        if not empty and cells(now) + 1 + cells(word) > width - len(CONTINUED):
            lines.append(now + CONTINUED)
            now, empty = " " * (len(first) - len(first.lstrip()) + UNDER), True
        now, empty = now + ("" if empty else " ") + word, False
        if cells(now) > width and '"' in word:
            blanks = " " * (len(now) - len(now.lstrip()))
            *more, now = fill(now, width - len(CONTINUED), blanks, 0)
            lines += [part + CONTINUED for part in more]
    return [*lines, now]


def _each_in_its_look(lines: Sequence[str]) -> list[str]:
    """A look that began in one line and ends in another ends with each, and begins again after its blanks."""
    whole, look = list[str](), ""
    for line in lines:
        text, begun = line.lstrip(" "), look
        for code in ESCAPE.findall(line):
            look = "" if code == OFF else code
        whole.append(f"{line[: len(line) - len(text)]}{begun}{text}{OFF if look else ''}")
    return whole
