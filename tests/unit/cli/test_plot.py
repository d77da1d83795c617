"""A page's picture goes into a file, or it is said why not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cli.plot import write
from domain.errors import Invalid
from projections.accountability import ACCOUNTABILITY
from projections.pages.pictures import pictures
from projections.pages.svg import drawn
from tests.spec import given, opened
from tests.unit.domain.test_budget import HOURS, supported
from tests.unit.projections.given import folded

DAY = date(2024, 12, 31)


def test_the_pictures_of_the_page_are_in_the_file(tmp_path: Path) -> None:
    write(str(tmp_path / "a.svg"), supported(*HOURS), DAY)
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == drawn(pictures(supported(*HOURS), DAY))


def test_a_page_without_figures_is_not_drawn(tmp_path: Path) -> None:
    (page,) = folded(ACCOUNTABILITY, given(opened()).facts).values()
    with pytest.raises(Invalid, match="no figures to draw"):
        write(str(tmp_path / "a.svg"), page, DAY)
    assert not (tmp_path / "a.svg").exists()


def test_where_it_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="cannot be written"):
        write(str(tmp_path / "none" / "a.svg"), supported(*HOURS), DAY)


def test_a_picture_is_named_as_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"ends in \.svg"):
        write(str(tmp_path / "a.png"), supported(*HOURS), DAY)
