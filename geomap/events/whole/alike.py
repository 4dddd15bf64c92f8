"""Whether two tellings are of one act: type, place, time, sides and numbers agree."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from geomap.events.acts import REAL, Act
from geomap.events.scene.scene import View
from geomap.events.where.eligible import is_country
from geomap.events.where.spots import (
    are_close,
    are_one_spot,
    are_quarters_of_one,
    are_site_and_town,
    holds,
    in_same_district,
    place_of,
)
from geomap.events.whole.echoes import is_disputed
from geomap.events.whole.tolls import (
    NUMBERS,
    are_one_toll,
    are_rounded,
    breaks_down,
    compared,
    count_the_same,
    is_headline_of,
    losses_clash,
    other_dead,
)
from geomap.ontology import family_of

_DAY = timedelta(days=1)
_NEAR, _FAR = 3, 6
"""Sentences across which an act without a place may be one that has a place; "the attack" reaches farther."""
GENERIC = ("strike", "explosion")
REACH = {"fires": 3, "rear": 3, "control": 6, "manoeuvre": 1, "ground": 2}
"""Sentences within which an act told of an area and one told of a place in it are one act."""
_OBJECT_REACH = 4  # tokens behind "attacked" within which the country attacked is named


def same(known: Act, act: Act, view: View) -> bool:
    """Tell whether ``act`` is what ``known`` told already."""
    if _rows_of_a_split(known, act):
        return False
    return (
        _types_agree(known, act)
        and _places_agree(known, act, view)
        and _dates_agree(known, act)
        and _sides_agree(known, act)
        and (
            (known.modality in REAL) == (act.modality in REAL)
            or is_recalled(known, act)
            or is_disputed(known, act)
        )
        and not _numbers_clash(known, act)
    )


def is_recalled(a: Act, b: Act) -> bool:
    """Tell whether one of two tellings only recalls what the other tells as news, or is its toll.

    "Liberated Lyman: … The army freed Lyman"; "300 died when a raid hit the theatre in March"
    """
    past, news = (a, b) if a.modality == "historical" else (b, a)
    if past.modality != "historical" or news.modality not in REAL or a.label or b.label:
        return False
    own = news.mention < 0 or (news.mention == past.mention and news.clause == past.clause)
    toll = news.type == "casualty_report" != past.type and own
    return (toll and a.sentence == b.sentence) or (
        past.type == news.type == "recapture" and not past.when_told and apart(a, b) <= 1
    )


def _rows_of_a_split(known: Act, act: Act) -> bool:
    """Tell whether two acts are rows of one tally, or a row and the sum told before it."""
    if known.split and act.split and known.sentence == act.sentence:
        return True
    return known.mention < 0 <= act.mention and (known.downed or 0) > (act.downed or known.downed or 0)


def _numbers_clash(a: Act, b: Act) -> bool:
    """Tell whether two tolls in different sentences differ: they are two tolls."""
    if a.sentence == b.sentence or "casualty_report" not in (a.type, b.type):
        return False
    toll = a if a.type == "casualty_report" else b
    if a.further_harm != b.further_harm or breaks_down(a, b) or breaks_down(b, a):
        return False
    if a.type != b.type and toll.mention < 0 and apart(a, b) <= 1:
        return False  # "the body of another person": part of the toll just told
    if a.type == b.type and are_rounded(a, b):
        return False
    both = compared(a, b, ("killed", "injured"))
    headline = min(a.sentence, b.sentence) == 0 and apart(a, b) <= 1  # "eight dead, three children hurt"
    return losses_clash(a, b) or not (all(both) or (headline and any(both)))


def _types_agree(a: Act, b: Act) -> bool:
    types = {a.type, b.type}
    if len(types) == 1:
        return True
    if "advance" in types and types & {"capture", "recapture"}:
        entered = next(x for x in (a, b) if x.type == "advance").outcome == "succeeded"
        return entered and apart(a, b) <= 1 and a.initiator == b.initiator
    if types in ({"capture", "recapture"}, {"clash", "ground_assault"}):
        return True
    if all(family_of(t) == "fires" for t in types):
        return _fires_agree(a, b)
    if "casualty_report" in types:
        attack = b if a.type == "casualty_report" else a
        # "destroyed two depots" tells no means and no place: the toll stands alone
        vague = attack.type == "strike" and attack.trigger.weak and attack.mention < 0
        return family_of(attack.type) == "fires" and apart(a, b) <= 3 and not vague
    return False


def _fires_agree(a: Act, b: Act) -> bool:
    if a.type in GENERIC or b.type in GENERIC or a.anaphoric or b.anaphoric:
        return True
    loose = [
        x for x in (a, b) if x.type == "shelling" and (x.weapon or "rocket").lower().startswith("rocket")
    ]
    return bool(loose) and "mine_ied" not in (a.type, b.type)


def names_country(launch: Act, view: View) -> bool:
    """Tell whether a raid without a place is told of a whole country: "attacked [Ukraine] with 40 drones"."""
    near = range(launch.first, launch.stop + _OBJECT_REACH)
    actors = view.scenes[launch.sentence].actors
    return launch.mention < 0 and any(
        a.kind == "country" and a.side == launch.target != "unknown" and a.first in near for a in actors
    )


def _places_agree(a: Act, b: Act, view: View) -> bool:
    if a.mention < 0 or b.mention < 0:
        wide = _is_wide_toll(a, b, view) or _is_wide_raid(a, b, view)
        return not wide and _unplaced_agree(a, b) and _toll_fits(a, b)
    if axis_told(a, b, view) or axis_told(b, a, view):
        return True
    p, q = place_of(a, view), place_of(b, view)
    if p < 0 or q < 0:
        one, other = view.mentions[a.mention], view.mentions[b.mention]
        return one.surface == other.surface or (p == q and not set(one.hits).isdisjoint(other.hits))
    if p == q or are_one_spot(p, q, view):
        return _spots_agree(a, b, view)
    if are_quarters_of_one(p, q, view) and not (_counts_harm(a) and _counts_harm(b)):
        return _spots_agree(a, b, view)
    return _areas_agree(a, b, view)


def _is_wide_toll(a: Act, b: Act, view: View) -> bool:
    """Tell whether a country's toll stands beside an act of another kind: "723 children hurt in Ukraine"."""
    placed = a if a.mention >= 0 else b
    toll = a.type != b.type and placed.mention >= 0 and placed.type == "casualty_report"
    return toll and is_country(view, view.mentions[placed.mention])


