"""A sentence read once: its hits, clauses, sides and places, and what stands around it."""
