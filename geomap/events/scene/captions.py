"""Captions of pictures and films: "Damaged school in X", "Russian tanks near Y", a town and hardly a verb.

A short text without any placed event of the ordinary rules is read once more with those of ``captions.toml``:
there "damage" means fire and "troops in X" a deployment, which running news would not bear out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from geomap.events.lexicon.language import lexicon_of
from geomap.events.lexicon.lexicon import Hit, Lexicon
from geomap.events.lexicon.rules import EventRules, caption_rules
from geomap.events.scene.reading import read_scene
from geomap.events.scene.scene import Scene, View
from geomap.text import Document

_LONGEST, _SENTENCES = 45, 3  # tokens and sentences of a caption
_SPEAKERS = frozenset({"official", "ministry", "police", "person", "observer", "outlet", "country", "group"})


def may_be_caption(document: Document) -> bool:
    """Tell whether the text is short and without a verb of running news."""
    if len(document.norms) > _LONGEST or len(document.sentences) > _SENTENCES:
        return False
    words, endings = _running(document.lang)
    return not any(norm in words or norm.endswith(endings) for norm in document.norms)


def is_caption(view: View) -> bool:
    """Tell whether the text is short, without a verb of running news, and names no source."""
    document = view.document
    if document.text.strip() != view.article.text.strip():
        return False  # a paragraph in another language than its article
    if not may_be_caption(document):
        return False
    scenes = (read_scene(view, index) for index in range(len(document.sentences)))
    return not any(_is_sourced(hit, scene) for scene in scenes for hit in scene.hits)


def _is_sourced(hit: Hit, scene: Scene) -> bool:
    """Tell whether the words name who says it: an agency's line is news, however short."""
    view = scene.view
    if hit.kind == "speech" and view.document.norms[hit.first] in _hearsay(view.language.code):
        return any(h.kind == "actor" and h.rule.kind in _SPEAKERS for h in scene.hits)
    return hit.kind in ("speech", "according") or (hit.kind == "actor" and hit.rule.kind == "outlet")


@cache
def _running(code: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words of running news and the endings of its verbs."""
    told = caption_rules(code).running.split()
    endings = tuple(word[1:] for word in told if word.startswith("*"))
    return frozenset(word for word in told if not word.startswith("*")), endings


@cache
def _hearsay(code: str) -> frozenset[str]:
    """Return the words of saying that name nobody: "reported"."""
    return frozenset(caption_rules(code).classes.get("hearsay", "").split())


def caption_scenes(view: View, index: int) -> Iterator[Scene]:
    """Yield sentence ``index`` as each rule reads it that finds its words there; nothing without a place."""
    scene = read_scene(view, index)
    if not scene.mentions:
        return
    others = [hit for hit in scene.hits if hit.kind != "trigger" and not _is_number(view, hit)]
    for rule in _captions(view.language.code):
        hits = rule.scan(view.document.norms, scene.first, scene.stop)
        if hits:
            yield replace(scene, hits=[*others, hits[0]], told=[], caption=True)


def _is_number(view: View, hit: Hit) -> bool:
    """Tell whether a cue is the sign of a number: "School [no]. 8" denies nothing."""
    norms = view.document.norms
    return hit.kind == "cue" and norms[hit.first] == "no" and norms[hit.stop : hit.stop + 1] == ["."]


@cache
def _captions(code: str) -> tuple[Lexicon, ...]:
    """Return the compiled phrases of each rule: the first rule that tells a placed act decides."""
    rules = caption_rules(code)
    return tuple(lexicon_of(EventRules(classes=rules.classes, trigger=(rule,))) for rule in rules.trigger)
