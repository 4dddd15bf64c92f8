"""Where an act happens: which of the places named belong to which trigger.

The order of search is the order of calls in ``place_act``: after the trigger, before it, in the clauses it
hangs on, at the head of the sentence, and at last the place that "the city" or "there" stands for.
"""

from __future__ import annotations

from itertools import chain

from geomap.events.acts import Act
from geomap.events.lexicon.lexicon import Hit
from geomap.events.scene.scene import Scene, place_before
from geomap.events.scene.tags import is_finer, tagged_places
from geomap.events.what.company import is_area, is_label, may_carry
from geomap.events.where.anaphors import OF_A_SETTLEMENT, referred
from geomap.events.where.around import seat_of_taken, town_around
from geomap.events.where.choices import choices_in
from geomap.events.where.eligible import eligible, is_macro
from geomap.events.where.spots import holds
from geomap.ontology import family_of
from geomap.places.mentions.fragments import only_places
from geomap.places.mentions.mention import Mention
from geomap.places.mentions.rules import names

_HANGING = ("participle", "relative", "coordinate", "subordinate", "content")
_UNREAL = ("planned", "hypothetical", "negated")
_PLAIN = frozenset({"", "in", "of", "at"})
_STANDING = _PLAIN | {"near", "on"}
_OFFICE_REACH = 3
_LIST_GAP, _ELLIPTIC_GAP = (5, 7)  # tokens of ", and four more over"; of ", four more – over Y, five"
_DASHES = frozenset("–—")
_NOUN_TO_DASH = 4  # tokens: "five attacks with rocket launchers —"


def place_act(act: Act, scene: Scene) -> list[int]:
    """Return the mentions that are the act's places; [] where none is."""
    found = _told_town(act, scene, _own_places(act, scene))
    found = _first_of_between(scene, _village_within(act, scene, found))
    if all(scene.view.mentions[i].place < 0 for i in found):
        found = label_before(scene) or found
    found = town_around(act, scene, found)
    if all(is_area(scene, i) for i in found):
        found = seat_of_taken(act, scene) or found
    tagged = [i for i in tagged_places(scene) if eligible(act, scene, i)]
    return tagged if is_finer(scene, tagged, found) else found


def _told_town(act: Act, scene: Scene, found: list[int]) -> list[int]:
    """Return the town told before where an area stands beside "the town": "left [the town], in X Oblast"."""
    if not found or not all(is_area(scene, i) for i in found):
        return found
    first = scene.view.mentions[found[0]].phrase_first
    beside = any(
        h.kind == "anaphor" and h.rule in OF_A_SETTLEMENT and 0 <= first - h.stop <= _OFFICE_REACH
        for h in scene.hits
    )
    if not beside:
        return found
    towns = [i for i in referred(act, scene, own_clause=True) if not is_area(scene, i)]
    return towns or found


def _village_within(act: Act, scene: Scene, found: list[int]) -> list[int]:
    """Return the village behind the verb for the area before it: "in [X district] came under fire [Y]"."""
    if len(found) != 1 or not is_area(scene, found[0]) or scene.view.mentions[found[0]].first > act.first:
        return found
    area, mentions = scene.view.mentions[found[0]].place, scene.view.mentions
    behind = _after(act, scene)
    if area < 0:
        return [i for i in behind if not is_area(scene, i)] or found
    inside = [i for i in behind if mentions[i].place >= 0 and holds(area, mentions[i].place, scene.view)]
    return inside or found


def _first_of_between(scene: Scene, found: list[int]) -> list[int]:
    """Keep one end of "between A and B": it is one act."""
    ends = [i for i in found if scene.view.mentions[i].relation == "between"]
    return [i for i in found if i not in ends[1:]]


def label_before(scene: Scene) -> list[int]:
    """Return the places of a label: a first sentence that only names them, "[Kharkiv]. A drone …"."""
    view = scene.view
    if scene.index != 1 or not view.places_of.get(0):
        return []
    first, mentions = (view.document.sentences[0], [view.mentions[i] for i in view.places_of[0]])
    if not only_places(view.document, first.first, first.stop, mentions, names(view.document.lang)):
        return []
    return [i for i in view.places_of[0] if view.mentions[i].place >= 0]


