"""How an attack ended, told a sentence later: "The enemy attacked near A. Six attacks were repelled."."""

from __future__ import annotations

from geomap.events.acts import Act
from geomap.events.reading import read_scene
from geomap.events.scene import View


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
