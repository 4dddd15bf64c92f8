"""Every example and counter-example of every number rule."""

from __future__ import annotations

import pytest

from geomap.lang import LANGUAGES, load_rules
from geomap.quantities import Quantity, find_quantities
from geomap.quantities.rules import Cue, NumberRules, Zero
from geomap.text import analyse

RULES: list[tuple[str, Cue | Zero]] = []
for _lang in LANGUAGES:
    _rules = load_rules(_lang, "numbers.toml", NumberRules)
    RULES += [(_lang, rule) for rule in (*_rules.cue, *_rules.zero)]


def told(text: str, lang: str) -> list[Quantity]:
    return [q for q in find_quantities(analyse(text, lang)) if q.role and not q.part]


@pytest.mark.parametrize(("lang", "rule"), RULES, ids=[f"{lang}-{rule.id}" for lang, rule in RULES])
def test_rule_reads_its_examples_and_leaves_its_counter_examples(lang: str, rule: Cue | Zero) -> None:
    for text, wanted in rule.examples.items():
        assert sorted(f"{q.role} {q.value}" for q in told(text, lang)) == sorted(wanted.split(", ")), text
    roles = {rule.role} if isinstance(rule, Cue) else set(rule.roles)
    for text in rule.counter_examples:
        hits = [q for q in told(text, lang) if q.role in roles and (q.value == 0) == isinstance(rule, Zero)]
        assert hits == [], text


def test_every_rule_has_examples() -> None:
    assert [(lang, rule.id) for lang, rule in RULES if not rule.examples] == []
