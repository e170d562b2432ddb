"""What a study file may say: its keys, kinds and designs, and the numbers of each."""

from __future__ import annotations

from ..scenario.schema import MAX_SEED

KINDS = ("sweep", "compare", "sensitivity", "discover", "optimise", "trajectory")
KEYS = ("study", "kind", "title", "question", "base", "establishment", "horizon_days", "factors", "design", "uncertainty",
        "draws", "seeds", "outcomes", "structures", "analysis", "limits")
DESIGNS: dict[str, dict[str, tuple[int, int, int]]] = {
    "grid": {"levels": (1, 100, 5)},
    "lhs": {"points": (1, 1_000_000, 64), "seed": (0, MAX_SEED, 1)},
    "sobol": {"points": (1, 1_048_576, 64), "seed": (0, MAX_SEED, 1)},
    "morris": {"trajectories": (2, 1000, 10), "seed": (0, MAX_SEED, 1)},
    "saltelli": {"base": (4, 65_536, 64), "seed": (0, MAX_SEED, 1)},
    "list": {},
}
"""Designs, and their numbers: (least, most, usual)."""
FACTOR_KEYS = ("low", "high", "values", "scale")
ANALYSES: dict[str, dict[str, tuple[float, float]]] = {
    "sweep": {}, "compare": {"half_width": (0.0, 1e9), "pilot": (30, 1000), "most": (10, 100_000)},
    "sensitivity": {"second_order": (0, 1)}, "discover": {"above": (-1e12, 1e12), "below": (-1e12, 1e12)},
    "optimise": {"population": (4, 500), "generations": (1, 1000), "budget": (-1e12, 1e12), "seed": (0, MAX_SEED)},
    "trajectory": {"every": (1, 365)},
}
MAX_RUNS = 5_000_000
LEAST = 10  # seeds of a comparison
