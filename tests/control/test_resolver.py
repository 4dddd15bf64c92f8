"""With a baseline the side that holds a place helps to tell it from its namesakes."""

from __future__ import annotations

import json
from datetime import date

import pytest
from shapely.geometry import box, mapping

from geomap.coding import code_article
from geomap.control.baseline import of_polygons
from geomap.control.holder import depth_km
from geomap.control.lines import lines_of
from geomap.engines import engine
from geomap.models import Article
from geomap.pipeline import build
from geomap.places.resolution.lines import FARTHEST_KM
from geomap.settings import Settings
from tests.control.conftest import DAY

# In Donetsk Oblast one Hryhorivka lies 7 km west of the made-up line, another 41 km east of it.
WEST, LINE = 37.20, 37.3
PUBLISHED = date(2025, 6, 10)


@pytest.fixture(scope="module")
def baseline():
    return of_polygons(DAY, {"RU": box(LINE, 46.0, 40.0, 49.5)})


@pytest.fixture(scope="module")
def lines(baseline, gazetteer):
    return lines_of(baseline, gazetteer)


@pytest.fixture(scope="module")
def longitude(gazetteer):
    """Code a text and return where its one act is drawn, degrees east; None where it is not."""

    def longitude_of(text, lines, lang="en"):
        article = Article(id="a", text=text, lang=lang, published=PUBLISHED)
        (told,) = code_article(article, gazetteer, lines).reports
        return told.lon and round(told.lon, 2)

    return longitude_of


@pytest.mark.parametrize(
    ("lang", "text", "lon"),
    [
        ("en", "Russian forces shelled Hryhorivka in Donetsk Oblast.", WEST),
        ("en", "Russian forces captured Hryhorivka in Donetsk Oblast.", WEST),
        ("en", "Hryhorivka in Donetsk Oblast was captured by Russian troops.", WEST),
        ("uk", "Росіяни захопили Григорівку Донецької області.", WEST),
        ("ru", "Российские войска взяли Григорьевку Донецкой области.", WEST),
    ],
)
def test_the_baseline_tells_namesakes_on_both_sides_apart(longitude, lines, lang, text, lon):
    assert longitude(text, lines, lang) == lon
    assert longitude(text, None, lang) != lon


@pytest.mark.parametrize("verb", ["shelled", "liberated"])
def test_the_mirror_for_ukraine(longitude, lines, gazetteer, verb):
    text = f"Ukrainian forces {verb} Hryhorivka in Donetsk Oblast."
    mirrored = lines_of(of_polygons(DAY, {"RU": box(35.0, 46.0, LINE, 49.5)}), gazetteer)
    assert longitude(text, mirrored) == WEST
    assert longitude("Ukrainian forces shelled Hryhorivka in Donetsk Oblast.", lines) != WEST


def test_what_changes_hands_lies_near_the_line(lines):
    (depths,) = lines.depths
    near, rear, behind = (next(i for i, deep in enumerate(depths) if deep == km) for km in (-5, -30, 30))
    assert [lines.untaken(place, DAY) for place in (near, rear, behind)] == [0.0, 1.0, 1.0]
    assert lines.untaken(rear, DAY.replace(year=2026)) == 0.0


def test_a_day_before_the_baseline_is_not_judged_by_it(longitude, lines):
    text = "Russian forces shelled Hryhorivka in Donetsk Oblast on June 10."
    assert longitude(text, lines) == WEST
    assert longitude(text.replace("June 10", "May 3"), lines) != WEST


def test_depths_are_those_of_the_polygons(baseline, gazetteer, lines):
    (depths,) = lines.depths
    assert len(depths) == len(gazetteer)
    for place in range(0, len(gazetteer), 997):
        on = PUBLISHED
        deep = depth_km(gazetteer.lat[place], gazetteer.lon[place], on, baseline, gazetteer) or 0.0
        assert abs(depths[place]) == pytest.approx(min(deep, FARTHEST_KM), abs=1.1)


def test_of_a_place_added_later_nothing_is_known(lines, gazetteer):
    assert lines.held(len(gazetteer), PUBLISHED) == lines.untaken(len(gazetteer), PUBLISHED) == 0.0


def test_an_old_picture_says_less(lines, gazetteer):
    place = next(i for i, deep in enumerate(lines.depths[0]) if deep == 15)
    fresh, old = (lines.held(place, date(2025 + years, 6, 2)) for years in (0, 1))
    assert (fresh, old) == (1.0, 0.0)


def test_engines_agree(lines):
    names = ("Hryhorivka", "Novoselivka", "Katerynivka", "Oleksandropil")
    news = [
        Article(
            id=str(n), text=f"Russian forces shelled {names[n % 4]} in Donetsk Oblast.", published=PUBLISHED
        )
        for n in range(70)
    ]
    alone = list(engine("local").code(news, lines=lines))
    assert list(engine("local", workers=2).code(news, lines=lines)) == alone
    assert list(engine("local").code(news)) != alone


class Builds:
    """Builds of two articles with whatever lies in a folder of baselines."""

    def __init__(self, folder):
        self.folder, self.coded = folder, []
        (folder / "lines").mkdir()
        (folder / "news").mkdir()
        for day in (10, 20):
            told = f"Russian forces shelled Hryhorivka in Donetsk Oblast. News of day {day}."
            text = f"Date: 2025-06-{day}\n\n{told}\n"
            (folder / "news" / f"{day}.txt").write_text(text, encoding="utf-8")

    def draw(self, day, west):
        feature = {"type": "Feature", "properties": {}, "geometry": mapping(box(west, 46.0, 40.0, 49.5))}
        text = json.dumps({"type": "FeatureCollection", "features": [feature]})
        (self.folder / "lines" / f"front_{day}.geojson").write_text(text, encoding="utf-8")

    def build(self):
        """Build, and return how many articles were coded."""
        self.coded = []
        settings = Settings(baseline=self.folder / "lines", formats=("geojson", "report"), workers=1)
        out = self.folder / "out"
        build(
            [str(self.folder / "news")], out, settings=settings, on_progress=lambda n, _: self.coded.append(n)
        )
        return len(self.coded)

    def longitudes(self):
        rows = json.loads((self.folder / "out" / "events.geojson").read_text(encoding="utf-8"))["features"]
        return {row["properties"]["lon"] and round(row["properties"]["lon"], 2) for row in rows}


def test_another_baseline_codes_anew_what_it_holds_for(tmp_path):
    builds = Builds(tmp_path)
    builds.draw("20250601", LINE)
    assert builds.build() == 2
    assert builds.longitudes() == {WEST}
    assert builds.build() == 0
    builds.draw("20250615", LINE + 0.01)
    assert builds.build() == 1  # the article of the 10th was told before that day
    builds.draw("20250601", 39.0)
    assert builds.build() == 2
    assert "baseline changed" in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")


def test_a_build_reads_the_polygons_once(tmp_path, monkeypatch):
    from geomap.control import baseline

    read, features = [], baseline._features
    monkeypatch.setattr(baseline, "_features", lambda path: read.append(path.name) or features(path))
    builds = Builds(tmp_path)
    builds.draw("20250601", LINE)
    builds.build()
    assert (tmp_path / "out" / "control.geojson").is_file()
    assert read == ["front_20250601.geojson"]
