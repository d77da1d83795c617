"""Files and functions stay short: a median, and a cap; whoever is over it says why."""

from __future__ import annotations

import statistics

from benchmarks import sizes


def test_half_of_the_files_are_short_and_none_is_long() -> None:
    lines = {str(path.relative_to(sizes.ROOT)): sizes.lines(path) for path in sizes.files(*sizes.OURS)}
    assert statistics.median(lines.values()) <= sizes.FILE_MEDIAN
    assert {path for path, size in lines.items() if size > sizes.FILE_MAX} <= set(sizes.LONGER)


def test_a_file_that_may_be_longer_still_is() -> None:
    assert [path for path in sizes.LONGER if sizes.lines(sizes.ROOT / path) <= sizes.FILE_MAX] == []


def test_half_of_the_functions_are_short_and_none_is_long() -> None:
    found = list(sizes.functions(sizes.files(*sizes.OURS)))
    assert statistics.median(one.lines for one in found) <= sizes.FUNCTION_MEDIAN
    assert [one for one in found if one.lines > sizes.FUNCTION_MAX] == []
