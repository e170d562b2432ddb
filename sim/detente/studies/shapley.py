"""Shapley shares of a game whose players are switched on or off: exact, or by sampled orders with their error.

A coalition is a bit mask: bit k set, player k is on. A share is the mean over all orders of what a player adds when its turn
comes (Shapley 1953); shares add up to ``v(all) - v(none)``. Everything here is linear in the values of the coalitions: each
function returns weights, a row a player, so that any statistic of the values carries over to the shares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import factorial

import numpy as np

EXACT = 8
"""Players up to which every coalition is looked at (256)."""


@dataclass(frozen=True)
class Design:
    """Which coalitions are looked at, and how their values make shares.

    Attributes
    ----------
    players : int
    masks : tuple of int
        Coalitions, in rising order.
    shares : array (players, masks)
        ``shares @ v`` are the Shapley shares, or their estimate.
    orders : array (pairs, players, masks) or None
        The same for each sampled order and its reverse together; None when exact.
    """

    players: int
    masks: tuple[int, ...]
    shares: np.ndarray = field(repr=False)
    orders: np.ndarray | None = field(default=None, repr=False)

    @property
    def exact(self) -> bool:
        """Every coalition is looked at."""
        return self.orders is None

    @property
    def everybody(self) -> int:
        """The coalition of all."""
        return (1 << self.players) - 1

    def place(self, mask: int) -> int:
        """Where a coalition stands in `masks`."""
        return self.masks.index(mask)

    def lost(self, k: int) -> np.ndarray:
        """What goes when k alone is switched off: ``v(all) - v(all but k)``."""
        full = self.everybody
        return self._sum({full: 1.0, full ^ (1 << k): -1.0})

    def alone(self, k: int) -> np.ndarray:
        """What k does when all others are off: ``v(k) - v(none)``."""
        return self._sum({1 << k: 1.0, 0: -1.0})

    def pair(self, k: int, l: int) -> np.ndarray:
        """How much more k adds when l is on, the others on: 0 when the two simply add up."""
        full, a, b = self.everybody, 1 << k, 1 << l
        return self._sum({full: 1.0, full ^ a: -1.0, full ^ b: -1.0, full ^ a ^ b: 1.0})

    def value(self, mask: int) -> np.ndarray:
        """The value of one coalition."""
        return self._sum({mask: 1.0})

    def _sum(self, terms: dict[int, float]) -> np.ndarray:
        made = np.zeros(len(self.masks))
        for mask, weight in terms.items():
            made[self.place(mask)] += weight
        return made


def exact(players: int) -> Design:
    """All coalitions: weight ``s! (n - s - 1)! / n!`` for what k adds to a coalition of s others."""
    masks = tuple(range(1 << players))
    shares = np.zeros((players, len(masks)))
    for mask in masks:
        size = mask.bit_count()
        for k in range(players):
            if mask >> k & 1:
                continue
            weight = factorial(size) * factorial(players - size - 1) / factorial(players)
            shares[k, mask] -= weight
            shares[k, mask | 1 << k] += weight
    return Design(players, masks, shares)


def sampled(players: int, pairs: int, seed: int = 1) -> Design:
    """Orders drawn at random, each with its reverse (which cancels much of the noise: Castro, Gómez and Tejada 2009).

    Parameters
    ----------
    players : int
    pairs : int
        Orders drawn; as many again are their reverses.
    seed : int
        Of the orders, not of the runs.
    """
    random = np.random.default_rng(seed)
    drawn = [tuple(int(x) for x in random.permutation(players)) for _ in range(pairs)]
    full = (1 << players) - 1
    wanted = {0, full}
    for k in range(players):
        wanted |= {1 << k, full ^ (1 << k)} | {full ^ (1 << k) ^ (1 << l) for l in range(k)}
    for order in drawn:
        wanted |= set(_steps(order)) | set(_steps(order[::-1]))
    masks = tuple(sorted(wanted))
    where = {mask: n for n, mask in enumerate(masks)}
    orders = np.zeros((pairs, players, len(masks)))
    for n, order in enumerate(drawn):
        for one in (order, order[::-1]):
            for k, before, after in zip(one, [0, *_steps(one)], _steps(one), strict=False):
                orders[n, k, where[before]] -= 0.5
                orders[n, k, where[after]] += 0.5
    return Design(players, masks, orders.mean(axis=0), orders)


def _steps(order: Sequence[int]) -> list[int]:
    """Coalitions met when players come in this order."""
    mask, out = 0, []
    for k in order:
        mask |= 1 << k
        out.append(mask)
    return out


def design(players: int, pairs: int = 32, seed: int = 1, limit: int = EXACT) -> Design:
    """Exact up to `limit` players, else sampled orders."""
    return exact(players) if players <= limit else sampled(players, pairs, seed)


def sampling_error(made: Design, values: np.ndarray) -> np.ndarray:
    """Standard error of each share for the choice of orders alone; zero when exact.

    Parameters
    ----------
    values : array (masks,)
    """
    if made.orders is None:
        return np.zeros(made.players)
    each = made.orders @ values
    return each.std(axis=0, ddof=1) / np.sqrt(len(each)) if len(each) > 1 else np.full(made.players, np.nan)
