"""Stage 2: pack tables and curated rows into the files that ship in the wheel."""

from __future__ import annotations

import hashlib
import json
import sys
from array import array
from collections import defaultdict
from pathlib import Path

import marisa_trie
import shapely
from areas import read_outlines
from curated import merge, weak_names
from names import Named, spellings
from rows import PLACE_TABLES, Row, read_rows
from shapely.geometry.base import BaseGeometry
from sources import COMPILED, TABLES

from geomap.places.gazetteer.skeleton import SOUND, sound_key
from geomap.places.gazetteer.table import FORMAT, KINDS, RANKS, TIERS
from geomap.text.normalise import name_key

SHORTEST_STRONG = 3  # names of up to three letters are words or abbreviations too often
Hit = tuple[int, int]  # (place, rank * 2 + strong)
_IN_USE = (*(rank for rank in RANKS if rank != "former"), "former")
NameTable = dict[str, dict[int, Hit]]  # name key -> place -> hit


def compile_all(folder: Path = COMPILED) -> None:
    """Write the compiled table into ``folder`` from tables/ and curated/."""
    rows = [row for name in PLACE_TABLES for row in read_rows(TABLES / f"{name}.tsv")]
    outlines: dict[str, BaseGeometry] = {}
    for path in sorted(TABLES.glob("outlines_*.geojson")):
        outlines |= read_outlines(path)
    added = merge(rows, outlines)
    for problem in added.problems:
        print(problem, file=sys.stderr)
    rows += added.rows
    index = {row.id: at for at, row in enumerate(rows)}
    if len(index) != len(rows):
        raise ValueError("a place id stands twice in the tables")
    sections = _columns(rows, index)
    blobs = {
        "text": _texts(rows, sections),
        "geometry": _geometries(outlines | added.shapes, index, sections),
    }
    tries = _names(rows, added.names, sections)
    tries["ids"] = _ids(index, sections)
    _write(folder, sections, blobs, tries, len(rows))


def _columns(rows: list[Row], index: dict[str, int]) -> dict[str, array]:
    nan = float("nan")
    return {
        "lat": array("d", (nan if row.lat is None else row.lat for row in rows)),
        "lon": array("d", (nan if row.lon is None else row.lon for row in rows)),
        "population": array("I", (row.population for row in rows)),
        "radius_m": array("f", (row.radius_m for row in rows)),
        "kind": array("B", (KINDS.index(row.kind) for row in rows)),
        "tier": array("B", (TIERS.index(row.tier) for row in rows)),
        "geonameid": array("I", (row.geonameid or 0 for row in rows)),
        "admin1": array("i", (index.get(row.admin1, -1) for row in rows)),
        "admin2": array("i", (index.get(row.admin2, -1) for row in rows)),
        "admin3": array("i", (index.get(row.admin3, -1) for row in rows)),
        "country": array("i", (index.get(row.country, -1) if row.kind != "country" else -1 for row in rows)),
    }


def _texts(rows: list[Row], sections: dict[str, array]) -> bytes:
    """Pack the strings of each row, in the order of TEXT_FIELDS in `geomap.places.gazetteer.table`."""
    packed, offsets = bytearray(), array("I", [0])
    for row in rows:
        fields = (
            row.id,
            row.name,
            row.short,
            row.name_uk,
            row.name_ru,
            row.latin,
            row.former,
            row.source,
            row.note,
        )
        packed += "\t".join(fields).encode()
        offsets.append(len(packed))
    sections["text_at"] = offsets
    return bytes(packed)


def _geometries(shapes: dict[str, BaseGeometry], index: dict[str, int], sections: dict[str, array]) -> bytes:
    packed, places, offsets = bytearray(), array("I"), array("I", [0])
    for place, shape in sorted((index[code], shape) for code, shape in shapes.items() if code in index):
        places.append(place)
        packed += shapely.to_wkb(shape)
        offsets.append(len(packed))
    sections["geometry_place"], sections["geometry_at"] = places, offsets
    return bytes(packed)