def _is_wide_raid(a: Act, b: Act, view: View) -> bool:
    """Tell whether a raid on a whole country stands beside a hit in one place of it."""
    loose, placed = (a, b) if a.mention < 0 else (b, a)
    wide = loose.raid or (loose.launched is not None and names_country(loose, view))
    return placed.mention >= 0 and wide


def _counts_harm(act: Act) -> bool:
    return act.killed is not None or act.injured is not None


def _spots_agree(a: Act, b: Act, view: View) -> bool:
    if family_of(a.type) == "manoeuvre" and place_of(a, view) == place_of(b, view):
        return _compass(a, view) == _compass(b, view)
    near = apart(a, b) <= 2
    return near or "clash" in (a.type, b.type) or _relation(a, view) == _relation(b, view)


def _areas_agree(a: Act, b: Act, view: View) -> bool:
    """Tell whether one place holds the other, and the two tellings stand close enough."""
    p, q = place_of(a, view), place_of(b, view)
    if (
        (a.label or b.label)
        and a.sentence == b.sentence
        and (in_same_district(p, q, view) or are_close(p, q, view))
    ):
        return True
    if not (holds(p, q, view) or holds(q, p, view)):
        return apart(a, b) > 0 and are_site_and_town(p, q, view) and not _are_told_apart(a, b, view)
    if is_further(a, view) or is_further(b, view) or a.swept != b.swept:
        return False  # "34 villages of the region were hit": no village told after it is all of them
    if family_of(a.type) == "air_defence":
        headline = min(a.sentence, b.sentence) == 0 and apart(a, b) == 1 and None in (a.downed, b.downed)
        return headline or (
            a.downed == b.downed and 0 < apart(a, b) <= _FAR
        )  # one over the oblast, then told by its governor
    if _is_damage_in(a, b, p, q, view) or _is_damage_in(b, a, q, p, view):
        return True
    toll = _is_toll_over(a, b) if holds(p, q, view) else _is_toll_over(b, a)
    return toll or a.label or b.label or 0 < apart(a, b) <= REACH.get(family_of(a.type), 0)


def _is_damage_in(raid: Act, damage: Act, area: int, place: int, view: View) -> bool:
    """Tell whether damage in a town is that of the raid on its oblast, told in one sentence."""
    told = raid.sentence == damage.sentence and raid.first < damage.first
    fires = family_of(raid.type) == family_of(damage.type) == "fires"
    return told and fires and damage.trigger.weak and holds(area, place, view)


