import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.lang import LANGUAGES
from geomap.text import analyse, detect_language, fold, name_key
from geomap.text.rules import text_rules

FRENCH = (
    "Les forces russes ont pris la ville de Marinka après des mois de combats, selon des sources qui "
    "ne veulent pas être nommées mais qui connaissent bien la situation sur place"
)
EXAMPLES = [(lang, example) for lang in LANGUAGES for example in text_rules(lang).examples]


@pytest.mark.parametrize(("lang", "example"), EXAMPLES, ids=lambda x: getattr(x, "text", x)[:30])
def test_rule_examples(lang, example):
    assert len(analyse(example.text, lang).sentences) == example.sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He left. She stayed.", 2),
        ('"It fell." They left the town.', 2),
        ("Gen. V. Petrov of the U.S. spoke.", 1),
        ("Headline without a stop\nThe body begins.", 2),
        ("Losses were 1.5 million. Nobody knows.", 2),
        ("Ворог атакував! Постраждалих немає…", 2),
        ("У н.п. Новому та с. Старому тихо.", 1),
    ],
)
def test_sentences(text, sentences):
    assert len(analyse(text, "en").sentences) == sentences


def test_hyphens_and_possessives_are_tokens():
    words = analyse("Novosilka’s Mi-8 hit Dnipropetrovs'k", "en").words
    assert words == ["Novosilka", "’s", "Mi", "-", "8", "hit", "Dnipropetrovs'k"]


def test_soft_signs_inside_a_name_are_no_possessive():
    assert analyse("Luts'k's and Vil's'ke's streets", "en").words == [
        "Luts'k",
        "'s",
        "and",
        "Vil's'ke",
        "'s",
        "streets",
    ]


@given(st.text(max_size=300))
@settings(deadline=None)
def test_every_token_is_its_span_and_every_token_is_in_one_sentence(text):
    document = analyse(text, "en")
    assert [text[s:e] for s, e in zip(document.starts, document.ends, strict=True)] == document.words
    covered = [i for s in document.sentences for i in range(s.first, s.stop)]
    assert covered == list(range(len(document.words)))


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Russian forces shelled the town of Nikopol.", "en"),
        ("Ворог обстріляв Нікополь із артилерії", "uk"),
        ("Войска вели бои за город, сообщило министерство", "ru"),
        (
            FRENCH,
            None,
        ),
        ("12345 !!!", None),
    ],
)
def test_language(text, lang):
    assert detect_language(text) == lang


def test_folding():
    assert fold("Слов’я́нськ") == "слов'янськ"
    assert fold("Новосёлка") == "новоселка"
    assert name_key("Niu-York") == "niu york"
    assert name_key("Слов’янськ") == "словянськ"
