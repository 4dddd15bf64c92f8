"""The company that a trigger needs: what must, may and must not stand beside words that mean many things."""

from __future__ import annotations

from dataclasses import replace

from geomap.events.acts import Act
from geomap.events.scene.reading import read_scene
from geomap.events.scene.scene import Scene, place_before
from geomap.ontology import family_of
from geomap.places.gazetteer.kinds import kind_of

_LABEL = 16  # tokens of "14.04.22 15:17 - Shelling of the Donetsk region:"
_AREAS = frozenset({"oblast", "raion", "hromada", "region", "country", "sea"})


def has_company(scene: Scene, act: Act) -> bool:
    """Tell whether the act's trigger has the company that its rule asks for, and none that it bars."""
    needs = act.trigger.needs
    if any(_CHECKS[bar](scene, act) for bar in act.trigger.bars):
        return False
    before = scene.clauses[act.clause].opener in ("relative", "content") and act.clause > 0
    if before and any(_CHECKS[bar](scene, replace(act, clause=act.clause - 1)) for bar in act.trigger.bars):
        return False
    if not all(_CHECKS[must](scene, act) for must in act.trigger.musts):
        return False
    return not needs or any(_CHECKS[need](scene, act) for need in needs)


def _in_clause(scene: Scene, act: Act, first: int, stop: int) -> bool:
    clause = scene.clauses[act.clause]
    return clause.first <= first and stop <= clause.stop


def _has_place(scene: Scene, act: Act) -> bool:
    mentions = scene.view.mentions
    if may_carry(scene, act):
        return True
    if any(mentions[i].role in ("place", "adjective", "signpost", "origin") for i in scene.mentions):
        return True
    return any(h.kind == "anaphor" and h.rule != "none" for h in scene.hits)


def may_carry(scene: Scene, act: Act) -> bool:
    """Tell whether an act may happen at the place told before: fighting by a subject that its case tells."""
    if (
        act.type not in ("ground_assault", "infiltration")
        or act.trigger.voice != "active"
        or place_before(scene) < 0
    ):
        return False
    clause = scene.clauses[act.clause]
    return any(a.case == "nominative" and clause.first <= a.first < clause.stop for a in scene.actors)


def _has_spot(scene: Scene, _: Act) -> bool:
    """Look for a settlement or site in the sentence: not an oblast, not a country."""
    for i in scene.mentions:
        mention = scene.view.mentions[i]
        if mention.role == "place" and (not is_area(scene, i) or mention.kind in ("hromada", "raion")):
            return True
    return any(h.kind == "anaphor" and h.rule != "none" for h in scene.hits)


def is_area(scene: Scene, mention: int) -> bool:
    """Tell whether mention number ``mention`` names an oblast, region, country or the like."""
    found = scene.view.mentions[mention]
    if found.kind in ("oblast", "raion", "region", "hromada"):
        return True
    return found.place >= 0 and kind_of(scene.view.gazetteer, found.place) in _AREAS


def _has_object(scene: Scene, act: Act) -> bool:
    """Look for a place that follows at once: "took Vesele", "entered the village of X"."""
    norms, stops = scene.view.document.norms, scene.view.language.words.object_stops
    for i in scene.mentions:
        mention = scene.view.mentions[i]
        near = act.stop <= mention.first <= act.stop + 5 and mention.role == "place"
        bare = not mention.preposition or mention.phrase_first < act.stop  # "entered" itself says "in"
        if near and bare and stops.isdisjoint(norms[act.stop : mention.first]):
            return True
    return any(h.kind == "anaphor" and act.stop <= h.first <= act.stop + 1 for h in scene.hits)


def _has_actor(scene: Scene, act: Act) -> bool:
    """Look for a side in the clause, or before it where the verb begins it: "they held A but [lost] B"."""
    clause, index = scene.clauses[act.clause], act.clause
    if index and clause.opener in ("coordinate", "subordinate") and act.first - clause.first <= 1:
        index -= 1
        while index and scene.clauses[index].opener == "participle":
            index -= 1  # "they carried out raids, dropping bombs, [and sent] drones"
    first = scene.clauses[index].first
    return any(
        a.kind in ("forces", "adjective", "country", "group")
        and a.side in ("UA", "RU")
        and first <= a.first
        and a.stop <= clause.stop
        for a in scene.actors
    )


def _has_weapon(scene: Scene, act: Act) -> bool:
    return any(_in_clause(scene, act, h.first, h.stop) for h in scene.hits if h.kind == "weapon")


def _has_munition(scene: Scene, act: Act) -> bool:
    return _has_downed(scene, act) or any(
        _in_clause(scene, act, h.first, h.stop)
        for h in scene.hits
        if h.kind == "weapon" and h.rule in ("drone", "missile", "bomb")
    )


def _has_downed(scene: Scene, act: Act) -> bool:
    """Look for what was downed, told only as a number: "of the twelve missiles, [ten] were shot down"."""
    counted = scene.view.quantities_of.get(scene.index, ()) if family_of(act.type) == "air_defence" else ()
    flying = ("drones", "missiles", "bombs", "none")
    return any(
        q.role == "downed" and q.what in flying and _in_clause(scene, act, q.first, q.stop) for q in counted
    )


