"""From lexicon hits to acts: which triggers count, in what voice, and whether they tell or only recall."""

from __future__ import annotations

from geomap.events.acts import REAL, Act
from geomap.events.lexicon.lexicon import Hit
from geomap.events.scene.scene import Scene
from geomap.events.what.company import has_company, is_label
from geomap.ontology import family_of

_AUXILIARY_REACH = 4


def find_acts(scene: Scene) -> list[Act]:
    """Return one act for each trigger of the sentence that has the company it needs.

    Where the longest trigger lacks it, a shorter one that begins with the same word may count.
    """
    acts = [act for hit in scene.of("trigger") if (act := _read_act(scene, hit)) is not None]
    for hit in scene.of("trigger"):
        if "named" in hit.rule.bars and not any(told.first == hit.first for told in scene.told):
            acts += _read_inside(scene, hit)
    for hit in scene.of("shadow"):
        if not any(told.first < hit.stop and hit.first < told.stop for told in scene.told):
            act = _read_act(scene, hit)
            acts += [act] if act is not None else []
    scene.told.sort(key=lambda hit: hit.first)
    return sorted(acts, key=lambda act: act.first)


def _read_inside(scene: Scene, hit: Hit) -> list[Act]:
    """Return the acts inside a trigger that counts for nothing: "won back A and [began an offensive]"."""
    view = scene.view
    inner = view.language.lexicon.scan(view.document.norms, hit.first + 1, hit.stop)
    acts = (_read_act(scene, h) for h in inner if h.kind == "trigger")
    return [act for act in acts if act is not None]


def _read_act(scene: Scene, hit: Hit) -> Act | None:
    """Return the act that a trigger tells; None where it names somebody or lacks its company."""
    if any(a.first <= hit.first and hit.stop <= a.stop for a in scene.actors):
        return None  # "the occupying forces": the words name somebody
    clause = scene.clause_at(hit.first)
    act = Act(hit.rule.type, hit.rule, hit.first, hit.stop, scene.index, clause)
    act.last_sentence = act.latest = scene.index
    act.passive = _is_passive(scene, hit)
    act.label = is_label(scene, clause) and not _has_doer(scene, act)
    act.outcome, act.weapon_class, act.counted = hit.rule.outcome, hit.rule.weapon, hit.rule.concrete
    if hit.rule.modality:
        act.modality = hit.rule.modality
    act.anaphoric = _is_definite(scene, hit)
    taken = bool(scene.told) and scene.told[-1].first == hit.first and scene.told[-1].stop == hit.stop
    if taken or not has_company(scene, act) or not _is_told(scene, act):
        return None
    act.note(hit.rule.id, scene.view.document.span_text(hit.first, hit.stop))
    scene.told.append(hit)
    return act


def _has_doer(scene: Scene, act: Act) -> bool:
    """Tell whether a verb has its subject before it: "Russians shot at cars near X: two hurt" is no label."""
    clause = scene.clauses[act.clause]
    subject = any(a.kind == "forces" and clause.first <= a.first < act.first for a in scene.actors)
    return subject and not act.passive and act.trigger.voice in ("auto", "active")


def _is_passive(scene: Scene, hit: Hit) -> bool:
    if hit.rule.voice != "auto":
        return bool(hit.rule.voice == "passive")
    words, norms = scene.view.language.words, scene.view.document.norms
    if norms[hit.first].endswith(words.progressive_endings or ("\0",)):
        return False
    inner = norms[hit.first + 1 : hit.stop]
    if not words.passive_before.isdisjoint(inner):
        return not any(n.endswith(words.progressive_endings) and n not in words.passive_before for n in inner)
    return _has_no_object(scene, hit) or _has_auxiliary(scene, hit)


def _has_no_object(scene: Scene, hit: Hit) -> bool:
    """Tell whether "by" follows, or a transitive verb's object is missing: "two killed in X"."""
    words, norms = scene.view.language.words, scene.view.document.norms
    after = norms[hit.stop] if hit.stop < scene.stop else "."
    agent = words.agent.intersection((after, norms[hit.stop - 1])) and hit.rule.subject != "target"
    inside = any(hit.first < a.first < hit.stop for a in scene.actors)  # "[destroyed 160 enemy troops] in"
    objectless = hit.rule.transitive and after in words.objectless and not inside
    return bool(agent) or (objectless and not _object_is_relative(scene, hit))


def _object_is_relative(scene: Scene, hit: Hit) -> bool:
    """Tell whether the clause's pronoun is what was taken: "X, which Russian troops [seized] in March"."""
    clause = scene.clauses[scene.clause_at(hit.first)]
    taker = any(a.stop == hit.first and a.first == clause.first + 1 for a in scene.actors)
    return clause.opener == "relative" and family_of(hit.rule.type) == "control" and taker


def _has_auxiliary(scene: Scene, hit: Hit) -> bool:
    words, norms = scene.view.language.words, scene.view.document.norms
    at = hit.first - 1
    while at >= scene.first and hit.first - at <= _AUXILIARY_REACH:
        if norms[at] in words.passive_before:
            return True
        if norms[at] not in words.transparent:
            return False
        at -= 1
    return False


