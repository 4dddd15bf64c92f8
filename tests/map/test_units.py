"""Units named in words become APP-6 symbols; everything vaguer does not."""

from __future__ import annotations

import fixture
import pytest

from geomap.export.map.units import fits, packed_units, symbol_code, unit_rules

RULES = [*unit_rules().size, *unit_rules().entity]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.label)
def test_examples_of_each_rule(rule) -> None:  # type: ignore[no-untyped-def]
    assert [name for name in rule.examples if not fits(rule, name)] == []
    assert [name for name in rule.counter_examples if fits(rule, name)] == []


def test_a_mechanised_brigade() -> None:
    assert symbol_code("47th Mechanised Brigade", "UA") == "10031000181211020000"


@pytest.mark.parametrize(
    "name", ["Russian forces", "the enemy", "українські захисники", None, "Colonel Brigg"]
)
def test_no_unit_no_symbol(name: str | None) -> None:
    assert symbol_code(name, "RU") is None


def test_unknown_side_no_symbol() -> None:
    assert symbol_code("47th Mechanised Brigade", "unknown") is None


def test_the_page_gets_each_symbol_once() -> None:
    pytest.importorskip("milsymbol")
    events = [e.model_copy(update={"initiator": "UA"}) for e in fixture.events(60)]
    units = packed_units(events)
    assert units is not None
    assert len(units["images"]) == 1
    assert units["images"][0].startswith("data:image/svg+xml;base64,")


def test_without_units_there_is_no_option() -> None:
    assert packed_units([e.model_copy(update={"initiator_name": None}) for e in fixture.events(5)]) is None
