"""Where sentences end, for English, Ukrainian and Russian news."""

from __future__ import annotations

from collections.abc import Iterator

from geomap.text.rules import all_abbreviations

_ENDERS = frozenset(".!?…")
_CLOSERS = frozenset("\"'”’»)]“")
_OPENERS = frozenset('«“"—–-•')
_LONGEST = 400  # tokens: no writer's sentence, but a table or a page without full stops may be one
_PAUSES = frozenset(",;:")


def sentence_breaks(
    text: str, starts: list[int], ends: list[int], words: list[str]
) -> Iterator[tuple[int, bool]]:
    """Yield ``(stop, ends_paragraph)``: each sentence's token index past its end, in order.

    A line break always ends a sentence: headlines, list items and datelines have no full stop. What would be
    longer than any sentence is cut at a comma, so that the work on a text grows with its length alone.
    """
    first = 0
    for stop, ends_paragraph in _full_breaks(text, starts, ends, words):
        while stop - first > _LONGEST:
            first = _cut(words, first)
            yield first, False
        yield stop, ends_paragraph
        first = stop


def _cut(words: list[str], first: int) -> int:
    """Return the token past the last pause of the longest part, or its end where it has none."""
    stop = first + _LONGEST
    return next((i + 1 for i in range(stop - 1, first + _LONGEST // 2, -1) if words[i] in _PAUSES), stop)


def _full_breaks(
    text: str, starts: list[int], ends: list[int], words: list[str]
) -> Iterator[tuple[int, bool]]:
    abbreviations = all_abbreviations()
    last = len(words) - 1
    for i in range(last + 1):
        if i == last or "\n" in text[ends[i] : starts[i + 1]]:
            yield i + 1, True
            continue
        spaced = starts[i + 1] > ends[i]
        if words[i] in _ENDERS:
            if _ends_here(words, i, spaced, starts[i] == ends[i - 1], abbreviations):
                yield i + 1, False
        elif words[i] in _CLOSERS and i and words[i - 1] in _ENDERS and spaced and _opens(words[i + 1]):
            if words[i] == ")" and words[i - 2].lower() in abbreviations:  # "(Донецька обл.) Сили оборони"
                continue
            yield i + 1, False


def _opens(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word[0] in _OPENERS


def _ends_here(words: list[str], i: int, spaced: bool, attached: bool, abbreviations: frozenset[str]) -> bool:
    before, after = words[i - 1] if i else "", words[i + 1]
    if not spaced:
        # "U.S." and "т.д." are one word; a closing mark takes the break; "end.Next" lost its space on a page
        lost_space = after[0].isupper() and len(before) > 2 and before.islower()
        return words[i] == "." and after not in _CLOSERS and lost_space
    if words[i] == "." and attached:
        initial = len(before) == 1 and before.isalpha()  # "V. Putin", "U.S.", "н.п.", "с."
        if initial or before.lower() in abbreviations:
            return False
    return _opens(after)
