"""Who says so: "X said", "according to X", "- X." at the end of a headline, and on whose side X is."""

from __future__ import annotations

from typing import NamedTuple

from geomap.events.acts import Act
from geomap.events.lexicon import Hit
from geomap.events.reading import read_scene
from geomap.events.scene import Scene, View
from geomap.events.sides import ACTING, OPPONENT, Actor
from geomap.models import ClaimantSide, Side, Status
from geomap.ontology import family_of

_BEFORE = 14  # tokens of "Oleh Syniehubov, the governor of the Kharkiv region, said"
_AFTER = 10
_HEADLINE_END = 8
_DASHES = frozenset("-–—")
_MARKS = frozenset(",:;—–.")
_SPEAKERS = frozenset({"forces", "country", "official", "ministry", "police", "observer", "group", "person"})
_SIDES: dict[str, Side] = {"UA": "UA", "RU": "RU", "BY": "RU"}


class Claim(NamedTuple):
    """Somebody who speaks; what he says lies after ``token``, or before it where ``trailing``."""

    sentence: int
    token: int
    name: str
    side: ClaimantSide | None
    """None: the side whose land it is."""
    trailing: bool


def find_claims(scene: Scene) -> list[Claim]:
    """Return the claims of a sentence, in order."""
    claims = [
        claim for hit in scene.hits if hit.kind in ("speech", "according") if (claim := _of_hit(hit, scene))
    ]
    headline = _headline(scene)
    return [*claims, headline] if headline else claims


def _of_hit(hit: Hit, scene: Scene) -> Claim | None:
    if hit.kind == "according":
        stop = _to_comma(scene, hit.stop)
        return _named(scene, hit.stop, stop, hit.first, trailing=hit.first > scene.first + 2, genitive=True)
    inverted = _inverted(hit, scene)
    if inverted is not None and inverted.side != "unknown":
        return inverted
    first = max(scene.first, hit.first - _BEFORE)
    for other in scene.hits:
        if other.kind in ("trigger", "speech") and first < other.stop <= hit.first:
            first = other.stop
    before = _named(scene, first, hit.first, hit.first, trailing=_closes(scene, hit))
    after_names = _named(scene, hit.stop, min(hit.stop + _AFTER, scene.stop), hit.first, trailing=True)
    follows = (
        scene.view.document.norms[hit.first - 1] in (",", '"', "”", "»", "-", "—") if hit.first else False
    )
    if follows and (before is None or _is_speaker(scene, hit.stop)):
        return after_names or before
    if before is None and inverted is not None:
        return inverted
    if before is None and hit.stop < scene.stop and _is_agent(scene, hit.stop):
        return after_names
    return before


def _to_comma(scene: Scene, first: int) -> int:
    norms = scene.view.document.norms
    stop = min(first + _AFTER, scene.stop)
    return next((t for t in range(first + 1, stop) if norms[t] == ","), stop)


def _is_speaker(scene: Scene, at: int) -> bool:
    """Tell whether an office or a person is named right after the verb: "…, said [Governor X]"."""
    offices = ("official", "ministry", "police", "person", "observer")
    if any(at <= a.first <= at + 3 and a.kind in offices for a in scene.actors):
        return True
    document = scene.view.document
    return (
        at < scene.stop and document.words[at][0].isupper() and not any(a.first == at for a in scene.actors)
    )


def _inverted(hit: Hit, scene: Scene) -> Claim | None:
    """Return the speaker behind the verb, up to the next mark: "повідомив [голова ОВА Сергій Лисак]"."""
    if not any(h.kind == "sayer_after" and h.first == hit.first for h in scene.hits):
        return None
    norms, limit = scene.view.document.norms, min(hit.stop + _BEFORE, scene.stop)
    stop = next((t for t in range(hit.stop, limit) if norms[t] in _MARKS), limit)
    return _named(scene, hit.stop, stop, hit.first, trailing=True) if stop > hit.stop else None


def _is_agent(scene: Scene, at: int) -> bool:
    return scene.view.document.norms[at] in scene.view.language.words.agent


