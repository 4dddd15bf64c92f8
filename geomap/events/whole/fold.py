"""The same act told twice in one article is one report: headline and body, an oblast and its village."""

from __future__ import annotations

from geomap.events.acts import REAL, Act, by_sentence
from geomap.events.scene.scene import View
from geomap.events.scene.sides import OPPONENT
from geomap.events.where.eligible import is_country
from geomap.events.where.spots import holds, place_of
from geomap.events.whole.alike import (
    GENERIC,
    REACH,
    apart,
    axis_told,
    is_further,
    is_recalled,
    names_country,
    same,
)
from geomap.events.whole.echoes import is_disputed
from geomap.events.whole.inside import Inside
from geomap.events.whole.namesakes import names_oblast, widen_own_town
from geomap.events.whole.told import Told
from geomap.events.whole.tolls import NUMBERS, breaks_down, is_rounded
from geomap.ontology import family_of
from geomap.places.gazetteer.kinds import kind_of

_EVER = 100_000
_SIDE_REACH = 6  # sentences
_RAID_REACH = 4  # sentences from a raid to the places it hit
_TALLY_REACH = 2  # sentences from a launch to what was downed of it
_SPECIFIC = ("missile_strike", "air_strike", "drone_strike", "shelling", "mine_ied")


def fold(acts: list[Act], view: View) -> list[Act]:
    """Return ``acts`` in order of telling, each act once."""
    widen_own_town(acts, view)
    if len(acts) < 2:
        return acts
    _set_beside(acts)
    _mark_raids(acts)
    _keep_toll_of_area(acts, view)
    acts = _inherit(acts, view)
    _take_side_of_area(acts, view)
    once = _fold_once(acts, view)
    return _fold_once(once, view)  # what the first telling lacked, the numbers say, may be known only now


def _fold_once(acts: list[Act], view: View) -> list[Act]:
    told = Told(view)
    for act in sorted(acts, key=lambda a: (a.sentence, a.type == "casualty_report", a.first, a.mention)):
        twins = [n for n in told.alike(act) if same(told.acts[n], act, view)]
        if twins:
            nearest = min(twins, key=lambda n: _kinship(told.acts[n], act, view))
            _leave_to_all(act, told.acts[nearest])
            told.replace(nearest, _merge(told.acts[nearest], act, view))
        else:
            _take_type_of_area(act, told, view)
            told.add(act)
    return told.acts


def _set_beside(acts: list[Act]) -> None:
    """Mark losses of several towns in one sentence: "one died in X, two were wounded in Y"."""
    losses = [a for a in acts if a.type == "casualty_report" and a.mention >= 0]
    places: dict[int, set[int]] = {}
    for loss in losses:
        places.setdefault(loss.sentence, set()).add(loss.mention)
    for loss in losses:
        loss.beside = len(places[loss.sentence]) > 1


def _mark_raids(acts: list[Act]) -> None:
    """Mark launches that are no town's: "They sent [158 drones]. 114 were downed. One hit a house in X"."""
    tallied = {
        a.sentence for a in acts if a.type == "interception" and a.mention < 0 and a.downed is not None
    }
    for act in acts:
        flown = family_of(act.type) == "fires" and act.mention < 0 and act.launched is not None
        near = range(act.sentence, act.sentence + _TALLY_REACH + 1)
        act.raid = flown and not tallied.isdisjoint(near)


def _keep_toll_of_area(acts: list[Act], view: View) -> None:
    """Keep the toll of an area from any one of several towns: "two died in X Oblast. A and B were hit".

    The toll of an oblast by itself stays one; fire on an area gives way to its towns, its number to none.
    """
    tolled = [a for a in acts if (a.killed or a.injured) and place_of(a, view) >= 0]
    told = Inside(acts, view)
    for toll in tolled:
        area = place_of(toll, view)
        if told.has_toll(area, (toll.killed, toll.injured)) or told.next_places(area, toll.sentence) < 2:
            continue
        fire = told.is_under_fire(area, toll.sentence)
        if toll.type == "casualty_report" and not fire and kind_of(view.gazetteer, area) == "oblast":
            toll.swept = True
        else:
            told.forget_toll(toll)
            toll.killed = toll.injured = None


def _leave_to_all(loss: Act, twin: Act) -> None:
    """Let people hurt in several places together be the toll of none: "shelled X and Y. Two were wounded"."""
    if loss.type == "casualty_report" and loss.mention < 0 and twin.listed > 1:
        loss.killed = loss.injured = None


