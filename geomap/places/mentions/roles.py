"""What a place name does in its sentence: a place, a government, a person, a unit, an origin, a signpost."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.places.gazetteer import Gazetteer
from geomap.places.gazetteer.kinds import AREAS, SETTLEMENTS, kind_of
from geomap.places.mentions.governments import capitals
from geomap.places.mentions.mention import Mention, Note
from geomap.places.mentions.relations import name_start
from geomap.places.mentions.rules import Names
from geomap.text import Document

LOCATIVE = frozenset(
    {"in", "near", "towards", "over", "on", "outskirts", "along", "across", "around", "between"}
)
_SIDES = "north south east west northeast northwest southeast southwest".split()
_NEARBY = frozenset({"near", *(f"{side}_of" for side in _SIDES)})
_SHARED = frozenset({"origin", "signpost"})
_DASHES = frozenset("-–—")
_KNOWN_ABROAD = 150_000  # people
_KNOWN_HERE = 60_000  # people: beside a name so known any word may have a capital
_SHORT = 3  # letters
_DATELINE = 14  # tokens between a dateline's place and its dash


def assign(document: Document, mentions: list[Mention], gazetteer: Gazetteer, rules: Names) -> list[Mention]:
    """Set ``role`` of each mention by the first rule that fires; drop weak names that are no place."""
    kept: list[Mention] = []
    renumber: dict[int, int] = {}
    groups = _groups(mentions)
    for index, mention in enumerate(mentions):
        decided = _rule_role(document, mention, gazetteer, rules)
        decided = decided or _default(document, mentions, index, gazetteer, rules, groups=groups)
        if decided is not None:
            mention.role, rule = decided[0], decided[1]  # type: ignore[assignment]
            mention.notes.append(Note("find", rule, mention.role))
        if mention.role != "place" or _is_place(document, mention, groups, gazetteer, rules):
            renumber[index] = len(kept)
            kept.append(mention)
    _share_roles(kept)
    for mention in kept:
        mention.within = renumber.get(mention.within, -1)
    return kept


def _groups(mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    """Return the mentions of each list by its number."""
    groups: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.group >= 0:
            groups.setdefault(mention.group, []).append(mention)
    return groups


def _share_roles(mentions: Sequence[Mention]) -> None:
    """Give the role of a list's head to the rest: "launched from Kursk and Voronezh regions"."""
    heads: dict[int, Mention] = {}
    for mention in mentions:
        if mention.group >= 0:
            head = heads.setdefault(mention.group, mention)
            if head.role in _SHARED and mention.role == "place" and mention.preposition == head.preposition:
                mention.role = head.role
                mention.notes.append(Note("find", "shared_by_list", head.surface))


def _rule_role(
    document: Document, mention: Mention, gazetteer: Gazetteer, rules: Names
) -> tuple[str, str] | None:
    """Return role and rule id of the first rule of ``names.toml`` whose words stand beside the name."""
    fired = _fired(document, mention, rules)
    for number in sorted(fired):
        rule = rules.roles[number]
        if rule.unplaced and mention.preposition in LOCATIVE:
            continue
        if rule.applies == "any" or _applies(rule.applies, mention, gazetteer):
            return rule.role, rule.id
    return None


def _fired(document: Document, mention: Mention, rules: Names) -> set[int]:
    norms, sentence = document.norms, document.sentences[mention.sentence]
    fired: set[int] = set()
    for at in {mention.first, name_start(norms, mention.first, sentence.first, rules)}:
        fired.update(rules.roles_before.all_before(norms, at, sentence.first))
    stop = min(sentence.stop, mention.phrase_stop + rules.max_window + 1)
    for at in range(mention.phrase_stop, stop):
        distance = at - mention.phrase_stop
        capital = document.words[at][0].isupper()
        for number in rules.roles_after.all_after(norms, at, stop):
            rule = rules.roles[number]
            if rule.window >= distance and (capital or not rule.capitalised):
                fired.add(number)
        if norms[at] not in rules.fillers and not capital:
            break
    return fired