def _own_places(act: Act, scene: Scene) -> list[int]:
    """Return the places that the act's own sentence gives it."""
    if act.trigger.reach == "after":
        return _after(act, scene)
    if act.anaphoric and _told_before(act, scene):
        return _after(act, scene) or referred(act, scene, own_clause=True)
    found = _after(act, scene) if not _prefers_before(act) else _finer_behind(act, scene)
    found = found or _goal(act, scene)
    found = _fronted(act, scene, found) + found
    found = found or _dashed(act, scene) or _before(act, scene) or _after(act, scene)
    found = found or referred(act, scene, own_clause=True)
    if len(found) == 1 and (is_area(scene, found[0]) or scene.view.mentions[found[0]].kind == "axis"):
        found = _behind_mark(act, scene) or found
    found += _gapped(act, scene, found)
    if found or act.trigger.reach == "clause" or act.modality in _UNREAL:
        return found  # what is only planned or feared counts where its own words name the place
    found = _behind_mark(act, scene) or _before_mark(act, scene) or _elsewhere(act, scene)
    found = found or referred(act, scene, own_clause=False)
    return found or ([place_before(scene)] if may_carry(scene, act) else [])


def _goal(act: Act, scene: Scene) -> list[int]:
    """Return where troops are told to be sent: "after the strikes on X, the staff is moved to [Y]"."""
    behind = _after(act, scene) if act.type == "deployment" else []
    return [i for i in behind if scene.view.mentions[i].preposition == "to"]


def _finer_behind(act: Act, scene: Scene) -> list[int]:
    """Return the towns behind a verb that has only an axis before it: "on the X axis, strikes hit [A, B]"."""
    before = _before(act, scene)
    if not before or any(scene.view.mentions[i].kind != "axis" for i in before):
        return []
    behind = _after(act, scene)
    return behind if not any(is_area(scene, i) for i in behind) else []


def _told_before(act: Act, scene: Scene) -> bool:
    """Tell whether fire was told before: else "the attacks" are news, and happen where the sentence says."""
    told = (h for known in scene.view.scenes.values() if known.index < scene.index for h in known.told)
    own = (h for h in scene.told if h.first < act.first)
    return any(family_of(h.rule.type) == "fires" for h in chain(told, own))


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
    return [i for i in _first_group(scene, choices_in(act, scene, rest.first, rest.stop)) if i not in found]


def _has_trigger(scene: Scene, first: int, stop: int) -> bool:
    return any(h.kind == "trigger" and first <= h.first < stop for h in scene.hits)


def _fronted(act: Act, scene: Scene, found: list[int]) -> list[int]:
    """Return the place before a verb whose list goes on behind: "[over X] five were downed, over Y two".

    So with axes: "[on the X axis] five attacks were repelled, on that of Y two", "[on that of X] – six".
    """
    mentions, family = scene.view.mentions, family_of(act.type)
    axes = bool(found) and family == "ground" and mentions[found[0]].kind == "axis"
    if not found or not (axes or family == "air_defence"):
        return []
    before = _before(act, scene) or (_before_dash(act, scene) if axes else [])
    over = mentions[found[0]].preposition
    listed = (i for i in before if i not in found and over and mentions[i].preposition == over)
    return [i for i in listed if not axes or mentions[i].kind == "axis"]


def _prefers_before(act: Act) -> bool:
    return (act.passive and act.trigger.object != "place") or act.trigger.subject == "place"


def _after(act: Act, scene: Scene) -> list[int]:
    clause = scene.clauses[act.clause]
    others = [h for h in scene.told if h.first >= act.stop and h.first not in scene.attributes]
    stop = min([clause.stop, *(h.first for h in others if _cuts(h, act))])
    choices = choices_in(act, scene, act.first, stop)
    fought = next((h.first for h in others if h.rule.type == "clash" != act.type), stop)
    nearer = [i for i in choices if scene.view.mentions[i].first < fought]
    return _first_group(scene, nearer or choices)  # "took A, fighting goes on [in B]"


def _cuts(hit: Hit, act: Act) -> bool:
    """Tell whether a further trigger ends the reach of the one before: a verb does, a noun does not."""
    if hit.rule.type == act.type == "casualty_report":
        return True
    return hit.rule.voice != "noun" and not hit.rule.weak


def _before(act: Act, scene: Scene) -> list[int]:
    clause = scene.clauses[act.clause]
    choices = choices_in(act, scene, clause.first, act.first)
    if not choices:
        return []
    last = scene.view.mentions[choices[-1]]
    if last.group < 0:
        return [choices[-1]]
    return [i for i in choices if scene.view.mentions[i].group == last.group]


def _first_group(scene: Scene, choices: list[int]) -> list[int]:
    """Return the first place with those listed beside it, and lists that go on ("and one over Odesa").

    An axis behind a town only says where it lies: "near A [in the X direction], B and C [in that of Y]".
    """
    if not choices:
        return []
    mentions = scene.view.mentions
    found, edge = [choices[0]], mentions[choices[0]]
    for i in choices[1:]:
        last, mention = mentions[found[-1]], mentions[i]
        if mention.kind == "axis" != last.kind and mention.phrase_first - edge.stop <= 1:
            edge = mention
        elif (last.group >= 0 and mention.group == last.group) or _goes_on(
            scene, last, mention, edge.phrase_stop
        ):
            found.append(i)
            edge = mention
        else:
            break
    return found


