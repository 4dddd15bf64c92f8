"""The spellings and forms under which a place may be written: pure functions of its name.

Used when the gazetteer is built and when a user adds a place of their own, never while reading.
"""

from geomap.places.names.adjectives import adjective_forms, land_forms
from geomap.places.names.inflect import case_forms
from geomap.places.names.romanise import romanise_ru, romanise_uk, variants_ru, variants_uk
from geomap.places.names.russian import russian_variants, to_russian

__all__ = [
    "adjective_forms",
    "case_forms",
    "land_forms",
    "romanise_ru",
    "romanise_uk",
    "russian_variants",
    "to_russian",
    "variants_ru",
    "variants_uk",
]
