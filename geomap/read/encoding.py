"""Bytes to text: byte-order mark, UTF-8, declared encoding, then the Cyrillic code page that reads best."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# With what a page loses for being rare: CP1251 and Mac differ only in capitals and one small letter.
_CODE_PAGES = {
    "cp1251": 0.0,
    "koi8-u": 0.0,
    "koi8-r": 0.0,
    "cp866": 0.0,
    "iso8859-5": 0.0,
    "mac-cyrillic": 0.04,
}
_FREQUENT = frozenset("оаиінетсрвлкмдпуя")  # the commonest letters of Ukrainian and Russian prose
_CYRILLIC = re.compile("[а-яёіїєґА-ЯЁІЇЄҐ]")
_ODD_CASE = re.compile("[а-яёіїєґ][А-ЯЁІЇЄҐ]")
_ODD_LETTER = re.compile(
    r"[^\w\s.,:;!?()\[\]{}<>/\\|@#%&*+=~^$\"'`«»„“”’‘—–…№°§©®™•·-]|[^\W\d_a-zA-Zа-яА-ЯёЁіІїЇєЄґҐ]"
)
_SAMPLE = 20_000
_BROKEN_SHARE = 0.001  # of characters: a cut or damaged UTF-8 file, not another encoding
OFFICE = "an Office document"
"""A zip by its bytes, and no archive of articles."""
_SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, film or picture file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"SQLite format 3", "a database"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
)
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27} | {127})
_CONTROL_SHARE = 0.02


def binary_kind(head: bytes) -> str | None:
    """Say what kind of binary data ``head`` begins, or return None where it may be text."""
    if head.startswith(b"PK") and (b"[Content_Types].xml" in head or b"mimetypeapplication/" in head):
        return OFFICE
    for magic, kind in _SIGNATURES:
        if head.startswith(magic):
            return kind
    if any(head.startswith(bom) for bom, _ in _BOMS) or _utf16_without_mark(head):
        return None
    controls = len(head) - len(head.translate(None, _CONTROL))
    return "binary data" if controls > _CONTROL_SHARE * len(head) or b"\0" in head else None


def decode(data: bytes, declared: str = "") -> tuple[str, str] | None:
    """Return the text and the encoding it was read in, or None where no encoding gives readable text.

    Parameters
    ----------
    data
        All bytes of the text.
    declared
        Encoding named by a header or a ``<meta>``; used only where the bytes agree.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding)
    # UTF-16 first: its bytes are valid UTF-8 as well, with a control sign after each letter
    for encoding in (_utf16_without_mark(data), "utf-8", _declared(declared)):
        found = _strict(data, encoding) if encoding else None
        if found:
            return found
    return _damaged_utf8(data) or _code_page(data) or _western(data)


def _strict(data: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        return data.decode(encoding), encoding
    except (UnicodeDecodeError, LookupError):
        return None


def _declared(name: str) -> str:
    """Return a declared name that can be right: UTF-8 was tried, Latin-1 fits anything."""
    try:
        known = codecs.lookup(name).name if name else ""
    except LookupError:
        return ""
    return "" if known in {"utf-8", "ascii", "iso8859-1", "cp1252", "utf-7"} else known


def _utf16_without_mark(data: bytes) -> str:
    """Return the byte order of UTF-16 text: its high bytes are 0 (Latin, spaces) or 4 (Cyrillic)."""
    sample = data[: 2000 & ~1]
    if len(sample) < 8:
        return ""
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = sample[start::2]
        if b"\0" in high and high.count(0) + high.count(4) > 0.9 * len(high):
            return encoding
    return ""


def _damaged_utf8(data: bytes) -> tuple[str, str] | None:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    real = sum(1 for char in text[:_SAMPLE] if ord(char) > 127 and char != "\ufffd")
    few = broken <= max(1, int(_BROKEN_SHARE * len(text)))
    return (text, "utf-8 (damaged)") if few and real > 4 * broken else None


def _code_page(data: bytes) -> tuple[str, str] | None:
    """Return the text in the Cyrillic code page that reads best, if it reads as Ukrainian or Russian."""
    sample = data[:_SAMPLE]
    scored = {page: _readable(sample.decode(page, "replace")) - loss for page, loss in _CODE_PAGES.items()}
    page, score = max(scored.items(), key=lambda found: found[1])
    return (data.decode(page, "replace"), page) if score > 0.5 else None


def _readable(text: str) -> float:
    """Return how much ``text`` reads like Cyrillic prose, at best near 1.

    KOI8 read as CP1251 comes out in the wrong case, CP866 as signs: common letters, case and signs suffice.
    """
    letters = _CYRILLIC.findall(text)
    if not letters:
        return 0.0
    common: float = sum(letter in _FREQUENT for letter in letters) / len(letters)
    lower: float = sum(letter.islower() for letter in letters) / len(letters)
    odd: float = (3 * len(_ODD_CASE.findall(text)) + 2 * len(_ODD_LETTER.findall(text))) / len(letters)
    return common * 0.6 + lower * 0.4 - odd


def _western(data: bytes) -> tuple[str, str] | None:
    """Return the text as charset-normalizer reads it, for the encodings of other languages."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return _strict(data, best.encoding) if best else None
