"""From a folded act to the ``Report`` that leaves the coder."""

from __future__ import annotations

from geomap.events.acts import REAL, Act
from geomap.events.lexicon.rules import frames
from geomap.events.scene.scene import View
from geomap.events.where.unlisted import is_russian_raion, name_as_told, name_only
from geomap.events.who.claimant import status_of
from geomap.models import Candidate, Outcome, Reason, Report, content_id
from geomap.ontology import ontology
from geomap.places.locate import locate
from geomap.places.mentions.mention import NOWHERE, Location


def assemble(act: Act, view: View) -> Report:
    """Return the report of ``act``: quote with its span, place, time, sides, numbers and reasons."""
    location = _location(act, view)
    start, end = _evidence(act, view)
    article, event_type = view.article, ontology().types[act.type]
    when = act.when
    return Report(
        id=content_id(
            article.id,
            act.type,
            location.place_id or location.place_local,
            location.relation,
            start,
            end,
            act.initiator,
            act.modality,
            when and when.date_start,
            when and when.date_end,
        ),
        type=act.type,
        family=event_type.family,
        **location._asdict(),
        **_time(act),
        initiator=act.initiator,
        target=act.target,
        initiator_name=act.initiator_name,
        target_name=act.target_name,
        modality=act.modality,
        outcome=outcome_of(act),
        status=status_of(act),
        claimant=act.claimant,
        claimant_side=act.claimant_side,
        launched=act.launched,
        downed=act.downed,
        killed=act.killed,
        injured=act.injured,
        weapon=act.weapon,
        inferred=list(dict.fromkeys(act.inferred)),
        **event_type.crosswalk(act.initiator)._asdict(),
        confidence=confidence(act),
        reasons=_reasons(act, view),
        not_mapped=_not_mapped(act, location, view),
        article_id=article.id,
        lang=view.document.lang,
        start=start,
        end=end,
        quote=article.text[start:end],
        place_start=_edge(act, view, view.document.starts, 0),
        place_end=_edge(act, view, view.document.ends, -1),
        candidates=_candidates(act, view),
        published=article.published,
        title=article.title,
        url=article.url,
        source=article.source,
        source_side=article.side,
    )


def _location(act: Act, view: View) -> Location:
    if act.mention < 0:
        return NOWHERE
    mention = view.mentions[act.mention]
    if mention.place < 0 or is_russian_raion(mention, view):
        return name_only(mention, view)
    day = act.when and act.when.date_start
    location = locate(mention, view.gazetteer, on=day or view.article.published)
    if location.where == "admin2" and location.country == "RU":
        location = location._replace(place=name_as_told(mention, view) or location.place)
    if act.further and location.lat is not None:
        return location._replace(where="near", relation=act.further, where_prec=2, geo_precision=2)
    return location


def _evidence(act: Act, view: View) -> tuple[int, int]:
    """Return the half-open span of the sentence(s) that tell the act."""
    document = view.document
    first, last = document.sentences[act.sentence], document.sentences[max(act.last_sentence, act.sentence)]
    return document.starts[first.first], document.ends[last.stop - 1]


def _time(act: Act) -> dict[str, object]:
    when = act.when
    if when is None:
        return {}
    return {
        "date_start": when.date_start,
        "date_end": when.date_end,
        "date_basis": when.basis,
        "date_prec": when.date_prec,
        "time_precision": when.time_precision,
    }


def outcome_of(act: Act) -> Outcome:
    """Return the outcome told, else the one that the type itself means where the act is real."""
    if act.outcome is not None:
        return act.outcome
    return frames()[act.type].outcome if act.modality in (*REAL, "historical") else "unknown"


def confidence(act: Act) -> float:
    """Return 0-1: how much of the report the words themselves state."""
    score = 0.9 - 0.1 * len(act.inferred)
    score -= 0.1 * act.trigger.weak + 0.15 * (act.mention < 0) + 0.05 * (not act.when_told)
    score -= 0.1 * (act.modality not in REAL)
    return round(max(0.1, score), 2)


def _reasons(act: Act, view: View) -> list[Reason]:
    notes = [Reason(stage=n.stage, rule=n.rule, detail=n.detail) for n in act.notes]
    return notes + (list(view.mentions[act.mention].reasons) if act.mention >= 0 else [])


def _edge(act: Act, view: View, offsets: list[int], shift: int) -> int | None:
    if act.mention < 0:
        return None
    mention = view.mentions[act.mention]
    return offsets[mention.stop + shift if shift else mention.first]


def _candidates(act: Act, view: View) -> list[Candidate]:
    if act.mention < 0:
        return []
    gazetteer, found = view.gazetteer, []
    for scored in view.mentions[act.mention].candidates[:5]:
        above = gazetteer.admin1[scored.place]
        admin1 = gazetteer.short(above) if above >= 0 else None
        found.append(
            Candidate(
                place_id=gazetteer.id_of(scored.place),
                name=gazetteer.name(scored.place),
                admin1=admin1,
                score=round(scored.score, 3),
            )
        )
    return found


def _not_mapped(act: Act, location: Location, view: View) -> str | None:
    if act.mention < 0:
        return "the text names no place for it"
    if location.place_id is not None:
        return None
    name = repr(location.place_local or "the name")
    namesakes = len({scored.place for scored in view.mentions[act.mention].candidates})
    if namesakes > 1:
        return f"several places are called {name}, and the text does not tell which"
    return f"no place known for {name}"
