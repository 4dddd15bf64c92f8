"""Columns of values, packed small enough for a page of a hundred thousand events.

A column says how it is packed, so the page unpacks any of them with one function (``columns.js``)::

    {"all": v}                               every row has v
    {"rest": v, "at": "…", "values": C}      few rows differ: their numbers, and a column of them
    {"table": [...], "codes": "ABA…"}        up to 62 different values: one character a row
    {"table": [...], "index": "…"}           many rows, fewer values: the number of each row's value
    {"numbers": "…"}                         whole numbers
    {"list": [...]}                          as it is
    {"bytes": n, "base64": "…"}              ids: hexadecimal hashes, n bytes each

Whole numbers travel as ``pack_numbers`` writes them: a base64 text of differences, small ones a byte each.
"""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_HEX = re.compile(r"(?:[0-9a-f]{2})+")
_RARE = 0.25  # a column is packed as exceptions when fewer of its rows differ from the commonest value
_LARGEST = 2**29  # of numbers that are packed as such: their differences are whole in the page's 32 bits


def pack(values: Sequence[Any]) -> dict[str, Any]:
    """Pack a column of JSON values: strings, numbers, None, lists of them."""
    kinds = set(map(type, values))
    keys = [tuple(v) if type(v) is list else v for v in values] if list in kinds else values
    counts = Counter(keys)
    if len(counts) <= 1:
        return {"all": values[0] if values else None}
    commonest, times = min(counts.items(), key=lambda item: (-item[1], str(item[0])))
    if times > (1 - _RARE) * len(values):
        return _pack_exceptions(values, keys, commonest)
    if len(counts) > len(ALPHABET) and kinds == {int} and max(map(abs, counts)) < _LARGEST:
        return {"numbers": pack_numbers(values)}
    if len(counts) > len(values) // 2 and len(counts) > len(ALPHABET):
        return {"list": list(values)}
    return _pack_values(keys, sorted(counts, key=lambda key: (key is None, str(key))))


def pack_table(values: Sequence[Any], table: Sequence[Any]) -> dict[str, Any]:
    """Pack a column whose possible values are known and kept in their order, such as event types."""
    code = dict(zip(table, ALPHABET, strict=False))
    return {"table": list(table), "codes": "".join(map(code.__getitem__, values))}


def pack_fields(rows: Sequence[Any], fields: Sequence[str]) -> dict[str, Any]:
    """Pack the named attributes of ``rows``, a column each."""
    columns = zip(*map(attrgetter(*fields), rows), strict=True) if rows else ((),) * len(fields)
    return {field: pack(column) for field, column in zip(fields, columns, strict=True)}


def pack_ids(ids: Sequence[str]) -> dict[str, Any]:
    """Pack ids that are hexadecimal hashes of equal length as the base64 of their bytes."""
    width = len(ids[0]) if ids else 0
    if width and all(len(i) == width and _HEX.fullmatch(i) for i in ids):
        return {"bytes": width // 2, "base64": base64.b64encode(bytes.fromhex("".join(ids))).decode()}
    return {"list": list(ids)}


def pack_numbers(numbers: Iterable[int]) -> str:
    """Pack whole numbers below 2**29 as the base64 of their differences, the first counted from 0.

    A difference d becomes 2d, or -2d - 1 below zero, in bytes of seven bits, the lowest first; the eighth bit
    tells that another byte follows.
    """
    last, out = 0, bytearray()
    for number in numbers:
        step, last = number - last, number
        left = 2 * step if step >= 0 else -2 * step - 1
        while left > 127:
            out.append(left & 127 | 128)
            left >>= 7
        out.append(left)
    return base64.b64encode(out).decode()


def _pack_exceptions(values: Sequence[Any], keys: Sequence[Any], commonest: Any) -> dict[str, Any]:
    rows = [i for i, key in enumerate(keys) if key != commonest]
    return {"rest": _value(commonest), "at": pack_numbers(rows), "values": pack([values[i] for i in rows])}


def _pack_values(keys: Sequence[Any], table: Sequence[Any]) -> dict[str, Any]:
    values = [_value(key) for key in table]
    if len(table) <= len(ALPHABET):
        return {"table": values, "codes": pack_table(keys, table)["codes"]}
    row = {key: i for i, key in enumerate(table)}
    return {"table": values, "index": pack_numbers(map(row.__getitem__, keys))}


def _value(key: Any) -> Any:
    return list(key) if type(key) is tuple else key
