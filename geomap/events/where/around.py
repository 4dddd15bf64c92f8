"""The town around what has no point of its own: a bridge "over the X in Y", works "in Y", the mayor of Y."""

from __future__ import annotations

from geomap.events.acts import Act
from geomap.events.scene.scene import Scene
from geomap.events.what.company import is_area
from geomap.events.where.choices import choices_in
from geomap.events.where.eligible import speaks
from geomap.ontology import family_of
from geomap.places.gazetteer.kinds import SETTLEMENTS, kind_of
from geomap.places.mentions.mention import Mention

_AROUND = frozenset({"in", "of", "on"})
_PARTS = frozenset({"site", "river", "way", "district", "raion"})
_REACH = 3  # tokens between the two


def town_around(act: Act, scene: Scene, found: list[int]) -> list[int]:
    """Return the town that follows a part of it without a point: "the bridge over the X River in [Y]"."""
    mentions, norms = scene.view.mentions, scene.view.document.norms
    if not found or any(not _is_pointless(scene, mentions[i]) for i in found):
        return found
    part = mentions[found[-1]]
    if _is_open_district(scene, part):
        return [part.within]
    stop = scene.clauses[scene.clause_at(part.first)].stop
    behind = choices_in(act, scene, part.stop, stop)
    if not behind:
        return found
    town = _is_around(mentions[behind[0]], part) and not is_area(scene, behind[0])
    if not town and not _is_around_river(act, scene, mentions[behind[0]], part):
        return found
    gap = norms[part.phrase_stop : mentions[behind[0]].phrase_first]
    listed = "," in gap or not scene.view.language.words.conjunctions.isdisjoint(gap)
    return found if listed or len(gap) > _REACH else [behind[0]]


def _is_open_district(scene: Scene, part: Mention) -> bool:
    """Tell whether only the area of a district is known: "a drone fell in the Y district, [Tula region]".

    Of Russian texts the district keeps its name, see ``unlisted``.
    """
    known = part.within >= 0 and scene.view.mentions[part.within].place >= 0
    unnamed = part.place < 0 and part.kind in ("district", "raion") and scene.view.document.lang != "ru"
    return known and unnamed


def _is_around(town: Mention, part: Mention) -> bool:
    """Tell whether the words put ``part`` inside ``town``; a river runs past towns as well."""
    known = town.place >= 0 and town.kind in ("", "settlement")
    inside = town.preposition in _AROUND and town.relation is None
    return known and (inside or (part.place >= 0 and town.relation == "near"))


def _is_around_river(act: Act, scene: Scene, area: Mention, part: Mention) -> bool:
    """Tell whether an oblast says where at a river fire fell: "strikes on bridges across X in [Y region]"."""
    river = part.place >= 0 and kind_of(scene.view.gazetteer, part.place) == "river"
    at = area.kind == "oblast" and area.preposition == "in"
    return river and at and family_of(act.type) == "fires"


def _is_pointless(scene: Scene, mention: Mention) -> bool:
    """Tell whether a name has no point of its own, and is none that several villages bear."""
    if mention.place >= 0:
        return kind_of(scene.view.gazetteer, mention.place) == "river"
    return mention.kind in _PARTS or mention.role != "place" or not (mention.hits or mention.kind)


def seat_of_taken(act: Act, scene: Scene) -> list[int]:
    """Return the town of an official who was taken: "kidnapped the mayor of [Beryslav]"."""
    if act.type != "detention":
        return []
    return [i for i in scene.mentions if _is_seat(act, scene, scene.view.mentions[i])][:1]


def _is_seat(act: Act, scene: Scene, mention: Mention) -> bool:
    if mention.place < 0 or kind_of(scene.view.gazetteer, mention.place) not in SETTLEMENTS:
        return False
    taken = (mention.first >= act.stop) is not act.passive and scene.clause_at(mention.first) == act.clause
    norms, office = scene.view.document.norms, scene.view.language.words.office
    return taken and any(
        a.kind == "official"
        and all(norms[t] in office for t in range(min(a.stop, mention.stop), max(a.first, mention.first)))
        and not speaks(scene, a)
        for a in scene.actors
    )
