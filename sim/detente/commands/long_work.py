"""What commands share that run for long: draws of the parameters, a folder that is never overwritten unasked, and put whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import DetenteError, said
from ..heard import reason

if TYPE_CHECKING:
    from ..studies.draws import Draw

WORK = Path(".work") / "runs.sqlite"
"""Finished runs, beside the folder of results: to go on after an interruption; may be thrown away at any time."""


def drawn(uncertainty: str, number: int | None, usual: int) -> list[Draw]:
    """Parameter vectors; no posterior is said with what can be done without.

    Parameters
    ----------
    uncertainty : {"default", "prior", "posterior"}
    number : int or None
        As asked.
    usual : int
        How many when nothing is asked.

    Raises
    ------
    DetenteError
        No draw, too many, or none there.
    """
    from ..studies import draws

    if number is not None and number < 1:
        raise DetenteError("at least one draw is needed", key="draws", given=str(number), allowed=said("1 or more"))
    if uncertainty == "default" and number not in (None, 1):
        raise DetenteError("the declared defaults are one draw", key="draws", given=str(number), allowed="1")
    if uncertainty == "posterior" and not draws.FILE.exists():
        raise DetenteError("no posterior sample is there; it is made by detente calibrate", draws.FILE.name,
                           wish="without one: --uncertainty default (chance only) or prior (before any data)")
    if uncertainty == "posterior" and number is None:
        number = min(usual, len(draws.sample()[1]))
    return draws.draws(uncertainty, usual if number is None else number)


def posterior_hash(uncertainty: str) -> str | None:
    """SHA-256 of the posterior sample, if it is drawn from."""
    from ..outcomes.store import sha256
    from ..studies import draws

    return sha256(draws.FILE) if uncertainty == "posterior" else None


def place_for(out: str | None, name: str, force: bool, ours: Callable[[Path], bool]) -> Path:
    """Folder to save in: never over another without `force`, and never over anything but results of this kind.

    Raises
    ------
    DetenteError
        It holds something else, or cannot be written.
    """
    from ..outcomes.store import must_be_writable
    from .places import RESULTS

    if out is not None and not out.strip():
        raise DetenteError("a name or a folder is expected", key="--out", given=repr(out))
    is_path = out is not None and (os.sep in out or "/" in out or out.startswith((".", "~")))
    wanted = Path(out).expanduser() if out is not None and is_path else Path(RESULTS) / (out or name)
    folder, k = wanted, 1
    while not force and _there(folder):
        k += 1
        folder = wanted.with_name(f"{wanted.name}-{k}")
    if _there(folder) and not ours(folder):
        raise DetenteError("this folder holds something else than results: it is left alone", str(folder),
                           wish="choose another folder")
    must_be_writable(folder.with_name(f".{folder.name}-new"))
    return folder


def _there(path: Path) -> bool:
    try:
        return path.is_symlink() or path.is_file() or (path.is_dir() and any(path.iterdir()))
    except (OSError, ValueError) as error:
        raise DetenteError("this folder cannot be used", key="--out", given=str(path)[:200],
                           wish=reason(error) if isinstance(error, OSError) else None) from None


def put_whole(folder: Path, fill: Callable[[Path], None]) -> None:
    """Write a folder aside and put it in its place whole, or leave what was there.

    Raises
    ------
    DetenteError
        Disk full, no permission.
    """
    from ..outcomes.store import _put

    aside: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{folder.name[:40]}-", dir=folder.parent))
        aside.chmod(0o755)
        fill(aside)
        _put(aside, folder)
    except OSError as error:
        raise DetenteError(said("the results cannot be written: {reason}", reason=reason(error)), str(folder),
                           wish="choose another folder, or make room") from error
    finally:
        if aside is not None and aside.exists():
            shutil.rmtree(aside, ignore_errors=True)
