"""Who acts: which of the sides named around a trigger is its initiator and which its target."""

from __future__ import annotations

from geomap.events.acts import Act
from geomap.events.scene import Scene
from geomap.events.sides import ACTING, OPPONENT, Actor
from geomap.models import Side
from geomap.ontology import family_of

_MODIFIER_REACH = 4  # tokens between "Russian" and its noun: "Russian heavy overnight drone attack"
_OWNED = ("fires", "ground", "state")
"""Families whose nouns take the agent after "of": "attacks of the enemy"."""
_SPEAKING_ONLY = ("observer", "outlet")
_ADJACENT = 2  # for words that are noun and verb alike: "Russian rocket attacks"
_AGENT_REACH = 9
_LIST_REACH = 3
_BEHIND = ("genitive", "indeclinable")
"""Cases of a side named right behind the noun of its act: "атаки [противника]", "атаки [ВСУ]"."""
_SUBJECTIVE = ("fires", "ground")
_SUBJECTIVE_TYPES = ("advance", "withdrawal", "deployment", "infiltration")


def assign_sides(act: Act, scene: Scene) -> None:
    """Set initiator and target from the words around the trigger."""
    agent = _agent(act, scene)
    modifier = _modifier(act, scene)
    subject = _subject(act, scene)
    inner = _inner(act, scene)
    if inner is not None and (act.trigger.inner == "initiator" or _is_defence(act, inner)):
        _set_initiator(act, scene, inner)
        return
    moved = _moved(act, scene)
    if moved is not None:
        _set_initiator(act, scene, moved)
        return
    if act.trigger.voice == "noun":
        doer = agent or modifier or _actor_subject(act, subject)
    else:
        doer = agent if act.passive else modifier or subject or agent
    if doer is not None and doer.kind in ("observer", "outlet") and act.type != "diplomacy":
        doer = None
    if act.trigger.subject == "target" and (act.passive or agent is None):
        _set_reversed(act, scene, doer)
    elif act.trigger.subject == "target" and agent is not None:
        _set_initiator(act, scene, agent)
    elif doer is not None and (act.trigger.subject == "initiator" or act.passive or doer is modifier):
        _set_initiator(act, scene, doer)
    _set_target(act, scene, doer, subject)


def _is_defence(act: Act, inner: Actor) -> bool:
    """Tell whether the words begin with whose air defence it was: "[air defences] downed"."""
    return family_of(act.type) == "air_defence" and inner.kind == "forces" and inner.first == act.first


def _moved(act: Act, scene: Scene) -> Actor | None:
    """Return the side whose own troops are the object: "withdraw [Ukrainian troops]"."""
    if act.trigger.object != "initiator":
        return None
    near = range(act.first, act.stop + _LIST_REACH + 1)
    return next(
        (a for a in scene.actors if a.first in near and a.side in ("UA", "RU") and a.kind != "pronoun"), None
    )


def _actor_subject(act: Act, subject: Actor | None) -> Actor | None:
    return subject if subject is not None and act.trigger.subject == "initiator" else None


def _set_initiator(act: Act, scene: Scene, doer: Actor) -> None:
    act.initiator = doer.side
    act.initiator_name = scene.view.document.span_text(doer.first, doer.stop)
    if doer.side != "unknown":
        act.note(f"initiator:{doer.rule}", act.initiator_name)


def _inner(act: Act, scene: Scene) -> Actor | None:
    """Return the side named in the trigger's words, or in the genitive behind: "відбито атаки [ворога]"."""
    for actor in scene.actors:
        follows = (
            act.trigger.inner == "initiator" and actor.case in _BEHIND and 0 <= actor.first - act.stop <= 1
        )
        if actor.side != "unknown" and (act.first <= actor.first < act.stop or follows):
            return actor
    return None


def _set_reversed(act: Act, scene: Scene, doer: Actor | None) -> None:
    """Handle "Ukrainian forces repelled the attacks": the subject is the one acted on."""
    if doer is not None and doer.side in ("UA", "RU"):
        act.initiator, act.target = OPPONENT[doer.side], doer.side
        act.target_name = scene.view.document.span_text(doer.first, doer.stop)
        act.note(f"target:{doer.rule}", act.target_name)


def _set_target(act: Act, scene: Scene, doer: Actor | None, subject: Actor | None) -> None:
    if act.target != "unknown":
        return
    own = subject is not None and scene.clauses[act.clause].first <= subject.first
    if act.passive and own and subject is not None and subject is not doer:
        act.target = subject.side
        act.target_name = scene.view.document.span_text(subject.first, subject.stop)
        return
    if act.passive or act.trigger.object == "none":
        return
    clause = scene.clauses[act.clause]
    for actor in scene.actors:
        other = actor is not doer and actor.side in ("UA", "RU") and act.first <= actor.first < clause.stop
        if other and act.initiator in ("unknown", OPPONENT[actor.side]):
            act.target = actor.side
            act.target_name = scene.view.document.span_text(actor.first, actor.stop)
            return


