"""Worked examples, each run with `python -m examples.NAME`."""
