"""Saved whole or not at all; read back checked; run again to the bit."""

from __future__ import annotations

import json

import numpy as np
import pytest
from detente.errors import DetenteError
from detente.outcomes import store
from detente.outcomes.results import load_results
from detente.outcomes.store import save


@pytest.fixture(scope="module")
def folder(small_run, tmp_path_factory):
    return save(small_run, tmp_path_factory.mktemp("r") / "deep" / "one", command="detente run small", lang="fr")


def test_tables_and_manifest(small_run, folder):
    results = load_results(folder)
    entry = results.manifest["runs"][0]
    assert entry["digest"] == small_run.digest() and entry["hash"] == small_run.scenario.hash() and len(results) == 1
    assert set(results.manifest["versions"]) == {"detente", "python", "numpy", "numba"}
    incidents = results.table("incidents")
    assert len(incidents) == len(small_run.log) and set(incidents.kind.unique()) <= set(incidents.kind.cat.categories)
    assert np.allclose(incidents.term_tension, small_run.log.terms[:, 5])
    assert len(results.table("daily")) == 20 and "staff_stress" in results.table("daily")
    assert "pid" not in results.table("inmates_end") and len(results.table("costs")) > 20
    drawn = {"figures/year.png", "figures/network.svg", "figures/heat.png", "figures/alt_fr.txt"}
    assert drawn <= set(results.manifest["files"])
    assert not [p for p in folder.parent.iterdir() if p.name.startswith(".")]


def test_run_again_is_the_same_world(small_run, folder):
    assert load_results(folder).run().digest() == small_run.digest()


def test_another_digest_is_said(folder):
    results = load_results(folder)
    results.manifest["runs"][0]["digest"] = "0" * 64
    with pytest.raises(DetenteError, match="same world"):
        results.run()


def test_a_changed_or_missing_file_is_noticed(small_run, tmp_path):
    made = save(small_run, tmp_path / "x", figures=False)
    with (made / "daily.parquet").open("ab") as file:
        file.write(b"!")
    with pytest.raises(DetenteError, match="changed"):
        load_results(made)
    (made / "daily.parquet").unlink()
    with pytest.raises(DetenteError, match="missing"):
        load_results(made)
    (made / "manifest.json").write_text(json.dumps({"format": "detente-results/1"}))
    with pytest.raises(DetenteError, match="damaged"):
        load_results(made)
    with pytest.raises(DetenteError):
        load_results(tmp_path / "nowhere")


def test_folders_in_use(small_run, tmp_path):
    made = save([small_run, small_run], tmp_path / "x", figures=False)
    before = (made / "manifest.json").read_text()
    with pytest.raises(DetenteError, match="already"):
        save(small_run, made, figures=False)
    assert (made / "manifest.json").read_text() == before
    save(small_run, made, force=True, figures=False)
    assert len(load_results(made)) == 1
    other = tmp_path / "mine"
    other.mkdir()
    save(small_run, other, figures=False)  # empty: taken
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "thesis.txt").write_text("years of work")
    with pytest.raises(DetenteError, match="something else"):
        save(small_run, precious, force=True, figures=False)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["mine", "precious", "x"]


@pytest.mark.parametrize("stage", ["_fill", "_put"])
def test_a_full_disk_leaves_nothing(small_run, tmp_path, monkeypatch, stage):
    def full(*_args, **_kw):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, stage, full)
    with pytest.raises(DetenteError, match="No space"):
        save(small_run, tmp_path / "x", figures=False)
    assert list(tmp_path.iterdir()) == []


def test_what_stood_there_survives_a_failed_replacement(small_run, tmp_path, monkeypatch):
    made = save(small_run, tmp_path / "x", figures=False)
    real = store.os.rename
    calls = []

    def fails_second(a, b):
        calls.append(a)
        if len(calls) == 2:
            raise OSError(13, "Permission denied")
        real(a, b)

    monkeypatch.setattr(store.os, "rename", fails_second)
    with pytest.raises(DetenteError, match="Permission"):
        save(small_run, made, force=True, figures=False)
    monkeypatch.undo()
    assert len(load_results(made)) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["x"]
