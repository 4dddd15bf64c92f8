"""One raid is one tally: what was launched and what was downed join, over a country or split by region."""

from __future__ import annotations

from dataclasses import replace

from geomap.events.acts import Act, by_sentence
from geomap.events.scene.scene import View
from geomap.events.scene.sides import OPPONENT
from geomap.events.where.eligible import is_macro
from geomap.events.where.spots import place_of
from geomap.events.whole.alike import names_country
from geomap.models import Side
from geomap.ontology import family_of
from geomap.places.gazetteer.kinds import kind_of
from geomap.places.mentions.mention import Mention

_COUNTRIES: dict[str, str] = {"UA": "ukraine", "RU": "russia"}
_ROWS_REACH = 3  # sentences between a sum and the last row of its split
_NEAR = 4  # sentences between a raid and the word that it hurt nobody
_STRIKES = ("drone_strike", "missile_strike", "strike", "air_strike")


def settle(acts: list[Act], view: View) -> list[Act]:
    """Return ``acts`` with raids told only as launched and downed joined to one ``interception``."""
    downed = [a for a in acts if a.type == "interception"]
    if not downed:
        return acts
    _place_by_raid(downed, acts, view)
    total = _unsplit(downed, view)
    if total is not None:
        downed.append(total)
        acts = [*acts, total]
    whole = _total(downed, view)
    told_in, latest_in = by_sentence(downed), _by_latest(downed)
    gone: set[int] = set()
    for act in acts:
        if act.type in _STRIKES and _is_launch_only(act, view):
            _join(whole, act)
            if names_country(act, view):
                _set_defender(whole, act.target)
                _put_at_country(whole, view)
            gone.add(id(act))
        elif act.type in _STRIKES and (twin := _downed_there(act, told_in, view)) is not None:
            _join(twin, act)
            gone.add(id(act))
        elif _is_harmless(act) and _give_harm(act, latest_in, view):
            gone.add(id(act))
    gone.update(map(id, _split_sums(downed, told_in)))
    _place_total([a for a in downed if id(a) not in gone], view)
    return [a for a in acts if id(a) not in gone]


def _by_latest(acts: list[Act]) -> dict[int, list[Act]]:
    """Return the acts by the last sentence that tells each."""
    found: dict[int, list[Act]] = {}
    for act in acts:
        found.setdefault(act.latest, []).append(act)
    return found


def _place_by_raid(downed: list[Act], acts: list[Act], view: View) -> None:
    """Put what was downed where the raid just told was: "They attacked [X district]. Ten were downed."."""
    if len(downed) != 1 or downed[0].mention >= 0:
        return
    tally = downed[0]
    raids = [a for a in acts if a.type in _STRIKES and a.launched is not None and a.mention >= 0]
    beside = {a.mention for a in raids if a.sentence == tally.sentence}
    place = beside.pop() if len(beside) == 1 else _place_of_raid_before(tally, view)
    if place >= 0 and not is_macro(view, view.mentions[place]):
        tally.mention = place


def _place_of_raid_before(tally: Act, view: View) -> int:
    """Return the one place of the sentence before, of the same paragraph, where that tells fire; else -1."""
    sentences, before = view.document.sentences, view.scenes.get(tally.sentence - 1)
    if before is None or sentences[before.index].paragraph != sentences[tally.sentence].paragraph:
        return -1
    fire = any(family_of(hit.rule.type) == "fires" for hit in before.told)
    places = [i for i in before.mentions if view.mentions[i].role == "place" and view.mentions[i].place >= 0]
    return places[0] if fire and len(places) == 1 else -1


def _unsplit(downed: list[Act], view: View) -> Act | None:
    """Return the event over the whole country for a number that the text does not split by region."""
    whole = next((a for a in downed if a.total is not None and a.initiator in _COUNTRIES), None)
    wide = [a for a in downed if a.mention < 0 or is_macro(view, view.mentions[a.mention])]
    wide = [a for a in wide if a.downed is not None]
    if whole is not None and len(wide) == 1 and "downed" in wide[0].further_harm:
        wide[0].downed = (wide[0].downed or 0) + (
            whole.total or 0
        )  # "103 over X and Y. Another 67 were lost."
        wide[0].further_harm -= {"downed"}
    if whole is None or wide:
        return None
    if view.mentions[whole.mention].kind != "oblast":
        return None
    return replace(whole, mention=-1, downed=whole.total, total=None, listed=1, notes=list(whole.notes))


