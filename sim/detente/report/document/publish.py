"""The files of a report: a page and a PDF in each language, and what they were made from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .compose import compose
from .html import page
from .pdf import STANDARD, available, pdf

if TYPE_CHECKING:
    from .reading import Material

FORMAT, MANIFEST = "detente-report/1", "report.json"


def publish(m: Material, languages: Sequence[str], folder: Path, *, paged: bool = True, studied: Sequence[str | Path] = (),
            command: str | None = None) -> list[str]:
    """Write a report into an empty folder.

    Parameters
    ----------
    m : Material
    languages : sequence of {"fr", "en"}
    folder : Path
    paged : bool
        PDF too, if Typst is installed.
    studied : sequence of paths
        As for `compose`.
    command : str, optional
        The command, for the manifest.

    Returns
    -------
    list of str
        Names of the files, the manifest left out.
    """
    made: dict[str, bytes] = {}
    when = m.manifest.get("created")
    for lang in languages:
        document = compose(m, lang, studied)
        made[f"report_{lang}.html"] = page(document).encode("utf-8")
        if paged and available():
            made[f"report_{lang}.pdf"] = pdf(document, when if isinstance(when, str) else None)
    for name, content in made.items():
        (folder / name).write_bytes(content)
    text = json.dumps(_manifest(m, made, command), ensure_ascii=False, indent=1, allow_nan=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
    return list(made)


def ours(folder: Path) -> bool:
    """Whether a folder holds a report, and may be replaced by another."""
    try:
        return FORMAT in (folder / MANIFEST).read_text(encoding="utf-8")[:200]
    except (OSError, UnicodeDecodeError):
        return False


def _manifest(m: Material, made: dict[str, bytes], command: str | None) -> dict[str, Any]:
    import hashlib

    from ...outcomes.manifest import version
    from ...studies.fingerprint import model_fingerprint

    return {"format": FORMAT, "command": command, "detente": version(), "model": model_fingerprint(),
            "results": {"name": m.results.folder.resolve().name, "created": m.manifest.get("created"),
                        "worlds": [entry["digest"] for entry in m.manifest["runs"]]},
            "pdf": STANDARD if any(name.endswith(".pdf") for name in made) else None,
            "files": {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}}
