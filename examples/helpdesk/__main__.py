"""`python -m examples.helpdesk [--support] LOG.csv > commands.ndjson`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from examples.helpdesk.commands import commands
from examples.helpdesk.log import read


def main(asked: list[str]) -> int:
    """Writes the commands to stdout, one a line; 2 when the log cannot be read."""
    support, asked = "--support" in asked, [one for one in asked if one != "--support"]
    if len(asked) != 1 or asked[0] in ("-h", "--help"):
        print("python -m examples.helpdesk [--support] LOG.csv > commands.ndjson", file=sys.stderr)
        return 0 if asked in (["-h"], ["--help"]) else 2
    try:
        with Path(asked[0]).open("rb") as file:
            log = read(file, asked[0], lambda words: print(f"{asked[0]}: read as {words}", file=sys.stderr))
    except (OSError, ValueError) as error:
        print(f"{asked[0]}: {error}", file=sys.stderr)
        return 2
    for command in commands(log, support=support):
        sys.stdout.write(json.dumps(command, ensure_ascii=False, separators=(",", ":")) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
