"""The same act told twice in one article is one report: headline and body, an oblast and its village."""

from __future__ import annotations

from geomap.events.acts import Act
from geomap.events.arguments import is_country
from geomap.events.scene import View
from geomap.ontology import family_of
from geomap.places.kinds import kind_of

_REAL = ("occurred", "ongoing")
_NEAR, _FAR = 3, 6
"""Sentences across which an act without a place may be one that has a place; "the attack" reaches farther."""
_EVER = 100_000
_SPOT = 0.05  # degrees: about 5 km
_GENERIC = ("strike", "explosion")
_SPECIFIC = ("missile_strike", "air_strike", "drone_strike", "shelling", "mine_ied")
_REACH = {"fires": 3, "rear": 3, "control": 6, "manoeuvre": 1, "ground": 2}
"""Sentences within which an act told of an area and one told of a place in it are one act."""
_NUMBERS = ("killed", "injured", "launched", "downed")


def fold(acts: list[Act], view: View) -> list[Act]:
    """Return ``acts`` in order of telling, each act once."""
    for act in acts:
        act.beside = any(_is_beside(act, other) for other in acts)
    _inherit(acts, view)
    once = _fold_once(acts, view)
    return _fold_once(once, view)  # what the first telling lacked, the numbers say, may be known only now


def _fold_once(acts: list[Act], view: View) -> list[Act]:
    kept: list[Act] = []
    for act in sorted(acts, key=lambda a: (a.sentence, a.type == "casualty_report", a.first, a.mention)):
        twin = next(
            (k for k in sorted(kept, key=lambda k: _kinship(k, act, view)) if _same(k, act, view)), None
        )
        if twin is None:
            _take_type_of_area(act, kept, view)
            kept.append(act)
        else:
            kept[_position(kept, twin)] = _merge(twin, act, view)
    return kept


def _inherit(acts: list[Act], view: View) -> None:
    """Let "communities X and Y were hit" take means and time of the shelling of their district just told."""
    for act in acts:
        if act.type != "strike" or act.weapon or act.mention < 0:
            continue
        for area in acts:
            told = area.mention >= 0 and area.type in _SPECIFIC and 0 < act.sentence - area.sentence <= 1
            if told and _holds(_place(area, view), _place(act, view), view):
                act.type, act.initiator, act.target = area.type, area.initiator, area.target
                act.weapon, act.inferred = area.weapon, list(area.inferred)
                if not act.when_told:
                    act.when, act.when_told = area.when, area.when_told
                break


def _position(kept: list[Act], twin: Act) -> int:
    return next(i for i, k in enumerate(kept) if k is twin)


def _kinship(known: Act, act: Act, view: View) -> tuple[bool, bool, int]:
    """Order the acts told before by how likely ``act`` repeats them."""
    if act.mention < 0:
        return (False, False, _apart(known, act))
    return (known.type != act.type, _place(known, view) != _place(act, view), _apart(known, act))


def _same(known: Act, act: Act, view: View) -> bool:
    return (
        _types_agree(known, act)
        and _places_agree(known, act, view)
        and _dates_agree(known, act)
        and _sides_agree(known, act)
        and (known.modality in _REAL) == (act.modality in _REAL)
        and not _numbers_clash(known, act)
    )


def _numbers_clash(a: Act, b: Act) -> bool:
    """Tell whether two tolls in different sentences differ: they are two tolls."""
    if a.sentence == b.sentence or "casualty_report" not in (a.type, b.type):
        return False
    toll = a if a.type == "casualty_report" else b
    if a.type != b.type and toll.mention < 0 and _apart(a, b) <= 1:
        return False  # "the body of another person": part of the toll just told
    told = [(getattr(a, n), getattr(b, n)) for n in ("killed", "injured")]
    return any(x is not None and y is not None and x != y for x, y in told)


def _types_agree(a: Act, b: Act) -> bool:
    types = {a.type, b.type}
    if len(types) == 1:
        return True
    if "advance" in types and types & {"capture", "recapture"}:
        entered = next(x for x in (a, b) if x.type == "advance").outcome == "succeeded"
        return entered and _apart(a, b) <= 1 and a.initiator == b.initiator
    if types in ({"capture", "recapture"}, {"clash", "ground_assault"}):
        return True
    if all(family_of(t) == "fires" for t in types):
        return _fires_agree(a, b)
    if "casualty_report" in types:
        other = (types - {"casualty_report"}).pop()
        return family_of(other) == "fires" and _apart(a, b) <= 3
    return False


def _fires_agree(a: Act, b: Act) -> bool:
    if a.type in _GENERIC or b.type in _GENERIC or a.anaphoric or b.anaphoric:
        return True
    loose = [
        x for x in (a, b) if x.type == "shelling" and (x.weapon or "rocket").lower().startswith("rocket")
    ]
    return bool(loose) and "mine_ied" not in (a.type, b.type)


def _place(act: Act, view: View) -> int:
    return view.mentions[act.mention].place if act.mention >= 0 else -1


