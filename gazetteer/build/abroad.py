"""Rows of other countries: Russia's, Belarus' and Moldova's places and regions, large cities, countries."""

from __future__ import annotations

import re
import unicodedata

from admin1 import admin1_features, in_admin1, polygon
from alternates import sort_foreign
from babel import Locale
from geonames import City
from rows import Row
from russia import settlement_rows
from ukraine import radius_of, radius_of_area

LARGE = 100_000
NEIGHBOURS = ("RU", "BY", "MD")
_DROPPED = re.compile(
    r"\b(Republic of|Republic|Krai|Autonomous Okrug|Oblast|Autonomous Oblast)\b|[\u2013-]\s*Alania"
)
_SHORT = {  # where Natural Earth's English name is not the usual short one
    "RU-ALT": "Altai Krai",
    "RU-AL": "Altai Republic",
    "RU-YEV": "Jewish Autonomous Oblast",
    "RU-CE": "Chechnya",
    "RU-CU": "Chuvashia",
    "RU-UD": "Udmurtia",
    "RU-SE": "North Ossetia",
    "RU-SA": "Yakutia",
    "BY-BR": "Brest",
    "BY-HM": "Minsk City",
    "BY-HO": "Gomel",
    "BY-HR": "Grodno",
    "BY-MA": "Mogilev",
    "BY-MI": "Minsk",
    "BY-VI": "Vitebsk",
}
_ALTAI_KRAI = ("Алтайський край", "Алтайский край")  # Natural Earth gives it the republic's names
_OBLASTS_END = "область"


def region_rows() -> list[Row]:
    """Return the oblasts and republics of Russia, the oblasts of Belarus and the districts of Moldova."""
    return [_region(iso) for iso in admin1_features() if iso[:2] in NEIGHBOURS]


def region_id(iso: str) -> str:
    """Return the id of a region; Natural Earth has the codes of Moscow and Moscow Oblast swapped."""
    return {"RU-MOS": "RU-MOW", "RU-MOW": "RU-MOS"}.get(iso, iso)


def _region(iso: str) -> Row:
    found, area, code = admin1_features()[iso]["properties"], polygon(iso), region_id(iso)
    russian = unicodedata.normalize("NFC", found["name_ru"].replace("\u0301", ""))
    oblast = russian.endswith(_OBLASTS_END) and "автономная" not in russian
    short = _SHORT.get(code) or " ".join(_DROPPED.sub(" ", found["name_en"]).split())
    full = f"{short} Oblast" if oblast else found["name_en"] if code not in _SHORT else short
    if code in ("RU-MOW", "RU-SPE"):
        full = f"{short} City"
        short = full if code == "RU-MOW" else short
    point = area.representative_point()
    return Row(
        id=code,
        kind="oblast" if code[:2] != "MD" else "raion",
        name=full,
        name_uk=_ALTAI_KRAI[0] if code == "RU-ALT" else found["name_uk"] or "",
        name_ru=_ALTAI_KRAI[1] if code == "RU-ALT" else russian,
        short={"RU-MOW": "Moscow"}.get(code, short),
        lat=round(point.y, 5),
        lon=round(point.x, 5),
        tier="oblast" if code[:2] != "MD" else "raion",
        radius_m=radius_of_area(area),
        country=code[:2],
        source="naturalearth",
    )


def neighbour_rows(cities: list[City]) -> list[Row]:
    """Return the places of Russia, Belarus and Moldova, with the villages of Russia's border oblasts."""
    regions = {
        admin1_features()[iso]["properties"]["gn_a1_code"]: region_id(iso) for iso in admin1_features()
    }
    rows = [_city(c, regions.get(f"{c.country}.{c.admin1}", "")) for c in cities if c.country in NEIGHBOURS]
    rows += settlement_rows(rows)
    return sorted(rows, key=lambda row: row.id)


