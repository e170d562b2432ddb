"""The pictures of the screens: each is listed, small, and one that the script makes."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "screens"


@pytest.mark.skipif(not FOLDER.exists(), reason="only in a checkout")
def test_pictures_are_listed_small_and_made_by_the_script():
    told, script = (FOLDER / "README.md").read_text(encoding="utf-8"), (FOLDER / "make.py").read_text(encoding="utf-8")
    screens = next(node.value for node in ast.parse(script).body
                   if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "SCREENS")
    made = [ast.literal_eval(key) for key in screens.keys]
    assert len(made) >= 5
    for name in made:
        assert f"({name}.png)" in told
        picture = (FOLDER / f"{name}.png").read_bytes()
        assert picture.startswith(b"\x89PNG") and len(picture) <= 150_000
    assert all(path.name in told for path in FOLDER.glob("*.png"))