def _is_told(scene: Scene, act: Act) -> bool:
    """Tell an act from an adjective: "in [liberated] Kherson" recalls one, "in [occupied] Melitopol" none."""
    words, norms = scene.view.language.words, scene.view.document.norms
    adjective, reduced = _is_adjective(scene, act), _is_reduced(scene, act)
    recalls = act.type in ("capture", "recapture", "encirclement")
    if reduced and (recalls or (family_of(act.type) == "fires" and scene.told)):
        act.modality = act.modality if _is_dated(scene, act) else "historical"
    if act.type == "control_statement" and clause_opener(scene, act) == "relative":
        return False  # "explosions in Melitopol, which is occupied": it only recalls who holds the town
    if act.modality in REAL and _is_recalled(scene, act) and not _is_dated(scene, act):
        act.modality = "historical"
    if act.type == "civilian_attack" and act.first > scene.first and norms[act.first - 1].isdigit():
        return False
    opening = act.first == scene.first and norms[act.first].endswith(words.attributive_endings or ("\0",))
    if (adjective or opening) and act.type == "recapture":
        act.modality, act.adjective = "historical", True
        scene.attributes.add(act.first)
    if opening and act.type == "evacuation":
        return False
    return not adjective or act.type in ("recapture", "strike", "casualty_report")


def _is_adjective(scene: Scene, act: Act) -> bool:
    """Tell whether a participle stands before a noun: "in [occupied] Melitopol", "[captured positions]"."""
    words, norms = scene.view.language.words, scene.view.document.norms
    ground = act.type == "advance" and act.stop - act.first == 2  # the noun is one of the trigger's words
    before = _before(scene, act) if ground else act.first - 1
    participle = norms[act.first if ground else act.stop - 1]
    return (
        (ground or act.stop - act.first == 1 or norms[act.first + 1] == "-")
        and act.trigger.voice == "auto"
        and act.first > scene.first
        and participle.endswith(words.attributive_endings or ("\0",))
        and (norms[before] in words.attributive or any(h.stop == act.first for h in scene.told))
    )


def _is_reduced(scene: Scene, act: Act) -> bool:
    """Tell whether a participle only says more of the name before it: "in Izium, [hit] in May".

    So without a comma, where the sentence goes on about something else: "at the works [captured] by Russia".
    """
    words, norms = scene.view.language.words, scene.view.document.norms
    before = _before(scene, act)
    participle = norms[act.first].endswith(words.attributive_endings or ("\0",))
    if not act.passive or not participle or norms[act.first] in words.passive_before:
        return False
    if norms[before] == ",":
        return before > scene.first
    names = (scene.view.mentions[i] for i in scene.mentions)
    first = next((m.phrase_first for m in names if m.phrase_stop == before + 1), scene.first)
    lead = norms[scene.clauses[act.clause].first : first]
    return act.type == "capture" and not set(lead) <= words.determiners


def _is_recalled(scene: Scene, act: Act) -> bool:
    """Tell whether a relative clause recalls who took a place: "found in Lyman, which was [liberated]".

    So of "soldiers who [seized] Lyman"; but "a man who was [captured] by soldiers" is news of himself.
    """
    if clause_opener(scene, act) != "relative":
        return False
    first = scene.clauses[act.clause].first
    place = any(0 <= first - scene.view.mentions[i].phrase_stop <= 1 for i in scene.mentions)
    return act.type == "recapture" or (act.type == "capture" and (place or not act.passive))


def _before(scene: Scene, act: Act) -> int:
    """Return the token before the act's words, an adverb between left out."""
    words, norms = scene.view.language.words, scene.view.document.norms
    skips = norms[act.first - 1] in words.transparent and norms[act.first - 1] not in words.passive_before
    return act.first - 2 if skips else act.first - 1


def _is_dated(scene: Scene, act: Act) -> bool:
    """Tell whether the act's clause has a date: its distance from the news decides then."""
    clause = scene.clauses[act.clause]
    return any(clause.first <= e.first < clause.stop for e in scene.view.dates_of.get(scene.index, ()))


def clause_opener(scene: Scene, act: Act) -> str:
    """Return what opens the act's clause."""
    return scene.clauses[act.clause].opener


def _is_definite(scene: Scene, hit: Hit) -> bool:
    """Tell whether a noun refers back: "the attack", "this overnight strike"."""
    if family_of(hit.rule.type) != "fires" or hit.rule.voice in ("active", "passive"):
        return False
    words, norms = scene.view.language.words, scene.view.document.norms
    named = any(a.stop == hit.first and a.kind != "adjective" for a in scene.actors)
    if named and norms[hit.first].endswith(words.attributive_endings or ("\0",)):
        return False  # "the Russians shelled"
    return any(norms[at] in words.definite for at in range(max(scene.first, hit.first - 2), hit.first))
