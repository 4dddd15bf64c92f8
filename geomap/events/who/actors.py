"""Who acts: which of the sides named around a trigger is its initiator and which its target."""

from __future__ import annotations

from geomap.events.acts import Act
from geomap.events.lexicon.rules import frames
from geomap.events.scene.scene import Scene, View
from geomap.events.scene.sides import OPPONENT, SPEAKING_ONLY, Actor
from geomap.events.who.subjects import is_oblique, subject_of
from geomap.models import Side
from geomap.ontology import family_of

_MODIFIER_REACH = 4  # tokens between "Russian" and its noun: "Russian heavy overnight drone attack"
_OWNED = ("fires", "ground", "state")
"""Families whose nouns take the agent after "of": "attacks of the enemy"."""
_ADJACENT = 2  # for words that are noun and verb alike: "Russian rocket attacks"
_AGENT_REACH = 9
_TARGET_REACH = 16
_LIST_REACH = 3
_BEHIND = ("genitive", "indeclinable")
"""Cases of a side named right behind the noun of its act: "атаки [противника]", "атаки [ВСУ]"."""
_SUBJECTIVE = ("fires", "ground")
_FIGHTING = ("fires", "ground", "control", "manoeuvre", "air_defence")
_MOVES = ("advance", "deployment", "infiltration")
"""Acts that a side does with its own troops, which may be told of as moved."""
_HARM = ("casualty_report", "civilian_attack")
_SUBJECTIVE_TYPES = ("advance", "withdrawal", "deployment", "infiltration")


def assign_sides(act: Act, scene: Scene) -> None:
    """Set initiator and target from the words around the trigger."""
    if act.adjective:
        return  # "crimes by the Russians in [liberated] Izium": who freed it is not told
    agent = _agent(act, scene)
    modifier = _modifier(act, scene)
    subject = subject_of(act, scene)
    own = _inner_doer(act, scene) or _moved(act, scene) or _moved_subject(act, agent, subject)
    if own is not None:
        _set_initiator(act, scene, own)
        return
    if act.trigger.voice == "noun" or _is_nominal(act, scene):
        doer = agent or modifier or _actor_subject(act, subject)
    else:
        doer = agent if act.passive else modifier or subject or agent
    if doer is not None and (_only_speaks(act, doer) or _thwarts(act) or _downs(act, doer, scene)):
        doer = None
    if doer is not None and doer is not agent and _is_downed(act, doer, scene):
        act.target, act.target_name = doer.side, scene.view.document.span_text(doer.first, doer.stop)
        doer = subject = None
    if act.trigger.subject == "target" and (act.passive or agent is None):
        _set_reversed(act, scene, doer)
    elif act.trigger.subject == "target" and agent is not None:
        _set_initiator(act, scene, agent)
    elif doer is not None and (act.trigger.subject == "initiator" or act.passive or doer is modifier):
        _set_initiator(act, scene, doer)
    _set_cause(act, scene)
    _set_target(act, scene, doer, subject)


def _is_nominal(act: Act, scene: Scene) -> bool:
    """Tell whether an article makes a noun of a word that may be a verb: "[the] attack launched by …"."""
    words, norms = scene.view.language.words, scene.view.document.norms
    return (
        act.trigger.voice == "auto"
        and act.first > scene.first
        and norms[act.first - 1] in words.definite | words.determiners
        and not norms[act.first].endswith(words.attributive_endings or ("\0",))
    )


def _only_speaks(act: Act, doer: Actor) -> bool:
    """Tell whether a name cannot be who acts: observers, officials and other countries do not fight."""
    other = doer.side == "other" and doer.kind != "forces"
    if family_of(act.type) in _FIGHTING:
        return other or doer.kind in (*SPEAKING_ONLY, "person", "official", "police")
    if act.type in _HARM and other:
        return True
    return doer.kind in SPEAKING_ONLY and act.type != "diplomacy"


def _downs(act: Act, doer: Actor, scene: Scene) -> bool:
    """Tell whether who is told of shot down what attacked: "[the gunners] downed drones that attacked X"."""
    if family_of(act.type) != "fires":
        return False
    downed = (t for t in scene.told if doer.first <= t.first < act.first and t.stop <= act.stop)
    return any(family_of(t.rule.type) == "air_defence" for t in downed) and any(
        doer.stop <= h.first and h.stop <= act.stop and h.rule in ("drone", "missile", "bomb")
        for h in scene.of("weapon")
    )


def _is_downed(act: Act, doer: Actor, scene: Scene) -> bool:
    """Tell whether the subject is what was shot down: "[Enemy missiles] shot down over X"."""
    if family_of(act.type) != "air_defence" or doer.first >= act.first:
        return False
    flying = [h for h in scene.of("weapon") if h.rule in ("drone", "missile", "aircraft", "bomb")]
    if doer.stop > act.first:
        return any(act.first <= h.first < doer.stop for h in flying)  # "[Enemy missile] intercepted over X"
    if act.trigger.voice != "auto":
        return False
    stop = scene.clauses[act.clause].stop
    if any(act.first <= h.first < stop for h in flying):
        return False
    return any(doer.first <= h.first and -1 <= act.first - h.stop <= 1 for h in flying)


