"""What others wrote to find faults of a page: axe-core for who reads it, the Nu checker for its HTML."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.servers.java import FLAGS, jars

AXE = Path(__file__).parents[1] / "vendored" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
POM = Path(__file__).with_name("pom.xml")
FOUND = """async rules => {
  const found = await axe.run({runOnly: {type: "tag", values: rules}});
  return found.violations.map(one => `${one.id}: ${one.help}: ${one.nodes[0].html}`);
}"""


def faults(page: Any) -> list[str]:
    """What axe finds on the page as it stands."""
    # As a debugger does: the page's own policy forbids every script.
    page.evaluate("source => { if (!window.axe) new Function(source)() }", AXE.read_text(encoding="utf-8"))
    return list(page.evaluate(FOUND, RULES))


def mistakes(sources: Mapping[str, str], folder: Path) -> list[str]:
    """What the Nu checker says of HTML, by name. FileNotFoundError where the checker cannot be had."""
    program = ["java", *FLAGS, "-Xss2m", "-Xmx256m", "-cp", f"{jars('nu', POM)}/*"]
    files = []
    for name, html in sources.items():
        files.append(folder / f"{name}.html")
        files[-1].write_text(html, encoding="utf-8")
    told = [*program, "nu.validator.client.SimpleCommandLineValidator", "--format", "json", *map(str, files)]
    done = subprocess.run(told, capture_output=True, text=True, timeout=200, check=False)
    found = json.loads(done.stderr)["messages"]
    return [f"{Path(one['url']).stem}:{one['lastLine']} {one['message']}" for one in found]