def _are_told_apart(a: Act, b: Act, view: View) -> bool:
    """Tell whether one sentence names both places beside each other: "from the works and from the town"."""
    wanted, joins = {place_of(a, view), place_of(b, view)}, view.language.words.conjunctions
    for sentence in {a.sentence, b.sentence}:
        told = [m for i in view.places_of.get(sentence, ()) if (m := view.mentions[i]).place in wanted]
        for one, other in pairwise(told):
            between = view.document.norms[one.stop : other.first]
            if one.place != other.place and any(norm == "," or norm in joins for norm in between):
                return True
    return False


def _is_toll_over(toll: Act, attack: Act) -> bool:
    """Tell whether a toll without a number of its own is that of the attack in a town of its area.

    "In Kherson region, a man was killed in a rocket attack in Chornobaivka"
    """
    if (
        toll.type != "casualty_report"
        or family_of(attack.type) != "fires"
        or toll.sentence != attack.sentence
    ):
        return False
    return all(n is None for n in (toll.killed, toll.injured))


def axis_told(axis: Act, act: Act, view: View) -> bool:
    """Tell whether ``act`` is the detail of what ``axis`` told of a front's direction.

    "On the Lyman axis the enemy attacked five times. Attacks near Terny were repelled."
    """
    if axis.mention < 0 or act.mention < 0:
        return False
    if view.mentions[axis.mention].kind != "axis" or view.mentions[act.mention].kind == "axis":
        return False
    if (axis.sentence, axis.first) == (act.sentence, act.first):
        return False  # one list: "in the Donetsk direction and near Vuhledar"
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


def is_further(act: Act, view: View) -> bool:
    """Tell whether a word makes the act one more beside those of the area: "[also] Marhanets was hit"."""
    if act.beside:
        return True
    sentence, norms = view.document.sentences[act.sentence], view.document.norms
    return not view.language.words.further.isdisjoint(norms[sentence.first : sentence.stop])


def apart(a: Act, b: Act) -> int:
    """Return the number of sentences between two tellings, from the last time each was told."""
    return min(abs(a.latest - b.sentence), abs(b.latest - a.sentence), abs(a.sentence - b.sentence))


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
    if any(getattr(a, n) is not None and getattr(a, n) == getattr(b, n) for n in NUMBERS):
        return True
    return apart(a, b) <= (_FAR if loose.anaphoric or loose.trigger.weak else _NEAR)


def _toll_fits(a: Act, b: Act) -> bool:
    """Tell whether a toll can be that of an attack: told with it, after it, or in the headline."""
    if "casualty_report" not in (a.type, b.type) or a.type == b.type:
        return True
    toll, attack = (a, b) if a.type == "casualty_report" else (b, a)
    if toll.mention >= 0 and attack.mention < 0 and toll.sentence != attack.sentence:
        return False
    if toll.sentence == attack.sentence or any(
        getattr(a, n) is not None and getattr(a, n) == getattr(b, n) for n in NUMBERS
    ):
        return True
    if toll.sentence > attack.sentence:
        return apart(a, b) <= 2 and not (toll.when_told and attack.when_told and toll.when != attack.when)
    return toll.sentence == 0 and apart(a, b) <= 2


def _dates_agree(a: Act, b: Act) -> bool:
    if not (a.when_told and b.when_told) or a.when is None or b.when is None:
        return True
    if a.mention == b.mention >= 0 and a.sentence == b.sentence:
        return True
    s, e, t, f = a.when.date_start, a.when.date_end, b.when.date_start, b.when.date_end
    if s is None or e is None or t is None or f is None:
        return (s is None) == (t is None)
    headline = min(a.sentence, b.sentence) <= 1 and apart(a, b) <= 1
    if (headline or is_headline_of(a, b)) and count_the_same(a, b):
        s, t, headline = s - _DAY, t - _DAY, True  # "three killed during the day", in the body: on Monday
    return (s, e) == (t, f) or (s <= f and t <= e and headline)


def _sides_agree(a: Act, b: Act) -> bool:
    if a.type == b.type == "casualty_report":
        if are_one_toll(a, b):
            return True
        if other_dead(a, b):
            return False
    mutual = {"clash", "diplomacy"}  # of a meeting each side may be told as the one that holds it
    if "initiator" in a.inferred or "initiator" in b.inferred or a.type in mutual or b.type in mutual:
        return True
    if a.type != b.type and "casualty_report" in (a.type, b.type) and a.sentence == b.sentence:
        return True  # who lost people is told, not who fired
    return a.initiator == b.initiator or "unknown" in (a.initiator, b.initiator)
