"""Rules as data: one folder a language, the same files in each.

=================  =============================================  =====================
file               holds                                          schema
=================  =============================================  =====================
``text.toml``      abbreviations, words that tell the language   ``text/rules.py``
``names.toml``     kind words, prepositions, titles, verbs that   ``places/rules.py``
                   tell a place from a person or a government
``dates.toml``     months, weekdays, date phrases                 ``dates/rules.py``
``numbers.toml``   number words, casualty and munition nouns      ``quantities/rules.py``
``actors.toml``    who belongs to which side                      ``events/rules.py``
``events.toml``    triggers of event types and their arguments    ``events/rules.py``
``context.toml``   modality, outcome, claim and denial cues       ``events/rules.py``
=================  =============================================  =====================

To add a language, add a folder with these files and its code to ``LANGUAGES``; every rule carries examples
and counter-examples, and one test runs them all.
"""

from __future__ import annotations

import tomllib
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from geomap.errors import SettingsError, first_fault
from geomap.resources import package_file

LANGUAGES = ("en", "uk", "ru")

Rules = TypeVar("Rules", bound=BaseModel)


def load_rules(lang: str, file: str, schema: type[Rules]) -> Rules:
    """Read ``lang/<lang>/<file>`` and check it against ``schema``.

    Raises
    ------
    SettingsError
        If the file is missing, is not TOML, or has a field the schema does not know; names file and field.
    """
    path = package_file("lang", lang, file)
    try:
        with path.open("rb") as source:
            return schema.model_validate(tomllib.load(source))
    except FileNotFoundError as error:
        remedy = f"add the file, or choose one of {', '.join(LANGUAGES)}"
        raise SettingsError(f"no rules for language {lang!r}", where=str(path), remedy=remedy) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(str(error), where=str(path), remedy="mend the TOML") from error
    except ValidationError as error:
        field, what, _ = first_fault(error)
        raise SettingsError(what, where=f"{path}: {field}", remedy="mend the rule") from error