def _closes(scene: Scene, hit: Hit) -> bool:
    """Tell whether nothing is told after the verb of saying."""
    return not any(h.kind == "trigger" and h.first >= hit.stop for h in scene.hits)


def _named(
    scene: Scene, first: int, stop: int, token: int, *, trailing: bool, genitive: bool = False
) -> Claim | None:
    """Return the speaker named in a token range: an office or organisation, else a person."""
    cases = (*ACTING, "genitive") if genitive else ACTING
    norms = scene.view.document.norms
    while stop > first and norms[stop - 1] in (".", ",", ")", "(", '"'):
        stop -= 1
    speakers = [
        a for a in scene.actors if first <= a.first < stop and a.kind in _SPEAKERS and a.case in cases
    ]
    person = _person(scene, first, stop)
    if speakers:
        best = _best(speakers)
        name = person or scene.view.document.span_text(best.first, best.stop)
        return Claim(scene.index, token, name, _claimant_side(scene, best), trailing)
    if person:
        return Claim(scene.index, token, person, "unknown", trailing)
    return None


def _best(speakers: list[Actor]) -> Actor:
    offices = [a for a in speakers if a.kind in ("official", "ministry", "person", "police", "observer")]
    speakers = offices or speakers
    sided = [a for a in speakers if a.side in ("UA", "RU") or a.declared == "neutral"]
    return sided[0] if sided else speakers[0]


def _claimant_side(scene: Scene, best: Actor) -> ClaimantSide | None:
    for hit in scene.of("actor"):
        if hit.first == best.first and hit.rule.claimant_side:
            return hit.rule.claimant_side  # type: ignore[no-any-return]
    if best.side in ("UA", "RU"):
        return best.side
    if best.declared in ("neutral", "other") or best.side == "other":
        return "neutral"
    return None if best.declared in ("local", "own", "same") else "unknown"


def _person(scene: Scene, first: int, stop: int) -> str | None:
    """Return the last run of capitalised words that names no place and no side; long ones before single."""
    document, view = scene.view.document, scene.view
    taken = {t for a in scene.actors if a.kind != "person" for t in range(a.first, a.stop)}
    taken |= {t for h in scene.hits if h.kind == "trigger" for t in range(h.first, h.stop)}
    for i in scene.mentions:
        if view.mentions[i].role != "person":
            taken.update(range(view.mentions[i].first, view.mentions[i].stop))
    runs: list[list[int]] = [[]]
    for at in range(first, stop):
        if at not in taken and _may_be_name(scene, at, stop):
            runs[-1].append(at)
        elif runs[-1]:
            runs.append([])
    near = [run for run in runs if run and (run[-1] >= stop - 2 or run[0] <= first + 1)]
    long = [run for run in runs if len(run) >= 2] or near
    return document.span_text(long[-1][0], long[-1][-1] + 1) if long else None


def _may_be_name(scene: Scene, at: int, stop: int) -> bool:
    document = scene.view.document
    word = document.words[at]
    if not word[0].isupper() or len(word) < 2 or document.norms[at] in scene.view.language.words.titles:
        return False
    if at != scene.first:
        return True
    return scene.view.is_name(at) or (at + 1 < stop and document.words[at + 1][0].isupper())


def _headline(scene: Scene) -> Claim | None:
    """Read "… - Zelensky." at the end of a headline, and "Zelensky: …" at its head."""
    document = scene.view.document
    stop = scene.stop
    while stop > scene.first and document.norms[stop - 1] in (".", ")", '"'):
        stop -= 1
    for at in range(stop - 2, max(scene.first, stop - _HEADLINE_END), -1):
        if document.norms[at] in _DASHES and document.starts[at + 1] > document.ends[at]:
            return _named(scene, at + 1, stop, at, trailing=True)
    head = next((t for t in range(scene.first, min(scene.first + 5, stop)) if document.norms[t] == ":"), None)
    if head is None or any(h.kind == "trigger" and h.first < head for h in scene.hits):
        return None
    claim = _named(scene, scene.first, head, head, trailing=False) if head > scene.first else None
    whole = (
        claim is not None
        and len(claim.name.split()) > 1
        and claim.name == document.span_text(scene.first, head)
    )
    official = any(
        a.first < head and a.kind in ("official", "ministry", "person", "police") for a in scene.actors
    )
    return claim if whole or official else None


