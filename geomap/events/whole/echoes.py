"""What the next sentences add: how an attack ended ("six were repelled"), by what means, who denies it."""

from __future__ import annotations

from itertools import chain

from geomap.dates import anchor
from geomap.events.acts import REAL, Act, by_sentence
from geomap.events.scene.reading import read_scene
from geomap.events.scene.scene import View
from geomap.events.scene.sides import OPPONENT
from geomap.events.where.spots import holds
from geomap.ontology import family_of
from geomap.places.gazetteer.kinds import SETTLEMENTS, kind_of

_DENIABLE = ("control", "manoeuvre")
_DENIED_WITHIN = _PLACED_WITHIN = 2  # sentences


def echo_means(acts: list[Act], view: View) -> list[Act]:
    """Give places just told the means of an attack without a place: "They hit A and B. They used drones"."""
    if len(acts) < 2:
        return acts
    gone: set[int] = set()
    told_in = by_sentence(acts)
    for act in acts:
        if (
            act.mention >= 0
            or act.weapon is None
            or family_of(act.type) != "fires"
            or act.killed
            or act.injured
        ):
            continue
        before = told_in.get(act.sentence - 1, ())
        listed = [a for a in before if a.listed > 1 and a.weapon is None and _is_fire_of(a, act, view)]
        for told in listed:
            told.type, told.weapon = act.type, act.weapon
            told.note("means:next-sentence", act.weapon or "")
        if listed:
            gone.add(id(act))
    return [a for a in acts if id(a) not in gone] if gone else acts


def _is_fire_of(told: Act, act: Act, view: View) -> bool:
    """Tell whether ``told``, of the sentence before, is fire on a place in the same paragraph."""
    sentences = view.document.sentences
    same = sentences[told.sentence].paragraph == sentences[act.sentence].paragraph
    return same and told.mention >= 0 and family_of(told.type) == "fires"


def echo_places(acts: list[Act], view: View) -> None:
    """Place an act of an area by the next sentences: "hit a mine in Kharkiv Oblast. It happened near X"."""
    stop, told_in = len(view.document.sentences), by_sentence(acts)
    for act in acts:
        if act.modality not in REAL or family_of(act.type) != "fires" or not _is_wide_at_most(act, view):
            continue
        for index in range(act.sentence + 1, min(act.sentence + _PLACED_WITHIN + 1, stop)):
            spot = _spot_of_occurrence(act, index, view)
            if spot >= 0:
                tolls = (a for a in told_in[act.sentence] if a.type == "casualty_report")
                for told in [act, *(a for a in tolls if a.mention == act.mention)]:
                    _set_spot(told, spot, index, view)
                break


def _is_wide_at_most(act: Act, view: View) -> bool:
    mention = view.mentions[act.mention] if act.mention >= 0 else None
    return mention is None or (
        mention.place >= 0 and kind_of(view.gazetteer, mention.place) in ("oblast", "raion")
    )


def _spot_of_occurrence(act: Act, index: int, view: View) -> int:
    """Return the place of a sentence that says where it happened, inside the act's area if it has one."""
    scene = read_scene(view, index)
    if not scene.of("occurrence"):
        return -1
    area = view.mentions[act.mention].place if act.mention >= 0 else -1
    for i in scene.mentions:
        mention = view.mentions[i]
        town = mention.role == "place" and mention.place >= 0
        town = town and kind_of(view.gazetteer, mention.place) in SETTLEMENTS
        if town and (area < 0 or holds(area, mention.place, view)):
            return i
    return -1


def _set_spot(act: Act, spot: int, index: int, view: View) -> None:
    """Place an act by a later sentence, and date it by that where its own has no date."""
    act.mention, act.latest = spot, index
    act.note("place:next-sentence", view.mentions[spot].surface)
    told = view.dates_of.get(index, ())
    if told and not act.when_told:
        act.when, act.when_told = anchor(told[0], view.article.published), True


def echo_outcomes(acts: list[Act], view: View) -> None:
    """Set the outcome of ground assaults whose end only the next sentence of the paragraph tells."""
    sentences = view.document.sentences
    for act in acts:
        following = act.sentence + 1
        if act.type != "ground_assault" or act.outcome is not None or following >= len(sentences):
            continue
        if sentences[following].paragraph != sentences[act.sentence].paragraph:
            continue
        if _repelled(view, following) and not _names_other_axis(view, act.sentence, following):
            act.outcome = "failed"
            act.note("outcome:next-sentence", "repelled")


def _repelled(view: View, sentence: int) -> bool:
    found = view.document.sentences[sentence]
    if not view.language.lexicon.has_trigger(view.document.norms[found.first : found.stop]):
        return False
    triggers = read_scene(view, sentence).of("trigger")
    return any(h.rule.type == "ground_assault" and h.rule.outcome == "failed" for h in triggers)


def _names_other_axis(view: View, told: int, following: int) -> bool:
    axes = [
        {view.mentions[i].place for i in view.places_of.get(s, ()) if view.mentions[i].kind == "axis"}
        for s in (told, following)
    ]
    return bool(axes[1]) and axes[0] != axes[1]


def is_disputed(a: Act, b: Act) -> bool:
    """Tell whether one telling denies what the other tells of the same side: "took X", "X is not taken"."""
    told, denied = (a, b) if b.status == "denied" else (b, a)
    claimed = denied.status == "denied" and denied.modality == "negated" and told.modality in REAL
    return claimed and a.type == b.type and family_of(a.type) == "control" and a.initiator == b.initiator


def echo_denials(acts: list[Act], view: View) -> None:
    """Mark as disputed what the other side denies in a sentence after: "X was taken. Kyiv denies it"."""
    for act in acts:
        told = act.mention >= 0 and act.status is None and act.modality in ("occurred", "ongoing")
        if told and family_of(act.type) in _DENIABLE:
            after = range(act.sentence + 1, act.sentence + 1 + _DENIED_WITHIN)
            if any(_denies(act, index, view) for index in after):
                act.status = "disputed"
                act.note("status:next-sentence", "denied")


def _denies(act: Act, index: int, view: View) -> bool:
    """Tell whether a sentence denies ``act``: it names no other place, and speaks for the other side."""
    if index >= len(view.document.sentences):
        return False
    scene = read_scene(view, index)
    mentions = [view.mentions[i] for i in scene.mentions]
    elsewhere = {m.place for m in mentions if m.role == "place"} - {view.mentions[act.mention].place}
    if elsewhere or not scene.of("denial"):
        return False
    capitals = (view.country(m) for m in mentions if m.role == "metonym")  # "in Kyiv they deny it"
    named = chain((a.side for a in scene.actors), capitals)
    denier = next((side for side in named if side in ("UA", "RU")), None)
    return denier is not None and act.initiator in ("unknown", OPPONENT[denier])  # type: ignore[index]