def _inherit(acts: list[Act], view: View) -> list[Act]:
    """Let "communities X and Y were hit" take means and time of the shelling of their district just told.

    Fire by several means on a district is told in full by the list of its towns behind it: one strike each.
    """
    told_in = by_sentence(acts)
    gone: set[int] = set()
    for act in acts:
        if act.type != "strike" or act.weapon or act.mention < 0:
            continue
        before = [a for i in (act.sentence - 2, act.sentence - 1) for a in told_in.get(i, ())]
        areas = [a for a in before if a.mention >= 0 and (a.type in _SPECIFIC or _by_means(a))]
        areas = [a for a in areas if holds(place_of(a, view), place_of(act, view), view)]
        area = areas[-1] if areas and areas[-1].sentence == act.sentence - 1 else None
        area = area or _raid_before(act, told_in, view)
        if area is None:
            continue
        areas = areas or [area]
        if len({a.type for a in areas}) == 1:
            act.type, act.weapon = area.type, area.weapon
        elif act.listed > 1 and not is_further(act, view):
            mixed = [a for a in areas if a.sentence == act.sentence - 1]
            act.weapon = ", ".join(dict.fromkeys(a.weapon for a in mixed if a.weapon)) or None
            gone.update(map(id, mixed))
        act.initiator, act.target, act.inferred = area.initiator, area.target, list(area.inferred)
        if not act.when_told:
            act.when, act.when_told = area.when, area.when_told
    return [act for act in acts if id(act) not in gone]


def _by_means(act: Act) -> bool:
    return act.type == "strike" and act.weapon is not None


def _raid_before(act: Act, told_in: dict[int, list[Act]], view: View) -> Act | None:
    """Return the raid on the whole country of which a hit told just after it is one: "The strike hit X"."""
    if act.when_told or act.modality not in REAL or act.trigger.voice != "noun":
        return None
    before = [a for i in range(act.sentence - _RAID_REACH, act.sentence) for a in told_in.get(i, ())]
    raids = [a for a in before if a.launched is not None and a.when_told and names_country(a, view)]
    country = view.country(view.mentions[act.mention])
    return next((a for a in reversed(raids) if a.target == country), None)


def _take_side_of_area(acts: list[Act], view: View) -> None:
    """Let fire on a town be that of who is told to fire at its oblast: "X shelled the oblast. A was hit."."""
    fires = [a for a in acts if family_of(a.type) == "fires" and place_of(a, view) >= 0]
    told: list[Act] = []
    for act in sorted(fires, key=lambda a: (a.sentence, a.first)):
        if "initiator" not in act.inferred:
            told.append(act)
            continue
        near = [a for a in told if apart(a, act) <= _SIDE_REACH]
        area = next((a for a in reversed(near) if holds(place_of(a, view), place_of(act, view), view)), None)
        if area is not None and area.initiator in OPPONENT:
            act.initiator, act.target = area.initiator, OPPONENT[area.initiator]


def _kinship(known: Act, act: Act, view: View) -> tuple[bool, bool, int]:
    """Order the acts told before by how likely ``act`` repeats them."""
    if act.mention < 0:
        return (False, False, apart(known, act))
    return (known.type != act.type, place_of(known, view) != place_of(act, view), apart(known, act))


def _take_type_of_area(loss: Act, told: Told, view: View) -> None:
    """Let a loss in a town of an area, or a region of a country, under fire be a strike on it.

    In a town of an area only where it is one more act.
    """
    if loss.type != "casualty_report" or place_of(loss, view) < 0:
        return
    near = (told.acts[number] for number in told.near(loss))
    fires = [k for k in near if family_of(k.type) == "fires" and apart(k, loss) <= REACH["fires"]]
    area = next((k for k in fires if _is_of(loss, k, view)), None)
    if area is not None:
        loss.type = area.type if len({k.type for k in fires}) == 1 else "strike"
        loss.initiator, loss.target = area.initiator, area.target
        loss.inferred = ["initiator", "target"]


def _is_of(loss: Act, area: Act, view: View) -> bool:
    """Tell whether people came to harm within what was under fire: "attacked Ukraine. In Odesa, two died"."""
    if area.mention < 0:
        place, real = view.mentions[loss.mention], area.modality in REAL
        part = view.country(place) == area.target and not is_country(view, place)
        return part and real and names_country(area, view) and not loss.when_told
    return is_further(loss, view) and holds(place_of(area, view), place_of(loss, view), view)


