"""Views folded from history: kept up, read, and built anew."""
