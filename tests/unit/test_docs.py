"""The pages are not stale, lead somewhere, and keep to their length."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from docs import generate
from docs.consoles import ROOT, fits, steps
from docs.tool_pages import tree
from domain.catalogue import COMMANDS

PAGES = sorted((ROOT / "docs").rglob("*.md"))
TOP = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")]
KINDS = {"tutorial", "how-to", "reference", "explanation", "decision"}
LONGEST = {"README.md": 130, "CONTRIBUTING.md": 100}


def test_no_generated_page_is_stale() -> None:
    assert [path.name for path in generate.stale()] == [], "make regen writes them"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_says_its_kind_and_is_found_from_the_index(page: Path) -> None:
    said = re.match(r"---\nkind: ([a-z-]+)\n", page.read_text())
    assert said
    assert said[1] in KINDS
    index = page.with_name("README.md") if page.parent.name == "adr" else ROOT / "docs/README.md"
    assert page.name == "README.md" or page.name in index.read_text()


@pytest.mark.parametrize("page", [*PAGES, *TOP], ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", [*TOP[:2], *(ROOT / "docs/adr").glob("0*.md")], ids=lambda page: page.name)
def test_what_should_be_short_is(page: Path) -> None:
    assert len(page.read_text().splitlines()) <= LONGEST.get(page.name, 60)


def test_an_answer_may_leave_out_what_is_another_each_time() -> None:
    assert fits(["digest … · done"], ["digest 3f9a · done"])
    assert fits(["one", "…", "four"], ["one", "two", "three", "four"])
    assert not fits(["one"], ["one", "two"])
    assert not fits(["one · …"], ["two · 3"])


def test_a_page_is_read_as_commands_and_answers() -> None:
    page = "```console\n$ one \\\n  two\nsaid\n$ three\n```\n\n```sh\n$ four\n```\n"
    assert [(step.command, step.shown) for step in steps(page)] == [("one \\\n  two", ["said"]), ("three", [])]


def test_ci_runs_what_make_check_runs() -> None:
    told = dict(re.findall(r"^([a-z-]+):[^\n]*\n((?:\t[^\n]+\n)+)", (ROOT / "Makefile").read_text(), re.MULTILINE))
    wanted = re.search(r"^check: (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert wanted
    made = [line.strip() for target in wanted[1].split() for line in told[target].splitlines()]
    in_ci = [line for line in (ROOT / ".ci/run").read_text().splitlines() if line.startswith("uv run ")]
    assert sorted(in_ci) == sorted(made)
    hooks = re.findall(r"entry: (uv run [^,}]+)", (ROOT / ".pre-commit-config.yaml").read_text())
    assert sorted(hooks) == sorted(set(made) - {"uv run pytest"})


def test_the_list_of_what_runs_has_every_library_with_its_digest(tmp_path: Path) -> None:
    if not shutil.which("uv"):
        pytest.skip("The program uv is not here: pip install uv.")
    (line,) = re.findall(r"^\t(uv export .*)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    words = line.replace("dist/sbom.cdx.json", str(tmp_path / "sbom.json")).split()
    subprocess.run(words, cwd=ROOT, check=True)
    listed = json.loads((tmp_path / "sbom.json").read_text())["components"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    named = [*project["dependencies"], *(one for some in project["optional-dependencies"].values() for one in some)]
    assert {re.split(r"[^\w-]", one)[0] for one in named} <= {one["name"] for one in listed}
    digests = [[kept["hashes"] for kept in one["externalReferences"]] for one in listed]
    assert all(digests)
    assert {digest["alg"] for one in digests for kept in one for digest in kept} == {"SHA-256"}
    assert "pytest" not in {one["name"] for one in listed}


def test_every_rule_the_domains_page_names_is_there() -> None:
    page = (ROOT / "docs/reference/domain.md").read_text()
    codes = set(re.findall(r"`([A-Z]+(?:-[A-Z]+)+|PRICED|INTERVAL)`", page))
    said = set(re.findall(r"`([a-z]+ [a-z-]+)`", page))
    assert codes - {error.code for error in tree()} == set()
    assert said - {name.replace(".", " ") for name in COMMANDS} == set()