def _places_agree(a: Act, b: Act, view: View) -> bool:
    if a.mention < 0 or b.mention < 0:
        return not _is_wide_toll(a, b, view) and _unplaced_agree(a, b) and _toll_fits(a, b)
    if _axis_told(a, b, view) or _axis_told(b, a, view):
        return True
    p, q = _place(a, view), _place(b, view)
    if p < 0 or q < 0:
        one, other = view.mentions[a.mention], view.mentions[b.mention]
        return one.surface == other.surface or (p == q and not set(one.hits).isdisjoint(other.hits))
    if p == q or _same_spot(p, q, view):
        return _spots_agree(a, b, view)
    return _areas_agree(a, b, view)


def _is_wide_toll(a: Act, b: Act, view: View) -> bool:
    """Tell whether a country's toll stands beside an act of another kind: "723 children hurt in Ukraine"."""
    placed = a if a.mention >= 0 else b
    toll = a.type != b.type and placed.mention >= 0 and placed.type == "casualty_report"
    return toll and is_country(view, view.mentions[placed.mention])


def _spots_agree(a: Act, b: Act, view: View) -> bool:
    if family_of(a.type) == "manoeuvre" and _place(a, view) == _place(b, view):
        return _compass(a, view) == _compass(b, view)
    near = _apart(a, b) <= 2
    return near or "clash" in (a.type, b.type) or _relation(a, view) == _relation(b, view)


def _areas_agree(a: Act, b: Act, view: View) -> bool:
    """Tell whether one place holds the other, and the two tellings stand close enough."""
    p, q = _place(a, view), _place(b, view)
    if (a.label or b.label) and a.sentence == b.sentence and _same_district(p, q, view):
        return True
    if not (_holds(p, q, view) or _holds(q, p, view)):
        return False
    if _is_further(a, view) or _is_further(b, view):
        return False
    return a.label or b.label or 0 < _apart(a, b) <= _REACH.get(family_of(a.type), 0)


def _axis_told(axis: Act, act: Act, view: View) -> bool:
    """Tell whether ``act`` is the detail of what ``axis`` told of a front's direction.

    "On the Lyman axis the enemy attacked five times. Attacks near Terny were repelled."
    """
    if axis.mention < 0 or act.mention < 0:
        return False
    if view.mentions[axis.mention].kind != "axis" or view.mentions[act.mention].kind == "axis":
        return False
    if (
        family_of(axis.type) != "ground"
        or family_of(act.type) != "ground"
        or not 0 <= act.sentence - axis.sentence <= 1
    ):
        return False
    named = {
        view.mentions[i].place
        for i in view.places_of.get(act.sentence, ())
        if view.mentions[i].kind == "axis"
    }
    return not named or view.mentions[axis.mention].place in named


def _is_beside(loss: Act, other: Act) -> bool:
    """Tell whether a sentence tells losses of several towns: "one died in X, two were wounded in Y"."""
    both = loss.type == other.type == "casualty_report" and loss.sentence == other.sentence
    return both and -1 < loss.mention != other.mention > -1


def _is_further(act: Act, view: View) -> bool:
    """Tell whether a word makes the act one more beside those of the area: "[also] Marhanets was hit"."""
    if act.beside:
        return True
    sentence, norms = view.document.sentences[act.sentence], view.document.norms
    return not view.language.words.further.isdisjoint(norms[sentence.first : sentence.stop])


def _take_type_of_area(loss: Act, kept: list[Act], view: View) -> None:
    """Let a loss in a town of an area under fire be a strike on that town, where it is one more act."""
    if loss.type != "casualty_report" or loss.mention < 0 or not _is_further(loss, view):
        return
    types = {k.type for k in kept if family_of(k.type) == "fires" and _apart(k, loss) <= _REACH["fires"]}
    for area in kept:
        under_fire = (
            family_of(area.type) == "fires" and area.mention >= 0 and _apart(area, loss) <= _REACH["fires"]
        )
        if under_fire and _place(loss, view) >= 0 and _holds(_place(area, view), _place(loss, view), view):
            loss.type = area.type if len(types) == 1 else "strike"
            loss.initiator, loss.target = area.initiator, area.target
            loss.inferred = ["initiator", "target"]
            return


def _apart(a: Act, b: Act) -> int:
    """Return the number of sentences between two tellings, from the last time each was told."""
    return min(abs(a.latest - b.sentence), abs(b.latest - a.sentence), abs(a.sentence - b.sentence))


def _same_district(p: int, q: int, view: View) -> bool:
    above = view.gazetteer.admin2
    return above[p] >= 0 and above[p] == above[q]


def _same_spot(p: int, q: int, view: View) -> bool:
    """Tell whether an axis and the town that names it are meant: "near X", "in the X sector"."""
    gazetteer = view.gazetteer
    if "axis" not in (kind_of(gazetteer, p), kind_of(gazetteer, q)):
        return False
    if gazetteer.name(p).split()[0] == gazetteer.name(q).split()[0]:
        return True
    return (
        abs(gazetteer.lat[p] - gazetteer.lat[q]) < _SPOT and abs(gazetteer.lon[p] - gazetteer.lon[q]) < _SPOT
    )


