"""Names, and other ways to type the same."""

from __future__ import annotations

from unicodedata import normalize

from hypothesis import strategies as st

BLANKS = [" ", "\u00a0", "\u202f", "\u3000", "\u2003", "  "]
UNSEEN = ["", "\u200e", "\u200f", "\u061c", "\u200c", "\u200d"]
LETTERS = "abTv017-#/é漢ßﬁ①"
names = st.text(st.sampled_from(LETTERS + " \u00a0"), min_size=1, max_size=8).filter(lambda name: bool(name.strip()))


@st.composite
def alike(draw: st.DrawFn, name: str) -> str:
    """The same name in another spelling: full-width, in pieces, with other blanks and with marks that nobody sees."""
    return "".join(draw(st.sampled_from(_ways(one))) + draw(st.sampled_from(UNSEEN)) for one in name)


def _ways(letter: str) -> list[str]:
    if letter.isspace():
        return BLANKS
    wide = [chr(ord(letter) + 0xFEE0)] if "!" <= letter <= "~" else []
    return [letter, normalize("NFD", letter), normalize("NFKC", letter), *wide]