def _applies(group: str, mention: Mention, gazetteer: Gazetteer) -> bool:
    if group == "weak":
        return not any(form.strong for form in mention.forms)
    if group == "area":
        return mention.kind in AREAS
    country = any(kind_of(gazetteer, place) == "country" for place in mention.hits)
    capital = mention.kind == "" and not capitals(gazetteer).isdisjoint(mention.hits)
    return {"country": country, "capital": capital, "government": country or capital}[group]


def _default(
    document: Document,
    mentions: Sequence[Mention],
    index: int,
    gazetteer: Gazetteer,
    rules: Names,
    *,
    groups: dict[int, list[Mention]],
) -> tuple[str, str] | None:
    """Roles that position decides rather than words."""
    mention = mentions[index]
    if _is_dateline(document, mention):
        return "dateline", "dateline"
    ends = _ends_a_name(document, mentions, index, gazetteer, rules)
    if ends or _is_person(document, mention, rules):
        return "person", "end_of_a_longer_name" if ends else "first_name"
    if _is_signpost(document, mention, mentions, index):
        return "signpost", "explains_another_place"
    if (
        mention.relation == "between"
        and mention.kind == ""
        and _all_governments(groups.get(mention.group, ()), gazetteer)
    ):
        return "metonym", "between_governments"
    unplaced = mention.preposition not in LOCATIVE and mention.kind in ("", "country")
    country = unplaced and mention.preposition != "from" and _applies("country", mention, gazetteer)
    if country or _is_capital_elsewhere(mention, gazetteer):
        return "metonym", "government_without_preposition"
    return None


def _is_capital_elsewhere(mention: Mention, gazetteer: Gazetteer) -> bool:
    """Say whether a bare name is a capital other than Kyiv: in news of this war mostly a government."""
    if mention.preposition not in ("", "to") or mention.group >= 0 or mention.within >= 0:
        return False
    return _applies("capital", mention, gazetteer) and not any(
        gazetteer.name(place) == "Kyiv" for place in mention.hits
    )


def _is_person(document: Document, mention: Mention, rules: Names) -> bool:
    """Say whether a first name stands beside another capitalised word: "Volodymyr Zelensky"."""
    norms, words, first = document.norms, document.words, mention.first
    if mention.kind:
        # "the mayor of the town [Vitaly Karabanov]": no village that is known by that name
        unknown = mention.kind == "settlement" and not mention.hits and mention.stop - first > 1
        return unknown and norms[first] in rules.first_names
    if first > 0 and norms[first - 1] in rules.first_names and words[first - 1][0].isupper():
        return True
    own = mention.stop - first == 1 and norms[first] in rules.first_names
    return own and mention.stop < len(words) and words[mention.stop][0].isupper()


def _ends_a_name(
    document: Document, mentions: Sequence[Mention], index: int, gazetteer: Gazetteer, rules: Names
) -> bool:
    """Say whether a small place's name ends an unknown one: "the ship Vsevolod [Bobrov]", a person's."""
    mention, words = mentions[index], document.words
    sentence = document.sentences[mention.sentence]
    at = mention.first - 1
    if mention.kind or at <= sentence.first or not _is_unknown_name(words[at], document.norms[at], rules):
        return False
    if index and mentions[index - 1].phrase_stop > at:
        return False
    small = all(
        kind_of(gazetteer, place) in SETTLEMENTS and gazetteer.population[place] < _KNOWN_HERE
        for place in mention.hits
    )
    return bool(mention.hits) and small and not _is_title(words[sentence.first : sentence.stop])


def _is_unknown_name(word: str, norm: str, rules: Names) -> bool:
    """Say whether a word has a capital of its own, and no meaning beside a place."""
    told = norm in rules.not_names or norm in rules.modifiers or norm in rules.participles
    return word.istitle() and len(word) > _SHORT and not told and norm not in rules.kinds_before.lasts


def _is_title(words: Sequence[str]) -> bool:
    """Say whether most words of a sentence have capitals, as in headlines: nothing tells names there."""
    long = [word for word in words if len(word) > _SHORT and word.isalpha()]
    return 2 * sum(word[0].isupper() for word in long) > len(long)


