"""Whose claim an act is: of who speaks in its sentence, or of who goes on speaking from the one before."""

from __future__ import annotations

from geomap.events.acts import Act
from geomap.events.scene.hits import has_trigger
from geomap.events.scene.reading import read_scene
from geomap.events.scene.scene import Scene, View
from geomap.events.scene.sides import OPPONENT
from geomap.events.who.claims import Claim, find_claims, side_of_speaker, subject_claim
from geomap.models import ClaimantSide, Side, Status
from geomap.ontology import family_of

_NEAR = 2
"""Sentences that a claim may go on over."""
_FROM_AFAR = ("fires", "air_defence")
"""What those who watch the line do not report: a raid told beside it has other sources."""
_BULLETS = frozenset("-–—•*·")
_HEAD = 3
"""Sentences within which a bulletin names its source."""
_BULLETIN = ("official", "ministry", "police", "forces", "person")
_OWN_DEEDS = ("control", "manoeuvre", "air_defence")
_PERSONS = ("official", "person", "police")
_SIDES: dict[str, Side] = {"UA": "UA", "RU": "RU", "BY": "RU"}


def set_claimants(view: View, acts: list[Act]) -> None:
    """Give each act its claimant: in its sentence, else in the attribution nearest to it."""
    by_sentence = _all_claims(view, {act.sentence for act in acts})
    signer = _signer(view) if acts else None
    source = _only_source(by_sentence)
    goes_on = _goes_on_until(source, acts, view) if source is not None else -1
    for act in acts:
        told = by_sentence.get(act.sentence, [])
        claim = _own(act, told) or _of_doer(act, view) or _carried(act, by_sentence, view) or signer
        if claim is None and source is not None and _is_told_by(source, act, goes_on, view):
            claim = source
        if claim is not None:
            act.claimant = claim.name
            act.claimant_side = _side_of(claim, act, view)
            _infer_doer(act, claim, view)
            act.note("claimant", claim.name)


def _only_source(claims: dict[int, list[Claim]]) -> Claim | None:
    """Return the source that a bulletin names at its head, where everybody it names speaks for one side."""
    told = [claim for index in sorted(claims) for claim in claims[index]]
    if not told or told[0].sentence > _HEAD or told[0].side not in ("UA", "RU", None):
        return None
    one_side = all(claim.side == told[0].side for claim in told)
    return told[0] if one_side and told[0].kind in _BULLETIN else None


def _goes_on_until(source: Claim, acts: list[Act], view: View) -> int:
    """Return the last sentence of a bulletin: no sentence up to it turns to something else."""
    last = max((act.sentence for act in acts), default=-1)
    later = range(source.sentence + 1, last + 1)
    return next((index - 1 for index in later if _turns(read_scene(view, index))), last)


def _is_told_by(source: Claim, act: Act, goes_on: int, view: View) -> bool:
    """Tell whether the bulletin, which goes on to sentence ``goes_on``, tells the act.

    Whom its own side hurt a side does not tell; items of a list each have a source of their own.
    """
    if _is_item(view, act.sentence):
        return False
    counted = (q for i in (act.sentence, act.sentence + 1) for q in view.quantities_of.get(i, ()))
    if act.initiator == source.side and any(q.role in ("killed", "injured") for q in counted):
        return False
    return source.sentence < act.sentence <= goes_on and _may_tell(source, act, view)


def _signer(view: View) -> Claim | None:
    """Return who signs the text: its last sentence is but a name ("… Two were hurt. [Serhii Lysak]")."""
    last = len(view.document.sentences) - 1
    if last < 1:
        return None
    scene, norms = read_scene(view, last), view.document.norms
    names = [a for a in scene.actors if a.kind in (*_PERSONS, "observer")]
    covered = {at for name in names for at in range(name.first, name.stop)}
    words = [at for at in range(scene.first, scene.stop) if norms[at][0].isalpha()]
    if not names or not covered.issuperset(words):
        return None
    told = names[-1]
    text = view.document.span_text(told.first, told.stop)
    return Claim(last, told.first, text, side_of_speaker(scene, told), True, told.kind)


def _infer_doer(act: Act, claim: Claim, view: View) -> None:
    """Let who speaks be who acts where nobody else is told to: "[Kyiv] announced the withdrawal from X".

    So with an air defence, which is that of the armed forces who report what it shot down. Who heads a land
    for a side speaks of the fire that it comes under: "[Saldo]: a drone struck a bus in Kakhovka".
    """
    if act.claimant_side not in ("UA", "RU"):
        return
    if claim.suffers and _is_untold(act, view):
        act.initiator, act.target = OPPONENT[act.claimant_side], act.claimant_side
        act.note("initiator:harm-told", claim.name)
        return
    defends = act.initiator == "unknown" and family_of(act.type) == "air_defence"
    states = claim.kind == "country" and claim.sentence == act.sentence and act.initiator_name is None
    if defends or (states and act.trigger.doer == "speaker"):
        act.initiator, act.target = act.claimant_side, OPPONENT[act.claimant_side]
        act.inferred += [field for field in ("initiator", "target") if field not in act.inferred]


