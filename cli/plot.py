"""A page's figures as a picture, in a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from domain.errors import Invalid
from projections.pages.language import ENGLISH, Language
from projections.pages.pictures import pictures
from projections.pages.svg import drawn


def write(file: str, page: Any, day: date, speak: Language = ENGLISH) -> None:
    """Draws the page into a file, in the reader's language. Raises Invalid where there are no figures, or nothing can
    be written.
    """
    if Path(file).suffix.lower() != ".svg":
        raise Invalid(f"a picture is an SVG: name a file that ends in .svg, not {Path(file).name}", where="--plot")
    every = pictures(page, day, speak)
    if not every:
        raise Invalid("this page has no figures to draw yet", where="--plot")
    try:
        Path(file).write_text(drawn(every, speak), encoding="utf-8")
    except OSError as error:
        raise Invalid(f"{file} cannot be written: {error.strerror}", where="--plot") from error
