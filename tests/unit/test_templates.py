"""Templates are compiled once a process, however many sites it has and in whatever language they are."""

from __future__ import annotations

from pathlib import Path

from jinja2 import FileSystemLoader

from adapters.languages import language
from adapters.portal.html import Html, whole


def _of(folder: Path, tag: str = "en") -> Html:
    html = Html(language(tag, where="here"))
    html.environment.loader = FileSystemLoader(folder)
    return html


def test_what_one_site_compiled_another_shows_in_its_own_language(tmp_path: Path) -> None:
    (tmp_path / "day.html").write_text("{{ language }}: {{ on | day }}")
    english, german = _of(tmp_path), _of(tmp_path, "de")
    assert english.page("day.html", on="2030-12-15") == "en: 15 Dec 2030"
    assert german.page("day.html", on="2030-12-15") == "de: 15. Dez. 2030"
    one, other = (html.environment.get_template("day.html").root_render_func for html in (english, german))
    assert one.__code__ is other.__code__


def test_a_template_that_says_something_else_is_compiled_anew(tmp_path: Path) -> None:
    for says in ("before", "after"):
        (tmp_path / "note.html").write_text(says)
        assert _of(tmp_path).page("note.html") == says


def test_templates_of_one_name_in_two_places_are_two(tmp_path: Path) -> None:
    for says in ("here", "there"):
        (tmp_path / says).mkdir()
        (tmp_path / says / "note.html").write_text(says)
        assert _of(tmp_path / says).page("note.html") == says


def test_no_line_ends_within_a_name_a_day_or_an_amount_and_text_stays_text() -> None:
    shown = whole("<b> for o-1 · bill B-12 · 2026-01-02, two-dimensional · up to 1,035.50 EUR")
    assert shown == (
        "&lt;b&gt; for <span class=w>o-1</span> · bill <span class=w>B-12</span> · "
        "<span class=w>2026-01-02</span>, two-dimensional · up to <span class=w>1,035.50 EUR</span>"
    )
