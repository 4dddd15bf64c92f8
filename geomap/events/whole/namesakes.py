"""Whether a bare name is a town's or its oblast's: "shelling of Sumy" in a text about the Sumy region."""

from __future__ import annotations

from geomap.events.acts import Act
from geomap.events.scene.scene import View
from geomap.events.where.spots import place_of
from geomap.events.who.holders import holder
from geomap.ontology import family_of
from geomap.places.mentions.mention import Mention

_AND_THE_REGION = 3  # tokens


def widen_own_town(acts: list[Act], view: View) -> None:
    """Let Russia's fire on a town that it holds be that on its oblast, where the text names the oblast.

    "Russian troops killed two in Donetsk region. … the dead in [Donetsk]: one in Soledar, one in Zoria".
    """
    oblasts = {m.place: i for i, m in enumerate(view.mentions) if m.kind == "oblast" and m.place >= 0}
    hurting = [act for act in acts if family_of(act.type) == "fires" or act.type == "casualty_report"]
    if not oblasts or not any(a.initiator == "RU" and "initiator" not in a.inferred for a in hurting):
        return
    for act in hurting:
        told = act.initiator == "UA" and "initiator" not in act.inferred
        if told or place_of(act, view) < 0:
            continue
        town, area = view.mentions[act.mention], view.gazetteer.admin1[place_of(act, view)]
        if area in oblasts and _is_bare(town, area, view) and holder(view, town) == "RU":
            act.mention = oblasts[area]
            if "initiator" in act.inferred:
                act.initiator, act.target, act.inferred = "RU", "UA", []


def names_oblast(headline: Act, body: Act, view: View) -> bool:
    """Tell whether a headline's bare name is the oblast's: "Shelling of [Sumy]. … fired at [Sumy region]".

    Where the words go on to "and the region", or the oblast comes first, the town itself is told.
    """
    before = (headline.sentence, headline.clause) < (body.sentence, body.clause)
    if not before or headline.sentence > 1 or body.label or headline.mention < 0 or body.mention < 0:
        return False
    town, area = view.mentions[headline.mention], view.mentions[body.mention]
    if area.kind != "oblast" or min(town.place, area.place) < 0:
        return False
    near = range(town.stop, town.stop + _AND_THE_REGION)
    both = any(h.kind == "anaphor" and h.first in near for h in view.scenes[town.sentence].hits)
    return not both and _is_bare(town, area.place, view)


def _is_bare(town: Mention, area: int, view: View) -> bool:
    """Tell whether a name stands alone that a town shares with the oblast ``area`` around it."""
    if town.kind or town.relation or view.gazetteer.admin1[town.place] != area:
        return False
    return view.gazetteer.name(area).split()[0] == view.gazetteer.name(town.place)
