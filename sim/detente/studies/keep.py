"""A comparison kept: its tables, its figures, and the first run of each arm, in one folder that appears whole."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import DetenteError, said
from ..heard import reason
from ..outcomes import store
from ..outcomes.manifest import MANIFEST
from .crossed import PairedCrossed
from .uncertain import UncertainComparison
from .verdict import cautions, sentences

if TYPE_CHECKING:
    import pandas as pd

    from ..engine import Run
    from ..report.figures import Difference
    from .compare import Comparison
    from .paired import Paired


def keep(comparison: Comparison, folder: str | Path, *, force: bool = False, figures: bool = True, lang: str = "fr",
         command: str | None = None) -> Path:
    """Save a comparison.

    The folder is one of saved runs (the first seed of each arm with declared defaults, which ``detente incident`` opens) with
    ``comparison``, ``replicates`` and ``fairness`` as CSV and Parquet, ``summary_<lang>.txt`` and ``figures/``. A comparison
    with draws also has the ``draws`` themselves.

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
    def add(part: Path) -> dict[str, Any]:
        _add(part, comparison, figures, lang)
        return {"comparison": _about(comparison, lang)}

    return put(comparison.first_runs, Path(folder), add, force=force, figures=figures, lang=lang, command=command)


def put(runs: list[Run], target: Path, add: Callable[[Path], dict[str, Any]], *, force: bool, figures: bool, lang: str,
        command: str | None) -> Path:
    """Save runs and what `add` writes beside them (it returns what is to stand in the manifest), whole or not at all."""
    store._must_be_free(target, force)
    aside: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}-", dir=target.parent))
        part = store.save(runs, aside / target.name, command=command, figures=figures, lang=lang)
        _into_manifest(part, add(part))
        store._put(part, target)
    except OSError as error:
        raise DetenteError(said("the comparison cannot be written: {reason}", reason=reason(error)), str(target),
                           wish="choose another folder, or make room") from error
    finally:
        if aside is not None:
            shutil.rmtree(aside, ignore_errors=True)
    return target


def write_tables(part: Path, tables: dict[str, pd.DataFrame]) -> None:
    """Each as CSV and as Parquet."""
    for name, table in tables.items():
        table.attrs.clear()  # Parquet would write them as metadata that other readers stumble on
        table.to_parquet(part / f"{name}.parquet", engine="pyarrow", index=False)
        table.to_csv(part / f"{name}.csv", index=False, encoding="utf-8")


def _add(part: Path, comparison: Comparison, figures: bool, lang: str) -> None:
    """Put the comparison beside its first runs."""
    tables = {"comparison": comparison.table(lang), "replicates": comparison.replicates(),
              "fairness": comparison.fairness(lang)}
    if isinstance(comparison, UncertainComparison):
        tables["draws"] = comparison.grid.vectors()
    write_tables(part, tables)
    lines = [*sentences(comparison, lang), "", *cautions(comparison, lang)]
    (part / f"summary_{lang}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    if figures:
        _draw(part / "figures", comparison, lang)


def _draw(folder: Path, comparison: Comparison, lang: str) -> None:
    from ..report.figures import HEADLINE, alt_text, figure_compare, write

    alternatives = []
    for arm in range(1, len(comparison.names)):
        rows = [difference(key, pair) for key in HEADLINE
                if (pair := comparison.pairs.get((arm, key))) is not None and pair.n > 1]
        name = "compare" if len(comparison.names) == 2 else f"compare_{arm}"
        write(figure_compare(rows, comparison.names[0], comparison.names[arm], lang), folder, name)
        alternatives.append(f"{name}: {alt_text('compare', rows, lang)}\n")
    (folder / f"alt_compare_{lang}.txt").write_text("".join(alternatives), encoding="utf-8")


def difference(key: str, pair: Paired) -> Difference:
    """What the figure shows of a pair: one interval, or two."""
    from ..report.figures import Difference

    one = (key, pair.difference, pair.low, pair.high, pair.mean_reference)
    if isinstance(pair, PairedCrossed):
        return Difference(*one, ignorance=(pair.bands.low, pair.bands.high), sign=pair.sign)
    return Difference(*one)


def _about(comparison: Comparison, lang: str) -> dict[str, Any]:
    about = {
        "reference": comparison.names[0], "arms": list(comparison.names[1:]), "seeds": list(comparison.seeds),
        "level": comparison.level, "method": comparison.method(lang),
        "scenarios": {name: scenario.hash() for name, scenario in zip(comparison.names, comparison.scenarios, strict=True)},
    }
    return about | comparison.grid.about() if isinstance(comparison, UncertainComparison) else about


def _into_manifest(part: Path, more: dict[str, Any]) -> None:
    path = part / MANIFEST
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) | more
    manifest["files"] = {str(file.relative_to(part).as_posix()): store.sha256(file)
                         for file in sorted(part.rglob("*")) if file.is_file() and file != path}
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1, allow_nan=False) + "\n", encoding="utf-8")
    for file in [*part.rglob("*"), part]:
        store._sync(file)
