"""What counts, by rules that both sides signed: the cases, and the verdict on each (domain 1.6)."""
