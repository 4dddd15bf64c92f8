"""Where an act happens: which of the places named belong to which trigger.

The order of search is the order of calls in ``place_act``: after the trigger, before it, in the clauses it
hangs on, at the head of the sentence, and at last the place that "the city" or "there" stands for.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from geomap.events.acts import Act
from geomap.events.lexicon import Hit
from geomap.events.rules import frames, theatre
from geomap.events.scene import Scene, View, place_before
from geomap.events.tags import is_finer, tagged_places
from geomap.events.triggers import is_area, is_label, may_carry
from geomap.events.unlisted import is_named
from geomap.ontology import family_of
from geomap.places.fragments import only_places
from geomap.places.kinds import kind_of
from geomap.places.mention import Mention
from geomap.places.rules import names

_HANGING = ("participle", "relative", "coordinate", "subordinate", "content")
_LOOK_BACK = 4  # sentences that "the city" may refer across
_UNREAL = ("planned", "hypothetical", "negated")
_PLAIN = frozenset({"", "in", "of", "at"})
_OFFICE_REACH = 3
_LIST_GAP, _ELLIPTIC_GAP = 5, 7  # tokens of ", and four more over"; of ", four more – over Y, five"
_DASHES = frozenset("–—")
_DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"}
)


def place_act(act: Act, scene: Scene) -> list[int]:
    """Return the mentions that are the act's places; [] where none is."""
    found = _told_town(act, scene, _own_places(act, scene))
    found = _first_of_between(scene, found)
    if all(scene.view.mentions[i].place < 0 for i in found):
        found = label_before(scene) or found
    tagged = [i for i in tagged_places(scene) if eligible(act, scene, i)]
    return tagged if is_finer(scene, tagged, found) else found


def _told_town(act: Act, scene: Scene, found: list[int]) -> list[int]:
    """Return the town told before where an area stands beside "the town": "left [the town], in X Oblast"."""
    if not found or not all(is_area(scene, i) for i in found):
        return found
    first = scene.view.mentions[found[0]].phrase_first
    beside = any(
        h.kind == "anaphor" and h.rule == "settlement" and 0 <= first - h.stop <= _OFFICE_REACH
        for h in scene.hits
    )
    if not beside:
        return found
    towns = [i for i in _referred(act, scene, own_clause=True) if not is_area(scene, i)]
    return towns or found


def _first_of_between(scene: Scene, found: list[int]) -> list[int]:
    """Keep one end of "between A and B": it is one act."""
    ends = [i for i in found if scene.view.mentions[i].relation == "between"]
    return [i for i in found if i not in ends[1:]]


def label_before(scene: Scene) -> list[int]:
    """Return the places of a label: a first sentence that only names them, "[Kharkiv]. A drone …"."""
    view = scene.view
    if scene.index != 1 or not view.places_of.get(0):
        return []
    first, mentions = view.document.sentences[0], [view.mentions[i] for i in view.places_of[0]]
    if not only_places(view.document, first.first, first.stop, mentions, names(view.document.lang)):
        return []
    return [i for i in view.places_of[0] if view.mentions[i].place >= 0]


def _own_places(act: Act, scene: Scene) -> list[int]:
    """Return the places that the act's own sentence gives it."""
    if act.trigger.reach == "after" or act.anaphoric:
        return _after(act, scene)
    found = _after(act, scene) if not _prefers_before(act) else []
    found = _fronted(act, scene, found) + found
    found = found or _before(act, scene) or _after(act, scene) or _referred(act, scene, own_clause=True)
    if len(found) == 1 and is_area(scene, found[0]):
        found = _behind_mark(act, scene) or found
    found += _gapped(act, scene, found)
    if found or act.trigger.reach == "clause" or act.modality in _UNREAL:
        return found  # what is only planned or feared counts where its own words name the place
    found = _elsewhere(act, scene) or _behind_mark(act, scene) or _referred(act, scene, own_clause=False)
    return found or ([place_before(scene)] if may_carry(scene, act) else [])


