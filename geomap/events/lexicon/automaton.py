"""Chains of steps read side by side: an automaton that grows with the texts, one look-up a token.

All phrases that begin with the same word are read together. Where a token leads from a state is worked out
when it is first met there and kept; so the cost of a token does not depend on how many phrases there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geomap.events.lexicon.phrase import Chain, Step

_STOPS = frozenset(",;:.!?—–()")
_Spot = tuple[int, int, int]
"""Where one chain stands: its number, the next step, the tokens that a gap there may still take."""


class Automaton:
    """The chains that may follow one first word; they hold the steps from the second word on."""

    __slots__ = ("_chains", "_states", "start")

    def __init__(self, chains: Sequence[Chain]) -> None:
        self._chains = chains
        self._states: dict[tuple[frozenset[_Spot], tuple[int, ...]], State] = {}
        spots: set[_Spot] = set()
        ends = [number for number in range(len(chains)) if self._reach((number, 0, -1), spots)]
        self.start = self._state(spots, ends)

    def ends_from(self, norms: Sequence[str], at: int, stop: int) -> dict[int, int]:
        """Return, of each chain that fits from token ``at``, its farthest end."""
        ends: dict[int, int] = {}
        state: State | None = self.start
        while state is not None:
            for chain in state.ends:
                ends[chain] = at
            if at == stop:
                break
            norm, following = norms[at], state.following
            state = following[norm] if norm in following else self._follow(state, norm)
            at += 1
        return ends

    def _follow(self, state: State, norm: str) -> State | None:
        """Work out and keep where ``norm`` leads from ``state``; None where all chains break off."""
        met, passed = state.meeting(norm), state.gaps if norm not in _STOPS else ()
        if not met and not passed:  # nearly every word
            state.following[norm] = None
            return None
        spots: set[_Spot] = set()
        ends = {chain for chain, at, _ in met if self._reach((chain, at + 1, -1), spots)}
        for chain, at, left in passed:
            self._reach((chain, at, left - 1), spots)
        following = self._state(spots, sorted(ends)) if spots or ends else None
        state.following[norm] = following
        return following

    def _state(self, spots: Iterable[_Spot], ends: Iterable[int]) -> State:
        key = frozenset(spots), tuple(ends)
        known = self._states.get(key)
        if known is None:
            known = self._states[key] = State(self._chains, *key)
        return known

    def _reach(self, spot: _Spot, spots: set[_Spot]) -> bool:
        """Add ``spot`` and what follows it without a token; tell whether the chain may end there.

        A chain ends at a word: what follows a gap is waited for.
        """
        number, at, left = spot
        chain, ended = self._chains[number], True
        while at < len(chain):
            step = chain[at]
            spots.add((number, at, step.gap if left < 0 else left))
            left = -1
            if step.gap:
                ended = False
            elif not step.optional:
                return False
            at += 1
        return ended


class State:
    """Where the chains stand after some tokens.

    Attributes
    ----------
    ends
        The chains that end here.
    following
        The state behind a token met here before; None where all chains break off.
    gaps
        The spots where a token may be passed over.
    """

    __slots__ = ("_any_stem", "_stems", "_words", "ends", "following", "gaps")

    def __init__(self, chains: Sequence[Chain], spots: Iterable[_Spot], ends: tuple[int, ...]) -> None:
        self.ends = ends
        self.following: dict[str, State | None] = {}
        self.gaps = tuple(spot for spot in spots if spot[2])
        self._words = tuple((step.words, spot) for step, spot in _steps(chains, spots) if step.words)
        self._stems = tuple((step.stems, spot) for step, spot in _steps(chains, spots) if step.stems)
        self._any_stem = tuple(stem for stems, _ in self._stems for stem in stems)

    def meeting(self, norm: str) -> list[_Spot]:
        """Return the spots whose next word ``norm`` is."""
        met = [spot for words, spot in self._words if norm in words]
        if norm.startswith(self._any_stem):
            met += [spot for stems, spot in self._stems if norm.startswith(stems)]
        return met


def _steps(chains: Sequence[Chain], spots: Iterable[_Spot]) -> Iterable[tuple[Step, _Spot]]:
    return ((chains[number][at], (number, at, left)) for number, at, left in spots)
