"""Which acts stay: weak words give way, casualties join their attack, the vague is left out."""

from __future__ import annotations

from dataclasses import replace

from geomap.dates.model import UNDATED
from geomap.events.acts import REAL, Act
from geomap.events.scene.scene import Scene, View
from geomap.events.what.company import is_area
from geomap.events.what.weapons import own_tally
from geomap.events.where.eligible import is_country, is_macro, is_wide
from geomap.events.whole.tolls import NUMBERS
from geomap.ontology import family_of

_TOPICS = ("prisoner_exchange", "ceasefire")
"""Types whose label alone names a subject of talk, no act."""
_BATTLE = ("ground", "manoeuvre", "control")


def drop_weak(acts: list[Act], scene: Scene) -> list[Act]:
    """Drop a weak trigger ("fighting", "the attack") where a strong one of its kind stands with a place.

    Fighting at a town of its own stays: "took A, [fighting goes on] in B".
    """
    taken = {a.mention for a in acts if not a.trigger.weak}

    def is_town(mention: int) -> bool:
        told = scene.view.mentions[mention]
        return told.place >= 0 and told.kind != "axis" and not is_area(scene, mention)

    def gives_way(weak: Act, strong: Act) -> bool:
        elsewhere = -1 < weak.mention != strong.mention
        later = family_of(weak.type) == "fires" and weak.clause > strong.clause
        fought = weak.type == "clash" and weak.mention not in taken and is_town(weak.mention)
        apart = elsewhere and (later or fought)
        return strong is not weak and strong.mention >= 0 and _outdoes(strong, weak) and not apart

    return [a for a in acts if not a.trigger.weak or not any(gives_way(a, b) for b in acts)]


def settle_weak(acts: list[Act]) -> list[Act]:
    """Lend a strong act without a place that of a weak one beside it, and drop the weak one."""
    gone: list[Act] = []
    for strong in acts:
        if strong.mention >= 0 or strong.trigger.weak:
            continue
        weak = next((w for w in acts if w.mention >= 0 and _outdoes(strong, w)), None)
        if weak is not None:
            strong.mention = weak.mention
            gone.append(weak)
    return [a for a in acts if not any(a is g for g in gone)]


def join_clause(acts: list[Act], scene: Scene) -> list[Act]:
    """Join the triggers of one clause that tell one strike: "guided bombs hit houses in X".

    Strikes counted apart ("two missile strikes and 16 air strikes on X") only share the place.
    """
    gone: list[Act] = []
    for loose in acts:
        if loose.mention >= 0 or family_of(loose.type) != "fires":
            continue
        twins = [
            a for a in acts if a.clause == loose.clause and a.mention >= 0 and family_of(a.type) == "fires"
        ]
        if twins and own_tally(loose, scene) not in (None, own_tally(twins[0], scene)):
            loose.mention = twins[0].mention
            continue
        for twin in twins:
            twin.type = twin.type if twin.type != "strike" else loose.type
            twin.weapon = twin.weapon or loose.weapon
            if twin.initiator == "unknown":
                twin.initiator, twin.initiator_name = loose.initiator, loose.initiator_name
        if twins:
            gone.append(loose)
    return [a for a in acts if not any(a is g for g in gone)]


def drop_repeated(acts: list[Act], scene: Scene) -> list[Act]:
    """Keep one casualty trigger a place: "bodies of people killed", but "killed in X, hurt in Y"."""
    kept: list[Act] = []
    for act in acts:
        twins = [k for k in kept if k.type == act.type == "casualty_report" and k.clause == act.clause]
        if not twins or _places_between(twins[-1], act, scene):
            kept.append(act)
    scene.told = [hit for hit in scene.told if any(a.first == hit.first for a in kept)]
    return kept


def _places_between(first: Act, second: Act, scene: Scene) -> bool:
    """Tell whether each of two triggers has a place behind it."""
    starts = [scene.view.mentions[i].first for i in scene.mentions if scene.view.mentions[i].role == "place"]
    stop = scene.clauses[second.clause].stop
    return any(first.stop <= s < second.first for s in starts) and any(
        second.stop <= s < stop for s in starts
    )


def drop_summaries(acts: list[Act], view: View) -> list[Act]:
    """Drop "captured two villages in the east" where the text names a village taken by that side.

    So with strikes on a whole country that are told only by their number.

    So with "attacks repelled near six villages in the east", told in a headline over the six.
    """

    def is_summary(act: Act) -> bool:
        place = view.mentions[act.mention] if act.mention >= 0 else None
        if place is None:
            return False
        if family_of(act.type) == "fires":  # "53 strikes on Ukraine: 48 on A, five on B"
            return is_country(view, place) and all(getattr(act, n) is None for n in NUMBERS)
        headline = act.type == "ground_assault" and act.sentence == act.latest <= 1
        return (
            is_wide(view, place) if family_of(act.type) == "control" else headline and is_macro(view, place)
        )

    named = {(k.type, k.initiator) for k in acts if k.mention >= 0 and not is_summary(k)}
    return [a for a in acts if (a.type, a.initiator) not in named or not is_summary(a)]


