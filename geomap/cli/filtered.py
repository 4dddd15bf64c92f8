"""The options that choose a part of the events, the same for every command that takes them."""

from collections.abc import Callable
from inspect import Signature, signature
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from geomap.export.filter import Filter


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Return ``command`` with the options of :func:`_filter` in place of its ``chosen``."""
    own = {name: part for name, part in signature(command).parameters.items() if name != "chosen"}
    options = signature(_filter).parameters

    def run(**given: Any) -> None:
        chosen = _filter(**{name: given.pop(name) for name in options})
        command(**given, chosen=chosen)

    # what typer reads: the name, the text and the options of a command
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__signature__ = Signature([*own.values(), *options.values()])  # type: ignore[attr-defined]
    run.__annotations__ = {name: part.annotation for name, part in (own | dict(options)).items()}
    return run


def _filter(
    *,
    types: Annotated[list[str] | None, typer.Option("--type", help="Event type; may be repeated.")] = None,
    families: Annotated[
        list[str] | None, typer.Option("--family", help="Family of types; may be repeated.")
    ] = None,
    sides: Annotated[
        list[str] | None, typer.Option("--side", help="Who acts: UA, RU, other, unknown.")
    ] = None,
    date_range: Annotated[
        str | None, typer.Option("--date-range", metavar="FIRST..LAST", help="Days, both ends in.")
    ] = None,
    bbox: Annotated[str | None, typer.Option("--bbox", metavar="W,S,E,N", help="Degrees, WGS84.")] = None,
    admin1: Annotated[
        list[str] | None, typer.Option("--admin1", help="Oblast, such as Donetsk; may be repeated.")
    ] = None,
    statuses: Annotated[
        list[str] | None, typer.Option("--status", help="reported, claimed, disputed, denied, confirmed.")
    ] = None,
    modalities: Annotated[
        list[str] | None, typer.Option("--modality", help="occurred, ongoing, planned, …")
    ] = None,
) -> "Filter":
    from geomap.export.filter import Filter, parse_days
    from geomap.geo import parse_box

    return Filter(
        type=frozenset(types or ()),
        family=frozenset(families or ()),
        side=frozenset(sides or ()),
        admin1=frozenset(admin1 or ()),
        status=frozenset(statuses or ()),
        modality=frozenset(modalities or ()),
        days=parse_days(date_range) if date_range else None,
        box=parse_box(bbox) if bbox else None,
    )
