"""A help desk's log as a ledger: a price for each ticket resolved, and for none that did not stay so."""
