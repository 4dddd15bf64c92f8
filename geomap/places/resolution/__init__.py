"""Which of the places that bear a name is meant.

``candidates`` are the places that a name may mean, ``features`` what speaks for one, ``weights.toml`` how
much each counts, ``anchors`` the points already decided, ``hotspots`` where the line of contact ran,
``lines`` who holds what by a picture of the user's; ``resolve`` scores and keeps the runners-up, ``strays``
are the names that then lie far from all others of their sentence.
"""
