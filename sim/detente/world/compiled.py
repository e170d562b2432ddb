"""Numba with a cache that cannot be stale: the folder's name is a hash of every kernel's source.

Numba looks only at the file of the function it compiles; a kernel that calls another file's kernel would keep the old
one. So the cache folder is named after all sources together, and is set before anything is compiled.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from pathlib import Path

import numba
import numpy as np

_ROOT = Path(__file__).resolve().parent.parent
KERNEL_ROOMS = ("declare", "world", "mechanisms")


def source_hash() -> str:
    """Hash of every source file that kernels are made of, of Python, NumPy and Numba."""
    digest = hashlib.sha256(f"{sys.version} {np.__version__} {numba.__version__}".encode())
    for room in KERNEL_ROOMS:
        for path in sorted((_ROOT / room).glob("*.py")):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    for name in ("founding.py", "drivers.py"):
        digest.update((_ROOT / name).read_bytes())
    return digest.hexdigest()[:20]


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
        return True
    except OSError:
        return False


def _choose() -> Path:
    wanted = os.environ.get("DETENTE_CACHE")
    base = Path(wanted) if wanted else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "detente"
    folder = base / source_hash()
    return folder if _writable(folder) else Path(tempfile.mkdtemp(prefix="detente-"))


JIT = not numba.config.DISABLE_JIT
CACHE = _choose()
numba.config.CACHE_DIR = str(CACHE)
# Vectorised loops gain nothing on rows of records (measured: 231 against 245-300 ns an inmate-slot) and compile slower.
numba.config.LOOP_VECTORIZE = 0
numba.config.SLP_VECTORIZE = 0

kernel = numba.njit(cache=True, nogil=True, _nrt=False)
"""Decorator of every kernel: compiled once, kept on disk, free of the interpreter's lock; never fastmath.

A kernel makes no array, so it needs no reference counts: taking an array out of the world would otherwise cost two atomic
operations each time, which made the whole model several times slower.
"""

allocating = numba.njit(cache=True, nogil=True, _nrt=True)
"""Decorator of the few kernels that do make an array (once a day, never in a slot)."""
