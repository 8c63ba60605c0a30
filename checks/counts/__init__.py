"""How many there are of a thing, each counted once (计数)."""
