"""Text to tokens and sentences, with half-open character offsets into the article as published."""

from geomap.text.document import Document, Sentence, analyse
from geomap.text.language import by_language, detect_language
from geomap.text.normalise import fold, name_key, tokens_key

__all__ = [
    "Document",
    "Sentence",
    "analyse",
    "by_language",
    "detect_language",
    "fold",
    "name_key",
    "tokens_key",
]
