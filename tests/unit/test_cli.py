"""The commands as a user types them: what they print, where they write, how they refuse."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from detente import cli
from detente.commands import places
from detente.commands.asking import Asked
from detente.errors import DetenteError
from detente.i18n import NARROW

DATA = Path(__file__).parents[1] / "data" / "tiny.yaml"
SOURCE = Path(cli.__file__).parents[1]


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to work in, with the tiny scenario in it, English, a wide page."""
    shutil.copy(DATA, tmp_path / "tiny.yaml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DETENTE_LANG", "en")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("DETENTE_DEBUG", raising=False)
    return tmp_path


def call(capsys, *args):
    """Exit code, stdout, stderr."""
    code = cli.main([str(arg) for arg in args])
    return code, *capsys.readouterr()


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_compare_prints_a_table_and_writes_tables_and_figures(here, capsys):
    code, out, err = call(capsys, "compare", "tiny.yaml", "tiny.yaml", "-n", "2", "--out", "mine")
    assert code == 0 and "Assaults between inmates" in out and "95 % interval" in out
    assert "identical to the bit" in out and "chance only" in out and "predicts neither" in out
    assert "saved in results/mine" in err
    found = files(here / "results" / "mine")
    for name in ("comparison.csv", "comparison.parquet", "replicates.parquet", "fairness.csv", "manifest.json",
                 "incidents.parquet", "summary_en.txt", "figures/compare.png", "figures/compare.svg"):
        assert name in found
    assert not [path for path in (here / "results").iterdir() if path.name.startswith(".")]


def test_compare_saved_folder_opens_again(here, capsys):
    call(capsys, "compare", "tiny.yaml", "tiny.yaml", "-n", "2", "--no-figures", "--set", "relation_share=0.6")
    from detente import open_results

    saved = open_results(here / "results" / "tiny")
    assert saved.manifest["comparison"]["seeds"] == [1, 2] and len(saved.table("replicates")) == 4
    assert saved.scenario(0).levers["relation_share"] == 0.6


def test_nothing_is_overwritten_unless_forced(here, capsys):
    first = ("compare", "tiny.yaml", "tiny.yaml", "-n", "1", "--days", "2", "--no-figures")
    for _ in range(3):
        call(capsys, *first)
    assert sorted(path.name for path in (here / "results").iterdir()) == ["tiny", "tiny-2", "tiny-3"]
    before = (here / "results/tiny/manifest.json").read_text()
    assert call(capsys, *first, "--force")[0] == 0
    assert len(list((here / "results").iterdir())) == 3
    assert (here / "results/tiny/manifest.json").read_text() != before or "--force" not in before
    (here / "mine").mkdir()
    (here / "mine" / "letter.txt").write_text("dear")
    code, _, err = call(capsys, *first, "--out", "./mine", "--force")
    assert code == 2 and "something else" in err and (here / "mine/letter.txt").read_text() == "dear"


def test_compare_as_json(here, capsys):
    code, out, _ = call(capsys, "compare", "tiny.yaml", "tiny.yaml", "-n", "2", "--no-save", "--json")
    found = json.loads(out)
    assert code == 0 and found["seeds"] == [1, 2] and found["saved"] is None and not (here / "results").exists()
    row = next(row for row in found["table"] if row["outcome"] == "fear")
    assert row["difference"] == 0 and row["variance_gain"] is None and row["identical"] is True


def test_compare_in_french(here, capsys):
    _, out, _ = call(capsys, "compare", "tiny.yaml", "tiny.yaml", "-n", "2", "--no-save", "--lang", "fr")
    assert "Agressions entre personnes détenues" in out and "les mêmes minutes d’agent" in out
    assert f"Intervalles{NARROW}:" in out


def test_run(here, capsys):
    code, out, err = call(capsys, "run", "tiny.yaml", "--seed", "5", "--days", "10")
    assert code == 0 and "seed 5" in out and "10 days" in out and "One possible life" in out and err == ""
    assert not (here / "results").exists()
    code, out, _ = call(capsys, "run", "tiny.yaml", "-n", "3", "--all")
    assert "95 % interval" in out and "Restorative circles" in out


