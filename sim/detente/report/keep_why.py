"""A decomposition kept: its numbers as JSON and CSV, its words and figures in both languages, in one folder."""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..errors import DetenteError, said
from ..heard import reason
from ..locale import LANGUAGES
from ..outcomes import store
from ..outcomes.manifest import MANIFEST, describe
from ..studies.bands import Bands
from ..studies.decompose import BASE, POLICY, Why
from ..studies.fingerprint import model_fingerprint
from .fig_why import alt_why, figure_why
from .style import write
from .why_words import lines

BANDS = ("mean", "chance_low", "chance_high", "low", "high", "both_low", "both_high")


def keep(whys: Sequence[Why], about: dict[str, Any], folder: Path, *, force: bool = False, figures: bool = True,
         command: str | None = None) -> Path:
    """Save the decompositions of one pair of scenarios.

    Parameters
    ----------
    whys : sequence of Why
        An outcome each.
    about : dict
        ``base``, ``policy``, and what else is to be said in ``why.json``.
    folder : Path
    force : bool
        Replace a folder of saved results (never a folder of anything else).

    Raises
    ------
    DetenteError
        Folder in use, disk full, no permission: nothing is left behind.
    """
    store.must_be_writable(folder, force)
    aside: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{folder.name[:40]}-", dir=folder.parent))
        part = aside / folder.name
        part.mkdir()
        _fill(part, whys, about, figures, command)
        store._put(part, folder)
    except OSError as error:
        raise DetenteError(said("the results cannot be written: {reason}", reason=reason(error)), str(folder),
                           wish="choose another folder, or make room") from error
    finally:
        if aside is not None:
            shutil.rmtree(aside, ignore_errors=True)
    return folder


def as_dict(whys: Sequence[Why], about: dict[str, Any]) -> dict[str, Any]:
    """The whole answer as plain values."""
    return {**about, "model": model_fingerprint(), "outcomes": [x.as_dict() for x in whys]}


def _fill(part: Path, whys: Sequence[Why], about: dict[str, Any], figures: bool, command: str | None) -> None:
    from ..commands.shell import finite

    text = json.dumps(finite(as_dict(whys, about)), ensure_ascii=False, indent=1, allow_nan=False)
    (part / "why.json").write_text(text + "\n", encoding="utf-8")
    _table(part / "shares.csv", ("outcome", "part", "kind", *BANDS, "sampling_error"), _shares(whys))
    _table(part / "pairs.csv", ("outcome", "a", "b", *BANDS), _pairs(whys))
    for lang in LANGUAGES:
        words = "\n\n".join("\n".join(lines(x, about["base"], about["policy"], lang)) for x in whys)
        (part / f"summary_{lang}.txt").write_text(words + "\n", encoding="utf-8")
    if figures:
        _draw(part, whys, about)
    files = {p.name: store.sha256(p) for p in sorted(part.iterdir())}
    manifest = json.dumps(describe([], command, files), ensure_ascii=False, indent=1)
    (part / MANIFEST).write_text(manifest + "\n", encoding="utf-8")
    for path in [*part.iterdir(), part]:
        store._sync(path)


def _draw(part: Path, whys: Sequence[Why], about: dict[str, Any]) -> None:
    for lang in LANGUAGES:
        told = []
        for x in whys:
            name = f"why_{x.outcome}_{lang}"
            write(figure_why(x, about["base"], about["policy"], lang), part, name)
            told.append(f"{name}: {alt_why(x, lang)}\n")
        (part / f"alt_{lang}.txt").write_text("".join(told), encoding="utf-8")


def _table(path: Path, heads: Sequence[str], rows: Iterator[Sequence[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(heads)
        writer.writerows(rows)


def _numbers(x: Bands) -> list[float]:
    return [getattr(x, name) for name in BANDS]


def _shares(whys: Sequence[Why]) -> Iterator[list[Any]]:
    for x in whys:
        yield [x.outcome, BASE, "level", *_numbers(x.mean_level(BASE)), ""]
        yield [x.outcome, POLICY, "level", *_numbers(x.mean_level(POLICY)), ""]
        yield [x.outcome, "all", "effect", *_numbers(x.total), ""]
        yield [x.outcome, "rest", "effect", *_numbers(x.rest), ""]
        for k, player in enumerate(x.players):
            yield [x.outcome, player.key, "shapley", *_numbers(x.share(k)), float(x.sampling[k])]
            yield [x.outcome, player.key, "lost_when_off", *_numbers(x.lost(k)), ""]
            yield [x.outcome, player.key, "alone", *_numbers(x.alone(k)), ""]
            off = x.design.everybody ^ (1 << k)
            yield [x.outcome, player.key, "base_when_off", *_numbers(x.mean_level(BASE, off)), ""]


def _pairs(whys: Sequence[Why]) -> Iterator[list[Any]]:
    for x in whys:
        for k in range(len(x.players)):
            for l in range(k + 1, len(x.players)):
                yield [x.outcome, x.players[k].key, x.players[l].key, *_numbers(x.pair(k, l))]
