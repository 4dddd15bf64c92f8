from datetime import date

import pytest

from geomap import pipeline
from geomap.control.evidence import evidence
from geomap.control.rules import weights
from geomap.merge import merge
from geomap.models import Article
from geomap.settings import Settings

EXAMPLES = [(rule, text) for rule in weights().rule for text in rule.examples]
COUNTER_EXAMPLES = [(rule, text) for rule in weights().rule for text in rule.counter_examples]


def told_by(text, gazetteer):
    """Return what the whole chain makes of a sentence about a place near Pokrovsk."""
    article = Article(id="a", text=text, published=date(2025, 6, 11), source="A wire")
    return evidence(merge(pipeline.extract([article], settings=Settings(workers=1))), gazetteer)


@pytest.mark.parametrize(("rule", "text"), EXAMPLES, ids=[text for _, text in EXAMPLES])
def test_an_example_says_what_its_rule_says(rule, text, gazetteer):
    (found,) = told_by(text, gazetteer)
    assert (found.effect, gazetteer.name(found.place)) == (rule.effect, "Novohrodivka")
    assert found.gain == pytest.approx(rule.gain)
    assert (found.toward == 0) == (rule.toward == "contested")


@pytest.mark.parametrize(("rule", "text"), COUNTER_EXAMPLES, ids=[text for _, text in COUNTER_EXAMPLES])
def test_a_counter_example_says_nothing(rule, text, gazetteer):
    assert told_by(text, gazetteer) == []


def test_every_rule_has_examples_of_both():
    assert all(rule.examples and rule.counter_examples for rule in weights().rule)
