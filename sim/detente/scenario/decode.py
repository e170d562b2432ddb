"""Bytes of a scenario file as text: UTF-8 without hidden characters, or an error that says where."""

from __future__ import annotations

import re

from ..errors import DetenteError, Said, said

ODD = re.compile("[^\\t\\n\\r -~\\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def decode(data: bytes, label: str) -> str:
    """The text, or an error that names the first byte which is not plain text in UTF-8; ``label`` is the file's name."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise DetenteError("this text is in UTF-16, not in UTF-8", label, 1, given=_byte(data, 0),
                           wish="save it again as UTF-8")
    if data[:3] == b"\xef\xbb\xbf":
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DetenteError("this text is not in UTF-8", label, data.count(b"\n", 0, error.start) + 1,
                           given=_byte(data, error.start), wish="save it again as UTF-8") from None
    odd = ODD.search(text)
    if odd:
        start = odd.start()
        byte = len(text[:start].encode("utf-8")) + 1
        what = said("this is not a text file: a NUL stands in it") if odd.group() == "\0" else said(
            "this is not a text file: the invisible character {code} stands in it", code=f"U+{ord(odd.group()):04X}")
        raise DetenteError(what, label, text.count("\n", 0, start) + 1, given=said("byte {n}", n=byte),
                           wish="remove it, or save the file again as plain text in UTF-8")
    return text


def _byte(data: bytes, at: int) -> Said:
    return said("byte {n} is {byte}", n=at + 1, byte=f"0x{data[at]:02X}")
