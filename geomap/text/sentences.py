"""Where sentences end, for English, Ukrainian and Russian news."""

from __future__ import annotations

from collections.abc import Iterator

_ENDERS = frozenset(".!?…")
_CLOSERS = frozenset("\"'”’»)]“")
# A full stop after these does not end a sentence: titles, ranks, months, units, address words.
_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof gen lt col maj capt sgt brig adm cmdr pres gov sen rep st no vs approx inc ltd co u.s u.k
    jan feb mar apr jun jul aug sep sept oct nov dec i.e e.g a.m p.m km
    обл р-н рн м с смт сел вул просп ім ст тис млн млрд грн год хв сек стор див ін р рр н.п напр проф акад ген полк
    г гг пос дер ул пр пер д им ок тыс руб чел коп кв см рис т.д т.п т.е т.к т.ч ред прим
    """.split()
)


def sentence_breaks(
    text: str, starts: list[int], ends: list[int], words: list[str]
) -> Iterator[tuple[int, bool]]:
    """Yield ``(stop, ends_paragraph)``: each sentence's token index past its end, in order.

    A line break always ends a sentence: headlines, list items and datelines have no full stop.
    """
    count = len(words)
    for i in range(count):
        at_end = i + 1 == count
        gap = text[ends[i] : starts[i + 1]] if not at_end else "\n"
        if at_end or "\n" in gap:
            yield i + 1, True
        elif words[i] in _ENDERS:
            if _ends_here(words, starts, ends, i):
                yield i + 1, False
        elif words[i] in _CLOSERS and i and words[i - 1] in _ENDERS and gap and _starts_sentence(words[i + 1]):
            yield i + 1, False


def _starts_sentence(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word[0] in "«“\"—–-•"


def _ends_here(words: list[str], starts: list[int], ends: list[int], i: int) -> bool:
    after = words[i + 1]
    if starts[i + 1] == ends[i] and after not in _CLOSERS:
        # "U.S." or "т.д.": no space, so no break. "end.Next" is a lost space of a badly scraped page.
        return words[i] == "." and after[0].isupper() and i > 0 and len(words[i - 1]) > 2 and words[i - 1].islower()
    if after in _CLOSERS and starts[i + 1] == ends[i]:
        return False  # the closing mark takes the break
    if words[i] != "." or i == 0:
        return _starts_sentence(after)
    before = words[i - 1]
    if before.lower() in _ABBREVIATIONS and starts[i] == ends[i - 1]:
        return False
    if len(before) == 1 and before.isalpha() and starts[i] == ends[i - 1]:
        return False  # an initial or a one-letter abbreviation: "V. Putin", "U.S.", "н.п.", "с."
    return _starts_sentence(after)
