"""Folium's element ids without chance."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def counted_ids(prefix: str = "geomap") -> Iterator[None]:
    """Let branca name its elements ``geomap0001``, ``geomap0002`` … inside this block.

    Branca names each element by 16 random bytes, so that two builds of one map differ. Its hook for naming,
    ``Element._generate_id`` (branca 0.8), is replaced for the time of the block, and put back whatever
    happens. Layers that a caller adds later, outside the block, keep branca's random names.
    """
    from branca.element import Element

    hooked: Any = Element
    numbers = itertools.count(1)
    original = Element.__dict__["_generate_id"]
    hooked._generate_id = classmethod(lambda _cls: f"{prefix}{next(numbers):04d}")
    try:
        yield
    finally:
        hooked._generate_id = original