def _merge(a: Act, b: Act, view: View) -> Act:
    """Return the fuller of two tellings, with what only the other one tells."""
    main, other = (a, b) if _fullness(a, view) >= _fullness(b, view) else (b, a)
    if axis_told(main, other, view):
        main, other = other, main
    if is_disputed(a, b):
        main, other = (a, b) if a.modality in REAL else (b, a)
        main.status = "disputed"
    if is_recalled(main, other) and main.type == other.type:
        news = a if a.modality in REAL else b
        main.modality, main.when, main.when_told = news.modality, news.when, news.when_told
    main.type = _fuller_type(main, other)
    if main.mention < 0:
        main.mention = other.mention
    if names_oblast(a, b, view):
        main.mention = b.mention
    if other.when_told and (not main.when_told or _days(other) < _days(main)):
        main.when, main.when_told = other.when, True
    if (main.initiator == "unknown" or "initiator" in main.inferred) and "initiator" not in other.inferred:
        _copy_sides(main, other)
    if main.claimant is None or main.claimant_side == "unknown":
        main.claimant, main.claimant_side = other.claimant or main.claimant, other.claimant_side
    _merge_numbers(main, other)
    main.outcome = main.outcome or other.outcome
    if other.type != "casualty_report":
        main.weapon = main.weapon or other.weapon
    main.status = main.status or other.status
    main.label = a.label and b.label
    main.latest = max(main.latest, other.latest)
    main.counted, main.all_downed = main.counted or other.counted, main.all_downed or other.all_downed
    main.notes.append(other.notes[0]._replace(rule="told-again:" + other.notes[0].rule))
    return main


def _merge_numbers(main: Act, other: Act) -> None:
    """Take the numbers that only ``other`` tells; add those that come on top of the ones told before."""
    finer = breaks_down(main, other)
    for number in NUMBERS:
        old, new = getattr(main, number), getattr(other, number)
        if new is None:
            continue
        if old is None or finer:
            setattr(main, number, new)
            main.further_harm |= other.further_harm & {number}
        elif main.type == other.type == "casualty_report" and is_rounded(old, new):
            setattr(main, number, max(old, new, key=lambda n: n % 10 != 0))
        elif (number in main.further_harm) != (number in other.further_harm):
            setattr(main, number, old + new)
            main.further_harm -= {number}
    main.losses = main.losses or other.losses


def _days(act: Act) -> int:
    """Return the length of the act's time in days; the narrower of two tellings is the better one."""
    if act.when is None or act.when.date_start is None or act.when.date_end is None:
        return _EVER
    return (act.when.date_end - act.when.date_start).days


def _copy_sides(main: Act, other: Act) -> None:
    if other.initiator != "unknown":
        main.initiator, main.initiator_name = other.initiator, other.initiator_name
        main.target, main.target_name = other.target, other.target_name
        main.inferred = [field for field in main.inferred if field not in ("initiator", "target")] + [
            field for field in other.inferred if field == "target"
        ]


def _fuller_type(a: Act, b: Act) -> str:
    if "advance" in (a.type, b.type):
        return next((x.type for x in (a, b) if x.type != "advance"), a.type)
    if {a.type, b.type} == {"shelling", "strike"} and _by_several_means(a, b):
        return "strike"
    if {a.type, b.type} == set(GENERIC):
        strike = a if a.type == "strike" else b
        attacked = not strike.label and strike.initiator != "unknown" and "initiator" not in strike.inferred
        return "strike" if attacked else next((x.type for x in (a, b) if not x.label), a.type)
    ranks = {act.type: _specificity(act) for act in (b, a)}
    return max((a.type, b.type), key=lambda event_type: ranks[event_type])


def _specificity(act: Act) -> int:
    """Return how much the type tells: a named means, any other act, a generic strike, a toll or fighting."""
    if act.type in ("casualty_report", "clash"):
        return 0
    if act.type in GENERIC:
        return 1
    loose = act.type == "shelling" and (act.weapon or "rocket").lower().startswith("rocket")
    return 3 if act.type in _SPECIFIC and not loose else 2


def _by_several_means(a: Act, b: Act) -> bool:
    """Tell whether a "shelling" without a weapon was, as told again, an attack by drones and guns."""
    shelling, strike = (a, b) if a.type == "shelling" else (b, a)
    return shelling.weapon is None and strike.weapon is not None and "," in strike.weapon


def _fullness(act: Act, view: View) -> tuple[bool, int, bool, bool, bool, int]:
    fine = 0
    if act.mention >= 0:
        place = place_of(act, view)
        fine = (
            3
            if place < 0
            else 1
            + sum(
                level[place] >= 0
                for level in (view.gazetteer.admin1, view.gazetteer.admin2, view.gazetteer.admin3)
            )
        )
    return (
        act.type != "casualty_report",
        fine,
        act.when_told,
        act.initiator != "unknown",
        act.counted,
        act.sentence,
    )
