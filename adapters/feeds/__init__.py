"""What leaves the ledger for other programs, and the contracts that say how it looks."""
