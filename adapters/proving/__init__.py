"""What proves a ledger: its bytes, its links, and that its views say what history says."""
