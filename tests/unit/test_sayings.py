"""Whatever the domain says on a page is in the catalogues: no sentence is put together where nobody can find it."""

from __future__ import annotations

import pytest
from babel.messages.pofile import read_po

from adapters.languages import LOCALE, languages
from docs import sayings
from docs.sayings import Sayings

FILES = dict(sayings.files())


@pytest.mark.parametrize("place", FILES)
def test_every_sentence_of_a_refusal_or_warning_can_be_found(place: str) -> None:
    assert Sayings(FILES[place]).unread == [], "make it of a literal template: of or worded"


@pytest.mark.parametrize("tag", [tag for tag in languages() if tag != "en"])
def test_every_sentence_of_a_refusal_or_warning_is_in_every_language(tag: str) -> None:
    with (LOCALE / tag / "LC_MESSAGES/pages.po").open("rb") as text:
        known = {message.id for message in read_po(text, locale=tag) if message.string}
    said = dict.fromkeys(sayings.of_errors(), "domain/errors.py")
    said |= {text: place for place, source in FILES.items() for _, text in Sayings(source).found}
    assert {text: place for text, place in said.items() if text not in known} == {}


@pytest.mark.parametrize(
    "raises",
    [
        'raise Unknown(f"there is no outcome {name}")',
        'raise Unknown("there is no outcome " + name)',
        'raise Unknown("there is no outcome {}".format(name))',
        'raise Unknown("there is no outcome %s" % name)',
        "raise Unknown.of(name, outcome=name)",
        'text = f"there is no {name}"\nraise Unknown(text)',
        'warning = Warned("LATE", f"{name} is late")',
        'way = WayOut(says=f"ask {name}")',
    ],
)
def test_a_sentence_that_nobody_could_translate_is_found(raises: str) -> None:
    assert Sayings(raises).unread


@pytest.mark.parametrize(
    ("raises", "found"),
    [
        ('raise Unknown.of("there is no {x}", x=name)', ["there is no {x}"]),
        ('raise Invalid("once" if one else "twice")', ["once", "twice"]),
        ('NO = "there is none"\nraise Unknown.of(NO)', ["there is none"]),
        ('raise NotNow("no", way_out="see them" if seen else "type --why")', ["no", "see them"]),
        ('raise Unknown(joined(names, "{one} or {other}"))', ["{one} or {other}"]),
        ('detail = worded("there is {x}", x=1)\nraise Unknown(detail)', ["there is {x}"]),
    ],
)
def test_a_sentence_is_found_however_it_is_raised(raises: str, found: list[str]) -> None:
    assert [text for _, text in Sayings(raises).found] == found


def test_of_an_error_a_page_says_its_message_its_reason_and_its_way_out_but_no_line_to_type() -> None:
    said = list(sayings.of_errors())
    reason = "all amounts of an engagement, or of an account, are in one currency"
    assert {"Amounts here are in another currency", reason, "give the amount in {currency}"} <= {*said}
    assert 'add --why "…"' not in said
    assert "XlsxWriter is not installed" not in said