def set_claimants(view: View, acts: list[Act]) -> None:
    """Give each act its claimant: in its sentence, else in the attribution nearest to it."""
    by_sentence = _all_claims(view, {act.sentence for act in acts})
    for act in acts:
        claim = _own(act, by_sentence.get(act.sentence, [])) or _nearby(act, by_sentence, view)
        if claim is not None:
            act.claimant = claim.name
            act.claimant_side = _side_of(claim, act, view)
            _infer_defender(act)
            act.note("claimant", claim.name)


def _infer_defender(act: Act) -> None:
    """Let an air defence that nothing names be that of the armed forces who report what it shot down."""
    if (
        act.initiator == "unknown"
        and family_of(act.type) == "air_defence"
        and act.claimant_side in ("UA", "RU")
    ):
        act.initiator, act.target = act.claimant_side, OPPONENT[act.claimant_side]
        act.inferred += [field for field in ("initiator", "target") if field not in act.inferred]


def _all_claims(view: View, wanted: set[int]) -> dict[int, list[Claim]]:
    """Read the claims of the sentences that tell an act and of those around them."""
    around = sorted(
        {i for s in wanted for i in (s - 2, s - 1, s, s + 1, s + 2) if 0 <= i < len(view.document.sentences)}
    )
    found: dict[int, list[Claim]] = {}
    known: dict[str, ClaimantSide] = {}
    for index in around:
        claims = [_remember(claim, known) for claim in find_claims(read_scene(view, index))]
        if claims:
            found[index] = claims
    return found


def _remember(claim: Claim, known: dict[str, ClaimantSide]) -> Claim:
    """Carry a person's side from "Deputy Minister Hanna Maliar" to "Maliar said"."""
    surname = claim.name.split()[-1]
    if claim.side not in (None, "unknown"):
        known[surname] = claim.side
        return claim
    return claim._replace(side=known.get(surname, claim.side))


def _own(act: Act, claims: list[Claim]) -> Claim | None:
    before = [c for c in claims if not c.trailing and c.token <= act.first]
    if before:
        return before[-1]
    after = [c for c in claims if c.trailing or c.token > act.first]
    return after[0] if after else None


def _nearby(act: Act, claims: dict[int, list[Claim]], view: View) -> Claim | None:
    for index in (act.sentence - 1, act.sentence + 1, act.sentence - 2, act.sentence + 2):
        if index in claims and _same_breath(view, act.sentence, index) and _same_land(act, index, view):
            return claims[index][-1] if index < act.sentence else claims[index][0]
    return None


def _same_land(act: Act, index: int, view: View) -> bool:
    """Tell whether a speaker's sentence tells of the act's own oblast, or of no place at all."""
    own = _oblast(view, act.mention) if act.mention >= 0 else -1
    told = {_oblast(view, i) for i in view.places_of.get(index, ())} - {-1}
    return own < 0 or not told or own in told


def _oblast(view: View, mention: int) -> int:
    found, gazetteer = view.mentions[mention], view.gazetteer
    if found.place < 0 or found.role not in ("place", "signpost"):
        return -1
    return gazetteer.admin1[found.place] if gazetteer.admin1[found.place] >= 0 else found.place


def _same_breath(view: View, a: int, b: int) -> bool:
    sentences = view.document.sentences
    return abs(sentences[a].paragraph - sentences[b].paragraph) <= 1


def _side_of(claim: Claim, act: Act, view: View) -> ClaimantSide:
    if claim.side is not None:
        return claim.side
    country = view.country(view.mentions[act.mention]) if act.mention >= 0 else None
    return _SIDES.get(country or "", "unknown")  # type: ignore[return-value]


def status_of(act: Act) -> Status:
    """Return the status: a side speaking of its own act claims it; all else is reported."""
    if act.status is not None:
        return act.status
    return (
        "claimed" if act.claimant_side in ("UA", "RU") and act.claimant_side == act.initiator else "reported"
    )
