"""The subject of a trigger: the side told of in its clause, or in the clause that it hangs on."""

from __future__ import annotations

from geomap.events.acts import Act
from geomap.events.scene.scene import Scene
from geomap.events.scene.sides import ACTING, SPEAKING_ONLY, Actor


def subject_of(act: Act, scene: Scene) -> Actor | None:
    """Return the subject of the trigger's clause, else of the clause it hangs on."""
    index = act.clause
    found = _subject_in(scene, index, act.first) or _subject_after(act, scene) or _antecedent(scene, index)
    found = found or _before_colon(scene, index)
    while (
        found is None
        and index > 0
        and scene.clauses[index].opener
        in (
            "coordinate",
            "participle",
            "relative",
            "content",
            "subordinate",
        )
    ):
        if scene.clauses[index].opener in ("content", "subordinate") and not _same_subject(scene, index):
            return None
        relative = scene.clauses[index].opener == "relative"
        index -= 1
        found = _subject_in(scene, index, scene.clauses[index].stop, oblique=relative)
    return found


def _subject_after(act: Act, scene: Scene) -> Actor | None:
    """Return a subject that its case tells behind the verb: "обстріляли Нікополь [російські війська]"."""
    clause = scene.clauses[act.clause]
    for actor in scene.actors:
        if actor.case == "nominative" and actor.side != "unknown" and act.stop <= actor.first < clause.stop:
            return None if is_oblique(scene, actor, clause.first) else actor
    return None


def _first_of_two(scene: Scene, actor: Actor) -> Actor:
    """Return the first of two sides joined by "and": "[Ukraine] and Russia exchanged prisoners"."""
    norms, words = scene.view.document.norms, scene.view.language.words
    return next(
        (a for a in scene.actors if a.stop + 1 == actor.first and norms[a.stop] in words.conjunctions), actor
    )


def _antecedent(scene: Scene, index: int) -> Actor | None:
    """Return whom a relative clause tells of, in whatever case: "блокування [противника], який …"."""
    clause = scene.clauses[index]
    if clause.opener == "coordinate" and index > 0 and scene.clauses[index - 1].opener == "relative":
        clause = scene.clauses[index - 1]
    if clause.opener != "relative":
        return None
    return next((a for a in scene.actors if a.case != "any" and 0 <= clause.first - a.stop <= 1), None)


def _before_colon(scene: Scene, index: int) -> Actor | None:
    """Return whom a clause behind a colon goes on to tell of: "[Окупанти] змінили тактику: групи йдуть …"."""
    norms = scene.view.document.norms
    if index == 0 or norms[scene.clauses[index].first - 1] != ":":
        return None
    found = _subject_in(scene, index - 1, scene.clauses[index - 1].stop)
    return found if found is not None and found.case == "nominative" else None


def _same_subject(scene: Scene, index: int) -> bool:
    """Tell whether clause ``index`` has no subject but begins with a verb form ("after seizing")."""
    clause, words, norms = scene.clauses[index], scene.view.language.words, scene.view.document.norms
    for at in range(clause.first, min(clause.first + 3, clause.stop)):
        noun = at + 1 < clause.stop and norms[at + 1] in words.agent_of_noun  # "says [bombing] of X killed"
        if words.progressive_endings and norms[at].endswith(words.progressive_endings) and not noun:
            return True
    return False


def _subject_in(scene: Scene, index: int, before: int, *, oblique: bool = False) -> Actor | None:
    """Return the nearest actor of the clause before token ``before`` that no preposition governs.

    ``oblique``: a relative clause tells of the noun right before it, whatever governs that noun.
    """
    first = scene.clauses[index].first
    weak = None
    for near in reversed(scene.actors):
        if not first <= near.first < before or near.case not in ACTING:
            continue
        if near.side == "unknown" and near.declared != "unknown":
            continue
        if (not oblique and is_oblique(scene, near, first)) or _is_source(scene, near):
            continue
        if near.kind == "pronoun" and _is_sayer(scene, near):
            continue
        if near.case == "any" and _is_object(scene, near, first):
            continue
        actor = _first_of_two(scene, near) if near.case == "nominative" else near
        if actor.kind not in SPEAKING_ONLY:
            return actor
        weak = weak or actor
    return weak


def _is_source(scene: Scene, actor: Actor) -> bool:
    """Tell whether the name only says who tells: "according to [the ministry], …"."""
    return any(h.kind == "according" and 0 <= actor.first - h.stop <= 1 for h in scene.hits)


def _is_sayer(scene: Scene, pronoun: Actor) -> bool:
    """Tell whether a pronoun ends an inserted "added he": "from X, додав [він], people were taken"."""
    if scene.view.document.norms[pronoun.stop : pronoun.stop + 1] != [","]:
        return False
    return any(h.kind == "speech" and h.stop == pronoun.first for h in scene.hits)


def is_oblique(scene: Scene, actor: Actor, first: int) -> bool:
    """Tell whether a preposition after token ``first`` governs the name: "against [Russian] targets"."""
    if actor.case == "nominative":
        return False
    words, norms = scene.view.language.words, scene.view.document.norms
    at = actor.first - 1
    while at >= first and norms[at] in words.determiners:
        at -= 1
    part = at > first and norms[at] in words.agent_of_noun and norms[at - 1] in words.parts
    if part:  # "[units] of the Ukrainian army" stand for it
        at -= 2
    return at >= first and norms[at] in words.oblique


def _is_object(scene: Scene, actor: Actor, first: int) -> bool:
    """Tell whether another verb has the actor as object: "to pierce [Ukrainian] defences".

    So with one inside that verb's own words: "repelled six [enemy] attacks and killed ten invaders".
    """
    return any(
        h.kind == "trigger"
        and h.rule.voice != "noun"
        and first <= h.first < actor.first
        and (actor.stop <= h.stop or (actor.first - h.stop <= 1 and h.rule.inner != "initiator"))
        for h in scene.hits
    )
