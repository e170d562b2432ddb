"""The command: files, pages and map in both languages, one line for a mistake; nothing said that must not be."""

from __future__ import annotations

import csv
import json
import re
import string
import subprocess
import sys

import pytest
from detente import cli
from detente.commands import nation_cli
from detente.locale import catalogue

FORBIDDEN = re.compile(r"\b(most|least) violent|le plus violent|les plus violents|le moins violent|classement des", re.I)


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """An empty folder, and the command there even before the command line registers it."""
    if not any(command.callback is nation_cli.nation for command in cli.app.registered_commands):
        nation_cli.register(cli.app)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DETENTE_LANG", raising=False)
    return tmp_path


def rows(path):
    with path.open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_a_nation_with_and_without_transfers(here, capsys):
    assert cli.main(["nation", "coercive", "--type", "mc", "--days", "7", "--transfers", "--lang", "en"]) == 0
    out, err = capsys.readouterr()
    folder = here / "results" / "nation"
    assert "results/nation" in err and "Without and with transfers" in out and "Sum" in out
    establishments, regions = rows(folder / "establishments.csv"), rows(folder / "regions.csv")
    whole = json.loads((folder / "total.json").read_text(encoding="utf-8"))
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert len(establishments) == 9 == whole["establishments"] == sum(int(row["establishments"]) for row in regions)
    assert sum(float(row["n_assaults"]) for row in establishments) == whole["n_assaults"]
    assert "n_suicides" not in establishments[0] and "suicides" not in establishments[0]
    assert manifest["kind"] == "transfers" and manifest["seed"] == 1 and len(manifest["model"]) == 16
    assert [x["name"] for x in manifest["policies"]] == ["coercive", "coercive_without_transfers"]
    assert len(rows(folder / "transfers.csv")) == 4 and set(manifest["assumed"]) == {"fr", "en"}
    for lang in ("fr", "en"):
        page = (folder / f"summary_{lang}.md").read_text(encoding="utf-8")
        assert all(line in page for line in manifest["assumed"][lang]) and not FORBIDDEN.search(page)
        assert (folder / f"map_{lang}.png").read_bytes()[:4] == b"\x89PNG"
        drawn = (folder / f"map_{lang}.svg").read_text(encoding="utf-8")
        assert drawn.startswith("<?xml") and "http://tile" not in drawn
        assert catalogue(f"nation_{lang}")["map.title"].lower().startswith("simul")
        assert len((folder / f"alt_{lang}.txt").read_text(encoding="utf-8")) > 100
    french = (folder / "summary_fr.md").read_text(encoding="utf-8")
    assert not re.search(r"[ \u00a0][;:?!%»](?=\s)|«[ \u00a0]", re.sub(r"\|.*\|", "", french))


def test_two_policies_side_by_side(here, capsys):
    args = ["nation", "baseline", "--compare", "dynamic", "--type", "mc", "--days", "7", "--no-figures", "--json"]
    assert cli.main([*args, "--seed", "4", "--out", "pair"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["kind"] == "compare" and told["seed"] == 4 and [x["measure"] for x in told["paired"]][:1] == ["assaults"]
    for row in told["paired"]:
        assert row["difference"] == pytest.approx(row["second"] - row["first"]) and row["low"] <= row["high"]
    folder = here / "results" / "pair"
    assert not list(folder.glob("map*")) and rows(folder / "regions_other.csv") and "map_" not in (
        folder / "summary_en.md").read_text(encoding="utf-8")
    assert cli.main([*args, "--out", "pair"]) == 0 and (here / "results" / "pair-2").is_dir(), "never over another"


def test_a_nation_alone_speaks_french(here, capsys):
    assert cli.main(["nation", "--type", "mc", "--days", "3", "--no-figures", "--lang", "fr", "--threads", "1"]) == 0
    out = capsys.readouterr().out
    assert "Par région" in out and "consignées" in out and "réelles" in out and "Ensemble" in out


@pytest.mark.parametrize(("args", "part"), [
    ("dynamc", "vouliez-vous dire"), ("--type xx", "ma, cd, mc"), ("--days 0", "reçu"), ("--days 99999", "reçu"),
    ("--threads 0", "1 ou plus"), ("--compare dynamic --transfers", "un seul autre"), ("--compare nowhere", "nowhere"),
    ("--europe --transfers", "établissements français"), ("--europe --type ma", "établissements français"),
    ("nowhere.yaml", "n’existe pas"), ("--seed x", "nombre entier"),
])
def test_a_mistake_is_one_line_and_costs_no_run(here, capsys, args, part):
    assert cli.main(["nation", *args.split(), "--lang", "fr"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and part in err
    assert not (here / "results").exists()


def test_another_folder_is_left_alone(here, capsys):
    (here / "mine").mkdir()
    (here / "mine" / "diary.txt").write_text("dear diary")
    assert cli.main(["nation", "--type", "mc", "--days", "3", "--out", "./mine", "--force"]) == 2
    assert "left alone" in capsys.readouterr().err and (here / "mine" / "diary.txt").read_text() == "dear diary"


def test_words_are_the_same_in_both_languages_and_all_said():
    fr, en = catalogue("nation_fr"), catalogue("nation_en")

    def blanks(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert fr.keys() == en.keys()
    for key, text in fr.items():
        assert blanks(text) == blanks(en[key]) and text.strip(), key
        assert "'" not in text and not re.search(r"[ \u00a0][;:?!%»]|«[ \u00a0]", text), key


def test_registering_imports_nothing_heavy():
    code = ("import sys; import detente.cli, detente.commands.nation_cli; from detente.scenario.establishments import *;"
            "print([m for m in ('numba', 'pandas', 'matplotlib', 'numpy', 'detente.nation.runs') if m in sys.modules])")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
