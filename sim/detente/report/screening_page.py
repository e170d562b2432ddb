"""The page of a screening in a language: what matters, which way, and what data would settle what is only assumed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..i18n import NARROW, decimal, listing
from ..screening.effects import ALARMS
from ..screening.outcomes import ANSWER, KINDS, LEVEL, Outcome
from .screening_read import FIRST, NAME, important, matters, orders, quantiles
from .screening_words import phrase
from .settle import ASSUMED, settling

if TYPE_CHECKING:
    from ..screening import Screening
    from ..screening.runs import Ranked

TOP = 20
"""Rows of a table of parameters; the CSV has all."""
SHARES = ("absence", "no_report_share")
"""Figures read in hundredths, which need no other unit."""
ONE_WAY = 0.5
"""The size of mu over mu* from which an effect is said to go one way."""


def page(s: Screening, lang: str, figures: bool = True) -> str:
    """The page, in Markdown.

    Parameters
    ----------
    s : Screening
    lang : {"fr", "en"}
    figures : bool
        Show the figures that stand beside it.
    """
    lines = [f"# {phrase('title', lang)}", "", phrase("intro", lang), "", method(s, lang), "",
             phrase("read", lang), ""]
    for kind in reversed(KINDS):
        about = f"{phrase(f'about.{kind}', lang)} {phrase(f'over.{s.design.uncertainty}', lang)}"
        lines += [f"## {phrase(f'head.{kind}', lang)}", "", about, "",
                  *_outcomes(s, kind, lang), "", counted(s, kind, lang), ""]
        if figures:
            lines += [f"![{phrase(f'figure.{kind}', lang)}]({NAME}_{kind}_{lang}.png)", ""]
        lines += [*_parameters(s, kind, lang), ""]
    lines += [*_settling(s, lang), *_quiet(s, lang), f"## {phrase('limits_head', lang)}", "",
              phrase("limits", lang, over=phrase(f"limits.{s.design.uncertainty}", lang))]
    return "\n".join(lines).rstrip() + "\n"


def method(s: Screening, lang: str) -> str:
    """How many parameters, trajectories and runs, of what prison."""
    d, base = s.design, s.arms[0].scenario
    points = d.trajectories * (d.columns + 1)
    return phrase("method", lang, parameters=len(d.parameters), trajectories=d.trajectories, luck=d.luck,
                runs=decimal(points * len(s.arms), lang, 0), inmates=base.establishment.inmates, days=base.horizon_days)


def counted(s: Screening, kind: str, lang: str) -> str:
    """How many stand out, of how many, how many of them are assumed, how many luck alone would give."""
    out = [x for x in s.ranks[kind] if x.stands_out]
    return phrase("count", lang, n=len(out), total=len(s.design.parameters),
                assumed=sum(x.parameter.evidence == ASSUMED for x in out),
                luck=decimal(ALARMS * len(s.design.parameters), lang, 0))


def percent(x: float, lang: str) -> str:
    """A share in hundredths."""
    return decimal(100.0 * x, lang, 0) + (f"{NARROW}%" if lang == "fr" else "%")


def figure_words(x: float, outcome: Outcome, lang: str) -> str:
    """A level or a ratio as it is read: rates per 1,000 or 10,000 inmate-years, shares in hundredths, ratios as they are."""
    if outcome.kind == ANSWER:
        return decimal(x, lang, 2)
    by = {"reports": 1.0, "suicide_hazard": 10_000.0}.get(outcome.figure, 1000.0)
    return percent(x, lang) if outcome.figure in SHARES else decimal(by * x, lang)


def effect_words(x: Ranked, s: Screening, lang: str) -> str:
    """mu* as it is read: a factor for what is taken as a logarithm, else hundredths."""
    mu_star = float(s.effects[x.outcome.key].mu_star[x.column])
    if not x.outcome.log:
        return "± " + decimal(100.0 * mu_star, lang, 0) + " " + phrase("points", lang)
    return "× " + decimal(math.exp(mu_star), lang, 2)


def direction(x: Ranked, s: Screening, lang: str) -> str:
    """Which way, if it goes one way: for the answer, whom a higher value favours."""
    e = s.effects[x.outcome.key]
    mu, mu_star = float(e.mu[x.column]), float(e.mu_star[x.column])
    way = "both" if abs(mu) < ONE_WAY * mu_star else "up" if mu > 0 else "down"
    return phrase(f"way.{x.outcome.kind}.{way}", lang)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def outcome_heads(kind: str, lang: str) -> list[str]:
    """Heads of the table of figures."""
    names = ("outcome", f"median_{kind}", "range", *(("better",) if kind == ANSWER else ()), "stand_out")
    return [phrase(f"col.{name}", lang) for name in names]


def outcome_cells(s: Screening, outcome: Outcome, lang: str) -> list[str]:
    """A figure: where it lies over all points, and how many parameters move it."""
    q = quantiles(s, outcome)
    n = int(s.effects[outcome.key].stands_out[: len(s.design.parameters)].sum())
    low, median, high = (figure_words(q[key], outcome, lang) for key in ("low", "median", "high"))
    unit = "" if outcome.kind == ANSWER or outcome.figure in SHARES else phrase(f"unit.{outcome.figure}", lang)
    better = [percent(q["better"], lang)] if outcome.kind == ANSWER else []
    return [outcome.label(lang) + unit, median, phrase("span", lang, low=low, high=high), *better, str(n)]


def parameter_heads(lang: str) -> list[str]:
    """Heads of the table of parameters."""
    return [phrase(f"col.{name}", lang) for name in ("rank", "parameter", "source", "on", "effect", "way", "depends")]


def parameter_cells(x: Ranked, s: Screening, lang: str) -> list[str]:
    """A parameter: its effect on the figure that it moves most, which way, and how far the rest decides."""
    e, p = s.effects[x.outcome.key], x.parameter
    source = phrase("assumed", lang) if p.evidence == ASSUMED else p.evidence
    return [str(x.rank), f"{getattr(p, lang)} ({p.name})", source, x.outcome.label(lang), effect_words(x, s, lang),
            direction(x, s, lang), decimal(float(e.sigma[x.column] / e.mu_star[x.column]), lang, 1)]


def _outcomes(s: Screening, kind: str, lang: str) -> list[str]:
    heads = outcome_heads(kind, lang)
    return [_line(heads), _line(["---", *["---:"] * (len(heads) - 1)]),
            *(_line(outcome_cells(s, x, lang)) for x in s.among(kind))]


def _parameters(s: Screening, kind: str, lang: str) -> list[str]:
    out = [x for x in s.ranks[kind] if x.stands_out][:TOP]
    if not out:
        return [phrase("none", lang)]
    return [_line(parameter_heads(lang)), _line(["---:", "---", "---", "---", "---:", "---", "---:"]),
            *(_line(parameter_cells(x, s, lang)) for x in out)]


def _settling(s: Screening, lang: str) -> list[str]:
    names = important(s)
    if not names:
        return []
    said = phrase("settle", lang, n=len(names), first=FIRST, unsure=phrase("unsure", lang).strip())
    lines = [f"## {phrase('settle_head', lang)}", "", said, ""]
    by_name = {p.name: p for p in s.design.parameters}
    ranks = {kind: {x.parameter.name: x for x in s.ranks[kind]} for kind in KINDS}
    for number, (order, mine) in enumerate(orders(s, names, lang), 1):
        lines += [f"### {number}. {order.title}", "",
                  f"- **{phrase('where', lang)}** {order.where}.",
                  f"- **{phrase('size', lang)}** {order.size}.",
                  f"- **{phrase('holder', lang)}** {order.holder}.", ""]
        for name in mine:
            settled = settling(by_name[name], lang)
            assert settled is not None
            both = [ranks[kind][name] for kind in (ANSWER, LEVEL)]
            where = [phrase(f"ranked.{x.outcome.kind}", lang, rank=x.rank) + ("" if x.stands_out else phrase("unsure", lang))
                     for x in both if matters(x)]
            lines.append(f"- {getattr(by_name[name], lang)} (`{name}`, {listing(where, lang)}). {settled.words}")
        lines.append("")
    return lines


def _quiet(s: Screening, lang: str) -> list[str]:
    """Parameters that never do more than luck."""
    heard = np.any([e.stands_out for e in s.effects.values()], axis=0)
    names = [p.name for k, p in enumerate(s.design.parameters) if not heard[k]]
    if not names:
        return []
    return [f"## {phrase('quiet_head', lang)}", "", phrase("quiet", lang, n=len(names)), "",
            ", ".join(f"`{name}`" for name in names) + ".", ""]
