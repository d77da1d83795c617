"""A picture as SVG: the same bytes each time, no script, nothing that is fetched.

Each is laid out twice, for wide screens with small letters and for narrow ones with large letters; which is shown the
screen's width decides, within the picture itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from projections.pages.drawing import drawn as figures
from projections.pages.elements import element, plain
from projections.pages.frame import NARROW, WIDE, WIDTH, Frame
from projections.pages.language import ENGLISH, Language
from projections.pages.picture import Picture

LEAST = 250
"""How high the figures' own part is at least, on a narrow screen."""
STYLE = """\
.picture{max-width:100%;height:auto;color-scheme:light dark}
.picture{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
.picture .narrow{display:none}
.picture .paper,.picture .hollow{fill:#fff}
.picture .ink{fill:#1c2330}.picture .soft{fill:#59616e}.picture .halo{stroke:#fff}
.picture .grid{stroke:#e2dfd8}.picture .zero,.picture .base{stroke:#767d88}
.picture .s1{color:#0b5d8a}.picture .s2{color:#96500a}.picture .goal{color:#166534}
@media (max-width:560px){.picture .wide{display:none}.picture .narrow{display:inline}}
@media screen and (prefers-color-scheme:dark){
.picture .paper,.picture .hollow{fill:#14171c}
.picture .ink{fill:#e9e6df}.picture .soft{fill:#a8aeb8}.picture .halo{stroke:#14171c}
.picture .grid{stroke:#2e343d}.picture .zero,.picture .base{stroke:#8d95a1}
.picture .s1{color:#7cc4ee}.picture .s2{color:#eebb66}.picture .goal{color:#7fd49b}
}
"""
"""For a page that lets no style but its own sheet's be."""


def drawn(pictures: Sequence[Picture], speak: Language = ENGLISH, *, styled: bool = True, titled: bool = True) -> str:
    """The pictures below each other, as one SVG in the reader's language; without its style for a page that has STYLE
    in its own sheet, and not `titled` where a heading of the page says what it is of.
    """
    parts, top = list[str](), 0
    for number, picture in enumerate(pictures, 1):
        part, height = _part(
            picture, speak, f"picture-{number}-{re.sub(r'[^a-zA-Z0-9]+', '-', picture.name)}", titled=titled
        )
        parts.append(f'<g transform="translate(0 {top})">\n{part}</g>\n' if top else part)
        top += height
    paper = element("rect", class_="paper", width=WIDTH, height=top)
    style = f"<style>{STYLE}</style>\n" if styled else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" lang="{speak.code}" viewBox="0 0 {WIDTH} {top}" '
        f'width="{WIDTH}" height="{top}">\n{style}{paper}{"".join(parts)}</svg>\n'
    )


def _part(picture: Picture, speak: Language, name: str, *, titled: bool) -> tuple[str, int]:
    """One picture with its name and its sense for who does not see it, and how high it is."""
    frames = [Frame(picture, look, speak=speak, titled=titled) for look in (WIDE, NARROW)]
    around = max(frame.head + frame.foot for frame in frames)
    height = ceil(around + LEAST)
    both = "".join(figures(Frame(picture, look, height, speak, titled=titled)) for look in (WIDE, NARROW))
    return (
        f'<g role="img" aria-labelledby="{name}-title" aria-describedby="{name}-desc">\n'
        f'<title id="{name}-title">{plain(picture.title)}</title>\n'
        f'<desc id="{name}-desc">{plain(picture.summary)}</desc>\n'
        f"{element('rect', class_='paper', width=WIDTH, height=height)}{both}</g>\n"
    ), height
