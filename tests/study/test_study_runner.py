"""The runner and the store: the same bytes whoever works, and nothing finished is lost."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from study_support import SWEEP, write

from detente.errors import DetenteError
from detente.study import pools
from detente.study.conduct import Shard, conduct, shard_of
from detente.study.file import read_study
from detente.study.plan import plan_of
from detente.study.results import open_study
from detente.study.store import Store


def table(results) -> str:
    return hashlib.sha256(results.compact().read_bytes()).hexdigest()


def done(path, folder, workers=None, **options):
    workers = workers or pools.threads(1)
    try:
        return conduct(read_study(path), folder, workers, **options)
    finally:
        workers.close()


@pytest.fixture(scope="module")
def calm(tmp_path_factory):
    """A study run at once on one thread."""
    top = tmp_path_factory.mktemp("calm")
    path = write(top, SWEEP)
    results = done(path, top / "calm")
    return path, results, table(results)


def test_the_same_bytes_on_threads_processes_and_parts(calm, tmp_path):
    path, _, wanted = calm
    assert table(done(path, tmp_path / "threads", pools.threads(2))) == wanted
    assert table(done(path, tmp_path / "processes", pools.processes(2))) == wanted
    folder = tmp_path / "parts"
    assert done(path, folder, shard=Shard(2, 3)) is None
    assert done(path, folder, shard=Shard(1, 3)) is None
    assert table(done(path, folder, shard=Shard(3, 3))) == wanted


def test_any_executor_will_do(calm, tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    path, _, wanted = calm
    with ThreadPoolExecutor(1) as executor:
        assert table(done(path, tmp_path / "given", pools.given(executor, 1))) == wanted


def test_the_same_bytes_on_dask(calm, tmp_path):
    pytest.importorskip("distributed")
    path, _, wanted = calm
    assert table(done(path, tmp_path / "dask", pools.dask("local"))) == wanted


def test_stopped_it_goes_on_and_ends_the_same(calm, tmp_path):
    path, _, wanted = calm

    def stop(finished, total):
        if finished >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        done(path, tmp_path / "stopped", pools.threads(1), progress=stop, pace=(0.001, 0.0))
    there = len(Store(tmp_path / "stopped").known())
    assert 4 <= there < 12
    ran = []
    assert table(done(path, tmp_path / "stopped", progress=lambda k, n: ran.append(k))) == wanted
    assert ran[0] == there


def test_ids_are_made_of_all_that_decides_a_run(tmp_path):
    ids = {x.id for x in plan_of(read_study(write(tmp_path, SWEEP))).jobs()}
    assert len(ids) == 12
    more = {x.id for x in plan_of(read_study(write(tmp_path, SWEEP.replace("seeds: 3", "seeds: 4")))).jobs()}
    assert ids < more
    for change in (("[assaults, stress]", "[assaults]"), ("low: 0.1", "low: 0.2"), ("tiny.yaml", "other.yaml")):
        other = {x.id for x in plan_of(read_study(write(tmp_path, SWEEP.replace(*change)))).jobs()}
        assert ids - other, change


def test_a_run_that_fails_is_a_row_and_can_be_tried_again(calm, tmp_path):
    path, _, _ = calm
    results = done(path, tmp_path / "faulty", measure="study_support:faulty")
    failures = results.failures()
    assert len(failures) == 4 and set(failures.seed) == {2} and failures.error.str.contains("on purpose").all()
    assert len(results.good()) == 8 and (results.good().stress == results.good().seed).all()
    ran = []
    done(path, tmp_path / "faulty", measure="study_support:faulty", retry=True, progress=lambda k, n: ran.append(k))
    assert ran[0] == 8


@pytest.mark.skipif(os.name != "posix", reason="processes are ended as POSIX ends them")
@pytest.mark.parametrize("how,status", [("HANG", "timeout"), ("DIE", "died")])
def test_a_run_that_never_ends_or_takes_its_process_down_is_a_row(tmp_path, monkeypatch, how, status):
    monkeypatch.setenv(f"DETENTE_TEST_{how}", "1")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([os.path.dirname(__file__), os.environ.get("PYTHONPATH", "")]))
    text = SWEEP.replace("regime: {values: [closed, open]}", "regime: {values: [closed]}") + "limits: {seconds: 5}\n"
    results = done(write(tmp_path, text), tmp_path / "bad", pools.processes(2), measure="study_support:faulty")
    frame = results.frame().set_index("seed")
    assert set(frame.loc[3, "status"]) == {status}
    assert set(frame.loc[1, "status"]) == {"ok"} and set(frame.loc[2, "status"]) == {"error"}


def test_a_spoilt_part_is_found_and_run_again(calm, tmp_path):
    path, _, wanted = calm
    results = done(path, tmp_path / "rot")
    part = next((tmp_path / "rot" / "parts").glob("*.parquet"))
    data = bytearray(part.read_bytes())
    data[len(data) // 2] ^= 4
    part.write_bytes(bytes(data))
    assert results.verify()["spoilt"] == [part.name]
    told = []
    assert table(done(path, tmp_path / "rot", tell=lambda key, n: told.append(key))) == wanted
    assert told[0] == "study.mended" and results.verify()["spoilt"] == []


@pytest.mark.parametrize("text", ["0/3", "4/3", "a/b", "3", "1/0"])
def test_a_part_is_written_k_of_k(text):
    with pytest.raises(DetenteError):
        shard_of(text)


def test_compacting_keeps_every_run_and_leaves_one_part(calm, tmp_path):
    path, _, wanted = calm
    results = done(path, tmp_path / "many", pools.threads(2), pace=(0.001, 0.0))
    assert len(list(results.store.parts.glob("*.parquet"))) > 1
    assert hashlib.sha256(results.compact(take_away=True).read_bytes()).hexdigest() == wanted
    assert len(list(results.store.parts.glob("*.parquet"))) == 1
    assert table(open_study(tmp_path / "many")) == wanted


def test_queries_and_arrays(calm):
    _, results, _ = calm
    duckdb = pytest.importorskip("duckdb")
    assert duckdb and len(results.query("SELECT f_regime, avg(assaults) FROM runs GROUP BY 1 ORDER BY 1")) == 2
    with pytest.raises(DetenteError):
        results.query("SELECT * FROM read_csv('/etc/passwd')")
    pytest.importorskip("xarray")
    assert dict(results.xarray().sizes) == {"f_relation_share": 2, "f_regime": 2, "seed": 3}


@pytest.mark.parametrize("proof,n", [("kills", 3), ("faults", 1), ("rot", 25), ("writers", 2), ("full", 8), ("many", 600)])
def test_small_proofs_of_reliability(proof, n):
    from importlib import import_module

    if os.name != "posix":
        pytest.skip("proofs strike as POSIX lets them")
    told = import_module(f"detente.study.prove.{proof}").prove(n)
    assert told["good"], told


def test_a_run_is_made_again_from_the_folder_alone(calm):
    from detente.study.again import one, run_again

    _, results, _ = calm
    job = results.jobs[7]
    told = run_again(results, one(results, job.id[:12]))
    assert told["same"] is True and told["id"] == job.id and told["seed"] == job.seed
    assert told["relation_share"] == results.plan["points"][job.point]["relation_share"]
    for start in ("ffffffffffff", job.id[:3], ""):
        with pytest.raises(DetenteError):
            one(results, start)


def test_a_failed_row_tells_a_command_that_fails_in_the_same_way(calm, tmp_path):
    import shlex

    from detente.study.again import one, run_again
    from detente.study.kinds.common import head, reproduce

    path, _, _ = calm
    results = done(path, tmp_path / "faulty", measure="study_support:faulty")
    failed = results.failures().iloc[0]
    command = reproduce(results, failed)
    assert command in "\n".join(head(results, "fr"))
    words = shlex.split(command)
    assert words[:3] == ["detente", "study", "again"] and Path(words[3]) == results.folder
    with pytest.raises(ValueError, match="on purpose"):
        run_again(results, one(results, words[4]), "study_support:faulty")
    with pytest.raises(DetenteError, match="another version"):
        run_again(results, one(results, words[4]))
