"""A calibration kept: the sample that ships, a manifest, and the tables of what was found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from ..mechanisms import PARAMETERS
from . import coverage, targets
from .calibrate import Calibrated

FORMAT = "detente-calibration-1"


def sample_file(c: Calibrated, path: Path) -> None:
    """Write the posterior sample: names, and values as 32-bit numbers held inside each parameter's bounds."""
    low = np.array([PARAMETERS[name].low for name in c.names])
    high = np.array([PARAMETERS[name].high for name in c.names])
    values = np.clip(c.sample, low, high).astype(np.float32)
    with path.open("wb") as file:
        np.savez_compressed(file, names=np.array(c.names), values=values)


def _round(x: float, digits: int = 4) -> float | None:
    return None if not np.isfinite(x) else float(f"{x:.{digits}g}")


def levels_table(c: Calibrated) -> list[dict[str, Any]]:
    """A row a level fact: published range, what the prior gave, what the posterior gives, inside or not."""
    before, after = c.quantiles(c.prior), c.quantiles(c.predicted)
    rows = []
    for k, x in enumerate(targets.TARGETS):
        rows.append({"key": x.key, "en": x.en, "fr": x.fr, "low": x.low, "high": x.high,
                     "prior_low": _round(before[0, k]), "prior_median": _round(before[1, k]),
                     "prior_high": _round(before[2, k]),
                     "low_90": _round(after[0, k]), "median": _round(after[1, k]), "high_90": _round(after[2, k]),
                     "median_inside": bool(x.inside(float(after[1, k]))), "explained": _round(c.explained[k], 2),
                     "sources": list(x.sources)})
    return rows


def parameters_table(c: Calibrated) -> list[dict[str, Any]]:
    """A row a parameter: prior, posterior, how much was learnt, whether its coverage is right; best known first."""
    place = {name: k for k, name in enumerate(c.names)}
    rows = []
    for x in coverage.identified(c.names, c.places):
        k, p = place[x.name], PARAMETERS[x.name]
        at = np.percentile(c.sample[:, k], (5, 50, 95))
        rows.append({"name": x.name, "unit": p.unit, "evidence": p.evidence, "default": p.default,
                     "prior_low": p.plausible[0], "prior_high": p.plausible[1], "low_90": _round(at[0]),
                     "median": _round(at[1]), "high_90": _round(at[2]), "sd_ratio": _round(x.ratio, 3),
                     "shift": _round(x.shift, 3), "covered_90": _round(c.coverage.covered[k], 3),
                     "rank_p": _round(c.coverage.uniform[k], 3), "en": p.en, "fr": p.fr})
    return rows


def summary(c: Calibrated, about: dict[str, Any]) -> dict[str, Any]:
    """The manifest."""
    from .. import __version__
    from ..studies.fingerprint import model_fingerprint

    covered, uniform = c.coverage.covered, c.coverage.uniform
    rows = levels_table(c)
    return {
        "format": FORMAT, "version": __version__, "model": model_fingerprint(), **about,
        "sizes": {"wave": c.sizes.wave, "waves": c.sizes.waves,
                  "table": c.sizes.table, "sample": c.sizes.sample, "lives": c.sizes.lives,
                  "candidates": c.sizes.sample * c.sizes.candidates, "draws": len(c.sample),
                  "truths": int(c.coverage.ranks.shape[0])},
        "parameters": len(c.names), "left_of_prior": [_round(x, 3) for x in c.left],
        "kept": _round(c.kept, 3), "cut": _round(c.cut, 3), "effective_rows": _round(c.effective, 4),
        "coverage_90": {"mean": _round(covered.mean()), "lowest": _round(covered.min()), "highest": _round(covered.max()),
                        "truths": int(c.coverage.ranks.shape[0])},
        "ranks": {"lowest_p": _round(uniform.min(), 3), "below_0.01": int((uniform < 0.01).sum()),
                  "expected_below_0.01": _round(0.01 * len(uniform), 3)},
        "levels_inside": {kind: [sum(r["median_inside"] for r in rows if r["key"].startswith(kind)),
                                 sum(r["key"].startswith(kind) for r in rows)] for kind in targets.TYPES},
        "traded": [{"a": a, "b": b, "correlation": _round(r, 3)} for a, b, r in coverage.traded(c.names, c.places)],
    }


def write(c: Calibrated, folder: Path, about: dict[str, Any]) -> None:
    """Everything but the figures into a folder that is there."""
    import pandas as pd

    sample_file(c, folder / "posterior.npz")
    pd.DataFrame(levels_table(c)).assign(sources=lambda t: t.sources.map(" ".join)).to_csv(
        folder / "levels.csv", index=False, encoding="utf-8", lineterminator="\n")
    pd.DataFrame(parameters_table(c)).to_csv(folder / "parameters.csv", index=False, encoding="utf-8", lineterminator="\n")
    (folder / "calibration.json").write_text(
        json.dumps(summary(c, about), ensure_ascii=False, indent=1, allow_nan=False) + "\n", encoding="utf-8")
