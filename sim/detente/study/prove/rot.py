"""Bits flipped and files cut short, anywhere in the folder of a study: found, put aside, run again."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path
from typing import Any

from . import victim


def prove(cases: int = 1000, seed: int = 1) -> dict[str, Any]:
    """Spoil one file at a time.

    Returns
    -------
    dict
        ``cases``, ``missed`` (a spoilt part or table that `verify` called sound), ``different`` (of those resumed, tables that
        are not the undisturbed one), ``resumed``, ``good``.
    """
    from ...errors import DetenteError
    from ..results import open_study
    from ..store import MANIFEST

    rng = random.Random(seed)
    told: dict[str, Any] = {"cases": 0, "missed": 0, "resumed": 0, "different": 0}
    with tempfile.TemporaryDirectory() as place:
        top = Path(place)
        path = victim.write(top, points=12)
        wanted = victim.run(path, top / "calm", number=1)
        _finish(top / "calm")
        folder = top / "tried"
        for k in range(cases):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(top / "calm", folder)
            spoilt = _spoil(rng.choice(sorted(p for p in folder.rglob("*") if p.is_file())), rng)
            told["cases"] += 1
            try:
                seen = open_study(folder).verify()
                noticed = spoilt.name in seen["spoilt"]
                # what the manifest says of runs is counted anew from the parts
                told["missed"] += not (noticed or spoilt.name == MANIFEST)
            except DetenteError:
                pass  # the plan: refused
            if k % 10 == 0 or spoilt.suffix == ".json":
                told["resumed"] += 1
                told["different"] += victim.run(path, folder, number=1) != wanted
    told["good"] = told["missed"] == 0 and told["different"] == 0
    return told


def _finish(folder: Path) -> None:
    from ..results import open_study
    from ..store import MANIFEST

    results = open_study(folder)
    results.compact()
    results.store.put_json(MANIFEST, results.manifest())


def _spoil(path: Path, rng: random.Random) -> Path:
    data = bytearray(path.read_bytes())
    if rng.random() < 0.3:
        data = data[: rng.randrange(len(data))]
    else:
        bit = rng.randrange(8 * len(data))
        data[bit // 8] ^= 1 << (bit % 8)
    path.write_bytes(bytes(data))
    return path
