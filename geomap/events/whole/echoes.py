"""What the next sentence adds: how an attack ended ("six attacks were repelled"), and by what means."""

from __future__ import annotations

from geomap.events.acts import Act
from geomap.events.scene.reading import read_scene
from geomap.events.scene.scene import View
from geomap.ontology import family_of


def echo_means(acts: list[Act], view: View) -> list[Act]:
    """Give places just told the means of an attack without a place: "They hit A and B. They used drones"."""
    gone = []
    for act in acts:
        if (
            act.mention >= 0
            or act.weapon is None
            or family_of(act.type) != "fires"
            or act.killed
            or act.injured
        ):
            continue
        listed = [a for a in acts if a.listed > 1 and a.weapon is None and _is_just_before(a, act, view)]
        for told in listed:
            told.type, told.weapon = act.type, act.weapon
            told.note("means:next-sentence", act.weapon or "")
        if listed:
            gone.append(act)
    return [a for a in acts if not any(a is g for g in gone)]


def _is_just_before(told: Act, act: Act, view: View) -> bool:
    """Tell whether ``told`` is fire on a place in the sentence before, of the same paragraph."""
    sentences = view.document.sentences
    near = told.sentence == act.sentence - 1
    same = near and sentences[told.sentence].paragraph == sentences[act.sentence].paragraph
    return same and told.mention >= 0 and family_of(told.type) == "fires"


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
