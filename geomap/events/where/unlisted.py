"""Where an act is told to happen when its place has no point: a name the gazetteer lacks or cannot decide.

The name is kept, in English letters, so that the act can be read, sorted and looked up; it gets no pin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.models import Where
from geomap.places.gazetteer.kinds import SETTLEMENTS, kind_of
from geomap.places.mentions.mention import NOWHERE, Location, Mention
from geomap.places.names.romanise import romanise_ru

if TYPE_CHECKING:
    from geomap.events.scene.scene import View

_KIND_WORDS = (
    ("муниципальн", "Municipal "),
    ("городск", "Urban "),
    ("округ", "Okrug"),
    ("район", "District"),
)
_LOOK_BACK = 3  # sentences in which the oblast of an unknown name is looked for
_STEM = 6  # letters that a raion shares with the oblast of the same name
_REACH = 2  # tokens of "муниципального округа" after the name
_ENDINGS = ("ского", "скому", "ском", "ским", "ский", "цкого", "цкому", "цком", "цким", "цкий")
_WHERE: dict[str, Where] = {"raion": "admin2", "hromada": "admin3", "settlement": "settlement"}


def is_named(mention: Mention) -> bool:
    """Tell whether a mention without a place still names one: its kind word says what it is."""
    return bool(mention.hits) or mention.kind in ("raion", "settlement")


def is_russian_raion(mention: Mention, view: View) -> bool:
    """Tell whether a raion of Russia is meant that the gazetteer lacks, whatever place bears a like name.

    Only the border oblasts' raions are in the gazetteer; others lie in an oblast that the article names, and
    "Липецкий район" is one of Lipetsk Oblast where that oblast is named too.
    """
    if mention.kind != "raion" or view.document.lang != "ru" or mention.place < 0:
        return False
    if view.country(mention) == "RU":
        return kind_of(view.gazetteer, mention.place) in SETTLEMENTS
    area = _area_before(mention, view)
    return area >= 0 and _is_namesake(mention, area, view)


def _is_namesake(mention: Mention, area: int, view: View) -> bool:
    if not _is_in(area, "RU", view):
        return False
    name = view.gazetteer.short(area)
    return romanise_ru(mention.surface).startswith(name[:_STEM])


def name_as_told(mention: Mention, view: View) -> str | None:
    """Return the name of a Russian raion with the kind word of the text: some became okrugs of late."""
    return _romanised(mention, view) if mention.kind == "raion" and view.document.lang == "ru" else None


def name_only(mention: Mention, view: View) -> Location:
    """Return the place fields of a mention without a place: its name, its area, no point."""
    local = NOWHERE._replace(place_local=mention.surface)
    area = _area(mention, view)
    if area < 0 and (not mention.hits or _is_abroad(mention, view)):
        area = _area_before(mention, view)
    listed = mention.hits if mention.place < 0 and not _is_abroad(mention, view) else ()
    hits = [h for h in listed if area < 0 or area in (h, view.gazetteer.admin1[h])]
    name = _shared_name(mention, hits, view) if mention.kind in ("", "settlement") else None
    if name is None and not hits and view.document.lang == "ru":
        name = _romanised(mention, view)
    if name is None:
        return local
    where: Where = (
        "near"
        if mention.relation not in (None, "at", "outskirts")
        else _WHERE.get(mention.kind, "settlement")
    )
    return local._replace(
        place=name,
        where=where,
        relation="at" if where in ("admin2", "admin3") else mention.relation or "at",
        admin1=view.gazetteer.short(area) if area >= 0 else None,
        country=country_told(mention, view),
    )


def _area(mention: Mention, view: View) -> int:
    """Return the oblast said to hold the mention: directly, or through the raion it lies in; -1 if none."""
    held = mention
    if held.within < 0 and held.group >= 0:
        told = view.places_of.get(held.sentence, ())
        held = next((m for i in told if (m := view.mentions[i]).group == held.group and m.within >= 0), held)
    while held.within >= 0:
        held = view.mentions[held.within]
        if held.place >= 0 and kind_of(view.gazetteer, held.place) == "oblast":
            return held.place
    return -1


def _area_before(mention: Mention, view: View) -> int:
    """Return the oblast told last before an unknown name, be it by an office: "the governor of X Oblast"."""
    for back in range(mention.sentence, max(-1, mention.sentence - _LOOK_BACK - 1), -1):
        for i in reversed(view.places_of.get(back, [])):
            told = view.mentions[i]
            if (
                told.place >= 0
                and told.first < mention.first
                and kind_of(view.gazetteer, told.place) == "oblast"
            ):
                return told.place
    return -1


def country_told(mention: Mention, view: View) -> str | None:
    """Return the ISO code of the country that holds a mention without a place, as far as its oblast tells."""
    area = _area(mention, view)
    if area < 0 and (not mention.hits or _is_abroad(mention, view)):
        area = _area_before(mention, view)
    above = view.gazetteer.country[area] if area >= 0 else -1
    return view.gazetteer.short(above) if above >= 0 else None


def _is_abroad(mention: Mention, view: View) -> bool:
    """Tell whether the oblast told last is Russia's, and no place there bears the name of this village."""
    area = _area(mention, view)
    area = area if area >= 0 else _area_before(mention, view)
    if mention.kind != "settlement" or area < 0 or not _is_in(area, "RU", view):
        return False
    return not any(_is_in(h, "RU", view) for h in mention.hits)


def _is_in(place: int, country: str, view: View) -> bool:
    above = view.gazetteer.country[place]
    return above >= 0 and view.gazetteer.short(above) == country


def _shared_name(mention: Mention, hits: list[int], view: View) -> str | None:
    """Return the one name that all places meant share: "Vesele", whichever of them it is."""
    towns = [h for h in hits if kind_of(view.gazetteer, h) in SETTLEMENTS]
    hits = towns if mention.kind == "settlement" else towns or hits
    hits = [h for h in hits if _is_in(h, "UA", view)] or hits  # the theatre comes first
    if any(kind_of(view.gazetteer, h) not in SETTLEMENTS for h in hits):
        return None
    names = {view.gazetteer.name(h) for h in hits}
    return names.pop() if len(names) == 1 else None


def _romanised(mention: Mention, view: View) -> str | None:
    if mention.kind == "settlement":
        return romanise_ru(mention.surface)
    word = mention.surface.lower()
    ending = next((e for e in _ENDINGS if word.endswith(e)), None)
    if mention.kind != "raion" or ending is None:
        return None
    stem = mention.surface[: len(word) - len(ending) + 2]
    return f"{romanise_ru(stem)}y {_kind_word(mention, view)}"


def _kind_word(mention: Mention, view: View) -> str:
    """Return the English for the kind words after the name: "муниципальном округе" is "Municipal Okrug"."""
    following = view.document.norms[mention.stop : mention.stop + _REACH]
    found = [english for norm in following for stem, english in _KIND_WORDS if norm.startswith(stem)]
    return "".join(found[:2] if found and found[0].endswith(" ") else found[:1]) or "District"