def _thwarts(act: Act) -> bool:
    """Tell whether who is told of keeps it from happening: "[Russia] disrupted the evacuation"."""
    return act.type == "evacuation" and act.modality == "negated" and act.outcome == "failed"


def _inner_doer(act: Act, scene: Scene) -> Actor | None:
    """Return who acts by the trigger's own words: "відбито атаки [ворога]", "[partisans] blew up"."""
    inner = _inner(act, scene)
    if inner is None or act.trigger.inner == "initiator":
        return inner
    if act.type == "sabotage" and not act.passive:
        return inner  # "[agents of the Ukrainian resistance poisoned] officers"
    begins = inner.kind == "forces" and inner.first == act.first
    does = act.trigger.subject == "initiator" and not act.passive
    return inner if begins and (does or family_of(act.type) == "air_defence") else None


def _moved_subject(act: Act, agent: Actor | None, subject: Actor | None) -> Actor | None:
    """Return the side whose own troops "are deployed in X", "were moved to X"."""
    moves = act.passive and agent is None and act.type in _MOVES and act.trigger.subject == "initiator"
    return subject if moves and subject is not None and subject.kind == "forces" else None


def _set_cause(act: Act, scene: Scene) -> None:
    """Let a toll be that of whom its sentence blames: "hurt as a result of [Russia's aggression]".

    Observers count the victims of both sides since the invasion.
    """
    if act.type != "casualty_report" or act.initiator != "unknown":
        return
    if any(a.kind == "observer" and a.declared == "neutral" for a in scene.actors):
        return
    cause = next((hit for hit in scene.of("actor") if hit.rule.kind == "cause"), None)
    if cause is not None:
        act.initiator = cause.rule.side
        act.note(f"initiator:{cause.rule.id}", scene.view.document.span_text(cause.first, cause.stop))


def _moved(act: Act, scene: Scene) -> Actor | None:
    """Return the side whose own troops are the object: "withdraw [Ukrainian troops]".

    No place, "withdraws from [Ukraine]'s island", and no equipment, "moved [air defence] systems", is that.
    """
    if act.trigger.object != "initiator":
        return None
    words, norms = scene.view.language.words, scene.view.document.norms
    away = words.oblique - words.agent_of_noun
    near = range(act.first, act.stop + _LIST_REACH + 1)
    named = (a for a in scene.actors if a.first in near and a.declared != "own")
    own = (a for a in named if a.side in ("UA", "RU") and norms[a.first - 1] not in away)
    return next((a for a in own if a.kind in ("forces", "adjective", "country", "group")), None)


def _actor_subject(act: Act, subject: Actor | None) -> Actor | None:
    return subject if subject is not None and act.trigger.subject == "initiator" else None


def _set_initiator(act: Act, scene: Scene, doer: Actor) -> None:
    words = scene.view.document.span_text(doer.first, doer.stop)
    act.initiator, act.unsided = doer.side, doer.declared == "unknown"
    act.initiator_name = None if doer.kind == "pronoun" else words
    if doer.side != "unknown":
        act.note(f"initiator:{doer.rule}", words)


def _inner(act: Act, scene: Scene) -> Actor | None:
    """Return the side named in the trigger's words, or in the genitive behind: "відбито атаки [ворога]".

    Not where a preposition aims at it: "випустив по [українських] містах ракети".
    """
    does = act.trigger.voice == "active" and act.trigger.subject == "initiator"
    for actor in scene.actors:
        follows = (
            act.trigger.inner == "initiator" and actor.case in _BEHIND and 0 <= actor.first - act.stop <= 1
        )
        aimed_at = does and is_oblique(scene, actor, act.first + 1)
        inside = act.first <= actor.first < act.stop and not aimed_at
        if actor.side != "unknown" and (inside or follows):
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
    if (
        act.passive
        and own
        and subject is not None
        and subject is not doer
        and _may_suffer(act, subject, scene)
    ):
        act.target = subject.side
        act.target_name = scene.view.document.span_text(subject.first, subject.stop)
        return
    if act.passive or act.trigger.object == "none":
        return
    clause, unaimed = scene.clauses[act.clause], frames()[act.type].target == "none" or act.type in _MOVES
    for actor in scene.actors:
        near = act.first <= actor.first < min(clause.stop, act.stop + _TARGET_REACH)
        near = near and not (unaimed and is_oblique(scene, actor, clause.first))  # a blast "at [their] base"
        other = actor is not doer and actor.side in ("UA", "RU") and near
        if other and act.initiator in ("unknown", OPPONENT[actor.side]) and _may_suffer(act, actor, scene):
            act.target = actor.side
            act.target_name = scene.view.document.span_text(actor.first, actor.stop)
            return


