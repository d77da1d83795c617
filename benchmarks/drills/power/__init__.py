"""Power loss, simulated: every state in which a disk can be found after it, opened by the ledger's own store."""
