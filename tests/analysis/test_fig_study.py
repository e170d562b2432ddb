"""Study figures are drawn from plain tables in both languages, and are the same bytes twice."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from detente.report.fig_study import draw_box, draw_indices, draw_pareto, draw_sweep, draw_trajectory

INDICES = pd.DataFrame({"factor": ["a", "b"] * 2, "order": ["first"] * 2 + ["total"] * 2, "value": [0.5, -0.01, 0.6, 0.1],
                        "low": [0.4, -0.1, 0.5, 0.0], "high": [0.6, 0.1, 0.7, np.nan], "label": ["Factor A", "Factor B"] * 2})
AIMS = pd.DataFrame({"x": [1.0, 2.0, 3.0], "y": [3.0, 1.0, 3.0], "z": [1.0, 2.0, 3.0], "front": [True, True, False],
                     "label": ["p1", "", None]})
BOXES = pd.DataFrame({"box": [1, 1, 1, 2], "factor": ["a", "a", "regime", "b"], "side": ["low", "high", "among", "low"],
                      "limit": [0.2, 0.7, ("open", "mixed"), 4], "first": [0.0, 0.0, np.nan, 1.0],
                      "last": [1.0, 1.0, np.nan, 8.0], "coverage": 0.8, "density": 0.9})
SWEEP = pd.DataFrame({"x": np.tile(np.arange(30.0), 2), "y": np.arange(60.0), "base": ["one"] * 30 + ["two"] * 30})
COURSE = pd.DataFrame({"base": ["one"] * 3 + ["two"] * 3, "day": [1, 2, 3] * 2, "line": [1.0, 2, 3, 3, 2, 3.01],
                       "low": 0.5, "high": 3.5})
DRAWN = {"indices": (draw_indices, INDICES), "front": (draw_pareto, AIMS), "two": (draw_pareto, AIMS.drop(columns="z")),
         "boxes": (draw_box, BOXES), "one": (draw_box, BOXES[BOXES.box == 2]), "sweep": (draw_sweep, SWEEP),
         "alone": (draw_sweep, SWEEP[:5].drop(columns="base")), "course": (draw_trajectory, COURSE)}


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", DRAWN)
def test_drawn_twice_the_same(tmp_path, name, lang):
    draw, table = DRAWN[name]
    words = {"lang": lang, "title": f"Figure {name}", "x": "jours", "y": "agressions", "box": "Région",
             "coverage": "couverture"}
    before, made = table.copy(), []
    for folder in ("1", "2"):
        (tmp_path / folder).mkdir()
        made.append(draw(table, tmp_path / folder / "level.assaults", words))
    assert [p.name for p in made[0]] == ["level.assaults.png", "level.assaults.svg"]
    assert all(a.read_bytes() == b.read_bytes() and a.stat().st_size > 3000 for a, b in zip(*made, strict=True))
    assert table.equals(before)
