"""Which strike it was: the means that the text names decide between drone, missile, shell and bomb."""

from __future__ import annotations

from geomap.events.acts import Act
from geomap.events.lexicon.lexicon import Hit
from geomap.events.scene.scene import Scene
from geomap.ontology import family_of
from geomap.quantities import Quantity

TYPE_OF = {
    "drone": "drone_strike",
    "missile": "missile_strike",
    "shell": "shelling",
    "bomb": "air_strike",
    "aircraft": "air_strike",
    "mine": "mine_ied",
}
_LIST_REACH = 4  # tokens from what was sent to the last of its list
_AGENT_REACH = 3  # tokens from "by" to the weapon: "by Russian attack drones"
_DEADLY = ("drone", "missile", "shell", "bomb")
_REFINABLE = ("strike", "shelling", "air_strike", "explosion")


def refine(act: Act, scene: Scene) -> None:
    """Set the act's weapon, and a generic strike's type by it; several means together stay ``strike``."""
    hits = [h for h in _near(act, scene) if h.first < act.first or not act.trigger.weak]
    hits = [h for h in hits if act.type != "shelling" or not act.first <= h.first < h.stop == act.stop]
    if act.type == "shelling":
        hits = [h for h in hits if not _is_of_other(h, act, scene)]
    tally = own_tally(act, scene)
    if tally is not None:
        hits = [h for h in hits if _tally_before(h, act, scene) in (None, tally)]
    if hits:
        act.weapon = ", ".join(dict.fromkeys(scene.view.document.span_text(h.first, h.stop) for h in hits))
    if act.type == "drone_strike" and any(h.rule == "shell" and _is_listed(h, act, scene) for h in hits):
        act.type = "strike"  # "used FPV drones, heavy artillery"
    if act.type == "casualty_report":
        _take_agent(act, scene)
    if act.type not in _REFINABLE:
        return
    classes = {str(h.rule) for h in hits} | ({act.weapon_class} if act.weapon_class else set())
    classes.discard("other")
    if act.type == "explosion":
        _refine_explosion(act, classes)
        return
    types = {TYPE_OF[found] for found in classes}
    if len(types) == 1:
        _set_type(act, types.pop())
    elif len(types) > 1 and act.type in ("strike", "shelling"):
        act.type = "strike"
        act.note("weapons:mixed", ", ".join(sorted(classes)))


def _is_listed(hit: Hit, act: Act, scene: Scene) -> bool:
    """Tell whether a means stands in one list with the drones that the act's words send."""
    norms, words = scene.view.document.norms, scene.view.language.words
    for drone in (h for h in scene.hits if h.kind == "weapon" and h.rule == "drone" and h.first > act.first):
        one, other = sorted((drone, hit), key=lambda h: h.first)
        between = norms[one.stop : other.first]
        joined = any(norm == "," or norm in words.conjunctions for norm in between)
        if joined and len(between) <= _LIST_REACH and words.oblique.isdisjoint(between):
            return act.trigger.weapon == "drone" and act.first < hit.first
    return False


def own_tally(act: Act, scene: Scene) -> Quantity | None:
    """Return the act's own number of strikes where its clause counts several kinds of them.

    "launched [nine missile strikes] and [39 air strikes] on the region": two acts, whatever else they share.
    """
    tallies = _tallies(act, scene)
    own = (q for q in tallies if q.first < act.stop and act.first < q.stop)
    return next(own, None) if len(tallies) > 1 else None


def _tally_before(weapon: Hit, act: Act, scene: Scene) -> Quantity | None:
    """Return the number of strikes whose means a weapon is: "five strikes with aircraft, two with [guns]"."""
    return next((q for q in reversed(_tallies(act, scene)) if q.first <= weapon.first), None)


def _tallies(act: Act, scene: Scene) -> list[Quantity]:
    """Return the numbers of strikes in the act's clause."""
    clause = scene.clauses[act.clause]
    counted = scene.view.quantities_of.get(scene.index, ())
    return [q for q in counted if q.what == "strikes" and clause.first <= q.first < clause.stop]


def _take_agent(act: Act, scene: Scene) -> None:
    """Let a toll "by Russian drones", told behind it in the sentence, be the strike of that means."""
    norms, agent = scene.view.document.norms, scene.view.language.words.agent
    for hit in scene.of("weapon"):
        before = norms[max(act.stop, hit.first - _AGENT_REACH) : hit.first]
        if hit.first > act.stop and hit.rule in _DEADLY and not agent.isdisjoint(before):
            _set_type(act, TYPE_OF[hit.rule])
            return


def _set_type(act: Act, new: str) -> None:
    if act.type == new or (act.type == "air_strike" and new == "shelling"):
        return
    act.note(f"weapons:{new}", act.weapon or "")
    act.type = new


def _refine_explosion(act: Act, classes: set[str]) -> None:
    if classes == {"mine"}:
        _set_type(act, "mine_ied")


def _is_of_other(weapon: Hit, act: Act, scene: Scene) -> bool:
    """Tell whether another fire's own words name a means: "shelling near A and an [airstrike] near B"."""
    others = (t for t in scene.told if t.first >= act.stop and family_of(t.rule.type) == "fires")
    return any(t.first <= weapon.first and weapon.stop <= t.stop for t in others)


def _near(act: Act, scene: Scene) -> list:  # type: ignore[type-arg]
    """Return the weapon hits of the act's clause, else of its subject in a clause before.

    An inserted clause may part the two: "[Drones] launched from Kursk, struck Shostka". Another trigger's
    clause lends none.
    """
    clause = scene.clauses[act.clause]
    own = [h for h in scene.hits if h.kind == "weapon" and clause.first <= h.first < clause.stop]
    if (
        own
        or clause.opener != "coordinate"
        or any(h.kind == "trigger" and h.first < clause.first for h in scene.hits)
    ):
        return own
    return [h for h in scene.hits if h.kind == "weapon" and h.first < scene.clauses[0].stop]
