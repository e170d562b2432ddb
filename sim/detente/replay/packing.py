"""Numbers as bytes: quantised, delta-coded person by person, written as base64."""

from __future__ import annotations

import base64
import binascii
import gzip
import json
from collections.abc import Sequence
from typing import Any

import numpy as np

STEPS = 250
"""A state on [0, 1] is kept in this many steps."""
ABSENT = 255
"""A day on which somebody is not there."""


def quantise(x: np.ndarray) -> np.ndarray:
    """States on [0, 1] as bytes from 0 to `STEPS`; what is not a number is `ABSENT`."""
    steps = np.rint(np.clip(x, 0.0, 1.0) * STEPS)
    return np.where(np.isfinite(x), steps, ABSENT).astype(np.uint8)


def pack(rows: list[np.ndarray]) -> str:
    """Rows of bytes one after another, each as differences (modulo 256) from the byte before it; base64."""
    return pack_flat(np.concatenate(rows) if rows else np.zeros(0, np.uint8), [len(row) for row in rows])


def pack_flat(flat: np.ndarray, lengths: Sequence[int] | np.ndarray) -> str:
    """The same, of rows that stand one after another already."""
    coded = flat.astype(np.uint8)
    coded[1:] -= flat[:-1]
    many = np.asarray(lengths, np.int64)
    starts = (np.cumsum(many) - many)[many > 0]
    coded[starts] = flat[starts]
    return binascii.b2a_base64(coded.data, newline=False).decode("ascii")


def unpack(text: str, lengths: list[int]) -> list[np.ndarray]:
    """What `pack` packed."""
    flat = np.frombuffer(base64.b64decode(text), np.uint8)
    parts = np.split(flat, np.cumsum(lengths)[:-1]) if lengths else []
    return [np.cumsum(part, dtype=np.uint8) for part in parts]


def compress(data: Any) -> bytes:
    """JSON without blanks, gzipped; the same bytes for the same data."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0)


def expand(packed: bytes) -> Any:
    """What `compress` compressed."""
    return json.loads(gzip.decompress(packed))
