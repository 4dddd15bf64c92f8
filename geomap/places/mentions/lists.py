"""The kind word that a list shares: "the Podilskyi and Obolonskyi districts"."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.places.gazetteer import Gazetteer
from geomap.places.gazetteer.kinds import AREAS, fitting
from geomap.places.mentions.mention import Mention
from geomap.places.mentions.quarters import DISTRICTS, share_city
from geomap.places.mentions.rules import Names
from geomap.text import tokens_key

_ADJECTIVAL = AREAS - {"region"}


def share_kind(
    members: Sequence[Mention], last: Mention, norms: Sequence[str], gazetteer: Gazetteer, rules: Names
) -> None:
    """Give the kind word behind ``last`` to the ``members`` of its list before it, where they lack one.

    Parameters
    ----------
    members
        Changed in place: those that the plural or the endings tell to share the word.
    last
        The member with the kind word behind it.
    norms
        Of the document.
    gazetteer
        Knows which names can bear the kind.
    rules
        The language's words.
    """
    said = "raion" if last.kind == "district" and last.plural else last.kind  # "districts" are both
    sharing = _phrase(members, last, norms, rules) if last.plural else members
    for member in sharing:
        if not member.kind and (
            _share_case(member, last, norms, rules) if last.plural else agree(member, last, norms, rules)
        ):
            member.mean(
                *fitting(gazetteer, said, tokens_key(norms[member.first : member.stop]), member.forms)
            )
    if last.plural and last.kind in DISTRICTS:
        share_city([m for m in (*sharing, last) if m.kind in DISTRICTS], norms, gazetteer)


def _phrase(
    members: Sequence[Mention], last: Mention, norms: Sequence[str], rules: Names
) -> Sequence[Mention]:
    """Return the members in the plural's phrase: not the city of "in Kyiv, in the [Podilskyi] and ..."."""
    for at in range(len(members), 0, -1):
        first = last.first if at == len(members) else members[at].first
        joined = norms[first - 2] != "," and rules.conjunctions.after(norms, first - 2, first - 1) is not None
        if norms[first - 1] in rules.determiners and not joined:
            return members[at:]
    return members


def _share_case(member: Mention, last: Mention, norms: Sequence[str], rules: Names) -> bool:
    """Tell whether a plural's noun may be the member's too: not in "по [Нікополю], Марганецькій та …"."""
    one, other = norms[member.stop - 1], norms[last.stop - 1]
    return not rules.land_adjectives or last.kind not in _ADJECTIVAL or one[-2:] == other[-2:]


def agree(member: Mention, last: Mention, norms: Sequence[str], rules: Names) -> bool:
    """Tell whether two adjectives of a list share a noun: "[Покровська] та [Мирівська] громади"."""
    one, other = norms[member.stop - 1], norms[last.stop - 1]
    adjective = one.endswith(tuple(rules.land_adjectives))
    return last.kind in _ADJECTIVAL and adjective and one[-3:] == other[-3:]
