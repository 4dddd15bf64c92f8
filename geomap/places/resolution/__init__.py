"""Which of the places that bear a name is meant.

``features`` are what speaks for a candidate, ``weights.toml`` how much each counts, ``anchors`` the points
already decided, ``hotspots`` where the line of contact ran, ``lines`` who holds what by a picture of the
user's; ``resolve`` scores and keeps the runners-up.
"""
