"""The model's fingerprint changes with what the source says, and with nothing else."""

import ast
import shutil
from pathlib import Path

import pytest

import detente
from detente.studies.fingerprint import _files, substance

HOME = Path(detente.__file__).parent
SOURCE = '"""Why."""\nX = 1\n\n\ndef f(a, b):\n    """Docstring."""\n    return a + b  # a sum\n'


@pytest.mark.parametrize("same", [
    SOURCE.replace("Why.", "Because."), SOURCE.replace("# a sum", ""), SOURCE.replace("(a, b)", "(\n    a,  b\n)"),
    SOURCE.replace("Docstring.", "Of two\n\n    lines."), SOURCE.replace("\n\n\n", "\n"),
])
def test_layout_and_comments_do_not_change_it(same):
    assert substance(same) == substance(SOURCE)


@pytest.mark.parametrize("other", [
    SOURCE.replace("a + b", "a - b"), SOURCE.replace("X = 1", "X = 2"), SOURCE.replace("X = 1", "X = '1'"),
    SOURCE.replace("    return", "    if a:\n        return"), SOURCE + "    return b\n",
])
def test_what_is_said_changes_it(other):
    ast.parse(other)
    assert substance(other) != substance(SOURCE)


def test_every_file_that_draws_chance_is_part_of_it():
    """A keyed draw anywhere outside the listed files would change outcomes unseen."""
    listed = set(_files(HOME))
    draws = {p for p in HOME.rglob("*.py") if " = purpose(" in p.read_text("utf-8")}
    beyond = ("studies", "calibration", "screening", "patterns", "claims")
    model = {p for p in draws if p.relative_to(HOME).parts[0] not in beyond}
    assert model and model <= listed


def test_a_changed_line_of_the_engine_is_seen(tmp_path):
    copy = tmp_path / "detente"
    shutil.copytree(HOME, copy, ignore=shutil.ignore_patterns("__pycache__", "*.npz"))
    engine = copy / "staffing.py"
    before = substance(engine.read_text("utf-8"))
    engine.write_text(engine.read_text("utf-8").replace("w.officers[i].on = 0", "w.officers[i].on = 1"), "utf-8")
    assert engine in _files(copy) and substance(engine.read_text("utf-8")) != before
