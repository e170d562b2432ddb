"""Saving runs: tables, manifest and figures in one folder, written whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import DetenteError, said
from ..heard import heard, reason
from .costs import cost_table
from .frames import daily_frame, incidents_frame, inmates_frame, measures_frame
from .manifest import FORMAT, MANIFEST, describe
from .prices import Price

if TYPE_CHECKING:
    from ..engine import Run

TABLES: dict[str, Callable[..., Any]] = {
    "daily": daily_frame, "incidents": incidents_frame, "measures": measures_frame, "inmates_end": inmates_frame,
}


def save(runs: Run | Sequence[Run], folder: str | Path, force: bool = False, *, command: str | None = None,
         prices: dict[str, Price] | None = None, figures: bool = True, lang: str = "fr") -> Path:
    """Save one run or several.

    Parameters
    ----------
    runs : Run or sequence of Run
    folder : str or Path
        Made with what is above it. A folder with something in it is refused.
    force : bool
        Replace a folder of saved results (never a folder of anything else).
    command : str, optional
        The command that made them, for the manifest.
    prices : dict, optional
        From ``load_prices``.
    figures : bool
        Also draw PNG and SVG figures of the first run of each scenario, in ``lang``.

    Raises
    ------
    DetenteError
        Folder in use, disk full, no permission: nothing is left behind.
    """
    many: list[Run] = list(runs) if isinstance(runs, Sequence) else [runs]
    if not many:
        raise DetenteError("there is no run to save", str(folder))
    target = Path(folder)
    _must_be_free(target, force)
    part: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}-", dir=target.parent))
        part.chmod(0o755)
        _fill(part, many, command, prices, figures, lang)
        _put(part, target)
    except OSError as error:
        raise _unwritable(error, target) from error
    finally:
        if part is not None and part.exists():
            shutil.rmtree(part, ignore_errors=True)
    return target


def must_be_writable(folder: str | Path, force: bool = False) -> None:
    """Refuse a folder that results could not be written to, before anything is run for it.

    Raises
    ------
    DetenteError
        Folder in use, or no room or permission where it would stand; nothing is left behind.
    """
    target = Path(folder)
    _must_be_free(target, force)
    there = target.parent
    while not there.exists() and there != there.parent:
        there = there.parent
    try:
        Path(tempfile.mkdtemp(prefix=".detente-", dir=there)).rmdir()
    except OSError as error:
        raise _unwritable(error, target) from error


def _unwritable(error: OSError, target: Path) -> DetenteError:
    return DetenteError(said("the results cannot be written: {reason}", reason=reason(error)), str(target),
                        wish="choose another folder, or make room")


def _must_be_free(target: Path, force: bool) -> None:
    try:
        if not target.exists() and not target.is_symlink():
            return
        if not target.is_dir() or target.is_symlink():
            raise DetenteError("results are a folder, and this is something else", str(target))
        if not any(target.iterdir()):
            return
        ours = (target / MANIFEST).is_file() and FORMAT in (target / MANIFEST).read_text(encoding="utf-8")[:200]
    except (OSError, UnicodeDecodeError) as error:
        raise DetenteError(said("this folder cannot be read: {reason}", reason=heard(str(error))), str(target)) from None
    if not ours:
        raise DetenteError("this folder holds something else than results: it is left alone", str(target),
                           wish="choose another folder")
    if not force:
        raise DetenteError("this folder already holds results", str(target), wish="choose another name, or use --force")


def _fill(part: Path, runs: list[Run], command: str | None, prices: dict[str, Price] | None, figures: bool,
          lang: str) -> None:
    import pandas as pd

    makers = TABLES | {"costs": lambda run: cost_table(run, prices)}
    for name, make in makers.items():
        frames = []
        for number, run in enumerate(runs):
            frame = make(run)
            frame.insert(0, "run", number)
            frames.append(frame)
        pd.concat(frames, ignore_index=True).to_parquet(part / f"{name}.parquet", engine="pyarrow", index=False)
    if figures:
        _draw(part / "figures", runs, lang)
    files = {str(p.relative_to(part).as_posix()): sha256(p) for p in sorted(part.rglob("*")) if p.is_file()}
    text = json.dumps(describe(runs, command, files), ensure_ascii=False, indent=1, allow_nan=False)
    (part / MANIFEST).write_text(text + "\n", encoding="utf-8")
    for path in [*part.rglob("*"), part]:
        _sync(path)


def _draw(folder: Path, runs: list[Run], lang: str) -> None:
    from ..report.figures import draw_run

    folder.mkdir()
    drawn: set[str] = set()
    for run in runs:
        if run.scenario.name in drawn:
            continue
        drawn.add(run.scenario.name)
        draw_run(run, folder, lang, "" if len(runs) == 1 else f"{run.scenario.name}_")


def _put(part: Path, target: Path) -> None:
    """Rename into place; what was there goes only when the new folder stands."""
    old: Path | None = None
    if target.exists():
        if any(target.iterdir()):
            old = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}-old-", dir=target.parent))
            os.rename(target, old / "results")
        else:
            target.rmdir()
    try:
        os.rename(part, target)
    except OSError:
        if old is not None:
            os.rename(old / "results", target)
        raise
    finally:
        if old is not None:
            shutil.rmtree(old, ignore_errors=True)
    _sync(target.parent)


def _sync(path: Path) -> None:
    with contextlib.suppress(PermissionError):  # Windows opens no folder
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sha256(path: Path) -> str:
    """SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
