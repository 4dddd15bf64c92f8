"""Reading all phrases at once finds what reading each alone would."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.events.lexicon.automaton import Automaton
from geomap.events.lexicon.phrase import Chain, read_phrase

WORDS = ("took", "control", "of", ",")


def farthest(chain: Chain, norms: list[str], at: int) -> int:
    """Return the farthest end of ``chain`` at token ``at``, -1 where it does not fit."""
    if not chain:
        return at
    step, rest = chain[0], chain[1:]
    if step.gap:
        ends = []
        for skipped in range(step.gap + 1):
            end = farthest(rest, norms, at + skipped)
            ends += [end] if end > at + skipped else []
            if at + skipped >= len(norms) or norms[at + skipped] == ",":
                break
        return max(ends, default=-1)
    end = farthest(rest, norms, at + 1) if at < len(norms) and norms[at] in step.words else -1
    return max(end, farthest(rest, norms, at)) if step.optional else end


words = st.sampled_from(["took", "control|took", "of", "of?", "control?", "~1", "~2"])
phrases = st.lists(st.lists(words, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=4)


@settings(deadline=None)
@given(phrases, st.lists(st.sampled_from(WORDS), max_size=9))
def test_side_by_side_is_one_by_one(told: list[str], norms: list[str]) -> None:
    chains = [next(read_phrase(f"it {phrase} took", {}))[1:] for phrase in told]
    alone = {i: end for i, chain in enumerate(chains) if (end := farthest(chain, norms, 0)) >= 0}
    automaton = Automaton(chains)
    assert automaton.ends_from(norms, 0, len(norms)) == alone
    assert automaton.ends_from(norms, 0, len(norms)) == alone, "from what was kept"