def _has_aircraft(scene: Scene, act: Act) -> bool:
    return any(
        _in_clause(scene, act, h.first, h.stop)
        for h in scene.hits
        if h.kind == "weapon" and h.rule == "aircraft"
    )


def _has_casualties(scene: Scene, _: Act) -> bool:
    return any(q.role in ("killed", "injured") for q in scene.view.quantities_of.get(scene.index, ()))


def _has_toll(scene: Scene, act: Act) -> bool:
    """Look for people among what the trigger's own words name: "destroyed [160 troops] and three tanks"."""
    counted = scene.view.quantities_of.get(scene.index, ())
    return any(q.role == "killed" and act.first <= q.first < act.stop for q in counted)


def _has_count(scene: Scene, _: Act) -> bool:
    return bool(scene.view.quantities_of.get(scene.index))


def _has_attack(scene: Scene, act: Act) -> bool:
    """Fighting or fire told in the same sentence: a bare war aim has none."""
    return any(
        h.rule.id != act.trigger.id and (h.rule.type == "clash" or family_of(h.rule.type) == "fires")
        for h in scene.hits
        if h.kind == "trigger"
    )


def _has_war(scene: Scene, act: Act) -> bool:
    """Look for forces, a weapon or a front's direction in the sentence: civil life has none of them."""
    forces = any(
        a.kind in ("forces", "adjective", "country", "group") and a.side in ("UA", "RU") for a in scene.actors
    )
    return forces or _has_axis(scene, act) or any(h.kind == "weapon" for h in scene.hits)


def _has_beside(scene: Scene, act: Act) -> bool:
    """Look for a place without a preposition right beside the words: "Urozhaine is freed"."""
    for i in scene.mentions:
        mention = scene.view.mentions[i]
        gap = max(mention.phrase_first - act.stop, act.first - mention.phrase_stop)
        if mention.role == "place" and not mention.preposition and 0 <= gap <= 1:
            return True
    return False


def _has_named(scene: Scene, act: Act) -> bool:
    """Look for a name that is the object of the trigger's first word: "won back [Urozhaine] and attacked"."""
    at, words = act.first + 1, scene.view.document.words
    if at >= act.stop or not words[at][0].isupper() or words[at].isupper():
        return False
    return not any(a.first <= at < a.stop for a in scene.actors)


def _has_axis(scene: Scene, _: Act) -> bool:
    return any(scene.view.mentions[i].kind == "axis" for i in scene.mentions)


def is_label(scene: Scene, clause: int) -> bool:
    """Tell whether a clause is a headline's label: it ends in a colon, near the head of the sentence."""
    last = scene.clauses[clause].stop - 1
    return last - scene.first < _LABEL and scene.view.document.norms[last] == ":"


def _in_label(_: Scene, act: Act) -> bool:
    return act.label


def _has_side(scene: Scene, act: Act) -> bool:
    """Look for a sign of the war: a side, weapon or toll in the sentence, or a side in the one before.

    What a headline's label names, the sentence behind it explains: "Strikes on X. The enemy fired …".
    """
    if any(a.side in ("UA", "RU") for a in scene.actors) or any(h.kind == "weapon" for h in scene.hits):
        return True
    if any(
        q.role in ("killed", "injured", "repelled") for q in scene.view.quantities_of.get(scene.index, ())
    ):
        return True
    beside = [scene.index - 1] if scene.index else []
    beside += [scene.index + 1] if act.label and scene.index + 1 < len(scene.view.document.sentences) else []
    return any(a.side in ("UA", "RU") for i in beside for a in read_scene(scene.view, i).actors)


def _has_agent_inside(scene: Scene, act: Act) -> bool:
    """Look for the agent's marker among the trigger's own words: "[captured by Russian troops]"."""
    return not scene.view.language.words.agent.isdisjoint(scene.view.document.norms[act.first : act.stop])


def _has_envoy(scene: Scene, act: Act) -> bool:
    """Somebody who travels and meets for a state or body; soldiers who "arrive in X" are a deployment."""
    if any(a.kind == "forces" and _in_clause(scene, act, a.first, a.stop) for a in scene.actors):
        return False
    return any(a.side == "other" or a.kind in ("official", "person", "observer") for a in scene.actors)


_CHECKS = {
    "envoy": _has_envoy,
    "side": _has_side,
    "axis": _has_axis,
    "agent": _has_agent_inside,
    "war": _has_war,
    "beside": _has_beside,
    "named": _has_named,
    "label": _in_label,
    "place": _has_place,
    "spot": _has_spot,
    "object": _has_object,
    "actor": _has_actor,
    "weapon": _has_weapon,
    "munition": _has_munition,
    "aircraft": _has_aircraft,
    "casualties": _has_casualties,
    "toll": _has_toll,
    "count": _has_count,
    "attack": _has_attack,
}
