"""The event coder: an analysed article in, one report an act out. ``code.py`` has the order of work.

::

    lexicon   the rules of a language, and their phrases found in a text
    scene     a sentence read once: hits, clauses, sides, places
    acts      what one trigger tells, while it is under construction
    what      triggers to acts, means, whether it happened      timing  when
    where     which places may be an act's own, and which are
    who       who acts on whom, who holds the place, who says so
    counts    killed and injured, launched and downed
    whole     each act once, with what other sentences add
    assemble  the report
"""
