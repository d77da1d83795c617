"""`python -m examples.helpdesk [--support] [--dates dmy|mdy|ymd] LOG.csv > commands.ndjson`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from examples.helpdesk.commands import commands
from examples.helpdesk.log import read


def main(asked: list[str]) -> int:
    """Writes the commands to stdout, one a line; 2 when the log cannot be read."""
    parser = argparse.ArgumentParser("python -m examples.helpdesk")
    parser.add_argument("log", metavar="LOG.csv")
    parser.add_argument("--support", action="store_true", help="also an hour of support for each ticket of the busiest")
    parser.add_argument("--dates", choices=["dmy", "mdy", "ymd"], help="how LOG.csv orders day, month and year")
    told = parser.parse_args(asked)
    try:
        with Path(told.log).open("rb") as file:
            log = read(file, told.log, lambda words: print(f"{told.log}: read as {words}", file=sys.stderr), told.dates)
    except (OSError, ValueError) as error:
        print(f"{told.log}: {error}", file=sys.stderr)
        return 2
    for command in commands(log, support=told.support):
        sys.stdout.write(json.dumps(command, ensure_ascii=False, separators=(",", ":")) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
