"""Words that were denied, as both pages list them: nothing else on a page knows of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from projections.shared.words import Denied


def denials(denied: Iterable[Denied]) -> Iterator[tuple[str, str]]:
    """A line for each, by the stream's version that said it."""
    for one in denied:
        what = one.type.partition(".")[0].replace("-", " ")
        said = f"{what}, said on {one.on} by the {one.recorded_by} on the {one.whose}'s behalf"
        yield (
            f"denied {one.at}",
            f"{said} · denied by the {one.whose} on {one.denied_on}: {one.why or 'no reason said'}",
        )
