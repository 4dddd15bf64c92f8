"""Names that belong together: lists ("A, B and C"), areas and their places ("A in B Oblast"), city parts."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.places.gazetteer import Gazetteer, NameHit
from geomap.places.gazetteer.kinds import AREAS, SETTLEMENTS, fitting, kind_of, namesake_oblasts
from geomap.places.mentions.ellipsis import keep_kind, keeps_area
from geomap.places.mentions.lists import agree, share_kind
from geomap.places.mentions.mention import Mention
from geomap.places.mentions.quarters import DISTRICTS, quarters, settle_in_named_city, settle_list
from geomap.places.mentions.rules import Names
from geomap.text import Document, tokens_key

_AREA_KINDS = AREAS - {"region"}
_ENDS = frozenset(".,;)]")
_VILLAGE = 10_000  # people: a smaller place before a bare oblast centre's name lies in the oblast
_UNSAID_AREAS = ("oblast", "country")  # areas that a bare name may mean: "near Vesele, Donetsk"
_DESCRIPTION = 6  # tokens of ", a port city in"
_OPENERS = frozenset({",", "(", "["})
_INSIDE = frozenset({"in", "of", ""})


def link(document: Document, mentions: list[Mention], gazetteer: Gazetteer, rules: Names) -> list[Mention]:
    """Set ``group`` and ``within``, share prepositions and plural kind words; drop the parts of cities.

    Parameters
    ----------
    document
        The article.
    mentions
        In order of the text; changed in place.
    gazetteer
        Tells which areas hold which places.
    rules
        The language's words.

    Returns
    -------
    list of Mention
        Without those that only name a part of another mention's city.
    """
    linker = _Linker(document, gazetteer, rules)
    for mention in mentions:
        linker.add(mention)
    settle_in_named_city(linker.kept, document.norms, gazetteer)
    return linker.kept


class _Linker:
    """Reads the mentions from left to right and remembers the list that is open."""

    def __init__(self, document: Document, gazetteer: Gazetteer, rules: Names) -> None:
        self.document, self.norms = document, document.norms
        self.gazetteer, self.rules = gazetteer, rules
        self.kept: list[Mention] = []
        self.run: list[int] = []  # the open list since its last area: indices into kept
        self.groups = 0

    def add(self, mention: Mention) -> None:
        last = self.kept[-1] if self.kept else None
        keep_kind(mention, self.kept, self.norms, self.gazetteer, self.rules)
        if last is None or last.sentence != mention.sentence or mention.phrase_first - last.phrase_stop > 6:
            self._start(mention)
            return
        gap = self.norms[last.phrase_stop : mention.phrase_first]
        if keeps_area(last, mention, self.gazetteer):
            self._set_kind(mention, last.kind)
        if self._is_part_of_city(last, mention, gap):
            self._absorb(last, mention, self._quarters(last, mention))
        elif self._is_owned_part(mention, gap):
            last.phrase_stop = mention.phrase_stop
        elif gap and gap[0] in self.rules.possessives and (found := self._quarters(mention, last, told=True)):
            self._settle_in(last, mention, found)
        elif self._contains(mention, last, gap):
            self._hold(mention)
        elif self._describes(mention, last, gap):
            last.phrase_stop = mention.phrase_stop
        elif self._owns(last, mention, gap):
            self._own(last, mention)
        elif self._lists(gap):
            self._join(mention)
        elif gap == ["-"] and mention.kind in ("way", "axis") and not self._is_spaced(last):
            self._set_kind(last, mention.kind)
            self._join(mention)
            last.relation = mention.relation = "between"
        elif gap == ["-"] and not mention.preposition and self._is_city_with_part(last, mention):
            self._narrow(last, mention)
        else:
            self._start(mention)

    def _is_city_with_part(self, city: Mention, part: Mention) -> bool:
        named = any(kind_of(self.gazetteer, place) in SETTLEMENTS for place in city.hits)
        return named and not city.kind and (not part.hits or self._is_spaced(city))

    def _narrow(self, city: Mention, part: Mention) -> None:
        """Read "Donetsk - Kuibyshivskyi" as the quarter; as the city where the gazetteer lacks that."""
        found = self._quarters(part, city, told=True)
        if found:
            self._settle_in(city, part, found)
        else:
            city.phrase_stop = part.phrase_stop

    def _is_spaced(self, mention: Mention) -> bool:
        """Say whether a blank stands before the hyphen: "Donetsk - Petrovskyi", not "Bakhmut-Lysychansk"."""
        at = mention.phrase_stop
        return self.document.starts[at] > self.document.ends[at - 1]

    def _start(self, mention: Mention) -> None:
        self.kept.append(mention)
        self.run = [len(self.kept) - 1]

    def _lists(self, gap: Sequence[str]) -> bool:
        at, stop = 0, len(gap)
        while at < stop:
            found = self.rules.conjunctions.after(gap, at, stop)
            if found is not None:
                at = found[0]
            elif at and gap[at] in self.rules.determiners:
                at += 1
            else:
                return False
        return bool(gap)

    def _join(self, mention: Mention) -> None:
        """Put ``mention`` into the open list: it shares preposition and plural kind word."""
        head = self.kept[self.run[-1]] if self.run else self.kept[-1]
        if head.group < 0:
            head.group, self.groups = self.groups, self.groups + 1
        mention.group = head.group
        if not mention.preposition and mention.relation is None:
            mention.preposition, mention.relation = head.preposition, head.relation
            mention.distance_km = head.distance_km
        if head.plural and not mention.kind:
            self._set_kind(mention, head.kind)
            mention.plural = True
        self.kept.append(mention)
        self.run.append(len(self.kept) - 1)
        if mention.phrase_stop > mention.stop:
            members = [self.kept[index] for index in self.run[:-1]]
            share_kind(members, mention, self.norms, self.gazetteer, self.rules)

    def _set_kind(self, mention: Mention, kind: str) -> None:
        mention.mean(*fitting(self.gazetteer, kind, self._key(mention), mention.forms))

    def _key(self, mention: Mention) -> str:
        return tokens_key(self.norms[mention.first : mention.stop])

    def _hold(self, area: Mention) -> None:
        """``area`` holds the whole open list."""
        if area.kind not in AREAS:
            self._narrow_to_area(area)
        self.kept.append(area)
        index = len(self.kept) - 1
        for member in self.run:
            if self.kept[member].within < 0:
                self.kept[member].within = index
        head = self.kept[self.run[-1]] if self.run else area
        if area.kind == "oblast" and head.kind == "raion":
            self.run = [index]
        self.run = self.run[-1:]

    def _narrow_to_area(self, area: Mention) -> None:
        forms = self._areas_meant(area)
        kind = kind_of(self.gazetteer, forms[0].place)
        forms = tuple(h for h in forms if kind_of(self.gazetteer, h.place) == kind)
        inner = [self.kept[index] for index in self.run]
        holding = tuple(h for h in forms if any(self._any_inside(member, [h.place]) for member in inner))
        area.mean(kind, holding or forms)

    def _areas_meant(self, area: Mention) -> tuple[NameHit, ...]:
        """Return the areas that ``area`` names, with or without a kind word."""
        if area.kind in _AREA_KINDS:
            return area.forms
        forms = (*area.forms, *namesake_oblasts(self.gazetteer, area.forms))
        return tuple(h for kind in _UNSAID_AREAS for h in forms if kind_of(self.gazetteer, h.place) == kind)

    def _contains(self, area: Mention, inner: Mention, gap: Sequence[str]) -> bool:
        """Say whether the text puts ``inner`` inside ``area``: "X in Y Oblast", "X (Y Oblast)", "X, Y"."""
        if area.preposition not in _INSIDE or not self._linked(area, gap):
            return False
        areas = [hit.place for hit in self._areas_meant(area)]
        if not areas:
            return False
        holds = self._any_inside(inner, areas)
        if area.kind in _AREA_KINDS:
            apart = list(gap) == [","] and self._is_apart(inner, area)
            return holds or not (area.plural or self._is_area(inner) or apart)
        if inner.kind in ("oblast", "country") or (
            inner.hits and not holds and not self._is_aside(inner, area)
        ):
            return False
        return inner.kind != "district" and not self._goes_on(area, inner)

    def _is_apart(self, inner: Mention, area: Mention) -> bool:
        """Say whether no place of ``area`` is meant: another town, or one more adjective of its noun.

        "[Nikopol], Myrove community", "[Покровська], Мирівська громади"
        """
        town = any(self.gazetteer.population[place] >= _VILLAGE for place in inner.hits)
        if area.kind == "hromada" and town:
            return True
        return agree(inner, area, self.norms, self.rules)

    def _describes(self, area: Mention, inner: Mention, gap: Sequence[str]) -> bool:
        """Say whether a wide area tells what a place is: "Mykolaiv, a port city in southern Ukraine"."""
        if not 2 <= len(gap) <= _DESCRIPTION or gap[0] != "," or area.preposition != "in":
            return False
        wide = all(kind_of(self.gazetteer, place) in ("region", "country") for place in area.hits)
        named = bool(inner.hits) and bool(area.hits)
        return named and wide and any(self._is_town_word(word) for word in gap[1:])

    def _is_town_word(self, word: str) -> bool:
        before = self.rules.kinds_before.before([word], 1, 0)
        found = before or self.rules.kinds_after.after([word], 0, 1)
        return found is not None and found[1].kind == "settlement"

    def _is_area(self, mention: Mention) -> bool:
        kinds = [kind_of(self.gazetteer, place) for place in mention.hits]
        return mention.kind in AREAS or (bool(kinds) and all(kind in AREAS for kind in kinds))

    def _is_aside(self, inner: Mention, area: Mention) -> bool:
        """Say whether "Nevske, Luhansk" names the oblast though the table knows no such village there."""
        size = max(self.gazetteer.population[place] for place in inner.hits)
        stop = self.document.sentences[area.sentence].stop
        ends = area.phrase_stop == stop or self.norms[area.phrase_stop] in _ENDS
        return size < _VILLAGE and not area.preposition and ends

    def _linked(self, area: Mention, gap: Sequence[str]) -> bool:
        if not gap:
            return True
        if len(gap) == 1 and gap[0] in _OPENERS:
            return True
        known = self.rules.containers | self.rules.list_words | self.rules.determiners | _OPENERS
        holding = any(word in self.rules.containers for word in gap)
        return (
            holding
            and all(word in known for word in gap)
            and (area.preposition == "in" or area.kind in _AREA_KINDS)
        )

    def _goes_on(self, area: Mention, inner: Mention) -> bool:
        """Tell a further item of a list from an area: "Kherson, Donetsk", "у Сумській, Одеській"."""
        if self._is_oblast_adjective(area) and self._is_oblast_adjective(inner):
            return True
        if area.preposition or area.surface == "Crimea":  # no city bears that name
            return False
        same = area.surface.lower() == inner.surface.lower()
        kinds = {kind_of(self.gazetteer, place) for place in inner.hits}
        return not same and "oblast" in kinds

    def _is_oblast_adjective(self, mention: Mention) -> bool:
        forms = mention.forms
        return any(h.rank == "adjective" and kind_of(self.gazetteer, h.place) == "oblast" for h in forms)

    def _any_inside(self, inner: Mention, areas: Sequence[int]) -> bool:
        table = self.gazetteer
        for place in inner.hits:
            above = (table.admin1[place], table.admin2[place], table.admin3[place], table.country[place])
            if any(area in above and area != place for area in areas):
                return True
            if table.admin1[place] >= 0 and table.short(table.admin1[place]) == "Sevastopol":
                return any(
                    table.name(area) == "Crimea" for area in areas
                )  # a city of its own on the peninsula
        return False

    def _owns(self, area: Mention, inner: Mention, gap: Sequence[str]) -> bool:
        """Say whether the area stands first: "Russia's Belgorod region", "the Donetsk city of Bakhmut"."""
        if area.kind not in _AREA_KINDS and not any(
            kind_of(self.gazetteer, place) in ("country", "oblast") for place in area.hits
        ):
            return False
        if not gap:
            areas = [hit.place for hit in self._areas_meant(area)]
            named = (
                area.kind in _AREA_KINDS or inner.phrase_first < inner.first
            )  # "the Donetsk city of Bakhmut"
            return named and not inner.preposition and self._any_inside(inner, areas)
        if gap[0] not in self.rules.possessives:
            return False
        kinds = {kind_of(self.gazetteer, place) for place in area.hits}
        if area.kind not in _AREA_KINDS and "country" not in kinds and not inner.kind:
            return False  # "Kyiv's Podil" lies in the city
        rest = [word for word in gap[1:] if word not in self.rules.modifiers and word != "-"]
        return all(word.endswith(self.rules.modifier_endings) for word in rest)

    def _own(self, area: Mention, inner: Mention) -> None:
        """Let what governs the area that stands first govern the place: "in Russia's Belgorod region"."""
        if area.kind not in AREAS:
            self.run = []
            self._narrow_to_area(area)
        if not inner.preposition:
            inner.preposition, inner.relation = area.preposition, area.relation
            inner.distance_km, inner.phrase_first = area.distance_km, area.phrase_first
            inner.group = area.group
        self.kept.append(inner)
        inner.within = len(self.kept) - 2
        self.run = [len(self.kept) - 1]

    def _is_part_of_city(self, part: Mention, city: Mention, gap: Sequence[str]) -> bool:
        joined = gap == [","] or (not gap and city.preposition in _INSIDE)
        if not joined or city.kind not in ("", "settlement"):
            return False
        if not part.kind and city.hits and self._quarters(part, city):
            return True
        if part.kind not in ("district", "raion", "site"):
            return False
        if part.kind == "site" and any(kind_of(self.gazetteer, place) == "site" for place in part.hits):
            return False
        if not any(kind_of(self.gazetteer, place) in SETTLEMENTS for place in city.hits):
            return False
        areas = [hit.place for hit in self._areas_meant(city)]
        told = any(kind_of(self.gazetteer, place) in AREAS for place in part.hits)
        return (
            part.kind == "district" or not (told or part.kind == "site") or not self._any_inside(part, areas)
        )

    def _is_owned_part(self, part: Mention, gap: Sequence[str]) -> bool:
        """Say whether a part follows its city: "Kyiv's Podil neighbourhood" is Kyiv."""
        return part.kind == "district" and not part.hits and bool(gap) and gap[0] in self.rules.possessives

    def _quarters(self, part: Mention, city: Mention, *, told: bool = False) -> tuple[NameHit, ...]:
        return quarters(part, city, self.norms, self.gazetteer, told=told)

    def _settle_in(self, city: Mention, part: Mention, found: tuple[NameHit, ...]) -> None:
        """Keep of "in Kyiv's Obolon district" the quarter, governed as the city was."""
        part.mean("district", found)
        part.group, part.phrase_first = city.group, city.phrase_first
        part.preposition, part.relation, part.distance_km = city.preposition, city.relation, city.distance_km
        self.kept[-1] = part

    def _absorb(self, part: Mention, city: Mention, found: tuple[NameHit, ...]) -> None:
        """Keep one of the two: a quarter that the gazetteer knows (it is drawn as its city's), else the city.

        "The Korabelnyi district of Kherson" is in Kherson, governed as the part was.
        """
        if part.plural:
            listed = [m for m in self.kept[:-1] if m.group == part.group >= 0 and m.kind in DISTRICTS]
            settle_list(listed, city, self.norms, self.gazetteer)
        if found:
            part.mean("district", found)
            part.phrase_stop = city.phrase_stop
            return
        city.phrase_first = part.phrase_first
        city.preposition, city.relation = part.preposition, part.relation
        city.group, city.kind = part.group, "settlement"
        self._set_kind(city, "settlement")
        self.kept[-1] = city
