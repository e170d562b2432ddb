"""Who does it again, who suffers it again, and how few people are behind how much."""

from __future__ import annotations

import numpy as np

from ..world.codes import RESPONSES
from .facts import NAN, Facts, ratio

AGAIN_DAYS = (30, 90, 180)
RECEIVED = ("unseen", *RESPONSES)
REPORT_DAYS = 180


def violent_again(f: Facts, window: int, received: str | None = None) -> float:
    """Share of violent acts followed by another of the same person within ``window`` days.

    Only acts of people still present at the end, at least ``window`` days before it, count: whoever left could not be
    followed. ``received`` keeps the acts that got this answer (``"unseen"``: no report was written).
    """
    acts, gap, present = _followed(f)
    if acts.shape[0] == 0:
        return NAN
    keep = (acts["day"] + window <= f.last_day) & present
    if received == "unseen":
        keep &= acts["recorded"] == 0
    elif received is not None:
        keep &= (acts["recorded"] == 1) & (acts["response"] == RESPONSES.index(received))
    return ratio(int((gap[keep] <= window).sum()), int(keep.sum()))


def _followed(f: Facts) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Violent acts by person and day, days to the same person's next one, and whether he is present at the end."""
    if "_followed" not in f.__dict__:
        acts = np.asarray(f.violent)
        acts = acts[np.lexsort((np.arange(acts.shape[0]), acts["a_pid"]))]
        gap = np.full(acts.shape[0], np.iinfo(np.int32).max, np.int64)
        same = acts["a_pid"][1:] == acts["a_pid"][:-1]
        gap[:-1][same] = (acts["day"][1:] - acts["day"][:-1])[same]
        f.__dict__["_followed"] = acts, gap, np.isin(acts["a_pid"], f.present.pid)
    return f.__dict__["_followed"]


def repeat_victims(f: Facts) -> float:
    """Share of the victims of assaults who were assaulted more than once."""
    if f.assaults.shape[0] == 0:
        return NAN
    times = np.unique(f.assaults.b_pid, return_counts=True)[1]
    return ratio(int((times > 1).sum()), times.shape[0])


def behind_half(f: Facts) -> float:
    """Smallest share of the people who were ever present behind half of the assaults between inmates."""
    if f.assaults.shape[0] == 0:
        return NAN
    times = np.sort(np.unique(f.assaults.a_pid, return_counts=True)[1])[::-1]
    people = int(np.searchsorted(np.cumsum(times), 0.5 * f.assaults.shape[0])) + 1
    return ratio(people, f.people)


def reports_each(f: Facts) -> np.ndarray:
    """Reports of each person present at the end for 180 measured days or more (half the run, if it is shorter).

    People who have left are not counted: someone who never had a report leaves no trace once gone.
    """
    least = min(REPORT_DAYS, max(1, f.days // 2))
    here = f.present[np.minimum(f.present.days_here, f.days) >= least]
    pid, times = np.unique(f.log.a_pid[f.log.recorded == 1], return_counts=True)
    if pid.shape[0] == 0:
        return np.zeros(here.shape[0], np.int64)
    place = np.minimum(np.searchsorted(pid, here.pid), pid.shape[0] - 1)
    return np.where(pid[place] == here.pid, times[place], 0)


def dispersion(reports: np.ndarray) -> tuple[float, float]:
    """Variance over mean, and k of the negative binomial by moments (inf when there is no over-dispersion)."""
    if reports.shape[0] < 2 or reports.sum() == 0:
        return NAN, NAN
    mean, variance = float(reports.mean()), float(reports.var(ddof=1))
    return variance / mean, (mean * mean / (variance - mean) if variance > mean else float("inf"))


def top_tenth(reports: np.ndarray) -> float:
    """Share of all reports carried by the tenth of people with most of them."""
    if reports.shape[0] < 10 or reports.sum() == 0:
        return NAN
    few = max(1, round(reports.shape[0] / 10))
    return float(np.sort(reports)[::-1][:few].sum() / reports.sum())