def _city(city: City, region: str) -> Row:
    kind = "city" if city.population >= LARGE else "town" if city.population >= 10_000 else "settlement"
    name = _plain(city.name)
    names = sort_foreign(name, city.latin, city.cyrillic, russian_first=city.country in NEIGHBOURS)
    return Row(
        id=f"geonames:{city.geonameid}",
        kind=kind,
        name=name,
        name_uk=names.uk,
        name_ru=names.ru,
        latin="|".join(names.latin),
        cyrillic="|".join(names.cyrillic),
        lat=city.lat,
        lon=city.lon,
        radius_m=radius_of(city.population),
        population=city.population,
        country=city.country,
        admin1=region,
        geonameid=city.geonameid,
        source="geonames",
        note=""
        if not region or in_admin1(region_id(region), city.lat, city.lon)
        else "outside its region's outline",
    )


def _plain(name: str) -> str:
    return name.replace("\u2019", "").replace("'", "")


def world_rows(cities: list[City], capitals: set[tuple[str, str]]) -> list[Row]:
    """Return capitals and cities above ``LARGE`` people outside Ukraine and its eastern neighbours."""
    far = [city for city in cities if city.country not in (*NEIGHBOURS, "UA")]
    largest: dict[tuple[str, str], int] = {}
    for city in far:
        largest[city.country, city.name] = max(city.population, largest.get((city.country, city.name), 0))
    chosen = [
        city
        for city in far
        if city.population >= LARGE
        or ((city.country, city.name) in capitals and city.population == largest[city.country, city.name])
    ]
    rows = [_far(city, capital=(city.country, city.name) in capitals) for city in chosen]
    return sorted(rows, key=lambda row: row.id)


def _far(city: City, *, capital: bool) -> Row:
    """Return a row without other Latin names than one in ASCII: far cities have hundreds of them."""
    row = _city(city, "")
    plain = "".join(c for c in unicodedata.normalize("NFKD", row.name) if not unicodedata.combining(c))
    row.latin = plain if plain != row.name else ""
    row.note = "capital" if capital else ""
    return row


def country_rows(
    countries: list[dict[str, object]], points: dict[str, tuple[float, float, int]]
) -> list[Row]:
    """Return the countries with their names in English, Ukrainian and Russian."""
    names = {lang: Locale(lang).territories for lang in ("en", "uk", "ru")}
    rows = []
    for country in countries:
        iso = str(country["iso"])
        lat, lon, radius = points.get(iso, (None, None, 0))
        rows.append(
            Row(
                id=iso,
                kind="country",
                name=_USUAL.get(iso, str(country["name"])),
                name_uk=names["uk"].get(iso, ""),
                name_ru=names["ru"].get(iso, ""),
                short=iso,
                latin="|".join(
                    sorted(
                        {names["en"].get(iso, ""), str(country["name"]), *_SHORT_NAMES.get(iso, ())} - {""}
                    )
                ),
                cyrillic="|".join(_CYRILLIC_NAMES.get(iso, ())),
                lat=lat,
                lon=lon,
                tier="country",
                radius_m=radius or 100_000,
                population=int(str(country["population"])),
                country=iso,
                geonameid=int(str(country["geonameid"])),
                source="geonames+cldr",
            )
        )
    return rows


_SHORT_NAMES = {
    "US": ("USA", "United States of America", "U.S.", "America"),
    "GB": ("UK", "Britain", "Great Britain", "England"),
    "AE": ("UAE", "Emirates"),
    "RU": ("Russian Federation",),
    "KP": ("DPRK",),
    "TR": ("Turkiye",),
    "CD": ("DR Congo",),
}
_CYRILLIC_NAMES = {
    "US": ("США", "Америка", "Сполучені Штати Америки", "Соединенные Штаты Америки"),
    "GB": ("Британія", "Британия", "Великобританія", "Велика Британія"),
    "AE": ("ОАЕ", "ОАЭ", "Емірати", "Эмираты"),
    "RU": ("РФ", "Російська Федерація", "Российская Федерация"),
    "BY": ("Білорусія", "Белоруссия", "РБ"),
    "KP": ("КНДР",),
    "CN": ("КНР",),
    "MD": ("Молдавія", "Молдавия"),
}
_USUAL = {
    "CZ": "Czech Republic",
    "TR": "Turkey",
    "CI": "Ivory Coast",
    "MK": "North Macedonia",
    "SZ": "Eswatini",
}
