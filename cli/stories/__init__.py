"""Stories told in commands: what `sameside demo` writes, and portfolios of any size."""
