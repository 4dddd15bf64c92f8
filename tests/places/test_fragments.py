"""Sentences that are nothing but places."""

from __future__ import annotations

import pytest

from geomap.places import load_gazetteer
from geomap.places.mentions.find import find
from geomap.places.mentions.fragments import only_places
from geomap.places.mentions.rules import names
from geomap.text import analyse


def is_fragment(text: str) -> bool:
    document = analyse(text, "en")
    mentions = find(document, load_gazetteer())
    sentence = document.sentences[0]
    return only_places(document, sentence.first, sentence.stop, mentions, names("en"))


@pytest.mark.parametrize(
    "text",
    [
        "Bakhmut.",
        "Areas of the settlements of Robotyne and Verbove of the Zaporizhzhia region.",
        "Near the village of Terny, Donetsk region.",
        "Donetsk region: 2 in Toretsk and 1 in Avdiivka.",
        "Kupiansk direction: areas of the settlements of Synkivka, Petropavlivka.",
        "On the eastern outskirts of Vovchansk.",
    ],
)
def test_places_alone(text: str) -> None:
    assert is_fragment(text)


@pytest.mark.parametrize(
    "text",
    [
        "Explosions in Kharkiv.",
        "Bakhmut holds.",
        "The mayor of Nikopol spoke.",
        "The areas of the settlements burned.",
        "Two people.",
    ],
)
def test_more_than_places(text: str) -> None:
    assert not is_fragment(text)
