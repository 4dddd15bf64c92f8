"""Which acts are concrete enough to be reports, beside the others that the article tells."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from geomap.events.acts import REAL, Act
from geomap.events.lexicon.rules import frames, theatre
from geomap.events.scene.scene import View
from geomap.events.where.eligible import is_macro
from geomap.events.where.unlisted import is_named
from geomap.ontology import family_of


def concrete(acts: list[Act], view: View) -> list[Act]:
    """Return those of ``acts`` that are concrete enough to be a report."""
    others = _Placed(acts, view)
    return [act for act in acts if _is_concrete(act, others, view)]


class _Placed:
    """What the article's acts with a place are, counted once for all that ask."""

    def __init__(self, acts: list[Act], view: View) -> None:
        self._acts, self._view = [act for act in acts if act.mention >= 0], view
        self._in_one_place = [act for act in self._acts if not is_macro(view, view.mentions[act.mention])]

    @cached_property
    def types(self) -> Counter[str]:
        return Counter(act.type for act in self._acts)

    @cached_property
    def families(self) -> Counter[str]:
        return Counter(family_of(act.type) for act in self._acts)

    @cached_property
    def has_local_harm(self) -> bool:
        """Whether harm is told of a place smaller than a country."""
        return any(family_of(act.type) == "rear" for act in self._in_one_place)

    @cached_property
    def tolls(self) -> set[int | None]:
        """How many each toll says were killed."""
        return {act.killed for act in self._acts if act.type == "casualty_report"}

    @cached_property
    def is_abroad(self) -> bool:
        """Whether the article names places, none of them in the theatre."""
        countries = {self._view.country(mention) for mention in self._view.mentions} - {None}
        return bool(countries) and countries.isdisjoint(theatre())


def _is_concrete(act: Act, others: _Placed, view: View) -> bool:
    if frames()[act.type].counted and not act.counted:
        return False
    if act.mention >= 0:
        return _place_will_do(act, others, view)
    vague = act.trigger.weak and act.type != "casualty_report"
    if act.modality not in REAL or vague or not _placeless_will_do(act, others):
        return False
    return not (act.initiator == act.target == "unknown" and others.is_abroad)


def _placeless_will_do(act: Act, others: _Placed) -> bool:
    rule = frames()[act.type].placeless
    if rule == "always":
        return True
    if rule == "never" or not act.counted or _is_told_by_toll(act, others):
        return False
    if act.type == "casualty_report":
        return not others.has_local_harm
    return act.launched is not None or not others.families[family_of(act.type)]


def _is_told_by_toll(act: Act, others: _Placed) -> bool:
    """Tell whether a toll with a place tells what the attack did: "ten killed in strikes across Ukraine"."""
    return act.type != "casualty_report" and act.killed is not None and act.killed in others.tolls


def _place_will_do(act: Act, others: _Placed, view: View) -> bool:
    """Tell whether the place is known, or named by the one act of its type that has a place."""
    mention = view.mentions[act.mention]
    if mention.place >= 0 or is_named(mention):
        return True
    return others.types[act.type] == 1 and not (act.label and others.families[family_of(act.type)] > 1)