def _agent(act: Act, scene: Scene) -> Actor | None:
    """Return the actor in an agent's case, or after "by", in the trigger's clause."""
    cased = _cased_agent(act, scene)
    if cased is not None:
        return cased
    words, norms = scene.view.language.words, scene.view.document.norms
    stop = min(scene.clauses[act.clause].stop, act.stop + 2 * _AGENT_REACH)
    for at in range(act.first, stop):
        noun_agent = norms[at] in words.agent_of_noun and family_of(act.type) in _OWNED and at <= act.stop
        if norms[at] in words.agent or noun_agent:
            for actor in scene.actors:
                if at < actor.first <= at + (2 if noun_agent else _LIST_REACH) and actor.side != "unknown":
                    return actor
    return None


def _cased_agent(act: Act, scene: Scene) -> Actor | None:
    """Return the agent that its case tells: "захоплено [росіянами]", "атаки [противника]"."""
    clause, noun = scene.clauses[act.clause], act.trigger.voice == "noun"
    subjective = family_of(act.type) in _SUBJECTIVE or act.type in _SUBJECTIVE_TYPES
    for actor in scene.actors:
        if actor.side == "unknown" or not clause.first <= actor.first < clause.stop:
            continue
        if (
            actor.case == "instrumental"
            and (act.passive or noun)
            and not _is_oblique(scene, actor, clause.first)
        ):
            return actor
        follows = noun and subjective and 0 <= actor.first - act.stop <= 1
        if (
            follows
            and actor.case in ("genitive", "indeclinable")
            and not _is_oblique(scene, actor, clause.first)
        ):
            return actor
    return None


def _modifier(act: Act, scene: Scene) -> Actor | None:
    """Return the actor that modifies the trigger: "Russian shelling", "Russia's missile attack"."""
    words, norms = scene.view.language.words, scene.view.document.norms
    clause = scene.clauses[act.clause]
    for actor in reversed(scene.actors):
        if clause.first <= actor.first and actor.stop <= act.first:
            between = norms[actor.stop : act.first]
            if len(between) > (_MODIFIER_REACH if act.trigger.voice == "noun" else _ADJACENT):
                return None
            if actor.case != "any" and actor.kind != "adjective":
                return None
            if act.trigger.voice != "noun" and actor.kind not in ("adjective", "forces", "country"):
                return None
            stray = (
                words.oblique | {","} | (words.transparent if act.trigger.voice != "noun" else frozenset())
            )
            return actor if stray.isdisjoint(between) else None
    return None


def _subject(act: Act, scene: Scene) -> Actor | None:
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
            return None if _is_oblique(scene, actor, clause.first) else actor
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
    clause = scene.clauses[index]
    head = scene.view.document.norms[clause.first : clause.first + 3]
    return any(word.endswith(scene.view.language.words.progressive_endings or ("\0",)) for word in head)


def _subject_in(scene: Scene, index: int, before: int, *, oblique: bool = False) -> Actor | None:
    """Return the nearest actor of the clause before token ``before`` that no preposition governs.

    ``oblique``: a relative clause tells of the noun right before it, whatever governs that noun.
    """
    first = scene.clauses[index].first
    weak = None
    for near in reversed(scene.actors):
        if not first <= near.first < before or near.side == "unknown" or near.case not in ACTING:
            continue
        if not oblique and _is_oblique(scene, near, first):
            continue
        if near.case == "any" and _is_object(scene, near, first):
            continue
        actor = _first_of_two(scene, near) if near.case == "nominative" else near
        if actor.kind not in _SPEAKING_ONLY:
            return actor
        weak = weak or actor
    return weak


def _is_oblique(scene: Scene, actor: Actor, first: int) -> bool:
    if actor.case == "nominative":
        return False
    words, norms = scene.view.language.words, scene.view.document.norms
    at = actor.first - 1
    while at >= first and norms[at] in words.determiners:
        at -= 1
    return at >= first and norms[at] in words.oblique


def _is_object(scene: Scene, actor: Actor, first: int) -> bool:
    """Tell whether the actor follows another verb at once: "trying to pierce [Ukrainian] defences"."""
    return any(
        h.kind == "trigger" and h.rule.voice != "noun" and first <= h.first and 0 <= actor.first - h.stop <= 1
        for h in scene.hits
    )


def infer_sides(act: Act, holder: Side, prior: str, target: str) -> None:
    """Fill what no words tell: the initiator from who holds the place, the target from the initiator."""
    if act.initiator == "unknown" and act.target in ("UA", "RU"):
        act.initiator = OPPONENT[act.target] if target == "opponent" else act.target
        act.inferred.append("initiator")
    elif act.initiator == "unknown" and prior != "none" and holder in ("UA", "RU"):
        act.initiator = OPPONENT[holder] if prior == "attacker" else holder
        act.inferred.append("initiator")
        act.note("initiator:prior", f"{prior} of a place held by {holder}")
    if act.target == "unknown" and target != "none" and act.initiator in ("UA", "RU"):
        act.target = OPPONENT[act.initiator] if target == "opponent" else act.initiator
        act.inferred.append("target")
