"""Which acts stay: weak words give way, casualties join their attack, the placeless and vague are left out."""

from __future__ import annotations

from dataclasses import replace

from geomap.events.acts import Act
from geomap.events.rules import frames
from geomap.events.scene import Scene, View
from geomap.ontology import family_of

_REAL = ("occurred", "ongoing")
_BATTLE = ("ground", "manoeuvre", "control")


def drop_weak(acts: list[Act]) -> list[Act]:
    """Drop a weak trigger ("fighting", "the attack") where a strong one of its kind stands in the sentence."""
    return [a for a in acts if not (a.trigger.weak and any(_outdoes(b, a) for b in acts if b is not a))]


def _outdoes(strong: Act, weak: Act) -> bool:
    if strong.trigger.weak or strong.type == "casualty_report":
        return False
    a, b = family_of(strong.type), family_of(weak.type)
    return a == b or (a in _BATTLE and b in _BATTLE)


def adopt_casualties(acts: list[Act], scene: Scene) -> list[Act]:
    """Let "killed in X as Russians shelled the area" be shelling at X: casualties take their attack's type."""
    attacks = [a for a in acts if family_of(a.type) == "fires"]
    if not attacks or any(a.mention >= 0 for a in attacks):
        return acts
    losses = [a for a in acts if a.type == "casualty_report" and a.mention >= 0]
    if not losses:
        return acts
    attack = attacks[0]
    taken = [replace(attack, mention=a.mention, clause=a.clause, notes=[*attack.notes, *a.notes]) for a in losses]
    return [a for a in acts if a not in losses and a is not attack] + taken


def keep(act: Act, acts: list[Act], view: View) -> bool:
    """Tell whether an act is concrete enough to be a report."""
    if act.mention >= 0:
        return _place_will_do(act, view)
    if act.modality not in _REAL:
        return False
    rule = frames()[act.type].placeless
    if rule == "always":
        return True
    if rule == "never" or not act.counted:
        return False
    return not any(k is not act and k.mention >= 0 and family_of(k.type) == family_of(act.type) for k in acts)


def _place_will_do(act: Act, view: View) -> bool:
    mention = view.mentions[act.mention]
    return mention.place >= 0 or bool(mention.surface)
