"""``detente calibrate``: the model fitted to published French levels; killed half-way, it goes on from where it was."""

from __future__ import annotations

import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from ..errors import DetenteError, said, span
from . import shell
from .long_work import WORK, place_for, put_whole
from .meter import Meter, duration
from .running import announcer
from .shell import Saving, Show

if TYPE_CHECKING:
    from ..calibration.calibrate import Calibrated, Sizes

NAME = "calibration"
LEAST = 600  # rows below which an emulator of so many parameters says nothing


def main(rows: int, threads: int | None, ship: bool, saving: Saving, show: Show) -> None:
    """Calibrate, print, save; with `ship`, put the sample where ``--uncertainty posterior`` finds it."""
    from ..calibration.calibrate import calibrate
    from ..studies.fingerprint import model_fingerprint
    from ..studies.memory import Memory, key_of

    if threads is not None and threads < 1:
        raise DetenteError("at least one thread is needed", key="threads", given=str(threads), allowed=said("1 or more"))
    if not LEAST <= rows <= 1_000_000:
        raise DetenteError("this number of rows cannot be used", key="--rows", given=str(rows), allowed=span(LEAST, 1_000_000))
    sizes = _sizes(rows)
    folder = place_for(saving.out, NAME, saving.force, _ours)
    memory = Memory(folder.parent / WORK)
    clock = key_of(seconds="calibrate", rows=rows, model=model_fingerprint())
    before = memory.known([clock]).get(clock, {}).get("seconds", 0.0)
    began = monotonic()
    try:
        _announce(sizes, threads, show)
        names = [show.text("calibrate.stage.wave", k=k + 1, of=sizes.waves) for k in range(sizes.waves)]
        names += [show.text("calibrate.stage.table"), show.text("calibrate.stage.check")]
        with Meter(names, [float(x) for x in sizes.runs], show.lang) as meter:
            c = calibrate(sizes, memory=memory, threads=threads, progress=meter)
    finally:
        seconds = round(before + monotonic() - began, 1)  # earlier, interrupted calls counted
        memory.keep(clock, {"seconds": seconds})
        memory.close()
    about = {"seconds": seconds, "command": f"detente calibrate --rows {rows}"}
    put_whole(folder, lambda part: _fill(part, c, about, saving.figures))
    if ship:
        _ship(c, about)
    print(show.text("saved", folder=folder), file=sys.stderr)
    if show.json:
        from ..calibration.keep import summary

        shell.print_json(summary(c, about))
    else:
        _as_text(c, about, show)


def _sizes(rows: int) -> Sizes:
    from ..calibration.calibrate import Sizes

    return Sizes(wave=max(500, rows // 5), table=rows, sample=min(400, rows // 15), truths=min(500, rows // 8))


def _ours(folder: Path) -> bool:
    from ..calibration.keep import FORMAT

    try:
        return FORMAT in (folder / f"{NAME}.json").read_text(encoding="utf-8")[:200]
    except (OSError, UnicodeDecodeError):
        return False


def _announce(sizes: Sizes, threads: int | None, show: Show) -> None:
    from ..calibration import targets
    from ..studies.pace import seconds_per_inmate_day
    from ..studies.runner import cores

    people = sum(arm.scenario.establishment.inmates * arm.scenario.horizon_days for arm in targets.arms())
    seconds = seconds_per_inmate_day(announcer(show.lang)) * people * sum(sizes.runs) / (threads or cores())
    line = show.text("calibrate.announce", rows=sum(sizes.runs), time=duration(seconds, show.lang))
    print(f"detente: {line}", file=sys.stderr, flush=True)


def _fill(part: Path, c: Calibrated, about: dict[str, Any], figures: bool) -> None:
    from ..calibration.keep import write
    from ..report.calibration import pages

    write(c, part, about)
    for name, words in pages(c, about).items():
        (part / name).write_text(words, encoding="utf-8", newline="\n")
    if figures:
        from ..report.fig_calibration import draw

        draw(c, part)


def _ship(c: Calibrated, about: dict[str, Any]) -> None:
    import json

    from ..calibration.keep import sample_file, summary
    from ..studies.draws import FILE

    aside = FILE.with_name(f".{FILE.name}")
    sample_file(c, aside)
    aside.replace(FILE)
    FILE.with_suffix(".json").write_text(json.dumps(summary(c, about), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _as_text(c: Calibrated, about: dict[str, Any], show: Show) -> None:
    from ..calibration.keep import levels_table, summary
    from ..i18n import decimal
    from ..report.calibration import sentences

    out = shell.console()
    right = [show.text(f"calibrate.col.{x}") for x in ("published", "prior", "posterior", "inside")]
    made = shell.table(None, show.text("calibrate.col.fact"), *right, right=right)
    for row in levels_table(c):
        made.add_row(row["fr" if show.lang == "fr" else "en"], _span(row["low"], row["high"], show.lang),
                     _span(row["prior_low"], row["prior_high"], show.lang),
                     f"{decimal(row['median'], show.lang)} ({_span(row['low_90'], row['high_90'], show.lang)})",
                     show.text("yes" if row["median_inside"] else "no"))
    out.print(made)
    for line in sentences(summary(c, about), show.lang):
        out.print(line, markup=False)


def _span(low: float, high: float, lang: str) -> str:
    from ..i18n import decimal

    return f"{decimal(low, lang)} … {decimal(high, lang)}"