def test_run_is_the_same_again_and_saved(here, capsys):
    first = json.loads(call(capsys, "run", "tiny.yaml", "--json")[1])
    again = json.loads(call(capsys, "run", "tiny.yaml", "--json", "--save", "--no-figures")[1])
    other = json.loads(call(capsys, "run", "tiny.yaml", "--json", "--off", "fear")[1])
    assert first["digest"] == again["digest"] != other["digest"] and again["saved"] == "results/tiny"
    assert "manifest.json" in files(here / "results" / "tiny")


def test_incident_and_its_other_life(here, capsys):
    call(capsys, "run", "tiny.yaml", "--days", "60", "--save", "--no-figures")
    code, out, _ = call(capsys, "incident", "tiny", "0", "--instead", "warning")
    assert code == 0 and out.startswith("Incident 0") and "equal to the bit (0 incidents)" in out
    assert "further incidents between the two" in out and "one possible life" in out
    found = json.loads(call(capsys, "incident", "results/tiny", "0", "--instead", "nothing", "--json")[1])
    assert found["instead"]["identical_before"] == 0 and set(found["instead"]["changes"]["pair"]) == {"was", "instead"}
    code, _, err = call(capsys, "incident", "tiny", "99999")
    assert code == 2 and "no such incident" in err
    code, _, err = call(capsys, "incident", "tiny", "0", "--instead", "mediatoin")
    assert code == 2 and "did you mean `mediation`?" in err
    code, _, err = call(capsys, "incident", "tiny", "0", "--run", "other")
    assert code == 2 and "0 (tiny)" in err
    code, _, err = call(capsys, "incident", "tinyy", "0")
    assert code == 2 and "did you mean `tiny`?" in err


def test_scenarios(here, capsys):
    code, out, _ = call(capsys, "scenarios", "--lang", "fr")
    assert code == 0 and "Sécurité dynamique" in out and out.index("baseline") < out.index("coercive")
    assert json.loads(call(capsys, "scenarios", "--json")[1])[0]["name"] == "baseline"


def test_parameters(here, capsys):
    code, out, _ = call(capsys, "parameters", "half_life", "--lang", "fr")
    assert code == 0 and "tension.half_life" in out and "jours" not in out.splitlines()[0]
    every = json.loads(call(capsys, "parameters", "--json")[1])
    assumed = json.loads(call(capsys, "parameters", "--assumed", "--json")[1])
    assert 0 < len(assumed) < len(every) and {row["source"] for row in assumed} == {"assumed"}
    assert all(row["bounds"][0] <= row["default"] <= row["bounds"][1] for row in every)
    assert "relation_share" in call(capsys, "parameters", "--levers", "relation")[1]
    assert "Nothing matches" in call(capsys, "parameters", "zzzz")[1]


def test_establishments(here, capsys):
    assert "MA LYON CORBAS" in call(capsys, "establishments", "--find", "lyon")[1]
    assert len(json.loads(call(capsys, "establishments", "--json")[1])) == 186
    assert {row["type"] for row in json.loads(call(capsys, "establishments", "--type", "mc", "--json")[1])} == {"mc"}
    code, _, err = call(capsys, "establishments", "--type", "xx")
    assert code == 2 and "ma, cd, mc" in err


def test_new_and_check(here, capsys):
    assert call(capsys, "new", "my.yaml", "--from", "dynamic")[0] == 0
    code, out, _ = call(capsys, "check", "my.yaml", "tiny.yaml")
    assert code == 0 and "my.yaml: valid" in out and "A tiny prison" in out and "50 inmates for 40 places" in out
    code, _, err = call(capsys, "new", "my.yaml")
    assert code == 2 and "exists already" in err
    assert json.loads(call(capsys, "check", "tiny.yaml", "--json")[1])[0]["resolved"]["schema"] == 1


