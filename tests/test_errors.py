import pickle

import pytest

from geomap.errors import GeomapError, SettingsError


@pytest.mark.parametrize("kind", [GeomapError, *GeomapError.__subclasses__()])
def test_an_error_survives_the_way_from_a_worker(kind):
    again = pickle.loads(pickle.dumps(kind("no such file", where="a.txt:3", remedy="check the path")))
    assert type(again) is kind
    assert str(again) == "a.txt:3: no such file (check the path)"


def test_errors_are_the_built_in_ones_too():
    assert issubclass(SettingsError, ValueError)