def _is_dateline(document: Document, mention: Mention) -> bool:
    """Say whether only names, numbers and marks lead to a dash: "KYIV, Jan 20 (Reuters) -"."""
    sentence = document.sentences[mention.sentence]
    if mention.first > sentence.first + 1 or mention.preposition or mention.kind:
        return False
    words = document.words
    for i in range(mention.phrase_stop, min(len(words), mention.phrase_stop + _DATELINE)):
        word = words[i]
        if word in _DASHES and (i > mention.phrase_stop or words[mention.first].isupper()):
            return True
        if word[0].isalpha() and not word[0].isupper() and not words[i - 1][0].isdigit():
            return False
    return False


def _is_signpost(document: Document, mention: Mention, mentions: Sequence[Mention], index: int) -> bool:
    if mention.preposition == "from" and mention.distance_km is not None:
        return True
    return mention.relation in _NEARBY and _in_apposition(document, mention, mentions, index)


def _in_apposition(document: Document, mention: Mention, mentions: Sequence[Mention], index: int) -> bool:
    """Say whether the relation explains the place before: "in Robotyne, 12 km south of Orikhiv"."""
    before = mentions[index - 1] if index else None
    if before is None or before.sentence != mention.sentence:
        return False
    gap = document.norms[before.phrase_stop : mention.phrase_first]
    bare = before.relation is None and before.kind in ("", "settlement") and before.role == "place"
    if not gap or gap[0] not in {",", "(", "-", "–", "—"}:
        return bare and len(gap) <= 1 and mention.distance_km is not None
    if len(gap) == 1 and (bare or gap[0] == "("):
        return True
    sided = (mention.relation or "").endswith("_of") and not (before.relation or "").endswith("_of")
    return (len(gap) == 1 and sided) or (mention.distance_km is not None and len(gap) <= 4)


def _all_governments(group: Sequence[Mention], gazetteer: Gazetteer) -> bool:
    return len(group) > 1 and all(_applies("government", member, gazetteer) for member in group)


def _is_place(
    document: Document,
    mention: Mention,
    groups: dict[int, list[Mention]],
    gazetteer: Gazetteer,
    rules: Names,
) -> bool:
    """Keep a strong name always, a weak or unknown one where the text treats it as a place."""
    if any(form.strong for form in mention.forms):
        return _is_attacked(document, mention, rules) or not _is_stray(mention, gazetteer)
    told = _is_attacked(document, mention, rules) or _is_explained(document, mention, rules)
    if mention.preposition or mention.kind or told:
        return not _is_named_after(document, mention, rules)
    return any(form.strong for other in groups.get(mention.group, ()) for form in other.forms)


def _is_stray(mention: Mention, gazetteer: Gazetteer) -> bool:
    """Say whether a bare name can only mean a small town far from the war: most are surnames."""
    if mention.preposition or mention.kind or mention.group >= 0 or mention.within >= 0:
        return False
    return not any(
        gazetteer.population[place] >= _KNOWN_ABROAD
        or kind_of(gazetteer, place) not in SETTLEMENTS
        or (gazetteer.country[place] >= 0 and gazetteer.short(gazetteer.country[place]) == "UA")
        for place in mention.hits
    )


def _is_attacked(document: Document, mention: Mention, rules: Names) -> bool:
    """Say whether a word of attack has the name for its object: "drones attacked [Tuapse]"."""
    sentence = document.sentences[mention.sentence]
    return mention.first > sentence.first and document.norms[mention.first - 1] in rules.attacks


def _is_explained(document: Document, mention: Mention, rules: Names) -> bool:
    """Say whether the text tells what it is: "Shevchenko, a village west of Pokrovsk"."""
    after = document.norms[mention.stop : mention.stop + 5]
    return after[:1] == [","] and any(word in rules.kinds_after.firsts for word in after[1:])


def _is_named_after(document: Document, mention: Mention, rules: Names) -> bool:
    """Say whether a weak name is a part of a longer one: "near Stepan Bandera Avenue"."""
    after = mention.phrase_stop
    if mention.kind or after >= len(document.words) or document.starts[after] == document.ends[after - 1]:
        return False
    word = document.words[after]
    return word[0].isupper() and word[0].isalpha() and document.norms[after] not in rules.not_names
