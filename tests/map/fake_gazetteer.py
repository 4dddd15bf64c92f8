"""A gazetteer of thirty places and four oblasts: just what the map asks of one."""

from __future__ import annotations

from typing import Any

from geomap.models import Place

SPOTS = (  # name, Ukrainian name, oblast, latitude, longitude
    ("Pokrovsk", "Покровськ", "Donetsk", 48.280, 37.177),
    ("Myrnohrad", "Мирноград", "Donetsk", 48.310, 37.265),
    ("Toretsk", "Торецьк", "Donetsk", 48.395, 37.848),
    ("Chasiv Yar", "Часів Яр", "Donetsk", 48.588, 37.834),
    ("Velyka Novosilka", "Велика Новосілка", "Donetsk", 47.843, 36.836),
    ("Kurakhove", "Курахове", "Donetsk", 47.985, 37.281),
    ("Siversk", "Сіверськ", "Donetsk", 48.865, 38.097),
    ("Lyman", "Лиман", "Donetsk", 48.990, 37.808),
    ("Kramatorsk", "Краматорськ", "Donetsk", 48.723, 37.556),
    ("Kupiansk", "Куп’янськ", "Kharkiv", 49.710, 37.616),
    ("Dvorichna", "Дворічна", "Kharkiv", 49.851, 37.685),
    ("Vovchansk", "Вовчанськ", "Kharkiv", 50.291, 36.941),
    ("Lyptsi", "Липці", "Kharkiv", 50.209, 36.421),
    ("Kharkiv", "Харків", "Kharkiv", 49.982, 36.255),
    ("Orikhiv", "Оріхів", "Zaporizhzhia", 47.567, 35.786),
    ("Huliaipole", "Гуляйполе", "Zaporizhzhia", 47.664, 36.256),
    ("Robotyne", "Роботине", "Zaporizhzhia", 47.446, 35.834),
    ("Zaporizhzhia", "Запоріжжя", "Zaporizhzhia", 47.852, 35.117),
    ("Nikopol", "Нікополь", "Dnipropetrovsk", 47.568, 34.391),
    ("Marhanets", "Марганець", "Dnipropetrovsk", 47.641, 34.616),
    ("Kherson", "Херсон", "Kherson", 46.637, 32.615),
    ("Krynky", "Кринки", "Kherson", 46.733, 33.081),
    ("Yunakivka", "Юнаківка", "Sumy", 51.123, 35.038),
    ("Sumy", "Суми", "Sumy", 50.917, 34.799),
    ("Odesa", "Одеса", "Odesa", 46.477, 30.733),
    ("Kyiv", "Київ", "Kyiv City", 50.450, 30.524),
)
RUSSIAN_SPOTS = (
    ("Sudzha", "Суджа", "Kursk", 51.191, 35.271),
    ("Belgorod", "Бєлгород", "Belgorod", 50.600, 36.590),
    ("Engels", "Енгельс", "Saratov", 51.484, 46.105),
    ("Kazan", "Казань", "Tatarstan", 55.790, 49.120),
)


class FakeGazetteer:
    """Just what the map asks of a gazetteer: four oblasts as boxes, the settlements above."""

    def __init__(self) -> None:
        self.rows = (*SPOTS, *RUSSIAN_SPOTS)
        self.kind = [0] * len(self.rows)
        self.tier = [0] * len(self.rows)
        self.population = [90_000 - 2_000 * i for i in range(len(self.rows))]
        self.lat = [row[3] for row in self.rows]
        self.lon = [row[4] for row in self.rows]
        self.country = [-1] * len(self.rows)

    def index_of(self, place_id: str) -> int | None:
        """Return the row of ``fixture:Name``."""
        names = [f"fixture:{row[0]}" for row in self.rows]
        return names.index(place_id) if place_id in names else None

    def name(self, index: int) -> str:
        """Return the English name."""
        return self.rows[index][0]

    def place(self, index: int) -> Place:
        """Return the record."""
        name, local, admin1, lat, lon = self.rows[index]
        return Place(
            id=f"fixture:{name}",
            name=name,
            kind="town",
            lat=lat,
            lon=lon,
            tier="exact",
            radius_m=1500,
            admin1=admin1,
            names={"uk": [local]},
        )

    def geometry(self, place_id: str) -> Any:
        """Return a box for each oblast."""
        from shapely import box

        corners = {
            "UA14000000000091971": (36.6, 47.0, 38.9, 49.2),
            "UA63000000000041885": (35.0, 48.8, 38.0, 50.4),
            "UA12000000000090473": (33.1, 47.5, 36.8, 49.1),
            "UA65000000000030969": (31.8, 46.1, 35.0, 47.6),
        }
        return box(*corners[place_id]) if place_id in corners else None
