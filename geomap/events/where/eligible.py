"""Which places may be an act's own: a place of the theatre that is no office, origin or signpost."""

from __future__ import annotations

from datetime import timedelta

from geomap.events.acts import Act
from geomap.events.lexicon.rules import frames, theatre
from geomap.events.scene.scene import Scene, View
from geomap.events.scene.sides import Actor
from geomap.events.what.company import is_area, is_label
from geomap.ontology import family_of
from geomap.places.gazetteer.kinds import kind_of
from geomap.places.mentions.mention import Mention

_OFFICE_REACH = 3
_MUNITION_REACH = 4  # tokens of a model's name: "missiles 'Iskander-M' from"
_RAID_LASTS = timedelta(days=7)


def eligible(act: Act, scene: Scene, index: int) -> bool:
    """Tell whether mention number ``index`` may be the place of ``act``."""
    view, mention = scene.view, scene.view.mentions[index]
    if mention.role == "origin":
        return act.trigger.from_place and mention.preposition == "from"
    if mention.role == "adjective":
        near = act.trigger.voice == "noun" and mention.first < act.stop + 3 and mention.stop <= act.first + 1
        return near or _is_hit_building(act, mention, scene) or (scene.caption and not is_area(scene, index))
    if _only_locates(act, scene, mention) or _leads_away(act, mention) or _sends(act, scene, index):
        return False
    if mention.role not in ("place", "signpost") or (
        mention.role == "signpost" and _nearer_place(scene, index)
    ):
        return False
    if any(a.first <= mention.first < a.stop for a in scene.actors) or names_office(scene, mention):
        return False
    return in_theatre(act, view, mention) and (
        not is_country(view, mention) or _takes_country(act, mention, scene)
    )


def _leads_away(act: Act, mention: Mention) -> bool:
    """Tell whether people went there, or came from there: "the wounded were taken to [Dnipro]".

    So with troops: "a column on its way from [Novoazovsk]".
    """
    to, come = mention.preposition == "to", mention.preposition == "from"
    moved = act.type in ("diplomacy", "deployment")
    return (to and act.type in ("casualty_report", "detention")) or (come and moved)


def _sends(act: Act, scene: Scene, index: int) -> bool:
    """Tell whether munitions come from an area: "hit by Iskander-M missiles [from Bryansk Oblast]"."""
    mention = scene.view.mentions[index]
    if mention.preposition != "from" or family_of(act.type) != "fires" or not is_area(scene, index):
        return False
    near = range(mention.phrase_first - _MUNITION_REACH, mention.phrase_first + 1)
    return any(h.kind == "weapon" and h.stop in near for h in scene.hits)


def _only_locates(act: Act, scene: Scene, mention: Mention) -> bool:
    """Tell whether a place only says where another lies: "X, located between [Y] and [Z], was shelled"."""
    norms, located = scene.view.document.norms, scene.view.language.words.located
    if located.isdisjoint(norms[scene.first : mention.first]):
        return False
    word = max(t for t in range(scene.first, mention.first) if norms[t] in located)
    told = any(word <= h.first < mention.first for h in scene.told) or word <= act.first < mention.first
    ends = (scene.view.mentions[i].phrase_stop for i in scene.mentions)
    return not told and any(0 <= word - end < _OFFICE_REACH for end in ends)


def _named(scene: Scene) -> list[Mention]:
    return [scene.view.mentions[i] for i in scene.mentions]


def _takes_country(act: Act, mention: Mention, scene: Scene) -> bool:
    """Tell whether a whole country can be the place: "in Ukraine" of a tally or a counted attack.

    A headline's label only names its subject where a finer place follows: "War in [Ukraine]: two died in X".
    """
    norms, words = scene.view.document.norms, scene.view.language.words
    finer = any(m.role == "place" and not is_country(scene.view, m) for m in _named(scene))
    if finer and is_label(scene, scene.clause_at(mention.first)):
        return False
    if not mention.preposition:
        return False
    owner = mention.stop < scene.stop and norms[mention.stop] in words.possessive
    return (frames()[act.type].country and not owner) or _is_counted(act, scene)


