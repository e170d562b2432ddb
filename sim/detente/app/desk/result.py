"""A comparison as plain values for the page: intervals by name, verdicts that they allow, the report's own sentences."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from ...locale import LANGUAGES
from ...report.document.reading import Material
from ...studies.crossed import PairedCrossed, crossed
from ...studies.uncertain import HIGHER, LOWER, UncertainComparison
from .data import SENSITIVE

if TYPE_CHECKING:
    from ...studies.compare import Comparison

BETTER, WORSE, OPEN = "better", "worse", "nobody can say"


class Calm(Material):
    """A comparison whose sentences leave self-harm and suicide out; nothing that is asked of it here looks at saved files."""

    @property
    def hidden(self) -> frozenset[str]:
        """Those too."""
        return super().hidden | SENSITIVE


def as_result(c: Comparison, fans: dict[str, Any], command: str) -> dict[str, Any]:
    """What the contract of the page names."""
    from ... import __version__
    from ...studies.fingerprint import model_fingerprint

    m, calm = Material(cast(Any, None), c.names, c.scenarios, c), Calm(cast(Any, None), c.names, c.scenarios, c)
    keys = [key for key in ordered(c) if key not in m.hidden]
    rows = [row for row in (outcome(c, key) for key in keys) if row is not None]
    told = [row["key"] for row in rows]
    several = range(1, len(c.names))
    return {
        "arms": [{"label": x.title["fr"], "title": dict(x.title), "name": x.name, "hash": x.hash()} for x in c.scenarios],
        "establishment": {"name": c.scenarios[0].establishment.name, "inmates": c.scenarios[0].establishment.inmates,
                          "capacity": c.scenarios[0].establishment.capacity, "uid": c.scenarios[0].establishment.uid},
        "horizon_days": c.scenarios[0].horizon_days, "level": c.level, "outcomes": rows, "weekly": fans,
        "pairs": {key: [differences(c, arm, key) for arm in several] for key in told},
        "correlation": {key: [number(c.pairs[arm, key].rho) for arm in several] for key in told},
        "gain": {key: [number(c.pairs[arm, key].variance_gain) for arm in several] for key in told},
        "summary": {lang: sentences(calm, lang) for lang in LANGUAGES},
        "summary_sensitive": {lang: sentences(m, lang) for lang in LANGUAGES},
        "cautions": {lang: cautions(calm, lang) for lang in LANGUAGES},
        "cautions_sensitive": {lang: cautions(m, lang) for lang in LANGUAGES},
        "means": {lang: c.fairness(lang).to_dict("records") for lang in LANGUAGES},
        "reproduce": {"command": command, "seeds": list(c.seeds), "version": __version__, "fingerprint": model_fingerprint(),
                      "uncertainty": c.grid.kind if isinstance(c, UncertainComparison) else "default",
                      "draws": len(c.draws) if isinstance(c, UncertainComparison) else 1},
    }


def ordered(c: Comparison) -> list[str]:
    """The main measures first."""
    from ...studies.verdict import MAIN

    return [*(key for key in MAIN if key in c.outcomes), *(key for key in c.outcomes if key not in MAIN)]


def outcome(c: Comparison, key: str) -> dict[str, Any] | None:
    """A measure in each arm and its differences; None where some arm has nothing to measure."""
    arms = [level(values(c, arm, key), c) for arm in range(len(c.names))]
    if any(x["mean"] is None for x in arms):
        return None
    return {"key": key, "arms": arms, "differences": [difference(c, arm, key) for arm in range(1, len(c.names))]}


def values(c: Comparison, arm: int, key: str) -> np.ndarray:
    """A measure in each run, array (draws, seeds)."""
    return c.grid.of(arm, key) if isinstance(c, UncertainComparison) else np.asarray([c.values(arm, key)])


def level(x: np.ndarray, c: Comparison) -> dict[str, float | None]:
    """Mean of an arm, its interval of chance, and that of chance and ignorance together if parameters were drawn."""
    of = crossed(x, c.level)
    two = isinstance(c, UncertainComparison)
    return {"mean": number(of.mean), "low": number(of.chance_low), "high": number(of.chance_high),
            "low2": number(of.both_low) if two else None, "high2": number(of.both_high) if two else None}


def difference(c: Comparison, arm: int, key: str) -> dict[str, Any]:
    """An arm less the reference, and what may be said of it."""
    from ...outcomes import BY_KEY
    from ...report.document.answer import reading

    pair = c.pairs[arm, key]
    told = not pair.identical or c.identical(arm)
    bands = pair.bands if isinstance(pair, PairedCrossed) else None
    share = pair.share_draws_better if isinstance(pair, PairedCrossed) else pair.share_better
    what = reading(pair)
    return {"arm": arm, "mean": number(pair.difference), "low": number(pair.low) if told else None,
            "high": number(pair.high) if told else None, "low2": number(bands.both_low) if bands else None,
            "high2": number(bands.both_high) if bands else None, "better": number(share), "n": pair.n,
            "verdict": verdict(what, BY_KEY[key].direction), "reading": what}


def verdict(what: str, direction: int) -> str:
    """Better or worse only where a side is certain and one is better."""
    if what not in (LOWER, HIGHER) or not direction:
        return OPEN
    return BETTER if (what == HIGHER) == (direction > 0) else WORSE


def differences(c: Comparison, arm: int, key: str) -> list[float]:
    """The difference of each pair of runs."""
    x = (values(c, arm, key) - values(c, 0, key)).ravel()
    return [float(f"{y:.6g}") for y in x[np.isfinite(x)].tolist()]


def number(x: float) -> float | None:
    """A finite number."""
    return float(x) if math.isfinite(x) else None


def sentences(m: Material, lang: str) -> list[str]:
    """The report's answer: of assaults first, then what holds for all options, then each option under its name."""
    from ...report.document.answer import answer
    from ...report.document.blocks import Bullets, Callout, Heading, Para

    first: list[str] = []
    rest: list[str] = []
    for block in answer(m, lang).blocks:
        if isinstance(block, Callout):
            first += block.items
        elif isinstance(block, Bullets):
            rest += block.items
        elif isinstance(block, Heading):
            rest.append(block.text)
        elif isinstance(block, Para):
            first.append(block.text)
    return first + rest


def cautions(m: Material, lang: str) -> list[str]:
    """What the intervals cover, and what they do not."""
    from ...studies.verdict import cautions as all_of_them

    assert m.comparison is not None
    return all_of_them(m.comparison, lang, tuple(key for key in ordered(m.comparison)[:14] if key not in m.hidden))
