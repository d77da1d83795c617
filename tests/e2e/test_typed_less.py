"""What is typed for the acts of a day, counted as they are typed for real, beside what had to be typed before."""

from __future__ import annotations

import pytest

from benchmarks.typed import ACTS, Typed, main


@pytest.mark.usefixtures("warm_terminal")
def test_the_acts_of_a_day_take_half_of_what_they_took_and_record_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    held = main() == 0
    told = capsys.readouterr().out
    assert held, told
    assert [line[:22].strip() for line in told.splitlines()[:-1]] == [act.name for act in ACTS]


def test_each_enter_and_each_answer_is_counted() -> None:
    assert (
        Typed("sameside pay", (("--amount: ", "9000"), ("--as [customer]: ", ""))).characters == 12 + 1 + 4 + 1 + 0 + 1
    )
