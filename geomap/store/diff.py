"""Why the events of a run are other than those of the run before: a pure function of both runs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from geomap.models import Event, Quote

_SHOWN = (
    *("type", "place", "admin1", "lat", "lon", "date_start", "date_end", "initiator", "modality", "status"),
    *("killed_best", "injured_best", "launched", "downed", "n_sources"),
)
"""Fields whose change a reader is told, in this order."""
_MOST_NAMED = 3


class Known(NamedTuple):
    """An article as a run knew it."""

    hash: str
    origin: str


class Basis(NamedTuple):
    """What the events of a run rest on: articles by id, and versions, empty where none is known."""

    articles: Mapping[str, Known]
    rules: str
    gazetteer: str
    corrections: str
    baseline: str = ""


class Change(NamedTuple):
    """One event that is other than in the run before, and why."""

    kind: Literal["new", "changed", "gone"]
    id: str
    event: str
    """What it is, for a person: ``capture, Toretsk, 2025-02-07``."""
    why: str


def differences(
    old: Iterable[Event], new: Iterable[Event], *, before: Basis, now: Basis, dropped: Iterable[Event] = ()
) -> list[Change]:
    """Return what is new, changed and gone, each with its reason, sorted by kind and day.

    Parameters
    ----------
    old, new
        Events of the run before and of this one; those that are equal may be left out.
    before, now
        What the two runs rest on.
    dropped
        Events of this run that a correction took off the map.
    """
    return _Runs(old, new, before, now, dropped).changes()


class _Runs:
    """Two runs side by side."""

    def __init__(
        self,
        old: Iterable[Event],
        new: Iterable[Event],
        before: Basis,
        now: Basis,
        dropped: Iterable[Event],
    ) -> None:
        self._old = {event.id: event for event in old}
        self._new = {event.id: event for event in new}
        self._before, self._now = before, now
        self._dropped = {quote.report_id: event for event in dropped for quote in event.quotes}
        self._vanished = {before.articles[id_].origin for id_ in before.articles.keys() - now.articles.keys()}
        self._come = {now.articles[id_].origin for id_ in now.articles.keys() - before.articles.keys()}
        self._was_under = _events_of_reports(self._old.values())
        self._is_under = _events_of_reports(self._new.values())

    def changes(self) -> list[Change]:
        old, new = self._old, self._new
        grown = self._grown()
        came = _by_day(new[i] for i in new.keys() - old - grown.keys())
        gone = _by_day(old[i] for i in old.keys() - new - set(grown.values()))
        other = _by_day(new[i] for i in new.keys() & old if old[i] != new[i])
        return [
            *(Change("new", event.id, _named(event), self._why_new(event)) for event in came),
            *(self._under_new_id(old[was], new[id_]) for id_, was in sorted(grown.items())),
            *(Change("changed", e.id, _named(e), self._why_changed(old[e.id], e)) for e in other),
            *(Change("gone", event.id, _named(event), self._why_gone(event)) for event in gone),
        ]

    def _grown(self) -> dict[str, str]:
        """Return the ids of events that only have another first report than before, by their new id."""
        grown: dict[str, list[str]] = defaultdict(list)
        for id_ in sorted(self._old.keys() - self._new):
            heirs = {self._is_under.get(quote.report_id) for quote in self._old[id_].quotes}
            heir = heirs.pop() if len(heirs) == 1 else None
            if heir and heir not in self._old:
                grown[heir].append(id_)
        return {id_: was[0] for id_, was in grown.items() if len(was) == 1}

    def _under_new_id(self, old: Event, new: Event) -> Change:
        why = f"{self._why_changed(old, new)}; id was {old.id}, an earlier report came"
        return Change("changed", new.id, _named(new), why)

    def _why_new(self, event: Event) -> str:
        """Tell of a new event whether it was part of another, and which article brings it."""
        parents = {self._was_under[q.report_id] for q in event.quotes if q.report_id in self._was_under}
        parts = [
            f"split from {id_}" if id_ in self._new else f"takes the place of {id_}"
            for id_ in sorted(parents)
        ]
        if event.corrected_by and parents:
            parts.append(f"correction by {event.corrected_by}")
        fresh = [quote for quote in event.quotes if quote.report_id not in self._was_under]
        return "; ".join([*parts, *self._causes(fresh)] or self._rest())

    def _why_gone(self, event: Event) -> str:
        """Tell of a gone event whether it is dropped, part of another, or told no more."""
        drop = next((self._dropped[q.report_id] for q in event.quotes if q.report_id in self._dropped), None)
        if drop:
            return f"dropped by {drop.corrected_by}"
        heirs = {self._is_under[q.report_id] for q in event.quotes if q.report_id in self._is_under}
        if not heirs:
            return "; ".join(self._causes(event.quotes) or self._rest())
        by_hand = {self._new[id_].corrected_by for id_ in heirs} - {None, event.corrected_by}
        parts = [f"merged into {', '.join(sorted(heirs))}"]
        return "; ".join([*parts, *(f"correction by {who}" for who in sorted(filter(None, by_hand)))])

    def _why_changed(self, old: Event, new: Event) -> str:
        """Tell of a changed event what came to it or left it, and which values are others."""
        had, has = ({quote.report_id for quote in event.quotes} for event in (old, new))
        came = [quote for quote in new.quotes if quote.report_id not in had]
        left = [quote for quote in old.quotes if quote.report_id not in has]
        causes = [*self._by_hand(old, new), *self._movements(came, left)]
        return "; ".join([*(causes or self._causes(new.quotes) or self._rest()), *_other_values(old, new)])

    def _by_hand(self, old: Event, new: Event) -> Iterator[str]:
        if new.corrected_by and new.corrected_by != old.corrected_by:
            yield f"correction by {new.corrected_by}"
        elif old.corrected_by and not new.corrected_by:
            yield f"correction withdrawn: {old.corrected_by}"

    def _movements(self, came: Sequence[Quote], left: Sequence[Quote]) -> Iterator[str]:
        """Tell of reports that came from or went to other events, then of those told anew or no more."""
        merged = {self._was_under[q.report_id] for q in came if q.report_id in self._was_under}
        yield from (f"merged with {id_}" for id_ in sorted(merged))
        parted = {self._is_under[q.report_id] for q in left if q.report_id in self._is_under}
        yield from (f"{id_} split from it" for id_ in sorted(parted))
        yield from self._causes([q for q in came if q.report_id not in self._was_under])
        yield from self._causes([q for q in left if q.report_id not in self._is_under])

    def _causes(self, quotes: Sequence[Quote]) -> list[str]:
        """Return what happened to the articles of ``quotes``; without that, which rules are others."""
        if not quotes:
            return []
        by_article: dict[str, Callable[[str], bool]] = {
            "new article": self._is_new,
            "article changed": self._is_edited,
            "article no longer here": self._is_away,
        }
        found = []
        for what, is_so in by_article.items():
            names = list(dict.fromkeys(_article(quote) for quote in quotes if is_so(quote.article_id)))
            more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
            found += [f"{what}: {', '.join(names[:_MOST_NAMED])}{more}"] if names else []
        return found or self._versions()

    def _is_new(self, id_: str) -> bool:
        return id_ not in self._before.articles and not self._is_edited(id_)

    def _is_away(self, id_: str) -> bool:
        return id_ not in self._now.articles and not self._is_edited(id_)

    def _is_edited(self, id_: str) -> bool:
        """Tell whether the article has another text; one without an id of its own gets a new id by that."""
        was, now = self._before.articles.get(id_), self._now.articles.get(id_)
        if was and now:
            return was.hash != now.hash
        if now:
            return now.origin in self._vanished
        return bool(was and was.origin in self._come)

    def _versions(self) -> list[str]:
        pairs = {"rules": (self._before.rules, self._now.rules),
                 "gazetteer": (self._before.gazetteer, self._now.gazetteer),
                 "baseline": (self._before.baseline, self._now.baseline)}  # fmt: skip
        return [f"{name} changed" for name, (before, now) in pairs.items() if before != now]

    def _rest(self) -> list[str]:
        """Return the reason of what nothing of its own explains."""
        if self._versions():
            return self._versions()
        if self._before.corrections != self._now.corrections:
            return ["corrections changed"]
        return ["merged anew with the other articles"]


def _events_of_reports(events: Iterable[Event]) -> dict[str, str]:
    return {quote.report_id: event.id for event in events for quote in event.quotes}


def _by_day(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda event: (str(event.date_start or "9999"), event.id))


def _named(event: Event) -> str:
    return ", ".join(str(part) for part in (event.type, event.place, event.date_start) if part)


def _article(quote: Quote) -> str:
    name = quote.title or quote.article_id
    return f"{name} ({quote.source})" if quote.source else name


def _other_values(old: Event, new: Event) -> list[str]:
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in _SHOWN)
    return [f"{name} {_value(was)} → {_value(now)}" for name, was, now in pairs if was != now]


def _value(value: object) -> str:
    return "–" if value is None else str(value)
