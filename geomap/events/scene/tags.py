"""The place of a headline told behind it, as in "Three died. Villages of A and B, C region".

A stretch that is nothing but places tells where the sentence before it happened. It becomes a clause of that
sentence, and its settlements are the act's place where the act has none, or a wider one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.scene.clauses import Clause
from geomap.places.gazetteer.kinds import kind_of
from geomap.places.mentions.fragments import only_places
from geomap.places.mentions.rules import names

if TYPE_CHECKING:
    from geomap.events.scene.scene import Scene, View
    from geomap.places.mentions.mention import Mention

OPENER = "tag"
_WIDE = frozenset({"oblast", "raion", "hromada", "region", "country", "axis", "river", "sea"})
_BROAD = frozenset({"oblast", "country"})


def find_tags(view: View) -> dict[int, tuple[int, int]]:
    """Return the token range of the tag behind each sentence that has one, by the sentence's index."""
    tags: dict[int, tuple[int, int]] = {}
    owners: dict[int, int] = {}  # sentence that is a tag: the sentence that it belongs to
    for index in sorted(view.places_of):
        sentence = view.document.sentences[index]
        mentions = [view.mentions[i] for i in view.places_of[index]]
        rules = names(view.document.lang)
        dot = _last_dot(view, index)
        if index and only_places(view.document, sentence.first, sentence.stop, mentions, rules):
            owner = owners.get(index - 1, index - 1)
            owners[index] = owner
            tags[owner] = (tags.get(owner, (sentence.first, 0))[0], sentence.stop)
        elif dot and only_places(view.document, dot, sentence.stop, mentions, rules):
            tags[index] = (dot, sentence.stop)
    return tags


def _last_dot(view: View, index: int) -> int:
    """Return the token behind the last full stop inside the sentence, 0 where there is none: "…. near X"."""
    sentence, norms = view.document.sentences[index], view.document.norms
    first = view.mentions[view.places_of[index][-1]].phrase_first
    for at in range(first, sentence.first, -1):
        if norms[at - 1] in (".", ";") and at < sentence.stop:
            return at
    return 0


def tag_mentions(view: View, index: int, tag: tuple[int, int]) -> list[int]:
    """Return the mentions in the sentences behind sentence ``index`` that its tag spans."""
    sentences, found = view.document.sentences, []
    for after in range(index + 1, len(sentences)):
        if sentences[after].first >= tag[1]:
            break
        found += view.places_of.get(after, [])
    return found


def with_tag(clauses: list[Clause], tag: tuple[int, int]) -> list[Clause]:
    """Return ``clauses`` with the tag as the last one."""
    kept = [Clause(c.first, min(c.stop, tag[0]), c.opener) for c in clauses if c.first < tag[0]]
    return [*kept, Clause(*tag, OPENER)]


def tagged_places(scene: Scene) -> list[int]:
    """Return the mentions that the sentence's tag names: settlements and sites, else the narrowest areas."""
    if not scene.clauses or scene.clauses[-1].opener != OPENER:
        return []
    clause, mentions = scene.clauses[-1], scene.view.mentions
    inside = [
        i
        for i in scene.mentions
        if clause.first <= mentions[i].first < clause.stop and mentions[i].role == "place"
    ]
    spots = [i for i in inside if not _is_wide(scene.view, mentions[i])]
    if spots:
        return spots
    holders = {mentions[i].within for i in inside}
    axes = [i for i in inside if mentions[i].kind == "axis"]
    return axes or [i for i in inside if i not in holders]


def is_finer(scene: Scene, tagged: list[int], found: list[int]) -> bool:
    """Tell whether the tag says more exactly where it was than the sentence itself does."""
    view = scene.view
    if not found or not tagged:
        return bool(tagged)
    told = [view.mentions[i] for i in found]
    tags = [view.mentions[i] for i in tagged]
    if all(_is_wide(view, mention) for mention in tags):
        return all(_holds(view, area, mention) for area in told for mention in tags)
    if all(mention.place < 0 for mention in told):
        return all(mention.place >= 0 and _is_put(mention) for mention in tags)
    if all(_is_wide(view, mention) for mention in told):
        return True
    areas = {_oblast(view, mention) for mention in tags}
    return all(_oblast(view, mention) in areas for mention in told)


def _is_put(mention: Mention) -> bool:
    """Tell whether words say that a settlement is meant: a bare name may be the oblast's."""
    return mention.kind == "settlement" or mention.preposition != ""


def _holds(view: View, area: Mention, mention: Mention) -> bool:
    """Tell whether a raion or axis lies in the oblast or country told: it is finer then."""
    if area.place < 0 or mention.place < 0 or kind_of(view.gazetteer, area.place) not in _BROAD:
        return False
    gazetteer, place = view.gazetteer, mention.place
    return area.place in (gazetteer.admin1[place], gazetteer.country[place]) and place != area.place


def _is_wide(view: View, mention: Mention) -> bool:
    if mention.kind in _WIDE:
        return True
    return mention.place >= 0 and kind_of(view.gazetteer, mention.place) in _WIDE


def _oblast(view: View, mention: Mention) -> int:
    return view.gazetteer.admin1[mention.place] if mention.place >= 0 else -2
