"""``detente why``: the effect of a policy taken apart by mechanism."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import DetenteError, span
from ..i18n import decimal, digits_for
from . import shell
from .asking import Asked
from .running import progress_bar
from .shell import Saving, Show

if TYPE_CHECKING:
    from ..studies.decompose import Why
    from ..studies.draws import Draw

WORK = Path(".work") / "runs.sqlite"
"""Finished runs, beside the folder of results: to go on after an interruption; may be thrown away at any time."""
MOST = 10_000
DRAWS, SEEDS, ALONE = 4, 4, 6
"""Draws, seeds of each, and seeds of a single draw, when none are asked for."""


@dataclass(frozen=True)
class Wanted:
    """What is to be decomposed, and with how many runs.

    Attributes
    ----------
    outcomes, mechanisms : list of str
        Each may hold several, with commas.
    uncertainty : str or None
        Kind of draws; None: the posterior where there is one, else the defaults.
    draws, replicates : int or None
    orders : int
        Orders sampled when there are too many mechanisms.
    """

    outcomes: list[str]
    mechanisms: list[str]
    uncertainty: str | None = None
    draws: int | None = None
    replicates: int | None = None
    orders: int = 32

    def drawn(self) -> tuple[str, list[Draw]]:
        """Kind of draws, and the draws."""
        from ..studies.draws import FILE
        from ..studies.vectors import chosen

        kind = self.uncertainty or ("posterior" if FILE.exists() else "default")
        return kind, chosen(kind, DRAWS if self.draws is None and kind != "default" else self.draws)


def split(items: Sequence[str]) -> list[str]:
    """Names given one by one or with commas."""
    return [name.strip() for item in items for name in item.split(",") if name.strip()]


def main(pair: tuple[str, str], asked: Asked, wanted: Wanted, threads: int | None, saving: Saving, show: Show) -> None:
    """Decompose, print, save."""
    lang = show.lang
    from ..studies.decompose import decompose
    from ..studies.memory import Memory
    from ..studies.players import players
    from .places import RESULTS

    chosen = players(split(wanted.mechanisms))
    base, policy = (asked.of(name) for name in pair)
    kind, drawn = wanted.drawn()
    seeds = _seeds(wanted.replicates, len(drawn), base.seed)
    folder = _folder(f"why-{base.name}-{policy.name}", saving)
    memory = Memory((folder.parent if folder else Path(RESULTS)) / WORK)
    try:
        with progress_bar(lang) as progress:
            whys = decompose(base, policy, chosen, split(wanted.outcomes), drawn, seeds, orders=_orders(wanted.orders),
                             memory=memory, threads=threads, progress=progress)
    finally:
        memory.close()
    about = {"base": base.name, "policy": policy.name, "establishment": base.establishment.name, "days": base.horizon_days,
             "uncertainty": kind}
    if show.json:
        from ..report.keep_why import as_dict

        shell.print_json(as_dict(whys, about))
    else:
        for why in whys:
            _as_text(why, base.name, policy.name, show)
    if folder is not None:
        from ..report.keep_why import keep

        keep(whys, about, folder, force=saving.force, figures=saving.figures, command=shell.command_line())
        print(show.text("saved", folder=folder), file=sys.stderr)


def _seeds(asked: int | None, draws: int, first: int) -> range:
    replicates = (SEEDS if draws > 1 else ALONE) if asked is None else asked
    if not 1 <= replicates <= MOST:
        raise DetenteError("this number of replicates cannot be run", key="--replicates", given=str(replicates),
                           allowed=span(1, MOST))
    return range(first, first + replicates)


def _orders(orders: int) -> int:
    if not 2 <= orders <= MOST:
        raise DetenteError("this value is out of bounds", key="--orders", given=str(orders), allowed=span(2, MOST))
    return orders


def _folder(name: str, saving: Saving) -> Path | None:
    if not saving.wanted:
        return None
    from .places import folder_for

    return folder_for(saving.out, name, saving.force)


def _as_text(why: Why, base: str, policy: str, show: Show) -> None:
    from ..report.why_words import cautions, lines

    lang, out = show.lang, shell.console()
    out.print(_table(why, base, policy, show))
    if show.every:
        out.print(_pairs(why, show))
    for line in lines(why, base, policy, lang):
        out.print(line, markup=False)
    out.print()
    for line in cautions(why, lang):
        out.print(line, markup=False, style="dim")
    out.print()


def _table(why: Why, base: str, policy: str, show: Show):
    """A row for each mechanism, then the rest and the whole: shares that add up."""
    from ..outcomes import BY_KEY
    from ..report.why_words import chance, spread
    from ..studies.decompose import BASE
    from ..report.fig_why import order

    lang, m = show.lang, BY_KEY[why.outcome]
    right = [show.text(f"col.{name}") for name in ("share", "chance", "both", "lost", "base_off")]
    title = show.text("why.head", base=base, policy=policy, label=m.label(lang), unit=m.unit_label(lang))
    made = shell.table(title, show.text("col.mechanism"), *right, right=right)
    shares = {k: why.share(k) for k in order(why)}
    digits = digits_for(*(x.mean for x in shares.values()), why.total.mean)

    def signed(x: float) -> str:
        return decimal(x, lang, digits, sign=True)

    for k, x in shares.items():
        error = "" if why.design.exact else f" ± {decimal(float(why.sampling[k]), lang, digits)}"
        made.add_row(why.players[k].label(lang), signed(x.mean) + error, chance(x, lang, digits), spread(x, lang, digits),
                     signed(why.lost(k).mean), decimal(why.mean_level(BASE, why.design.everybody ^ (1 << k)).mean, lang))
    whole = why.design.everybody
    for key, x, on in (("why.row.rest", why.rest, 0), ("why.row.total", why.total, whole)):
        made.add_row(show.text(key), signed(x.mean), chance(x, lang, digits), spread(x, lang, digits), "",
                     decimal(why.mean_level(BASE, on).mean, lang), style="bold")
    return made


def _pairs(why: Why, show: Show):
    """Every pair, the strongest first."""
    from ..report.why_words import chance, spread

    lang, n = show.lang, len(why.players)
    right = [show.text(f"col.{name}") for name in ("interaction", "chance", "both")]
    made = shell.table(show.text("why.pairs_head"), show.text("col.mechanism"), show.text("col.other"), *right, right=right)
    found = [(why.pair(k, l), k, l) for k in range(n) for l in range(k + 1, n)]
    digits = digits_for(*(x.mean for x, _, _ in found)) if found else 0
    for x, k, l in sorted(found, key=lambda row: -abs(row[0].mean)):
        made.add_row(why.players[k].label(lang), why.players[l].label(lang), decimal(x.mean, lang, digits, sign=True),
                     chance(x, lang, digits), spread(x, lang, digits))
    return made
