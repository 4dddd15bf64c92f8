import pytest
from geopy.extra.rate_limiter import RateLimiter

from geomap.engines import engine
from geomap.errors import InputError
from geomap.models import Article
from geomap.pipeline import extract
from geomap.places.doors.geocoder import GeomapGeocoder
from geomap.places.doors.userfile import add_places, new_place, read_places
from geomap.settings import Settings

HEAD = "name\tkind\tlat\tlon\tradius_m\tadmin1\tcountry\tother_names\tsource\tid\n"


def test_what_is_added_is_read_again(tmp_path):
    file = tmp_path / "geomap-places.tsv"
    place = new_place(
        "Kamp Zorya", lat=48.5, lon=37.5, kind="site", other_names=["Табір Зоря", "лагерь Заря"]
    )
    add_places([place], file)
    add_places([new_place("Another", lat=48.0, lon=37.0)], file)
    assert {p.name for p in read_places(file)} == {"Kamp Zorya", "Another"}
    assert place in read_places(file)


def test_what_was_near_the_line_in_one_gazetteer_is_not_in_another():
    article = Article(id="a", text="Russian forces shelled Novozhyttia.", published="2024-05-06", lang="en")

    def scores(lat, lon):
        place = new_place("Novozhyttia", lat=lat, lon=lon, kind="village")
        (coding,) = engine("local").code([article], extra_places=[place])
        return [reason.score for reason in coding.reports[0].reasons if reason.rule == "front"]

    assert scores(48.1, 37.4) > scores(50.4, 30.5)  # the same index in both


def test_adding_the_same_id_replaces_it(tmp_path):
    file = tmp_path / "places.tsv"
    add_places([new_place("X", lat=48.0, lon=37.0, place_id="user:x")], file)
    add_places([new_place("X", lat=49.0, lon=37.0, place_id="user:x")], file)
    assert [p.lat for p in read_places(file)] == [49.0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no column names"),
        ("a,b,c\n", "no column names"),
        (HEAD + "X\tvillage\tnorth\t37\t\t\t\t\t\t\n", "places.tsv:2: not a place"),
        (HEAD + "X\tvillage\t148\t37\t\t\t\t\t\t\n", "out of range"),
        (HEAD + "X\tcastle\t48\t37\t\t\t\t\t\t\n", "kind 'castle' is none of"),
    ],
)
def test_a_bad_file_names_line_and_remedy(tmp_path, text, message):
    file = tmp_path / "places.tsv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_places(file)


def test_a_missing_file_is_named_once_and_without_a_number(tmp_path):
    with pytest.raises(InputError) as caught:
        read_places(tmp_path / "none.tsv")
    assert "[Errno" not in str(caught.value)
    assert str(caught.value).count("none.tsv") == 1


def test_a_users_place_is_mapped(tmp_path):
    file = tmp_path / "places.tsv"
    add_places([new_place("Zoryany Kut", lat=48.123, lon=37.456, admin1="Donetsk", source="survey")], file)
    article = Article(id="a", text="Russian forces shelled Zoryany Kut on Monday.", published="2024-05-07")
    (report,) = extract([article], settings=Settings(gazetteer=file))
    assert (report.place, report.lat, report.lon) == ("Zoryany Kut", 48.123, 37.456)
    assert not [r for r in extract([article]) if r.lat is not None]


def test_a_users_place_overrides_a_bundled_one(tmp_path):
    bundled = GeomapGeocoder().geocode("Velyka Novosilka").raw
    file = tmp_path / "places.tsv"
    moved = new_place("Velyka Novosilka", lat=47.85, lon=36.85, admin1="Donetsk", place_id=bundled["id"])
    add_places([moved], file)
    article = Article(id="a", text="Russian forces shelled Velyka Novosilka.", published="2024-05-07")
    (report,) = extract([article], settings=Settings(gazetteer=file))
    assert (report.lat, report.place_id) == (47.85, bundled["id"])
    assert (report.katottg, report.admin2) == (bundled["katottg"], bundled["admin2"])


def test_geocoder_speaks_geopy():
    geocode = RateLimiter(GeomapGeocoder().geocode, min_delay_seconds=0.0)
    found = geocode("Slovianka, Donetsk")
    assert (found.latitude, found.longitude) == pytest.approx((48.06, 37.11), abs=0.05)
    assert geocode("Xyzzy") is None


@pytest.mark.parametrize(
    ("query", "raion"),
    [
        ("Pokrovsk, Ukraine", "Pokrovsk Raion"),
        ("Vodiane, Vuhledar hromada, Donetsk", "Volnovakha Raion"),
        ("Погребки, Курская область, Россия", "Sudzhansky District"),
    ],
)
def test_areas_behind_the_name_narrow(query, raion):
    assert GeomapGeocoder().geocode(query).raw["admin2"] == raion


def test_an_area_that_holds_no_such_place_finds_none():
    assert GeomapGeocoder().geocode("Pokrovsk, Kursk Oblast") is None


def test_reverse_gives_the_nearest_settlement():
    assert GeomapGeocoder().reverse((48.28, 37.18)).raw["name"] == "Pokrovsk"
    assert GeomapGeocoder().reverse("48.28, 37.18").raw["name"] == "Pokrovsk"
    assert GeomapGeocoder().reverse((43.0, 34.0)) is None
