"""How it touches the world: each outside thing is imported in one place."""