def _goes_on(scene: Scene, last: Mention, mention: Mention, edge: int) -> bool:
    """Tell whether a conjunction and the same preposition join two mentions: "over X and one over Y".

    ``edge``: the token behind ``last`` and what only says where it lies.
    """
    norms, words = scene.view.document.norms, scene.view.language.words
    between = norms[max(last.stop, edge) : mention.phrase_first]
    if not between or len(between) > (_LIST_GAP if _DASHES.isdisjoint(between) else _ELLIPTIC_GAP):
        return False
    same = mention.preposition == last.preposition or {mention.preposition, last.preposition} <= _PLAIN
    joined = not words.conjunctions.isdisjoint(between) and words.objectless.isdisjoint(between)
    same |= joined and {mention.preposition, last.preposition} <= _STANDING  # "a tug in A and a depot near B"
    if not same and not set(between) <= scene.view.language.words.listing:
        return False
    return any(w in words.conjunctions or w == "," for w in between)


def _elsewhere(act: Act, scene: Scene) -> list[int]:
    """Look in the clauses that the act's clause hangs on, nearest first, then in those that hang on it."""
    index = act.clause
    while index > 0 and scene.clauses[index].opener in _HANGING:
        index -= 1
        clause = scene.clauses[index]
        choices = choices_in(act, scene, clause.first, clause.stop)
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
        choices = choices_in(act, scene, clause.first, clause.stop)
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
    return _first_group(scene, choices_in(act, scene, verb, clause.stop))


def _behind_mark(act: Act, scene: Scene) -> list[int]:
    """Return the places listed behind a colon or dash: "Під обстрілом — [Нікополь] і [Марганець]"."""
    if act.clause + 1 >= len(scene.clauses) or scene.clauses[act.clause + 1].opener != "break":
        return []
    clause = scene.clauses[act.clause + 1]
    if any(h.kind == "trigger" and clause.first <= h.first < clause.stop for h in scene.hits):
        return []
    found = _first_group(scene, choices_in(act, scene, clause.first, clause.stop))
    if not found or scene.view.mentions[found[0]].phrase_first > clause.first + 1:
        return []
    if act.label and any(is_macro(scene.view, scene.view.mentions[i]) for i in found):
        return []  # "Attacks on the X region: [battle for Donbas]" goes on to another heading
    act.label = False
    return found


def _dashed(act: Act, scene: Scene) -> list[int]:
    """Return what a dash gives a noun that has a clause to share: "shelled A, five attacks — on [B], [C]"."""
    stop = scene.clauses[act.clause].stop
    near = act.trigger.voice == "noun" and 0 <= stop - act.stop <= _NOUN_TO_DASH
    if not near or _DASHES.isdisjoint(scene.view.document.norms[stop - 1 : stop + 1]):
        return []
    found = _behind_mark(act, scene)
    return found if found and scene.view.mentions[found[0]].preposition == "on" else []


def _before_mark(act: Act, scene: Scene) -> list[int]:
    """Return the places that a dash joins to what is told of them: "[A] and [B] — in the grey zone"."""
    return _before_dash(act, scene) if act.trigger.subject == "place" else []


def _before_dash(act: Act, scene: Scene) -> list[int]:
    """Return the last places of the clause that ends in the dash before the act's own."""
    clause = scene.clauses[act.clause]
    if clause.opener != "break" or act.clause == 0:
        return []
    before, dash = (
        scene.clauses[act.clause - 1],
        scene.view.document.norms[clause.first - 1 : clause.first + 1],
    )
    choices = choices_in(act, scene, before.first, before.stop)
    if not choices or _DASHES.isdisjoint(dash) or _has_trigger(scene, before.first, before.stop):
        return []
    return _nearest(scene, choices)


def _nearest(scene: Scene, choices: list[int]) -> list[int]:
    mentions = scene.view.mentions
    choices = [i for i in choices if not is_area(scene, i)] or choices
    group = mentions[choices[-1]].group
    return [i for i in choices if mentions[i].group == group] if group >= 0 else [choices[-1]]


def _opening(act: Act, scene: Scene) -> list[int]:
    """Look at the head of the sentence: "In Donetsk Oblast, …" holds for all that follows."""
    clause = scene.clauses[0]
    choices = choices_in(act, scene, clause.first, clause.stop)
    label = is_label(scene, 0) and act.clause > 0
    if act.type == "deployment":  # "are regrouping to resume an offensive on X"
        choices = [i for i in choices if scene.view.mentions[i].first < act.first]
    heads = ("in", "over", "near", "on", *(["from"] if act.trigger.from_place else []))
    if choices and (label or scene.view.mentions[choices[0]].preposition in heads):
        return _first_group(scene, choices)
    return []