def _compass(act: Act, view: View) -> str:
    """Return "south_of" and the like, or "" for all that means the place itself or its surroundings."""
    relation = _relation(act, view)
    return relation if relation.endswith("_of") else ""


def _relation(act: Act, view: View) -> str:
    return act.further or view.mentions[act.mention].relation or "at"


def _unplaced_agree(a: Act, b: Act) -> bool:
    if a.mention < 0 and b.mention < 0:
        return True
    if a.type == b.type == "interception" and any(
        x.mention >= 0 and x.downed is None and x.listed > 1 for x in (a, b)
    ):
        return False  # "Drones were downed in A, B and C" splits no total
    loose = a if a.mention < 0 else b
    if any(getattr(a, n) is not None and getattr(a, n) == getattr(b, n) for n in _NUMBERS):
        return True
    return _apart(a, b) <= (_FAR if loose.anaphoric or loose.trigger.weak else _NEAR)


def _toll_fits(a: Act, b: Act) -> bool:
    """Tell whether a toll can be that of an attack: told with it, after it, or in the headline."""
    if "casualty_report" not in (a.type, b.type) or a.type == b.type:
        return True
    toll, attack = (a, b) if a.type == "casualty_report" else (b, a)
    if toll.mention >= 0 and attack.mention < 0 and toll.sentence != attack.sentence:
        return False
    if toll.sentence == attack.sentence or any(
        getattr(a, n) is not None and getattr(a, n) == getattr(b, n) for n in _NUMBERS
    ):
        return True
    if toll.sentence > attack.sentence:
        return _apart(a, b) <= 2 and not (toll.when_told and attack.when_told and toll.when != attack.when)
    return toll.sentence == 0 and _apart(a, b) <= 2


def _holds(area: int, place: int, view: View) -> bool:
    gazetteer = view.gazetteer
    return area >= 0 and area in (gazetteer.admin1[place], gazetteer.admin2[place], gazetteer.admin3[place])


def _dates_agree(a: Act, b: Act) -> bool:
    if not (a.when_told and b.when_told) or a.when is None or b.when is None:
        return True
    if a.mention == b.mention >= 0 and a.sentence == b.sentence:
        return True
    s, e, t, f = a.when.date_start, a.when.date_end, b.when.date_start, b.when.date_end
    if s is None or e is None or t is None or f is None:
        return (s is None) == (t is None)
    headline = min(a.sentence, b.sentence) <= 1 and _apart(a, b) <= 1
    return (s, e) == (t, f) or (s <= f and t <= e and headline)


def _sides_agree(a: Act, b: Act) -> bool:
    if "initiator" in a.inferred or "initiator" in b.inferred or a.type == "clash" or b.type == "clash":
        return True
    if a.type != b.type and "casualty_report" in (a.type, b.type) and a.sentence == b.sentence:
        return True  # who lost people is told, not who fired
    return a.initiator == b.initiator or "unknown" in (a.initiator, b.initiator)


def _merge(a: Act, b: Act, view: View) -> Act:
    """Return the fuller of two tellings, with what only the other one tells."""
    main, other = (a, b) if _fullness(a, view) >= _fullness(b, view) else (b, a)
    if _axis_told(main, other, view):
        main, other = other, main
    main.type = _fuller_type(main, other)
    if main.mention < 0:
        main.mention = other.mention
    if other.when_told and (not main.when_told or _days(other) < _days(main)):
        main.when, main.when_told = other.when, True
    if (main.initiator == "unknown" or "initiator" in main.inferred) and "initiator" not in other.inferred:
        _copy_sides(main, other)
    if main.claimant is None or main.claimant_side == "unknown":
        main.claimant, main.claimant_side = other.claimant or main.claimant, other.claimant_side
    for number in _NUMBERS:
        if getattr(main, number) is None:
            setattr(main, number, getattr(other, number))
    main.outcome = main.outcome or other.outcome
    if other.type != "casualty_report":
        main.weapon = main.weapon or other.weapon
    main.status = main.status or other.status
    main.label = a.label and b.label
    main.latest = max(main.latest, other.latest)
    main.counted, main.all_downed = main.counted or other.counted, main.all_downed or other.all_downed
    main.notes.append(other.notes[0]._replace(rule="told-again:" + other.notes[0].rule))
    return main


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
    if {a.type, b.type} == set(_GENERIC):
        return next((x.type for x in (a, b) if not x.label), a.type)
    ranks = {act.type: _specificity(act) for act in (b, a)}
    return max((a.type, b.type), key=lambda event_type: ranks[event_type])


def _specificity(act: Act) -> int:
    """Return how much the type tells: a named means, any other act, a generic strike, a toll or fighting."""
    if act.type in ("casualty_report", "clash"):
        return 0
    if act.type in _GENERIC:
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
        place = _place(act, view)
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
