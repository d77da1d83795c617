"""What the pages show is what happens."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest

from docs import consoles
from docs.consoles import ROOT, fits, run, steps

LATER = 17
"""Days: a page that shows the day it was made on, or one that follows from that, would be wrong tomorrow."""


@pytest.mark.parametrize("page", consoles.pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_shows_what_its_commands_answer(page: Path, tmp_path: Path, program: str) -> None:
    ways_out = list[str]()
    told = {"days": LATER, "program": "" if page.name == "README.md" else program}  # one page as everybody starts it
    for step in steps(page.read_text()):
        answered = run(step.command, tmp_path, **told)
        assert fits(step.shown, answered), "\n".join(
            [f"$ {step.command}", *answered, "", "the page shows:", *step.shown]
        )
        ways_out += [found[1] for line in answered if (found := re.fullmatch(r"  try: (sameside [^…;]+)", line))]
    for way_out in ways_out:
        assert "error[UNKNOWN]" not in "".join(run(way_out, tmp_path, **told)), way_out


def test_the_readmes_python_runs_and_the_second_time_adds_nothing(tmp_path: Path) -> None:
    told = re.search(r"```python\n(.+?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    assert told
    (tmp_path / "story.py").write_text(told[1])
    story = f"{shlex.quote(sys.executable)} story.py"
    once = run(story, tmp_path)
    assert once[0].startswith("['engagement-opened.v1', 'outcome-proposed.v1', 'outcome-agreed.v1'"), once
    assert run(story, tmp_path) == once


def test_every_command_that_the_readme_names_in_a_sentence_works_after_its_own_steps(
    tmp_path: Path, program: str
) -> None:
    text = (ROOT / "README.md").read_text()
    blocks = re.compile(r"```(\w+)\n(.+?)```", re.DOTALL)
    for language, block in blocks.findall(text):
        if language == "python":
            (tmp_path / "story.py").write_text(block)
            run(f"{shlex.quote(sys.executable)} story.py", tmp_path)
    for step in steps(text):
        run(step.command, tmp_path, program=program)
    named = re.findall(r"`(sameside [^`]*(?:why|parity|rebuild)[^`]*)`", blocks.sub("", text))
    assert len(named) == 3
    for command in named:
        assert run(f"{command} > answer || echo failed", tmp_path, program=program) == [], command