def drop_labels(acts: list[Act], view: View) -> list[Act]:
    """Let a headline's label ("Evacuation from X: …") give way to the text, or count as background."""
    kept = []
    unreal = _last_unreal(acts)
    alone = not any(a.mention >= 0 and not a.label for a in acts)  # "Fighting near X: a video" is all
    placed_fire = any(a.mention >= 0 and family_of(a.type) == "fires" for a in acts)
    for act in acts:
        label = act.label and act.type in _TOPICS and act.trigger.voice != "active"
        taken_back = unreal.get(act.type, -1) >= act.sentence
        if label or _is_topic(act, taken_back=taken_back, placed_fire=placed_fire):
            continue
        if (
            not act.label
            or family_of(act.type) in ("fires", "talks")
            or (alone and _is_battle_at_town(act, view))
        ):
            kept.append(act)
        elif family_of(act.type) == "control":
            if act.modality in REAL:
                act.modality, act.when, act.when_told = "historical", UNDATED, False
            kept.append(act)
    return kept


def _is_battle_at_town(label: Act, view: View) -> bool:
    """Tell whether a label tells of fighting at one town."""
    if family_of(label.type) != "ground" or label.mention < 0:
        return False
    place = view.mentions[label.mention]
    wide = is_wide(view, place) or place.kind == "axis" or place.preposition == "from"
    return not wide


def _last_unreal(acts: list[Act]) -> dict[str, int]:
    """Return the last sentence that tells an act of a type as planned, denied or the like."""
    last: dict[str, int] = {}
    for act in acts:
        if act.modality not in REAL:
            last[act.type] = max(act.sentence, last.get(act.type, -1))
    return last


def _is_topic(act: Act, *, taken_back: bool, placed_fire: bool) -> bool:
    """Tell whether a headline only names what the text then takes back or puts off, or what is hit otherwise.

    "Evacuation from X. People need to be evacuated"; "Shelling of the region: ten hurt by missiles in Y"
    """
    if not (act.label or act.sentence <= 1) or act.modality not in REAL or act.when_told:
        return False
    if act.type in (*_TOPICS, "evacuation"):
        return taken_back
    unplaced = act.label and act.mention < 0 and family_of(act.type) == "fires"
    return unplaced and placed_fire


def _outdoes(strong: Act, weak: Act) -> bool:
    if strong.trigger.weak or not weak.trigger.weak or strong.type == "casualty_report":
        return False
    a, b = family_of(strong.type), family_of(weak.type)
    flown = weak.type == "drone_strike" and a == "air_defence" and strong.clause == weak.clause
    return a == b or flown or (a in _BATTLE and b in _BATTLE) or (weak.type == "clash" and strong.label)


def yield_to_toll(acts: list[Act]) -> list[Act]:
    """Let "30 servicemen were eliminated, two howitzers destroyed near X" be one toll at X."""
    tolls = [a for a in acts if a.type == "casualty_report"]
    arms = [
        a for a in acts if family_of(a.type) == "fires" and a.trigger.weak and a.trigger.subject != "none"
    ]
    if not tolls or not arms:
        return acts
    for toll in tolls:
        if toll.mention < 0:
            toll.mention = arms[0].mention
    return [a for a in acts if not any(a is b for b in arms)]


def adopt_casualties(acts: list[Act], scene: Scene) -> list[Act]:
    """Let "killed in X as Russians shelled the area" be shelling at X: a toll takes its attack's type."""
    attacks = [a for a in acts if family_of(a.type) == "fires" and _has_taken_place(a)]
    attacks = [a for a in attacks if not a.label] or attacks
    for loss in acts:
        attack = next((a for a in attacks if a.mention >= 0 and a.clause < loss.clause), None)
        if any(a.clause == loss.clause and a.mention == loss.mention for a in attacks):
            continue  # "in X by shells, [in Y by a bomb]": of an attack of its own
        if attack is not None and loss.type == "casualty_report" and _elsewhere(loss, attack, scene):
            loss.type, loss.initiator, loss.target = attack.type, attack.initiator, attack.target
            loss.inferred = [*attack.inferred]
    view = scene.view
    losses = [a for a in acts if a.type == "casualty_report" and a.mention >= 0]
    losses = [a for a in losses if not is_country(view, view.mentions[a.mention])]
    where = {a.mention for a in losses}
    if (
        not attacks
        or len(where) < 1
        or any(a.mention >= 0 and (a.mention not in where or len(where) < 2) for a in attacks)
    ):
        return acts
    attack = attacks[0]
    taken = [
        replace(
            attack,
            mention=a.mention,
            clause=a.clause,
            first=a.first,
            stop=a.stop,
            notes=[*attack.notes, *a.notes],
        )
        for a in losses
    ]
    return [a for a in acts if a not in losses and a is not attack] + taken


def _has_taken_place(attack: Act) -> bool:
    """Tell whether people may have died of it: "300 died when a raid hit the theatre on March 16"."""
    return attack.modality in REAL or (attack.modality == "historical" and attack.when_told)


def _elsewhere(loss: Act, attack: Act, scene: Scene) -> bool:
    """Tell whether a loss has a place of its own, in its clause: "by strikes on X two died, [in Y] one"."""
    if loss.mention < 0 or loss.mention == attack.mention:
        return False
    first = scene.view.mentions[loss.mention].first
    return scene.clauses[loss.clause].first <= first < scene.clauses[loss.clause].stop
