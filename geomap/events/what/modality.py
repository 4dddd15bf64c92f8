"""Whether it happened, and how it ended: cues of ``context.toml`` applied to a trigger in their scope."""

from __future__ import annotations

from geomap.events.acts import Act
from geomap.events.lexicon.language import Cue
from geomap.events.lexicon.lexicon import Hit
from geomap.events.scene.scene import Scene
from geomap.ontology import family_of

_RANK = {"negated": 5, "hypothetical": 4, "planned": 3, "historical": 2, "ongoing": 1, "occurred": 0}


def apply_cues(act: Act, scene: Scene) -> bool:
    """Set modality, outcome, status and type by the cues; False where the words are no event at all."""
    shared = _shared_verb(act, scene)
    for hit in scene.of("cue"):
        if not _concerns(hit.rule, act) or _is_undone(hit, scene):
            continue
        if not _reaches(hit, act, scene) and not (shared >= 0 and _governs(hit, shared, scene)):
            continue
        if hit.rule.drop:
            return False
        _apply(hit, act, scene)
    if act.modality == "negated" and act.outcome == "succeeded":
        act.outcome = None  # "did not [advance]"
    return True


def _concerns(cue: Cue, act: Act) -> bool:
    return not cue.types or act.type in cue.types or family_of(act.type) in cue.types


def _is_undone(hit: Hit, scene: Scene) -> bool:
    """Tell whether the word beside a cue takes its sense away: "[continue] to", "not [cease]"."""
    norms, rule = scene.view.document.norms, hit.rule
    before = hit.first > scene.first and norms[hit.first - 1] in rule.not_after
    return before or (hit.stop < scene.stop and norms[hit.stop] in rule.not_before)


def _apply(hit: Hit, act: Act, scene: Scene) -> None:
    cue: Cue = hit.rule
    act.note(f"cue:{cue.id}", scene.view.document.span_text(hit.first, hit.stop))
    if cue.modality and _RANK[cue.modality] > _RANK[act.modality] and not _is_known(act, cue):
        act.modality = cue.modality
    if cue.outcome:
        act.outcome = cue.outcome
    if cue.status:
        act.status = cue.status  # type: ignore[assignment]
    if cue.becomes:
        act.type = cue.becomes


def _is_known(act: Act, cue: Cue) -> bool:
    """Tell whether the act has happened, whatever else is planned: "will answer for [the attack] on X"."""
    to_come = cue.modality in ("planned", "hypothetical") and cue.scope == "before"
    return act.adjective or (act.anaphoric and to_come)


def _reaches(hit: Hit, act: Act, scene: Scene) -> bool:
    cue: Cue = hit.rule
    if act.first < hit.stop and hit.first < act.stop:
        return _reaches_within(hit, act)
    if cue.scope == "sentence":
        return True
    if cue.scope == "onward":
        return hit.stop <= act.first and ":" not in scene.view.document.norms[hit.stop : act.first]
    if cue.scope == "before":
        return _governs(hit, act.first, scene)
    if cue.scope == "after":
        return 0 <= hit.first - act.stop <= cue.window and not _is_of_another(hit, act, scene)
    return scene.clause_at(hit.first) == act.clause


def _is_of_another(hit: Hit, act: Act, scene: Scene) -> bool:
    """Tell whether a failure behind a success is another act's: "advanced near X, [elsewhere] failed"."""
    norms = scene.view.document.norms
    if hit.rule.outcome != "failed" or act.trigger.outcome != "succeeded":
        return False
    if "," not in norms[act.stop : hit.first]:
        return False
    clause = scene.clauses[scene.clause_at(hit.first)]
    others = (h for h in scene.of("trigger") if clause.first <= h.first < hit.first)
    return clause.first <= act.first or any(others)


def _reaches_within(hit: Hit, act: Act) -> bool:
    """Tell whether a cue among the trigger's own words holds: "prisoners [can be] exchanged"."""
    cue: Cue = hit.rule
    if cue.drop:
        return cue.scope in ("clause", "sentence")
    inside = act.first < hit.first and hit.stop < act.stop
    return inside and cue.scope == "before" and cue.modality in ("hypothetical", "negated")


def _governs(hit: Hit, verb: int, scene: Scene) -> bool:
    """Tell whether a cue of scope ``before`` stands before the word ``verb``, within its window."""
    cue: Cue = hit.rule
    near = cue.scope == "before" and 0 <= verb - hit.stop <= cue.window
    return near and _joined(scene, hit.stop, verb)


def _shared_verb(act: Act, scene: Scene) -> int:
    """Return the infinitive joined to the act's verb by "and", else -1: "trying to [break] in and take X"."""
    clause, norms, words = scene.clauses[act.clause], scene.view.document.norms, scene.view.language.words
    joined = clause.opener == "coordinate" and act.first - clause.first <= 1
    if not joined or not words.infinitive or norms[act.first].endswith(words.finite_endings):
        return -1
    before = scene.clauses[act.clause - 1]
    marks = [at for at in range(before.first, before.stop) if norms[at] in words.infinitive]
    written = scene.view.document.words
    verbs = (at + 1 for at in marks if norms[at + 1] not in words.determiners and written[at + 1].islower())
    return next(verbs, -1)


def _joined(scene: Scene, first: int, stop: int) -> bool:
    """Tell whether no strong mark stands between a cue and the trigger that it governs."""
    return not any(norm in (",", ";", ":", "—", "–") for norm in scene.view.document.norms[first:stop])
