"""Numbers as bytes: quantised, delta-coded person by person, written as base64."""

from __future__ import annotations

import base64
import gzip
import json
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


def pack_flat(flat: np.ndarray, lengths: list[int]) -> str:
    """The same, of rows that stand one after another already."""
    coded = np.diff(flat, prepend=np.uint8(0)).astype(np.uint8)
    starts = np.cumsum([0, *lengths[:-1]])[np.asarray(lengths) > 0] if lengths else np.zeros(0, int)
    coded[starts] = flat[starts]
    return base64.b64encode(coded.tobytes()).decode("ascii")


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
