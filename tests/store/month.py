"""A made-up month of news in three languages: reprints, contradictions, late articles, an undated one."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

FIRST = date(2025, 1, 6)
DAYS = 30
TOWNS = [
    ("Nikopol", "Нікополь", "Никополь"),
    ("Marhanets", "Марганець", "Марганец"),
    ("Vovchansk", "Вовчанськ", "Волчанск"),
    ("Kupiansk", "Куп'янськ", "Купянск"),
    ("Orikhiv", "Оріхів", "Орехов"),
]
VILLAGES = ["Kurakhove", "Toretsk", "Velyka Novosilka", "Robotyne"]
_UK_MONTHS = {1: "січня", 2: "лютого"}
_RU_MONTHS = {1: "января", 2: "февраля"}


def batches() -> list[list[dict[str, str]]]:
    """Return the articles of each day, as records of JSON lines."""
    days = [_day(number) for number in range(DAYS)]
    days[12].append(_late())
    days[20].append(
        {"id": "undated", "text": "On January 22, Russian forces shelled Marhanets, injuring one person."}
    )
    return days


def write(records: list[dict[str, str]], path: Path) -> None:
    """Write records as JSON lines."""
    path.write_text(
        "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8"
    )


def _day(number: int) -> list[dict[str, str]]:
    day = FIRST + timedelta(days=number)
    english, ukrainian, russian = TOWNS[number % len(TOWNS)]
    hurt = 2 + number % 4
    lead = f"Russian forces shelled {english} on {day:%B} {day.day}, injuring {hurt} people, officials said."
    in_ukrainian = f"{day.day} {_UK_MONTHS[day.month]} російські війська обстріляли {ukrainian}."
    in_russian = f"{day.day} {_RU_MONTHS[day.month]} российские войска обстреляли {russian}."
    said = [
        (f"en-{number}", lead, "wire.example"),
        (f"copy-{number}", lead, "mirror.example"),
        (f"uk-{number}", f"{in_ukrainian} Поранено {hurt} людей.", "novyny.example"),
        (f"ru-{number}", f"{in_russian} Ранены {hurt} человека.", "vesti.example"),
    ]
    records = [_record(id_, text, day, source) for id_, text, source in said]
    return [*records, *_claim(number, day)]


def _claim(number: int, day: date) -> list[dict[str, str]]:
    """A village claimed on one day is denied on the next."""
    village = VILLAGES[number // 7 % len(VILLAGES)]
    if number % 7 == 2:
        text = f"The Russian Defense Ministry claimed on {day:%A} that its forces had captured {village}."
        return [_record(f"claim-{number}", text, day, "wire.example")]
    if number % 7 == 3:
        text = f"Ukraine's General Staff denied on {day:%A} that Russian forces had captured {village}."
        return [_record(f"denial-{number}", text, day, "other.example")]
    return []


def _late() -> dict[str, str]:
    """The eleventh day's batch also brings an article of the third day, older than what it merges with."""
    day = FIRST + timedelta(days=2)
    text = f"Vovchansk was shelled by Russian forces on {day:%B} {day.day}; 4 were injured, a doctor said."
    return _record("late", text, day, "aaa.example")


def _record(id_: str, text: str, day: date, source: str) -> dict[str, str]:
    return {"id": id_, "text": text, "published": day.isoformat(), "source": source}
