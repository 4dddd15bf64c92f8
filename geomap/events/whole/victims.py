"""The dead of each town that a raid on the country hit: fire on that town, not a toll without an attack."""

from __future__ import annotations

from geomap.events.acts import REAL, Act
from geomap.events.scene.scene import View
from geomap.events.scene.sides import OPPONENT
from geomap.events.where.eligible import is_country
from geomap.models import Side
from geomap.ontology import family_of

_REACH = 6  # sentences from a raid to the towns that it hit
_COUNTED = ("launched", "downed")


def give_tolls_to_raid(acts: list[Act], view: View) -> None:
    """Let a toll of a town told soon after a counted raid on the country be that of fire on the town.

    "Russia launched 69 missiles and 298 drones. In Zhytomyr Oblast three children died, in Kyiv four people."
    """
    raids = [act for act in acts if _is_raid(act, view)]
    for act in acts if raids else ():
        if not _is_open_toll(act):
            continue
        country = view.country(view.mentions[act.mention])
        before = (r for r in reversed(raids) if 0 < act.sentence - r.latest <= _REACH)
        raid = next((r for r in before if _hit(r) == country), None)
        if raid is not None:
            act.type, act.target, act.initiator = "strike", _hit(raid), OPPONENT[_hit(raid)]
            act.when, act.carried = raid.when, raid.when_told
            act.inferred += ["initiator", "target"]
            act.note("toll:raid", "of the raid told before")


def _is_raid(act: Act, view: View) -> bool:
    """Tell whether an act is a raid on no one place, told in numbers of what was sent or shot down."""
    wide = act.mention < 0 or is_country(view, view.mentions[act.mention])
    flown = act.type == "interception" or family_of(act.type) == "fires"
    counted = any(getattr(act, name) is not None for name in _COUNTED)
    return wide and flown and counted and act.modality in REAL and _hit(act) in ("UA", "RU")


def _hit(raid: Act) -> Side:
    """Return the side that a raid hit: of what was shot down, the one that shot."""
    return raid.initiator if raid.type == "interception" else raid.target


def _is_open_toll(act: Act) -> bool:
    """Tell whether a toll of the dead or hurt has a place, and neither a cause nor a time of its own."""
    if act.type != "casualty_report" or act.mention < 0 or act.modality not in REAL:
        return False
    return bool(act.killed or act.injured) and act.initiator == "unknown" and not act.when_told