def _downed_there(act: Act, downed: dict[int, list[Act]], view: View) -> Act | None:
    """Return the interception at the place and in the sentence of a launch told to have hit nothing."""
    if act.launched is None or act.killed or act.injured or act.mention < 0 or act.outcome == "succeeded":
        return None
    place = view.mentions[act.mention].place
    return next(
        (
            a
            for a in downed.get(act.sentence, ())
            if a.mention >= 0 and view.mentions[a.mention].place == place >= 0
        ),
        None,
    )


def _is_launch_only(act: Act, view: View) -> bool:
    wide = act.mention < 0 or is_macro(view, view.mentions[act.mention])
    return wide and not act.killed and not act.injured and (act.launched is not None or act.mention >= 0)


def _is_harmless(act: Act) -> bool:
    """Tell whether an act is but the word that nobody was hurt: "the attack caused no casualties"."""
    told = [n for n in (act.killed, act.injured) if n is not None]
    return act.type in (*_STRIKES, "casualty_report") and bool(told) and not any(told)


def _give_harm(act: Act, downed: dict[int, list[Act]], view: View) -> bool:
    """Give a toll of nobody to the raid told just before it, at its own place; False for none."""
    sentences = range(act.sentence - _NEAR, act.sentence + 1)
    near = [a for sentence in sentences for a in downed.get(sentence, ())]
    if act.mention >= 0:
        near = [a for a in near if act.type == "strike" and -1 < place_of(a, view) == place_of(act, view)]
    if not near:
        return False
    latest = max(near, key=lambda a: (a.latest, -a.first))
    latest.killed, latest.injured = act.killed, act.injured
    return True


def _split_sums(downed: list[Act], told_in: dict[int, list[Act]]) -> list[Act]:
    """Return the sums that the rows told behind them make up: no total stands beside a whole split."""
    gone = []
    for act in (a for a in downed if a.mention < 0 and a.downed is not None):
        sentences = range(act.sentence, act.sentence + _ROWS_REACH + 1)
        rows = [a for sentence in sentences for a in told_in.get(sentence, ()) if a.mention >= 0]
        for row in rows:
            if act.when_told and not row.when_told:
                row.when, row.when_told = act.when, True
        if rows and sum(a.downed or 0 for a in rows) >= (act.downed or 0):
            gone.append(act)
    return gone


def _set_defender(act: Act, side: Side) -> None:
    """Let an air defence that nothing names be that of ``side``, where that is one of the two."""
    if act.initiator == "unknown" and side in _COUNTRIES:
        act.initiator, act.target = side, OPPONENT[side]
        act.inferred += ["initiator", "target"]


def _put_at_country(act: Act, view: View) -> None:
    """Give an act without a place the country whose air defence tells it."""
    if act.mention >= 0 or act.initiator not in _COUNTRIES:
        return
    name = _COUNTRIES[act.initiator]
    countries = [
        h.place for h in view.gazetteer.lookup(name) if kind_of(view.gazetteer, h.place) == "country"
    ]
    if not countries:
        return
    span = (act.first, act.stop)
    mention = Mention(*span, *span, act.sentence, name.title(), tuple(countries[:1]))
    mention.kind, mention.place = "country", countries[0]
    view.mentions.append(mention)
    act.mention = len(view.mentions) - 1
    act.inferred.append("place")


def _total(downed: list[Act], view: View) -> Act:
    """Return the interception that stands for the whole raid: over a country, placeless, or the first."""
    for act in downed:
        if act.mention < 0 or is_macro(view, view.mentions[act.mention]):
            return act
    return downed[0]


def _join(total: Act, launch: Act) -> None:
    if total.launched is None:
        total.launched = launch.launched
    if total.all_downed and total.downed is None:
        total.downed = total.launched
    if total.mention < 0:
        total.mention = launch.mention
    if not total.when_told and launch.when_told:
        total.when, total.when_told = launch.when, True
    total.notes += launch.notes


def _place_total(downed: list[Act], view: View) -> None:
    """Put a total that stands beside named regions at the level of the country whose air defence tells it."""
    if not any(a.mention >= 0 for a in downed):
        return
    defender: Side = next((a.initiator for a in downed if a.mention >= 0), "unknown")
    for act in downed:
        _set_defender(act, defender)
        if act.downed is not None:
            _put_at_country(act, view)
