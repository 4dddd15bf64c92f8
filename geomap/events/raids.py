"""One raid is one tally: what was launched and what was downed join, over a country or split by region."""

from __future__ import annotations

from geomap.events.acts import Act
from geomap.events.arguments import is_country
from geomap.events.scene import View

_STRIKES = ("drone_strike", "missile_strike", "strike", "air_strike")


def settle(acts: list[Act], view: View) -> list[Act]:
    """Return ``acts`` with raids told only as launched and downed joined to one ``interception``."""
    downed = [a for a in acts if a.type == "interception"]
    if not downed:
        return acts
    gone: list[Act] = []
    for act in acts:
        if act.type in _STRIKES and _is_launch_only(act, view):
            _join(_total(downed, view), act)
            gone.append(act)
    return [a for a in acts if not any(a is g for g in gone)]


def _is_launch_only(act: Act, view: View) -> bool:
    wide = act.mention < 0 or is_country(view, view.mentions[act.mention])
    return wide and act.killed is None and act.injured is None and (act.launched is not None or act.mention >= 0)


def _total(downed: list[Act], view: View) -> Act:
    """Return the interception that stands for the whole raid: over the country, or placeless, or the first."""
    for act in downed:
        if act.mention < 0 or is_country(view, view.mentions[act.mention]):
            return act
    return downed[0]


def _join(total: Act, launch: Act) -> None:
    if total.launched is None:
        total.launched = launch.launched
    if total.all_downed and total.downed is None:
        total.downed = total.launched
    if total.mention < 0:
        total.mention = launch.mention
    if not total.when_told and launch.when_told:
        total.when, total.when_told = launch.when, True
    total.notes += launch.notes