def _gapped(act: Act, scene: Scene, found: list[int]) -> list[int]:
    """Return the place of a clause that leaves the verb out: "X took A, and the men of Y – [village B]"."""
    after = scene.clauses[act.clause + 1 : act.clause + 3]
    if not found or family_of(act.type) != "control" or len(after) < 2 or after[1].opener != "break":
        return []
    doers, rest = after
    if scene.view.document.norms[doers.stop - 1] not in _DASHES or _has_trigger(
        scene, doers.first, rest.stop
    ):
        return []
    if not any(doers.first <= a.first < doers.stop for a in scene.actors):
        return []
    return [i for i in _first_group(scene, _choices(act, scene, rest.first, rest.stop)) if i not in found]


def _has_trigger(scene: Scene, first: int, stop: int) -> bool:
    return any(h.kind == "trigger" and first <= h.first < stop for h in scene.hits)


def _fronted(act: Act, scene: Scene, found: list[int]) -> list[int]:
    """Return the place before a verb whose list goes on behind: "[over X] five were downed, over Y two"."""
    if not found or family_of(act.type) != "air_defence":
        return []
    mentions, before = scene.view.mentions, _before(act, scene)
    over = mentions[found[0]].preposition
    return [i for i in before if i not in found and over and mentions[i].preposition == over]


def _prefers_before(act: Act) -> bool:
    return (act.passive and act.trigger.object != "place") or act.trigger.subject == "place"


def eligible(act: Act, scene: Scene, index: int) -> bool:
    """Tell whether mention number ``index`` may be the place of ``act``."""
    view, mention = scene.view, scene.view.mentions[index]
    if mention.role == "origin":
        return act.trigger.from_place and mention.preposition == "from"
    if mention.role == "adjective":
        near = act.trigger.voice == "noun" and mention.first < act.stop + 3 and mention.stop <= act.first + 1
        return near or _is_hit_building(act, mention, scene) or (scene.caption and not is_area(scene, index))
    if _only_locates(act, scene, mention):
        return False
    if mention.role not in ("place", "signpost") or (
        mention.role == "signpost" and _nearer_place(scene, index)
    ):
        return False
    if any(a.first <= mention.first < a.stop for a in scene.actors) or _names_office(scene, mention):
        return False
    return _in_theatre(act, view, mention) and (
        not is_country(view, mention) or _takes_country(act, mention, scene)
    )


def _only_locates(act: Act, scene: Scene, mention: Mention) -> bool:
    """Tell whether a place only says where another lies: "X, located between [Y] and [Z], was shelled"."""
    norms, located = scene.view.document.norms, scene.view.language.words.located
    if located.isdisjoint(norms[scene.first : mention.first]):
        return False
    word = max(t for t in range(scene.first, mention.first) if norms[t] in located)
    told = any(word <= h.first < mention.first for h in scene.told) or word <= act.first < mention.first
    ends = (scene.view.mentions[i].phrase_stop for i in scene.mentions)
    return not told and any(0 <= word - end < _OFFICE_REACH for end in ends)


def _takes_country(act: Act, mention: Mention, scene: Scene) -> bool:
    """Tell whether a whole country can be the place: "in Ukraine" of a tally or a counted raid."""
    norms, words = scene.view.document.norms, scene.view.language.words
    owner = mention.stop < scene.stop and norms[mention.stop] in words.possessive
    return bool(mention.preposition) and not owner and (frames()[act.type].country or _counted_raid(scene))


def _is_hit_building(act: Act, mention: Mention, scene: Scene) -> bool:
    """Tell whether a town's name stands before what was hit: "[Mariupol] police station damaged"."""
    hit = family_of(act.type) == "fires" and (act.passive or act.trigger.weak)
    return (
        hit
        and 0 <= act.first - mention.stop <= _OFFICE_REACH
        and not is_area(scene, scene.view.mentions.index(mention))
    )


def _names_office(scene: Scene, mention: Mention) -> bool:
    """Tell whether the place belongs to a speaker's office: "the governor of [Kharkiv] region"."""
    norms, office = scene.view.document.norms, scene.view.language.words.office
    return any(
        a.kind in ("official", "ministry", "police", "person")
        and (a.case == "any") <= mention.first - a.stop <= _OFFICE_REACH
        and all(norms[t] in office for t in range(a.stop, mention.first))
        for a in scene.actors
    )