def _is_untold(act: Act, view: View) -> bool:
    """Tell whether no words but only the place's country told whose fire it was, and at whom."""
    actors = view.scenes[act.sentence].actors
    named = any(a.side == act.target and a.declared != "enemy" for a in actors)
    return family_of(act.type) == "fires" and {"initiator", "target"} <= set(act.inferred) and not named


def _all_claims(view: View, wanted: set[int]) -> dict[int, list[Claim]]:
    """Read the claims of the sentences that tell an act and of those around them."""
    last = len(view.document.sentences)
    around = sorted({i for s in wanted for i in range(s - _NEAR, s + _NEAR + 1) if 0 <= i < last})
    found: dict[int, list[Claim]] = {}
    known: dict[str, ClaimantSide] = {}
    speaker: Claim | None = None
    for index in around:
        for claim in find_claims(read_scene(view, index)):
            told = claim if claim.name else _antecedent(claim, speaker, view)
            if told is not None:
                speaker = _remember(told, known)
                found.setdefault(index, []).append(speaker)
    return found


def _antecedent(claim: Claim, speaker: Claim | None, view: View) -> Claim | None:
    """Return a pronoun's claim as that of who spoke just before, else of whom the sentence before tells."""
    if claim.sentence == 0:
        return None
    if speaker is None or claim.sentence - speaker.sentence > 1:
        speaker = subject_claim(read_scene(view, claim.sentence - 1)) or speaker
    if speaker is None or claim.sentence - speaker.sentence > _NEAR:
        return None
    return speaker._replace(sentence=claim.sentence, token=claim.token, trailing=claim.trailing)


def _remember(claim: Claim, known: dict[str, ClaimantSide]) -> Claim:
    """Carry a side from "Minister Hanna Maliar" to "Maliar", from "Russia's ministry" to "the ministry"."""
    who = "ministry" if claim.kind in ("ministry", "country") else claim.name.split()[-1]
    if claim.side not in (None, "unknown"):
        known[who] = claim.side
        return claim
    return claim._replace(side=known.get(who, claim.side))


def _own(act: Act, claims: list[Claim]) -> Claim | None:
    before = [c for c in claims if not c.trailing and c.token <= act.first]
    if before:
        return before[-1]
    after = [c for c in claims if c.trailing or c.token > act.first]
    return after[0] if after else None


def _of_doer(act: Act, view: View) -> Claim | None:
    """Return the claim of a service whose deeds are known from itself alone: "The FSB detained two"."""
    name = act.initiator_name
    if name is None or act.initiator not in ("UA", "RU"):
        return None
    scene, text = view.scenes[act.sentence], view.document.span_text
    doer = (h for h in scene.of("actor") if h.rule.tells == "deeds" and text(h.first, h.stop) == name)
    hit = next(doer, None)
    return Claim(act.sentence, hit.first, name, act.initiator, False, hit.rule.kind) if hit else None


def _carried(act: Act, claims: dict[int, list[Claim]], view: View) -> Claim | None:
    """Return the claim of a sentence near by that goes on here."""
    for index in (act.sentence - 1, act.sentence + 1, act.sentence - 2, act.sentence + 2):
        if index not in claims:
            continue
        claim = claims[index][-1] if index < act.sentence else claims[index][0]
        if _is_one_report(view, act.sentence, index) and _may_tell(claim, act, view):
            return claim
    return None


def _is_one_report(view: View, a: int, b: int) -> bool:
    """Tell whether two sentences stand together and none between them turns to something else."""
    sentences, (first, last) = view.document.sentences, sorted((a, b))
    if sentences[last].paragraph - sentences[first].paragraph > 1:
        return False
    if _is_item(view, first) and any(_is_item(view, index) for index in range(first + 1, last + 1)):
        return False
    between = any(_turns(read_scene(view, index)) for index in range(first + 1, last))
    return not between and not _turns(read_scene(view, last), anywhere=True)


def _is_item(view: View, index: int) -> bool:
    """Tell whether a sentence is an item of a list: each tells something else."""
    return view.document.norms[view.document.sentences[index].first] in _BULLETS


