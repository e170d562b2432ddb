"""The record of calibration and validation reads what was published, and says what was not run."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from detente.mechanisms import PARAMETERS
from detente.report import trace, trace_results

ROOT = Path(__file__).resolve().parents[2]


def test_what_was_not_run_says_so(tmp_path):
    for lang, words in (("en", "Not yet run"), ("fr", "Pas encore lancé")):
        assert trace.page(lang, tmp_path).count(words) == len(trace.RESULTS) == 5


def test_counts_of_the_record_are_those_of_the_data():
    rows = list(csv.DictReader((ROOT / "sim/detente/data/evidence.csv").open(encoding="utf-8-sig")))
    text = trace.page("en", ROOT)
    assert f"{len(rows)} rows" in text
    assert f"{sum(x.evidence == 'assumed' for x in PARAMETERS.values())} are assumed" in text


def test_results_are_read_from_their_files(tmp_path):
    band = {"mean": -3.5, "both_low": -6.0, "both_high": -1.0}
    kept = {
        "why/coercive/why.json": {"base": "baseline", "policy": "coercive", "uncertainty": "default", "model": "0" * 16,
                                  "outcomes": [
            {"outcome": "assaults", "draws": 1, "seeds": 4, "total": band, "rest": band,
             "players": [{"en": "Legitimacy (M9)", "fr": "Légitimité (M9)", "share": band}]}]},
        "validation/validation.json": {"counts": {"pattern": {"reproduced": 1, "not": 1, "unsure": 0, "all": 2}}, "patterns": [
            {"key": "P10", "kind": "pattern", "en": "Age", "fr": "Âge", "verdict": "reproduced"},
            {"key": "P11", "kind": "pattern", "en": "Entry", "fr": "Entrée", "verdict": "not", "missing_en": "Something.",
             "missing_fr": "Quelque chose."}]},
        "claims/claims.json": {"claims": [
            {"key": "C08", "en": "It lowers", "fr": "Cela abaisse", "verdict": "holds",
             "effects": [{"key": "C08.assaults", "main": True, "mean": -0.2, "both": [-0.3, -0.1]}]}]},
        "calibration/coverage.json": {"draws": 300, "coverage": {"escalation.rate": 0.91}, "ranks": list(range(50))},
    }
    for name, content in kept.items():
        path = tmp_path / "results" / "published" / name
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(content))
    (tmp_path / "results/published/screening").mkdir()
    (tmp_path / "results/published/screening/morris.json").write_text("{not json")
    text = trace.page("en", tmp_path)
    for part in ("Legitimacy (M9) | −3.50 | −6 … −1", "another version of the model", "patterns: 1 of 2 reproduced",
                 "**P11** (not reproduced). Something.", "`C08.assaults` −0.200", "`coverage.escalation.rate` | 0.910",
                 "`ranks[]` | 50", "cannot be read"):
        assert part in text, part
    assert "Not yet run" not in text
    french = trace.page("fr", tmp_path)
    assert "Légitimité (M9) | −3,50" in french and "non retrouvée" in french and "Quelque chose." in french


def test_calibration_and_screening_are_told_in_words(tmp_path):
    published = tmp_path / "results" / "published"
    (published / "calibration").mkdir(parents=True)
    (published / "screening").mkdir()
    (published / "calibration" / "calibration.json").write_text(json.dumps({
        "model": "x", "seconds": 2400.0, "parameters": 3, "sizes": {"table": 5000, "sample": 250, "truths": 500},
        "levels_inside": {"ma": [8, 11]}, "coverage_90": {"mean": 0.88, "lowest": 0.84, "highest": 0.92, "truths": 500},
        "ranks": {"below_0.01": 2, "expected_below_0.01": 0.03}}))
    (published / "calibration" / "levels.csv").write_text(
        "key,en,fr,low,high,low_90,median,high_90,median_inside\nma.x,Blows,Coups,1.0,,0.5,2.25,4.0,True\n")
    (published / "calibration" / "parameters.csv").write_text("name,sd_ratio\na.b,0.99\nc.d,0.5\n")
    (published / "screening" / "screening.json").write_text(json.dumps({"model": "x", "ranked": {"answer": [
        {"rank": 1, "name": "grudge.sides", "en": "Sides", "fr": "Partis", "source": "assumed", "outcome": "assaults",
         "size": 0.31, "settle": {"collection": "k", "en": "A survey.", "fr": "Une enquête."}}]}}))
    text = trace.page("en", tmp_path)
    for part in ("3 parameters, 5,000 vectors in the reference table, 250 draws kept; 40 minutes.",
                 "maison d'arrêt: the posterior median lies inside the published range for 8 levels of 11.",
                 "| Blows | – | 2.25 | 0.500 … 4 | yes |", "hold the truth in 88 % of cases", "for 1 of 2 parameters",
                 "Best known, with that ratio: `c.d` (0.500)", "First for the answer",
                 "| 1 | `grudge.sides`: Sides | `assaults` | 0.310 | assumed | A survey. |"):
        assert part in text, part
    french = trace.page("fr", tmp_path)
    assert "| Coups | – | 2,25 |" in french and "Une enquête." in french and "40 minutes" in french


def test_long_results_are_cut():
    many = {"x": {f"k{n:03d}": n for n in range(100)}}
    text = "\n".join(trace_results.anything("a.json", many, "en"))
    assert text.count("`x.k") == trace_results.MOST and "| … | 60 |" in text