def _names(
    rows: list[Row], extra: dict[str, list[Named]], sections: dict[str, array]
) -> dict[str, marisa_trie.Trie]:
    weak = weak_names()
    table: dict[str, dict[int, Hit]] = defaultdict(dict)
    for place, row in enumerate(rows):
        for name, rank in (*spellings(row), *extra.get(row.id, ())):
            key = name_key(name)
            if key:
                strong = _is_strong(key, row, weak)
                hit = (place, RANKS.index(rank) * 2 + strong)
                known = table[key].get(place)
                table[key][place] = min(known, hit, key=_best) if known else hit
    _add_sounds(rows, table)
    names = marisa_trie.Trie(sorted(table))
    _pack_hits(names, table, sections)
    return {"names": names, "starts": _starts(table, sections)}


def _add_sounds(rows: list[Row], table: NameTable) -> None:
    """Let each settlement of Ukraine be found by the sound of its name and of its Russian one too, weakly."""
    for place, row in enumerate(rows):
        for name in (row.name, row.name_ru):
            sound = sound_key(name, row.kind, row.country)
            if sound:
                table[sound][place] = (place, RANKS.index("exonym") * 2)


def _best(hit: Hit) -> int:
    """Return the place of a rank in the order of use: a form of a name in use comes before a former name."""
    return _IN_USE.index(RANKS[hit[1] >> 1])


def _is_strong(key: str, row: Row, weak: set[str]) -> bool:
    # A district by its bare adjective ("Київський") means many things; with its kind word, one place.
    bare_district = row.kind == "district" and bool(row.short) and " " not in key
    return key not in weak and len(key) > SHORTEST_STRONG and not bare_district


def _pack_hits(names: marisa_trie.Trie, table: NameTable, sections: dict[str, array]) -> None:
    """Store each distinct set of hits once: spellings of one place share theirs."""
    by_id = {names[key]: tuple(sorted(hits.values())) for key, hits in table.items()}
    groups: dict[tuple[Hit, ...], int] = {}
    places, flags, starts, group_of = array("I"), array("B"), array("I", [0]), array("I")
    for name_id in range(len(by_id)):
        hits = by_id[name_id]
        if hits not in groups:
            groups[hits] = len(groups)
            places.extend(place for place, _ in hits)
            flags.extend(flag for _, flag in hits)
            starts.append(len(places))
        group_of.append(groups[hits])
    sections |= {"hit_place": places, "hit_flags": flags, "group_at": starts, "name_group": group_of}


def _starts(table: dict[str, dict[int, Hit]], sections: dict[str, array]) -> marisa_trie.Trie:
    longest: dict[str, int] = defaultdict(int)
    for key in table:
        if key.startswith(SOUND):
            continue
        words = key.split(" ")
        longest[words[0]] = max(longest[words[0]], len(words))
    trie = marisa_trie.Trie(sorted(longest))
    lengths = array("B", bytes(len(longest)))
    for word, length in longest.items():
        lengths[trie[word]] = min(length, 255)
    sections["start_words"] = lengths
    return trie


def _ids(index: dict[str, int], sections: dict[str, array]) -> marisa_trie.Trie:
    trie = marisa_trie.Trie(sorted(index))
    places = array("I", bytes(4 * len(index)))
    for code, place in index.items():
        places[trie[code]] = place
    sections["id_place"] = places
    return trie


def _write(
    folder: Path,
    sections: dict[str, array],
    blobs: dict[str, bytes],
    tries: dict[str, marisa_trie.Trie],
    places: int,
) -> None:
    folder.mkdir(exist_ok=True)
    data, layout = bytearray(), {}
    for name, values in sorted(sections.items()):
        data += bytes(-len(data) % 8)
        layout[name] = [values.typecode, len(data), len(values)]
        data += _little(values).tobytes()
    files = {"arrays.bin": bytes(data)} | {f"{name}.bin": blob for name, blob in blobs.items()}
    files |= {f"{name}.marisa": trie.tobytes() for name, trie in tries.items()}
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(name.encode() + content)
        (folder / name).write_bytes(content)
    meta = {"format": FORMAT, "version": digest.hexdigest()[:12], "places": places, "sections": layout}
    (folder / "meta.json").write_text(json.dumps(meta, indent=1, sort_keys=True) + "\n", "utf-8")


def _little(values: array) -> array:
    if sys.byteorder == "big":
        values = array(values.typecode, values)
        values.byteswap()
    return values
