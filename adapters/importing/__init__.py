"""Commands from a file: first run whole on a scratch, then recorded as they were decided."""
