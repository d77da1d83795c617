"""Every picture of the demo, in each language, and of hard cases, to be looked at: as SVG, and where there is Chromium
as PNG, as a narrow and a wide screen show it, light and dark.

    uv run python -m benchmarks.pictures FOLDER

Draws into FOLDER, which is made, and prints what it wrote.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from html import escape
from itertools import product
from math import sin
from operator import itemgetter
from pathlib import Path

from adapters.languages import language, languages
from adapters.wiring import Application
from projections.pages.captions import target_in_words
from projections.pages.every import PAGES
from projections.pages.language import ENGLISH, Language
from projections.pages.picture import Baseline, Picture, Point, Series, Target
from projections.pages.pictures import explained, pictures
from projections.pages.svg import drawn

DAY = date(2026, 6, 30)
WIDTHS = (390, 1280)
WIDEST = 720
"""No page shows a picture wider."""
COLUMNS, ON_A_SHEET = 3, 9
SCHEMES = {"dark": 0, "light": 1}
"""As Chromium's engine numbers them."""
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
LONG = "Every new client of every branch sits at a table with somebody who decides within five days of first calling us"


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    files = list[Path]()
    cases = [(name, ENGLISH, every) for name, every in hard().items()]
    for name, speak, every in sorted([*cases, *demo(folder)], key=itemgetter(0)):
        file = folder / f"{name}.svg"
        file.write_text(drawn(every, speak), encoding="utf-8")
        print(file)
        files.append(file)
    browser = next(filter(None, map(shutil.which, CHROMIUM)), None)
    for width, scheme in product(WIDTHS, SCHEMES) if browser else ():
        for at in range(0, len(files), ON_A_SHEET):
            print(photographed(str(browser), files[at : at + ON_A_SHEET], width, scheme))


def demo(folder: Path) -> Iterator[tuple[str, Language, list[Picture]]]:
    """The pictures of each page of the demo, and of a small simulated portfolio, that has some."""
    file = folder / "demo.db"
    file.unlink(missing_ok=True)
    made = [sys.executable, "-m", "cli.start", "demo", "--file", str(file), "--portfolio", "3"]
    subprocess.run(made, check=True, capture_output=True, timeout=300)
    app = Application.at(f"sqlite:///{file}", create=False, views=f"sqlite:///{file}")
    for view, tag in product(PAGES, languages()):
        speak = language(tag)
        for key, page in app.views.report(view):
            if every := pictures(page, DAY, speak):
                yield f"{view}-{key.partition('/')[2]}-{tag}", speak, every


def hard() -> dict[str, list[Picture]]:
    """Pictures that are easily drawn wrongly."""
    few = months(12, 11, 9.5, 9, 7, 6.5)
    usual = picture(few)
    years = [year(2021, 80_000, 70_000, 90_000), year(2022, -40_000, -55_000, -20_000), year(2023, 120_000)]
    waits = replace(year(2024, 150_000, 130_000, 160_000), confirmed=False)
    beyond = [year(2021, -10_000, -20_000, 0), year(2022, -90_000), replace(year(2024, 30_000), confirmed=False)]
    gains = Picture(
        "g", "Acme & Söhne: gain by year", "EUR", (series("gain", *years, waits), series("relative gain", *beyond)), ""
    )
    many = [60 - at * 0.7 + 6 * sin(at) for at in range(60)]
    ahead = replace(year(2025, 130.9, 113.3, 148.5), label="next year", estimated=True)
    part = replace(year(2022, 41), whole=False, begins=date(2022, 4, 1))
    cases = {
        "usual": usual,
        "one-point": picture(months(9)),
        "one-day": replace(picture([day(date(2026, 3, 5), 9.0)]), target=None, baseline=None),
        "all-equal": replace(picture(months(5, 5, 5)), target=None, baseline=None),
        "all-zero": replace(picture(months(0, 0, 0)), target=None, baseline=None),
        "negative": gains,
        "huge": replace(picture(months(0.01, 3, 1_250_000_000, 80_000)), target=None, baseline=None),
        "tiny": replace(picture(months(0.0012, 0.0011, 0.0009)), target=None, baseline=None),
        "near": replace(picture(months(1_000_000, 1_000_001, 1_000_003)), target=None, baseline=None),
        "sixty": picture(months(*many)),
        "missing": picture(months(14, 12, None, None, 8, 9)),
        "estimate": Picture(
            "s",
            "Acme: support by year, and the next",
            "hours of support",
            (series("hours", part, year(2023, 60), year(2024, 95), ahead),),
            "",
        ),
        "long": replace(usual, title=f"o-1 {LONG}, {LONG}: {LONG}", unit=f"{LONG} {LONG}"),
        "hostile": replace(usual, title='<script>alert("&")</script> \x00漢字漢字漢字 👩‍🚀 ' + "x" * 150),
        "band": replace(usual, target=Target(6, date(2026, 12, 18), target_in_words(ENGLISH, 6, 8, "18 Dec 2026"), 8)),
        "far-target": replace(usual, target=Target(5, date(2046, 12, 31), target_in_words(ENGLISH, 5, None, "2046"))),
        "overdue": replace(usual, target=Target(5, date(2026, 2, 28), target_in_words(ENGLISH, 5, None, "Feb 2026"))),
        "same-day": picture([day(date(2026, 3, 5), 9.0), day(date(2026, 3, 5), 8.0), day(date(2026, 5, 20), 7.0)]),
        "centuries": picture([year(1900, 9), year(1950, 8), year(2026, 7)]),
    }
    return {f"case-{name}": [explained(case)] for name, case in cases.items()}


