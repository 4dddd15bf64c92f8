"""Which of the places that bear a name is meant.

``features`` are what speaks for a candidate, ``weights.toml`` how much each counts, ``anchors`` the points
already decided, ``hotspots`` where the line of contact ran; ``resolve`` scores and keeps the runners-up.
"""
