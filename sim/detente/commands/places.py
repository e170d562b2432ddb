"""Where results are put: never over others without being told to."""

from __future__ import annotations

import os
import re
from pathlib import Path

from ..errors import DetenteError
from ..heard import reason

RESULTS = "results"


def folder_for(out: str | None, name: str, force: bool) -> Path:
    """Folder to save in: ``results/<name>``, ``results/<out>``, or ``out`` itself when it is a path.

    A folder that exists is kept: ``-2``, ``-3`` ... is added to the name, unless `force`. A folder that could not be
    written is refused now rather than after the run.
    """
    from ..outcomes.store import must_be_writable

    if out is not None and not out.strip():
        raise DetenteError("a name or a folder is expected", key="--out", given=repr(out))
    if out is None:
        wanted = Path(RESULTS) / (re.sub(r"[^\w.+-]+", "_", name)[:120].strip("._") or "run")
    elif os.sep in out or "/" in out or out.startswith((".", "~")):
        wanted = Path(out).expanduser()
    else:
        wanted = Path(RESULTS) / out
    number = 1
    folder = wanted
    while not force and _there(folder):
        number += 1
        folder = wanted.with_name(f"{wanted.name}-{number}")
    must_be_writable(folder, force)
    return folder


def _there(path: Path) -> bool:
    try:
        return path.exists() or path.is_symlink()
    except (OSError, ValueError) as error:
        raise DetenteError("this folder cannot be used", key="--out", given=str(path)[:200],
                           wish=reason(error)) from None


def find_results(name: str) -> Path:
    """Folder of saved results, by path or by name under ``results/``.

    Raises
    ------
    DetenteError
        With the names that come near.
    """
    from ..scenario import words

    for path in (Path(name), Path(RESULTS) / name):
        if _there(path):
            return path
    base = Path(RESULTS)
    near = sorted(entry.name for entry in base.iterdir() if entry.is_dir()) if base.is_dir() else []
    raise DetenteError("there are no such results", key="results", given=words.clip(name),
                       allowed=", ".join(near[:8]) or None,
                       wish=words.wish(name, near) or "make some: detente run baseline --save")