def picture(points: list[Point]) -> Picture:
    target = Target(5.0, date(2026, 12, 18), target_in_words(ENGLISH, 5, None, "18 Dec 2026"))
    return Picture(
        "o-1",
        "o-1 A new client starts within five days",
        "days",
        (series("days", *points),),
        "",
        target,
        Baseline(21.0, "baseline 21"),
    )


def series(name: str, *points: Point) -> Series:
    return Series(name, points)


def months(*values: float | None) -> list[Point]:
    """A month each, from January 2026 on, with an interval where it is known."""
    found = []
    for at, value in enumerate(values):
        begins = date(2026 + at // 12, at % 12 + 1, 1)
        ends = date(2026 + (at + 1) // 12, (at + 1) % 12 + 1, 1) - timedelta(days=1)
        off = None if value is None else abs(value) * 0.1
        low, high = (None, None) if value is None or off is None else (value - off, value + off)
        found.append(Point(f"{begins:%Y-%m}", begins, ends, value, low, high))
    return found


def year(of: int, value: float, low: float | None = None, high: float | None = None) -> Point:
    return Point(str(of), date(of, 1, 1), date(of, 12, 31), value, low, high)


def day(on: date, value: float) -> Point:
    return Point(on.isoformat(), on, on, value)


def photographed(browser: str, files: Sequence[Path], width: int, scheme: str) -> Path:
    """Some pictures beside each other, each so wide as a page shows it on such a screen, as one image."""
    folder, shown = files[0].parent, min(width, WIDEST)
    page, photo = folder / "sheet.html", folder / f"{files[0].stem}-{width}-{scheme}.png"
    page.write_text(
        "<!doctype html><meta name=color-scheme content='light dark'>"
        f"<style>body{{margin:0;display:grid;grid-template-columns:repeat({COLUMNS},{shown}px);gap:12px}}</style>"
        + "".join(f"<img src='{escape(file.name)}' width={shown}>" for file in files),
        encoding="utf-8",
    )
    highs = [int(file.read_text(encoding="utf-8").split('height="')[1].split('"')[0]) * shown // 720 for file in files]
    rows = [max(highs[at : at + COLUMNS]) + 12 for at in range(0, len(highs), COLUMNS)]
    settings = f"--blink-settings=preferredColorScheme={SCHEMES[scheme]}"
    size = f"--window-size={COLUMNS * (shown + 12)},{sum(rows)}"
    flags = (
        "--headless",
        "--no-sandbox",
        "--hide-scrollbars",
        "--disable-gpu",
        settings,
        size,
        f"--screenshot={photo}",
    )
    subprocess.run([browser, *flags, page.as_uri()], check=True, capture_output=True, timeout=120)
    page.unlink()
    return photo


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
