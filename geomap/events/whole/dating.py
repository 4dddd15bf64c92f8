"""Dates that hold beyond their own sentence: for a headline, a toll, what a night's fire hit besides."""

from __future__ import annotations

from collections.abc import Mapping

from geomap.dates import anchor
from geomap.events.acts import REAL, Act, by_sentence
from geomap.events.scene.scene import View
from geomap.events.timing import TALLIES
from geomap.events.where.spots import areas_of, holds, place_of
from geomap.ontology import family_of

_BODY_REACH = 2  # sentences from a headline to the one that tells its act in full
_ROUNDED = 0.1  # of a number, by which a headline may round it


def carry_dates(acts: list[Act], view: View) -> None:
    """Let a date hold for what the sentences beside it tell without one: headlines, tolls, tallies."""
    told_in = by_sentence(acts)
    _date_headline(told_in, view)
    _carry_on(acts, told_in, view)


def _date_headline(told_in: dict[int, list[Act]], view: View) -> None:
    """Give the acts of a headline the day on which the body tells of them."""
    last = _headline_end(view)
    for index in range(last + 1):
        for act in told_in.get(index, ()):
            if act.when_told or act.modality not in REAL:
                continue
            body = _told_in_full(act, told_in, last + _BODY_REACH, view)
            if body is not None:
                act.when, act.carried = body.when, True
                act.modality = body.modality
                act.note("date:body", "from what the headline heads", stage="date")


def _headline_end(view: View) -> int:
    """Return the last sentence of the headline, which a site with a rubric prints again behind it."""
    if not view.rubric:
        return 0
    rubric = max(view.rubric)
    return next((i for i, s in enumerate(view.document.sentences) if s.first > rubric), 0)


def _told_in_full(act: Act, told_in: dict[int, list[Act]], last: int, view: View) -> Act | None:
    """Return the dated act of the body that a headline's act is; None where two of them differ in time."""
    for index in range(act.sentence + 1, last + 1):
        dated = [a for a in told_in.get(index, ()) if a.when_told and _may_be_body(act, a, view)]
        if dated:
            return dated[0] if len({a.when for a in dated}) == 1 else None
    return None


def _may_be_body(head: Act, body: Act, view: View) -> bool:
    """Tell whether a later act may be the one that the headline tells: of its kind, in its place."""
    hurts = all(t == "casualty_report" or family_of(t) == "fires" for t in (head.type, body.type))
    if body.modality not in (*REAL, "historical") or (head.type != body.type and not hurts):
        return False
    if head.mention < 0 or body.mention < 0:
        toll = head.type == "casualty_report"
        alike = head.type == body.type and body.modality in REAL
        return _is_one_toll(head, body) if toll else alike or head.mention == body.mention
    p, q = place_of(head, view), place_of(body, view)
    if p == q:
        return p >= 0
    return body.modality in REAL and (holds(p, q, view) or holds(q, p, view))


def _is_one_toll(head: Act, body: Act) -> bool:
    """Tell whether the body repeats the headline's number, rounded there ("62,000", "62,060")."""
    told = ((head.killed, body.killed), (head.injured, body.injured))
    return any(x and y and abs(x - y) <= _ROUNDED * y for x, y in told)


def _holds_on(before: Act, act: Act) -> bool:
    """Tell whether a date goes on to hold: any for a tally, only that of a whole night or day for fire."""
    if before.when is None:
        return False
    window = before.when.date_start != before.when.date_end
    return act.type in TALLIES or (window and family_of(act.type) == "fires" == family_of(before.type))


def _carry_on(acts: list[Act], told_in: dict[int, list[Act]], view: View) -> None:
    """Let a date hold for the toll or the air defence's tally in the next sentence of the paragraph."""
    sentences, day_of = view.document.sentences, _areas_of_past_day(acts, view)
    for act in acts:
        if act.when_told or act.carried or act.modality == "historical":
            continue
        for before in told_in.get(act.sentence - 1, ()):
            same = sentences[before.sentence].paragraph == sentences[act.sentence].paragraph
            if same and (before.when_told or before.carried) and _holds_on(before, act):
                act.when, act.carried = before.when, True
                act.note("date:carried", "from the sentence before", stage="date")
                if before.modality == "historical" and act.type == "casualty_report":
                    act.modality = "historical"  # "hit the bridge on July 17. Two died then."
                break
        if not act.carried and not told_in.get(act.sentence - 1):
            _take_window(act, view)
        if not act.carried:
            _take_day_of_area(act, day_of, view)


def _areas_of_past_day(acts: list[Act], view: View) -> dict[int, Act]:
    """Return, by its place, the first act that tells fire or harm over the past day."""
    found: dict[int, Act] = {}
    for act in acts:
        when = act.when
        if when is None or when.date_start is None or when.date_end is None or not act.when_told:
            continue
        day = (when.date_end - when.date_start).days == 1 and when.date_end == view.article.published
        if day and _harms(act):
            found.setdefault(place_of(act, view), act)
    return found


def _take_day_of_area(act: Act, day_of: Mapping[int, Act], view: View) -> None:
    """Date harm to a town by the past day over which its area was told to be under fire."""
    place = place_of(act, view)
    if place < 0 or not _harms(act):
        return
    areas = (day_of[area] for area in areas_of(place, view) if area in day_of)
    before = [area for area in areas if area.sentence < act.sentence]
    if before:
        first = min(before, key=lambda area: (area.sentence, area.first, area.mention))
        act.when, act.carried = first.when, True
        act.note("date:carried", "from its area", stage="date")


def _harms(act: Act) -> bool:
    return family_of(act.type) == "fires" or act.type == "casualty_report"


def _take_window(act: Act, view: View) -> None:
    """Date fire by the day or night with which the sentence before begins, where that tells no act.

    "[Over the past day] the enemy gave the region no rest. A depot in X was shelled."
    """
    sentences = view.document.sentences
    opening = next(iter(view.dates_of.get(act.sentence - 1, ())), None)
    if opening is None or opening.kind != "window" or family_of(act.type) != "fires":
        return
    before = sentences[act.sentence - 1]
    if opening.first - before.first > 1 or before.paragraph != sentences[act.sentence].paragraph:
        return
    act.when, act.carried = anchor(opening, view.article.published), True
    act.note("date:carried", "from the sentence before", stage="date")
