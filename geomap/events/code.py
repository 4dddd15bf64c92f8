"""The event coder: an analysed article in, one report an act out. The order of calls is the order of work."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.events.acts import Act
from geomap.events.assemble import assemble
from geomap.events.counts.counting import count_acts, count_after
from geomap.events.counts.splits import rows_behind, split_by_place
from geomap.events.lexicon.language import language
from geomap.events.scene.captions import caption_scenes, is_caption, may_be_caption
from geomap.events.scene.hits import has_trigger
from geomap.events.scene.reading import read_scene
from geomap.events.scene.rubric import rubric_tokens
from geomap.events.scene.scene import Scene, View
from geomap.events.scene.tags import find_tags
from geomap.events.timing import set_time
from geomap.events.what.modality import apply_cues
from geomap.events.what.triggers import find_acts
from geomap.events.what.weapons import refine
from geomap.events.where.arguments import place_act
from geomap.events.where.seats import seat_mentions
from geomap.events.who.actors import assign_sides
from geomap.events.who.claimant import set_claimants
from geomap.events.who.settle import infer_open_sides, settle_sides
from geomap.events.whole import raids
from geomap.events.whole.concrete import concrete
from geomap.events.whole.dating import carry_dates
from geomap.events.whole.echoes import echo_denials, echo_means, echo_outcomes, echo_places
from geomap.events.whole.fold import fold
from geomap.events.whole.selection import (
    adopt_casualties,
    drop_labels,
    drop_repeated,
    drop_summaries,
    drop_weak,
    join_clause,
    settle_weak,
    yield_to_toll,
)
from geomap.events.whole.victims import give_tolls_to_raid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geomap.dates import DateExpression
    from geomap.events.lexicon.lexicon import Hit
    from geomap.models import Article, Report
    from geomap.places.gazetteer import Gazetteer
    from geomap.places.mentions.mention import Mention
    from geomap.quantities import Quantity
    from geomap.text import Document


def may_tell(document: Document, hits: Mapping[int, list[Hit]]) -> bool:
    """Tell whether a text may report an event: most of a newspaper holds no trigger at all."""
    return any(map(has_trigger, hits.values())) or may_be_caption(document)


def code(
    document: Document,
    hits: Mapping[int, list[Hit]],
    mentions: Sequence[Mention],
    dates: Sequence[DateExpression],
    quantities: Sequence[Quantity],
    *,
    article: Article,
    gazetteer: Gazetteer,
) -> list[Report]:
    """Return the events that ``document`` tells, in order of telling, each act once.

    ``mentions`` must be resolved. Without a trigger there is no event, whatever places are named.
    """
    view = _view(document, list(mentions), dates, quantities, article=article, gazetteer=gazetteer)
    view.hits_of = hits
    acts: list[Act] = []
    for index in range(len(document.sentences)):
        told: list[Act] = []
        if has_trigger(hits.get(index, ())):
            told = _sentence_acts(read_scene(view, index))
        if not told and acts and index in view.quantities_of and index in view.places_of:
            told = rows_behind(acts, read_scene(view, index))
            for act in told:
                settle_sides(act, view)
        acts += told
    acts = _whole(acts, view)
    if mentions and not any(act.mention >= 0 for act in acts) and is_caption(view):
        acts = _whole(_caption_acts(view), view) or acts
    return [assemble(act, view) for act in acts]


def _whole(acts: list[Act], view: View) -> list[Act]:
    """Return what the article tells as a whole: each act once, with claimant, date and numbers."""
    if not acts:
        return []
    acts = echo_means(acts, view)
    echo_places(acts, view)
    echo_outcomes(acts, view)
    echo_denials(acts, view)
    set_claimants(view, acts)
    carry_dates(acts, view)
    count_after(acts, view)
    acts = raids.settle(drop_summaries(drop_labels(fold(acts, view), view), view), view)
    for act in acts:
        infer_open_sides(act, view)  # of those that a later sentence placed
    give_tolls_to_raid(acts, view)
    return concrete(acts, view)


def _view(
    document: Document,
    mentions: list[Mention],
    dates: Sequence[DateExpression],
    quantities: Sequence[Quantity],
    *,
    article: Article,
    gazetteer: Gazetteer,
) -> View:
    rules = language(document.lang)
    mentions += seat_mentions(document, mentions, gazetteer, rules.words.seat)
    view = View(document, mentions, article, gazetteer, rules)
    view.rubric = rubric_tokens(document)
    for i, mention in sorted(enumerate(mentions), key=lambda told: told[1].first):
        if mention.first not in view.rubric:
            view.places_of.setdefault(mention.sentence, []).append(i)
    for expression in dates:
        view.dates_of.setdefault(expression.sentence, []).append(expression)
    for quantity in quantities:
        view.quantities_of.setdefault(quantity.sentence, []).append(quantity)
    view.tags = find_tags(view)
    return view


def _sentence_acts(scene: Scene) -> list[Act]:
    acts = drop_repeated([act for act in find_acts(scene) if apply_cues(act, scene)], scene)
    placed: list[Act] = []
    for act in acts:
        assign_sides(act, scene)
        if not scene.caption:  # a wrecked tank did not fire
            refine(act, scene)
        set_time(act, scene)
        placed += split_by_place(act, scene) or _at_each_place(act, scene)
    placed = adopt_casualties(settle_weak(yield_to_toll(drop_weak(join_clause(placed, scene), scene))), scene)
    count_acts(placed, scene)
    for act in placed:
        settle_sides(act, scene.view)
    return placed


def _caption_acts(view: View) -> list[Act]:
    """Return the acts of a caption: of each sentence those of the first rule that places one."""
    acts: list[Act] = []
    for index in range(len(view.document.sentences)):
        readings = (_sentence_acts(scene) for scene in caption_scenes(view, index))
        placed = ([act for act in reading if act.mention >= 0] for reading in readings)
        acts += next(filter(None, placed), [])
    for act in acts:
        act.counted = True  # seen, though not told in figures
    return acts


def _at_each_place(act: Act, scene: Scene) -> list[Act]:
    places = place_act(act, scene)
    if not places:
        return [act]
    act.listed = len(places)
    others = [replace(act, mention=i, notes=list(act.notes), inferred=list(act.inferred)) for i in places[1:]]
    act.mention = places[0]
    return [act, *others]