def test_incidents_to_open_are_listed(here, capsys):
    assert call(capsys, "run", "baseline", "--days", "60", "--set", "occupancy=1.41", "--out", "two", "--no-figures")[0] == 0
    code, out, _ = call(capsys, "incident", "two", "--lang", "fr")
    assert code == 0 and "agression entre personnes détenues" in out and "suicide" not in out and "automutilation" not in out
    found = json.loads(call(capsys, "incident", "two", "--json")[1])
    kinds = {x["kind"] for x in found}
    assert kinds >= {"assault", "threat"} and not {"suicide", "self-harm", "refusal"} & kinds
    opened = next(x for x in found if x["kind"] == "assault")
    assert json.loads(call(capsys, "incident", "two", str(opened["incident"]), "--json")[1])["kind"] == "assault"
    code, _, err = call(capsys, "incident", "two", "--instead", "mediation")
    assert code == 2 and "which incident" in err


def test_bench_takes_its_two_options_and_no_other(here, capsys, monkeypatch):
    from detente.studies import bench

    seen = []
    monkeypatch.setattr(bench, "main", lambda *asked: seen.append(asked))
    assert call(capsys, "bench", "--json", "--quick")[0] == 0 and seen == [(True, True)]
    code, _, complaint = call(capsys, "bench", "--fast")
    assert code == 2 and "--fast" in complaint and len(seen) == 1


def test_a_folder_that_cannot_be_written_is_refused_before_anything_runs(here, capsys, monkeypatch):
    from detente.studies import runner

    monkeypatch.setattr(runner, "replicate", lambda *asked, **more: pytest.fail("it was run all the same"))
    (here / "file").write_text("not a folder", encoding="utf-8")
    code, printed, complaint = call(capsys, "run", "baseline", "--out", "./file/below")
    assert code == 2 and not printed and "below" in complaint and complaint.count("\n") == 1


@pytest.mark.parametrize(("args", "part"), [
    (["run", "dynamc"], "did you mean `dynamic`?"),
    (["run", "nowhere.yaml"], "no such file"),
    (["run", "tiny.yaml", "--set", "facilitator_shar=0.1"], "did you mean `facilitator_share`"),
    (["run", "tiny.yaml", "--set", "relation_share=7"], "0 to 1"),
    (["run", "tiny.yaml", "--set", "relation_share=much"], "relation_share"),
    (["run", "tiny.yaml", "--set", "relation_share"], "name=value"),
    (["run", "tiny.yaml", "--param", "tension.half_live=2"], "tension.half_life"),
    (["run", "tiny.yaml", "--off", "faer"], "did you mean `fear`"),
    (["run", "tiny.yaml", "--days", "0"], "horizon_days"),
    (["run", "tiny.yaml", "--seed", "-1"], "seed"),
    (["run", "tiny.yaml", "--replicates", "0"], "--replicates"),
    (["run", "tiny.yaml", "--establishment", "MA LION CORBAS"], "MA LYON CORBAS"),
    (["run", "tiny.yaml", "--lang", "de"], "fr, en"),
    (["run", "tiny.yaml", "--sed", "1"], "no option --sed"),
    (["run"], "is missing"),
    (["compare", "tiny.yaml"], "two scenarios"),
    (["compare", "tiny.yaml", "dynamic", "--replicates", "many"], "many"),
    (["compare", "tiny.yaml", "dynamic", "--threads", "0"], "threads"),
    (["rnu"], "did you mean `run`?"),
])
def test_mistakes_take_one_line_and_code_2(here, capsys, args, part):
    code, out, err = call(capsys, *args)
    assert code == 2 and out == ""
    assert len(err.strip().splitlines()) == 1 and err.startswith("detente: ") and part in err
    assert files(here) == ["tiny.yaml"]


def test_mistakes_in_french(here, capsys):
    assert "l’option --sed n’existe pas" in call(capsys, "run", "tiny.yaml", "--sed", "1", "--lang", "fr")[2]


