"""A JSON array of objects, element by element: the file is never held whole.

ijson reads such arrays too, but says neither in which line an element begins nor what its bytes were, so that a key
which stands there twice could not be seen.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator

from adapters.reading.lines import LINE_MAX, Line, Lines, Unfit
from adapters.reading.objects import parsed

CHUNK = 2**16
BLANK = " \t\r\n"


def array_elements(lines: Lines) -> Iterator[Line]:
    """Every element with its number and the line it begins in. After a broken one the rest cannot be told apart."""
    array = _Array(lines)
    try:
        array.skip("[")
        if array.next_sign() == "]":
            array.skip("]")
        else:
            yield from _elements(array)
        array.end()
    except UnicodeDecodeError:
        yield Line(array.line, wrong="from here the file is not UTF-8", element=array.element)
    except RecursionError:
        yield Line(array.line, wrong="nested too deeply", element=array.element)
    except Unfit as error:
        yield Line(array.line, wrong=str(error), element=array.element)


def _elements(array: _Array) -> Iterator[Line]:
    more = True
    while more:
        array.element += 1
        array.next_sign()
        began = array.line
        raw = array.taken()
        try:
            yield Line(began, parsed(raw), raw, element=array.element)
        except Unfit as error:
            yield Line(began, wrong=str(error), element=array.element)
        sign = array.next_sign()
        if sign not in (",", "]"):
            raise Unfit("after an element comes a comma, or the ] that ends the array")
        array.skip(sign)
        more = sign == ","


class _Array:
    """What is read and not yet told, as text."""

    def __init__(self, lines: Lines) -> None:
        self.lines, self.text, self.at = lines, "", 0
        self.line, self.element = lines.number + 1, 0
        self.decode = codecs.getincrementaldecoder("utf-8")().decode

    def more(self) -> bool:
        """Reads on; what is told is let go."""
        raw = self.lines.chunk(CHUNK)
        new = self.decode(raw, not raw)
        if raw:
            self.text, self.at = self.text[self.at :] + new, 0
        return bool(raw)

    def next_sign(self) -> str:
        """The next sign that is not blank, still to be read; nothing at the end."""
        while True:
            while self.at < len(self.text) and self.text[self.at] in BLANK:
                self.line += self.text[self.at] == "\n"
                self.at += 1
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def skip(self, sign: str) -> None:
        """That sign is next, and read."""
        if self.next_sign() != sign:
            raise Unfit(f"{sign} is missing")
        self.at += 1

    def end(self) -> None:
        """Nothing is next."""
        if self.next_sign():
            raise Unfit("something stands behind the array")

    def taken(self) -> bytes:
        """The element that is next. A broken one is told from one that is not read whole when there is no more."""
        while True:
            try:
                _, end = DECODER.raw_decode(self.text, self.at)
            except json.JSONDecodeError as error:
                if len(self.text) - self.at > LINE_MAX:
                    raise Unfit(f"the element is longer than {LINE_MAX:,} bytes, or broken: {error.msg}") from None
                if not self.more():
                    self.line += self.text.count("\n", self.at, error.pos)
                    raise Unfit(f"not JSON: {error.msg}") from None
            else:
                if end < len(self.text) or not self.more():
                    break
        raw = self.text[self.at : end]
        if len(raw) > LINE_MAX:
            raise Unfit(f"the element is longer than {LINE_MAX:,} bytes")
        self.line += raw.count("\n")
        self.at = end
        return raw.encode()


DECODER = json.JSONDecoder()
