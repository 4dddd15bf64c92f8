"""Who says so: "X said", "according to X", "- X." at the end of a headline, and on whose side X is."""

from __future__ import annotations

from typing import NamedTuple

from geomap.events.lexicon.lexicon import Hit
from geomap.events.scene.scene import Scene
from geomap.events.scene.sides import ACTING, Actor
from geomap.models import ClaimantSide
from geomap.text.normalise import fold

_BEFORE = 14  # tokens of "Oleh Syniehubov, the governor of the Kharkiv region, said"
_AFTER = 10
_HEADLINE_END = 8
_LABEL_REACH = 10
_SHORTEST_NAME = 2  # tokens from a comma to the verb: ", Kyiv said"; ", said" ends an apposition
_DASHES = frozenset("-–—")
_QUOTED = frozenset(',"”»-—')
"""Marks that end the words said: "…, said X"."""
_MARKS = frozenset(",:;—–.")
_LABELLED = ("official", "ministry", "person", "police", "observer")
_SPEAKERS = frozenset({"forces", "country", "official", "ministry", "police", "observer", "group", "person"})


class Claim(NamedTuple):
    """Somebody who speaks; what he says lies after ``token``, or before it where ``trailing``."""

    sentence: int
    token: int
    name: str
    """Empty where a pronoun speaks: whoever spoke before."""
    side: ClaimantSide | None
    """None: the side whose land it is."""
    trailing: bool
    kind: str = "person"
    """The kind of speaker, as in ``ActorRule.kind``."""
    sourced: bool = False
    """Names the source of a report ("according to X", "… - X." in a headline), not who said one sentence."""
    suffers: bool = False
    """Tells of fire as of the harm done to the land that the speaker heads."""


def find_claims(scene: Scene) -> list[Claim]:
    """Return the claims of a sentence, in order."""
    claims = [
        claim
        for hit in scene.hits
        if hit.kind in ("speech", "according") and not _is_hearsay(hit, scene)
        if (claim := _of_hit(hit, scene))
    ]
    headline = _headline(scene)
    return [*claims, headline._replace(sourced=True)] if headline else claims


def _is_hearsay(hit: Hit, scene: Scene) -> bool:
    """Tell whether nobody is named as saying it: "losses [are claimed]", "[said to have] been inflicted"."""
    words, norms = scene.view.language.words, scene.view.document.norms
    if hit.kind != "speech":
        return False
    if hit.first > scene.first and norms[hit.first - 1] in words.passive_before:
        return hit.stop >= scene.stop or norms[hit.stop] not in words.agent
    heard = norms[hit.stop : hit.stop + 3]
    if heard and heard[0] in words.agent_of_noun:
        return True  # "following [reports] of shelling"
    return len(heard) == 3 and heard[0] in words.oblique and not words.passive_before.isdisjoint(heard[1:])


def _of_hit(hit: Hit, scene: Scene) -> Claim | None:
    """Return who is named around a phrase of saying: behind "according to", else by the verb's position."""
    if hit.kind == "according":
        stop = _to_comma(scene, hit.stop)
        found = _named(scene, hit.stop, stop, hit.first, trailing=hit.first > scene.first + 2, genitive=True)
        return found._replace(sourced=True) if found else None
    pronoun = _pronoun(scene, hit)
    if pronoun is not None:
        return pronoun
    inverted = _inverted(hit, scene)
    return inverted if inverted is not None and inverted.side != "unknown" else _around(hit, scene, inverted)


def _around(hit: Hit, scene: Scene, inverted: Claim | None) -> Claim | None:
    """Return the speaker before the verb, or behind it where the words said or a comma stand before it."""
    first = max(scene.first, hit.first - _BEFORE)
    for other in scene.hits:
        if other.kind in ("trigger", "speech") and first < other.stop <= hit.first:
            first = other.stop
    near = _after_comma(scene, first, hit.first)
    if any(h.kind == "link" and h.rule == "relative" and near <= h.first < hit.first for h in scene.hits):
        near = first  # "Prigozhin posted a video in which [he] claims"
    before = _named(scene, near, hit.first, hit.first, trailing=_closes(scene, hit))
    behind = _named(scene, hit.stop, min(hit.stop + _AFTER, scene.stop), hit.first, trailing=True)
    follows = hit.first > 0 and scene.view.document.norms[hit.first - 1] in _QUOTED
    if follows and (before is None or _is_speaker(scene, hit.stop)):
        return behind or before
    agent = hit.stop < scene.stop and _is_agent(scene, hit.stop)
    return before or inverted or (behind if agent else None)


def _after_comma(scene: Scene, first: int, stop: int) -> int:
    """Return where the speaker's words begin: "shelled by the Ukrainian side, [the separatists] said"."""
    norms = scene.view.document.norms
    comma = next((t for t in range(stop - 1, first - 1, -1) if norms[t] == ","), -1)
    return comma + 1 if comma >= 0 and stop - comma > _SHORTEST_NAME else first


def _pronoun(scene: Scene, hit: Hit) -> Claim | None:
    """Return the claim of "[he] also said", of somebody whom an earlier sentence names."""
    norms, words = scene.view.document.norms, scene.view.language.words
    at = hit.first
    while at > scene.first and norms[at - 1] in words.transparent:
        at -= 1
    if not any(a.kind == "pronoun" and a.stop == at for a in scene.actors):
        return None
    return Claim(scene.index, hit.first, "", "unknown", _closes(scene, hit), "pronoun")


