"""Numbers to acts: killed and injured, launched and downed, each to the act and place it is told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.acts import Act
from geomap.events.scene.reading import read_scene
from geomap.events.scene.scene import Scene, View
from geomap.ontology import family_of

if TYPE_CHECKING:
    from geomap.quantities import Quantity

_CASUALTIES = ("killed", "injured")
_MUNITIONS = ("launched", "downed")
_CRAFT = ("aircraft", "planes", "helicopters", "jets")
_PEOPLE = ("people", "soldiers", "civilians", "children", "casualties", "troops")
_REMAINS = ("other", "bodies", "graves")
_HURTING = ("fires", "rear", "ground")
_OTHERS_HARM = ("ground_assault", "clash")
"""Acts whose losses are told as such, not in a later sentence about people hurt."""
_FLYING = ("interception", "aircraft_loss", "drone_strike", "missile_strike", "air_strike", "strike")


def count_acts(acts: list[Act], scene: Scene) -> None:
    """Give the numbers of a sentence to its acts (places already split)."""
    harm = next((q for q in scene.view.quantities_of.get(scene.index, ()) if q.role in _CASUALTIES), None)
    for act in acts:
        if harm is not None and _is_one_more(harm, scene.view):
            act.further_harm = frozenset({harm.role})
        if act.type == "interception" and _are_more_downed(act, scene):
            act.further_harm |= {"downed"}
    for quantity in scene.view.quantities_of.get(scene.index, ()):
        if _is_part(quantity, scene):
            continue
        for act in acts:
            act.swept |= _is_swept(act, quantity)
            act.counted = act.counted or act.swept or _is_object(act, quantity)
            if act.type == "casualty_report" and not quantity.role and quantity.what in _PEOPLE:
                act.losses = act.losses or quantity.value
        takers = [act for act in acts if _takes(act, quantity)]
        if takers:
            _give(_nearest(takers, quantity, scene), quantity, scene)


def _is_object(act: Act, quantity: Quantity) -> bool:
    """Tell whether the object is counted, or the places: "struck 12 clusters", "hit 142 districts".

    So of fighting, however far behind: "repelled enemy attacks near [eight settlements]".
    """
    if act.type == "casualty_report" and quantity.what in (*_PEOPLE, *_REMAINS):
        return quantity.value is not None
    if quantity.value is None:
        return False
    if act.type == "ground_assault" and act.outcome == "failed" and quantity.what == "settlements":
        return quantity.first >= act.stop
    return act.first <= quantity.first <= act.stop + 1


def _is_swept(act: Act, quantity: Quantity) -> bool:
    """Tell whether so many places were struck: "711 strikes on [34 settlements] of the region"."""
    swept = (
        quantity.what == "settlements" and act.type in ("strike", "shelling") and quantity.first >= act.stop
    )
    return swept and quantity.value is not None


def _is_part(quantity: Quantity, scene: Scene) -> bool:
    """Tell whether a number is part of another: "nine people, including three children"."""
    norms, partial = scene.view.document.norms, scene.view.language.words.partial
    counted = scene.view.quantities_of.get(scene.index, ())
    whole = next((q for q in reversed(counted) if q.first < quantity.first), None)
    if whole is not None and whole.what == "casualties" and quantity.role in _CASUALTIES:
        return False  # "8,900 casualties, including 4,000 killed": the whole is no toll of its own
    return any(norms[at] in partial for at in range(max(scene.first, quantity.first - 2), quantity.first))


def _takes(act: Act, quantity: Quantity) -> bool:
    if quantity.role in _CASUALTIES:
        return _may_hurt(act, quantity) and not (act.split and act.type == "casualty_report")
    if act.split and quantity.role in _MUNITIONS:
        return False
    if quantity.role == "downed" and (quantity.what in _CRAFT) != (act.type == "aircraft_loss"):
        return False
    if quantity.role in _MUNITIONS:
        return act.type in _FLYING and (quantity.role == "launched" or family_of(act.type) == "air_defence")
    return False


def _may_hurt(act: Act, quantity: Quantity) -> bool:
    """Tell whether people can have come to harm in the act; of a raid shot down only that nobody did."""
    if family_of(act.type) == "air_defence":
        return quantity.value == 0
    return family_of(act.type) in _HURTING and act.type not in ("evacuation", "detention")


def _nearest(takers: list[Act], quantity: Quantity, scene: Scene) -> list[Act]:
    """Return the acts (one, or all of one trigger) whose words stand nearest to the number."""
    clause = scene.clause_at(quantity.first)
    best = min(takers, key=lambda a: (a.clause != clause, a.trigger.weak, _gap(a, quantity), a.first))
    return [a for a in takers if a.first == best.first]


def _gap(act: Act, quantity: Quantity) -> int:
    return max(quantity.first - act.stop, act.first - quantity.stop, 0)


def _give(acts: list[Act], quantity: Quantity, scene: Scene) -> None:
    if len(acts) == 1:
        _set(acts[0], quantity, scene)
        return
    for act in acts:
        act.counted = True
    owner = _by_position(acts, quantity, scene)
    if owner is not None:
        _set(owner, quantity, scene)
    elif quantity.role == "downed" and quantity.value is not None and not _is_split(acts, quantity, scene):
        acts[0].total = (acts[0].total or 0) + quantity.value
        acts[0].counted_as = quantity.what


def _is_split(acts: list[Act], quantity: Quantity, scene: Scene) -> bool:
    """Tell whether each place listed has a number of its own: no total stands beside a complete split."""
    mentions = scene.view.mentions
    numbers = [
        q
        for q in scene.view.quantities_of.get(scene.index, ())
        if q.role == quantity.role and not q.part and _next_place(q, acts, scene) is not None
    ]
    listed = {mentions[act.mention].first for act in acts if act.mention >= 0}
    return len(numbers) >= len(listed)


def _by_position(acts: list[Act], quantity: Quantity, scene: Scene) -> Act | None:
    """Tie "three over X and one over Y" to the place that follows; a sum for a list belongs to none."""
    places = [act for act in acts if act.mention >= 0]
    roles = _CASUALTIES if quantity.role in _CASUALTIES else (quantity.role,)
    numbers = [q for q in scene.view.quantities_of.get(scene.index, ()) if q.role in roles]
    if len(numbers) < len(places):
        return None
    if len({q.role for q in numbers}) > 1 and len(_owners(numbers, places, scene)) < len(places):
        return None  # "3 killed, 5 injured in X and Y"
    return _next_place(quantity, places, scene)


def _owners(numbers: list[Quantity], places: list[Act], scene: Scene) -> set[int]:
    """Return the mentions that have a number right before them."""
    found = (_next_place(number, places, scene) for number in numbers)
    return {act.mention for act in found if act is not None}


def _next_place(quantity: Quantity, acts: list[Act], scene: Scene) -> Act | None:
    """Return the act whose place follows a number, with no other such number between them."""
    mentions = scene.view.mentions
    places = sorted((act for act in acts if act.mention >= 0), key=lambda a: mentions[a.mention].first)
    after = next((act for act in places if mentions[act.mention].first >= quantity.stop), None)
    if after is None:
        return None
    between = range(quantity.stop, mentions[after.mention].first)
    others = scene.view.quantities_of.get(scene.index, ())
    roles = _CASUALTIES if quantity.role in _CASUALTIES else (quantity.role,)
    return None if any(q.role in roles and q.first in between for q in others) else after


def _adds(quantity: Quantity, act: Act, scene: Scene) -> bool:
    """Tell whether a number adds to the one before: "two drones and one missile", "another man"."""
    norms, words = scene.view.document.norms, scene.view.language.words
    if quantity.role in _CASUALTIES:
        return _is_one_more(quantity, scene.view) and act.sentence == scene.index
    if quantity.role in _MUNITIONS and quantity.what != act.counted_as:
        return True
    bare = quantity.role == "downed" and quantity.stop - quantity.first == 1 and not quantity.part
    after = norms[quantity.stop] if quantity.stop < scene.stop else "."
    return bare and after[:1].isalpha() and after not in words.oblique  # "31 were shot down, [36] were lost"


def _set(act: Act, quantity: Quantity, scene: Scene) -> None:
    old = getattr(act, quantity.role)
    if old is None and quantity.value is not None:
        setattr(act, quantity.role, quantity.value)
        act.note(f"count:{quantity.role}", quantity.surface, stage="count")
        act.counted_as = quantity.what
    elif old is not None and quantity.value is not None and _adds(quantity, act, scene):
        setattr(act, quantity.role, old + quantity.value)
    act.counted = True


def _is_one_more(quantity: Quantity, view: View) -> bool:
    """Tell whether a number comes on top of one told before: "another man", "a third victim"."""
    first = max(view.document.sentences[quantity.sentence].first, quantity.first - 1)
    return not view.language.words.additive.isdisjoint(view.document.norms[first : quantity.stop])


def _are_more_downed(act: Act, scene: Scene) -> bool:
    """Tell whether what was downed comes on top of the tally told before: "[another] 67 were lost".

    Not so where the sentence breaks its own sum down: "74 were stopped: 28 shot down, 46 lost".
    """
    words, view = scene.view.language.words, scene.view
    downed = [q for q in view.quantities_of.get(scene.index, ()) if q.role == "downed"]
    values = [q.value or 0 for q in downed]
    if not downed or (len(values) > 1 and values[0] == sum(values[1:])):
        return False
    lost = not words.additive.isdisjoint(view.document.norms[act.first : act.stop])
    return lost or _is_one_more(downed[0], view)


def count_after(acts: list[Act], view: View) -> None:
    """Give numbers of sentences without an act of their own to the act told just before."""
    if not view.quantities_of:
        return
    told = {act.sentence for act in acts}
    latest_in: dict[int, list[Act]] = {}
    for act in acts:
        latest_in.setdefault(_latest(act), []).append(act)
    for index in sorted(view.quantities_of):
        numbers = [q for q in view.quantities_of[index] if q.role in _CASUALTIES and not q.part]
        if index in told or not numbers or _recalls(view, index):
            continue
        before = [a for i in (index - 2, index - 1) for a in latest_in.get(i, ()) if _latest(a) == i]
        before = [a for a in before if _may_hurt(a, numbers[0]) and a.type not in _OTHERS_HARM]
        if not before or _names_other_place(view, index, before):
            continue
        latest = max(a.sentence for a in before)
        owners = [a for a in before if a.sentence == latest]
        for quantity in numbers:
            if len(owners) == 1 and _may_hurt(owners[0], quantity):
                _set_after(owners[0], quantity, view)
        if _latest(owners[0]) == index:
            latest_in.setdefault(index, []).append(owners[0])


def _recalls(view: View, index: int) -> bool:
    """Tell whether a sentence counts since long ago: "since the invasion, 124 captives were shot"."""
    if any(expression.kind == "since" for expression in view.dates_of.get(index, ())):
        return True
    return any(cue.rule.modality == "historical" for cue in read_scene(view, index).of("cue"))


def _latest(act: Act) -> int:
    return max(act.sentence, act.latest)


def _names_other_place(view: View, index: int, before: list[Act]) -> bool:
    own = {view.mentions[a.mention].place for a in before if a.mention >= 0}
    return any(
        view.mentions[i].role == "place" and view.mentions[i].place not in own
        for i in view.places_of.get(index, ())
    )


def _set_after(act: Act, quantity: Quantity, view: View) -> None:
    old, value = getattr(act, quantity.role), quantity.value
    if value is None or (old is not None and not _is_one_more(quantity, view)):
        return
    setattr(act, quantity.role, value + (old or 0))
    act.note(f"count:{quantity.role}", quantity.surface, stage="count")
    act.latest = quantity.sentence
    if quantity.sentence == max(act.sentence, act.last_sentence) + 1:
        act.last_sentence = quantity.sentence