def _is_hit_building(act: Act, mention: Mention, scene: Scene) -> bool:
    """Tell whether a town's name stands before what was hit: "damage to [Mariupol] police station"."""
    hit = family_of(act.type) == "fires" and (act.passive or act.trigger.weak)
    return (
        hit
        and (0 <= act.first - mention.stop <= _OFFICE_REACH or 0 <= mention.first - act.stop <= 1)
        and not is_area(scene, scene.view.mentions.index(mention))
    )


def names_office(scene: Scene, mention: Mention) -> bool:
    """Tell whether the place belongs to a speaker's office: "the governor of [Kharkiv] region"."""
    norms, office = scene.view.document.norms, scene.view.language.words.office
    counted = {t for q in scene.view.quantities_of.get(scene.index, ()) for t in range(q.first, q.stop)}
    return any(
        a.kind in ("official", "ministry", "police", "person")
        and a.first not in counted  # "killed six medics in Ukraine"
        and (a.case == "any") <= mention.first - a.stop <= _OFFICE_REACH
        and all(norms[t] in office for t in range(a.stop, mention.first))
        and (mention.preposition != "in" or a.case != "any" or speaks(scene, a))
        for a in scene.actors
    )


def speaks(scene: Scene, actor: Actor) -> bool:
    """Tell whether a verb of saying stands in the actor's clause: "[officials] in X said"."""
    said = (h.first for h in scene.hits if h.kind in ("speech", "according"))
    return any(scene.clause_at(at) == scene.clause_at(actor.first) for at in said)


def in_theatre(act: Act, view: View, mention: Mention) -> bool:
    """Tell whether a place lies where acts of this type are looked for."""
    country = view.country(mention)
    return country is None or country in theatre() or frames()[act.type].abroad


def _nearer_place(scene: Scene, index: int) -> bool:
    """Tell whether a signpost leads to another place; "in A, near [B] and C" lists it with what follows."""
    mentions = scene.view.mentions
    own = mentions[index]
    others = [mentions[i] for i in scene.mentions if i != index and mentions[i].role == "place"]
    near = own.group >= 0 and own.relation == "near" and own.distance_km is None
    listed = near and any(
        m.group == own.group and m.relation == "near" and m.first > own.first for m in others
    )
    return bool(others) and not listed


def _is_counted(act: Act, scene: Scene) -> bool:
    """Tell whether numbers make an attack on a whole country concrete: munitions, strikes, a day's toll."""
    counted = scene.view.quantities_of.get(scene.index, ())
    if any(q.role in ("launched", "downed") for q in counted):
        return True
    strikes = any(q.what == "strikes" and q.value is not None for q in counted)
    harm = any(q.role in ("killed", "injured") for q in counted) and _is_short(act)
    return family_of(act.type) == "fires" and (strikes or harm)


def _is_short(act: Act) -> bool:
    """Tell whether the text dates the act within days: the dead of a whole war are no attack's."""
    when = act.when if act.when_told else None
    if when is None or when.date_start is None or when.date_end is None:
        return False
    return when.date_end - when.date_start <= _RAID_LASTS


def is_country(view: View, mention: Mention) -> bool:
    """Tell whether a mention names a whole country."""
    place = mention.place if mention.place >= 0 else (mention.hits[0] if len(mention.hits) == 1 else -1)
    return place >= 0 and kind_of(view.gazetteer, place) == "country"


def is_macro(view: View, mention: Mention) -> bool:
    """Tell whether a mention names a country or a part of one ("eastern Ukraine")."""
    return mention.place >= 0 and kind_of(view.gazetteer, mention.place) in ("country", "region", "sea")


def is_wide(view: View, mention: Mention) -> bool:
    """Tell whether a mention names a country, a part of one, or an oblast."""
    return is_macro(view, mention) or (
        mention.place >= 0 and kind_of(view.gazetteer, mention.place) == "oblast"
    )
