"""Whether it happened, and how it ended: cues of ``context.toml`` applied to a trigger in their scope."""

from __future__ import annotations

from geomap.events.acts import Act
from geomap.events.language import Cue
from geomap.events.lexicon import Hit
from geomap.events.scene import Scene
from geomap.ontology import family_of

_RANK = {"negated": 5, "hypothetical": 4, "planned": 3, "historical": 2, "ongoing": 1, "occurred": 0}


def apply_cues(act: Act, scene: Scene) -> bool:
    """Set modality, outcome, status and type by the cues; False where the words are no event at all."""
    for hit in scene.of("cue"):
        if not _concerns(hit.rule, act) or not _reaches(hit, act, scene):
            continue
        if hit.rule.drop:
            return False
        _apply(hit, act, scene)
    return True


def _concerns(cue: Cue, act: Act) -> bool:
    return not cue.types or act.type in cue.types or family_of(act.type) in cue.types


def _apply(hit: Hit, act: Act, scene: Scene) -> None:
    cue: Cue = hit.rule
    act.note(f"cue:{cue.id}", scene.view.document.span_text(hit.first, hit.stop))
    if cue.modality and _RANK[cue.modality] > _RANK[act.modality]:
        act.modality = cue.modality
    if cue.outcome:
        act.outcome = cue.outcome
    if cue.status:
        act.status = cue.status  # type: ignore[assignment]
    if cue.becomes:
        act.type = cue.becomes


def _reaches(hit: Hit, act: Act, scene: Scene) -> bool:
    cue: Cue = hit.rule
    if act.first < hit.stop and hit.first < act.stop:
        return cue.drop and cue.scope in ("clause", "sentence")
    if cue.scope == "sentence":
        return True
    if cue.scope == "onward":
        return hit.stop <= act.first
    if cue.scope == "before":
        return 0 <= act.first - hit.stop <= cue.window and _joined(scene, hit.stop, act.first)
    if cue.scope == "after":
        return 0 <= hit.first - act.stop <= cue.window
    return scene.clause_at(hit.first) == act.clause


def _joined(scene: Scene, first: int, stop: int) -> bool:
    """Tell whether no strong mark stands between a cue and the trigger that it governs."""
    return not any(norm in (",", ";", ":", "—", "–") for norm in scene.view.document.norms[first:stop])
