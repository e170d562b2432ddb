"""A validation kept: a table, a page in each language, figures and a manifest, in one folder that appears whole."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import DetenteError, said
from ..heard import reason
from ..locale import LANGUAGES
from . import validation as report

if TYPE_CHECKING:
    from ..patterns.validation import Validation

NAME = "validation"


def ours(folder: Path) -> bool:
    """Whether a folder holds a validation, and may be replaced by another."""
    try:
        return report.FORMAT in (folder / f"{NAME}.json").read_text(encoding="utf-8")[:200]
    except (OSError, UnicodeDecodeError):
        return False


def keep(v: Validation, folder: Path, about: dict[str, Any], figures: bool = True) -> None:
    """Save a validation; what `folder` held is replaced.

    Parameters
    ----------
    v : Validation
    folder : Path
    about : dict
        As for `report.validation.manifest`.
    figures : bool
        Draw the figure too, in both languages.

    Raises
    ------
    DetenteError
        Disk full, no permission: nothing is left behind.
    """
    from ..outcomes.store import _put

    part: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{folder.name[:40]}-", dir=folder.parent))
        part.chmod(0o755)
        for name, words in _texts(v, about).items():
            (part / name).write_text(words, encoding="utf-8", newline="\n")
        if figures:
            _draw(v, part)
        _put(part, folder)
    except OSError as error:
        raise DetenteError(said("the results cannot be written: {reason}", reason=reason(error)), str(folder),
                           wish="choose another folder, or make room") from error
    finally:
        if part is not None and part.exists():
            shutil.rmtree(part, ignore_errors=True)


def _texts(v: Validation, about: dict[str, Any]) -> dict[str, str]:
    """File name -> content."""
    whole = json.dumps(report.manifest(v, about), ensure_ascii=False, indent=1, allow_nan=False)
    return {f"{NAME}.csv": report.csv_text(v), f"{NAME}.json": whole + "\n",
            **{f"{NAME}_{lang}.md": report.page(v, about, lang) for lang in LANGUAGES}}


def _draw(v: Validation, part: Path) -> None:
    from .fig_validation import alt, figure_validation
    from .style import write

    for lang in LANGUAGES:
        write(figure_validation(v, lang), part, f"{NAME}_{lang}")
        (part / f"alt_{lang}.txt").write_text(f"{NAME}: {alt(v, lang)}\n", encoding="utf-8")
