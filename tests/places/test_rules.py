"""Every rule of every language holds on its own examples and not on its counter-examples."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from geomap.lang import LANGUAGES
from geomap.places import Mention, find, load_gazetteer
from geomap.places.mentions.rules import CaseRule, KindRule, RelationRule, RoleRule, names
from geomap.text import analyse

Rule = CaseRule | KindRule | RelationRule | RoleRule


def rules() -> Iterator[tuple[str, Rule]]:
    for lang in LANGUAGES:
        source = names(lang).lang_rules
        for rule in (*source.kind, *source.relation, *source.case, *source.role):
            yield lang, rule


def marked(lang: str, text: str) -> Mention | None:
    """Find the mention of the name in braces."""
    start = text.index("{")
    document = analyse(text.replace("{", "").replace("}", ""), lang)
    found = find(document, load_gazetteer())
    return next((m for m in found if document.starts[m.first] == start), None)


def holds(rule: Rule, mention: Mention | None) -> bool:
    if mention is None:
        return isinstance(rule, RoleRule) and rule.role in ("person", "organisation", "historical_name")
    if isinstance(rule, KindRule):
        return mention.kind == rule.kind
    if isinstance(rule, RoleRule):
        return mention.role == rule.role
    if isinstance(rule, CaseRule):
        governed = mention.preposition == (rule.preposition or mention.preposition)
        return governed and mention.kind == (rule.kind or mention.kind)
    return (mention.relation or "", mention.preposition) == (rule.relation, rule.preposition)


@pytest.mark.parametrize(("lang", "rule"), [pytest.param(a, b, id=f"{a}-{b.id}") for a, b in rules()])
def test_examples(lang: str, rule: Rule) -> None:
    for text in rule.examples:
        assert holds(rule, marked(lang, text)), (text, marked(lang, text))
    for text in rule.counter_examples:
        assert not holds(rule, marked(lang, text)), (text, marked(lang, text))