def _in_theatre(act: Act, view: View, mention: Mention) -> bool:
    country = view.country(mention)
    return country is None or country in theatre() or frames()[act.type].abroad


def _nearer_place(scene: Scene, index: int) -> bool:
    return any(i != index and scene.view.mentions[i].role == "place" for i in scene.mentions)


def _counted_raid(scene: Scene) -> bool:
    return any(q.role in ("launched", "downed") for q in scene.view.quantities_of.get(scene.index, ()))


def is_country(view: View, mention: Mention) -> bool:
    """Tell whether a mention names a whole country."""
    place = mention.place if mention.place >= 0 else (mention.hits[0] if len(mention.hits) == 1 else -1)
    return place >= 0 and kind_of(view.gazetteer, place) == "country"


def is_macro(view: View, mention: Mention) -> bool:
    """Tell whether a mention names a country or a part of one ("eastern Ukraine")."""
    return mention.place >= 0 and kind_of(view.gazetteer, mention.place) in ("country", "region", "sea")


def _only_opens(scene: Scene, index: int, others: list[int]) -> bool:
    """Tell whether a macro-region only leads to the place after it: "[eastern Ukraine]'s Donetsk region"."""
    mentions = scene.view.mentions
    if not is_macro(scene.view, mentions[index]):
        return False
    return any(0 < mentions[i].first - mentions[index].stop <= _OFFICE_REACH - 1 for i in others)


def is_wide(view: View, mention: Mention) -> bool:
    """Tell whether a mention names a country, a part of one, or an oblast."""
    return is_macro(view, mention) or (
        mention.place >= 0 and kind_of(view.gazetteer, mention.place) == "oblast"
    )


def _choices(act: Act, scene: Scene, first: int, stop: int) -> list[int]:
    """Return the eligible mentions in a token range; an area that only holds another of them is left out."""
    mentions = scene.view.mentions
    inside = [i for i in scene.mentions if first <= mentions[i].first < stop and eligible(act, scene, i)]
    if len(inside) > 1:
        inside = [i for i in inside if not _only_opens(scene, i, inside)]
        inside = _nearest_told(scene, inside)
    holders = {mentions[i].within for i in inside} | _areas_above(scene.view, inside)
    return [i for i in inside if i not in holders]


def _nearest_told(scene: Scene, inside: list[int]) -> list[int]:
    """Leave out a town given with a distance where the next one is near: "10 km north of X, near Y" is Y."""
    mentions = scene.view.mentions
    far = {
        i
        for i, after in pairwise(inside)
        if mentions[i].distance_km is not None
        and mentions[after].distance_km is None
        and (mentions[after].kind == "settlement" or mentions[after].relation == "near")
        and 0 <= mentions[after].phrase_first - mentions[i].stop <= _OFFICE_REACH
    }
    return [i for i in inside if i not in far]


def _areas_above(view: View, inside: list[int]) -> set[int]:
    """Return the mentions whose area holds another one's place: "X, Y district, Z region" is X."""
    gazetteer, mentions = view.gazetteer, view.mentions
    levels = (gazetteer.admin1, gazetteer.admin2, gazetteer.admin3)
    above = {level[mentions[i].place] for i in inside if mentions[i].place >= 0 for level in levels}
    return {i for i in inside if mentions[i].place >= 0 and mentions[i].place in above}


def _after(act: Act, scene: Scene) -> list[int]:
    clause = scene.clauses[act.clause]
    stop = min([clause.stop, *(h.first for h in scene.told if h.first >= act.stop and _cuts(h, act))])
    choices = _choices(act, scene, act.first, stop)
    return _first_group(scene, choices)


def _cuts(hit: Hit, act: Act) -> bool:
    """Tell whether a further trigger ends the reach of the one before: a verb does, a noun does not."""
    if hit.rule.type == act.type == "casualty_report":
        return True
    return hit.rule.voice != "noun" and not hit.rule.weak


