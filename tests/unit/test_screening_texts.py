"""What a screening says: for every assumption a text that a director could order by, in both languages; parameters sought."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
import string
from pathlib import Path

import numpy as np
import pytest
from detente import cli
from detente.declare.parameter import PRIORS, ROLES, Parameter
from detente.i18n import catalogue
from detente.mechanisms import MECHANISMS, PARAMETERS
from detente.outcomes.term_sources import EVIDENCE
from detente.report import settle
from detente.report.screening_read import important, orders
from detente.report.screening_page import page
from detente.screening import OUTCOMES, Design, Screening
from detente.screening.design import free
from detente.screening.outcomes import ARMS
from detente.screening.runs import arms

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PUBLISHED = ROOT / "results" / "published" / "screening" / "screening.json"


def of_docs():
    """The look at French typography, from the test of the documentation."""
    spec = importlib.util.spec_from_file_location("docs_test", HERE / "test_docs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.offenders


def fabricated():
    """Everything matters: figures that weigh every real parameter, so that every text is on the page."""
    design = Design(free(), 2, 2)
    weights = np.linspace(1.0, 3.0, len(design.parameters)) * np.where(np.arange(len(design.parameters)) % 2, 1.0, -1.0)
    y = design.grid[:, :, : len(weights)] @ weights
    figures = {(arm, x.figure): (k + 1.0) * y for k, arm in enumerate(ARMS) for x in OUTCOMES}
    return Screening(design, arms(), figures)


def test_the_page_says_what_would_settle_every_assumption_that_matters():
    s = fabricated()
    assumed = {p.name for p in s.design.parameters if p.evidence == "assumed"}
    names = important(s)
    assert set(names) == assumed and sorted(x for _, mine in orders(s, names, "fr") for x in mine) == sorted(assumed)
    for lang in ("fr", "en"):
        said = page(s, lang)
        assert all(f"`{name}`" in said for name in assumed) and not re.search(r"\bnan\b|[{}]", said)
        assert all(settle.settling(PARAMETERS[name], lang).words in said for name in assumed)
    lines = [("page", re.sub(r"!\[|\]\([^)]*\)", " ", line)) for line in page(s, "fr").splitlines() if "| ---" not in line]
    assert of_docs()(lines) == []


def test_every_parameter_carries_evidence_or_assumed_a_range_and_a_prior():
    with EVIDENCE.open(encoding="utf-8", newline="") as table:
        keys = {row["id"] for row in csv.DictReader(table)}
    with (EVIDENCE.parent / "population_fr.csv").open(encoding="utf-8", newline="") as table:
        keys |= {f"pop:{row['dimension']}" for row in csv.DictReader(table)}
    for name, x in PARAMETERS.items():
        assert x.evidence == "assumed" or x.evidence in keys, (name, x.evidence)
        assert x.prior in PRIORS and x.role in ROLES and (x.prior == "fixed" or x.plausible[0] < x.plausible[1]), name
    assert len(free()) == sum(x.prior != "fixed" for x in PARAMETERS.values())


def test_every_assumed_parameter_has_a_text_and_every_text_a_parameter():
    told = settle.texts()
    assert sorted(set(told["parameters"]) - {n for n, x in PARAMETERS.items() if x.evidence == "assumed"}) == []
    assert set(told["mechanisms"]) <= {m.key for m in MECHANISMS}
    for name, x in PARAMETERS.items():
        for lang in ("fr", "en"):
            found = settle.settling(x, lang)
            assert (found is None) == (x.evidence != "assumed"), name
            if found is not None:
                assert len(found.words.split()) >= 8 and found.words.endswith("."), name
                assert all((found.collection.title, found.collection.where, found.collection.size, found.collection.holder))
    used = {x["collection"] for part in ("parameters", "mechanisms") for x in told[part].values()}
    assert used == set(told["collections"]), "a collection that nothing asks for, or one that is not there"
    assert any(not found.own for x in (Parameter("fear.new", 0.5, "share", 0, 1, (0, 1), "assumed", "a", "a"),)
               for found in [settle.settling(x, "fr")]), "a new parameter falls back on its mechanism"


@pytest.mark.skipif(not PUBLISHED.exists(), reason="no screening is published yet")
def test_the_thirty_most_influential_assumptions_have_a_text_of_their_own():
    kept = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    for kind in ("answer", "level"):
        first = [x["name"] for x in kept["ranked"][kind] if x["source"] == "assumed" and x["name"] in PARAMETERS][:30]
        assert [name for name in first if not settle.settling(PARAMETERS[name], "fr").own] == []


def blanks(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_texts_in_two_languages():
    fr, en = catalogue("screen_fr"), catalogue("screen_en")
    assert fr.keys() == en.keys() and all(blanks(fr[key]) == blanks(en[key]) for key in fr)
    told = settle.texts()
    pairs = [*told["collections"].values(), *told["parameters"].values(), *told["mechanisms"].values()]
    said = [*fr.values()]
    for x in pairs:
        assert (x["fr"] and x["en"]) and (not isinstance(x["fr"], dict) or x["fr"].keys() == x["en"].keys())
        said += x["fr"].values() if isinstance(x["fr"], dict) else [x["fr"]]
    assert of_docs()([("texts", text) for text in said]) == []
    for text in said:
        assert "'" not in text and not re.search(r"[ \u00a0][;:?!%»]|«[ \u00a0]", text), text
    assert not any("—" in json.dumps(x, ensure_ascii=False) for x in (fr, en, told))


def test_every_word_of_a_screening_is_said():
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "sim" / "detente").rglob("*screen*.py"))
    for key in catalogue("screen_en"):
        parts = key.split(".")
        assert re.search(rf'[\'"]{re.escape(key)}[\'"]', source) or f"{'.'.join(parts[:-1])}.{{" in source or (
            parts[0] in ("col", "way")), key


def test_parameters_can_be_sought(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setenv("DETENTE_LANG", "en")

    def listed(*args):
        assert cli.main(["parameters", "--json", *args]) == 0
        return json.loads(capsys.readouterr().out)

    every, some = listed(), listed("--evidence", "a-cri")
    assert {x["source"] for x in some} == {"A-CRI"} and len(some) == sum(x["source"] == "A-CRI" for x in every)
    assert {x["source"][:2] for x in listed("--evidence", "C-*")} == {"C-"}
    assert all(x["prior"] in PRIORS and x["role"] in ROLES and ("settle" in x) == (x["source"] == "assumed") for x in every)
    assert not any("role" in x or "settle" in x for x in listed("--levers"))
    assert cli.main(["parameters", "--assumed", "escalation.rate", "--lang", "fr"]) == 0
    out = capsys.readouterr().out
    assert "log-uniforme" in out and "taux" in out and "detente screen" in out
