"""Scenario discovery: in which part of the factors' space does something hold, told as a box a reader can check.

The patient rule induction method (Friedman and Fisher 1999, Statistics and Computing 9(2)): from the whole table, a twentieth
of the rows is peeled off at the end of one factor, where it helps most, again and again; a box is chosen on the way, and a
little is pasted back to it where that helps. Each step is a box; coverage (share of all cases that it holds) is traded for
density (share of its rows that are cases). Quasi-p-values of limits as in Bryant and Lempert (2010, Technological Forecasting
and Social Change 77); the box was looked for in the same rows, so they are for ranking limits, and too small as chances.

Written here and not taken from the PyPI package ``prim``: that one is under the GPL, gives one p-value for both limits of a
factor, walks over sets (ties of categories fall as strings hash), and stops at integers that are pasted back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from ..errors import DetenteError

PEEL = 0.05
LEAST_MASS = 0.05
LOW, HIGH, AMONG = "low", "high", "among"


@dataclass(frozen=True)
class Box:
    """A part of the factors' space.

    Attributes
    ----------
    coverage : float
        Share of the cases of interest (of those that earlier boxes left) that lie in it.
    density : float
        Share of its rows that are cases of interest.
    mass : float
        Share of all rows that lie in it.
    mean : float
        Mean of the measure in it, of the truth value if none was given.
    base : float
        Density of the rows that it was looked for in.
    limits : table
        One row a limit: ``factor, side`` (low, high, among), ``limit`` (a number, or the tuple of categories kept),
        ``first, last`` (range of the factor in the whole table; NaN for categories), ``p`` (quasi-p-value: how likely so
        many cases are in the box if this limit did nothing, by a binomial test against the box without it), ``without``
        (density without it). Steadiest first.
    trajectory : table
        One row a step, pastes last: ``coverage, density, mass, restricted`` (factors with a limit), ``chosen``.
    inside : array of bool (rows,)
    """

    coverage: float
    density: float
    mass: float
    mean: float
    base: float
    limits: pd.DataFrame = field(repr=False)
    trajectory: pd.DataFrame = field(repr=False)
    inside: np.ndarray = field(repr=False)


Limits = dict[tuple[str, str], Any]
Step = tuple[Limits, np.ndarray]


def boxes(factors: pd.DataFrame, holds: Sequence[bool] | np.ndarray, *, most: int = 3, at: int | None = None,
          measure: np.ndarray | None = None, categories: Sequence[str] = (), peel: float = PEEL,
          least_mass: float = LEAST_MASS) -> list[Box]:
    """Boxes in which something holds, one after the other: each is looked for in the rows that the earlier ones left.

    Parameters
    ----------
    factors : table (rows, factors)
        Numbers of any unit; texts, truth values and pandas categories are taken as categories.
    holds : sequence of bool (rows,)
    most : int
        Boxes. Fewer if what is left is no denser than the whole table.
    at : int, optional
        Step of the first box's trajectory to take, without pasting. Default: where the harmonic mean of coverage and
        density is largest.
    measure : array (rows,), optional
        Of which the mean in each box is told.
    categories : sequence of str
        Columns of numbers that are codes of categories.
    peel : float
        Share of the box that is peeled or pasted at once.
    least_mass : float
        Share of all rows below which no box shrinks.

    Raises
    ------
    DetenteError
        If it holds everywhere or nowhere, or a value is missing.
    """
    y = np.asarray(holds, bool)
    if len(y) != len(factors):
        raise ValueError("one truth value a row")
    if y.all() or not y.any():
        raise DetenteError("this holds in every run or in none: there is no part of the factors to find")
    if factors.isna().to_numpy().any():
        raise DetenteError("a factor has no value in some runs", given=str(factors.columns[factors.isna().any()][0]))
    search = _Search(_columns(factors, categories), y, peel, least_mass)
    weight = y.astype(float) if measure is None else np.asarray(measure, float)
    rest, out = np.ones(len(y), bool), list[Box]()
    while len(out) < most and y[rest].any() and not y[rest].all() and rest.sum() >= least_mass * len(y):
        found = search.box(rest, at if not out else None, weight)
        if found is None or out and found.density <= y.mean():
            break
        out.append(found)
        rest = rest & ~found.inside
    return out


def table(found: Sequence[Box]) -> pd.DataFrame:
    """Limits of all boxes under one another, numbered from 1, with coverage, density and mean of each."""
    parts = [b.limits.assign(box=k, coverage=b.coverage, density=b.density, mean=b.mean, mass=b.mass)
             for k, b in enumerate(found, 1)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _columns(factors: pd.DataFrame, categories: Sequence[str]) -> dict[str, np.ndarray]:
    def values(name: str) -> np.ndarray:
        kind = factors[name].dtype
        if name in categories or pd.api.types.is_bool_dtype(kind) or not pd.api.types.is_numeric_dtype(kind):
            return factors[name].to_numpy(object)
        return factors[name].to_numpy(np.int64 if pd.api.types.is_integer_dtype(kind) else float)

    return {str(name): values(name) for name in factors}


@dataclass
class _Search:
    x: dict[str, np.ndarray]
    y: np.ndarray
    peel: float
    least_mass: float

    def box(self, rest: np.ndarray, at: int | None, measure: np.ndarray) -> Box | None:
        steps = self._peeled(rest)
        chosen = self._chosen(steps, rest) if at is None else min(at, len(steps) - 1)
        if at is None:
            steps += self._pasted(steps[chosen], rest)
            chosen = self._chosen(steps, rest)
        limits, mask = steps[chosen]
        if not limits:
            return None
        way = pd.DataFrame([self._worth(step, rest) for step in steps])
        way["chosen"] = np.arange(len(way)) == chosen
        row = way.iloc[chosen]
        return Box(float(row["coverage"]), float(row["density"]), float(row["mass"]), float(np.nanmean(measure[mask])),
                   float(self.y[rest].mean()), self._told(limits, mask, rest), way, mask)

    def _worth(self, step: Step, rest: np.ndarray) -> dict[str, float]:
        limits, mask = step
        return {"coverage": self.y[mask].sum() / self.y[rest].sum(), "density": self.y[mask].mean(),
                "mass": mask.sum() / len(self.y), "restricted": len({name for name, _ in limits})}

    def _chosen(self, steps: list[Step], rest: np.ndarray) -> int:
        """Step with the largest harmonic mean of coverage and density, the earliest of equals."""
        worth = [self._worth(step, rest) for step in steps]
        both = [x["coverage"] + x["density"] for x in worth]
        return int(np.argmax([x["coverage"] * x["density"] / s if s else 0.0 for x, s in zip(worth, both, strict=True)]))

    def _peeled(self, rest: np.ndarray) -> list[Step]:
        """The whole and all peels, the best each time even if it costs density: what a corner hides may come later."""
        found: list[Step] = [({}, rest)]
        while not self.y[found[-1][1]].all():
            best = self._best(self._peels(*found[-1]), found[-1][1], -np.inf)
            if best is None:
                break
            found.append(best)
        return found

    def _pasted(self, step: Step, rest: np.ndarray) -> list[Step]:
        """What pasting makes of a step, as long as that helps."""
        found = [step]
        while (best := self._best(self._pastes(*found[-1], rest), found[-1][1], 1e-12)) is not None:
            found.append(best)
        return found[1:]

    def _best(self, moves: Iterator[Step], mask: np.ndarray, gain: float) -> Step | None:
        """The move with the largest gain of density for each row it moves, above `gain`; the first of equals."""
        best = None
        before = self.y[mask].mean()
        for limits, new in moves:
            moved = abs(int(new.sum()) - int(mask.sum()))
            if moved == 0 or new.sum() < self.least_mass * len(self.y):
                continue
            score = (self.y[new].mean() - before) * new.sum() / moved
            if score > gain:
                best, gain = (limits, new), score
        return best

    def _peels(self, limits: Limits, mask: np.ndarray) -> Iterator[Step]:
        few = max(1, int(np.ceil(self.peel * mask.sum())))
        for name, x in self.x.items():
            here = x[mask]
            if x.dtype == object:
                present = sorted(set(here.tolist()), key=str)
                for gone in present if len(present) > 1 else ():
                    kept = tuple(c for c in limits.get((name, AMONG), self._all(name)) if c != gone)
                    yield limits | {(name, AMONG): kept}, mask & (x != gone)
                continue
            line = np.sort(here)
            if line[0] == line[-1]:
                continue
            at = np.searchsorted(line, line[few - 1], side="right")
            yield limits | {(name, LOW): _between(line[at - 1], line[at], LOW)} if at < len(line) else limits, mask & (
                x > line[few - 1])
            at = np.searchsorted(line, line[-few], side="left")
            yield limits | {(name, HIGH): _between(line[at - 1], line[at], HIGH)} if at > 0 else limits, mask & (x < line[-few])

    def _pastes(self, limits: Limits, mask: np.ndarray, rest: np.ndarray) -> Iterator[Step]:
        few = max(1, int(np.ceil(self.peel * mask.sum())))
        for (name, side), limit in limits.items():
            others = {key: value for key, value in limits.items() if key != (name, side)}
            beyond = self._rows(others, rest) & ~mask
            x = self.x[name]
            if side == AMONG:
                for back in (c for c in self._all(name) if c not in limit):
                    kept = tuple(c for c in self._all(name) if c in limit or c == back)
                    new = others | ({} if len(kept) == len(self._all(name)) else {(name, AMONG): kept})
                    yield new, self._rows(new, rest)
            elif beyond.any():
                line = np.sort(x[beyond])
                edge = line[-min(few, len(line))] if side == LOW else line[min(few, len(line)) - 1]
                ends = (line[0], line[-1])
                new = others if edge == ends[0 if side == LOW else 1] else others | {(name, side): edge}
                yield new, self._rows(new, rest)

    def _all(self, name: str) -> tuple[object, ...]:
        return tuple(sorted(set(self.x[name].tolist()), key=str))

    def _rows(self, limits: Limits, rest: np.ndarray) -> np.ndarray:
        mask = rest.copy()
        for (name, side), limit in limits.items():
            x = self.x[name]
            if side == AMONG:
                mask &= np.array([c in limit for c in x.tolist()])
            else:
                mask &= x >= limit if side == LOW else x <= limit
        return mask

    def _told(self, limits: Limits, mask: np.ndarray, rest: np.ndarray) -> pd.DataFrame:
        from scipy.stats import binom

        rows = []
        for key, limit in limits.items():
            wider = self._rows({k: v for k, v in limits.items() if k != key}, rest)
            share = float(self.y[wider].mean())
            p = float(binom.sf(self.y[mask].sum() - 1, mask.sum(), share))
            x = self.x[key[0]]
            first, last = (np.nan, np.nan) if key[1] == AMONG else (float(x.min()), float(x.max()))
            rows.append((*key, limit, first, last, p, share))
        made = pd.DataFrame(rows, columns=["factor", "side", "limit", "first", "last", "p", "without"])
        return made.sort_values("p", kind="stable", ignore_index=True)


def _between(below: float, above: float, side: str) -> float:
    """A limit between two neighbouring values: halfway, or the one that is kept if they are whole numbers."""
    if isinstance(below, (int, np.integer)):
        return int(above) if side == LOW else int(below)
    return 0.5 * (float(below) + float(above))


