"""A comparison kept: its tables, its figures, and the first run of each arm, in one folder that appears whole."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import DetenteError, said
from ..heard import reason
from ..outcomes import store
from ..outcomes.manifest import MANIFEST
from .verdict import cautions, sentences

if TYPE_CHECKING:
    from .compare import Comparison


def keep(comparison: Comparison, folder: str | Path, *, force: bool = False, figures: bool = True, lang: str = "fr",
         command: str | None = None) -> Path:
    """Save a comparison.

    The folder is one of saved runs (the first seed of each arm, which ``detente incident`` opens) with
    ``comparison``, ``replicates`` and ``fairness`` as CSV and Parquet, ``summary_<lang>.txt`` and ``figures/``.

    Parameters
    ----------
    comparison : Comparison
    folder : str or Path
    force : bool
        Replace a folder of saved results (never a folder of anything else).
    figures : bool
        Draw figures, in `lang`.
    command : str, optional
        The command that made it, for the manifest.

    Raises
    ------
    DetenteError
        Folder in use, disk full, no permission: nothing is left behind.
    """
    target = Path(folder)
    store._must_be_free(target, force)
    aside: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}-", dir=target.parent))
        part = store.save(comparison.first_runs, aside / target.name, command=command, figures=figures, lang=lang)
        _add(part, comparison, figures, lang)
        store._put(part, target)
    except OSError as error:
        raise DetenteError(said("the comparison cannot be written: {reason}", reason=reason(error)), str(target),
                           wish="choose another folder, or make room") from error
    finally:
        if aside is not None:
            shutil.rmtree(aside, ignore_errors=True)
    return target


def _add(part: Path, comparison: Comparison, figures: bool, lang: str) -> None:
    """Put the comparison beside its first runs, and into their manifest."""
    tables = {"comparison": comparison.table(lang), "replicates": comparison.replicates(),
              "fairness": comparison.fairness(lang)}
    for name, table in tables.items():
        table.attrs.clear()  # Parquet would write them as metadata that other readers stumble on
        table.to_parquet(part / f"{name}.parquet", engine="pyarrow", index=False)
        table.to_csv(part / f"{name}.csv", index=False, encoding="utf-8")
    lines = [*sentences(comparison, lang), "", *cautions(comparison, lang)]
    (part / f"summary_{lang}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    if figures:
        _draw(part / "figures", comparison, lang)
    _into_manifest(part, comparison, lang)


def _draw(folder: Path, comparison: Comparison, lang: str) -> None:
    from ..report.figures import HEADLINE, Difference, alt_text, figure_compare, write

    alternatives = []
    for arm in range(1, len(comparison.names)):
        rows = [Difference(key, pair.difference, pair.low, pair.high, pair.mean_reference)
                for key in HEADLINE if (pair := comparison.pairs.get((arm, key))) is not None and pair.n > 1]
        name = "compare" if len(comparison.names) == 2 else f"compare_{arm}"
        write(figure_compare(rows, comparison.names[0], comparison.names[arm], lang), folder, name)
        alternatives.append(f"{name}: {alt_text('compare', rows, lang)}\n")
    (folder / f"alt_compare_{lang}.txt").write_text("".join(alternatives), encoding="utf-8")


def _into_manifest(part: Path, comparison: Comparison, lang: str) -> None:
    path = part / MANIFEST
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    manifest["comparison"] = {
        "reference": comparison.names[0], "arms": list(comparison.names[1:]), "seeds": list(comparison.seeds),
        "level": comparison.level, "method": comparison.method(lang),
        "scenarios": {name: scenario.hash() for name, scenario in zip(comparison.names, comparison.scenarios, strict=True)},
    }
    manifest["files"] = {str(file.relative_to(part).as_posix()): store.sha256(file)
                         for file in sorted(part.rglob("*")) if file.is_file() and file != path}
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1, allow_nan=False) + "\n", encoding="utf-8")
    for file in [*part.rglob("*"), part]:
        store._sync(file)
