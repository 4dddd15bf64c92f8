"""Every example of every ending rule is a form that the rules make."""

import pytest

from geomap.places.names.inflect import EndingRule, case_forms, inflection_rules

RULES = [
    pytest.param(lang, rule, id=f"{lang}-{kind}-{rule.after}{rule.ending}-{rule.gender}")
    for lang in ("uk", "ru")
    for kind in ("noun", "adjective")
    for rule in getattr(inflection_rules(lang), kind)
]


@pytest.mark.parametrize(("lang", "rule"), RULES)
def test_examples_of_a_rule(lang: str, rule: EndingRule) -> None:
    for example in rule.examples:
        nominative, forms = example.split(": ")
        made = case_forms(nominative, lang) | adjective_made(nominative, lang)
        if " " in nominative:
            assert any(form in forms for form in made - {nominative}), example
        else:
            assert set(forms.split()) <= made, example


def adjective_made(word: str, lang: str) -> set[str]:
    from geomap.places.names.inflect import adjective_paradigms

    return {form for paradigm in adjective_paradigms(word, lang) for case in paradigm for form in case}


@pytest.mark.parametrize(("lang", "rule"), RULES)
def test_a_rule_has_five_cases_and_an_example(lang: str, rule: EndingRule) -> None:
    assert len(rule.forms.split()) == 5
    assert rule.examples