@pytest.mark.parametrize("moment", ["runs", "saving"])
def test_interrupted_leaves_nothing_half_written(here, capsys, monkeypatch, moment):
    from detente.studies import compare as study
    from detente.studies import keep

    def stop(*args, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(*((study, "replicate") if moment == "runs" else (keep, "_add")), stop)
    code, _, err = call(capsys, "compare", "tiny.yaml", "tiny.yaml", "-n", "1", "--no-figures")
    assert code == 130 and err.strip().endswith("interrupted: nothing half-written is left")
    assert files(here) == ["tiny.yaml"] and not list((here / "results").glob("*") if (here / "results").exists() else [])


def test_a_full_disk_is_said_and_leaves_nothing(here, capsys, monkeypatch):
    from detente.studies import keep

    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keep, "_add", full)
    code, _, err = call(capsys, "compare", "tiny.yaml", "tiny.yaml", "-n", "1", "--no-figures")
    assert code == 2 and "No space left" in err and files(here) == ["tiny.yaml"]


def test_the_unexpected_is_one_line_unless_debugging(here, capsys, monkeypatch):
    from detente.commands import lists

    def broken(show):
        raise RuntimeError("two\nlines")

    monkeypatch.setattr(lists, "scenarios", broken)
    code, _, err = call(capsys, "scenarios")
    assert code == 1 and len(err.strip().splitlines()) == 1 and "DETENTE_DEBUG=1" in err and "two" in err
    monkeypatch.setenv("DETENTE_DEBUG", "1")
    with pytest.raises(RuntimeError):
        cli.main(["scenarios"])


def shell(*args, cwd, **options):
    env = {**os.environ, "PYTHONPATH": str(SOURCE), "DETENTE_LANG": "en", **options.pop("env", {})}
    return subprocess.run([sys.executable, *args], capture_output=True, text=True, cwd=cwd, env=env, timeout=120,
                          **options)


def test_real_process(here):
    done = shell("-m", "detente", "--help", cwd=here)
    assert done.returncode == 0 and "compare" in done.stdout and done.stderr == ""
    done = shell("-m", "detente", "compare", "--help", cwd=here, env={"DETENTE_LANG": "fr"})
    assert "Comparer des scénarios" in done.stdout and f"Options{NARROW}:" in done.stdout
    done = shell("-m", "detente", "run", "dynamc", cwd=here)
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "dynamic" in done.stderr


def test_a_reader_that_leaves_is_no_error(here):
    code = "import sys; from detente.cli import main; sys.argv = ['detente', 'parameters']; sys.exit(main())"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUNBUFFERED": "1"}, cwd=here)
    process.stdout.close()
    assert process.wait(60) == 0 and "Traceback" not in process.stderr.read()


def test_help_and_names_import_nothing_heavy(here):
    code = ("import sys, detente, detente.cli; heavy = {'numba', 'pandas', 'pyarrow', 'matplotlib', 'mesa', 'pydantic', "
            "'numpy', 'scipy', 'networkx'} & set(sys.modules); sys.exit(str(heavy) if heavy else 0)")
    done = shell("-c", code, cwd=here)
    assert done.returncode == 0, done.stderr


def test_public_names(here):
    import detente as dt

    assert dt.__version__ and callable(dt.compare) and dt.load("tiny.yaml").name == "tiny"
    assert set(dt.__all__) <= set(dir(dt))
    assert dt.run("tiny.yaml", seed=3, days=2).seed == 3
    with pytest.raises(AttributeError, match="no attribute"):
        dt.nothing  # noqa: B018


def test_folders(here):
    assert places.folder_for(None, "a-vs-b", False) == Path("results/a-vs-b")
    assert places.folder_for("kept", "x", False) == Path("results/kept")
    assert places.folder_for("./kept", "x", False) == Path("kept")
    assert places.folder_for(None, "../é à/..", False).parent == Path("results")
    with pytest.raises(DetenteError):
        places.folder_for(" ", "x", False)


def test_asked_changes_nothing_when_nothing_is_asked(here):
    assert Asked().of("tiny.yaml").file == "tiny.yaml"
    changed = Asked(sets=["regime=open", "response.assault.mediation=0.5"], params=["tension.half_life=3"], off=["fear"],
                    seed=9, days=5).of("tiny.yaml")
    assert changed.levers["regime"] == 1 and changed.parameters["tension.half_life"] == 3 and changed.seed == 9
    assert changed.switches["fear"] is False and changed.horizon_days == 5
    assert sum(x for name, x in changed.levers.items() if name.startswith("response.assault.")) == pytest.approx(1)
