"""Reading saved results back, checked; and running them again, to the bit."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import DetenteError, said, span
from .manifest import FORMAT, MANIFEST
from .store import sha256

if TYPE_CHECKING:
    import pandas as pd

    from ..engine import Run
    from ..scenario.schema import Scenario


@dataclass(frozen=True)
class Results:
    """A folder of saved runs.

    Attributes
    ----------
    folder : Path
    manifest : dict
    """

    folder: Path
    manifest: dict[str, Any]

    def __len__(self) -> int:
        return len(self.manifest["runs"])

    def table(self, name: str) -> pd.DataFrame:
        """A saved table: ``daily``, ``incidents``, ``measures``, ``inmates_end`` or ``costs``."""
        import pandas as pd

        file = f"{name}.parquet"
        if file not in self.manifest["files"]:
            known = ", ".join(f.removesuffix(".parquet") for f in self.manifest["files"] if f.endswith(".parquet"))
            raise DetenteError("no such table was saved", str(self.folder), key=name, allowed=known)
        return pd.read_parquet(self.folder / file)

    def _entry(self, number: int) -> dict[str, Any]:
        if not 0 <= number < len(self):
            raise DetenteError("no such run was saved", str(self.folder), given=str(number),
                               allowed=span(0, len(self) - 1))
        return self.manifest["runs"][number]

    def scenario(self, number: int = 0) -> Scenario:
        """Scenario of a saved run."""
        from ..scenario.files import from_dict

        entry = self._entry(number)
        return from_dict(entry["scenario"], entry["scenario_name"])

    def run(self, number: int = 0) -> Run:
        """Run it again, exactly.

        Raises
        ------
        DetenteError
            When the world does not come out the same to the bit: another version of the model or of NumPy, a code
            policy, or a mechanism from outside the package.
        """
        from ..engine import simulate

        entry = self._entry(number)
        other = entry["answered_otherwise"]
        run = simulate(self.scenario(number), entry["seed"], parameters=entry["parameters_given"], days=entry["days"],
                       override=(int(other[0]), str(other[1])) if other else None)
        if run.digest() != entry["digest"]:
            made = ", ".join(f"{k} {v}" for k, v in self.manifest["versions"].items())
            raise DetenteError("running it again does not give the same world", str(self.folder), key=said("run {n}", n=number),
                               given=said("made with {versions}", versions=made),
                               wish="use the same versions; a code policy is not saved with its results")
        return run


def load_results(folder: str | Path) -> Results:
    """Open saved results; every file is checked against its SHA-256.

    Raises
    ------
    DetenteError
        Not a folder of results, a file missing or changed.
    """
    root = Path(folder)
    try:
        manifest = json.loads((root / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        wish = "give the folder that `detente run --out` made"
        what = said("no saved results can be read here: {sort}", sort=type(error).__name__)
        raise DetenteError(what, str(root / MANIFEST), wish=wish) from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise DetenteError("this manifest is of another kind or version", str(root / MANIFEST), allowed=FORMAT)
    for key, kind in (("runs", list), ("files", dict), ("versions", dict)):
        if not isinstance(manifest.get(key), kind):
            raise DetenteError("this manifest is damaged", str(root / MANIFEST), key=key)
    for name, digest in manifest["files"].items():
        path = root / name
        if not path.resolve().is_relative_to(root.resolve()) or not path.is_file():
            raise DetenteError("a saved file is missing", str(path))
        if sha256(path) != digest:
            raise DetenteError("a saved file has changed since it was written", str(path), wish="run it again")
    return Results(root, manifest)