def _before(act: Act, scene: Scene) -> list[int]:
    clause = scene.clauses[act.clause]
    choices = _choices(act, scene, clause.first, act.first)
    if not choices:
        return []
    last = scene.view.mentions[choices[-1]]
    if last.group < 0:
        return [choices[-1]]
    return [i for i in choices if scene.view.mentions[i].group == last.group]


def _first_group(scene: Scene, choices: list[int]) -> list[int]:
    """Return the first place with those listed beside it, and lists that go on ("and one over Odesa")."""
    if not choices:
        return []
    mentions = scene.view.mentions
    found = [choices[0]]
    for i in choices[1:]:
        last, mention = mentions[found[-1]], mentions[i]
        if (last.group >= 0 and mention.group == last.group) or _goes_on(scene, last, mention):
            found.append(i)
        else:
            break
    return found


def _goes_on(scene: Scene, last: Mention, mention: Mention) -> bool:
    """Tell whether a conjunction and the same preposition join two mentions: "over X and one over Y"."""
    norms, words = scene.view.document.norms, scene.view.language.words
    between = norms[max(last.stop, last.phrase_stop) : mention.phrase_first]
    if not between or len(between) > (_LIST_GAP if _DASHES.isdisjoint(between) else _ELLIPTIC_GAP):
        return False
    same = mention.preposition == last.preposition or {mention.preposition, last.preposition} <= _PLAIN
    if not same and not set(between) <= scene.view.language.words.listing:
        return False
    return any(w in words.conjunctions or w == "," for w in between)


def _elsewhere(act: Act, scene: Scene) -> list[int]:
    """Look in the clauses that the act's clause hangs on, nearest first, then in those that hang on it."""
    index = act.clause
    while index > 0 and scene.clauses[index].opener in _HANGING:
        index -= 1
        clause = scene.clauses[index]
        choices = _choices(act, scene, clause.first, clause.stop)
        if choices:
            return _nearest(scene, choices)
    shared = _shared_with_next(act, scene)
    if shared:
        return shared
    if family_of(act.type) not in ("fires", "air_defence"):
        return _opening(act, scene)
    for clause in scene.clauses[act.clause + 1 :]:
        if clause.opener not in _HANGING or any(clause.first <= h.first < clause.stop for h in scene.told):
            break
        choices = _choices(act, scene, clause.first, clause.stop)
        if choices:
            return _first_group(scene, choices)
    return _opening(act, scene)


def _shared_with_next(act: Act, scene: Scene) -> list[int]:
    """Return the places that a verb joined by "and" has for both: "seep and build up in [Pokrovsk]"."""
    if act.clause + 1 >= len(scene.clauses) or scene.clauses[act.clause + 1].opener != "coordinate":
        return []
    clause, norms = scene.clauses[act.clause + 1], scene.view.document.norms
    if scene.view.document.words[act.stop][0].isupper():
        return []  # "captured Vesele and advanced near X": the first verb has an object, if an unknown one
    if norms[clause.first] not in scene.view.language.words.conjunctions:
        return []
    verb = next((h.first for h in scene.hits if h.kind == "trigger" and h.first >= clause.first), clause.stop)
    if any(clause.first <= a.first < verb for a in scene.actors):
        return []
    return _first_group(scene, _choices(act, scene, verb, clause.stop))


def _behind_mark(act: Act, scene: Scene) -> list[int]:
    """Return the places listed behind a colon or dash: "Під обстрілом — [Нікополь] і [Марганець]"."""
    if act.clause + 1 >= len(scene.clauses) or scene.clauses[act.clause + 1].opener != "break":
        return []
    clause = scene.clauses[act.clause + 1]
    if any(h.kind == "trigger" and clause.first <= h.first < clause.stop for h in scene.hits):
        return []
    found = _first_group(scene, _choices(act, scene, clause.first, clause.stop))
    if not found or scene.view.mentions[found[0]].phrase_first > clause.first + 1:
        return []
    act.label = False
    return found


