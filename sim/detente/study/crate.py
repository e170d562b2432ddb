"""A study packed for deposit: an RO-Crate, with who made it, of what, and a hash of each file."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import DetenteError
from .store import MANIFEST, PLAN, TABLE

if TYPE_CHECKING:
    from .results import StudyResults

SKIPPED = ("parts", "spoilt", "notes")


def export(results: StudyResults, out: str | None, force: bool = False) -> Path:
    """Write the crate.

    Parameters
    ----------
    results : StudyResults
        Complete.
    out : str, optional
        Folder; by default beside the study, its name with ``-crate``.
    force : bool
        Replace one that is there.

    Raises
    ------
    DetenteError
        The package ``rocrate`` is missing, runs are missing, or the folder is in use.
    """
    try:
        from rocrate.rocrate import ROCrate
    except ImportError:
        raise DetenteError("this needs a package that is not installed", given="rocrate",
                           wish="pip install \"detente[research]\"") from None
    from .. import __version__

    told = results.verify()
    if told["there"] < told["runs"] or told["spoilt"]:
        raise DetenteError("runs of this study are missing or spoilt", str(results.folder),
                           wish="give the command of the study again, then export")
    folder = Path(out) if out else results.folder.with_name(f"{results.folder.name}-crate")
    if folder.exists() and any(folder.iterdir()):
        if not (force and (folder / "ro-crate-metadata.json").exists()):
            raise DetenteError("this folder already holds something", str(folder), wish="choose another, or use --force")
        shutil.rmtree(folder)
    if not (results.folder / TABLE).exists():
        results.compact()
    crate = ROCrate()
    p = results.plan
    crate.name = p["title"].get("en", p["name"])
    crate.description = p["question"].get("en", p["name"])
    crate.license = "https://spdx.org/licenses/Apache-2.0"
    software = crate.add_jsonld({"@id": "#detente", "@type": "SoftwareApplication", "name": "Détente",
                                 "softwareVersion": __version__, "identifier": p["model"]})
    for path in sorted(results.folder.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            crate.add_file(str(path), properties={"name": path.name, "description": _what(path.name),
                                                  "isBasedOn": {"@id": software.id}})
    crate.write(folder)
    return folder


def _what(name: str) -> str:
    known = {PLAN: "Everything that decides the runs", TABLE: "All runs, in the order of the plan",
             MANIFEST: "SHA-256 of each file, and how many runs there are"}
    return known.get(name, "Analysis of the runs")
