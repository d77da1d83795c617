"""A picture as SVG: true to its figures and to time, the same each time, and readable whatever is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest

from benchmarks.pictures import hard, months, picture, series, year
from projections.pages.drawing import middle
from projections.pages.frame import NARROW, WIDE, WIDTH, Frame, Look
from projections.pages.picture import Baseline, Picture, Target
from projections.pages.pictures import explained
from projections.pages.placing import Box, Stroke, width
from projections.pages.svg import STYLE, drawn

CASES = {name: case for name, (case,) in hard().items()}
SVG = "{http://www.w3.org/2000/svg}"
LOOKS = (WIDE, NARROW)
every_case = pytest.mark.parametrize("name", CASES)
both_looks = pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)


def shown(case: Picture, look: Look) -> ET.Element:
    """What one screen shows of it."""
    (group,) = (one for one in ET.fromstring(drawn([case])).iter() if one.get("class") == look.name)
    return group


def texts(group: ET.Element) -> list[str]:
    return [one.text or "" for one in group.iter(f"{SVG}text")]


def lines(group: ET.Element, kind: str) -> list[ET.Element]:
    return [one for one in group.iter(f"{SVG}line") if one.get("class") == kind]


def frame(case: Picture, look: Look = WIDE) -> Frame:
    return Frame(case, look, 500.0)


def numbers(root: ET.Element) -> Iterator[float]:
    for one in root.iter():
        for name in ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height"):
            if name in one.attrib:
                yield float(one.attrib[name])


def boxes(group: ET.Element, size: float) -> list[Box]:
    """About where each text stands."""
    placed = []
    for one in group.iter(f"{SVG}text"):
        text, letters = one.text or "", float(one.get("font-size", size))
        wide = width(text, letters)
        left = float(one.attrib["x"]) - {"middle": wide / 2, "end": wide}.get(one.get("text-anchor", ""), 0.0)
        bottom = float(one.attrib["y"])
        placed.append(Box(left, bottom - letters * 0.7, left + wide, bottom))
    return placed


@every_case
def test_a_picture_is_well_formed_and_the_same_each_time(name: str) -> None:
    once = drawn([CASES[name]])
    ET.fromstring(once)
    assert drawn([CASES[name]]) == once


@every_case
def test_nothing_is_fetched_run_or_dated(name: str) -> None:
    root = ET.fromstring(drawn([replace(CASES[name], title="t")]))
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= {
        *("svg", "style", "g", "title", "desc", "rect", "line", "polyline", "polygon", "circle", "text")
    }
    assert not [name for one in root.iter() for name in one.attrib if "href" in name or name.startswith("on")]
    assert "url(" not in STYLE
    assert "@import" not in STYLE


@every_case
@both_looks
def test_every_word_is_inside_and_covers_no_other(name: str, look: Look) -> None:
    root = ET.fromstring(drawn([CASES[name]]))
    high = float(root.attrib["height"])
    placed = boxes(shown(CASES[name], look), look.text)
    assert all(box.left >= 0 and box.right <= WIDTH + 2 and box.top >= 0 and box.bottom <= high for box in placed)
    assert [(one, other) for one, other in combinations(placed, 2) if one.meets(other)] == []


@every_case
def test_every_number_of_it_lies_inside(name: str) -> None:
    root = ET.fromstring(drawn([CASES[name]]))
    most = max(WIDTH, float(root.attrib["height"]))
    assert all(-most <= number <= most for number in numbers(root))


@both_looks
def test_days_stand_to_scale(look: Look) -> None:
    points = [
        replace(year(2020 + at, 1.0), begins=on, ends=on)
        for at, on in enumerate((date(2024, 1, 1), date(2024, 1, 31), date(2024, 3, 31)))
    ]
    first, second, third = (middle(frame(picture(points), look), point)[0] for point in points)
    assert (third - second) / (second - first) == pytest.approx(2.0)


def test_a_figure_of_a_period_stands_in_its_middle() -> None:
    points = [year(2023, 1.0), year(2024, 2.0)]
    x = frame(picture(points))
    assert middle(x, points[0])[0] == pytest.approx(
        (x.x(date(2023, 1, 1).toordinal()) + x.x(date(2024, 1, 1).toordinal())) / 2
    )


@both_looks
def test_the_target_is_a_dashed_line_at_its_value_with_its_day(look: Look) -> None:
    group = shown(CASES["case-usual"], look)
    (goal,) = (one for one in group.iter(f"{SVG}g") if one.get("class") == "goal" and one.get("stroke"))
    dashed, marker = goal.iter(f"{SVG}line")
    drawn_in = Frame(CASES["case-usual"], look, float(ET.fromstring(drawn([CASES["case-usual"]])).attrib["height"]))
    assert float(dashed.attrib["y1"]) == float(dashed.attrib["y2"]) == pytest.approx(drawn_in.y(5.0), abs=0.06)
    assert dashed.get("stroke-dasharray")
    assert float(marker.attrib["x1"]) == pytest.approx(drawn_in.x(date(2026, 12, 19).toordinal()), abs=0.06)
    assert "target 5 by 18 Dec 2026" in texts(group)


def test_a_target_of_a_band_has_both_its_ends() -> None:
    group = shown(CASES["case-band"], WIDE)
    (goal,) = (one for one in group.iter(f"{SVG}g") if one.get("class") == "goal" and one.get("stroke"))
    assert len([one for one in goal if one.get("stroke-dasharray")]) == 2
    assert "target 6 to 8 by 18 Dec 2026" in texts(group)


def test_a_target_so_far_that_the_figures_would_be_one_spot_is_named_but_not_reached() -> None:
    far, near = frame(CASES["case-far-target"]), frame(CASES["case-usual"])
    assert far.days.last < date(2030, 1, 1).toordinal()
    assert near.days.last > date(2026, 12, 18).toordinal()
    assert "target 5 by 2046" in texts(shown(CASES["case-far-target"], WIDE))


def test_the_baseline_is_a_quiet_line_with_its_words() -> None:
    group = shown(CASES["case-usual"], WIDE)
    (base,) = lines(group, "base")
    assert base.get("stroke-dasharray") is None
    assert base.attrib["y1"] == base.attrib["y2"]
    assert "baseline 21" in texts(group)


@both_looks
def test_a_band_goes_through_the_ends_of_its_figures(look: Look) -> None:
    case = explained(picture(months(10, 20)))
    (band,) = shown(case, look).iter(f"{SVG}polygon")
    corners = [tuple(map(float, pair.split(","))) for pair in band.attrib["points"].split()]
    drawn_in = Frame(case, look, float(ET.fromstring(drawn([case])).attrib["height"]))
    assert [y for _, y in corners] == pytest.approx([drawn_in.y(end) for end in (11, 22, 18, 9)], abs=0.06)


def test_exact_figures_have_no_band() -> None:
    assert list(shown(explained(picture([year(2023, 1), year(2024, 2)])), WIDE).iter(f"{SVG}polygon")) == []


@both_looks
def test_an_estimate_looks_like_one_and_says_between_what_it_lies(look: Look) -> None:
    group = shown(CASES["case-estimate"], look)
    *_, last = (one for one in group.iter(f"{SVG}polyline"))
    assert last.get("stroke-dasharray")
    hollow = [
        one for one in group.iter(f"{SVG}circle") if one.get("stroke-dasharray") and one.find(f"{SVG}title") is not None
    ]
    assert len(hollow) == 1
    assert hollow[0].get("class") == "hollow"
    assert "130.9 (113.3 to 148.5)" in texts(group)
    assert any(text.startswith("an estimate") for text in texts(group))


def test_a_period_that_is_not_whole_is_hollow_with_a_note_and_whole_ones_are_not() -> None:
    group = shown(CASES["case-estimate"], WIDE)
    told = {one.findtext(f"{SVG}title", "")[:4]: one.get("class") for one in group.iter(f"{SVG}circle")}
    assert (told["2022"], told["2023"]) == ("hollow", None)
    assert "not a whole period" in texts(group)


def test_no_line_is_drawn_over_what_was_not_measured() -> None:
    group = shown(CASES["case-missing"], WIDE)
    assert [len(one.attrib["points"].split()) for one in group.iter(f"{SVG}polyline")] == [2, 2]


def test_a_loss_lies_below_a_line_at_nothing() -> None:
    group, x = shown(CASES["case-negative"], WIDE), frame(CASES["case-negative"])
    zero = [one for one in lines(group, "zero") if one.attrib["x1"] != one.attrib["x2"]]
    assert len(zero) == 1
    assert x.y(-10_000) > x.y(0) > x.y(10_000)


@pytest.mark.parametrize("name", ["case-all-equal", "case-all-zero", "case-one-point", "case-one-day"])
def test_figures_that_do_not_differ_still_have_an_axis(name: str) -> None:
    axis = frame(CASES[name]).values
    assert axis.low < axis.high
    assert len(axis.ticks) >= 2


def test_of_sixty_figures_the_line_has_each_and_the_words_only_the_ends() -> None:
    group = shown(CASES["case-sixty"], WIDE)
    assert [len(one.attrib["points"].split()) for one in group.iter(f"{SVG}polyline")] == [60]
    halos = [one for one in group.iter(f"{SVG}text") if one.get("class") == "ink halo"]
    assert 2 <= len(halos) <= 4


@both_looks
def test_the_last_value_covers_no_line_where_there_is_room_further_off(look: Look) -> None:
    case = CASES["case-sixty"]
    group, high = shown(case, look), float(ET.fromstring(drawn([case])).attrib["height"])
    (line,) = group.iter(f"{SVG}polyline")
    corners = [tuple(map(float, pair.split(","))) for pair in line.attrib["points"].split()]
    placed = dict(zip(texts(group), boxes(group, look.text), strict=True))
    assert placed["22.52"].bottom < high
    assert not any(Stroke(*before, *after).crosses(placed["22.52"]) for before, after in pairwise(corners))


def test_words_of_people_are_only_words() -> None:
    svg = drawn([CASES["case-hostile"]])
    assert "<script" not in svg
    assert "\x00" not in svg
    title = ET.fromstring(svg).findtext(f"{SVG}g/{SVG}title") or ""
    assert title.startswith('<script>alert("&")</script>')


@both_looks
def test_a_long_title_is_broken_and_shortened_and_whole_for_who_does_not_see_it(look: Look) -> None:
    case = CASES["case-long"]
    bold = [one.text or "" for one in shown(case, look).iter(f"{SVG}text") if one.get("font-size") == f"{look.title:g}"]
    assert len(bold) == 3
    assert bold[-1].endswith("…")
    assert case.title.startswith(" ".join(bold).removesuffix("…"))
    assert ET.fromstring(drawn([case])).findtext(f"{SVG}g/{SVG}title") == case.title


def test_who_does_not_see_it_is_told_all_of_it() -> None:
    (part,) = ET.fromstring(drawn([CASES["case-usual"]])).findall(f"{SVG}g")
    title, desc = part.find(f"{SVG}title"), part.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert part.get("role") == "img"
    assert (part.get("aria-labelledby"), part.get("aria-describedby")) == (title.get("id"), desc.get("id"))
    assert "2026-01: 12 (10.8 to 13.2)" in (desc.text or "")
    assert "target 5 by 18 Dec 2026" in (desc.text or "")


def test_pictures_stand_below_each_other_each_with_names_of_its_own() -> None:
    once, both = (ET.fromstring(drawn([CASES["case-usual"]] * times)) for times in (1, 2))
    assert float(both.attrib["height"]) == 2 * float(once.attrib["height"])
    ids = [one.attrib["id"] for one in both.iter() if "id" in one.attrib]
    assert len(ids) == len(set(ids)) == 4


def test_letters_are_large_on_a_narrow_screen_and_one_look_is_shown_at_a_time() -> None:
    assert NARROW.text * 350 / WIDTH > 11
    assert WIDE.text * 700 / WIDTH > 12
    assert re.search(r"\.narrow\{display:none\}", STYLE)
    assert re.search(
        r"@media \(max-width:560px\)\{\.picture \.wide\{display:none\}\.picture \.narrow\{display:inline\}\}", STYLE
    )


def test_a_page_with_a_sheet_of_its_own_gets_it_without_style() -> None:
    assert "<style>" in drawn([CASES["case-usual"]])
    assert "style" not in drawn([CASES["case-usual"]], styled=False)


def test_two_series_differ_without_their_colour() -> None:
    group = shown(CASES["case-negative"], WIDE)
    first, second = (
        one
        for one in group.iter(f"{SVG}g")
        if one.get("class") in ("s1", "s2") and one.find(f"{SVG}polyline") is not None
    )
    assert {one.tag for one in first if one.find(f"{SVG}title") is not None and not one.get("transform")} == {
        f"{SVG}circle"
    }
    assert {one.tag for one in second if one.find(f"{SVG}title") is not None} == {f"{SVG}rect"}


@pytest.mark.parametrize("span", [1, 9, 40, 200, 800, 5000, 40_000, 700_000])
@both_looks
def test_what_is_written_below_the_axis_never_touches(span: int, look: Look) -> None:
    begins = date(1, 1, 1) if span > 100_000 else date(1990, 2, 3)
    points = [replace(year(1, 1.0), begins=on, ends=on) for on in (begins, begins + timedelta(days=span))]
    x = frame(replace(picture(points), target=None), look)
    middles = [x.x((tick.begins + tick.after) / 2) for tick in x.ticks()]
    assert len(middles) >= 2
    assert all(after - before > look.text * 2.2 for before, after in pairwise(middles))


def test_the_calendars_ends_can_be_drawn() -> None:
    points = [
        replace(year(1, 1.0), begins=date.min, ends=date.min),
        replace(year(9999, 2.0), begins=date.max, ends=date.max),
    ]
    case = Picture("o", "o", "days", (series("days", *points),), "", Target(1, date.max, "t"), Baseline(0, "b"))
    ET.fromstring(drawn([case]))