def _nearest(scene: Scene, choices: list[int]) -> list[int]:
    mentions = scene.view.mentions
    choices = [i for i in choices if not is_area(scene, i)] or choices
    group = mentions[choices[-1]].group
    return [i for i in choices if mentions[i].group == group] if group >= 0 else [choices[-1]]


def _opening(act: Act, scene: Scene) -> list[int]:
    """Look at the head of the sentence: "In Donetsk Oblast, …" holds for all that follows."""
    clause = scene.clauses[0]
    choices = _choices(act, scene, clause.first, clause.stop)
    label = is_label(scene, 0) and act.clause > 0
    if choices and (label or scene.view.mentions[choices[0]].preposition in ("in", "over", "near", "on")):
        return _first_group(scene, choices)
    return []


def _referred(act: Act, scene: Scene, *, own_clause: bool) -> list[int]:
    """Find what "the city", "the region" or "there" stands for: the nearest fitting place told before."""
    clause = scene.clauses[act.clause]
    words = [
        h
        for h in scene.hits
        if h.kind == "anaphor"
        and h.rule != "none"
        and (not own_clause or clause.first <= h.first < clause.stop)
    ]
    if not words:
        return []
    for back in range(scene.index, max(-1, scene.index - _LOOK_BACK - 1), -1):
        told = scene.view.places_of.get(back, [])
        holders = _holders(told, scene) if words[0].rule == "any" else set()
        for i in reversed(told):
            if i in holders:
                continue
            if scene.view.mentions[i].first < act.first and _fits(act, scene, i, words[0].rule):
                act.further = _direction(scene, words[0].stop)
                return [i]
    return _holding_oblast(scene, words[0]) if words[0].rule == "oblast" else []


def _holders(told: list[int], scene: Scene) -> set[int]:
    """Return the areas that only say where the village before them lies: "in the village of X, [Y] raion"."""
    mentions = scene.view.mentions
    beside = {b for a, b in pairwise(told) if mentions[a].stop == mentions[b].first and is_area(scene, b)}
    return beside | {mentions[i].within for i in told}


def _holding_oblast(scene: Scene, word: Hit) -> list[int]:
    """Find the oblast that "the oblast" stands for where none is told as a place.

    That of the office that speaks ("the head of the [Poltava] administration"), else the one that holds the
    towns told before.
    """
    view = scene.view
    for back in range(scene.index, max(-1, scene.index - 2 * _LOOK_BACK - 1), -1):
        for i in reversed(view.places_of.get(back, [])):
            mention = view.mentions[i]
            if mention.kind == "oblast" and mention.place >= 0:
                return [i]
            above = view.gazetteer.admin1[mention.place] if mention.place >= 0 else -1
            if mention.role == "place" and above >= 0 and kind_of(view.gazetteer, above) == "oblast":
                view.mentions.append(_area_mention(mention, above, scene, word))
                return [len(view.mentions) - 1]
    return []


def _area_mention(held: Mention, area: int, scene: Scene, word: Hit) -> Mention:
    """Return a mention of ``area`` at the words that stand for it."""
    surface = scene.view.document.span_text(word.first, word.stop)
    return replace(
        held,
        first=word.first,
        stop=word.stop,
        phrase_first=word.first,
        phrase_stop=word.stop,
        sentence=scene.index,
        surface=surface,
        hits=(area,),
        forms=(),
        kind="oblast",
        preposition="in",
        relation=None,
        distance_km=None,
        group=-1,
        within=-1,
        place=area,
        candidates=(),
        notes=[],
        why=None,
    )


def _direction(scene: Scene, stop: int) -> str:
    """Return the relation that "further south" means."""
    last = scene.view.document.norms[stop - 1]
    return f"{last}_of" if last in _DIRECTIONS else ""


def _fits(act: Act, scene: Scene, index: int, kind: str) -> bool:
    mention = scene.view.mentions[index]
    if (
        mention.role not in ("place", "signpost")
        or is_country(scene.view, mention)
        or _names_office(scene, mention)
    ):
        return False
    if not _in_theatre(act, scene.view, mention) or (mention.place < 0 and not is_named(mention)):
        return False
    return kind == "any" or is_area(scene, index) == (kind in ("area", "oblast"))