def _may_suffer(act: Act, actor: Actor, scene: Scene) -> bool:
    """Tell whether a name may be who is hurt: an adjective only of people, "Russian officers", not "war"."""
    if actor.kind in SPEAKING_ONLY or (act.type in _HARM and actor.kind == "pronoun"):
        return False
    if act.type not in _HARM or actor.kind != "adjective":
        return True
    people = (q for q in scene.view.quantities_of.get(scene.index, ()) if q.kind == "person")
    return any(q.first <= actor.first and actor.stop < q.stop for q in people)


def _agent(act: Act, scene: Scene) -> Actor | None:
    """Return the actor in an agent's case, or after "by", in the trigger's clause."""
    cased = _cased_agent(act, scene)
    if cased is not None:
        return cased
    words, norms = scene.view.language.words, scene.view.document.norms
    stop = min(scene.clauses[act.clause].stop, act.stop + 2 * _AGENT_REACH, _next_verb(act, scene))
    for at in range(act.first, stop):
        noun_agent = norms[at] in words.agent_of_noun and family_of(act.type) in _OWNED and at <= act.stop
        if norms[at] in words.agent or noun_agent:
            for actor in scene.actors:
                reach = at + (2 if noun_agent else _LIST_REACH)
                own = noun_agent and actor.first < act.stop and _is_of_what_was_hit(act, scene)
                if at < actor.first <= reach and actor.side != "unknown" and not own:
                    return actor
    return None


def _is_of_what_was_hit(act: Act, scene: Scene) -> bool:
    """Tell whether a name in the trigger's words is of the object: "destroyed a lot of [enemy] equipment"."""
    words, first = scene.view.language.words, scene.view.document.norms[act.first]
    endings = (*words.attributive_endings, *words.progressive_endings)
    active = bool(endings) and first.endswith(endings)
    return active or (act.passive and family_of(act.type) == "fires")


def _next_verb(act: Act, scene: Scene) -> int:
    """Return where what follows is no longer the act's: another verb, or a participle behind a comma.

    "The evacuation from the plant[,] destroyed by shelling"
    """
    verbs = (h for h in scene.told if h.first >= act.stop and h.rule.voice != "noun")
    other = next((h.first for h in verbs if family_of(h.rule.type) != family_of(act.type)), scene.stop)
    norms, endings = (scene.view.document.norms, scene.view.language.words.attributive_endings)
    commas = (t for t in range(act.stop, other - 1) if norms[t] == ",")
    return next((t for t in commas if endings and norms[t + 1].endswith(endings)), other)


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
            and not is_oblique(scene, actor, clause.first)
        ):
            return actor
        follows = noun and subjective and 0 <= actor.first - act.stop <= 1
        if (
            follows
            and actor.case in ("genitive", "indeclinable")
            and not is_oblique(scene, actor, clause.first)
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
            if (
                actor.kind == "country"
                and not between
                and (act.label or is_oblique(scene, actor, clause.first))
            ):
                return None  # "the war in [Ukraine] kills 90", "[Ukraine] shelling: …" name where
            stray = (
                words.oblique | {","} | (words.transparent if act.trigger.voice != "noun" else frozenset())
            )
            return actor if stray.isdisjoint(between) else None
    return None


def is_attack_of_enemy(act: Act, view: View) -> bool:
    """Tell whether "the enemy" attacks where no word tells whose enemy: that of whoever holds the place."""
    attack = family_of(act.type) in ("ground", "fires") or act.type in ("infiltration", "encirclement")
    scene = view.scenes[act.sentence]
    clause = scene.clauses[act.clause]
    return attack and any(
        a.declared == "enemy" and a.side == "unknown" and clause.first <= a.first < clause.stop
        for a in scene.actors
    )


def infer_sides(act: Act, holder: Side, prior: str, target: str) -> None:
    """Fill what no words tell: the initiator from who holds the place, the target from the initiator."""
    if act.initiator == act.target and target == "opponent":
        act.target = OPPONENT[
            act.target
        ]  # "X, which [Russians] hold, was taken by them": not from themselves
    suffers = act.passive and target == "none"  # "[their patrol] was blown up": by whom is not told
    if act.initiator == "unknown" and act.target in ("UA", "RU") and not suffers:
        act.initiator = OPPONENT[act.target] if target == "opponent" else act.target
        act.inferred.append("initiator")
    elif act.initiator == "unknown" and not act.unsided and prior != "none" and holder in ("UA", "RU"):
        act.initiator = OPPONENT[holder] if prior == "attacker" else holder
        act.inferred.append("initiator")
        act.note("initiator:prior", f"{prior} of a place held by {holder}")
    if act.target == "unknown" and target != "none" and act.initiator in ("UA", "RU"):
        act.target = OPPONENT[act.initiator] if target == "opponent" else act.initiator
        act.inferred.append("target")
