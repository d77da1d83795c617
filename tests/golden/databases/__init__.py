"""Whole ledgers with their views, as earlier versions left them: each must be read, folded anew and gone on with.

`python -m tests.golden.databases NAME` keeps the demo's ledger as this version makes it, in a file and as a dump of a
server's: once for each minor version.
"""
