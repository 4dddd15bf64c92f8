"""Captions of pictures and films: "Damaged school in X", "Russian tanks near Y", a town and hardly a verb.

A short text without any placed event of the ordinary rules is read once more with those of ``captions.toml``:
there "damage" means fire and "troops in X" a deployment, which running news would not bear out.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from geomap.events.language import lexicon_of
from geomap.events.lexicon import Hit, Lexicon
from geomap.events.rules import caption_rules
from geomap.events.scene import Scene, View, read_scene

_LONGEST, _SENTENCES = 45, 3  # tokens and sentences of a caption


def is_caption(view: View) -> bool:
    """Tell whether the text is short and quotes nobody."""
    document = view.document
    if len(document.norms) > _LONGEST or len(document.sentences) > _SENTENCES:
        return False
    scenes = (read_scene(view, index) for index in range(len(document.sentences)))
    return not any(hit.kind in ("speech", "according") for scene in scenes for hit in scene.hits)


def caption_scene(view: View, index: int) -> Scene | None:
    """Return sentence ``index`` with the one trigger of a caption; None without one, or without a place."""
    lexicon, order = _captions(view.language.code)
    scene = read_scene(view, index)
    if not scene.mentions:
        return None
    hits = lexicon.scan(view.document.norms, scene.first, scene.stop)
    if not hits:
        return None
    first = min(hits, key=lambda hit: (order[hit.rule.id], hit.first))
    others = [hit for hit in scene.hits if hit.kind != "trigger" and not _is_number(view, hit)]
    return replace(scene, hits=[*others, first], told=[], caption=True)


def _is_number(view: View, hit: Hit) -> bool:
    """Tell whether a cue is the sign of a number: "School [no]. 8" denies nothing."""
    norms = view.document.norms
    return hit.kind == "cue" and norms[hit.first] == "no" and norms[hit.stop : hit.stop + 1] == ["."]


@cache
def _captions(code: str) -> tuple[Lexicon, dict[str, int]]:
    """Return the compiled phrases, and the rank of each rule."""
    rules = caption_rules(code)
    return lexicon_of(rules), {rule.id: rank for rank, rule in enumerate(rules.trigger)}
