"""Columns of values, packed small enough for a page of a hundred thousand events.

A column says how it is packed, so the page unpacks any of them with one function (``columns.js``)::

    {"all": v}                               every row has v
    {"rest": v, "at": [...], "values": C}    few rows differ: gaps between their numbers, and a column of them
    {"table": [...], "codes": "ABA…"}        up to 62 different values: one character a row
    {"table": [...], "index": [...]}         many rows, fewer values
    {"numbers": [...]}                       whole numbers, each the difference to the row before
    {"list": [...]}                          as it is
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_RARE = 0.25  # a column is packed as exceptions when fewer of its rows differ from the commonest value


def pack(values: Sequence[Any]) -> dict[str, Any]:
    """Pack a column of JSON values (strings, numbers, None, lists of them)."""
    keys = values if _plain(values) else [json.dumps(v, ensure_ascii=False) for v in values]
    counts = Counter(keys)
    if len(counts) <= 1:
        return {"all": values[0] if values else None}
    commonest, times = min(counts.items(), key=lambda item: (-item[1], str(item[0])))
    if times > (1 - _RARE) * len(values):
        return _pack_exceptions(values, keys, commonest)
    if len(counts) > len(ALPHABET) and all(type(v) is int for v in values):
        return {"numbers": differences(values)}
    if len(counts) > len(values) // 2 and len(counts) > len(ALPHABET):
        return {"list": list(values)}
    return _pack_table(values, keys)


def pack_table(values: Sequence[Any], table: Sequence[Any]) -> dict[str, Any]:
    """Pack a column whose possible values are known and kept in their order, such as event types."""
    row = {value: ALPHABET[i] for i, value in enumerate(table)}
    return {"table": list(table), "codes": "".join(row[v] for v in values)}


def differences(numbers: Iterable[int]) -> list[int]:
    """Return each number's difference to the one before; the first counts from 0."""
    last, out = 0, []
    for number in numbers:
        out.append(number - last)
        last = number
    return out


def _plain(values: Sequence[Any]) -> bool:
    """Tell whether all values hash, and 1, 1.0 and True cannot be mistaken for each other."""
    kinds = {type(v) for v in values}
    return kinds <= {str, int, type(None)} or kinds <= {str, float, type(None)}


def _pack_exceptions(values: Sequence[Any], keys: Sequence[Any], commonest: Any) -> dict[str, Any]:
    rows = [i for i, key in enumerate(keys) if key != commonest]
    rest = values[next(i for i, key in enumerate(keys) if key == commonest)]
    return {"rest": rest, "at": differences(rows), "values": pack([values[i] for i in rows])}


def _pack_table(values: Sequence[Any], keys: Sequence[Any]) -> dict[str, Any]:
    first = {key: i for i, key in reversed(list(enumerate(keys)))}
    order = sorted(first, key=lambda key: (key is None, str(key)))
    row = {key: i for i, key in enumerate(order)}
    table = [values[first[key]] for key in order]
    if len(order) <= len(ALPHABET):
        return {"table": table, "codes": "".join(ALPHABET[row[key]] for key in keys)}
    return {"table": table, "index": [row[key] for key in keys]}
