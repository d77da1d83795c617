"""Whatever the page and `show` print as a next step is typed as it stands, its gaps filled, and nothing is refused."""

from __future__ import annotations

import re
import shlex

import pytest

from tests.e2e.conftest import FIRST_HOUR, Run

OPENED = "engagement open acme --title T --currency EUR --owner Ana --customer-owner Bo --occurred 2026-01-01"
COUNT = "outcome propose acme --says kept --metric tickets --count --measured desk --occurred 2026-01-02"
TARGET = "outcome propose acme --says fast --metric d --from 9 --to 5 --by 2126-09 --measured m --occurred 2026-01-02"
STEP = re.compile(r"(?:waits|next) \d+ .* · (sameside [a-z].*)$", re.MULTILINE)
FILLED = {
    '--why "…"': "--why words",
    '--says "…"': "--says words",
    "--effect …": "--effect helped",
    "--stands …": "--stands 1",
    '/c-1 "…"': "/c-1 remote",
    '/c-2 "…"': "/c-2 remote",
}

NOUNS = {"o": "outcome", "x": "extra", "r": "request"}
WANTED = {
    "a count": {"outcome agree", "result confirm", "dispute answer"},
    "a target": {"outcome agree", "result confirm", "dispute answer"},
    "a first hour": {"outcome agree", "choice make", "extra accept", "extra do", "extra observe", "result confirm"},
    "requests": {"outcome agree", "request counter", "request accept", "request done"},
}


def agree(outcome: str, version: int = 1, day: str = "2026-01-03") -> str:
    return f"outcome agree acme/{outcome} --version {version} --as customer --occurred {day}"


STORIES = {
    "a count": (
        OPENED,
        COUNT,
        agree("o-1"),
        "result reach acme/o-1 --reference 'T 1' --occurred 2026-02-01",
        "result reach acme/o-1 --reference T-2 --quantity 3 --occurred 2026-03-01",
        "result dispute acme/o-1 --reference T-2 --why w --as customer --occurred 2026-03-02",
        "result reach acme/o-1 --reference T-3 --occurred 2026-03-04",
        "result dispute acme/o-1 --reference T-3 --why w --as customer --occurred 2026-03-05",
        "result retract acme/o-1 --reference T-2 --quantity 1 --why w",
        f"{COUNT.replace('acme', 'acme/o-1')} --why more",
        agree("o-1", 2, "2026-04-01"),
        "result reach acme/o-1 --reference T-4 --occurred 2026-04-02",
        "result confirm acme/o-1 --through 2026-05-01 --as customer --occurred 2026-05-02",
        "engagement close acme --why done",
    ),
    "a target": (
        OPENED,
        TARGET,
        agree("o-1"),
        "result measure acme/o-1 --value 5 --occurred 2026-02-01",
        "result reach acme/o-1 --occurred 2026-02-02",
        f"{TARGET.replace('acme', 'acme/o-1')} --why more --counts-from 2026-03-01",
        agree("o-1", 2, "2026-03-01"),
        "result measure acme/o-1 --value 4 --occurred 2026-04-01",
        "result reach acme/o-1 --occurred 2026-04-02",
        "result dispute acme/o-1 --reference v1 --why w --as customer --occurred 2026-05-01",
        "result dispute acme/o-1 --reference v2 --why w --as customer --occurred 2026-05-02",
        "result retract acme/o-1 --reference v1 --why w",
        "engagement close acme --why done",
    ),
    "a first hour": (
        *FIRST_HOUR,
        "choice offer acme --about Place --option remote --option here",
        "extra offer acme --says s --why w --expect e --touches place",
        "extra accept acme/x-3 --as customer",
        "extra do acme/x-3",
        "result measure acme/o-1 --value 4",
        "result reach acme/o-1",
    ),
    "requests": (
        *FIRST_HOUR[:3],
        "request make acme --kind errand --says permit --effect 1f014c4a2bd7 --as customer",
        "request counter acme/r-1 --says Friday --cost 90 --why w",
        "request accept acme/r-1 --price 90 --as customer",
    ),
}


def steps(run: Run) -> set[str]:
    """What the page and everything on it say comes next."""
    page = run("report accountability acme").stdout
    told = set(re.findall(r"^(?:request )?([oxr]-\d) ", page, re.MULTILINE))
    shown = [run(f"{NOUNS[name[0]]} show acme/{name}").stdout for name in told]
    return {step for text in (page, *shown) for step in STEP.findall(text)}


def filled(step: str) -> str:
    for gap, word in FILLED.items():
        step = step.replace(gap, word)
    return step.removeprefix("sameside ")


@pytest.mark.parametrize("story", STORIES)
def test_every_next_step_works_as_it_is_printed(run: Run, story: str) -> None:
    typed = set[str]()
    for line in STORIES[story]:
        run(line)
        for step in map(filled, steps(run)):
            assert "…" not in step, step
            run(f"{step} --dry-run")
            typed.add(" ".join(shlex.split(step)[:2]))
    assert typed == WANTED[story]


def test_a_verb_without_a_reference_says_which_wait_and_how_to_name_one(run: Run) -> None:
    for line in STORIES["a count"][:5]:
        run(line)
    for words, way_out in (
        ("confirm acme/o-1 --as customer", "confirm acme/o-1 --reference 'T 1' --as customer"),
        ("dispute acme/o-1 --why w --as customer", "dispute acme/o-1 --reference 'T 1' --why \"…\" --as customer"),
        ("retract acme/o-1 --why w", "retract acme/o-1 --reference 'T 1' --why \"…\""),
    ):
        told = run(f"result {words}", code=2).stderr
        assert "--reference says which" in told
        assert ": T 1, T-2" in told
        assert f"  try: sameside result {way_out}" in told
        run(f"result {way_out.replace('…', 'words')} --dry-run")
    assert "  try: sameside result reach acme/o-1 --reference …\n" in run("result reach acme/o-1", code=2).stderr
