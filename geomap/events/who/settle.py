"""The sides of an act once its place is known: who holds it, whose land it is, and so what was done to it."""

from __future__ import annotations

from geomap.events.acts import Act
from geomap.events.lexicon.rules import frames
from geomap.events.scene.scene import View
from geomap.events.scene.sides import OPPONENT
from geomap.events.where.unlisted import country_told
from geomap.events.who.actors import infer_sides, is_attack_of_enemy
from geomap.events.who.holders import holder

_AGENT = 6  # tokens of "by" and whom it names


def settle_sides(act: Act, view: View) -> None:
    """Infer the sides that no words tell, and name a change of control by who acts and whose land it is."""
    frame = frames()[act.type]
    mention = view.mentions[act.mention] if act.mention >= 0 else None
    if not frame.sides:
        act.initiator = act.target = "unknown"
        act.initiator_name = act.target_name = None
        return
    if frame.mutual:
        act.initiator_name = act.initiator_name if act.initiator == "UA" else None
        act.target_name = act.target_name if act.target == "RU" else None
        act.initiator, act.target = "UA", "RU"
        return
    if act.type in ("capture", "recapture") and _is_ground_only(act, view):
        act.type, act.outcome = "advance", act.outcome or "succeeded"
    if act.type == "ground_assault" and act.outcome == "failed" and act.initiator == act.target == "unknown":
        act.initiator = OPPONENT[
            view.scenes[act.sentence].speaker
        ]  # who reports repelled attacks repelled them
        act.inferred.append("initiator")
    if act.type == "interception" and mention is not None and _is_of_holder(act, view):
        act.initiator = holder(view, mention)
        act.target = OPPONENT[act.initiator]
    if act.initiator == "unknown" and act.trigger.doer == "speaker":
        act.initiator = view.scenes[act.sentence].speaker
    if act.initiator == "unknown" and mention is not None and is_attack_of_enemy(act, view):
        act.initiator = OPPONENT[holder(view, mention)]
        act.inferred.append("initiator")
    if act.type in ("capture", "recapture") and _is_person_taken(act, view):
        act.type, act.outcome = "detention", act.outcome or "unknown"
    if act.type in ("capture", "recapture"):
        _settle_control(act, view)
    infer_open_sides(act, view)


def infer_open_sides(act: Act, view: View) -> None:
    """Fill the sides that no words tell from who holds the place."""
    frame = frames()[act.type]
    if frame.sides:
        held_by = holder(view, view.mentions[act.mention]) if act.mention >= 0 else "unknown"
        infer_sides(act, held_by, frame.prior, frame.target)


def _is_of_holder(act: Act, view: View) -> bool:
    """Tell whether an air defence that no words give to a side works over Russia's ground: it is Russia's."""
    named = any(a.declared == "UA" for a in view.scenes[act.sentence].actors)
    return act.initiator == "UA" and not named and holder(view, view.mentions[act.mention]) == "RU"


def _is_ground_only(act: Act, view: View) -> bool:
    """Tell whether square kilometres were taken, not a settlement."""
    clause = view.scenes[act.sentence].clauses[act.clause]
    behind = view.mentions[act.mention].first if act.mention >= 0 and not act.passive else clause.stop
    return any(
        q.what in ("km2", "km", "miles", "miles2") and clause.first <= q.first < max(behind, act.stop)
        for q in view.quantities_of.get(act.sentence, ())
    )


def _is_person_taken(act: Act, view: View) -> bool:
    """Tell whether somebody, not somewhere, "was captured by X in Y": the place is only where it happened."""
    if not act.passive or act.mention < 0 or act.trigger.from_place:
        return False
    mention = view.mentions[act.mention]
    villages = any(q.what == "settlements" for q in view.quantities_of.get(act.sentence, ()))
    anaphor = any(h.kind == "anaphor" for h in view.scenes[act.sentence].hits)
    elsewhere = mention.first - act.stop > _AGENT and act.listed == 1  # "captured by X and held in Y"
    return (
        mention.first >= act.stop
        and (elsewhere or mention.preposition in ("in", "near", "at"))
        and not villages
        and not anaphor
    )


def _settle_control(act: Act, view: View) -> None:
    mention = view.mentions[act.mention] if act.mention >= 0 else None
    country = (view.country(mention) or country_told(mention, view)) if mention is not None else None
    if country not in ("UA", "RU"):
        return
    if act.initiator == "unknown" and act.target in ("UA", "RU") and act.trigger.subject == "none":
        act.initiator = OPPONENT[act.target]  # "cleared of [Ukrainian troops]"
        act.inferred.append("initiator")
    if act.initiator not in ("UA", "RU"):
        act.initiator = country if act.type == "recapture" else ("RU" if country == "UA" else "UA")  # type: ignore[assignment]
        act.inferred.append("initiator")
    new = "recapture" if act.initiator == country else "capture"
    if new != act.type:
        act.note(f"control:{new}", f"{act.initiator} in {country}")
        act.type = new