def subject_claim(scene: Scene) -> Claim | None:
    """Return the claim of whom a sentence tells, as of one who may speak next: "[The ministry] … It said"."""
    subject = next((a for a in scene.actors if a.kind in _SPEAKERS), None)
    if subject is None or subject.side not in ("UA", "RU"):
        return None
    return _named(scene, subject.first, subject.stop, subject.first, trailing=False)


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
    """Return who is named behind the verb, to the next mark or act: "повідомив [голова ОВА Сергій Лисак]"."""
    if not any(h.kind == "sayer_after" and h.first == hit.first for h in scene.hits):
        return None
    norms, limit = scene.view.document.norms, min(hit.stop + _BEFORE, scene.stop)
    told = {h.first for h in scene.hits if h.kind == "trigger"}
    stop = next((t for t in range(hit.stop, limit) if norms[t] in _MARKS or t in told), limit)
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
    person = _person(scene, first, stop, last=token >= stop)
    if speakers:
        best = _best(speakers)
        office = best.kind in ("official", "person", "police")
        named = person and (office or (" " in person and best.kind in ("ministry", "forces")))
        name = person if person and named else scene.view.document.span_text(best.first, best.stop)
        heads = any(h.rule.tells == "harm" and first <= h.first < stop for h in scene.of("actor"))
        side = side_of_speaker(scene, best)
        return Claim(scene.index, token, name, side, trailing, best.kind, suffers=heads)
    if person:
        return Claim(scene.index, token, person, "unknown", trailing)
    return None


def _best(speakers: list[Actor]) -> Actor:
    offices = [a for a in speakers if a.kind in ("official", "ministry", "person", "police", "observer")]
    speakers = offices or speakers
    sided = [a for a in speakers if a.side in ("UA", "RU") or a.declared == "neutral"]
    return sided[0] if sided else speakers[0]


def side_of_speaker(scene: Scene, best: Actor) -> ClaimantSide | None:
    """Return the side that an actor speaks for; None: the side whose land it is."""
    for hit in scene.of("actor"):
        if hit.first == best.first and hit.rule.claimant_side:
            return hit.rule.claimant_side  # type: ignore[no-any-return]
    if best.kind == "ministry" and best.declared == "same":
        return None
    if best.side in ("UA", "RU"):
        return best.side
    if best.declared in ("neutral", "other") or best.side == "other":
        return "neutral"
    return None if best.declared in ("local", "own", "same") else "unknown"


def _person(scene: Scene, first: int, stop: int, *, last: bool) -> str | None:
    """Return a run of capitalised words that names no place and no side; long ones before single.

    ``last``: the one nearest before the verb; else the first behind it.
    """
    document, view = scene.view.document, scene.view
    taken = {t for a in scene.actors if a.kind != "person" for t in range(a.first, a.stop)}
    taken |= {t for h in scene.hits if h.kind in ("trigger", "weapon") for t in range(h.first, h.stop)}
    for i in scene.mentions:
        if view.mentions[i].role != "person":
            taken.update(
                range(view.mentions[i].first, min(view.mentions[i].stop + 1, view.mentions[i].phrase_stop))
            )
    runs: list[list[int]] = [[]]
    for at in range(first, stop):
        if at not in taken and _may_be_name(scene, at, stop):
            runs[-1].append(at)
        elif runs[-1]:
            runs.append([])
    near = [run for run in runs if run and (run[-1] >= stop - 2 or run[0] <= first + 1)]
    long = [run for run in runs if len(run) >= 2] or near
    if not long:
        return None
    run = long[-1] if last else long[0]
    return document.span_text(run[0], run[-1] + 1)


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
            named = _named(scene, at + 1, stop, at, trailing=True)
            if named is not None and _is_place_name(named, scene):
                named = None  # "in the direction of Vrubivka - [Mykolaivka]"
            return named or _label(scene, _stamp_end(scene), stop)
    return _label(scene, _stamp_end(scene), stop)


def _is_place_name(claim: Claim, scene: Scene) -> bool:
    """Tell whether nobody is known by the name, and a place is."""
    return claim.side == "unknown" and bool(scene.view.gazetteer.lookup(fold(claim.name)))


def _stamp_end(scene: Scene) -> int:
    """Return where the words begin behind a stamp: "07.05.22 20:58 - [General Staff]: …"."""
    norms, at = scene.view.document.norms, scene.first
    while at < scene.stop and not norms[at][:1].isalpha():
        at += 1
    return at if at < scene.stop and norms[scene.first][:1].isdecimal() else scene.first


def _label(scene: Scene, first: int, stop: int) -> Claim | None:
    """Return the speaker whose name and a colon stand at token ``first``."""
    norms = scene.view.document.norms
    head = next((t for t in range(first, min(first + _LABEL_REACH, stop)) if norms[t] == ":"), None)
    if head is None or head == first or any(h.kind == "trigger" and h.first < head for h in scene.hits):
        return None
    claim = _named(scene, first, head, head, trailing=False)
    if claim is None:
        return None
    whole = len(claim.name.split()) > 1 and claim.name == scene.view.document.span_text(first, head)
    known = any(first <= a.first < head and a.kind in _LABELLED for a in scene.actors)
    return claim if whole or known else None