def _turns(scene: Scene, *, anywhere: bool = False) -> bool:
    """Tell whether a sentence begins with "meanwhile", or ``anywhere`` tells what a thing "comes amid"."""
    turns = scene.of("turn")
    return any(hit.first == scene.first or (anywhere and hit.stop - hit.first > 1) for hit in turns)


def _may_tell(claim: Claim, act: Act, view: View) -> bool:
    """Tell whether the act can be part of what the claim's sentence reports; background is nobody's."""
    if act.modality == "historical" and not claim.sourced:
        return False
    if _heads(claim):
        return True
    if claim.kind == "observer" and family_of(act.type) in _FROM_AFAR:
        return False
    if claim.sentence > act.sentence and not _reaches_back(claim, view):
        return False
    return (claim.kind == "ministry" or _same_land(act, claim, view)) and not _is_abroad(claim, act, view)


def _heads(claim: Claim) -> bool:
    """Tell whether the headline names the source of all that it heads: "… shelled two towns - [Haidai]"."""
    return claim.sourced and claim.trailing and claim.sentence == 0


def _reaches_back(claim: Claim, view: View) -> bool:
    """Tell whether a claim holds for the sentence before too.

    "…, the governor wrote." closes a report; "This was reported by X" and "According to X, two died" name
    the source of what was told. "X said that …" begins something new.
    """
    tells = has_trigger(view.scenes[claim.sentence].hits)
    places = any(view.mentions[i].role == "place" for i in view.places_of.get(claim.sentence, ()))
    return claim.trailing or not tells or (claim.sourced and not places)


def _is_abroad(claim: Claim, act: Act, view: View) -> bool:
    """Tell whether somebody would be telling of the other side's land without naming it.

    A ministry may (of a village taken), but for fire: those it falls on tell of that, who heads occupied land
    for a side too.
    """
    if act.mention < 0 or claim.suffers or claim.side not in ("UA", "RU"):
        return False
    if claim.kind == "ministry" and act.initiator == claim.side and "initiator" not in act.inferred:
        return False  # "[units of the grouping] hit X, the ministry said": its own deeds
    if claim.kind not in _PERSONS and family_of(act.type) not in ("fires", "rear"):
        return False
    own = view.country(view.mentions[act.mention])
    named = {view.country(view.mentions[i]) for i in view.places_of.get(claim.sentence, ())}
    return own in ("UA", "RU") and own != claim.side and own not in named


def _same_land(act: Act, claim: Claim, view: View) -> bool:
    """Tell whether a speaker tells of the act's own oblast, or of no place at all.

    An official without a place speaks of the place told before: "A depot in Engels burns. [The governor]
    said so. Nikopol was shelled."
    """
    own = _oblast(view, act.mention) if act.mention >= 0 else -1
    told = _oblasts(claim.sentence, view)
    if not told and claim.kind == "official" and claim.sentence < act.sentence:
        told = next(
            filter(None, (_oblasts(claim.sentence - back, view) for back in range(1, _NEAR + 1))), told
        )
    return own < 0 or not told or own in told


def _oblasts(index: int, view: View) -> set[int]:
    return {_oblast(view, i) for i in view.places_of.get(index, ())} - {-1}


def _oblast(view: View, mention: int) -> int:
    found, gazetteer = view.mentions[mention], view.gazetteer
    if found.place < 0 or found.role not in ("place", "signpost", "adjective"):
        return -1
    return gazetteer.admin1[found.place] if gazetteer.admin1[found.place] >= 0 else found.place


def _side_of(claim: Claim, act: Act, view: View) -> ClaimantSide:
    if claim.side is not None:
        return claim.side
    if claim.kind == "ministry":
        return act.initiator if _is_its_own(claim, act) else view.speaks_for()  # type: ignore[return-value]
    country = view.country(view.mentions[act.mention]) if act.mention >= 0 else None
    return _SIDES.get(country or "", "unknown")  # type: ignore[return-value]


def _is_its_own(claim: Claim, act: Act) -> bool:
    """Tell whether "the ministry" reports what its own side did: took, moved, shot down."""
    told = act.initiator in ("UA", "RU") and claim.sentence == act.sentence
    return told and family_of(act.type) in _OWN_DEEDS


def status_of(act: Act) -> Status:
    """Return the status: a side speaking of its own act claims it; all else is reported.

    An assault that failed is the deed of those who repelled it.
    """
    if act.status is not None:
        return act.status
    repelled = act.type == "ground_assault" and act.outcome == "failed"
    doer = OPPONENT[act.initiator] if repelled else act.initiator
    return "claimed" if act.claimant_side in ("UA", "RU") and act.claimant_side == doer else "reported"
